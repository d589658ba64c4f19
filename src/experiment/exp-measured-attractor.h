/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-open-loop.h"
#include "rc-outliers.h"
#include "rc-spread.h"
#include "rc-trained.h"
#include "rc-verdict.h"

G_BEGIN_DECLS

/* A state whose neurons move no faster than this is a fixed point. */
#define EXP_SPEED_TOLERANCE 1e-8

/**
 * ExpMeasuredAttractor:
 * @open_loop: whether the network rests with the output held at the target
 * @open_loop_residual: the largest |dx/dt| of a neuron there
 * @open_loop_eigenvalue: the leading one of the open loop's Jacobian, to three
 *   digits; beyond %RC_SPECTRUM_LARGEST_COMPLETE neurons the right edge of the bulk, where no
 *   outlier is found right of it; NaN where it is not known
 * @speed: the largest |dx/dt| of a neuron when the loop is closed, where that is at rest
 *   near the target: all that is said of the closed loop is said of that place; if there
 *   is none, of the state of the target
 * @fixed_point: whether that is at most %EXP_SPEED_TOLERANCE
 * @rest_error: how far the output there is from the target, which a ridge or on-line
 *   training misses; NaN where there is no fixed point
 * @complete_spectrum: whether all eigenvalues are there, or the outliers alone; then
 *   the rest fills the disk of @bulk_radius about -1, as theory says
 * @n_eigenvalues: N, or the number of outliers, which may be 0
 * @eigenvalues: of the closed-loop Jacobian, by descending real part
 * @leading_eigenvalue: the one of the largest real part, or the right edge of the bulk
 * @bulk_radius: g √⟨φ'²⟩ with the slopes of this network
 * @n_outliers: how many eigenvalues lie outside the bulk
 * @outliers: those, with what their eigenvectors say
 * @response: H at the theory's frequencies, n_frequencies × K × K
 * @response_residuals: n_frequencies: the relative residual of the linear systems
 *   that @response comes from; where it is too large @response is NaN
 * @n_response_poles: how many poles @response has, as far as a network of this
 *   size can tell; 0 if no fit was possible
 * @response_poles: those of a rational fit to @response, by descending real part:
 *   poles inside the bulk, too, which no eigenvalue shows
 * @response_fit_error: the relative error of that fit, root mean square over frequencies
 * @mean_response_time: NaN where undefined
 * @readout_error: |W_outᵀ r - A|
 * @margin: nearer to the imaginary axis than this the leading eigenvalue counts as on it: what
 *   rounding, its solver and @speed leave open, see rc_margin_bound()
 * @verdict: stable, marginal or unstable by the leading eigenvalue; absent where there is no
 *   fixed point
 * @stable: all eigenvalues lie left of the imaginary axis, by more than @margin
 * @relaxation: EXP_N_TIMES × K: z(t) - z* after the kick, z* at rest; NaN where a
 *   diverging trajectory left the range of numbers
 * @internal_relaxation: EXP_N_TIMES: how far the neurons' inputs are from those
 *   of the attractor meanwhile, root mean square over all neurons
 * @random_relaxation: EXP_N_TIMES × K: z(t) - z* after a kick of the same size to all
 *   neurons in a random direction, which no output has to see
 * @random_internal_relaxation: EXP_N_TIMES: as @internal_relaxation, after that kick
 * @time_constant: of the output, from a fit to @relaxation, and its standard error;
 *   NaN where it does not relax
 * @internal_time_constant: of the neurons, from a fit to @random_internal_relaxation,
 *   and its standard error
 * @spread: (nullable): how far noise takes the network, if there is any
 * @driven_response: (nullable): H from driving the network, n_driven × K × K; NaN
 *   where the attractor is not stable or takes too long to come to a steady state
 * @driven_errors: (nullable): of it, n_driven
 * @step_response: (nullable): EXP_N_TIMES × K: z(t) - z* after a lasting input, if there is one
 * @inputs: x of the first neurons at the attractor, n_inputs of the measurement
 */
typedef struct {
  RcRest open_loop;
  double open_loop_residual;
  double complex open_loop_eigenvalue;
  double speed;
  gboolean fixed_point;
  double rest_error;
  gboolean complete_spectrum;
  gsize n_eigenvalues;
  double complex *eigenvalues;
  double complex leading_eigenvalue;
  double bulk_radius;
  gsize n_outliers;
  RcOutlier *outliers;
  double complex *response;
  double *response_residuals;
  gsize n_response_poles;
  double complex *response_poles;
  double response_fit_error;
  double mean_response_time;
  double readout_error;
  double margin;
  RcVerdict verdict;
  gboolean stable;
  double *relaxation;
  double *internal_relaxation;
  double *random_relaxation;
  double *random_internal_relaxation;
  double time_constant;
  double time_constant_error;
  double internal_time_constant;
  double internal_time_constant_error;
  RcSpread *spread;
  double complex *driven_response;
  double *driven_errors;
  double *step_response;
  double *inputs;
} ExpMeasuredAttractor;

gboolean exp_measured_attractor_linearise (ExpMeasuredAttractor *self,
                                           const RcTrained *trained,
                                           gsize attractor,
                                           const RcMonitor *monitor,
                                           GError **error);
gboolean exp_measured_attractor_find_leading (ExpMeasuredAttractor *self,
                                              const RcTrained *trained,
                                              gsize attractor,
                                              const RcMonitor *monitor,
                                              GError **error);
const RcOutlier *exp_measured_attractor_find_outlier (const ExpMeasuredAttractor *self,
                                                      double complex eigenvalue);
char *exp_measured_attractor_describe (const ExpMeasuredAttractor *self);
void exp_measured_attractor_clear (ExpMeasuredAttractor *self);

G_END_DECLS
