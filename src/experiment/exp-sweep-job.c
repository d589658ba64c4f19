/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-sweep-job.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-worker.h"

#define PROGRESS_UNIT 1000000
/* The least time between two copies of what is known so far. */
#define SNAPSHOT_INTERVAL (G_USEC_PER_SEC / 20)

struct _ExpSweepJob {
  GObject parent_instance;
  ExpWorker worker;
  ExpSweep *plan;
  GPtrArray *earlier; /* (element-type ExpSweep): the worker's until there is a sweep */
  ExpSweep *sweep;    /* (nullable) */
  char *stage_label;
  double fraction;

  int worker_progress;  /* atomic: in millionths */
  gint64 snapshot_time; /* the workers', one at a time */
  ExpSweep *next_sweep; /* under the worker's mutex, as what follows: until the main thread … */
  GPtrArray *next_earlier; /* … takes them */
};

enum { PROP_STAGE_LABEL = 1, PROP_FRACTION, PROP_RUNNING, PROP_PAUSED, PROP_SWEEP, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ExpSweepJob, exp_sweep_job, G_TYPE_OBJECT)

static void
exp_sweep_job_finalize (GObject *object)
{
  ExpSweepJob *self = EXP_SWEEP_JOB (object);

  g_clear_pointer (&self->plan, exp_sweep_unref);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_pointer (&self->next_earlier, g_ptr_array_unref);
  g_clear_pointer (&self->sweep, exp_sweep_unref);
  g_clear_pointer (&self->next_sweep, exp_sweep_unref);
  g_free (self->stage_label);
  exp_worker_clear (&self->worker);
  G_OBJECT_CLASS (exp_sweep_job_parent_class)->finalize (object);
}

