/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-advisor.h"

/* How long, in ms, parameters must rest before advice on them is sought */
#define REST 300

/**
 * AttractorAdvisor:
 *
 * Seeks, on a worker thread, what would make training succeed. It begins when
 * the parameters have rested for a moment, and stops as soon as they change.
 */
struct _AttractorAdvisor {
  GObject parent_instance;

  ExpExperiment *pending;
  guint rest_source;
  GCancellable *cancellable; /* of the search under way */
  ExpAdvice *advice;
};

G_DEFINE_FINAL_TYPE (AttractorAdvisor, attractor_advisor, G_TYPE_OBJECT)

enum {
  SIGNAL_UPDATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
attractor_advisor_dispose (GObject *object)
{
  attractor_advisor_cancel (ATTRACTOR_ADVISOR (object));

  G_OBJECT_CLASS (attractor_advisor_parent_class)->dispose (object);
}

static void
attractor_advisor_class_init (AttractorAdvisorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = attractor_advisor_dispose;

  /**
   * AttractorAdvisor::updated:
   *
   * Emitted when there is advice.
   */
  signals[SIGNAL_UPDATED] = g_signal_new (
    "updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
attractor_advisor_init (AttractorAdvisor *self)
{
}

static void
search_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  ExpAdvice *advice = exp_advice_new (task_data, cancellable, &error);

  if (advice != NULL)
    g_task_return_pointer (task, advice, (GDestroyNotify)exp_advice_unref);
  else
    g_task_return_error (task, error);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AttractorAdvisor *self = ATTRACTOR_ADVISOR (source);
  GApplication *application = user_data;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  ExpAdvice *advice = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->cancellable == cancellable) {
    g_clear_object (&self->cancellable);
    g_clear_pointer (&self->advice, exp_advice_unref);
    self->advice = g_steal_pointer (&advice);
    g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
  }
  g_clear_pointer (&advice, exp_advice_unref);

  if (application != NULL)
    g_application_release (application);
}

static gboolean
rested_cb (gpointer user_data)
{
  AttractorAdvisor *self = user_data;
  GApplication *application = g_application_get_default ();
  g_autoptr (GTask) task = NULL;

  self->rest_source = 0;

  /* The process must not end under a worker's feet. */
  if (application != NULL)
    g_application_hold (application);

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, searched_cb, application);
  g_task_set_source_tag (task, rested_cb);
  g_task_set_task_data (
    task, g_steal_pointer (&self->pending), (GDestroyNotify)exp_experiment_free);
  g_task_run_in_thread (task, search_thread);
  return G_SOURCE_REMOVE;
}

/**
 * attractor_advisor_new:
 *
 * Returns: (transfer full): one that knows nothing yet
 */
AttractorAdvisor *
attractor_advisor_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_ADVISOR, NULL);
}

/**
 * attractor_advisor_request:
 * @self: an advisor
 * @experiment: the parameters; they are copied
 *
 * Asks for advice on @experiment, and forgets what was known of another one.
 * #AttractorAdvisor::updated tells when there is some.
 */
void
attractor_advisor_request (AttractorAdvisor *self, const ExpExperiment *experiment)
{
  g_return_if_fail (ATTRACTOR_IS_ADVISOR (self));
  g_return_if_fail (experiment != NULL);

  if (self->advice != NULL && exp_experiment_computes_equal (self->advice->experiment, experiment))
    return;

  attractor_advisor_cancel (self);
  self->pending = exp_experiment_copy (experiment);
  self->rest_source = g_timeout_add (REST, rested_cb, self);
}

/**
 * attractor_advisor_cancel:
 * @self: an advisor
 *
 * Stops, and forgets what was known.
 */
void
attractor_advisor_cancel (AttractorAdvisor *self)
{
  g_return_if_fail (ATTRACTOR_IS_ADVISOR (self));

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_pointer (&self->pending, exp_experiment_free);
  g_clear_pointer (&self->advice, exp_advice_unref);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/**
 * attractor_advisor_get_advice:
 * @self: an advisor
 *
 * Returns: (nullable) (transfer none): the advice on what was requested last, as
 *   soon as there is some
 */
ExpAdvice *
attractor_advisor_get_advice (AttractorAdvisor *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_ADVISOR (self), NULL);

  return self->advice;
}
