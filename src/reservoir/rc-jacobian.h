/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-network.h"

G_BEGIN_DECLS

/**
 * RcJacobian:
 * @network: the network
 * @readout: (nullable): W_out, N×K; %NULL for the open loop
 * @slopes: φ'(x) of the N neurons: the diagonal of D
 *
 * The dynamics linearised at a state, dδx/dt = (A - I) δx, as an operator:
 * A = W D in the open loop and (W + W_FB W_outᵀ) D in the closed one. Nothing
 * but the slopes is copied. Immutable; any number of threads may multiply.
 */
typedef struct {
  const RcNetwork *network;
  const gsl_matrix *readout;
  double *slopes;
} RcJacobian;

RcJacobian *
rc_jacobian_new (const RcNetwork *network, const gsl_matrix *readout, const double *state);
void rc_jacobian_free (RcJacobian *self);
gsize rc_jacobian_get_size (const RcJacobian *self);
void rc_jacobian_multiply (const RcJacobian *self, const double *x, double *y);
void rc_jacobian_multiply_transposed (const RcJacobian *self, const double *x, double *y);
void rc_jacobian_copy_to (const RcJacobian *self, gsl_matrix *matrix);
double rc_jacobian_bulk_radius (const RcJacobian *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcJacobian, rc_jacobian_free)

G_END_DECLS
