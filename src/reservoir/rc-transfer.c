/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-transfer.h"

#include <math.h>

#include "rc-erf-mixture.h"
#include "rc-rectifier.h"

struct _RcTransfer {
  gatomicrefcount ref_count;
  RcTransferKind kind;
  double threshold;
  RcErfMixture mixture; /* of all kinds but the rectifier */
};

/**
 * rc_transfer_new:
 * @kind: which function
 * @threshold: θ, finite; of the rectifier only
 *
 * Returns: (transfer full): a transfer function
 */
RcTransfer *
rc_transfer_new (RcTransferKind kind, double threshold)
{
  RcTransfer *self;

  g_return_val_if_fail (isfinite (threshold), NULL);

  self = g_new0 (RcTransfer, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->threshold = threshold;

  switch (kind) {
  case RC_TRANSFER_TANH:
    rc_erf_mixture_init_tanh (&self->mixture, RC_ERF_MIXTURE_STEP);
    break;
  case RC_TRANSFER_ERF:
    rc_erf_mixture_init_erf (&self->mixture);
    break;
  case RC_TRANSFER_LOGISTIC:
    /* 1/(1 + exp(-x)) = (1 + tanh(x/2))/2 */
    rc_erf_mixture_init_tanh (&self->mixture, RC_ERF_MIXTURE_STEP);
    self->mixture.offset = 0.5;
    self->mixture.scale = 0.5;
    for (gsize i = 0; i < self->mixture.n_terms; i++)
      self->mixture.slopes[i] *= 0.5;
    break;
  case RC_TRANSFER_RELU:
    break;
  default:
    g_assert_not_reached ();
  }
  return self;
}

RcTransfer *
rc_transfer_ref (RcTransfer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_transfer_unref (RcTransfer *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

RcTransferKind
rc_transfer_get_kind (const RcTransfer *self)
{
  return self->kind;
}

/**
 * rc_transfer_value:
 *
 * Returns: φ(x)
 */
double
rc_transfer_value (const RcTransfer *self, double x)
{
  double value;

  rc_transfer_values (self, 1, &x, &value);
  return value;
}

/**
 * rc_transfer_slope:
 *
 * Returns: φ'(x)
 */
double
rc_transfer_slope (const RcTransfer *self, double x)
{
  double slope;

  rc_transfer_slopes (self, 1, &x, &slope);
  return slope;
}

/**
 * rc_transfer_values:
 * @n: how many numbers
 * @x: n numbers
 * @values: (out): φ of each; may be @x itself
 */
void
rc_transfer_values (const RcTransfer *self, gsize n, const double *x, double *values)
{
  switch (self->kind) {
  case RC_TRANSFER_TANH:
    for (gsize i = 0; i < n; i++)
      values[i] = tanh (x[i]);
    break;
  case RC_TRANSFER_ERF:
    for (gsize i = 0; i < n; i++)
      values[i] = erf (x[i] / G_SQRT2);
    break;
  case RC_TRANSFER_LOGISTIC:
    for (gsize i = 0; i < n; i++)
      values[i] = 1.0 / (1.0 + exp (-x[i]));
    break;
  case RC_TRANSFER_RELU:
  default:
    for (gsize i = 0; i < n; i++)
      values[i] = x[i] > self->threshold ? x[i] - self->threshold : 0.0;
    break;
  }
}

/**
 * rc_transfer_slopes:
 * @n: how many numbers
 * @x: n numbers
 * @slopes: (out): φ' of each; may be @x itself
 */
void
rc_transfer_slopes (const RcTransfer *self, gsize n, const double *x, double *slopes)
{
  for (gsize i = 0; i < n; i++) {
    double y;

    switch (self->kind) {
    case RC_TRANSFER_TANH:
      y = 1.0 / cosh (x[i]);
      slopes[i] = y * y;
      break;
    case RC_TRANSFER_ERF:
      slopes[i] = sqrt (2.0 / G_PI) * exp (-0.5 * x[i] * x[i]);
      break;
    case RC_TRANSFER_LOGISTIC:
      y = 0.5 / cosh (0.5 * x[i]);
      slopes[i] = y * y;
      break;
    case RC_TRANSFER_RELU:
    default:
      slopes[i] = x[i] > self->threshold ? 1.0 : 0.0;
      break;
    }
  }
}

/**
 * rc_transfer_get_bound:
 *
 * Returns: the largest |φ|; infinite for a rectifier
 */
double
rc_transfer_get_bound (const RcTransfer *self)
{
  return self->kind == RC_TRANSFER_RELU ? INFINITY : 1.0;
}

/**
 * rc_transfer_moments:
 * @c11: the variance of x₁, at least 0
 * @c12: the covariance, at most √(c11 c22) in size
 * @c22: the variance of x₂, at least 0
 * @moments: (out): the averages
 *
 * The Gaussian averages of theory and linearisation, in closed form: a few
 * microseconds.
 */
void
rc_transfer_moments (const RcTransfer *self, double c11, double c12, double c22, RcMoments *moments)
{
  if (self->kind == RC_TRANSFER_RELU)
    rc_rectifier_moments (self->threshold, c11, c12, c22, moments);
  else
    rc_erf_mixture_moments (&self->mixture, c11, c12, c22, moments);
}
