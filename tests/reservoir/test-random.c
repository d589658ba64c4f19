/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <gsl/gsl_randist.h>

#include "rc-random.h"

/* The known answers published with Philox4x32-10. */
static void
test_known_answer (void)
{
  static const gulong expected[] = { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 };
  gsl_rng *rng = rc_random_new ();

  rc_random_seek (rng, 0, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (gsl_rng_get (rng), ==, expected[i]);
  gsl_rng_free (rng);
}

/* Rows and streams are different, and going back gives the same numbers. */
static void
test_streams (void)
{
  gsl_rng *rng = rc_random_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint pass = 0; pass < 2; pass++) {
    for (guint stream = 0; stream < 4; stream++) {
      for (guint64 row = 0; row < 100; row++) {
        gint64 word;

        rc_random_seek (rng, 9, stream, row);
        word = (gint64)(gsl_rng_get (rng) << 32 | gsl_rng_get (rng));
        g_assert_cmpint (g_hash_table_contains (seen, &word), ==, pass == 1);
        if (pass == 0)
          g_hash_table_add (seen, g_memdup2 (&word, sizeof word));
      }
    }
  }
  gsl_rng_free (rng);
}

/* The first four moments of the normal numbers, within five standard errors. */
static void
test_normal (void)
{
  enum { N = 400000 };
  gsl_rng *rng = rc_random_new ();
  double moments[4] = { 0.0 };

  rc_random_seek (rng, 1, 0, 0);
  for (gsize i = 0; i < N; i++) {
    double x = gsl_ran_gaussian_ziggurat (rng, 1.0);

    for (gsize k = 0; k < 4; k++)
      moments[k] += pow (x, (double)(k + 1)) / N;
  }
  g_assert_cmpfloat_with_epsilon (moments[0], 0.0, 5.0 * sqrt (1.0 / N));
  g_assert_cmpfloat_with_epsilon (moments[1], 1.0, 5.0 * sqrt (2.0 / N));
  g_assert_cmpfloat_with_epsilon (moments[2], 0.0, 5.0 * sqrt (15.0 / N));
  g_assert_cmpfloat_with_epsilon (moments[3], 3.0, 5.0 * sqrt (96.0 / N));
  gsl_rng_free (rng);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/known-answer", test_known_answer);
  g_test_add_func ("/random/streams", test_streams);
  g_test_add_func ("/random/normal", test_normal);
  return g_test_run ();
}
