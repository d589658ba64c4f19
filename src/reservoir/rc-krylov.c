/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-krylov.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>

#include "rc-error.h"

#define GROWTH 50 /* vectors of the basis that are allocated together */

struct _RcKrylov {
  const RcJacobian *jacobian;
  gboolean transposed;
  gsize n;
  gsize dimension; /* m */
  gsize max_dimension;
  gboolean exhausted; /* the space is invariant under A */
  double start_norm;
  gsize n_vectors;    /* for which there is room */
  double *basis;      /* n_vectors × N, a vector a row */
  double *hessenberg; /* (max_dimension + 1) × max_dimension, row-major */
};

/**
 * rc_krylov_new:
 * @jacobian: A; not copied, it must live as long as the result
 * @transposed: whether to take Aᵀ instead
 * @start: b, N numbers
 * @max_dimension: the largest m that may be wanted
 *
 * Returns: (transfer full): the space of dimension 0
 */
RcKrylov *
rc_krylov_new (const RcJacobian *jacobian,
               gboolean transposed,
               const double *start,
               gsize max_dimension)
{
  RcKrylov *self = g_new0 (RcKrylov, 1);
  gsize n = rc_jacobian_get_size (jacobian);

  self->jacobian = jacobian;
  self->transposed = transposed;
  self->n = n;
  self->max_dimension = MIN (max_dimension, n);
  self->hessenberg = g_new0 (double, (self->max_dimension + 1) * self->max_dimension);
  self->n_vectors = 1;
  self->basis = g_new (double, n);

  self->start_norm = cblas_dnrm2 ((int)n, start, 1);
  self->exhausted = self->start_norm == 0.0;
  for (gsize i = 0; i < n; i++)
    self->basis[i] = self->exhausted ? 0.0 : start[i] / self->start_norm;
  return self;
}

void
rc_krylov_free (RcKrylov *self)
{
  g_free (self->basis);
  g_free (self->hessenberg);
  g_free (self);
}

/**
 * rc_krylov_get_dimension:
 *
 * Returns: m
 */
gsize
rc_krylov_get_dimension (const RcKrylov *self)
{
  return self->dimension;
}

/* One step of Arnoldi's method, with Gram-Schmidt twice, which is enough to
   make the basis orthogonal to working precision. */
static void
extend_once (RcKrylov *self)
{
  int n = (int)self->n, m = (int)self->dimension + 1;
  const double *latest = self->basis + (gsize)(m - 1) * self->n;
  double *next = self->basis + (gsize)m * self->n;
  g_autofree double *overlap = g_new (double, m);
  double before, after;

  if (self->transposed)
    rc_jacobian_multiply_transposed (self->jacobian, latest, next);
  else
    rc_jacobian_multiply (self->jacobian, latest, next);
  before = cblas_dnrm2 (n, next, 1);

  for (int pass = 0; pass < 2; pass++) {
    cblas_dgemv (CblasRowMajor, CblasNoTrans, m, n, 1.0, self->basis, n, next, 1, 0.0, overlap, 1);
    cblas_dgemv (CblasRowMajor, CblasTrans, m, n, -1.0, self->basis, n, overlap, 1, 1.0, next, 1);
    for (int i = 0; i < m; i++)
      self->hessenberg[(gsize)i * self->max_dimension + m - 1] += overlap[i];
  }
  after = cblas_dnrm2 (n, next, 1);
  self->dimension++;
  if (after <= 1e-14 * before || self->dimension == self->n) {
    self->exhausted = TRUE;
    return;
  }
  self->hessenberg[(gsize)m * self->max_dimension + m - 1] = after;
  cblas_dscal (n, 1.0 / after, next, 1);
}

static gboolean
make_room (RcKrylov *self, GError **error)
{
  gsize wanted = MIN (self->n_vectors + GROWTH, self->max_dimension + 1);
  double *basis;

  if (self->dimension + 1 < self->n_vectors)
    return TRUE;
  basis = g_try_renew (double, self->basis, wanted * self->n);
  if (basis == NULL) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_MEMORY,
                 _ ("There is no memory for a Krylov space of %zu vectors of %zu neurons"),
                 wanted,
                 self->n);
    return FALSE;
  }
  self->basis = basis;
  self->n_vectors = wanted;
  return TRUE;
}

