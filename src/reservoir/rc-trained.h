/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-network.h"

G_BEGIN_DECLS

/**
 * RcTrained:
 * @network: the network
 * @states: x_μ, N×M, the open-loop fixed points, one a column
 * @readout: W_out, N×K
 * @rests: N×M, where the closed loop is at rest near each target, as rc_settle() finds
 *   it; the open-loop fixed point until then, and where there is no such place
 * @rest_outputs: M×K, W_outᵀ φ of those
 * @errors: |W_outᵀ φ(x_μ) - A_μ| for each of the M targets
 * @residuals: the largest |-x + Wφ(x) + W_FB A + W_in U| over neurons, for each target
 * @residual: the largest of them
 *
 * A network with a trained readout. Immutable once it is shared.
 */
typedef struct {
  gatomicrefcount ref_count;
  RcNetwork *network;
  gsl_matrix *states;
  gsl_matrix *readout;
  gsl_matrix *rests;
  gsl_matrix *rest_outputs;
  double *errors;
  double *residuals;
  double residual;
} RcTrained;

RcTrained *rc_trained_new (RcNetwork *network, const RcMonitor *monitor, GError **error);
double rc_trained_speed (const RcTrained *self, gsize attractor);
RcTrained *rc_trained_new_with_readout (RcNetwork *network,
                                        const gsl_matrix *readout,
                                        const RcMonitor *monitor,
                                        GError **error);
RcTrained *rc_trained_with_readout (const RcTrained *self, const gsl_matrix *readout);
RcTrained *rc_trained_ref (RcTrained *self);
void rc_trained_unref (RcTrained *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTrained, rc_trained_unref)

G_END_DECLS
