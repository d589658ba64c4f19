/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-outcome.h"

#include <math.h>
#include <string.h>

#include "exp-error.h"
#include "rc-error.h"

typedef struct {
  ExpStage stage; /* the latest */
  ExpStageFunc func;
  gpointer user_data;
} Watch;

static void
stage_cb (ExpStage stage, double fraction, gpointer user_data)
{
  Watch *watch = user_data;

  /* Several threads may say so, but all of the same stage. */
  g_atomic_int_set ((int *)&watch->stage, (int)stage);
  if (watch->func != NULL)
    watch->func (stage, fraction, watch->user_data);
}

/* Only poles and radii are wanted of it, no curves. */
static ExpTheory *
make_theory (const ExpExperiment *experiment, GCancellable *cancellable)
{
  g_autoptr (ExpExperiment) copy = exp_experiment_copy (experiment);

  copy->frequency_points = 2;
  return exp_theory_new (copy, cancellable, NULL);
}

static ExpOutcome *
take_all (const ExpMeasurement *measurement,
          const ExpTheory *theory,
          guint measures,
          gsize n_values)
{
  gsize m = measurement->n_attractors;
  g_autofree double *values = g_new (double, n_values);
  double *next = values;

  for (guint i = 0; i < EXP_N_MEASURES; i++) {
    if ((measures & (1u << i)) == 0)
      continue;
    for (gsize k = 0; k < m; k++)
      next[k] = exp_measure_take ((ExpMeasure)i, measurement, theory, k);
    next[m] = exp_measure_combine ((ExpMeasure)i, m, next);
    next += m + 1;
  }
  return exp_outcome_new (n_values, values);
}

/* A network that cannot be trained, because it does not come to rest, holds no target; one
   for which there is no memory would perhaps have. */
static ExpOutcome *
make_failed (guint measures, gsize n_values, ExpStage stage, const GError *problem)
{
  gboolean untrainable = stage == EXP_STAGE_TRAIN &&
                         (g_error_matches (problem, RC_ERROR, RC_ERROR_NO_SOLUTION) ||
                          g_error_matches (problem, RC_ERROR, RC_ERROR_OVERFLOW));
  gsize n_success = (measures & (1u << EXP_MEASURE_SUCCESS)) != 0
                      ? n_values / exp_measures_count (measures)
                      : 0;
  g_autofree double *values = g_new (double, n_values);
  ExpOutcome *outcome;

  for (gsize i = 0; i < n_values; i++)
    values[i] = untrainable && i < n_success ? 0.0 : NAN;
  outcome = exp_outcome_new_failed (n_values, values, stage, problem->message);
  outcome->transient = g_error_matches (problem, EXP_ERROR, EXP_ERROR_NO_MEMORY) ||
                       g_error_matches (problem, RC_ERROR, RC_ERROR_NO_MEMORY);
  return outcome;
}

/**
 * exp_outcome_measure:
 * @experiment: a valid experiment
 * @measures: what to measure, a set
 * @cancellable: (nullable): to stop it
 * @stage_func: (nullable): told of stage and fraction, from any thread; may block
 * @user_data: for @stage_func
 * @error: set to %G_IO_ERROR_CANCELLED only: any other failure is what came of the network
 *
 * Draws a network, trains it and measures what is wanted, and no more. Blocks.
 *
 * Returns: (transfer full) (nullable): what came of it
 */
