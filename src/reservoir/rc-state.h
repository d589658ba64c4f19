/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-mean-field.h"
#include "rc-monitor.h"

G_BEGIN_DECLS

/**
 * RcState:
 * @mean_field: the statistics of the M training states
 * @output: z, K numbers, to which the feedback is clamped
 * @channels: (z | u)Σ, K+L numbers
 * @variance: c_zz, of the neurons' inputs x(z)
 * @covariances: c_νz = ⟨x_ν x(z)⟩, M numbers
 * @moments: M + 1: the averages of x_ν and x(z), and of two copies of x(z)
 * @returned: F(z) = Bᵀ⟨φ(x_ν) φ(x(z))⟩, K numbers: what the readout says there
 *
 * The open-loop state at any output, a target or not, for N → ∞. It is a state
 * of the closed loop where F(z) = z.
 */
typedef struct {
  gatomicrefcount ref_count;
  RcMeanField *mean_field;
  double *output;
  double *channels;
  double variance;
  double *covariances;
  RcMoments *moments;
  double *returned;
} RcState;

RcState *rc_state_new (RcMeanField *mean_field,
                       const double *output,
                       const double *input,
                       const RcMonitor *monitor,
                       GError **error);
RcState *rc_state_ref (RcState *self);
void rc_state_unref (RcState *self);
gboolean rc_state_slope (const RcState *self, double *slope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcState, rc_state_unref)

G_END_DECLS
