/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-anderson.h"

/* x ← A x + b with a spectral radius below 1; its fixed point is known. */
static void
test_linear (void)
{
  enum { N = 30 };
  gsl_matrix *x = gsl_matrix_calloc (N, 2), *fx = gsl_matrix_alloc (N, 2);
  RcAnderson *anderson = rc_anderson_new (N, 2);
  double residual = INFINITY, residuals[2];
  guint steps = 0;

  while (residual > 1e-13 && steps < 200) {
    for (gsize i = 0; i < N; i++) {
      double factor = 0.97 * cos ((double)i);

      for (gsize j = 0; j < 2; j++)
        gsl_matrix_set (fx, i, j, factor * gsl_matrix_get (x, i, j) + 1.0 + (double)j);
    }
    residual = rc_anderson_step (anderson, x, fx, residuals);
    steps++;
  }

  /* Plain iteration would need some 1000 steps: 0.97^n. */
  g_assert_cmpuint (steps, <, 200);
  for (gsize i = 0; i < N; i++)
    for (gsize j = 0; j < 2; j++)
      g_assert_cmpfloat_with_epsilon (
        gsl_matrix_get (x, i, j), (1.0 + (double)j) / (1.0 - 0.97 * cos ((double)i)), 1e-10);
  rc_anderson_free (anderson);
  gsl_matrix_free (x);
  gsl_matrix_free (fx);
}

/* One step of the columns that are left, x ← factor x + 1, a factor for each row. */
static void
step_left (RcAnderson *anderson, gsl_matrix *x, gsl_matrix *fx, double factor, double *residuals)
{
  for (gsize i = 0; i < x->size1; i++)
    for (gsize j = 0; j < x->size2; j++)
      gsl_matrix_set (fx, i, j, factor * cos ((double)i) * gsl_matrix_get (x, i, j) + 1.0);
  rc_anderson_step (anderson, x, fx, residuals);
}

/* A column is led on by its own memory after one before it was dropped: the steps are
   those that it takes alone. */
static void
test_drop (void)
{
  enum { N = 30 };
  gsl_matrix *x = gsl_matrix_calloc (N, 2), *fx = gsl_matrix_calloc (N, 2);
  gsl_matrix *alone = gsl_matrix_calloc (N, 1), *falone = gsl_matrix_calloc (N, 1);
  RcAnderson *both = rc_anderson_new (N, 2), *one = rc_anderson_new (N, 1);
  double residuals[2], residual;

  for (gsize i = 0; i < N; i++) {
    gsl_matrix_set (x, i, 0, sin ((double)i));
    gsl_matrix_set (x, i, 1, 3.0);
    gsl_matrix_set (alone, i, 0, 3.0);
  }
  for (guint i = 0; i < 20; i++) {
    if (i == 8) {
      gsl_matrix_swap_columns (x, 0, 1);
      x->size2 = fx->size2 = 1;
      rc_anderson_drop (both, 0);
    }
    step_left (both, x, fx, 0.97, residuals);
    step_left (one, alone, falone, 0.97, &residual);
    g_assert_cmpfloat (residuals[x->size2 - 1], ==, residual);
    for (gsize j = 0; j < N; j++)
      g_assert_cmpfloat (gsl_matrix_get (x, j, x->size2 - 1), ==, gsl_matrix_get (alone, j, 0));
  }
  rc_anderson_free (both);
  rc_anderson_free (one);
  gsl_matrix_free (x);
  gsl_matrix_free (fx);
  gsl_matrix_free (alone);
  gsl_matrix_free (falone);
}

static void
test_not_finite (void)
{
  gsl_matrix *x = gsl_matrix_calloc (3, 1), *fx = gsl_matrix_calloc (3, 1);
  RcAnderson *anderson = rc_anderson_new (3, 1);
  double residual;

  gsl_matrix_set (fx, 1, 0, NAN);
  g_assert_false (isfinite (rc_anderson_step (anderson, x, fx, &residual)));
  g_assert_true (isnan (residual));
  rc_anderson_free (anderson);
  gsl_matrix_free (x);
  gsl_matrix_free (fx);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anderson/linear", test_linear);
  g_test_add_func ("/anderson/drop", test_drop);
  g_test_add_func ("/anderson/not-finite", test_not_finite);
  return g_test_run ();
}
