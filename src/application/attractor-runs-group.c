/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-runs-group.h"

#include <glib/gi18n.h>

#include "attractor-run-row.h"
#include "attractor-widget.h"

/**
 * AttractorRunsGroup:
 *
 * The list of runs: those that are over, the one under way and those that wait.
 */
struct _AttractorRunsGroup {
  AdwPreferencesGroup parent_instance;

  AttractorRuns *runs;
  AttractorDocument *document;
  GtkListBox *list; /* a group's own takes rows at its end only */
};

G_DEFINE_FINAL_TYPE (AttractorRunsGroup, attractor_runs_group, ADW_TYPE_PREFERENCES_GROUP)

/* NULL where there is none */
static AttractorRunRow *
get_row (AttractorRunsGroup *self, int index)
{
  return (AttractorRunRow *)gtk_list_box_get_row_at_index (self->list, index);
}

static void
update_rows (AttractorRunsGroup *self)
{
  const ExpExperiment *now = attractor_document_get_experiment (self->document);
  AttractorRunRow *row;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    for (int i = 0; (row = get_row (self, i)) != NULL; i++)
      attractor_run_row_update (row, now);
}

static gboolean
is_there (AttractorRunsGroup *self, AttractorRunRow *row)
{
  AttractorRun *run = attractor_run_row_get_run (row);

  return attractor_runs_find (self->runs, attractor_run_get_number (run)) == run;
}

/* To the next row that stays, or to the one before. It goes before the row does: a focus that is
 * lost is found again elsewhere, and what scrolls follows it there. */
static void
move_focus (AttractorRunsGroup *self, int from)
{
  AttractorRunRow *row;

  for (int i = from + 1; (row = get_row (self, i)) != NULL; i++)
    if (is_there (self, row) && attractor_run_row_focus (row))
      return;
  for (int i = from - 1; i >= 0; i--)
    if (is_there (self, get_row (self, i)) && attractor_run_row_focus (get_row (self, i)))
      return;
}

/* Rows that stay are not made anew: one of them may have the focus. */
static void
runs_changed_cb (AttractorRunsGroup *self)
{
  int n = (int)attractor_runs_get_n (self->runs);
  AttractorRunRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL;) {
    if (is_there (self, row)) {
      i++;
      continue;
    }
    if (attractor_widget_has_focus_in (GTK_WIDGET (row)))
      move_focus (self, i);
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  }
  for (int i = 0; i < n; i++) {
    AttractorRun *run = attractor_runs_get (self->runs, (guint)i);

    row = get_row (self, i);
    if (row == NULL || attractor_run_row_get_run (row) != run)
      gtk_list_box_insert (self->list, attractor_run_row_new (run), i);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  update_rows (self);
}

static void
attractor_runs_group_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (attractor_runs_group_parent_class)->map (widget);

  update_rows (ATTRACTOR_RUNS_GROUP (widget));
}

static void
attractor_runs_group_dispose (GObject *object)
{
  AttractorRunsGroup *self = ATTRACTOR_RUNS_GROUP (object);

  g_clear_object (&self->runs);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (attractor_runs_group_parent_class)->dispose (object);
}

static void
attractor_runs_group_class_init (AttractorRunsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = attractor_runs_group_dispose;
  GTK_WIDGET_CLASS (klass)->map = attractor_runs_group_map;
}

static void
attractor_runs_group_init (AttractorRunsGroup *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Runs"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), list);
}

static GtkWidget *
create_clear_button (void)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Clear Queue"));

  gtk_widget_set_tooltip_text (button, _ ("Take all runs out of the list that have not begun"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.clear-queue");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/**
 * attractor_runs_group_new:
 * @runs: the window's runs
 * @document: what holds the present parameters
 *
 * Returns: a list of @runs
 */
GtkWidget *
attractor_runs_group_new (AttractorRuns *runs, AttractorDocument *document)
{
  AttractorRunsGroup *self = g_object_new (
    ATTRACTOR_TYPE_RUNS_GROUP, "title", _ ("Runs"), "header-suffix", create_clear_button (), NULL);

  self->runs = g_object_ref (runs);
  self->document = g_object_ref (document);
  g_signal_connect_object (runs, "changed", G_CALLBACK (runs_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  runs_changed_cb (self);
  return GTK_WIDGET (self);
}