/**
 * rc_krylov_extend:
 * @n_steps: by how many dimensions
 * @monitor: (nullable): asked before each step
 * @error: set to %RC_ERROR_CANCELLED or %RC_ERROR_NO_MEMORY
 *
 * Makes the space larger, unless it is invariant or as large as it may be.
 * Cost: one product with W and 8 N m operations a step.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_krylov_extend (RcKrylov *self, gsize n_steps, const RcMonitor *monitor, GError **error)
{
  for (gsize i = 0; i < n_steps; i++) {
    if (self->exhausted || self->dimension == self->max_dimension)
      return TRUE;
    if (!rc_monitor_report (monitor, (double)self->dimension / self->max_dimension, error))
      return FALSE;
    if (!make_room (self, error))
      return FALSE;
    extend_once (self);
  }
  return TRUE;
}

/* ((1+s)I - H_m) y = y, by elimination with row exchanges: m² operations. */
static void
solve_hessenberg (const RcKrylov *self, double complex s, double complex *y)
{
  gsize m = self->dimension;
  g_autofree double complex *a = g_new (double complex, m *m);

  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < m; j++)
      a[i * m + j] = (i == j ? 1.0 + s : 0.0) -
                     (j + 1 >= i ? self->hessenberg[i * self->max_dimension + j] : 0.0);

  for (gsize i = 0; i + 1 < m; i++) {
    double complex *above = a + i * m, *below = a + (i + 1) * m, factor;

    if (cabs (below[i]) > cabs (above[i])) {
      for (gsize j = i; j < m; j++) {
        double complex swap = above[j];

        above[j] = below[j];
        below[j] = swap;
      }
      factor = y[i];
      y[i] = y[i + 1];
      y[i + 1] = factor;
    }
    factor = below[i] / above[i];
    for (gsize j = i; j < m; j++)
      below[j] -= factor * above[j];
    y[i + 1] -= factor * y[i];
  }
  for (gsize i = m; i-- > 0;) {
    for (gsize j = i + 1; j < m; j++)
      y[i] -= a[i * m + j] * y[j];
    y[i] /= a[i * m + i];
  }
}

/**
 * rc_krylov_solve:
 * @s: a complex frequency
 * @coefficients: (out): y, m numbers, so that x = V_m y
 *
 * Solves ((1+s)I - A) x = b in the space (the full orthogonalisation method).
 * Cost: m².
 *
 * Returns: the norm of the residual over that of b
 */
double
rc_krylov_solve (RcKrylov *self, double complex s, double complex *coefficients)
{
  gsize m = self->dimension;

  if (m == 0)
    return self->start_norm > 0.0 ? 1.0 : 0.0;
  memset (coefficients, 0, m * sizeof *coefficients);
  coefficients[0] = self->start_norm;
  solve_hessenberg (self, s, coefficients);
  if (self->exhausted)
    return 0.0;
  return self->hessenberg[m * self->max_dimension + m - 1] * cabs (coefficients[m - 1]) /
         self->start_norm;
}

/**
 * rc_krylov_solve_again:
 * @s: a complex frequency
 * @coefficients: (inout): y, then the solution of ((1+s)I - H_m) y' = y
 *
 * Applies the resolvent once more: the derivative with respect to s of what
 * rc_krylov_solve() gives is -y'.
 */
void
rc_krylov_solve_again (RcKrylov *self, double complex s, double complex *coefficients)
{
  solve_hessenberg (self, s, coefficients);
}

/**
 * rc_krylov_combine:
 * @coefficients: y, m numbers
 * @vector: (out): V_m y, N numbers
 */
void
rc_krylov_combine (const RcKrylov *self, const double complex *coefficients, double complex *vector)
{
  memset (vector, 0, self->n * sizeof *vector);
  for (gsize j = 0; j < self->dimension; j++)
    for (gsize i = 0; i < self->n; i++)
      vector[i] += coefficients[j] * self->basis[j * self->n + i];
}

/**
 * rc_krylov_project:
 * @vector: N numbers
 * @coefficients: (out): V_mᵀ vector, m numbers
 */
void
rc_krylov_project (const RcKrylov *self, const double *vector, double *coefficients)
{
  if (self->dimension > 0)
    cblas_dgemv (CblasRowMajor,
                 CblasNoTrans,
                 (int)self->dimension,
                 (int)self->n,
                 1.0,
                 self->basis,
                 (int)self->n,
                 vector,
                 1,
                 0.0,
                 coefficients,
                 1);
}
