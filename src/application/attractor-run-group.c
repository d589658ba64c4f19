/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-run-group.h"

#include <math.h>

#include <glib/gi18n.h>

#include "attractor-number.h"
#include "attractor-widget.h"

/**
 * AttractorRunGroup:
 *
 * The run that began last, stage by stage, and the buttons that start, pause and
 * end one.
 */
struct _AttractorRunGroup {
  AdwPreferencesGroup parent_instance;

  GtkLabel *heading;
  GtkLabel *message;
  GtkProgressBar *progress_bar;
  GtkButton *train_button;
  GtkButton *pause_button;
  GtkButton *queue_button;
  GtkButton *keep_button;
  GtkGrid *grid;
  GtkLabel *states[EXP_N_STAGES];

  AttractorRuns *runs;
  ExpJob *job; /* (nullable): what is followed */
};

G_DEFINE_FINAL_TYPE (AttractorRunGroup, attractor_run_group, ADW_TYPE_PREFERENCES_GROUP)

/* The stages come one after the other: the first that is not done goes on, or has
 * failed. */
static ExpStage
find_stage (AttractorRun *run)
{
  ExpMeasurement *partial = attractor_run_get_partial (run);
  guint stage = 0;

  while (stage < EXP_N_STAGES && partial != NULL && exp_measurement_has (partial, stage))
    stage++;
  return stage;
}

static char *
dup_stage_state (AttractorRun *run, ExpStage stage)
{
  ExpMeasurement *partial = run != NULL ? attractor_run_get_partial (run) : NULL;
  gboolean next = run != NULL && stage == find_stage (run);

  if (run != NULL && !exp_stage_is_asked_for (stage, attractor_run_get_experiment (run)))
    /* TRANSLATORS: of a stage of a run, for which the parameters give nothing to do */
    return g_strdup (_ ("not asked for"));
  if (partial != NULL && exp_measurement_has (partial, stage)) {
    double hundredths = round (100.0 * partial->seconds[stage]);
    g_autofree char *seconds = attractor_number_format (MAX (hundredths, 1.0) / 100.0);

    /* TRANSLATORS: durations in seconds */
    return g_strdup_printf (hundredths < 1.0 ? _ ("< %s s") : _ ("%s s"), seconds);
  }
  if (run == NULL)
    return g_strdup ("");
  switch (attractor_run_get_state (run)) {
  case ATTRACTOR_RUN_RUNNING:
    /* TRANSLATORS: of a stage of a run */
    return g_strdup (next ? _ ("running") : _ ("waiting"));
  case ATTRACTOR_RUN_FAILED:
    /* TRANSLATORS: of a stage of a run */
    return g_strdup (next ? _ ("failed") : "—");
  case ATTRACTOR_RUN_WAITING:
  case ATTRACTOR_RUN_STOPPING:
  case ATTRACTOR_RUN_DONE:
  case ATTRACTOR_RUN_STOPPED:
  default:
    return g_strdup ("—");
  }
}

static const char *
get_state_words (AttractorRun *run)
{
  switch (attractor_run_get_state (run)) {
  case ATTRACTOR_RUN_RUNNING:
    return exp_job_get_paused (attractor_run_get_job (run)) ? _ ("paused") : _ ("running");
  case ATTRACTOR_RUN_STOPPING:
    return _ ("stopping");
  case ATTRACTOR_RUN_DONE:
    /* TRANSLATORS: of a run */
    return attractor_run_get_kept_after (run) > 0.0 ? _ ("stopped and kept") : _ ("done");
  case ATTRACTOR_RUN_STOPPED:
    return _ ("stopped");
  case ATTRACTOR_RUN_FAILED:
    return _ ("failed");
  case ATTRACTOR_RUN_WAITING:
  default:
    return _ ("waiting");
  }
}

static void
show_heading (AttractorRunGroup *self, AttractorRun *run)
{
  g_autofree char *text = NULL;
  const char *error = run != NULL ? attractor_run_get_error (run) : NULL;

  if (run != NULL)
    /* TRANSLATORS: the number of a run, and what becomes of it, as "Run 2: running" */
    text = g_strdup_printf (
      _ ("Run %u: %s"), attractor_run_get_number (run), get_state_words (run));
  gtk_label_set_label (self->heading, text != NULL ? text : _ ("No run yet"));
  gtk_label_set_label (self->message, error != NULL ? error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), error != NULL);
}

