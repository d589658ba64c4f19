/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gsl/gsl_matrix.h>

#include "rc-transfer.h"

G_BEGIN_DECLS

/**
 * RcModel:
 * @transfer: the transfer function φ
 * @gain: g, the standard deviation of a row of W times √N
 * @density: p, the probability that an element of W is not zero
 * @feedback_scale: σ, the standard deviation of the feedback weights
 * @probe_overlap: ρ, from -1 to 1: how much of the probe enters along the feedback
 * @ridge: λ, the regulariser of the readout; 0 for the minimum-norm readout
 * @targets: A, M×K, the outputs to hold
 * @inputs: (nullable): U, M×L, the static input that goes with each target
 * @covariance: (nullable): Σ, (K+L)×(K+L), of a neuron's row of (W_FB | W_in);
 *   %NULL for σ² on the feedback's diagonal, 1 on the inputs' and 0 elsewhere
 *
 * A network in the limit N → ∞ and its task: what the theory needs, and what
 * every finite network is drawn from. Immutable once made.
 */
typedef struct {
  gatomicrefcount ref_count;
  RcTransfer *transfer;
  double gain;
  double density;
  double feedback_scale;
  double probe_overlap;
  double ridge;
  gsl_matrix *targets;
  gsl_matrix *inputs;
  gsl_matrix *covariance;
} RcModel;

RcModel *rc_model_new (RcTransfer *transfer, const gsl_matrix *targets, const gsl_matrix *inputs);
RcModel *rc_model_copy (const RcModel *self);
gboolean rc_model_is_covariance (const gsl_matrix *matrix, double *smallest);
gboolean rc_model_set_covariance (RcModel *self, const gsl_matrix *covariance, GError **error);
gsl_matrix *rc_model_make_covariance (const RcModel *self);
gsl_matrix *rc_model_make_channels (const RcModel *self);
gsl_matrix *rc_model_repeat_input (const RcModel *self, gsize target, gsize n);
RcModel *rc_model_ref (RcModel *self);
void rc_model_unref (RcModel *self);
gsize rc_model_get_n_targets (const RcModel *self);
gsize rc_model_get_n_outputs (const RcModel *self);
gsize rc_model_get_n_inputs (const RcModel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcModel, rc_model_unref)

G_END_DECLS
