/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-decay.h"

#include <math.h>

#include <gsl/gsl_randist.h>

#include "rc-random.h"

enum { N_TIMES = 301 };

/* Without noise all poles come back, real and complex, from several outputs. */
static void
test_exact (void)
{
  static const double complex poles[] = { -0.09 + 0.22 * I, -0.09 - 0.22 * I, -0.16, -0.6 };
  double values[N_TIMES][2];
  RcDecay decay;

  for (gsize i = 0; i < N_TIMES; i++) {
    double t = 0.15 * (double)i;

    values[i][0] = exp (-0.09 * t) * cos (0.22 * t + 0.3) - 0.5 * exp (-0.6 * t);
    values[i][1] = 2.0 * exp (-0.09 * t) * sin (0.22 * t) + exp (-0.16 * t);
  }
  g_assert_true (rc_decay_fit (N_TIMES, 0.15, 2, values[0], 8, 1e-9, &decay));
  g_assert_cmpuint (decay.n_modes, ==, 4);
  for (gsize i = 0; i < 4; i++) {
    g_assert_cmpfloat_with_epsilon (creal (decay.poles[i]), creal (poles[i]), 1e-8);
    g_assert_cmpfloat_with_epsilon (fabs (cimag (decay.poles[i])), fabs (cimag (poles[i])), 1e-8);
    g_assert_cmpfloat (decay.errors[i], <, 1e-6);
  }
}

/* With noise the standard errors say how far off the poles are: over many draws the
   deviations in their units have a mean of 0 and a variance of 1. */
static void
test_errors (void)
{
  enum { N_DRAWS = 300 };
  gsl_rng *rng = rc_random_new ();
  double sum = 0.0, squares = 0.0, scatter = 0.0;
  double mean, variance;

  rc_random_seek (rng, 3, RC_STREAM_NOISE, 0);
  for (gsize draw = 0; draw < N_DRAWS; draw++) {
    double values[160], pull;
    RcDecay decay;

    for (gsize i = 0; i < 160; i++) {
      double t = 0.2 * (double)i;

      values[i] = 2.0 * exp (-0.16 * t) + 1.5 * exp (-0.7 * t) +
                  gsl_ran_gaussian_ziggurat (rng, 2e-4);
    }
    g_assert_true (rc_decay_fit (160, 0.2, 1, values, 2, 1e-9, &decay));
    g_assert_cmpuint (decay.n_modes, ==, 2);
    pull = (creal (decay.poles[0]) + 0.16) / decay.errors[0];
    sum += pull;
    squares += pull * pull;
    scatter = MAX (scatter, fabs (creal (decay.poles[0]) + 0.16));
  }
  mean = sum / N_DRAWS;
  variance = squares / N_DRAWS;
  g_test_message ("pulls: mean %g, variance %g; farthest off %g", mean, variance, scatter);
  g_assert_cmpfloat (fabs (mean), <, 4.0 / sqrt (N_DRAWS));
  /* the pencil is a little less efficient than the bound that the errors are */
  g_assert_cmpfloat (variance, >, 0.7);
  g_assert_cmpfloat (variance, <, 1.7);
  gsl_rng_free (rng);
}

static void
test_nothing (void)
{
  double values[40] = { 0 };
  RcDecay decay;

  g_assert_false (rc_decay_fit (40, 0.1, 1, values, 3, 1e-3, &decay));
  values[7] = NAN;
  g_assert_false (rc_decay_fit (40, 0.1, 1, values, 3, 1e-3, &decay));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decay/exact", test_exact);
  g_test_add_func ("/decay/errors", test_errors);
  g_test_add_func ("/decay/nothing", test_nothing);
  return g_test_run ();
}
