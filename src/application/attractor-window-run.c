/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

/* A window in which even long words have no room beside the other buttons, in pixels */
#define NARROW 480

static void
width_cb (AttractorWindow *self, GParamSpec *pspec, GdkSurface *surface)
{
  gboolean narrow = gdk_surface_get_width (surface) < NARROW;

  gtk_widget_set_visible (GTK_WIDGET (self->train_label), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->train_image), narrow);
}

/* The button says in words what it does where there is room for them. A squeezer would not do: the
 * header gives all room that is left to the switcher first. */
static void
realize_cb (AttractorWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));

  g_signal_connect_object (
    surface, "notify::width", G_CALLBACK (width_cb), self, G_CONNECT_SWAPPED);
  width_cb (self, NULL, surface);
}

static void
name_train_button (AttractorWindow *self, const char *label, const char *icon_name)
{
  gtk_label_set_label (self->train_label, label);
  gtk_image_set_from_icon_name (self->train_image, icon_name);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->train_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_controls (AttractorWindow *self)
{
  AttractorRun *run = attractor_runs_get_current (self->runs);
  gboolean running = run != NULL;
  gboolean stopping = running && attractor_run_get_state (run) == ATTRACTOR_RUN_STOPPING;

  if (running)
    name_train_button (
      self, stopping ? _ ("Stopping…") : _ ("Stop"), "media-playback-stop-symbolic");
  else
    name_train_button (self, _ ("Train"), "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->train_button),
                               running ? _ ("Stop the run; the result of the one before stays")
                                       : _ ("Draw a network, train it and measure what it does"));

  if (running)
    gtk_widget_remove_css_class (GTK_WIDGET (self->train_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->train_button), "suggested-action");

  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "train")), !stopping);
  attractor_window_update_run_actions (self);
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

/* Whether there is more of it to be seen than how it learned. */
static gboolean
can_be_shown (const ExpMeasurement *partial)
{
  return partial != NULL && partial->done >> (EXP_STAGE_TRAIN + 1) != 0;
}

/* Figures fill stage by stage. What goes on in them is of the network before. */
static void
measured_cb (AttractorWindow *self, GParamSpec *pspec, ExpJob *job)
{
  if (self->job != job || !can_be_shown (exp_job_get_measurement (job)))
    return;
  if (!self->shows_run)
    attractor_player_clear (self->player);
  self->shows_run = TRUE;
  attractor_window_update_views (self);
}

static void
forget_job (AttractorWindow *self)
{
  g_clear_object (&self->job);
  forget_training (self);
  if (!self->shows_run)
    return;

  /* Where the run was stopped, the network before is in sight again. */
  self->shows_run = FALSE;
  attractor_player_clear (self->player);
  attractor_window_update_views (self);
}

static void
started_cb (AttractorWindow *self, AttractorRun *run)
{
  g_set_object (&self->job, attractor_run_get_job (run));

  g_signal_connect_object (
    self->job, "notify::trace", G_CALLBACK (learned_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->job, "notify::measurement", G_CALLBACK (measured_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job,
                           "notify::learning",
                           G_CALLBACK (attractor_window_update_run_actions),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
ended_cb (AttractorWindow *self, AttractorRun *run)
{
  ExpMeasurement *measurement = attractor_run_get_measurement (run);

  forget_job (self);
  if (measurement != NULL)
    attractor_window_set_measurement (self, measurement);
  else if (attractor_run_get_error (run) != NULL)
    attractor_window_show_message (self, attractor_run_get_error (run));
  if (self->train_again) {
    self->train_again = FALSE;
    attractor_window_queue_run (self);
  }
}

/**
 * attractor_window_follow_runs:
 * @self: a window
 *
 * Makes the window tell of its runs, and show what comes of them.
 */
void
attractor_window_follow_runs (AttractorWindow *self)
{
  attractor_window_follow_sweeps (self);
  g_signal_connect_object (self->runs, "started", G_CALLBACK (started_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runs, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->runs, "changed", G_CALLBACK (update_controls), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
}

/**
 * attractor_window_leave_run:
 * @self: a window
 *
 * Makes figures show the last network that was measured to the end until the run
 * under way, if there is one, is over.
 */
void
attractor_window_leave_run (AttractorWindow *self)
{
  self->shows_run = FALSE;
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_func (self->job, measured_cb, self);
}

/**
 * attractor_window_get_shown:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the network that figures show: that of the
 *   run under way as soon as something of it was measured, with no more than that;
 *   else the last one that was measured to the end
 */
ExpMeasurement *
attractor_window_get_shown (AttractorWindow *self)
{
  return self->shows_run ? exp_job_get_measurement (self->job) : self->measurement;
}

/**
 * attractor_window_queue_run:
 * @self: a window
 *
 * Trains a network with the parameters as they are now, as soon as the runs
 * before that are over.
 */
void
attractor_window_queue_run (AttractorWindow *self)
{
  attractor_runs_add (self->runs, attractor_document_get_experiment (self->document));
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
  if (self->job == NULL)
    attractor_window_queue_run (self);
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
  AttractorRun *run = attractor_runs_get_current (self->runs);

  if (run != NULL)
    attractor_runs_remove (self->runs, run);
}

/**
 * attractor_window_forget_run:
 * @self: a window
 *
 * Stops the run, forgets those that wait and all that is measured besides, and
 * takes no notice of what comes of them.
 */
void
attractor_window_forget_run (AttractorWindow *self)
{
  attractor_window_forget_rest (self);
  attractor_runs_clear (self->runs);
  attractor_window_forget_sweeps (self);
  attractor_basins_clear (self->basins);
  self->shows_run = FALSE;
  if (self->job == NULL)
    return;

  g_clear_object (&self->job);
  forget_training (self);
}
