/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "attractor-figure-page.h"
#include "attractor-follower.h"
#include "attractor-method-group.h"
#include "attractor-run-group.h"
#include "attractor-runs-group.h"
#include "attractor-statistics-group.h"
#include "attractor-widget.h"

/* The page about training, and what is done with runs. */

static void
queue_run_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;
  gboolean waits = attractor_runs_get_current (self->runs) != NULL;

  if (!attractor_widget_enter_text (user_data))
    return;
  attractor_window_queue_run (self);
  if (waits)
    attractor_window_show_message (
      self, _ ("A run with these parameters begins when those before it are over."));
}

static void
pause_run_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ExpJob *job = ATTRACTOR_WINDOW (user_data)->job;

  if (job != NULL)
    exp_job_set_paused (job, !exp_job_get_paused (job));
}

static void
toggle (AttractorSweeper *sweeper)
{
  if (attractor_sweeper_get_running (sweeper))
    attractor_sweeper_set_paused (sweeper, !attractor_sweeper_get_paused (sweeper));
}

/* The run, or where there is none, the networks of the sweep and of the statistics */
static void
pause_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;

  if (self->job != NULL) {
    pause_run_cb (action, parameter, user_data);
    return;
  }
  toggle (self->sweeper);
  toggle (self->statistics);
}

static void
keep_run_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ExpJob *job = ATTRACTOR_WINDOW (user_data)->job;

  if (job != NULL)
    exp_job_keep (job);
}

/* What a step of undo is about */
typedef struct {
  GPtrArray *runs;
  gboolean there; /* in the list */
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_ptr_array_unref (removal->runs);
  g_free (removal);
}

static void
take_out (AttractorRuns *runs, const Removal *removal)
{
  for (guint i = 0; i < removal->runs->len; i++) {
    AttractorRun *run = g_ptr_array_index (removal->runs, i);

    /* One that has begun meanwhile goes on. */
    if (attractor_runs_find (runs, attractor_run_get_number (run)) == run &&
        run != attractor_runs_get_current (runs))
      attractor_runs_remove (runs, run);
  }
}

/* Nobody sees on another page what goes and comes back, nor that a run that has waited begins. */
static void
show_runs (AttractorWindow *self)
{
  const char *name = "training";
  GtkWidget *page = adw_view_stack_get_child_by_name (self->stack, name);

  if (page != adw_view_stack_get_visible_child (self->stack))
    attractor_window_show_page (self, name);
}

static gpointer
swap_runs (GObject *view, gpointer state)
{
  AttractorWindow *self = ATTRACTOR_WINDOW (view);
  Removal *removal = state;

  show_runs (self);
  if (removal->there)
    take_out (self->runs, removal);
  else
    for (guint i = 0; i < removal->runs->len; i++)
      attractor_runs_restore (self->runs, g_ptr_array_index (removal->runs, i));
  removal->there = !removal->there;
  return removal;
}

/* Takes @runs. Each time is a step of undo of its own, however fast they follow each other. */
static void
remove_runs (AttractorWindow *self, GPtrArray *runs)
{
  Removal *removal = g_new0 (Removal, 1);

  /* From the last row the focus would go to whatever comes next in the window. */
  if (runs->len == attractor_runs_get_n (self->runs) &&
      attractor_widget_has_focus_in (GTK_WIDGET (self->stack)))
    attractor_window_focus_page (self);
  removal->runs = runs;
  take_out (self->runs, removal);
  attractor_document_begin_group (self->document);
  attractor_document_record_view (
    self->document, G_OBJECT (self), removal, swap_runs, removal_free);
  attractor_document_end_group (self->document);
}

static void
clear_queue_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;
  GPtrArray *waiting = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < attractor_runs_get_n (self->runs); i++) {
    AttractorRun *run = attractor_runs_get (self->runs, i);

    if (attractor_run_get_state (run) == ATTRACTOR_RUN_WAITING)
      g_ptr_array_add (waiting, g_object_ref (run));
  }
  remove_runs (self, waiting);
}

static AttractorRun *
find_run (AttractorWindow *self, GVariant *number)
{
  return attractor_runs_find (self->runs, g_variant_get_uint32 (number));
}