ExpOutcome *
exp_outcome_measure (const ExpExperiment *experiment,
                     guint measures,
                     GCancellable *cancellable,
                     ExpStageFunc stage_func,
                     gpointer user_data,
                     GError **error)
{
  gsize n_values = exp_measures_count (measures) * (experiment->targets->n_rows + 1);
  Watch watch = { EXP_STAGE_DRAW, stage_func, user_data };
  const ExpObserver observer = { .stage = stage_cb, .user_data = &watch };
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (GError) problem = NULL;

  measurement = exp_measurement_run_stages (
    experiment, exp_measures_get_stages (measures), cancellable, &observer, &problem);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (measurement == NULL)
    return make_failed (measures, n_values, watch.stage, problem);

  if ((measures & (1u << EXP_MEASURE_TIME_CONSTANT)) != 0)
    theory = make_theory (experiment, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return take_all (measurement, theory, measures, n_values);
}

static ExpOutcome *
new_empty (gsize n_values)
{
  ExpOutcome *self = g_malloc0 (sizeof *self + n_values * sizeof (double));

  g_atomic_ref_count_init (&self->ref_count);
  self->n_values = n_values;
  return self;
}

/**
 * exp_outcome_new:
 * @n_values: how many numbers
 * @values: (array length=n_values): what was measured
 *
 * Returns: (transfer full): what came of a network
 */
ExpOutcome *
exp_outcome_new (gsize n_values, const double *values)
{
  ExpOutcome *self = new_empty (n_values);

  memcpy (self->values, values, n_values * sizeof *values);
  return self;
}

/**
 * exp_outcome_new_failed:
 * @n_values: how many numbers there would have been
 * @values: (array length=n_values): what is known of them all the same
 * @stage: what failed
 * @problem: why, one sentence
 *
 * Returns: (transfer full): that nothing came of a network
 */
ExpOutcome *
exp_outcome_new_failed (gsize n_values, const double *values, ExpStage stage, const char *problem)
{
  ExpOutcome *self = exp_outcome_new (n_values, values);

  self->stage = stage;
  self->problem = g_strdup (problem);
  return self;
}

/**
 * exp_outcome_merge:
 * @known: (nullable): what is known of a network, for the set @measures
 * @measures: what is to be measured, a set
 * @other: what else came of it
 * @other_measures: of what, a set
 * @n_attractors: M
 *
 * Returns: (transfer full): what both know of @measures; where @other is a failure, that, as it
 *   would have been for all of them, but what is known stays where it failed for want of memory
 */
ExpOutcome *
exp_outcome_merge (const ExpOutcome *known,
                   guint measures,
                   const ExpOutcome *other,
                   guint other_measures,
                   gsize n_attractors)
{
  gsize m = n_attractors, n = exp_measures_count (measures) * (m + 1), next = 0;
  guint other_missing = exp_outcome_get_missing (other, other_measures);
  gboolean failed = other->problem != NULL && !other->transient;
  ExpOutcome *self = new_empty (n);

  self->stage = other->stage;
  self->problem = g_strdup (other->problem);
  self->transient = other->transient;
  self->missing = exp_outcome_get_missing (known, measures);
  for (gsize i = 0; i < n; i++)
    self->values[i] = known != NULL && !failed ? known->values[i] : NAN;
  for (guint i = 0; i < EXP_N_MEASURES; i++) {
    guint measure = 1u << i;

    if ((self->missing & other_measures & ~other_missing & measure) != 0) {
      memcpy (self->values + next,
              other->values + exp_measures_find (other_measures, (ExpMeasure)i) * (m + 1),
              (m + 1) * sizeof *self->values);
      self->missing &= ~measure;
    }
    next += (measures & measure) != 0 ? m + 1 : 0;
  }
  if (failed || (self->transient && self->missing == measures))
    self->missing = 0;
  return self;
}

/**
 * exp_outcome_get_missing:
 * @self: (nullable): what is known of a network
 * @measures: of what, a set
 *
 * Returns: which of @measures are not known, nor that they cannot be: a network for which there
 *   was no memory would perhaps have had them
 */
guint
exp_outcome_get_missing (const ExpOutcome *self, guint measures)
{
  if (self == NULL || (self->transient && self->missing == 0))
    return measures;
  return measures & self->missing;
}

/**
 * exp_outcome_retry:
 * @self: (nullable): what is known of a network
 *
 * Returns: (transfer full) (nullable): that, without a want of memory; %NULL for nothing
 */
ExpOutcome *
exp_outcome_retry (ExpOutcome *self)
{
  ExpOutcome *known;

  if (self == NULL || (self->transient && self->missing == 0))
    return NULL;
  if (!self->transient)
    return exp_outcome_ref (self);
  known = exp_outcome_new (self->n_values, self->values);
  known->missing = self->missing;
  return known;
}

/**
 * exp_outcome_is_complete:
 * @self: (nullable): what is known of a network
 *
 * Returns: whether there is nothing to be measured any more
 */
gboolean
exp_outcome_is_complete (const ExpOutcome *self)
{
  return self != NULL && self->missing == 0;
}

ExpOutcome *
exp_outcome_ref (ExpOutcome *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_outcome_unref (ExpOutcome *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->problem);
  g_free (self);
}
