/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <math.h>

#include <glib/gi18n.h>

#include "attractor-widget.h"

/* What takes its time is told on every page, wherever it was begun. */

/* The focus does not go where nobody is when what it is on goes. */
static void
tell (AttractorWindow *self, AttractorActivityBar *bar, const AttractorActivity *activity)
{
  gboolean inside = attractor_widget_has_focus_in (GTK_WIDGET (bar));

  attractor_activity_bar_tell (bar, activity);
  if (inside && !gtk_widget_get_visible (GTK_WIDGET (bar)))
    attractor_window_focus_page (self);
}

static char *
dup_run_text (AttractorRun *run, ExpJob *job)
{
  guint number = attractor_run_get_number (run);
  const char *stage = exp_job_get_stage_label (job);
  double percent = floor (100.0 * exp_job_get_fraction (job));

  if (attractor_run_get_state (run) == ATTRACTOR_RUN_STOPPING)
    return g_strdup_printf (_ ("Run %u · Stopping…"), number);
  if (*stage == '\0')
    stage = exp_stage_get_label (EXP_STAGE_DRAW);
  if (exp_job_get_paused (job))
    /* TRANSLATORS: the number of a run, its stage, and how much of the whole is done */
    return g_strdup_printf (_ ("Run %u · Paused: %s, %.0f %%"), number, stage, percent);
  /* TRANSLATORS: the number of a run, its stage, and how much of the whole is done */
  return g_strdup_printf (_ ("Run %u · %s, %.0f %%"), number, stage, percent);
}

static void
tell_run (AttractorWindow *self)
{
  AttractorRun *run = attractor_runs_get_current (self->runs);
  ExpJob *job = run != NULL ? attractor_run_get_job (run) : NULL;
  AttractorActivity activity = { NULL };
  g_autofree char *state = NULL;
  g_autofree char *text = NULL;

  if (job != NULL) {
    guint n_waiting = attractor_runs_get_n_waiting (self->runs);

    state = dup_run_text (run, job);
    if (n_waiting > 0)
      /* TRANSLATORS: what the run under way does, and how many wait until it is over */
      text = g_strdup_printf (
        ngettext ("%s · %u run waits", "%s · %u runs wait", n_waiting), state, n_waiting);
    activity.text = text != NULL ? text : state;
    activity.fraction = exp_job_get_fraction (job);
    activity.stopping = attractor_run_get_state (run) == ATTRACTOR_RUN_STOPPING;
    activity.paused = !activity.stopping && exp_job_get_paused (job);
  }
  tell (self, self->run_bar, &activity);
}

static void
tell_sweeper (AttractorWindow *self,
              AttractorActivityBar *bar,
              AttractorSweeper *sweeper,
              const char *title)
{
  AttractorActivity activity = { NULL };
  g_autofree char *state = NULL;
  g_autofree char *text = NULL;

  if (attractor_sweeper_get_running (sweeper)) {
    state = attractor_sweeper_dup_state (sweeper);
    activity.text = text = g_strdup_printf ("%s · %s", title, state);
    activity.fraction = attractor_sweeper_get_fraction (sweeper);
    activity.stopping = attractor_sweeper_get_stopping (sweeper);
    activity.paused = !activity.stopping && attractor_sweeper_get_paused (sweeper);
  }
  tell (self, bar, &activity);
}

static void
tell_sweep (AttractorWindow *self)
{
  tell_sweeper (self, self->sweep_bar, self->sweeper, _ ("Sweep"));
}

static void
tell_statistics (AttractorWindow *self)
{
  tell_sweeper (self, self->statistics_bar, self->statistics, _ ("Statistics"));
}

static char *
dup_pins_text (AttractorWindow *self, guint n, const AttractorMeasuring *progress)
{
  double percent = floor (100.0 * progress->fraction);
  const char *name, *stage;

  if (n > 1 && progress->stopping)
    return g_strdup_printf (ngettext ("%u pin · Stopping…", "%u pins · Stopping…", n), n);
  if (n > 1 && progress->paused)
    /* TRANSLATORS: how many networks are being measured, and how much of the whole is done */
    return g_strdup_printf (
      ngettext ("%u pin · Paused, %.0f %%", "%u pins · Paused, %.0f %%", n), n, percent);
  if (n > 1)
    /* TRANSLATORS: how many networks are being measured, and how much of the whole is done */
    return g_strdup_printf (
      ngettext ("%u pin · Measuring, %.0f %%", "%u pins · Measuring, %.0f %%", n), n, percent);

  name = attractor_comparisons_get_name (self->comparisons, progress->first);
  stage = exp_job_get_stage_label (
    attractor_comparisons_get_job (self->comparisons, progress->first));
  if (progress->stopping)
    return g_strdup_printf (_ ("%s · Stopping…"), name);
  if (*stage == '\0')
    stage = exp_stage_get_label (EXP_STAGE_DRAW);
  if (progress->paused)
    /* TRANSLATORS: the name of a pin, the stage of its run, and how much of the whole is done */
    return g_strdup_printf (_ ("%s · Paused: %s, %.0f %%"), name, stage, percent);
  /* TRANSLATORS: the name of a pin, the stage of its run, and how much of the whole is done */
  return g_strdup_printf (_ ("%s · %s, %.0f %%"), name, stage, percent);
}

