/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-runs-group.h"

#include <glib/gi18n.h>

#include "attractor-run-row.h"

/**
 * AttractorRunsGroup:
 *
 * The list of runs: those that are over, the one under way and those that wait.
 */
struct _AttractorRunsGroup {
  AdwPreferencesGroup parent_instance;

  AttractorRuns *runs;
  AttractorDocument *document;
  GPtrArray *rows; /* borrowed from the group */
};

G_DEFINE_FINAL_TYPE (AttractorRunsGroup, attractor_runs_group, ADW_TYPE_PREFERENCES_GROUP)

static void
update_rows (AttractorRunsGroup *self)
{
  const ExpExperiment *now = attractor_document_get_experiment (self->document);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    for (guint i = 0; i < self->rows->len; i++)
      attractor_run_row_update (g_ptr_array_index (self->rows, i), now);
}

static gboolean
has_run (AttractorRunsGroup *self, AttractorRun *run)
{
  return attractor_runs_find (self->runs, attractor_run_get_number (run)) == run;
}

/* Rows that stay are not made anew: one of them may have the focus. */
static void
runs_changed_cb (AttractorRunsGroup *self)
{
  guint n = attractor_runs_get_n (self->runs);

  for (guint i = self->rows->len; i-- > 0;) {
    AttractorRunRow *row = g_ptr_array_index (self->rows, i);

    if (has_run (self, attractor_run_row_get_run (row)))
      continue;
    g_ptr_array_remove_index (self->rows, i);
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  }
  /* Runs are added at the end only. */
  for (guint i = self->rows->len; i < n; i++) {
    GtkWidget *row = attractor_run_row_new (attractor_runs_get (self->runs, i));

    g_ptr_array_add (self->rows, row);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
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
  g_clear_pointer (&self->rows, g_ptr_array_unref);

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
  self->rows = g_ptr_array_new ();
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
