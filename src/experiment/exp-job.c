/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-job.h"

#include "exp-worker.h"

/* How much of the whole time each stage takes, roughly, at N = 1000. */
static const double weights[EXP_N_STAGES] = {
  [EXP_STAGE_DRAW] = 0.01,       [EXP_STAGE_TRAIN] = 0.04,        [EXP_STAGE_RESPONSE] = 0.02,
  [EXP_STAGE_RELAXATION] = 0.11, [EXP_STAGE_TRAJECTORIES] = 0.30, [EXP_STAGE_FIXED_POINTS] = 0.10,
  [EXP_STAGE_SPECTRUM] = 0.34,   [EXP_STAGE_NOISE] = 0.04,        [EXP_STAGE_DRIVE] = 0.04,
};

/* And on-line training, which takes a product with W for each of very many steps */
#define ONLINE_SHARE 0.7

#define PROGRESS_UNIT 1000000
/* The least time between two copies of the record of on-line training. */
#define TRACE_INTERVAL (G_USEC_PER_SEC / 20)

struct _ExpJob {
  GObject parent_instance;
  ExpExperiment *experiment;
  ExpWorker worker;
  const char *stage_label;
  double fraction;
  gboolean learning;
  ExpTrainingTrace *trace;
  ExpMeasurement *measurement;

  int worker_progress; /* atomic: stage × PROGRESS_UNIT + fraction × (PROGRESS_UNIT - 1) */
  int keep;            /* atomic: on-line training is to end now */
  gint64 trace_time;   /* the worker's: when it last made a copy of the record */

  ExpTrainingTrace *next_trace;     /* under the worker's mutex: what it last made … */
  ExpMeasurement *next_measurement; /* … until the main thread takes it */
};

enum {
  PROP_STAGE_LABEL = 1,
  PROP_FRACTION,
  PROP_RUNNING,
  PROP_PAUSED,
  PROP_LEARNING,
  PROP_TRACE,
  PROP_MEASUREMENT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ExpJob, exp_job, G_TYPE_OBJECT)

static void
exp_job_finalize (GObject *object)
{
  ExpJob *self = EXP_JOB (object);

  g_clear_pointer (&self->experiment, exp_experiment_free);
  g_clear_pointer (&self->trace, exp_training_trace_unref);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  g_clear_pointer (&self->next_trace, exp_training_trace_unref);
  g_clear_pointer (&self->next_measurement, exp_measurement_unref);
  exp_worker_clear (&self->worker);
  G_OBJECT_CLASS (exp_job_parent_class)->finalize (object);
}

