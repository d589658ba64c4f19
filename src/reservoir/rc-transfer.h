/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RcTransferKind:
 * @RC_TRANSFER_TANH: tanh(x)
 * @RC_TRANSFER_ERF: erf(x/√2)
 * @RC_TRANSFER_LOGISTIC: 1/(1 + exp(-x))
 * @RC_TRANSFER_RELU: max(x - θ, 0), with θ the threshold
 * @RC_TRANSFER_SOFTPLUS: log(1 + exp(x))
 * @RC_TRANSFER_PIECEWISE_LINEAR: x, but -1 below -1 and 1 above 1
 * @RC_TRANSFER_FORMULA: what a person typed, see rc_transfer_new_formula()
 */
typedef enum {
  RC_TRANSFER_TANH,
  RC_TRANSFER_ERF,
  RC_TRANSFER_LOGISTIC,
  RC_TRANSFER_RELU,
  RC_TRANSFER_SOFTPLUS,
  RC_TRANSFER_PIECEWISE_LINEAR,
  RC_TRANSFER_FORMULA,
} RcTransferKind;

/* The kinds that rc_transfer_new() makes: all but the formula, which is the last. */
#define RC_N_TRANSFER_KINDS RC_TRANSFER_FORMULA

/**
 * RcMoments:
 * @value: ⟨φ(x₁) φ(x₂)⟩
 * @slope: ⟨φ'(x₁) φ'(x₂)⟩, which is also ∂⟨φφ⟩/∂c₁₂
 * @curvature: ⟨φ(x₁) φ''(x₂)⟩, which is also 2 ∂⟨φφ⟩/∂c₂₂
 *
 * Gaussian averages over a pair (x₁, x₂) of mean 0 and covariance
 * (c₁₁ c₁₂; c₁₂ c₂₂): all that the mean field and its linearisation need.
 */
typedef struct {
  double value;
  double slope;
  double curvature;
} RcMoments;

typedef struct _RcTransfer RcTransfer;

RcTransfer *rc_transfer_new (RcTransferKind kind, double threshold);
RcTransfer *rc_transfer_new_formula (const char *text, gssize *position, GError **error);
RcTransfer *rc_transfer_ref (RcTransfer *self);
void rc_transfer_unref (RcTransfer *self);
RcTransferKind rc_transfer_get_kind (const RcTransfer *self);
double rc_transfer_value (const RcTransfer *self, double x);
double rc_transfer_slope (const RcTransfer *self, double x);
void rc_transfer_values (const RcTransfer *self, gsize n, const double *x, double *values);
void rc_transfer_slopes (const RcTransfer *self, gsize n, const double *x, double *slopes);
double rc_transfer_get_bound (const RcTransfer *self);
double rc_transfer_get_moment_error (const RcTransfer *self, double variance);
void rc_transfer_moments (
  const RcTransfer *self, double c11, double c12, double c22, RcMoments *moments);
void rc_transfer_rough_moments (
  const RcTransfer *self, double c11, double c12, double c22, RcMoments *moments);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTransfer, rc_transfer_unref)

G_END_DECLS
