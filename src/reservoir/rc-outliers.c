/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-outliers.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_cblas.h>
#include <lapacke.h>

#include "rc-krylov.h"

/*
 * With A = W D + W_FB (D W_out)ᵀ an eigenvector of A for 1 + λ is a combination of the
 * K columns of (1 + λ - W D)^-1 W_FB, and a left one a combination of the columns of
 * (1 + λ* - D Wᵀ)^-1 D W_out. Both come from the Krylov spaces that the
 * frequency response uses, and quickly, since 1 + λ lies outside the spectrum of
 * W D: for all outliers from the same space.
 */

#define MAX_DIMENSION 400
#define VECTORS_AT_ONCE 10
#define TOLERANCE 1e-9
#define ACCEPTED 1e-6
/* An eigenvalue counts as an outlier from this many 1/√N outside the bulk's
   radius on, relative to it: so far a finite network's bulk may reach. */
#define MARGIN 2.0

typedef struct {
  const RcJacobian *open_loop;
  gsize n;
  gsize k;
  double *feedback; /* K×N: W_FB, a column a row */
  double *readout;  /* K×N: D W_out, likewise */
} Modes;

/**
 * rc_outlier_threshold:
 *
 * Returns: the modulus of an eigenvalue of A from which on it counts as
 *   an outlier: the bulk's radius and the 2/√N by which a finite one may be larger
 */
double
rc_outlier_threshold (const RcJacobian *closed_loop)
{
  double n = (double)rc_jacobian_get_size (closed_loop);

  return rc_jacobian_bulk_radius (closed_loop) * (1.0 + MARGIN / sqrt (n));
}

/* (shift - A_open)^-1 b, or with the transpose, at every shift; n_shifts × N */
static gboolean
solve_shifts (const Modes *self,
              gboolean transposed,
              const double *b,
              gsize n_shifts,
              const double complex *shifts,
              const RcMonitor *monitor,
              double complex *solutions,
              gsize stride,
              GError **error)
{
  g_autoptr (RcKrylov) space = rc_krylov_new (self->open_loop, transposed, b, MAX_DIMENSION);
  g_autofree double complex *y = g_new (double complex, MAX_DIMENSION + 1);
  gboolean converged;
  gsize m;

  do {
    m = rc_krylov_get_dimension (space);
    if (!rc_krylov_extend (space, VECTORS_AT_ONCE, monitor, error))
      return FALSE;
    converged = TRUE;
    for (gsize i = 0; i < n_shifts && converged; i++)
      converged = rc_krylov_solve (space, shifts[i] - 1.0, y) <= TOLERANCE;
  } while (!converged && rc_krylov_get_dimension (space) > m);
  for (gsize i = 0; i < n_shifts; i++) {
    rc_krylov_solve (space, shifts[i] - 1.0, y);
    rc_krylov_combine (space, y, solutions + i * stride);
  }
  return TRUE;
}

/* The unit vector c for which (I - G) c is smallest, G_ij = left_i · x_j. */
static void
find_null_vector (const Modes *self, const double *left, const double complex *x, double complex *c)
{
  gsize k = self->k, n = self->n;
  g_autofree double complex *a = g_new (double complex, k *k);
  g_autofree double complex *vt = g_new (double complex, k *k);
  g_autofree double *values = g_new (double, k);
  g_autofree double *work = g_new (double, k);
  double complex unused;

  for (gsize i = 0; i < k; i++) {
    for (gsize j = 0; j < k; j++) {
      double complex sum = 0.0;

      for (gsize l = 0; l < n; l++)
        sum += left[i * n + l] * x[j * n + l];
      a[i * k + j] = (i == j ? 1.0 : 0.0) - sum;
    }
  }
  if (LAPACKE_zgesvd (LAPACK_ROW_MAJOR,
                      'N',
                      'A',
                      (lapack_int)k,
                      (lapack_int)k,
                      (lapack_complex_double *)a,
                      (lapack_int)k,
                      values,
                      (lapack_complex_double *)&unused,
                      (lapack_int)k,
                      (lapack_complex_double *)vt,
                      (lapack_int)k,
                      work) != 0)
    memset (vt, 0, k * k * sizeof *vt);
  for (gsize j = 0; j < k; j++)
    c[j] = conj (vt[(k - 1) * k + j]);
}

static double
norm_of (gsize n, const double complex *v)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += creal (v[i]) * creal (v[i]) + cimag (v[i]) * cimag (v[i]);
  return sqrt (sum);
}

/* The eigenvector of norm 1 from the K solutions, into the first of them. */
static void
combine (const Modes *self, const double *left, double complex *x)
{
  g_autofree double complex *c = g_new (double complex, self->k);
  double norm;

  find_null_vector (self, left, x, c);
  for (gsize i = 0; i < self->n; i++) {
    double complex sum = 0.0;

    for (gsize j = 0; j < self->k; j++)
      sum += c[j] * x[j * self->n + i];
    x[i] = sum;
  }
  norm = norm_of (self->n, x);
  for (gsize i = 0; i < self->n; i++)
    x[i] /= norm;
}

