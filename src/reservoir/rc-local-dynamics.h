/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include <gsl/gsl_matrix.h>

#include "rc-resolvent.h"
#include "rc-state.h"
#include "rc-verdict.h"

G_BEGIN_DECLS

/* How far from the imaginary axis a pole, and the bulk's radius from 1, count
   as on it, where the digits of the poles allow that. */
#define RC_MARGINAL_TOLERANCE 1e-9

/**
 * RcLocalDynamics:
 * @n_targets: n, how many equations there are: M at a target, and M + 1 at any
 *   other state, the last of them of the state itself
 * @n_outputs: K
 * @probe_overlap: ρ
 * @jacobian: J_k, n×n: dc/dt = J_k c + F_in δu
 * @open_loop_jacobian: -I + g² T_k, n×n
 * @observation: (T_k)ᵀ B, n×K: δz = observationᵀ c
 * @feedback: F, n×K
 * @deviations: √C_νν, n numbers, the natural units of c; 1 for a silent state
 * @poles: the n eigenvalues of J_k, by descending real part
 * @left: n×n, column i the left eigenvector u_i of pole i, of norm 1
 * @right: n×n, column i the right one, v_i: the mode's shape
 * @residues: (nullable): n×K×K: H(s) = Σ_i residues_i/(s - poles_i); without use, but
 *   finite, where two poles are one and the modes do not span the space
 * @open_loop_poles: the n eigenvalues of -I + g² T_k, likewise
 * @bulk_radius: g √⟨φ'(x_k)²⟩; the bulk is a disk of this radius about -1
 * @pole_error: an estimate of the error of the worst pole
 * @digits: how many decimals of the poles stand, from 0 to 15
 * @tolerance: what counts as on the imaginary axis: %RC_MARGINAL_TOLERANCE, or
 *   the pole's error where that is more
 * @verdict: what becomes of the attractor
 * @stable: the verdict is %RC_VERDICT_STABLE
 * @visible: n flags: whether the feedback reaches the mode of a pole and the readout sees it,
 *   as it does unless Q is singular
 * @output_pole: the first of these poles; NaN if there is none, as where nothing can be read out
 * @time_constant: τ_output = -1/Re output_pole; negative where the output
 *   leaves the attractor, infinite where that is at 0, NaN where there is none
 * @open_loop_time_constant: τ_open, the same with the loop cut
 * @bulk_time_constant: τ_bulk = 1/(1 - bulk_radius), likewise
 * @mean_response_time: -H'(0)/H(0); for K > 1 along the direction of
 *   the largest response at ω = 0; NaN where H(0) is 0 or infinite
 * @resonance_frequency: the ω > 0 where |H(iω)| is largest, if it is larger
 *   there than at 0; NaN otherwise
 * @resonance_magnitude: |H| there; NaN otherwise
 * @resonance_quality: |p|/(-2 Re p) of the complex pole p that contributes most
 *   there; NaN if there is no resonance, or none of a decaying complex pole
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
  double *deviations;
  double complex *poles;
  double complex *left;
  double complex *right;
  double complex *residues;
  double complex *open_loop_poles;
  double bulk_radius;
  double pole_error;
  double digits;
  double tolerance;
  RcVerdict verdict;
  gboolean stable;
  gboolean *visible;
  double complex output_pole;
  double time_constant;
  double open_loop_time_constant;
  double bulk_time_constant;
  double mean_response_time;
  double resonance_frequency;
  double resonance_magnitude;
  double resonance_quality;

  /*< private >*/
  RcResolvent *resolvent; /* (nullable): observationᵀ (sI - J_k)^-1 F */
} RcLocalDynamics;

RcLocalDynamics *
rc_local_dynamics_new (const RcMeanField *mean_field, gsize attractor, GError **error);
RcLocalDynamics *rc_local_dynamics_new_at (const RcState *state, GError **error);
RcLocalDynamics *rc_local_dynamics_new_poles (const RcMeanField *mean_field,
                                              gsize attractor,
                                              const RcState *state,
                                              GError **error);
RcLocalDynamics *rc_local_dynamics_ref (RcLocalDynamics *self);
void rc_local_dynamics_unref (RcLocalDynamics *self);
gboolean
rc_local_dynamics_gain (const RcLocalDynamics *self, double complex s, double complex *gain);
gboolean rc_local_dynamics_response (const RcLocalDynamics *self,
                                     double complex s,
                                     double complex *response);
void rc_local_dynamics_responses (const RcLocalDynamics *self,
                                  gsize n,
                                  const double *frequencies,
                                  double complex *responses);
gboolean rc_local_dynamics_follow (const RcLocalDynamics *self,
                                   const gsl_matrix *generator,
                                   gsl_vector *state,
                                   double time_step,
                                   gsize n_times,
                                   double *output);
gboolean rc_local_dynamics_impulse (
  const RcLocalDynamics *self, const double *kick, double time_step, gsize n_times, double *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcLocalDynamics, rc_local_dynamics_unref)

G_END_DECLS
