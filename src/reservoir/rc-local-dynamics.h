/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include <gsl/gsl_matrix.h>

#include "rc-mean-field.h"

G_BEGIN_DECLS

/**
 * RcLocalDynamics:
 * @jacobian: J_k, M×M: dc/dt = J_k c + F_in δu
 * @observation: (T_k)ᵀ B, M×K: δz = observationᵀ c
 * @feedback: F, M×K
 * @poles: the M eigenvalues of J_k, by descending real part
 * @open_loop_poles: the M eigenvalues of -I + g² T_k, likewise
 * @bulk_radius: g √⟨φ'(x_k)²⟩; the bulk is a disk of this radius about -1
 * @stable: all poles and the bulk lie left of the imaginary axis
 * @time_constant: τ_output = -1/max Re poles; negative where the output
 *   leaves the attractor, infinite where a pole is at 0
 * @open_loop_time_constant: τ_open, the same with the loop cut
 * @bulk_time_constant: τ_bulk = 1/(1 - bulk_radius), likewise
 * @mean_response_time: -H'(0)/H(0); for K > 1 along the direction of
 *   the largest response at ω = 0; NaN where H(0) is 0 or infinite
 * @resonance_frequency: the ω > 0 where |H(iω)| is largest, if it is larger
 *   there than at 0; NaN otherwise
 *
 * The linear ODE that the output obeys near one attractor. Time is in units
 * of the neurons' time constant.
 */
typedef struct {
  gatomicrefcount ref_count;
  gsize n_targets;
  gsize n_outputs;
  double probe_overlap;
  gsl_matrix *jacobian;
  gsl_matrix *open_loop_jacobian;
  gsl_matrix *observation;
  gsl_matrix *feedback;
  double complex *poles;
  double complex *open_loop_poles;
  double bulk_radius;
  gboolean stable;
  double time_constant;
  double open_loop_time_constant;
  double bulk_time_constant;
  double mean_response_time;
  double resonance_frequency;
} RcLocalDynamics;

RcLocalDynamics *
rc_local_dynamics_new (const RcMeanField *mean_field, gsize attractor, GError **error);
RcLocalDynamics *rc_local_dynamics_ref (RcLocalDynamics *self);
void rc_local_dynamics_unref (RcLocalDynamics *self);
gboolean
rc_local_dynamics_gain (const RcLocalDynamics *self, double complex s, double complex *gain);
gboolean rc_local_dynamics_response (const RcLocalDynamics *self,
                                     double complex s,
                                     double complex *response);
gboolean rc_local_dynamics_impulse (
  const RcLocalDynamics *self, const double *kick, double time_step, gsize n_times, double *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcLocalDynamics, rc_local_dynamics_unref)

G_END_DECLS
