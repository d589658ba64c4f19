/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "exp-plan.h"
#include "exp-sweep-report.h"

#include "attractor-axis-group.h"
#include "attractor-figure-page.h"
#include "attractor-file-saver.h"
#include "attractor-parameter-list.h"
#include "attractor-refusal.h"
#include "attractor-sweep-group.h"

/* What curves and maps are drawn over, and the pages where that is chosen. */

/* Until figures show more networks, in ms */
#define SHOW_DELAY 250

typedef struct {
  ExpSweep *sweep;
  GFile *file;
} Export;

static void
export_free (Export *export)
{
  exp_sweep_unref (export->sweep);
  g_object_unref (export->file);
  g_free (export);
}

static void
get_plan (AttractorSweepPlan *from, ExpPlan *plan)
{
  *plan = (ExpPlan){ .x = *attractor_sweep_plan_get_axis (from, FIG_ACROSS),
                     .y = *attractor_sweep_plan_get_axis (from, FIG_UPWARDS),
                     .n_networks = attractor_sweep_plan_get_n_networks (from),
                     .shown = attractor_sweep_plan_get_shown (from),
                     .measures = attractor_sweep_plan_get_chosen (from) };
}

/* Where the window cannot have the axis, it has the parameter's usual one and a reason. */
static void
set_axis (AttractorSweepPlan *self, FigDirection direction, const ExpAxis *axis, GError **error)
{
  g_autoptr (GError) local = NULL;

  attractor_sweep_plan_set_parameter (self, direction, axis->parameter);
  if (axis->parameter == NULL || attractor_sweep_plan_set_axis (self, direction, axis, &local))
    return;
  if (error != NULL && *error == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
}

static void
set_plan (AttractorSweepPlan *self, const ExpPlan *plan, GError **error)
{
  /* Without the other axis, none changes places with it. */
  attractor_sweep_plan_set_parameter (self, FIG_UPWARDS, NULL);
  set_axis (self, FIG_ACROSS, &plan->x, error);
  set_axis (self, FIG_UPWARDS, &plan->y, error);
  attractor_sweep_plan_set_n_networks (self, plan->n_networks);
  attractor_sweep_plan_set_shown (self, plan->shown);
  for (guint i = 0; i < EXP_N_MEASURES; i++)
    attractor_sweep_plan_set_measured (self, (ExpMeasure)i, (plan->measures & (1u << i)) != 0);
}

/* A file may have an axis that the window cannot, as one that descends or has one point: what the
 * window has for a plan then differs from it, and always in the same way. */
static void
get_shown (const ExpPlan *kept, ExpPlan *shown, GError **error)
{
  g_autoptr (AttractorSweepPlan) plan = attractor_sweep_plan_new ();

  set_plan (plan, kept, error);
  get_plan (plan, shown);
}

/* What the document has, or else what every document begins with; what it has may also not be
 * possible, and then nothing else takes its place. */
static gboolean
get_kept (AttractorWindow *self, ExpPlan *plan)
{
  g_autoptr (AttractorSweepPlan) usual = NULL;
  g_autoptr (GError) error = NULL;

  if (exp_plan_read (plan, attractor_document_get_experiment (self->document), &error))
    return TRUE;
  if (error != NULL)
    return FALSE;
  usual = attractor_sweep_plan_new ();
  get_plan (usual, plan);
  return TRUE;
}

/* The document keeps what was chosen, so that it is saved, and undone. An axis that was not
 * chosen anew stays as the document has it, even if the window cannot have that. */
static void
keep_plan (AttractorWindow *self)
{
  g_autoptr (ExpExperiment) changed = NULL;
  g_autoptr (GError) error = NULL;
  const char *what = NULL;
  ExpPlan plan, kept, shown;

  get_plan (self->plan, &plan);
  if (get_kept (self, &kept)) {
    /* Why they differ was said when the document came. */
    get_shown (&kept, &shown, NULL);
    if (exp_plan_equal (&plan, &shown))
      return;
    what = exp_plan_name_change (&shown, &plan);
    if (exp_axis_equal (&plan.x, &shown.x))
      plan.x = kept.x;
    if (exp_axis_equal (&plan.y, &shown.y))
      plan.y = kept.y;
  }
  changed = exp_experiment_copy (attractor_document_get_experiment (self->document));
  exp_plan_keep (&plan, changed);
  if (!attractor_document_set_experiment (self->document, changed, what, &error))
    attractor_refusal_show (GTK_WIDGET (self), error);
}

/* The networks that figures show: those of a sweep, or, where there are none of these parameters,
 * those with other seeds. Where all targets were multiplied, as by a click on a place in a map of
 * amplitudes, those of the sweep are at other amplitudes, and so are the axes. */
static ExpSweep *
get_networks (AttractorWindow *self, FigChoice *choice)
{
  const ExpExperiment *experiment = attractor_document_get_experiment (self->document);
  ExpSweep *sweep = attractor_sweeper_get_sweep (self->sweeper);
  ExpSweep *statistics = attractor_sweeper_get_sweep (self->statistics);
  ExpSweep *rescaled;

  attractor_sweep_plan_get_choice (self->plan, choice);
  if (sweep != NULL && exp_sweep_is_of (sweep, experiment))
    return exp_sweep_ref (sweep);
  rescaled = sweep != NULL ? exp_sweep_rescale (sweep, experiment) : NULL;
  if (rescaled != NULL) {
    if (exp_axis_equal (&choice->x_axis, &sweep->x))
      choice->x_axis = rescaled->x;
    if (exp_axis_equal (&choice->y_axis, &sweep->y))
      choice->y_axis = rescaled->y;
    return rescaled;
  }
  if (statistics != NULL)
    sweep = statistics;
  return sweep != NULL ? exp_sweep_ref (sweep) : NULL;
}

static void
show (AttractorWindow *self)
{
  FigChoice choice;
  g_autoptr (ExpSweep) networks = get_networks (self, &choice);

  for (guint i = 0; i < self->views->len; i++) {
    attractor_plot_set_choice (g_ptr_array_index (self->views, i), &choice);
    attractor_plot_set_sweep (g_ptr_array_index (self->views, i), networks);
  }
}

static void
plan_changed_cb (AttractorWindow *self)
{
  keep_plan (self);
  show (self);
}

static void
document_changed_cb (AttractorWindow *self)
{
  g_autoptr (GError) error = NULL;
  ExpPlan plan, kept, shown;

  if (!get_kept (self, &kept))
    return;
  get_plan (self->plan, &plan);
  get_shown (&kept, &shown, &error);
  if (exp_plan_equal (&plan, &shown))
    return;
  g_signal_handlers_block_by_func (self->plan, plan_changed_cb, self);
  set_plan (self->plan, &shown, &error);
  g_signal_handlers_unblock_by_func (self->plan, plan_changed_cb, self);
  show (self);
  if (error != NULL)
    attractor_refusal_show (GTK_WIDGET (self), error);
}

static gboolean
show_sweep_cb (gpointer user_data)
{
  AttractorWindow *self = user_data;

  self->sweep_source = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

/* Where a choice was undone, what was measured before it is in sight again. */
static void
recall (AttractorWindow *self)
{
  attractor_sweeper_recall (self->sweeper,
                            attractor_document_get_experiment (self->document),
                            attractor_sweep_plan_get_axis (self->plan, FIG_ACROSS),
                            attractor_sweep_plan_get_axis (self->plan, FIG_UPWARDS));
}

/* Results come one after another; figures are drawn anew now and then. */
static void
networks_changed_cb (AttractorWindow *self)
{
  recall (self);
  if (self->sweep_source == 0)
    self->sweep_source = g_timeout_add (SHOW_DELAY, show_sweep_cb, self);
}

/* Which of the networks that are known are of the parameters depends on these, too. */
static void
parameters_changed_cb (AttractorWindow *self)
{
  recall (self);
  show (self);
}

/**
 * attractor_window_choose_axes:
 * @self: a window
 * @plot: a figure that has come
 *
 * Draws it over what the others are drawn over, with what was measured there.
 */
void
attractor_window_choose_axes (AttractorWindow *self, AttractorPlot *plot)
{
  FigChoice choice;
  g_autoptr (ExpSweep) networks = get_networks (self, &choice);

  attractor_plot_set_choice (plot, &choice);
  attractor_plot_set_sweep (plot, networks);
}

/**
 * attractor_window_forget_sweeps:
 * @self: a window
 *
 * Stops measuring many networks, and forgets what is known of them.
 */
void
attractor_window_forget_sweeps (AttractorWindow *self)
{
  attractor_sweeper_clear (self->statistics);
  attractor_sweeper_clear (self->sweeper);
  g_clear_handle_id (&self->sweep_source, g_source_remove);
}

static void
export_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  g_autofree char *csv = exp_sweep_report_summaries (export->sweep);
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents (export->file,
                               csv,
                               strlen (csv),
                               NULL,
                               FALSE,
                               G_FILE_CREATE_NONE,
                               NULL,
                               cancellable,
                               &error)) {
    g_task_return_boolean (task, TRUE);
  } else {
    g_autofree char *name = g_file_get_parse_name (export->file);

    g_prefix_error (&error, "%s: ", name);
    g_task_return_error (task, g_steal_pointer (&error));
  }
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorWindow) self = user_data;
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autofree char *basename = g_file_get_basename (export->file);
  g_autofree char *name = g_filename_display_name (basename);
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    /* TRANSLATORS: %s is the name of a file */
    message = g_strdup_printf (_ ("Exported “%s”"), name);
  attractor_window_show_message (self, message != NULL ? message : error->message);
  g_application_release (g_application_get_default ());
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AttractorWindow *self = ATTRACTOR_WINDOW (source);
  g_autoptr (ExpSweep) sweep = user_data;
  g_autoptr (GFile) file = attractor_file_saver_choose_finish (GTK_WINDOW (self), result, NULL);
  g_autoptr (GTask) task = NULL;
  Export *export;

  if (file == NULL)
    return;
  export = g_new0 (Export, 1);
  export->sweep = g_steal_pointer (&sweep);
  export->file = g_steal_pointer (&file);
  g_application_hold (g_application_get_default ());
  /* Not the task's source: the worker must not be the last to let go of a window. */
  task = g_task_new (NULL, NULL, exported_cb, g_object_ref (self));
  g_task_set_task_data (task, export, (GDestroyNotify)export_free);
  g_task_run_in_thread (task, export_thread);
}

