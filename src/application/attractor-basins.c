/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-basins.h"

#include <glib/gi18n.h>

/* How often the progress is looked at, in ms */
#define INTERVAL 100

/* What the worker and the main thread have in common */
typedef struct {
  ExpMeasurement *measurement;
  int thousandths; /* of the way; atomic */
} Search;

/**
 * AttractorBasins:
 *
 * Finds the basins of attraction of a trained network on a worker thread. While it does,
 * it is a bar that says so, with the progress and a button to stop it.
 */
struct _AttractorBasins {
  AdwBin parent_instance;

  GtkProgressBar *progress_bar;

  ExpMeasurement *measurement; /* (nullable): whose they are, or are to be */
  ExpBasins *basins;           /* (nullable): what was found */
  GCancellable *cancellable;   /* (nullable): of the search that goes on */
  Search *search;              /* of that; the task's */
  guint source;
};

G_DEFINE_FINAL_TYPE (AttractorBasins, attractor_basins, ADW_TYPE_BIN)

enum {
  SIGNAL_FOUND,
  SIGNAL_FAILED,
  SIGNAL_STOPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
search_free (gpointer data)
{
  Search *search = data;

  exp_measurement_unref (search->measurement);
  g_free (search);
}

/* On any thread */
static gboolean
progress_cb (double fraction, gpointer user_data)
{
  Search *search = user_data;

  g_atomic_int_set (&search->thousandths, (int)(1000.0 * CLAMP (fraction, 0.0, 1.0)));
  return TRUE;
}

static void
find_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Search *search = task_data;
  RcMonitor monitor = { progress_cb, search };
  GError *error = NULL;
  /* with the first attractor's static input, as the return map */
  ExpBasins *basins = exp_basins_new (
    search->measurement, 0, NULL, NULL, cancellable, &monitor, &error);

  if (basins != NULL)
    g_task_return_pointer (task, basins, (GDestroyNotify)exp_basins_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
tick_cb (gpointer user_data)
{
  AttractorBasins *self = user_data;

  gtk_progress_bar_set_fraction (self->progress_bar,
                                 1e-3 * g_atomic_int_get (&self->search->thousandths));
  return G_SOURCE_CONTINUE;
}

/* The search that goes on, if there is one, is nobody's any longer. */
static void
let_go (AttractorBasins *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  self->search = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  AttractorBasins *self = ATTRACTOR_BASINS (object);
  GTask *task = G_TASK (result);
  GApplication *application = user_data;
  g_autoptr (GError) error = NULL;
  ExpBasins *basins = g_task_propagate_pointer (task, &error);

  if (self->cancellable != g_task_get_cancellable (task)) {
    g_clear_pointer (&basins, exp_basins_unref);
  } else {
    let_go (self);
    self->basins = basins;
    if (basins != NULL)
      g_signal_emit (self, signals[SIGNAL_FOUND], 0);
    else
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
  }
  if (application != NULL)
    g_application_release (application);
}

/**
 * attractor_basins_find:
 * @self: a bar
 * @measurement: of a trained network, to the end
 *
 * Begins to find the basins of the network, unless they are there or being found.
 * Emits "found", or "failed" with the reason, unless something else is begun before.
 */
void
attractor_basins_find (AttractorBasins *self, ExpMeasurement *measurement)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ATTRACTOR_IS_BASINS (self));
  g_return_if_fail (measurement != NULL && measurement->trained != NULL);

  if (self->measurement == measurement && (self->basins != NULL || self->cancellable != NULL))
    return;
  attractor_basins_clear (self);
  self->measurement = exp_measurement_ref (measurement);
  self->search = g_new0 (Search, 1);
  self->search->measurement = exp_measurement_ref (measurement);
  self->cancellable = g_cancellable_new ();
  self->source = g_timeout_add (INTERVAL, tick_cb, self);
  gtk_progress_bar_set_fraction (self->progress_bar, 0.0);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);

  /* The process must not end under a worker's feet. */
  if (application != NULL)
    g_application_hold (application);
  task = g_task_new (self, self->cancellable, found_cb, application);
  g_task_set_source_tag (task, attractor_basins_find);
  g_task_set_task_data (task, self->search, search_free);
  g_task_run_in_thread (task, find_thread);
}

/**
 * attractor_basins_clear:
 * @self: a bar
 *
 * Stops the search and forgets what was found.
 */
void
attractor_basins_clear (AttractorBasins *self)
{
  g_return_if_fail (ATTRACTOR_IS_BASINS (self));

  let_go (self);
  g_clear_pointer (&self->basins, exp_basins_unref);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
}

/**
 * attractor_basins_get:
 * @self: a bar
 * @measurement: (nullable): a network
 *
 * Returns: (transfer none) (nullable): the basins of that network, if they were found
 */
ExpBasins *
attractor_basins_get (AttractorBasins *self, const ExpMeasurement *measurement)
{
  g_return_val_if_fail (ATTRACTOR_IS_BASINS (self), NULL);

  return measurement != NULL && self->measurement == measurement ? self->basins : NULL;
}

static void
stop_clicked_cb (AttractorBasins *self)
{
  attractor_basins_clear (self);
  g_signal_emit (self, signals[SIGNAL_STOPPED], 0);
}

static void
attractor_basins_dispose (GObject *object)
{
  AttractorBasins *self = ATTRACTOR_BASINS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);

  G_OBJECT_CLASS (attractor_basins_parent_class)->dispose (object);
}

static void
attractor_basins_finalize (GObject *object)
{
  AttractorBasins *self = ATTRACTOR_BASINS (object);

  g_clear_pointer (&self->basins, exp_basins_unref);
  g_clear_pointer (&self->measurement, exp_measurement_unref);

  G_OBJECT_CLASS (attractor_basins_parent_class)->finalize (object);
}

static void
attractor_basins_class_init (AttractorBasinsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = attractor_basins_dispose;
  object_class->finalize = attractor_basins_finalize;

  /**
   * AttractorBasins::found:
   *
   * Emitted when there are basins.
   */
  signals[SIGNAL_FOUND] = g_signal_new (
    "found", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AttractorBasins::failed:
   * @message: why, one sentence
   *
   * Emitted when there are none to be had.
   */
  signals[SIGNAL_FAILED] = g_signal_new (
    "failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * AttractorBasins::stopped:
   *
   * Emitted when somebody has stopped the search.
   */
  signals[SIGNAL_STOPPED] = g_signal_new (
    "stopped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-basins.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorBasins, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
attractor_basins_init (AttractorBasins *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