static void
show_buttons (AttractorRunGroup *self)
{
  AttractorRun *current = attractor_runs_get_current (self->runs);
  gboolean paused = current != NULL && exp_job_get_paused (attractor_run_get_job (current));

  gtk_button_set_label (self->train_button, current != NULL ? _ ("Stop") : _ ("Train"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->train_button),
                               current != NULL
                                 ? _ ("Stop the run; the next that waits begins")
                                 : _ ("Draw a network, train it and measure what it does"));
  gtk_button_set_label (self->pause_button, paused ? _ ("Resume") : _ ("Pause"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pause_button),
                               paused ? _ ("Let the run go on where it is")
                                      : _ ("Let the run wait where it is"));
}

static void
update (AttractorRunGroup *self)
{
  AttractorRun *run = attractor_runs_get_latest (self->runs);
  ExpJob *job = run != NULL ? attractor_run_get_job (run) : NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  show_heading (self, run);
  show_buttons (self);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar),
                          attractor_runs_get_current (self->runs) != NULL);
  if (job != NULL)
    gtk_progress_bar_set_fraction (self->progress_bar, exp_job_get_fraction (job));
  gtk_widget_set_visible (GTK_WIDGET (self->grid), run != NULL);
  for (guint stage = 0; stage < EXP_N_STAGES; stage++) {
    g_autofree char *text = dup_stage_state (run, stage);

    gtk_label_set_label (self->states[stage], text);
  }
}

static void
follow (AttractorRunGroup *self, ExpJob *job)
{
  if (self->job == job)
    return;
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_func (self->job, update, self);
  g_set_object (&self->job, job);
  if (job != NULL)
    g_signal_connect_object (job, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
runs_changed_cb (AttractorRunGroup *self)
{
  AttractorRun *run = attractor_runs_get_latest (self->runs);

  follow (self, run != NULL ? attractor_run_get_job (run) : NULL);
  update (self);
}

static void
attractor_run_group_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (attractor_run_group_parent_class)->map (widget);

  update (ATTRACTOR_RUN_GROUP (widget));
}

static void
attractor_run_group_dispose (GObject *object)
{
  AttractorRunGroup *self = ATTRACTOR_RUN_GROUP (object);

  follow (self, NULL);
  g_clear_object (&self->runs);

  G_OBJECT_CLASS (attractor_run_group_parent_class)->dispose (object);
}

static void
attractor_run_group_class_init (AttractorRunGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_run_group_dispose;
  widget_class->map = attractor_run_group_map;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-run-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorRunGroup, heading);
  gtk_widget_class_bind_template_child (widget_class, AttractorRunGroup, message);
  gtk_widget_class_bind_template_child (widget_class, AttractorRunGroup, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, AttractorRunGroup, train_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorRunGroup, pause_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorRunGroup, queue_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorRunGroup, keep_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorRunGroup, grid);
}

static void
attractor_run_group_init (AttractorRunGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_widget_wrap_button (self->train_button);
  attractor_widget_wrap_button (self->pause_button);
  attractor_widget_wrap_button (self->queue_button);
  attractor_widget_wrap_button (self->keep_button);

  for (guint stage = 0; stage < EXP_N_STAGES; stage++) {
    GtkWidget *name = gtk_label_new (exp_stage_get_label (stage));
    GtkWidget *state = gtk_label_new (NULL);

    gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
    gtk_label_set_wrap (GTK_LABEL (name), TRUE);
    gtk_widget_set_hexpand (name, TRUE);
    gtk_label_set_xalign (GTK_LABEL (state), 1.0f);
    gtk_label_set_wrap (GTK_LABEL (state), TRUE);
    gtk_label_set_justify (GTK_LABEL (state), GTK_JUSTIFY_RIGHT);
    gtk_widget_add_css_class (state, "dim-label");
    gtk_widget_add_css_class (state, "numeric");
    gtk_grid_attach (self->grid, name, 0, (int)stage, 1, 1);
    gtk_grid_attach (self->grid, state, 1, (int)stage, 1, 1);
    self->states[stage] = GTK_LABEL (state);
  }
}

/**
 * attractor_run_group_new:
 * @runs: the window's runs
 *
 * Returns: a group about the one of @runs that began last
 */
GtkWidget *
attractor_run_group_new (AttractorRuns *runs)
{
  AttractorRunGroup *self = g_object_new (ATTRACTOR_TYPE_RUN_GROUP, NULL);

  self->runs = g_object_ref (runs);
  g_signal_connect_object (runs, "changed", G_CALLBACK (runs_changed_cb), self, G_CONNECT_SWAPPED);
  runs_changed_cb (self);
  return GTK_WIDGET (self);
}
