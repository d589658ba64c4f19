/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-linear.h"

#include <math.h>

#include <lapacke.h>

#include <glib/gi18n.h>

#include "rc-error.h"

/* Room that LAPACK needs for eigenvectors, with some for blocks. */
#define WORK_PER_ROW 36

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
      g_set_error_literal (error,
                           RC_ERROR,
                           RC_ERROR_OVERFLOW,
                           _ ("The linearised dynamics left the range of numbers"));
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
                 _ ("The eigenvalues of a %zu×%zu matrix did not converge"),
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

/* LAPACK keeps a complex pair of vectors as two real columns. They are those of the
   transposed matrix, whose vectors are the conjugates of what is wanted. */
static void
unpack_vectors (gsize n, const double *packed, const Eigenpair *pairs, double complex *vectors)
{
  for (gsize j = 0; j < n; j++) {
    double im = cimag (pairs[j].value);
    const double *first = packed + n * (im < 0.0 ? pairs[j].column - 1 : pairs[j].column);

    for (gsize i = 0; i < n; i++) {
      double im_part = im != 0.0 ? first[n + i] : 0.0;

      vectors[i * n + j] = CMPLX (first[i], im < 0.0 ? im_part : -im_part);
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
  gsize n_work = WORK_PER_ROW * n;
  g_autofree double *memory = g_new (double, 3 * n * n + 2 * n + n_work);
  g_autofree Eigenpair *pairs = g_new (Eigenpair, n);
  double *copy = memory, *vl = copy + n * n, *vr = vl + n * n, *re = vr + n * n, *im = re + n;
  lapack_int order = (lapack_int)n;

  for (gsize i = 0; i < n * n; i++) {
    copy[i] = matrix[i];
    if (!isfinite (matrix[i])) {
      g_set_error_literal (error,
                           RC_ERROR,
                           RC_ERROR_OVERFLOW,
                           _ ("The linearised dynamics left the range of numbers"));
      return FALSE;
    }
  }
  /* LAPACK's own order of columns takes the matrix for its transpose, whose left
     vectors are the right ones here; to transpose it would cost more than the rest. */
  if (LAPACKE_dgeev_work (LAPACK_COL_MAJOR,
                          'V',
                          'V',
                          order,
                          copy,
                          order,
                          re,
                          im,
                          vr,
                          order,
                          vl,
                          order,
                          im + n,
                          (lapack_int)n_work) != 0) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_LAPACK,
                 _ ("The eigenvectors of a %zu×%zu matrix did not converge"),
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
  g_set_error (error,
               RC_ERROR,
               RC_ERROR_LAPACK,
               _ ("The Schur form of a %zu×%zu matrix did not converge"),
               n,
               n);
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

/* The largest entry's size; NaN if one is not finite. */
static double
largest_entry (gsize n, const double complex *matrix)
{
  double largest = 0.0;

  for (gsize i = 0; i < n * n; i++) {
    double re = fabs (creal (matrix[i])), im = fabs (cimag (matrix[i]));

    if (!isfinite (re) || !isfinite (im))
      return NAN;
    largest = MAX (largest, MAX (re, im));
  }
  return largest;
}

/* The largest singular value of a matrix whose entries are at most about 1: the root
   of the largest eigenvalue of MᴴM, which has all digits, as only small ones lose any. */
static double
largest_without_vectors (gsize n, const double complex *matrix)
{
  g_autofree double complex *gram = g_new0 (double complex, n *n);
  g_autofree double *values = g_new (double, n);

  for (gsize l = 0; l < n; l++)
    for (gsize i = 0; i < n; i++)
      for (gsize j = 0; j <= i; j++)
        gram[i * n + j] += conj (matrix[l * n + i]) * matrix[l * n + j];
  if (n == 1)
    return sqrt (creal (gram[0]));
  if (n == 2)
    return sqrt (0.5 * (creal (gram[0]) + creal (gram[3])) +
                 hypot (0.5 * (creal (gram[0]) - creal (gram[3])), cabs (gram[2])));
  if (LAPACKE_zheev (LAPACK_COL_MAJOR,
                     'N',
                     'U',
                     (lapack_int)n,
                     (lapack_complex_double *)gram,
                     (lapack_int)n,
                     values) != 0)
    return NAN;
  return sqrt (MAX (values[n - 1], 0.0));
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
  g_autofree double complex *u = NULL;
  g_autofree double complex *vt = NULL;
  g_autofree double *values = NULL;
  g_autofree double *superb = NULL;
  double scale = largest_entry (n, matrix);
  lapack_int order = (lapack_int)n;

  if (isnan (scale))
    return NAN;
  if (left == NULL && right == NULL) {
    for (gsize i = 0; scale > 0.0 && i < n * n; i++)
      a[i] /= scale;
    return scale * largest_without_vectors (n, a);
  }
  u = g_new (double complex, n *n);
  vt = g_new (double complex, n *n);
  values = g_new (double, n);
  superb = g_new (double, n);
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
