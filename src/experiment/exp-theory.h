/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include <gio/gio.h>

#include "exp-experiment.h"
#include "rc-local-dynamics.h"

G_BEGIN_DECLS

#define EXP_N_TIMES 501 /* points in time of every curve against time */

/**
 * ExpTheory:
 * @experiment: the parameters it belongs to
 * @mean_field: the statistics of the attractors' states
 * @n_attractors: M
 * @n_outputs: K
 * @n_frequencies: the number of frequencies
 * @frequencies: ω, logarithmically spaced
 * @attractors: M of them
 *
 * All that theory says of an experiment near each target, where the closed loop is at
 * rest there, as rc_rest_dynamics() finds it. Immutable, reference counted.
 */
typedef struct {
  RcLocalDynamics *dynamics;
  RcState *state;           /* (nullable): where the closed loop rests, if not at the target */
  double complex *response; /* H, n_frequencies × K × K, row-major */
  double *relaxation;       /* EXP_N_TIMES × K: δz after the kick; NaN past overflow */
  double *step_response;    /* (nullable): likewise after the step, if there is one */
} ExpTheoryAttractor;

typedef struct {
  gatomicrefcount ref_count;
  ExpExperiment *experiment;
  RcMeanField *mean_field;
  gsize n_attractors;
  gsize n_outputs;
  gsize n_frequencies;
  double *frequencies;
  double *times; /* EXP_N_TIMES, from 0 to the duration */
  ExpTheoryAttractor *attractors;
} ExpTheory;

ExpTheory *
exp_theory_new (const ExpExperiment *experiment, GCancellable *cancellable, GError **error);
ExpTheory *exp_theory_ref (ExpTheory *self);
void exp_theory_unref (ExpTheory *self);

double exp_response_magnitude (gsize n_outputs, const double complex *response);
double exp_response_phase (gsize n_outputs, const double complex *response);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpTheory, exp_theory_unref)

G_END_DECLS