static void
tell_pins (AttractorWindow *self)
{
  AttractorActivity activity = { NULL };
  AttractorMeasuring progress;
  guint n = attractor_comparisons_get_progress (self->comparisons, &progress);
  g_autofree char *text = NULL;

  if (n > 0) {
    activity.text = text = dup_pins_text (self, n, &progress);
    activity.fraction = progress.fraction;
    activity.stopping = progress.stopping;
    activity.paused = progress.paused;
  }
  tell (self, self->pins_bar, &activity);
}

static void
tell_export (AttractorWindow *self)
{
  AttractorActivity activity = { NULL };
  guint n_written, n = attractor_exporter_get_n (self->exporter, &n_written);
  g_autofree char *text = NULL;

  if (n > 0) {
    activity.stopping = attractor_exporter_get_stopping (self->exporter);
    if (activity.stopping)
      text = g_strdup (_ ("Export · Stopping…"));
    else
      /* TRANSLATORS: how many figures are written to files, of how many */
      text = g_strdup_printf (
        ngettext ("Export · %u of %u figure", "Export · %u of %u figures", n), n_written, n);
    activity.text = text;
    activity.fraction = (double)n_written / n;
  }
  tell (self, self->export_bar, &activity);
}

/* Who closed the window may have looked away: what failed stays there to be read. */
static void
show_failure (AttractorWindow *self, const char *message)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("The Export Failed"), message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
exported_cb (AttractorWindow *self, const char *message, gboolean failed)
{
  guint n_written;

  if (!self->waiting) {
    attractor_window_show_message (self, message);
  } else if (failed) {
    self->waiting = FALSE;
    show_failure (self, message);
  } else if (attractor_exporter_get_n (self->exporter, &n_written) == 0) {
    self->waiting = FALSE;
    gtk_window_close (GTK_WINDOW (self));
  }
}

/**
 * attractor_window_wait_for_exports:
 * @self: a window that is to be closed
 *
 * Where figures are still being exported, has it closed when that has ended: until then it says
 * how far they are, they can be stopped, and if one of them cannot be written, it stays and says
 * so.
 *
 * Returns: whether it is to stay until then
 */
gboolean
attractor_window_wait_for_exports (AttractorWindow *self)
{
  guint n_written;

  if (attractor_exporter_get_n (self->exporter, &n_written) == 0)
    return FALSE;

  /* what changes meanwhile is asked about */
  self->closing = FALSE;
  self->waiting = TRUE;
  attractor_window_show_message (self, _ ("The window will close when the export has ended."));
  return TRUE;
}

static void
started_cb (AttractorWindow *self, AttractorRun *run)
{
  g_signal_connect_object (
    attractor_run_get_job (run), "notify", G_CALLBACK (tell_run), self, G_CONNECT_SWAPPED);
}

static void
pause_run_cb (AttractorWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.pause-run", NULL);
}

static void
toggle_pause_cb (AttractorSweeper *sweeper)
{
  attractor_sweeper_set_paused (sweeper, !attractor_sweeper_get_paused (sweeper));
}

static void
pause_pins_cb (AttractorWindow *self)
{
  AttractorMeasuring progress;

  attractor_comparisons_get_progress (self->comparisons, &progress);
  attractor_comparisons_set_paused (self->comparisons, !progress.paused);
}

static void
follow (AttractorWindow *self,
        AttractorSweeper *sweeper,
        AttractorActivityBar *bar,
        GCallback callback)
{
  g_signal_connect_object (sweeper, "changed", callback, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    bar, "pause-toggled", G_CALLBACK (toggle_pause_cb), sweeper, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    bar, "stopped", G_CALLBACK (attractor_sweeper_stop), sweeper, G_CONNECT_SWAPPED);
}

/**
 * attractor_window_follow_activity:
 * @self: a window
 *
 * Makes bars below the figures tell of runs, sweeps, statistics, networks of pins and exports.
 */
void
attractor_window_follow_activity (AttractorWindow *self)
{
  g_signal_connect_object (self->runs, "started", G_CALLBACK (started_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runs, "changed", G_CALLBACK (tell_run), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->run_bar, "pause-toggled", G_CALLBACK (pause_run_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->run_bar, "stopped", G_CALLBACK (attractor_window_stop), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->exporter, "changed", G_CALLBACK (tell_export), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->exporter, "done", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->export_bar,
                           "stopped",
                           G_CALLBACK (attractor_exporter_stop),
                           self->exporter,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->comparisons, "changed", G_CALLBACK (tell_pins), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->comparisons, "progressed", G_CALLBACK (tell_pins), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->pins_bar, "pause-toggled", G_CALLBACK (pause_pins_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pins_bar,
                           "stopped",
                           G_CALLBACK (attractor_comparisons_stop),
                           self->comparisons,
                           G_CONNECT_SWAPPED);
  follow (self, self->sweeper, self->sweep_bar, G_CALLBACK (tell_sweep));
  follow (self, self->statistics, self->statistics_bar, G_CALLBACK (tell_statistics));
}
