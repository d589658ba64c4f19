/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-linear.h"

#include <math.h>

#include <lapacke.h>

#include "rc-error.h"

static int
compare (const void *a, const void *b)
{
  double complex x = *(const double complex *)a, y = *(const double complex *)b;

  if (creal (x) != creal (y))
    return creal (x) > creal (y) ? -1 : 1;
  return cimag (x) > cimag (y) ? -1 : cimag (x) < cimag (y);
}

/**
 * rc_sort_by_real_part:
 *
 * Sorts by descending real part, then descending imaginary part.
 */
void
rc_sort_by_real_part (gsize n, double complex *values)
{
  qsort (values, n, sizeof *values, compare);
}

/**
 * rc_eigenvalues:
 * @n: the order
 * @matrix: n×n, overwritten
 * @values: (out): the n eigenvalues by descending real part
 * @error: set to %RC_ERROR_LAPACK or %RC_ERROR_OVERFLOW
 *
 * All eigenvalues of a small real matrix, by LAPACK's dgeev.
 *
 * Returns: %TRUE on success
 */
gboolean
rc_eigenvalues (gsize n, double *matrix, double complex *values, GError **error)
{
  g_autofree double *re = g_new (double, n);
  g_autofree double *im = g_new (double, n);
  lapack_int info;

  for (gsize i = 0; i < n * n; i++) {
    if (!isfinite (matrix[i])) {
      g_set_error_literal (
        error, RC_ERROR, RC_ERROR_OVERFLOW, "The linearised dynamics left the range of numbers");
      return FALSE;
    }
  }
  info = LAPACKE_dgeev (LAPACK_ROW_MAJOR,
                        'N',
                        'N',
                        (lapack_int)n,
                        matrix,
                        (lapack_int)n,
                        re,
                        im,
                        NULL,
                        (lapack_int)n,
                        NULL,
                        (lapack_int)n);
  if (info != 0) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_LAPACK,
                 "The eigenvalues of a %zu×%zu matrix did not converge",
                 n,
                 n);
    return FALSE;
  }
  for (gsize i = 0; i < n; i++)
    values[i] = re[i] + I * im[i];
  rc_sort_by_real_part (n, values);
  return TRUE;
}

/**
 * rc_solve_complex:
 * @n: the order
 * @n_columns: how many right-hand sides
 * @matrix: n×n, row-major, overwritten
 * @columns: n×n_columns, row-major; the solutions on return
 *
 * Returns: %FALSE if the matrix is singular
 */
gboolean
rc_solve_complex (gsize n, gsize n_columns, double complex *matrix, double complex *columns)
{
  g_autofree lapack_int *pivots = g_new (lapack_int, n);

  return LAPACKE_zgesv (LAPACK_ROW_MAJOR,
                        (lapack_int)n,
                        (lapack_int)n_columns,
                        (lapack_complex_double *)matrix,
                        (lapack_int)n,
                        pivots,
                        (lapack_complex_double *)columns,
                        (lapack_int)n_columns) == 0;
}

/**
 * rc_largest_singular_value:
 * @n: the order
 * @matrix: n×n, row-major
 * @left: (out) (nullable): the left singular vector u of it
 * @right: (out) (nullable): the right one, v, so that matrix v = value u
 *
 * Returns: the largest singular value; NaN if the matrix is not finite
 */
double
rc_largest_singular_value (gsize n,
                           const double complex *matrix,
                           double complex *left,
                           double complex *right)
{
  g_autofree double complex *a = g_memdup2 (matrix, n * n * sizeof *matrix);
  g_autofree double complex *u = g_new (double complex, n *n);
  g_autofree double complex *vt = g_new (double complex, n *n);
  g_autofree double *values = g_new (double, n);
  g_autofree double *superb = g_new (double, n);
  lapack_int order = (lapack_int)n;

  for (gsize i = 0; i < n * n; i++)
    if (!isfinite (creal (a[i])) || !isfinite (cimag (a[i])))
      return NAN;
  if (LAPACKE_zgesvd (LAPACK_ROW_MAJOR,
                      'A',
                      'A',
                      order,
                      order,
                      (lapack_complex_double *)a,
                      order,
                      values,
                      (lapack_complex_double *)u,
                      order,
                      (lapack_complex_double *)vt,
                      order,
                      superb) != 0)
    return NAN;

  for (gsize i = 0; i < n; i++) {
    if (left != NULL)
      left[i] = u[i * n];
    if (right != NULL)
      right[i] = conj (vt[i]);
  }
  return values[0];
}