static void
exp_sweep_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ExpSweepJob *self = EXP_SWEEP_JOB (object);

  switch (id) {
  case PROP_STAGE_LABEL:
    g_value_set_string (value, self->stage_label);
    break;
  case PROP_FRACTION:
    g_value_set_double (value, self->fraction);
    break;
  case PROP_RUNNING:
    g_value_set_boolean (value, exp_sweep_job_get_running (self));
    break;
  case PROP_PAUSED:
    g_value_set_boolean (value, exp_sweep_job_get_paused (self));
    break;
  case PROP_SWEEP:
    g_value_set_boxed (value, self->sweep);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
exp_sweep_job_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PAUSED:
    exp_sweep_job_set_paused (EXP_SWEEP_JOB (object), g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
exp_sweep_job_class_init (ExpSweepJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = exp_sweep_job_finalize;
  object_class->get_property = exp_sweep_job_get_property;
  object_class->set_property = exp_sweep_job_set_property;

  properties[PROP_STAGE_LABEL] = g_param_spec_string ("stage-label", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0.0, 1.0, 0.0, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_PAUSED] = g_param_spec_boolean ("paused",
                                                  NULL,
                                                  NULL,
                                                  FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  properties[PROP_SWEEP] = g_param_spec_boxed ("sweep", NULL, NULL, EXP_TYPE_SWEEP, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static char *
describe (const ExpSweep *sweep)
{
  gsize n_failed;
  gsize n_all = sweep->n_cells * sweep->n_networks;
  g_autofree char *done = g_strdup_printf (
    ngettext ("%zu of %zu network measured", "%zu of %zu networks measured", (gulong)n_all),
    sweep->n_measured,
    n_all);

  exp_sweep_count (sweep, &n_failed);
  if (n_failed == 0)
    return g_steal_pointer (&done);
  /* Translators: the first part is “12 of 110 networks measured” */
  return g_strdup_printf (
    ngettext ("%s, %zu failed", "%s, %zu failed", (gulong)n_failed), done, n_failed);
}

/**
 * exp_sweep_job_new:
 * @plan: a sweep, of which nothing is measured yet, or some of it
 * @earlier: (nullable) (element-type ExpSweep): others; what they know of it is not measured again,
 *   and what the first ones know counts before what the others do
 *
 * Returns: (transfer full): a job that has not begun, and will measure the rest
 */
ExpSweepJob *
exp_sweep_job_new (ExpSweep *plan, GPtrArray *earlier)
{
  ExpSweepJob *self = g_object_new (EXP_TYPE_SWEEP_JOB, NULL);

  self->plan = exp_sweep_ref (plan);
  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    g_ptr_array_add (self->earlier, exp_sweep_ref (g_ptr_array_index (earlier, i)));
  return self;
}

static void
set_fraction (ExpSweepJob *self, double fraction)
{
  fraction = CLAMP (fraction, self->fraction, 1.0); /* it never goes back */
  if (fraction == self->fraction)
    return;
  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

/* What the workers have found out since the last time becomes what is known. */
static void
take_results (ExpSweepJob *self)
{
  g_autoptr (GPtrArray) earlier = NULL;
  ExpSweep *sweep;
  char *label;

  g_mutex_lock (&self->worker.mutex);
  sweep = g_steal_pointer (&self->next_sweep);
  earlier = g_steal_pointer (&self->next_earlier);
  g_mutex_unlock (&self->worker.mutex);
  if (sweep == NULL)
    return;

  if (earlier != NULL) {
    g_ptr_array_unref (self->earlier);
    self->earlier = g_steal_pointer (&earlier);
  }
  g_clear_pointer (&self->sweep, exp_sweep_unref);
  self->sweep = sweep;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SWEEP]);
  label = describe (sweep);
  if (strcmp (label, self->stage_label) == 0) {
    g_free (label);
    return;
  }
  g_free (self->stage_label);
  self->stage_label = label;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE_LABEL]);
}

static void
update_cb (gpointer owner)
{
  ExpSweepJob *self = owner;

  take_results (self);
  set_fraction (self, g_atomic_int_get (&self->worker_progress) / (double)PROGRESS_UNIT);
}

static void
exp_sweep_job_init (ExpSweepJob *self)
{
  exp_worker_init (&self->worker, self, update_cb);
  self->stage_label = g_strdup ("");
  self->earlier = g_ptr_array_new_with_free_func ((GDestroyNotify)exp_sweep_unref);
}

static void
progress_cb (double fraction, gpointer user_data)
{
  ExpSweepJob *self = user_data;

  g_atomic_int_set (&self->worker_progress, (int)(fraction * PROGRESS_UNIT));
  exp_worker_request_update (&self->worker);
  exp_worker_wait_while_paused (&self->worker);
}

static void
give_results (ExpSweepJob *self, ExpSweep *sweep)
{
  g_mutex_lock (&self->worker.mutex);
  g_clear_pointer (&self->next_sweep, exp_sweep_unref);
  self->next_sweep = sweep;
  g_mutex_unlock (&self->worker.mutex);
}

static void
network_cb (ExpSweep *sweep, gsize cell, gsize network, gpointer user_data)
{
  ExpSweepJob *self = user_data;
  gint64 now = g_get_monotonic_time ();

  if (now - self->snapshot_time < SNAPSHOT_INTERVAL)
    return;
  self->snapshot_time = now;
  give_results (self, exp_sweep_snapshot (sweep));
  exp_worker_request_update (&self->worker);
}

/* The plan, with all of it that is known. With a million networks that takes long enough to be seen
 * on the main thread. */
static ExpSweep *
prepare (ExpSweepJob *self, GCancellable *cancellable)
{
  GPtrArray *lacking = g_ptr_array_new_with_free_func ((GDestroyNotify)exp_sweep_unref);
  ExpSweep *start = exp_sweep_ref (self->plan);

  for (guint i = 0; i < self->earlier->len && !g_cancellable_is_cancelled (cancellable); i++) {
    ExpSweep *more = exp_sweep_extend (start, g_ptr_array_index (self->earlier, i));

    exp_sweep_unref (start);
    start = more;
  }
  for (guint i = 0; i < self->earlier->len; i++) {
    ExpSweep *earlier = g_ptr_array_index (self->earlier, i);

    if (g_cancellable_is_cancelled (cancellable) || !exp_sweep_has_all_of (start, earlier))
      g_ptr_array_add (lacking, exp_sweep_ref (earlier));
  }
  g_mutex_lock (&self->worker.mutex);
  self->next_earlier = lacking;
  g_clear_pointer (&self->next_sweep, exp_sweep_unref);
  self->next_sweep = exp_sweep_ref (start);
  g_mutex_unlock (&self->worker.mutex);
  exp_worker_request_update (&self->worker);
  return start;
}

static void
run_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  ExpSweepJob *self = source_object;
  const ExpSweepObserver observer = { progress_cb, network_cb, self };
  ExpSweep *sweep = prepare (self, cancellable);
  GError *error = NULL;
  gboolean success = exp_sweep_run (&sweep, cancellable, &observer, &error);

  give_results (self, exp_sweep_ref (sweep));
  if (success)
    g_task_return_pointer (task, sweep, (GDestroyNotify)exp_sweep_unref);
  else {
    exp_sweep_unref (sweep);
    g_task_return_error (task, error);
  }
}

/**
 * exp_sweep_job_run_async:
 * @callback: (scope async): called on this thread's main context at the end
 * @user_data: for @callback
 *
 * Runs the job on worker threads; once only.
 */
void
exp_sweep_job_run_async (ExpSweepJob *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (EXP_IS_SWEEP_JOB (self));
  if (!exp_worker_begin (&self->worker))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  task = g_task_new (self, self->worker.cancellable, callback, user_data);
  g_task_set_source_tag (task, exp_sweep_job_run_async);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * exp_sweep_job_run_finish:
 * @error: set to what exp_sweep_run() says
 *
 * Returns: (transfer full) (nullable): the sweep, if all of it was measured; what is known
 *   otherwise exp_sweep_job_get_sweep() has
 */
ExpSweep *
exp_sweep_job_run_finish (ExpSweepJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (EXP_IS_SWEEP_JOB (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (exp_sweep_job_get_running (self)) {
    take_results (self);
    if (!g_task_had_error (G_TASK (result)))
      set_fraction (self, 1.0);
    exp_worker_end (&self->worker);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  }
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * exp_sweep_job_cancel:
 *
 * Asks the job to stop; its callback is called with %G_IO_ERROR_CANCELLED as soon as the
 * workers have seen it. The networks that are measured by then stay measured.
 */
void
exp_sweep_job_cancel (ExpSweepJob *self)
{
  g_return_if_fail (EXP_IS_SWEEP_JOB (self));

  exp_worker_cancel (&self->worker);
}

/**
 * exp_sweep_job_set_paused:
 * @paused: whether the job should wait
 *
 * Has all workers wait, wherever they are, within the time that it takes to stop them, or go
 * on.
 */
void
exp_sweep_job_set_paused (ExpSweepJob *self, gboolean paused)
{
  g_return_if_fail (EXP_IS_SWEEP_JOB (self));

  if (exp_worker_set_paused (&self->worker, paused))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

gboolean
exp_sweep_job_get_paused (ExpSweepJob *self)
{
  g_return_val_if_fail (EXP_IS_SWEEP_JOB (self), FALSE);

  return exp_worker_get_paused (&self->worker);
}

/**
 * exp_sweep_job_get_sweep:
 *
 * Returns: (transfer none) (nullable): what is known so far, or at the end; %NULL before the worker
 *   has seen what was known earlier
 */
ExpSweep *
exp_sweep_job_get_sweep (ExpSweepJob *self)
{
  g_return_val_if_fail (EXP_IS_SWEEP_JOB (self), NULL);

  return self->sweep;
}

/**
 * exp_sweep_job_get_earlier:
 *
 * Returns: (transfer none) (element-type ExpSweep): the earlier sweeps that know something that
 *   exp_sweep_job_get_sweep() did not when the job began; all before there is that
 */
GPtrArray *
exp_sweep_job_get_earlier (ExpSweepJob *self)
{
  g_return_val_if_fail (EXP_IS_SWEEP_JOB (self), NULL);

  return self->earlier;
}

gboolean
exp_sweep_job_get_running (ExpSweepJob *self)
{
  g_return_val_if_fail (EXP_IS_SWEEP_JOB (self), FALSE);

  return exp_worker_get_running (&self->worker);
}

double
exp_sweep_job_get_fraction (ExpSweepJob *self)
{
  g_return_val_if_fail (EXP_IS_SWEEP_JOB (self), 0.0);

  return self->fraction;
}

const char *
exp_sweep_job_get_stage_label (ExpSweepJob *self)
{
  g_return_val_if_fail (EXP_IS_SWEEP_JOB (self), NULL);

  return self->stage_label;
}