static void
export_sweep_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const extensions[] = { "csv", NULL };
  AttractorWindow *self = user_data;
  ExpSweep *sweep = attractor_sweeper_get_sweep (self->sweeper);
  g_autoptr (GFile) folder = attractor_document_get_folder (self->document);

  if (sweep == NULL)
    attractor_window_show_message (self,
                                   _ ("There is nothing to export: measure the sweep first."));
  else
    attractor_file_saver_choose_async (GTK_WINDOW (self),
                                       _ ("Export Table"),
                                       folder,
                                       "sweep.csv",
                                       extensions,
                                       NULL,
                                       chosen_cb,
                                       exp_sweep_ref (sweep));
}

/**
 * attractor_window_follow_sweeps:
 * @self: a window
 *
 * Makes figures follow the choice of axes, and adds what is done with sweeps.
 */
void
attractor_window_follow_sweeps (AttractorWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "export-sweep", .activate = export_sweep_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_object (
    self->plan, "changed", G_CALLBACK (plan_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->document, "changed", G_CALLBACK (parameters_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->sweeper, "changed", G_CALLBACK (networks_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->statistics, "changed", G_CALLBACK (networks_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
selected_cb (AttractorWindow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  const ExpParameter *parameter = attractor_parameter_list_get (
    gtk_drop_down_get_selected (drop_down), FALSE);

  if (parameter != NULL)
    attractor_sweep_plan_set_parameter (self->plan, FIG_ACROSS, parameter);
}

static void
select_cb (AttractorSweepPlan *plan, GtkDropDown *drop_down)
{
  gtk_drop_down_set_selected (
    drop_down,
    attractor_parameter_list_find (attractor_sweep_plan_get_axis (plan, FIG_ACROSS)->parameter,
                                   FALSE));
}

/* The button inside has the focus, and no name of its own. */
static void
name_drop_down (GtkWidget *drop_down, const char *label, const char *tooltip)
{
  GtkWidget *button = gtk_widget_get_first_child (drop_down);

  gtk_widget_set_tooltip_text (drop_down, tooltip);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    tooltip,
                                    -1);
}

static GtkWidget *
create_drop_down (AttractorWindow *self)
{
  GtkWidget *drop_down = gtk_drop_down_new (attractor_parameter_list_new (FALSE), NULL);

  select_cb (self->plan, GTK_DROP_DOWN (drop_down));
  name_drop_down (drop_down,
                  _ ("Drawn over"),
                  _ ("The parameter of the model over which time constants are drawn"));
  g_signal_connect_object (
    drop_down, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "changed", G_CALLBACK (select_cb), drop_down, 0);
  return drop_down;
}

/**
 * attractor_window_create_curves:
 * @self: a window
 * @plot: a figure of curves over one parameter
 *
 * Returns: (transfer full): the page where that parameter is chosen
 */
GtkWidget *
attractor_window_create_curves (AttractorWindow *self, GtkWidget *plot)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_ ("Drawn over"));

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_halign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (bar, 6);
  gtk_widget_set_margin_start (bar, 12);
  gtk_widget_set_margin_end (bar, 12);
  gtk_box_append (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), create_drop_down (self));
  gtk_box_append (GTK_BOX (page), bar);
  gtk_box_append (GTK_BOX (page), plot);
  return page;
}

static void
fill_sweep_cb (AttractorFigurePage *page, gpointer user_data)
{
  AttractorWindow *self = user_data;

  attractor_figure_page_add (page,
                             attractor_sweep_group_new (self->plan, self->sweeper, self->document));
  attractor_figure_page_add (page, attractor_axis_group_new (self->plan, FIG_ACROSS));
  attractor_figure_page_add (page, attractor_axis_group_new (self->plan, FIG_UPWARDS));
}

/**
 * attractor_window_create_sweep:
 * @self: a window
 * @plot: a map over two parameters
 *
 * Returns: (transfer full): the page where these are chosen, and networks measured
 */
GtkWidget *
attractor_window_create_sweep (AttractorWindow *self, GtkWidget *plot)
{
  return attractor_figure_page_new (plot, fill_sweep_cb, self);
}