static void
exp_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ExpJob *self = EXP_JOB (object);

  switch (id) {
  case PROP_STAGE_LABEL:
    g_value_set_string (value, self->stage_label);
    break;
  case PROP_FRACTION:
    g_value_set_double (value, self->fraction);
    break;
  case PROP_RUNNING:
    g_value_set_boolean (value, exp_job_get_running (self));
    break;
  case PROP_PAUSED:
    g_value_set_boolean (value, exp_job_get_paused (self));
    break;
  case PROP_LEARNING:
    g_value_set_boolean (value, self->learning);
    break;
  case PROP_TRACE:
    g_value_set_boxed (value, self->trace);
    break;
  case PROP_MEASUREMENT:
    g_value_set_boxed (value, self->measurement);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
exp_job_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PAUSED:
    exp_job_set_paused (EXP_JOB (object), g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
exp_job_class_init (ExpJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = exp_job_finalize;
  object_class->get_property = exp_job_get_property;
  object_class->set_property = exp_job_set_property;

  properties[PROP_STAGE_LABEL] = g_param_spec_string ("stage-label", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0.0, 1.0, 0.0, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_PAUSED] = g_param_spec_boolean ("paused",
                                                  NULL,
                                                  NULL,
                                                  FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  properties[PROP_LEARNING] = g_param_spec_boolean ("learning", NULL, NULL, FALSE, flags);
  properties[PROP_TRACE] = g_param_spec_boxed ("trace", NULL, NULL, EXP_TYPE_TRAINING_TRACE, flags);
  properties[PROP_MEASUREMENT] = g_param_spec_boxed (
    "measurement", NULL, NULL, EXP_TYPE_MEASUREMENT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/**
 * exp_job_new:
 * @experiment: a valid experiment; the job keeps a copy
 *
 * Returns: (transfer full): a job that has not begun
 */
ExpJob *
exp_job_new (const ExpExperiment *experiment)
{
  ExpJob *self = g_object_new (EXP_TYPE_JOB, NULL);

  self->experiment = exp_experiment_copy (experiment);
  return self;
}

/**
 * exp_job_get_experiment:
 *
 * Returns: (transfer none): the parameters of the run
 */
const ExpExperiment *
exp_job_get_experiment (ExpJob *self)
{
  g_return_val_if_fail (EXP_IS_JOB (self), NULL);

  return self->experiment;
}

static double
get_weight (ExpJob *self, ExpStage stage)
{
  if (!exp_method_is_online (self->experiment->method))
    return weights[stage];
  return stage == EXP_STAGE_TRAIN
           ? ONLINE_SHARE
           : weights[stage] * (1.0 - ONLINE_SHARE) / (1.0 - weights[EXP_STAGE_TRAIN]);
}

static void
set_progress (ExpJob *self, ExpStage stage, double fraction)
{
  const char *label = exp_stage_get_label (stage);
  double total = fraction * get_weight (self, stage);

  for (guint i = 0; i < stage; i++)
    total += get_weight (self, i);
  total = CLAMP (total, self->fraction, 1.0); /* it never goes back */
  if (total != self->fraction) {
    self->fraction = total;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  }
  if (label != self->stage_label) {
    self->stage_label = label;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE_LABEL]);
  }
}

static void
set_learning (ExpJob *self, gboolean learning)
{
  if (learning == self->learning)
    return;
  self->learning = learning;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEARNING]);
}

/* What the worker has made since the last time becomes what there is. */
static void
take_results (ExpJob *self)
{
  ExpTrainingTrace *trace;
  ExpMeasurement *measurement;

  g_mutex_lock (&self->worker.mutex);
  trace = g_steal_pointer (&self->next_trace);
  measurement = g_steal_pointer (&self->next_measurement);
  g_mutex_unlock (&self->worker.mutex);

  if (trace != NULL) {
    g_clear_pointer (&self->trace, exp_training_trace_unref);
    self->trace = trace;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRACE]);
  }
  if (measurement != NULL) {
    g_clear_pointer (&self->measurement, exp_measurement_unref);
    self->measurement = measurement;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEASUREMENT]);
  }
  set_learning (
    self,
    exp_job_get_running (self) && self->trace != NULL &&
      (self->measurement == NULL || !exp_measurement_has (self->measurement, EXP_STAGE_TRAIN)));
}

static void
update_cb (gpointer owner)
{
  ExpJob *self = owner;
  int progress = g_atomic_int_get (&self->worker_progress);

  take_results (self);
  set_progress (
    self, progress / PROGRESS_UNIT, (double)(progress % PROGRESS_UNIT) / (PROGRESS_UNIT - 1));
}

static void
exp_job_init (ExpJob *self)
{
  exp_worker_init (&self->worker, self, update_cb);
  self->stage_label = "";
}

static void
stage_cb (ExpStage stage, double fraction, gpointer user_data)
{
  ExpJob *self = user_data;

  g_atomic_int_set (&self->worker_progress,
                    (int)stage * PROGRESS_UNIT +
                      (int)(CLAMP (fraction, 0.0, 1.0) * (PROGRESS_UNIT - 1)));
  exp_worker_request_update (&self->worker);
  exp_worker_wait_while_paused (&self->worker);
}

static gboolean
training_cb (ExpTrainer *trainer, gpointer user_data)
{
  ExpJob *self = user_data;
  gint64 now = g_get_monotonic_time ();

  if (now - self->trace_time >= TRACE_INTERVAL) {
    ExpTrainingTrace *trace = exp_trainer_dup_trace (trainer);

    self->trace_time = now;
    g_mutex_lock (&self->worker.mutex);
    g_clear_pointer (&self->next_trace, exp_training_trace_unref);
    self->next_trace = trace;
    g_mutex_unlock (&self->worker.mutex);
    exp_worker_request_update (&self->worker);
  }
  return !g_atomic_int_get (&self->keep);
}

static void
partial_cb (ExpMeasurement *measurement, gpointer user_data)
{
  ExpJob *self = user_data;

  g_mutex_lock (&self->worker.mutex);
  g_clear_pointer (&self->next_measurement, exp_measurement_unref);
  self->next_measurement = exp_measurement_ref (measurement);
  if (exp_measurement_has (measurement, EXP_STAGE_TRAIN) && measurement->training != NULL) {
    g_clear_pointer (&self->next_trace, exp_training_trace_unref);
    self->next_trace = exp_training_trace_ref (measurement->training);
  }
  g_mutex_unlock (&self->worker.mutex);
  exp_worker_request_update (&self->worker);
}

