/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <gsl/gsl_randist.h>

#include "rc-eigenvalues.h"
#include "rc-error.h"
#include "rc-linear.h"
#include "rc-parallel.h"
#include "rc-random.h"

static double *
random_matrix (gsize n, double outlier)
{
  gsl_rng *rng = rc_random_new ();
  double *matrix = g_new (double, n *n);

  rc_random_seek (rng, 7, RC_STREAM_RECURRENT, n);
  for (gsize i = 0; i < n * n; i++)
    matrix[i] = gsl_ran_gaussian_ziggurat (rng, 1.0 / sqrt ((double)n));
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      matrix[i * n + j] += outlier / (double)n;
  gsl_rng_free (rng);
  return matrix;
}

/* The same eigenvalues as LAPACK's own driver, for orders that take each path. */
static void
test_against_driver (void)
{
  static const gsize orders[] = { 1, 2, 50, 193, 256, 400, 701 };

  for (gsize o = 0; o < G_N_ELEMENTS (orders); o++) {
    gsize n = orders[o];
    g_autofree double *a = random_matrix (n, 3.0);
    g_autofree double *b = g_memdup2 (a, n * n * sizeof *a);
    g_autofree double complex *expected = g_new (double complex, n);
    g_autofree double complex *values = g_new (double complex, n);
    g_autoptr (GError) error = NULL;

    rc_eigenvalues (n, a, expected, &error);
    g_assert_no_error (error);
    rc_eigenvalues_large (n, b, values, NULL, &error);
    g_assert_no_error (error);
    for (gsize i = 0; i < n; i++) {
      double nearest = INFINITY;

      for (gsize j = 0; j < n; j++)
        nearest = MIN (nearest, cabs (values[i] - expected[j]));
      g_assert_cmpfloat (nearest, <, 1e-11);
      g_assert_true (i == 0 || creal (values[i]) <= creal (values[i - 1]));
    }
    g_assert_cmpfloat (cabs (values[0] - expected[0]), <, 1e-11);
  }
}

/* A matrix whose eigenvalues are known and clustered: a companion of blocks. */
static void
test_known (void)
{
  gsize n = 300;
  g_autofree double *a = g_new0 (double, n *n);
  g_autofree double complex *values = g_new (double complex, n);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i += 2) {
    double re = cos ((double)i), im = 1.0 + (double)(i % 7);

    a[i * n + i] = a[(i + 1) * n + i + 1] = re;
    a[i * n + i + 1] = im;
    a[(i + 1) * n + i] = -im;
    /* coupling above the diagonal blocks changes no eigenvalue */
    for (gsize j = i + 2; j < n; j++)
      a[i * n + j] = 0.1 * sin ((double)(i * j));
  }
  rc_eigenvalues_large (n, a, values, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < n; i += 2) {
    double complex expected = cos ((double)i) + I * (1.0 + (double)(i % 7));
    double nearest = INFINITY;

    for (gsize j = 0; j < n; j++)
      nearest = MIN (nearest, cabs (values[j] - expected));
    g_assert_cmpfloat (nearest, <, 1e-9);
  }
}

/* A cyclic permutation: ordinary shifts leave it as it is. Its eigenvalues are
   the roots of unity. */
static void
test_cyclic (void)
{
  gsize n = 256;
  g_autofree double *a = g_new0 (double, n *n);
  g_autofree double complex *values = g_new (double complex, n);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    a[i * n + (i + 1) % n] = 1.0;
  rc_eigenvalues_large (n, a, values, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < n; i++) {
    double nearest = INFINITY;

    for (gsize j = 0; j < n; j++)
      nearest = MIN (nearest, cabs (values[j] - cexp (2.0 * G_PI * I * (double)i / (double)n)));
    g_assert_cmpfloat (nearest, <, 1e-10);
  }
}

/* A sparse matrix, most of whose eigenvalues a permutation isolates. */
static void
test_sparse (void)
{
  gsize n = 400;
  g_autofree double *a = random_matrix (n, 0.0);
  g_autofree double *b = NULL;
  g_autofree double complex *expected = g_new (double complex, n);
  g_autofree double complex *values = g_new (double complex, n);
  gsl_rng *rng = rc_random_new ();
  g_autoptr (GError) error = NULL;

  rc_random_seek (rng, 3, RC_STREAM_RECURRENT, 0);
  for (gsize i = 0; i < n * n; i++)
    if (gsl_rng_uniform (rng) > 1.5 / (double)n)
      a[i] = i % (n + 1) == 0 ? -1.0 : 0.0;
  gsl_rng_free (rng);
  b = g_memdup2 (a, n * n * sizeof *a);
  rc_eigenvalues (n, a, expected, &error);
  g_assert_no_error (error);
  rc_eigenvalues_large (n, b, values, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < n; i++) {
    double nearest = INFINITY;

    for (gsize j = 0; j < n; j++)
      nearest = MIN (nearest, cabs (values[i] - expected[j]));
    /* near -1 many coincide, where rounding alone moves them far */
    if (cabs (values[i] + 1.0) > 0.3)
      g_assert_cmpfloat (nearest, <, 1e-10);
  }
}

typedef struct {
  guint calls;
  guint allowed;
  double last;
} Watch;

static gboolean
watch_cb (double fraction, gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpfloat (fraction, >=, watch->last - 1e-12);
  g_assert_cmpfloat (fraction, <=, 1.0);
  watch->last = fraction;
  return ++watch->calls <= watch->allowed;
}

static void
test_cancel (void)
{
  gsize n = 400;
  guint needed;

  Watch watch = { .allowed = G_MAXUINT };
  RcMonitor monitor = { watch_cb, &watch };
  g_autofree double *a = random_matrix (n, 0.0);
  g_autofree double complex *values = g_new (double complex, n);
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_eigenvalues_large (n, a, values, &monitor, &error));
  needed = watch.calls;
  g_assert_cmpuint (needed, >, 10);
  for (guint allowed = 0; allowed < needed; allowed += 5) {
    g_autofree double *b = random_matrix (n, 0.0);

    watch = (Watch){ .allowed = allowed };
    g_assert_false (rc_eigenvalues_large (n, b, values, &monitor, &error));
    g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
    g_assert_cmpuint (watch.calls, ==, allowed + 1);
    g_clear_error (&error);
  }
}

static void
test_not_finite (void)
{
  gsize n = 250;
  g_autofree double *a = random_matrix (n, 0.0);
  g_autofree double complex *values = g_new (double complex, n);
  g_autoptr (GError) error = NULL;

  a[777] = INFINITY;
  g_assert_false (rc_eigenvalues_large (n, a, values, NULL, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_OVERFLOW);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rc_init ();
  g_test_add_func ("/eigenvalues/against-driver", test_against_driver);
  g_test_add_func ("/eigenvalues/known", test_known);
  g_test_add_func ("/eigenvalues/cyclic", test_cyclic);
  g_test_add_func ("/eigenvalues/sparse", test_sparse);
  g_test_add_func ("/eigenvalues/cancel", test_cancel);
  g_test_add_func ("/eigenvalues/not-finite", test_not_finite);
  return g_test_run ();
}
