/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-comparison-page.h"

#include "attractor-comparison-table.h"
#include "attractor-pin-row.h"
#include "attractor-widget.h"

/**
 * AttractorComparisonPage:
 *
 * What was pinned, in a row each; below, a table of what differs.
 */
struct _AttractorComparisonPage {
  AdwBin parent_instance;

  GtkWidget *nothing;
  GtkWidget *first_button; /* that pins where there is nothing yet */
  GtkWidget *something;
  GtkWidget *next_button; /* that pins another */
  AdwPreferencesGroup *group;
  GtkWidget *no_difference;
  GtkGrid *grid;

  AttractorComparisons *comparisons;
  ExpExperiment *experiment; /* the present one, NULL before there is something to compare */
  ExpTheory *theory;         /* (nullable): of it */
  ExpMeasurement *measurement;
  GPtrArray *rows; /* borrowed from the group */
};

G_DEFINE_FINAL_TYPE (AttractorComparisonPage, attractor_comparison_page, ADW_TYPE_BIN)

static void
fill_grid (AttractorComparisonPage *self, GPtrArray *rows)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);

  for (guint i = 0; i < rows->len; i++) {
    char **cells = g_ptr_array_index (rows, i);

    for (int column = 0; cells[column] != NULL; column++) {
      GtkWidget *label = gtk_label_new (cells[column]);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, i == 0 ? "heading" : column == 0 ? "dim-label" : "numeric");
      if (i > 0 && column > 0)
        attractor_widget_show_number (label);
      gtk_grid_attach (self->grid, label, column, (int)i, 1, 1);
    }
  }
}

static void
show_table (AttractorComparisonPage *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (self->experiment == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  rows = attractor_comparison_table_new (
    self->comparisons, self->experiment, self->theory, self->measurement);
  /* The first row has the names. */
  gtk_widget_set_visible (self->no_difference, rows->len == 1);
  gtk_widget_set_visible (GTK_WIDGET (self->grid), rows->len > 1);
  fill_grid (self, rows);
}

/* Those that are not about the pin at their place, when the others have moved up. Returns where the
 * focus was among them, -1 where it was elsewhere. */
static int
remove_rows (AttractorComparisonPage *self, guint n)
{
  int focused = -1;

  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);

    if (i < n && attractor_pin_row_get_id (ATTRACTOR_PIN_ROW (row)) ==
                   attractor_comparisons_get_id (self->comparisons, i))
      continue;
    if (attractor_widget_has_focus_in (row))
      focused = (int)i;
    g_ptr_array_remove_index (self->rows, i--);
    adw_preferences_group_remove (self->group, row);
  }
  return focused;
}

/* The focus was on what has gone: it goes to what stands in its place. */
static void
move_focus (AttractorComparisonPage *self, int row)
{
  if (self->rows->len == 0)
    gtk_widget_grab_focus (self->first_button);
  else if (row < 0)
    gtk_widget_grab_focus (self->next_button);
  else
    attractor_pin_row_focus (g_ptr_array_index (self->rows, MIN ((guint)row, self->rows->len - 1)));
}

/* Rows that stay are not made anew: one of them may have the focus, and a name that is being
 * written. */
static void
compared_cb (AttractorComparisonPage *self)
{
  guint n = attractor_comparisons_get_n (self->comparisons);
  gboolean was_first = attractor_widget_has_focus_in (self->first_button) && n > 0;
  int focused = remove_rows (self, n);

  for (guint i = 0; i < self->rows->len; i++)
    attractor_pin_row_update (g_ptr_array_index (self->rows, i), i);
  for (guint i = self->rows->len; i < n; i++) {
    GtkWidget *row = attractor_pin_row_new (self->comparisons, i);

    g_ptr_array_add (self->rows, row);
    adw_preferences_group_add (self->group, row);
  }

  gtk_widget_set_visible (self->nothing, n == 0);
  gtk_widget_set_visible (self->something, n > 0);
  if (focused >= 0 || was_first)
    move_focus (self, focused);
  show_table (self);
}

static void
attractor_comparison_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (attractor_comparison_page_parent_class)->map (widget);

  show_table (ATTRACTOR_COMPARISON_PAGE (widget));
}

static void
attractor_comparison_page_dispose (GObject *object)
{
  AttractorComparisonPage *self = ATTRACTOR_COMPARISON_PAGE (object);

  g_clear_object (&self->comparisons);
  g_clear_pointer (&self->experiment, exp_experiment_free);
  g_clear_pointer (&self->theory, exp_theory_unref);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (attractor_comparison_page_parent_class)->dispose (object);
}

static void
attractor_comparison_page_class_init (AttractorComparisonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_comparison_page_dispose;
  widget_class->map = attractor_comparison_page_map;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-comparison-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, first_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, something);
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, group);
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, no_difference);
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, grid);
}

static void
attractor_comparison_page_init (AttractorComparisonPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_widget_wrap_button (GTK_BUTTON (self->first_button));
}

/**
 * attractor_comparison_page_new:
 * @comparisons: what was pinned
 *
 * Returns: a page about it
 */
GtkWidget *
attractor_comparison_page_new (AttractorComparisons *comparisons)
{
  AttractorComparisonPage *self = g_object_new (ATTRACTOR_TYPE_COMPARISON_PAGE, NULL);

  self->comparisons = g_object_ref (comparisons);
  g_signal_connect_object (
    comparisons, "changed", G_CALLBACK (compared_cb), self, G_CONNECT_SWAPPED);
  compared_cb (self);
  return GTK_WIDGET (self);
}

/**
 * attractor_comparison_page_update:
 * @self: a comparison page
 * @experiment: the present parameters
 * @theory: (nullable): what theory says of them, if that can be said
 * @measurement: (nullable): what a network says
 *
 * Shows the present results beside what was pinned.
 */
void
attractor_comparison_page_update (AttractorComparisonPage *self,
                                  const ExpExperiment *experiment,
                                  ExpTheory *theory,
                                  ExpMeasurement *measurement)
{
  g_return_if_fail (ATTRACTOR_IS_COMPARISON_PAGE (self));
  g_return_if_fail (experiment != NULL);

  g_clear_pointer (&self->experiment, exp_experiment_free);
  self->experiment = exp_experiment_copy (experiment);
  if (theory != NULL)
    exp_theory_ref (theory);
  g_clear_pointer (&self->theory, exp_theory_unref);
  self->theory = theory;
  if (measurement != NULL)
    exp_measurement_ref (measurement);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  self->measurement = measurement;
  show_table (self);
}
