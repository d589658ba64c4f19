/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-covariance-row.h"

#include <glib/gi18n.h>

#include "attractor-follower.h"
#include "attractor-table-cell.h"
#include "attractor-widget.h"

/**
 * AttractorCovarianceRow:
 *
 * How the channels into the network, the outputs that are fed back and the static
 * inputs, vary together over the neurons: folded away a word, unfolded the table of
 * the covariances, which is symmetric. There is nothing to see of one channel alone.
 */
struct _AttractorCovarianceRow {
  AdwExpanderRow parent_instance;

  GtkWidget *reset_button;
  GtkWidget *scrolled;
  GtkGrid *grid;
  GtkLabel *error_label;

  AttractorDocument *document;
  GPtrArray *cells; /* borrowed from the grid */
  gsize n_outputs;  /* that they were made for */
  gsize n_inputs;
};

static void follower_init (AttractorFollowerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttractorCovarianceRow,
                               attractor_covariance_row,
                               ADW_TYPE_EXPANDER_ROW,
                               G_IMPLEMENT_INTERFACE (ATTRACTOR_TYPE_FOLLOWER, follower_init))

/* Independent channels have the variance 1. */
static gboolean
get_number (const ExpExperiment *experiment, gsize row, gsize column, double *number)
{
  gsize n = experiment->targets->n_columns + experiment->inputs->n_columns;

  if (row >= n || column >= n)
    return FALSE;
  if (experiment->channel_covariance->n_rows == n)
    *number = exp_table_get (experiment->channel_covariance, row, column);
  else
    *number = row == column ? 1.0 : 0.0;
  return TRUE;
}

static const AttractorTableKind kind = {
  get_number,
  attractor_document_set_covariance,
  attractor_document_paste_covariance,
};

static char *
dup_channel_name (AttractorCovarianceRow *self, gsize channel)
{
  if (channel < self->n_outputs)
    return g_strdup_printf (_ ("Output %d"), (int)channel + 1);
  return g_strdup_printf (_ ("Input %d"), (int)(channel - self->n_outputs) + 1);
}

static GtkWidget *
create_heading (AttractorCovarianceRow *self, gsize channel, float align)
{
  g_autofree char *name = dup_channel_name (self, channel);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), align);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
create_cell (AttractorCovarianceRow *self, gsize row, gsize column)
{
  g_autofree char *first = dup_channel_name (self, row);
  g_autofree char *second = dup_channel_name (self, column);
  g_autofree char *name = NULL;

  if (row == column)
    /* TRANSLATORS: %s is a channel, as "Output 1" */
    name = g_strdup_printf (_ ("Variance of %s"), first);
  else
    /* TRANSLATORS: two channels, as "Output 1" and "Input 1" */
    name = g_strdup_printf (_ ("Covariance of %s and %s"), first, second);
  return attractor_table_cell_new (
    self->document,
    &kind,
    row,
    column,
    name,
    row == column
      ? _ ("The variance over the neurons of their weights from this channel; those of an output "
           "are multiplied by σ besides")
      : _ ("The covariance over the neurons of their weights from these two channels, where σ is "
           "1; rows of numbers can be pasted here"),
    self->error_label);
}

static void
clear_table (AttractorCovarianceRow *self)
{
  GtkWidget *child;

  for (guint i = 0; i < self->cells->len; i++)
    attractor_table_cell_retire (g_ptr_array_index (self->cells, i));
  g_ptr_array_set_size (self->cells, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
create_table (AttractorCovarianceRow *self)
{
  gsize n = self->n_outputs + self->n_inputs;

  for (gsize i = 0; i < n; i++) {
    gtk_grid_attach (self->grid, create_heading (self, i, 1.0f), (int)i + 1, 0, 1, 1);
    gtk_grid_attach (self->grid, create_heading (self, i, 0.0f), 0, (int)i + 1, 1, 1);
    for (gsize j = 0; j < n; j++) {
      GtkWidget *cell = create_cell (self, i, j);

      g_ptr_array_add (self->cells, cell);
      gtk_grid_attach (self->grid, cell, (int)j + 1, (int)i + 1, 1, 1);
    }
  }
}

/* The cells follow changes of the numbers by themselves, and keep the focus. */
static void
update_table (AttractorCovarianceRow *self)
{
  const ExpExperiment *experiment = attractor_document_get_experiment (self->document);
  gsize n_outputs = experiment->targets->n_columns, n_inputs = experiment->inputs->n_columns;

  if (!adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self))) {
    clear_table (self);
    return;
  }
  if (self->cells->len > 0 && self->n_outputs == n_outputs && self->n_inputs == n_inputs)
    return;
  clear_table (self);
  self->n_outputs = n_outputs;
  self->n_inputs = n_inputs;
  create_table (self);
}

static void
update (AttractorCovarianceRow *self)
{
  const ExpExperiment *experiment;
  gboolean given;

  if (self->document == NULL)
    return;

  experiment = attractor_document_get_experiment (self->document);
  given = experiment->channel_covariance->n_rows > 0;
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 given ? _ ("As given below")
                                       : _ ("Independent channels of variance 1"));
  gtk_widget_set_visible (self->reset_button, given);
  gtk_widget_set_visible (
    GTK_WIDGET (self), given || experiment->targets->n_columns + experiment->inputs->n_columns > 1);
  update_table (self);
}

static void
expanded_cb (AttractorCovarianceRow *self)
{
  update (self);
}

static void
reset_clicked_cb (AttractorCovarianceRow *self)
{
  /* The button goes away. */
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_BACKWARD);
  attractor_document_make_channels_independent (self->document);
}

static void
set_document (AttractorFollower *follower, AttractorDocument *document)
{
  AttractorCovarianceRow *self = ATTRACTOR_COVARIANCE_ROW (follower);

  if (attractor_follower_take (self, &self->document, document, G_CALLBACK (update)))
    update (self);
}

static void
follower_init (AttractorFollowerInterface *iface)
{
  iface->set_document = set_document;
}

static void
attractor_covariance_row_dispose (GObject *object)
{
  AttractorCovarianceRow *self = ATTRACTOR_COVARIANCE_ROW (object);

  attractor_follower_set_document (ATTRACTOR_FOLLOWER (self), NULL);
  if (self->cells != NULL)
    for (guint i = 0; i < self->cells->len; i++)
      attractor_table_cell_retire (g_ptr_array_index (self->cells, i));
  g_clear_pointer (&self->cells, g_ptr_array_unref);

  G_OBJECT_CLASS (attractor_covariance_row_parent_class)->dispose (object);
}

static void
attractor_covariance_row_class_init (AttractorCovarianceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_covariance_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-covariance-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorCovarianceRow, reset_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorCovarianceRow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, AttractorCovarianceRow, error_label);
  gtk_widget_class_bind_template_child (widget_class, AttractorCovarianceRow, grid);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
attractor_covariance_row_init (AttractorCovarianceRow *self)
{
  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_widget_ignore_scrolling (self->scrolled);
}
