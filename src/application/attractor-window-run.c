/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

static void
update_controls (AttractorWindow *self, gboolean stopping)
{
  gboolean running = self->job != NULL;

  if (running)
    gtk_button_set_label (self->train_button, stopping ? _ ("Stopping…") : _ ("Stop"));
  else
    gtk_button_set_label (self->train_button, _ ("Train"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->train_button),
                               running ? _ ("Stop the run; the result of the one before stays")
                                       : _ ("Draw a network, train it and measure what it does"));

  if (running)
    gtk_widget_remove_css_class (GTK_WIDGET (self->train_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->train_button), "suggested-action");

  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  attractor_window_update_progress (self);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "train")), !stopping);
  if (!running)
    adw_window_title_set_subtitle (self->narrow_title, "");
}

/* What a run tells while the network learns goes to the figures at once. */
static void
learned_cb (AttractorWindow *self, GParamSpec *pspec, ExpJob *job)
{
  for (guint i = 0; self->job == job && i < self->views->len; i++)
    attractor_plot_set_training (g_ptr_array_index (self->views, i), exp_job_get_trace (job));
}

static void
forget_training (AttractorWindow *self)
{
  for (guint i = 0; i < self->views->len; i++)
    attractor_plot_set_training (g_ptr_array_index (self->views, i), NULL);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ExpJob *job = EXP_JOB (source);
  g_autoptr (AttractorWindow) self = user_data;
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (GError) error = NULL;

  measurement = exp_job_run_finish (job, result, &error);

  /* Unless the window has gone over to another document or was closed */
  if (self->job == job) {
    g_clear_object (&self->job);
    update_controls (self, FALSE);
    forget_training (self);
    if (measurement != NULL)
      attractor_window_set_measurement (self, measurement);
    else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      attractor_window_show_message (self, error->message);
    if (self->train_again) {
      self->train_again = FALSE;
      attractor_window_train (self);
    }
  }

  g_application_release (g_application_get_default ());
}

/**
 * attractor_window_train:
 * @self: a window
 *
 * Starts to train a network with the parameters as they are now. Does nothing
 * while a run goes on.
 */
void
attractor_window_train (AttractorWindow *self)
{
  if (self->job != NULL)
    return;

  self->job = exp_job_new (attractor_document_get_experiment (self->document));
  g_object_bind_property (
    self->job, "stage-label", self->stage_label, "label", G_BINDING_SYNC_CREATE);
  g_object_bind_property (
    self->job, "stage-label", self->narrow_title, "subtitle", G_BINDING_SYNC_CREATE);
  g_object_bind_property (
    self->job, "fraction", self->progress_bar, "fraction", G_BINDING_SYNC_CREATE);
  g_object_bind_property (
    self->job, "fraction", self->narrow_progress_bar, "fraction", G_BINDING_SYNC_CREATE);

  g_signal_connect_object (
    self->job, "notify::trace", G_CALLBACK (learned_cb), self, G_CONNECT_SWAPPED);

  /* The process must not end under a worker's feet. */
  g_application_hold (g_application_get_default ());
  exp_job_run_async (self->job, ran_cb, g_object_ref (self));
  update_controls (self, FALSE);
}

/**
 * attractor_window_stop:
 * @self: a window
 *
 * Stops the run, if there is one. What was measured before stays.
 */
void
attractor_window_stop (AttractorWindow *self)
{
  if (self->job == NULL)
    return;

  exp_job_cancel (self->job);
  update_controls (self, TRUE);
}

/**
 * attractor_window_forget_run:
 * @self: a window
 *
 * Stops the run, and takes no notice of what comes of it.
 */
void
attractor_window_forget_run (AttractorWindow *self)
{
  attractor_window_forget_rest (self);
  if (self->job == NULL)
    return;

  exp_job_cancel (self->job);
  g_clear_object (&self->job);
  update_controls (self, FALSE);
  forget_training (self);
}