/* The part of a unit vector in the span of the K rows of @span. */
static double
find_overlap (const Modes *self, const double *span, const double complex *v)
{
  gsize n = self->n, k = self->k;
  g_autofree double *basis = g_memdup2 (span, k * n * sizeof (double));
  double sum = 0.0;

  for (gsize i = 0; i < k; i++) {
    double *row = basis + i * n, norm;
    double complex product = 0.0;

    for (gsize j = 0; j < i; j++)
      cblas_daxpy (
        (int)n, -cblas_ddot ((int)n, basis + j * n, 1, row, 1), basis + j * n, 1, row, 1);
    norm = cblas_dnrm2 ((int)n, row, 1);
    if (norm <= 1e-12 * cblas_dnrm2 ((int)n, span + i * n, 1)) {
      memset (row, 0, n * sizeof (double));
      continue;
    }
    cblas_dscal ((int)n, 1.0 / norm, row, 1);
    for (gsize l = 0; l < n; l++)
      product += row[l] * v[l];
    sum += creal (product) * creal (product) + cimag (product) * cimag (product);
  }
  return MIN (sqrt (sum), 1.0);
}

/* |A v - (1 + λ) v| / |1 + λ| */
static double
find_residual (const RcJacobian *closed_loop, const double complex *v, double complex value)
{
  gsize n = rc_jacobian_get_size (closed_loop);
  g_autofree double *parts = g_new (double, 4 * n);
  double sum = 0.0;

  for (gsize i = 0; i < n; i++) {
    parts[i] = creal (v[i]);
    parts[n + i] = cimag (v[i]);
  }
  rc_jacobian_multiply (closed_loop, parts, parts + 2 * n);
  rc_jacobian_multiply (closed_loop, parts + n, parts + 3 * n);
  for (gsize i = 0; i < n; i++) {
    double complex left = parts[2 * n + i] + I * parts[3 * n + i] - (1.0 + value) * v[i];

    sum += creal (left) * creal (left) + cimag (left) * cimag (left);
  }
  return sqrt (sum) / cabs (1.0 + value);
}

static void
fill_outlier (const Modes *self,
              const RcJacobian *closed_loop,
              double complex *right,
              double complex *left,
              RcOutlier *outlier)
{
  double complex product = 0.0;

  combine (self, self->readout, right);
  combine (self, self->feedback, left);
  outlier->residual = find_residual (closed_loop, right, outlier->value);
  if (!(outlier->residual <= ACCEPTED))
    return;
  for (gsize i = 0; i < self->n; i++)
    product += conj (left[i]) * right[i];
  outlier->condition = MAX (1.0 / cabs (product), 1.0);
  outlier->feedback_overlap = find_overlap (self, self->feedback, left);
  outlier->readout_overlap = find_overlap (self, self->readout, right);
}

static void
modes_init (Modes *self, const RcJacobian *closed_loop)
{
  const gsl_matrix *feedback = closed_loop->network->feedback, *readout = closed_loop->readout;

  self->n = feedback->size1;
  self->k = feedback->size2;
  self->feedback = g_new (double, self->k * self->n);
  self->readout = g_new (double, self->k * self->n);
  for (gsize j = 0; j < self->k; j++) {
    for (gsize i = 0; i < self->n; i++) {
      self->feedback[j * self->n + i] = gsl_matrix_get (feedback, i, j);
      self->readout[j * self->n + i] = closed_loop->slopes[i] * gsl_matrix_get (readout, i, j);
    }
  }
}

static gboolean
measure (const Modes *self,
         const RcJacobian *closed_loop,
         gsize n_outliers,
         const RcMonitor *monitor,
         RcOutlier *outliers,
         GError **error)
{
  gsize stride = self->k * self->n;
  g_autofree double complex *right = g_new0 (double complex, n_outliers *stride);
  g_autofree double complex *left = g_new0 (double complex, n_outliers *stride);
  g_autofree double complex *shifts = g_new (double complex, 2 * n_outliers);

  for (gsize i = 0; i < n_outliers; i++) {
    shifts[i] = 1.0 + outliers[i].value;
    shifts[n_outliers + i] = conj (shifts[i]);
  }
  for (gsize j = 0; j < self->k; j++) {
    gsize at = j * self->n;

    if (!solve_shifts (self,
                       FALSE,
                       self->feedback + at,
                       n_outliers,
                       shifts,
                       monitor,
                       right + at,
                       stride,
                       error) ||
        !solve_shifts (self,
                       TRUE,
                       self->readout + at,
                       n_outliers,
                       shifts + n_outliers,
                       monitor,
                       left + at,
                       stride,
                       error))
      return FALSE;
  }
  for (gsize i = 0; i < n_outliers; i++)
    fill_outlier (self, closed_loop, right + i * stride, left + i * stride, &outliers[i]);
  return TRUE;
}

/**
 * rc_outliers_measure:
 * @closed_loop: the linearised network, with a readout
 * @n_outliers: how many
 * @values: λ of each: eigenvalues of A - I with |1 + λ| beyond the bulk
 * @monitor: (nullable): who watches
 * @outliers: (out): @n_outliers
 * @error: set to %RC_ERROR_CANCELLED or %RC_ERROR_NO_MEMORY
 *
 * Finds both eigenvectors of each outlier and how they lie to the feedback and
 * the readout. Cost: some dozens of products with W and with Wᵀ for each output,
 * and 32 K N bytes for each outlier.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_outliers_measure (const RcJacobian *closed_loop,
                     gsize n_outliers,
                     const double complex *values,
                     const RcMonitor *monitor,
                     RcOutlier *outliers,
                     GError **error)
{
  RcJacobian open_loop = { closed_loop->network, NULL, closed_loop->slopes };
  Modes modes = { .open_loop = &open_loop };
  gboolean success;

  for (gsize i = 0; i < n_outliers; i++)
    outliers[i] = (RcOutlier){ values[i], NAN, NAN, NAN, NAN };
  if (n_outliers == 0)
    return TRUE;
  modes_init (&modes, closed_loop);
  success = measure (&modes, closed_loop, n_outliers, monitor, outliers, error);
  g_free (modes.feedback);
  g_free (modes.readout);
  return success;
}