static gint64
waited_cb (gpointer user_data)
{
  return exp_worker_get_waited (&EXP_JOB (user_data)->worker);
}

static void
run_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  ExpJob *self = source_object;
  const ExpObserver observer = { stage_cb, training_cb, partial_cb, waited_cb, self };
  GError *error = NULL;
  ExpMeasurement *measurement = exp_measurement_run (
    self->experiment, cancellable, &observer, &error);

  if (measurement != NULL)
    g_task_return_pointer (task, measurement, (GDestroyNotify)exp_measurement_unref);
  else
    g_task_return_error (task, error);
}

/**
 * exp_job_run_async:
 * @callback: (scope async): called on this thread's main context at the end
 * @user_data: for @callback
 *
 * Runs the job on a worker thread; once only.
 */
void
exp_job_run_async (ExpJob *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (EXP_IS_JOB (self));
  if (!exp_worker_begin (&self->worker))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  task = g_task_new (self, self->worker.cancellable, callback, user_data);
  g_task_set_source_tag (task, exp_job_run_async);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * exp_job_run_finish:
 * @error: set to what exp_measurement_new() says
 *
 * Returns: (transfer full) (nullable): the measurement
 */
ExpMeasurement *
exp_job_run_finish (ExpJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (EXP_IS_JOB (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (exp_job_get_running (self)) {
    if (!g_cancellable_is_cancelled (self->worker.cancellable))
      take_results (self);
    exp_worker_end (&self->worker);
    set_learning (self, FALSE);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  }
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * exp_job_cancel:
 *
 * Asks the job to stop; its callback is called with %G_IO_ERROR_CANCELLED as
 * soon as the worker has seen it.
 */
void
exp_job_cancel (ExpJob *self)
{
  g_return_if_fail (EXP_IS_JOB (self));

  exp_worker_cancel (&self->worker);
}

/**
 * exp_job_set_paused:
 * @paused: whether the job should wait
 *
 * Has the worker wait, in whatever stage it is, within the time that it takes to
 * stop it, or go on.
 */
void
exp_job_set_paused (ExpJob *self, gboolean paused)
{
  g_return_if_fail (EXP_IS_JOB (self));

  if (exp_worker_set_paused (&self->worker, paused))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

gboolean
exp_job_get_paused (ExpJob *self)
{
  g_return_val_if_fail (EXP_IS_JOB (self), FALSE);

  return exp_worker_get_paused (&self->worker);
}

/**
 * exp_job_keep:
 *
 * Ends on-line training, now or as soon as it begins; the readout is used as it is
 * then, and the measurements go on. A job that is paused goes on.
 */
void
exp_job_keep (ExpJob *self)
{
  g_return_if_fail (EXP_IS_JOB (self));

  g_atomic_int_set (&self->keep, TRUE);
  exp_job_set_paused (self, FALSE);
}

/**
 * exp_job_get_learning:
 *
 * Returns: whether on-line training goes on, for exp_job_keep() to end
 */
gboolean
exp_job_get_learning (ExpJob *self)
{
  g_return_val_if_fail (EXP_IS_JOB (self), FALSE);

  return self->learning;
}

/**
 * exp_job_get_trace:
 *
 * Returns: (transfer none) (nullable): how far on-line training has come, or how it went
 */
ExpTrainingTrace *
exp_job_get_trace (ExpJob *self)
{
  g_return_val_if_fail (EXP_IS_JOB (self), NULL);

  return self->trace;
}

/**
 * exp_job_get_measurement:
 *
 * Returns: (transfer none) (nullable): the results of the stages done so far; they
 *   stay when a later stage fails
 */
ExpMeasurement *
exp_job_get_measurement (ExpJob *self)
{
  g_return_val_if_fail (EXP_IS_JOB (self), NULL);

  return self->measurement;
}

gboolean
exp_job_get_running (ExpJob *self)
{
  g_return_val_if_fail (EXP_IS_JOB (self), FALSE);

  return exp_worker_get_running (&self->worker);
}

double
exp_job_get_fraction (ExpJob *self)
{
  g_return_val_if_fail (EXP_IS_JOB (self), 0.0);

  return self->fraction;
}

const char *
exp_job_get_stage_label (ExpJob *self)
{
  g_return_val_if_fail (EXP_IS_JOB (self), NULL);

  return self->stage_label;
}
