/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-measurement.h"

#include "exp-model.h"
#include "exp-run.h"
#include "exp-theory.h"

G_DEFINE_BOXED_TYPE (ExpMeasurement, exp_measurement, exp_measurement_ref, exp_measurement_unref)

/* What is kept of the neurons, at most. */
#define MAX_INPUTS 4000
#define MAX_UNITS 100
#define MAX_RECORDED 16

/* What is to be measured with these parameters, before any stage is done. */
ExpMeasurement *
exp_measurement_new_empty (const ExpExperiment *experiment)
{
  ExpMeasurement *self = g_new0 (ExpMeasurement, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (experiment);
  /* What follows from the parameters does not depend on what they are compared with. */
  exp_experiment_set_pins (self->experiment, NULL);
  self->n_attractors = experiment->targets->n_rows;
  self->n_outputs = experiment->targets->n_columns;
  self->n_frequencies = (gsize)experiment->frequency_points;
  self->frequencies = exp_model_frequencies (experiment);
  self->times = exp_model_times (experiment);
  self->n_driven = (gsize)experiment->driven_points;
  self->driven_frequencies = exp_model_driven_frequencies (experiment);
  self->n_trajectories = (gsize)experiment->trajectories;
  self->n_inputs = MIN ((gsize)experiment->size, MAX_INPUTS);
  self->n_units = MIN ((gsize)experiment->size, MAX_UNITS);
  self->n_recorded = MIN (self->n_trajectories, MAX_RECORDED);
  self->attractors = g_new0 (ExpMeasuredAttractor, self->n_attractors);
  return self;
}

/* The results so far, which share everything with those of the run: what is there
   does not change any more, and what is not there yet is not seen. */
ExpMeasurement *
exp_measurement_snapshot (ExpMeasurement *self)
{
  ExpMeasurement *snapshot = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&snapshot->ref_count);
  snapshot->owner = exp_measurement_ref (self);
  snapshot->attractors = g_memdup2 (self->attractors,
                                    self->n_attractors * sizeof *self->attractors);
  return snapshot;
}

/* Once the spectrum is there. */
void
exp_measurement_judge (ExpMeasurement *self)
{
  self->success = TRUE;
  for (gsize k = 0; k < self->n_attractors; k++)
    self->success = self->success && exp_measurement_holds (self, k);
}

/**
 * exp_measurement_holds:
 * @self: with the spectrum
 * @attractor: which of the targets
 *
 * Returns: whether the network holds the target: its closed loop has a stable fixed point
 *   there or, as after training with a ridge or on-line, beside it, as rc_rest_is_near()
 *   has it. A marginal one is not held, as nothing takes the output back to it; theory counts in
 *   the same way
 */
gboolean
exp_measurement_holds (const ExpMeasurement *self, gsize attractor)
{
  return self->attractors[attractor].fixed_point && self->attractors[attractor].stable;
}

/**
 * exp_measurement_has:
 *
 * Returns: whether the results of a stage are there; not all are while a run goes on
 */
gboolean
exp_measurement_has (const ExpMeasurement *self, ExpStage stage)
{
  return (self->done & (1u << stage)) != 0;
}

ExpMeasurement *
exp_measurement_ref (ExpMeasurement *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_measurement_unref (ExpMeasurement *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->owner != NULL) {
    exp_measurement_unref (self->owner);
    g_free (self->attractors);
    g_free (self);
    return;
  }
  for (gsize k = 0; k < self->n_attractors; k++)
    exp_measured_attractor_clear (&self->attractors[k]);
  g_free (self->attractors);
  exp_experiment_free (self->experiment);
  g_free (self->frequencies);
  g_free (self->times);
  g_free (self->driven_frequencies);
  g_free (self->trajectories);
  g_free (self->activity);
  g_clear_pointer (&self->trained, rc_trained_unref);
  g_clear_pointer (&self->training, exp_training_trace_unref);
  g_clear_pointer (&self->closed_loop, rc_closed_loop_free);
  g_free (self);
}
