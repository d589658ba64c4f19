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
  double residual = INFINITY;
  guint steps = 0;

  while (residual > 1e-13 && steps < 200) {
    for (gsize i = 0; i < N; i++) {
      double factor = 0.97 * cos ((double)i);

      for (gsize j = 0; j < 2; j++)
        gsl_matrix_set (fx, i, j, factor * gsl_matrix_get (x, i, j) + 1.0 + (double)j);
    }
    residual = rc_anderson_step (anderson, x, fx);
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

static void
test_not_finite (void)
{
  gsl_matrix *x = gsl_matrix_calloc (3, 1), *fx = gsl_matrix_calloc (3, 1);
  RcAnderson *anderson = rc_anderson_new (3, 1);

  gsl_matrix_set (fx, 1, 0, NAN);
  g_assert_false (isfinite (rc_anderson_step (anderson, x, fx)));
  rc_anderson_free (anderson);
  gsl_matrix_free (x);
  gsl_matrix_free (fx);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anderson/linear", test_linear);
  g_test_add_func ("/anderson/not-finite", test_not_finite);
  return g_test_run ();
}
