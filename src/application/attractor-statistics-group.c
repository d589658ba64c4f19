/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-statistics-group.h"

#include <glib/gi18n.h>

#include "attractor-number-row.h"
#include "attractor-statistics-table.h"
#include "attractor-sweeper-row.h"
#include "attractor-refusal.h"

#define MAX_NETWORKS 1000
#define N_NETWORKS 10
#define N_COLUMNS 3
/* Above the heading of another attractor, and above the name of what is measured */
#define GROUP_SPACING 15
#define ROW_SPACING 6
/* Until a table is told anew while networks are measured, in ms */
#define TABLE_DELAY 200

/* What one look at the spectrum and the response of a network tells */
#define MEASURES                                                      \
  (1u << EXP_MEASURE_SUCCESS | 1u << EXP_MEASURE_LEADING_EIGENVALUE | \
   1u << EXP_MEASURE_TIME_CONSTANT | 1u << EXP_MEASURE_BULK_RADIUS |  \
   1u << EXP_MEASURE_READOUT_ERROR | 1u << EXP_MEASURE_MEAN_RESPONSE_TIME)

/**
 * AttractorStatisticsGroup:
 *
 * Measures several networks of the present parameters, which differ in their seeds,
 * and tells what they have in common: mean and standard error beside theory.
 */
struct _AttractorStatisticsGroup {
  AdwPreferencesGroup parent_instance;

  AttractorNumberRow *n_networks_row;
  AttractorSweeperRow *sweeper_row;
  GtkWidget *table_row;
  GtkLabel *stale;
  GtkGrid *grid;

  AttractorSweeper *sweeper;
  AttractorDocument *document;
  GPtrArray *labels; /* borrowed from the grid, row after row */
  guint table_source;
};

G_DEFINE_FINAL_TYPE (AttractorStatisticsGroup,
                     attractor_statistics_group,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
add_label (AttractorStatisticsGroup *self, int column, int row, int width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0.0f : 1.0f);
  gtk_label_set_yalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_grid_attach (self->grid, label, column, row, width, 1);
  g_ptr_array_add (self->labels, label);
}

/* A heading has one line; what is measured has one of its own, as there is no room for its name
 * beside its numbers. */
static void
add_labels (AttractorStatisticsGroup *self, const AttractorStatisticsRow *row, int *line)
{
  add_label (self, 0, *line, row->heading ? 1 : N_COLUMNS);
  if (!row->heading)
    (*line)++;
  add_label (self, 1, *line, 1);
  add_label (self, 2, *line, 1);
  (*line)++;
}

static void
fill_row (AttractorStatisticsGroup *self, guint index, const AttractorStatisticsRow *row)
{
  const char *texts[] = { row->name, row->networks, row->theory };
  const char *reasons[] = { NULL, row->networks_why, row->theory_why };

  for (guint column = 0; column < N_COLUMNS; column++) {
    GtkWidget *label = g_ptr_array_index (self->labels, index * N_COLUMNS + column);
    const char *class = row->heading ? "heading" : column == 0 ? "dim-label" : "numeric";
    const char *classes[] = { class, NULL };

    gtk_label_set_label (GTK_LABEL (label), texts[column]);
    gtk_widget_set_css_classes (label, classes);
    if (row->heading && index > 0)
      gtk_widget_set_margin_top (label, GROUP_SPACING);
    else if (!row->heading && column == 0)
      gtk_widget_set_margin_top (label, ROW_SPACING);
    if (g_strcmp0 (gtk_widget_get_tooltip_text (label), reasons[column]) != 0)
      gtk_widget_set_tooltip_text (label, reasons[column]);
  }
}

static void
show_table (AttractorStatisticsGroup *self, const ExpEnsemble *ensemble)
{
  g_autoptr (GPtrArray) rows = attractor_statistics_table_new (ensemble);
  int line = 0;

  if (self->labels->len != rows->len * N_COLUMNS) {
    for (guint i = 0; i < self->labels->len; i++)
      gtk_grid_remove (self->grid, g_ptr_array_index (self->labels, i));
    g_ptr_array_set_size (self->labels, 0);
    for (guint i = 0; i < rows->len; i++)
      add_labels (self, g_ptr_array_index (rows, i), &line);
  }
  for (guint i = 0; i < rows->len; i++)
    fill_row (self, i, g_ptr_array_index (rows, i));
}

