/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-live-theory.h"

/* A computation that has taken longer than this, in microseconds, is stopped when a later
   request comes; shorter ones are let finish, so that the figures follow a slider. */
#define PATIENCE 250000

/**
 * AttractorLiveTheory:
 *
 * Keeps up with the parameters while these change: the theory of the latest
 * request is computed on a worker thread. One computation is in flight at
 * most; of the requests made meanwhile only the last one counts, and it stops a
 * computation that takes long.
 */
struct _AttractorLiveTheory {
  GObject parent_instance;

  ExpTheory *theory;
  GError *error;
  ExpExperiment *pending;
  GCancellable *cancellable; /* of the computation in flight */
  gint64 begin;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AttractorLiveTheory, attractor_live_theory, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_BUSY,
  N_PROPS,
};

enum {
  SIGNAL_UPDATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
attractor_live_theory_finalize (GObject *object)
{
  AttractorLiveTheory *self = ATTRACTOR_LIVE_THEORY (object);

  g_clear_pointer (&self->theory, exp_theory_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->pending, exp_experiment_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (attractor_live_theory_parent_class)->finalize (object);
}

static void
attractor_live_theory_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  AttractorLiveTheory *self = ATTRACTOR_LIVE_THEORY (object);

  switch (prop_id) {
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_live_theory_class_init (AttractorLiveTheoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = attractor_live_theory_finalize;
  object_class->get_property = attractor_live_theory_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean (
    "busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AttractorLiveTheory::updated:
   *
   * Emitted when there is a new theory, or an error in its place.
   */
  signals[SIGNAL_UPDATED] = g_signal_new (
    "updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
attractor_live_theory_init (AttractorLiveTheory *self)
{
}

static void
set_busy (AttractorLiveTheory *self, gboolean busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
compute_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  ExpTheory *theory = exp_theory_new (task_data, cancellable, &error);

  if (theory != NULL)
    g_task_return_pointer (task, theory, (GDestroyNotify)exp_theory_unref);
  else
    g_task_return_error (task, error);
}

static void start (AttractorLiveTheory *self);

static void
computed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AttractorLiveTheory *self = ATTRACTOR_LIVE_THEORY (source);
  GApplication *application = user_data;
  g_autoptr (GError) error = NULL;
  ExpTheory *theory = g_task_propagate_pointer (G_TASK (result), &error);

  gboolean superseded = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (!superseded) {
    g_clear_error (&self->error);
    g_clear_pointer (&self->theory, exp_theory_unref);
    self->theory = theory;
    self->error = g_steal_pointer (&error);
  }

  if (self->pending != NULL)
    start (self);
  else
    set_busy (self, FALSE);
  if (!superseded)
    g_signal_emit (self, signals[SIGNAL_UPDATED], 0);

  if (application != NULL)
    g_application_release (application);
}

static void
start (AttractorLiveTheory *self)
{
  g_autoptr (GTask) task = NULL;
  GApplication *application = g_application_get_default ();

  /* The process must not end under a worker's feet. */
  if (application != NULL)
    g_application_hold (application);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->begin = g_get_monotonic_time ();
  task = g_task_new (self, self->cancellable, computed_cb, application);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (
    task, g_steal_pointer (&self->pending), (GDestroyNotify)exp_experiment_free);
  g_task_run_in_thread (task, compute_thread);
}

/**
 * attractor_live_theory_new:
 *
 * Returns: (transfer full): one that has computed nothing yet
 */
AttractorLiveTheory *
attractor_live_theory_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_LIVE_THEORY, NULL);
}

/**
 * attractor_live_theory_request:
 * @self: a live theory
 * @experiment: the parameters; they are copied
 *
 * Asks for the theory of @experiment, and returns at once.
 * #AttractorLiveTheory::updated tells when it is there, unless a later request
 * takes its place.
 */
void
attractor_live_theory_request (AttractorLiveTheory *self, const ExpExperiment *experiment)
{
  g_return_if_fail (ATTRACTOR_IS_LIVE_THEORY (self));
  g_return_if_fail (experiment != NULL);

  g_clear_pointer (&self->pending, exp_experiment_free);
  self->pending = exp_experiment_copy (experiment);

  if (self->busy) {
    if (g_get_monotonic_time () - self->begin > PATIENCE)
      g_cancellable_cancel (self->cancellable);
    return;
  }

  set_busy (self, TRUE);
  start (self);
}

/**
 * attractor_live_theory_get_theory:
 * @self: a live theory
 *
 * Returns: (nullable) (transfer none): the theory computed last
 */
ExpTheory *
attractor_live_theory_get_theory (AttractorLiveTheory *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_LIVE_THEORY (self), NULL);

  return self->theory;
}

/**
 * attractor_live_theory_get_error:
 * @self: a live theory
 *
 * Returns: (nullable): why there is no theory
 */
const GError *
attractor_live_theory_get_error (AttractorLiveTheory *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_LIVE_THEORY (self), NULL);

  return self->error;
}

/**
 * attractor_live_theory_get_busy:
 * @self: a live theory
 *
 * Returns: whether a theory is being computed
 */
gboolean
attractor_live_theory_get_busy (AttractorLiveTheory *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_LIVE_THEORY (self), FALSE);

  return self->busy;
}
