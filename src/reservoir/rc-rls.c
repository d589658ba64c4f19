/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-rls.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>

#include "rc-error.h"
#include "rc-matrix.h"

struct _RcRls {
  gsl_matrix *inverse; /* P, of which the upper triangle is kept */
  double *direction;   /* P r */
  double forgetting;
};

/**
 * rc_rls_new:
 * @size: N
 * @regularization: α, positive: what P^-1 is before the first sample
 * @forgetting: λ, above 0, to 1: what is left of an old sample's weight each time
 *   that a new one comes from the same direction; 1 forgets nothing
 * @error: set to %RC_ERROR_NO_MEMORY
 *
 * Takes 8 N² bytes.
 *
 * Returns: (transfer full) (nullable): the state before the first sample
 */
RcRls *
rc_rls_new (gsize size, double regularization, double forgetting, GError **error)
{
  gsl_matrix *inverse = rc_matrix_try_new (size, size);
  RcRls *self;

  if (inverse == NULL) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_MEMORY,
                 _ ("There is no memory to train %zu neurons by recursive least squares"),
                 size);
    return NULL;
  }
  self = g_new0 (RcRls, 1);
  self->inverse = inverse;
  self->direction = g_new (double, size);
  self->forgetting = forgetting;
  gsl_matrix_set_zero (inverse);
  for (gsize i = 0; i < size; i++)
    gsl_matrix_set (inverse, i, i, 1.0 / regularization);
  return self;
}

void
rc_rls_free (RcRls *self)
{
  gsl_matrix_free (self->inverse);
  g_free (self->direction);
  g_free (self);
}

/**
 * rc_rls_learn:
 * @activity: r, N numbers
 * @error: e = Wᵀr - f, K numbers: what the readout says too much there
 * @readout: (inout): W, N×K
 *
 * Learns one sample:
 *
 *   ρ = rᵀPr,   W ← W - P r eᵀ / (1 + ρ),   P ← P - ε P r rᵀ P / (1 + ερ)
 *
 * with ε = 1, or, if old samples are forgotten, ε = λ - (1 - λ)/ρ: they are
 * forgotten only where the new one says something, so that P stays bounded
 * (R. Kulhavý, Automatica 23, 589, 1987). Cost: 2 N² multiplications.
 */
void
rc_rls_learn (RcRls *self, const double *activity, const double *error, gsl_matrix *readout)
{
  int n = (int)self->inverse->size1;
  double *direction = self->direction;
  double rho, epsilon;

  cblas_dsymv (
    CblasRowMajor, CblasUpper, n, 1.0, self->inverse->data, n, activity, 1, 0.0, direction, 1);
  rho = cblas_ddot (n, activity, 1, direction, 1);
  if (!(rho > 0.0)) /* a silent network teaches nothing */
    return;

  for (gsize i = 0; i < (gsize)n; i++)
    for (gsize j = 0; j < readout->size2; j++)
      *gsl_matrix_ptr (readout, i, j) -= direction[i] * error[j] / (1.0 + rho);
  epsilon = self->forgetting - (1.0 - self->forgetting) / rho;
  cblas_dsyr (CblasRowMajor,
              CblasUpper,
              n,
              -epsilon / (1.0 + epsilon * rho),
              direction,
              1,
              self->inverse->data,
              n);
}
