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

typedef struct {
  double complex value;
  gsize column;
} Eigenpair;

static int
compare_pairs (const void *a, const void *b)
{
  return compare (&((const Eigenpair *)a)->value, &((const Eigenpair *)b)->value);
}

/* LAPACK keeps a complex pair of vectors as two real columns. */
static void
unpack_vectors (gsize n, const double *packed, const Eigenpair *pairs, double complex *vectors)
{
  for (gsize j = 0; j < n; j++) {
    double im = cimag (pairs[j].value);
    gsize first = im < 0.0 ? pairs[j].column - 1 : pairs[j].column;

    for (gsize i = 0; i < n; i++) {
      double re_part = packed[i * n + first];
      double im_part = im != 0.0 ? packed[i * n + first + 1] : 0.0;

      vectors[i * n + j] = re_part + I * (im < 0.0 ? -im_part : im_part);
    }
  }
}

/**
 * rc_eigenvectors:
 * @n: the order
 * @matrix: n×n, row-major
 * @values: (out): the n eigenvalues by descending real part
 * @left: (out): n×n; column j is u of norm 1 with u^H matrix = values[j] u^H
 * @right: (out): n×n; column j is v of norm 1 with matrix v = values[j] v
 * @error: set to %RC_ERROR_LAPACK or %RC_ERROR_OVERFLOW
 *
 * Eigenvalues and both kinds of eigenvectors of a small real matrix.
 *
 * Returns: %TRUE on success
 */
gboolean
rc_eigenvectors (gsize n,
                 const double *matrix,
                 double complex *values,
                 double complex *left,
                 double complex *right,
                 GError **error)
{
  g_autofree double *work = g_new (double, 3 * n * n + 2 * n);
  g_autofree Eigenpair *pairs = g_new (Eigenpair, n);
  double *copy = work, *vl = work + n * n, *vr = vl + n * n, *re = vr + n * n, *im = re + n;
  lapack_int order = (lapack_int)n;

  for (gsize i = 0; i < n * n; i++) {
    copy[i] = matrix[i];
    if (!isfinite (matrix[i])) {
      g_set_error_literal (
        error, RC_ERROR, RC_ERROR_OVERFLOW, "The linearised dynamics left the range of numbers");
      return FALSE;
    }
  }
  if (LAPACKE_dgeev (
        LAPACK_ROW_MAJOR, 'V', 'V', order, copy, order, re, im, vl, order, vr, order) != 0) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_LAPACK,
                 "The eigenvectors of a %zu×%zu matrix did not converge",
                 n,
                 n);
    return FALSE;
  }
  for (gsize i = 0; i < n; i++)
    pairs[i] = (Eigenpair){ re[i] + I * im[i], i };
  qsort (pairs, n, sizeof *pairs, compare_pairs);
  for (gsize i = 0; i < n; i++)
    values[i] = pairs[i].value;
  unpack_vectors (n, vl, pairs, left);
  unpack_vectors (n, vr, pairs, right);
  return TRUE;
}

/**
 * rc_schur:
 * @n: the order
 * @matrix: n×n, row-major; the upper triangular Schur form S on return
 * @vectors: (out): n×n, unitary U with matrix = U S U^H
 * @error: set to %RC_ERROR_LAPACK
 *
 * Brings a small complex matrix to the form in which a shifted system is solved
 * by back substitution alone: n² for each shift, and as stable as can be.
 *
 * Returns: %TRUE on success
 */
gboolean
rc_schur (gsize n, double complex *matrix, double complex *vectors, GError **error)
{
  g_autofree double complex *values = g_new (double complex, n);
  lapack_int sorted = 0;

  if (LAPACKE_zgees (LAPACK_ROW_MAJOR,
                     'V',
                     'N',
                     NULL,
                     (lapack_int)n,
                     (lapack_complex_double *)matrix,
                     (lapack_int)n,
                     &sorted,
                     (lapack_complex_double *)values,
                     (lapack_complex_double *)vectors,
                     (lapack_int)n) == 0)
    return TRUE;
  g_set_error (
    error, RC_ERROR, RC_ERROR_LAPACK, "The Schur form of a %zu×%zu matrix did not converge", n, n);
  return FALSE;
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
