/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-run.h"

#include "attractor-refusal.h"

/**
 * AttractorRun:
 *
 * A run of one of the window's experiments: waiting, under way, or over, with what
 * came of it.
 */
struct _AttractorRun {
  GObject parent_instance;

  guint number;
  ExpExperiment *experiment;
  AttractorRunState state;
  ExpJob *job;                 /* (nullable): since it was started */
  ExpMeasurement *measurement; /* (nullable): if all went well */
  double kept_after;           /* when its training was ended, and the readout kept; 0 if not */
  char *error;                 /* (nullable): why not */
};

G_DEFINE_FINAL_TYPE (AttractorRun, attractor_run, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
attractor_run_finalize (GObject *object)
{
  AttractorRun *self = ATTRACTOR_RUN (object);

  g_clear_pointer (&self->experiment, exp_experiment_free);
  g_clear_object (&self->job);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  g_clear_pointer (&self->error, g_free);

  G_OBJECT_CLASS (attractor_run_parent_class)->finalize (object);
}

static void
attractor_run_class_init (AttractorRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = attractor_run_finalize;

  /**
   * AttractorRun::changed:
   *
   * Emitted when it is in another state, and when its network was let go.
   */
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
attractor_run_init (AttractorRun *self)
{
}

/**
 * attractor_run_new:
 * @number: by which people know it
 * @experiment: a valid experiment, which is copied
 *
 * Returns: (transfer full): a run that waits
 */
AttractorRun *
attractor_run_new (guint number, const ExpExperiment *experiment)
{
  AttractorRun *self = g_object_new (ATTRACTOR_TYPE_RUN, NULL);

  self->number = number;
  self->experiment = exp_experiment_copy (experiment);
  /* What it is compared with changes nothing of what comes of it. */
  exp_experiment_set_pins (self->experiment, NULL);
  return self;
}

static void
set_state (AttractorRun *self, AttractorRunState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

guint
attractor_run_get_number (AttractorRun *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN (self), 0);

  return self->number;
}

/**
 * attractor_run_get_experiment:
 * @self: a run
 *
 * Returns: (transfer none): its parameters
 */
const ExpExperiment *
attractor_run_get_experiment (AttractorRun *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN (self), NULL);

  return self->experiment;
}

/**
 * attractor_run_get_job:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what does the work, once it has begun
 */
ExpJob *
attractor_run_get_job (AttractorRun *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN (self), NULL);

  return self->job;
}

AttractorRunState
attractor_run_get_state (AttractorRun *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN (self), ATTRACTOR_RUN_WAITING);

  return self->state;
}

/**
 * attractor_run_get_error:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): which stage failed and why, if one did
 */
const char *
attractor_run_get_error (AttractorRun *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN (self), NULL);

  return self->error;
}

/**
 * attractor_run_get_measurement:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what was measured, unless it is not done or
 *   its network was let go
 */
ExpMeasurement *
attractor_run_get_measurement (AttractorRun *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN (self), NULL);

  return self->measurement;
}

/**
 * attractor_run_get_kept_after:
 * @self: a run
 *
 * Returns: for how long it has trained, in time constants of the neurons, if somebody ended that
 *   before its time and kept the readout; 0 if not
 */
double
attractor_run_get_kept_after (AttractorRun *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN (self), 0.0);

  return self->kept_after;
}

/**
 * attractor_run_get_partial:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): the results of the stages done so far
 */
ExpMeasurement *
attractor_run_get_partial (AttractorRun *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN (self), NULL);

  if (self->measurement != NULL)
    return self->measurement;
  return self->job != NULL ? exp_job_get_measurement (self->job) : NULL;
}

gboolean
attractor_run_has_ended (AttractorRun *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN (self), FALSE);

  return self->state >= ATTRACTOR_RUN_DONE;
}

/**
 * attractor_run_start:
 * @self: a run that waits
 * @callback: called when it is over, on this thread's main context
 * @user_data: for @callback
 *
 * Begins to work on a thread of its own.
 */
void
attractor_run_start (AttractorRun *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (ATTRACTOR_IS_RUN (self));
  g_return_if_fail (self->job == NULL);

  self->job = exp_job_new (self->experiment);
  exp_job_run_async (self->job, callback, user_data);
  set_state (self, ATTRACTOR_RUN_RUNNING);
}

/**
 * attractor_run_finish:
 * @self: a run
 * @result: what the callback was given
 *
 * Takes what came of it.
 */
void
attractor_run_finish (AttractorRun *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ATTRACTOR_IS_RUN (self));

  self->measurement = exp_job_run_finish (self->job, result, &error);
  if (self->measurement != NULL) {
    const ExpTrainingTrace *trace = self->measurement->training;

    if (trace != NULL && trace->kept)
      self->kept_after = trace->times[trace->n_points - 1];
    set_state (self, ATTRACTOR_RUN_DONE);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    set_state (self, ATTRACTOR_RUN_STOPPED);
  } else {
    self->error = attractor_refusal_to_words (error->message);
    set_state (self, ATTRACTOR_RUN_FAILED);
  }
}

/**
 * attractor_run_stop:
 * @self: a run
 *
 * Stops it, if it is under way.
 */
void
attractor_run_stop (AttractorRun *self)
{
  g_return_if_fail (ATTRACTOR_IS_RUN (self));

  if (self->state != ATTRACTOR_RUN_RUNNING)
    return;
  exp_job_cancel (self->job);
  set_state (self, ATTRACTOR_RUN_STOPPING);
}

/**
 * attractor_run_forget_network:
 * @self: a run that is over
 *
 * Lets its results go, for the memory that they take; the same seed gives the
 * same network again.
 */
void
attractor_run_forget_network (AttractorRun *self)
{
  g_return_if_fail (ATTRACTOR_IS_RUN (self));
  g_return_if_fail (attractor_run_has_ended (self));

  if (self->measurement == NULL && self->job == NULL)
    return;
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  g_clear_object (&self->job);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
