/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-theory.h"

#include <math.h>

#include "exp-model.h"
#include "rc-linear.h"

static gboolean
compute_attractor (ExpTheory *self, gsize k, GError **error)
{
  ExpTheoryAttractor *attractor = &self->attractors[k];
  gsize kk = self->n_outputs * self->n_outputs;
  g_autofree double *kick = exp_model_kick (self->experiment);

  attractor->dynamics = rc_local_dynamics_new (self->mean_field, k, error);
  if (attractor->dynamics == NULL)
    return FALSE;

  attractor->response = g_new (double complex, self->n_frequencies *kk);
  rc_local_dynamics_responses (
    attractor->dynamics, self->n_frequencies, self->frequencies, attractor->response);

  attractor->relaxation = g_new (double, EXP_N_TIMES * self->n_outputs);
  if (!rc_local_dynamics_impulse (
        attractor->dynamics, kick, self->times[1], EXP_N_TIMES, attractor->relaxation))
    for (gsize i = 0; i < EXP_N_TIMES * self->n_outputs; i++)
      attractor->relaxation[i] = NAN;
  return TRUE;
}

/**
 * exp_theory_new:
 * @experiment: a valid experiment
 * @error: set to an #RcError if theory has no solution here
 *
 * Computes all that theory says of an experiment. Cost: a millisecond for
 * three targets.
 *
 * Returns: (transfer full) (nullable): the theory
 */
ExpTheory *
exp_theory_new (const ExpExperiment *experiment, GError **error)
{
  g_autoptr (ExpTheory) self = g_new0 (ExpTheory, 1);
  g_autoptr (RcModel) model = exp_model_new (experiment);

  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (experiment);
  self->n_outputs = experiment->targets->n_columns;
  self->n_frequencies = (gsize)experiment->frequency_points;
  self->frequencies = exp_model_frequencies (experiment);
  self->times = exp_model_times (experiment);

  self->mean_field = rc_mean_field_new (model, error);
  if (self->mean_field == NULL)
    return NULL;
  self->n_attractors = experiment->targets->n_rows;
  self->attractors = g_new0 (ExpTheoryAttractor, self->n_attractors);
  for (gsize k = 0; k < self->n_attractors; k++)
    if (!compute_attractor (self, k, error))
      return NULL;
  return g_steal_pointer (&self);
}

ExpTheory *
exp_theory_ref (ExpTheory *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_theory_unref (ExpTheory *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (gsize k = 0; k < self->n_attractors; k++) {
    g_clear_pointer (&self->attractors[k].dynamics, rc_local_dynamics_unref);
    g_free (self->attractors[k].response);
    g_free (self->attractors[k].relaxation);
  }
  g_free (self->attractors);
  g_clear_pointer (&self->mean_field, rc_mean_field_unref);
  exp_experiment_free (self->experiment);
  g_free (self->frequencies);
  g_free (self->times);
  g_free (self);
}

/**
 * exp_response_magnitude:
 * @n_outputs: K
 * @response: H at one frequency, K×K
 *
 * Returns: |H|, for K > 1 the largest singular value; NaN if H is not finite
 */
double
exp_response_magnitude (gsize n_outputs, const double complex *response)
{
  double magnitude = n_outputs == 1 ? cabs (response[0])
                                    : rc_largest_singular_value (n_outputs, response, NULL, NULL);

  return isfinite (magnitude) ? magnitude : NAN;
}

/**
 * exp_response_phase:
 * @n_outputs: K
 * @response: H at one frequency, K×K
 *
 * Returns: the phase of H in radians, from -π to π; NaN for K > 1
 */
double
exp_response_phase (gsize n_outputs, const double complex *response)
{
  return n_outputs == 1 ? carg (response[0]) : NAN;
}