static void
remove_run_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;
  AttractorRun *run = find_run (self, parameter);

  if (run == NULL)
    return;
  if (run == attractor_runs_get_current (self->runs)) {
    attractor_window_stop (self);
  } else {
    GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

    g_ptr_array_add (runs, g_object_ref (run));
    remove_runs (self, runs);
  }
}

/* Nothing of the document but the parameters is that of the run. */
static gboolean
return_to (AttractorWindow *self, const ExpExperiment *experiment)
{
  g_autoptr (ExpExperiment) changed = exp_experiment_copy_with_parameters (
    attractor_document_get_experiment (self->document), experiment);
  g_autoptr (GError) error = NULL;

  if (attractor_document_set_experiment (self->document, changed, NULL, &error))
    return TRUE;
  attractor_window_show_message (self, error->message);
  return FALSE;
}

static void
show_run_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;
  AttractorRun *run = find_run (self, parameter);

  if (run == NULL || !return_to (self, attractor_run_get_experiment (run)))
    return;
  if (attractor_run_get_measurement (run) != NULL) {
    attractor_window_leave_run (self);
    attractor_window_set_measurement (self, attractor_run_get_measurement (run));
  } else if (attractor_run_get_kept_after (run) > 0.0) {
    attractor_window_show_message (
      self, _ ("The network of this run was let go, and its training was stopped by hand."));
  } else {
    attractor_window_show_message (
      self, _ ("The network of this run was let go; the same seed gives it again."));
  }
}

static void
pin_run_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;
  AttractorRun *run = find_run (self, parameter);

  if (run == NULL)
    return;
  attractor_window_pin (self, attractor_run_get_experiment (run));
  attractor_comparisons_offer (self->comparisons, attractor_run_get_measurement (run));
}

/**
 * attractor_window_add_run_actions:
 * @self: a window
 *
 * Adds what is done with runs.
 */
void
attractor_window_add_run_actions (AttractorWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "queue-run", .activate = queue_run_cb },
    { .name = "pause", .activate = pause_cb },
    { .name = "pause-run", .activate = pause_run_cb },
    { .name = "keep-run", .activate = keep_run_cb },
    { .name = "clear-queue", .activate = clear_queue_cb },
    { .name = "show-run", .activate = show_run_cb, .parameter_type = "u" },
    { .name = "pin-run", .activate = pin_run_cb, .parameter_type = "u" },
    { .name = "remove-run", .activate = remove_run_cb, .parameter_type = "u" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  attractor_window_update_run_actions (self);
}

static void
enable (AttractorWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * attractor_window_update_run_actions:
 * @self: a window
 *
 * Offers what can be done with the run that is under way, and with those that
 * wait.
 */
void
attractor_window_update_run_actions (AttractorWindow *self)
{
  AttractorRun *run = attractor_runs_get_current (self->runs);
  gboolean running = run != NULL && attractor_run_get_state (run) == ATTRACTOR_RUN_RUNNING;

  enable (self, "pause-run", running);
  enable (self, "keep-run", running && exp_job_get_learning (attractor_run_get_job (run)));
  enable (self, "clear-queue", attractor_runs_get_n_waiting (self->runs) > 0);
}

static void
fill_training_cb (AttractorFigurePage *page, gpointer user_data)
{
  AttractorWindow *self = user_data;
  GtkWidget *method = g_object_new (ATTRACTOR_TYPE_METHOD_GROUP, NULL);

  attractor_follower_set_document (ATTRACTOR_FOLLOWER (method), self->document);
  attractor_figure_page_add (page, attractor_run_group_new (self->runs));
  attractor_figure_page_add (page, method);
  attractor_figure_page_add (page, attractor_runs_group_new (self->runs, self->document));
  attractor_figure_page_add (page,
                             attractor_statistics_group_new (self->statistics, self->document));
}

/**
 * attractor_window_create_training:
 * @self: a window
 * @plot: the figure of on-line training
 *
 * Returns: (transfer full): the page about training
 */
GtkWidget *
attractor_window_create_training (AttractorWindow *self, GtkWidget *plot)
{
  return attractor_figure_page_new (plot, fill_training_cb, self);
}
