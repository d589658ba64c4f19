/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-comparison-page.h"

#include <glib/gi18n.h>

#include "fig-look.h"

#include "attractor-comparison-table.h"
#include "attractor-widget.h"

#define SAMPLE_WIDTH 36
#define SAMPLE_HEIGHT 12

/**
 * AttractorComparisonPage:
 *
 * What was pinned: each with the stroke that it has in the figures, a name that
 * can be changed, whether figures show it, and a button that measures its network;
 * below, a table of what differs.
 */
struct _AttractorComparisonPage {
  AdwBin parent_instance;

  GtkWidget *nothing;
  GtkWidget *something;
  AdwPreferencesGroup *group;
  GtkWidget *no_difference;
  GtkGrid *grid;

  AttractorComparisons *comparisons;
  ExpTheory *theory;
  ExpMeasurement *measurement;
  GPtrArray *rows; /* borrowed from the group */
};

G_DEFINE_FINAL_TYPE (AttractorComparisonPage, attractor_comparison_page, ADW_TYPE_BIN)

/* Which pin a widget of a row is about, from 1 */
static guint
get_index (gpointer widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (widget, "index")) - 1;
}

static void
draw_sample (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (
    gtk_widget_get_display (GTK_WIDGET (area)));
  gboolean dark = adw_style_manager_get_dark (manager);
  FigLook look = { .owner = FIG_OWNER_ALL, .stroke = (int)get_index (area) + 1 };

  fig_look_set_stroke (&look, cr, fig_style_get (dark ? FIG_SCHEME_DARK : FIG_SCHEME_LIGHT));
  cairo_move_to (cr, 0.0, height / 2.0);
  cairo_line_to (cr, width, height / 2.0);
  cairo_stroke (cr);
}

static GtkWidget *
create_sample (guint index)
{
  GtkWidget *area = g_object_new (
    GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  g_object_set_data (G_OBJECT (area), "index", GUINT_TO_POINTER (index + 1));
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SAMPLE_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SAMPLE_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_sample, NULL, NULL);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  return area;
}

/* Takes @label, which names and explains the control. */
static GtkWidget *
explain (GtkWidget *control, guint index, char *label, const char *tooltip)
{
  g_object_set_data (G_OBJECT (control), "index", GUINT_TO_POINTER (index + 1));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (control, tooltip);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  g_free (label);
  return control;
}

static void
shown_cb (GtkSwitch *control, GParamSpec *pspec, AttractorComparisonPage *self)
{
  attractor_comparisons_set_visible (
    self->comparisons, get_index (control), gtk_switch_get_active (control));
}

static void
measure_cb (GtkButton *button, AttractorComparisonPage *self)
{
  attractor_comparisons_measure (self->comparisons, get_index (button));
}

static void
renamed_cb (AdwEntryRow *row, AttractorComparisonPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.rename-pin",
                              "(us)",
                              get_index (row),
                              gtk_editable_get_text (GTK_EDITABLE (row)));
}

static GtkWidget *
create_measure_control (AttractorComparisonPage *self, guint index, const char *name)
{
  GtkWidget *button;

  if (attractor_comparisons_get_running (self->comparisons, index)) {
    GtkWidget *spinner = gtk_spinner_new ();

    gtk_spinner_start (GTK_SPINNER (spinner));
    return explain (
      spinner, index, g_strdup_printf (_ ("Measuring %s"), name), _ ("The network is measured"));
  }
  button = explain (gtk_button_new_from_icon_name ("media-playback-start-symbolic"),
                    index,
                    g_strdup_printf (_ ("Measure %s"), name),
                    _ ("Train and measure the network with these parameters; the seed gives the "
                       "same network again"));
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (measure_cb), self);
  return button;
}

static void
add_pin (AttractorComparisonPage *self, guint index)
{
  const char *name = attractor_comparisons_get_name (self->comparisons, index);
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *shown = explain (gtk_switch_new (),
                              index,
                              g_strdup_printf (_ ("Show %s"), name),
                              _ ("Whether the figures show this"));
  GtkWidget *remove = explain (gtk_button_new_from_icon_name ("user-trash-symbolic"),
                               index,
                               g_strdup_printf (_ ("Remove %s"), name),
                               _ ("Compare with this no longer"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "index", GUINT_TO_POINTER (index + 1));
  g_signal_connect (row, "apply", G_CALLBACK (renamed_cb), self);

  gtk_switch_set_active (GTK_SWITCH (shown),
                         attractor_comparisons_get_visible (self->comparisons, index));
  g_signal_connect (shown, "notify::active", G_CALLBACK (shown_cb), self);
  gtk_widget_add_css_class (remove, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "win.remove-pin");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "u", index);

  adw_entry_row_add_prefix (ADW_ENTRY_ROW (row), create_sample (index));
  if (attractor_comparisons_get_measurement (self->comparisons, index) == NULL)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), create_measure_control (self, index, name));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), shown);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), remove);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

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

  if (self->theory == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  rows = attractor_comparison_table_new (self->comparisons, self->theory, self->measurement);
  /* The first row has the names. */
  gtk_widget_set_visible (self->no_difference, rows->len == 1);
  gtk_widget_set_visible (GTK_WIDGET (self->grid), rows->len > 1);
  fill_grid (self, rows);
}

static void
compared_cb (AttractorComparisonPage *self)
{
  guint n = attractor_comparisons_get_n (self->comparisons);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++)
    add_pin (self, i);

  gtk_widget_set_visible (self->nothing, n == 0);
  gtk_widget_set_visible (self->something, n > 0);
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
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, something);
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, group);
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, no_difference);
  gtk_widget_class_bind_template_child (widget_class, AttractorComparisonPage, grid);
}

static void
attractor_comparison_page_init (AttractorComparisonPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
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
 * @theory: what theory says now
 * @measurement: (nullable): what a network says
 *
 * Shows the present results beside what was pinned.
 */
void
attractor_comparison_page_update (AttractorComparisonPage *self,
                                  ExpTheory *theory,
                                  ExpMeasurement *measurement)
{
  g_return_if_fail (ATTRACTOR_IS_COMPARISON_PAGE (self));
  g_return_if_fail (theory != NULL);

  exp_theory_ref (theory);
  g_clear_pointer (&self->theory, exp_theory_unref);
  self->theory = theory;
  if (measurement != NULL)
    exp_measurement_ref (measurement);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  self->measurement = measurement;
  show_table (self);
}