static gboolean
update_cb (gpointer user_data)
{
  AttractorStatisticsGroup *self = user_data;
  ExpSweep *sweep = attractor_sweeper_get_sweep (self->sweeper);
  gboolean known = sweep != NULL && exp_sweep_count (sweep, NULL) > 0;

  self->table_source = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  gtk_widget_set_visible (self->table_row, known);
  if (known) {
    show_table (self, sweep->cells[0]);
    gtk_widget_set_visible (
      GTK_WIDGET (self->stale),
      !exp_sweep_is_of (sweep, attractor_document_get_experiment (self->document)));
  }
  return G_SOURCE_REMOVE;
}

/* Results come one after another; the table is told now and then. */
static void
request_update (AttractorStatisticsGroup *self)
{
  if (self->table_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->table_source = g_timeout_add (TABLE_DELAY, update_cb, self);
}

static void
measure_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  AttractorStatisticsGroup *self = ATTRACTOR_STATISTICS_GROUP (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpSweep) plan = NULL;

  plan = exp_sweep_new (attractor_document_get_experiment (self->document),
                        NULL,
                        NULL,
                        MEASURES,
                        (gsize)attractor_number_row_get_value (self->n_networks_row),
                        &error);
  if (plan != NULL)
    attractor_sweeper_start (self->sweeper, plan);
  else
    attractor_refusal_show (widget, error);
}

static void
attractor_statistics_group_map (GtkWidget *widget)
{
  AttractorStatisticsGroup *self = ATTRACTOR_STATISTICS_GROUP (widget);

  GTK_WIDGET_CLASS (attractor_statistics_group_parent_class)->map (widget);

  request_update (self);
}

static void
attractor_statistics_group_dispose (GObject *object)
{
  AttractorStatisticsGroup *self = ATTRACTOR_STATISTICS_GROUP (object);

  g_clear_handle_id (&self->table_source, g_source_remove);
  g_clear_object (&self->sweeper);
  g_clear_object (&self->document);
  g_clear_pointer (&self->labels, g_ptr_array_unref);

  G_OBJECT_CLASS (attractor_statistics_group_parent_class)->dispose (object);
}

static void
attractor_statistics_group_class_init (AttractorStatisticsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_statistics_group_dispose;
  widget_class->map = attractor_statistics_group_map;

  g_type_ensure (ATTRACTOR_TYPE_NUMBER_ROW);
  g_type_ensure (ATTRACTOR_TYPE_SWEEPER_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-statistics-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorStatisticsGroup, n_networks_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorStatisticsGroup, sweeper_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorStatisticsGroup, table_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorStatisticsGroup, stale);
  gtk_widget_class_bind_template_child (widget_class, AttractorStatisticsGroup, grid);
  gtk_widget_class_install_action (widget_class, "statistics.measure", NULL, measure_cb);
}

static void
attractor_statistics_group_init (AttractorStatisticsGroup *self)
{
  self->labels = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_number_row_set_up (self->n_networks_row, 2.0, MAX_NETWORKS, 1.0, TRUE);
  attractor_number_row_set_value (self->n_networks_row, N_NETWORKS);
}

/**
 * attractor_statistics_group_new:
 * @sweeper: what measures, without axes
 * @document: what holds the present parameters
 *
 * Returns: a group that measures several networks
 */
GtkWidget *
attractor_statistics_group_new (AttractorSweeper *sweeper, AttractorDocument *document)
{
  AttractorStatisticsGroup *self = g_object_new (ATTRACTOR_TYPE_STATISTICS_GROUP, NULL);

  self->sweeper = g_object_ref (sweeper);
  self->document = g_object_ref (document);
  attractor_sweeper_row_set_up (
    self->sweeper_row,
    sweeper,
    _ ("Measure Networks"),
    _ ("Draw and train several networks of the present parameters with seeds that follow one "
       "another, and measure each"),
    "statistics.measure");
  g_signal_connect_object (
    sweeper, "changed", G_CALLBACK (request_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    document, "changed", G_CALLBACK (request_update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
