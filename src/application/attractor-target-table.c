/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-target-table.h"

#include <glib/gi18n.h>

#include "attractor-follower.h"
#include "attractor-swatch.h"
#include "attractor-table-cell.h"
#include "attractor-widget.h"

/* Up to so many columns there is room for more than a number beside a row */
#define MAX_NAMED_COLUMNS 2

/**
 * AttractorTargetTable:
 *
 * The targets of the task as a table: a row for each, with an entry for each
 * output and then for each static input. Where there are more columns than fit,
 * these are scrolled; what names a row and what removes it stay in sight.
 *
 * Return and the arrow keys go up and down, the Tab key from entry to entry.
 */
struct _AttractorTargetTable {
  AdwPreferencesRow parent_instance;

  GtkGrid *names;
  GtkGrid *numbers;
  GtkGrid *buttons;
  GtkWidget *scrolled;
  GtkLabel *error_label;

  AttractorDocument *document;
  GPtrArray *cells; /* row after row, borrowed from the grid */
  gsize n_rows;     /* that they were made for */
  gsize n_outputs;
  gsize n_inputs;
};

static void follower_init (AttractorFollowerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttractorTargetTable,
                               attractor_target_table,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (ATTRACTOR_TYPE_FOLLOWER, follower_init))

static gsize
get_n_columns (AttractorTargetTable *self)
{
  return self->n_outputs + self->n_inputs;
}

static gboolean
focus_cell (AttractorTargetTable *self, gsize row, gsize column)
{
  if (row >= self->n_rows || column >= get_n_columns (self))
    return FALSE;

  return gtk_widget_grab_focus (
    g_ptr_array_index (self->cells, row * get_n_columns (self) + column));
}

/* The static inputs are counted after the outputs. */
static gboolean
get_number (const ExpExperiment *experiment, gsize row, gsize column, double *number)
{
  gsize n_outputs = experiment->targets->n_columns;
  const ExpTable *table = column < n_outputs ? experiment->targets : experiment->inputs;

  if (column >= n_outputs)
    column -= n_outputs;
  if (row >= table->n_rows || column >= table->n_columns)
    return FALSE;
  *number = exp_table_get (table, row, column);
  return TRUE;
}

static gboolean
set_number (AttractorDocument *document, gsize row, gsize column, double number, GError **error)
{
  gsize n_outputs = attractor_document_get_experiment (document)->targets->n_columns;

  if (column < n_outputs)
    return attractor_document_set_target (document, row, column, number, error);
  return attractor_document_set_input (document, row, column - n_outputs, number, error);
}

static const AttractorTableKind kind = {
  get_number,
  set_number,
  attractor_document_paste_numbers,
};

static char *
dup_cell_name (AttractorTargetTable *self, gsize row, gsize column)
{
  int target = (int)row + 1;

  if (column >= self->n_outputs)
    return g_strdup_printf (
      _ ("Target %d, static input %d"), target, (int)(column - self->n_outputs) + 1);
  if (self->n_outputs == 1)
    return g_strdup_printf (_ ("Target %d"), target);
  return g_strdup_printf (_ ("Target %d, output %d"), target, (int)column + 1);
}

static GtkWidget *
create_cell (AttractorTargetTable *self, gsize row, gsize column)
{
  g_autofree char *name = dup_cell_name (self, row, column);

  return attractor_table_cell_new (
    self->document,
    &kind,
    row,
    column,
    name,
    column < self->n_outputs
      ? _ ("The output that the network is to hold; rows of numbers can be pasted here")
      : _ ("The constant input that the network receives while it holds this target"),
    self->error_label);
}

static void
remove_clicked_cb (AttractorTargetTable *self, GtkWidget *button)
{
  int column, row, width, height;

  gtk_grid_query_child (self->buttons, button, &column, &row, &width, &height);
  /* This makes the table anew. */
  attractor_document_remove_target (self->document, (gsize)row - 1);
}

static GtkWidget *
create_remove_button (AttractorTargetTable *self, gsize row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Remove Target %d"), (int)row + 1);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (button, self->n_rows > 1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  return button;
}

static GtkWidget *
create_name (AttractorTargetTable *self, gsize row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = g_object_new (ATTRACTOR_TYPE_SWATCH, NULL);
  gboolean named = get_n_columns (self) <= MAX_NAMED_COLUMNS;
  g_autofree char *text = g_strdup_printf (named ? _ ("Target %d") : "%d", (int)row + 1);
  GtkWidget *label = gtk_label_new (text);

  attractor_swatch_set_index (ATTRACTOR_SWATCH (swatch), row);
  gtk_label_set_ellipsize (GTK_LABEL (label), named ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* The columns of a table without inputs and with one output need no name. */
static void
create_headings (AttractorTargetTable *self)
{
  GtkWidget *headings[2] = { gtk_label_new (NULL), gtk_label_new (NULL) };
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  gtk_grid_attach (self->names, headings[0], 0, 0, 1, 1);
  gtk_grid_attach (self->buttons, headings[1], 0, 0, 1, 1);
  for (gsize j = 0; j < get_n_columns (self); j++) {
    gboolean is_input = j >= self->n_outputs;
    int number = (int)(is_input ? j - self->n_outputs : j) + 1;
    /* TRANSLATORS: what heads a column of numbers: short */
    g_autofree char *text = g_strdup_printf (is_input ? _ ("Input %d") : _ ("Output %d"), number);
    GtkWidget *label = gtk_label_new (text);

    gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
    gtk_widget_add_css_class (label, "caption");
    gtk_widget_add_css_class (label, "dim-label");
    gtk_widget_set_visible (label, get_n_columns (self) > 1);
    gtk_grid_attach (self->numbers, label, (int)j, 0, 1, 1);
    gtk_size_group_add_widget (group, label);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++) {
    gtk_widget_set_visible (headings[i], get_n_columns (self) > 1);
    gtk_size_group_add_widget (group, headings[i]);
  }
}

static void
create_row (AttractorTargetTable *self, gsize row)
{
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  GtkWidget *name = create_name (self, row);
  GtkWidget *button = create_remove_button (self, row);

  gtk_grid_attach (self->names, name, 0, (int)row + 1, 1, 1);
  gtk_grid_attach (self->buttons, button, 0, (int)row + 1, 1, 1);
  gtk_size_group_add_widget (group, name);
  gtk_size_group_add_widget (group, button);
  for (gsize j = 0; j < get_n_columns (self); j++) {
    GtkWidget *cell = create_cell (self, row, j);

    g_ptr_array_add (self->cells, cell);
    gtk_grid_attach (self->numbers, cell, (int)j, (int)row + 1, 1, 1);
    gtk_size_group_add_widget (group, cell);
  }
}

/* A cell that goes away loses the focus, and would be read once more. */
static void
retire_cells (AttractorTargetTable *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    attractor_table_cell_retire (g_ptr_array_index (self->cells, i));
  g_ptr_array_set_size (self->cells, 0);
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
create_table (AttractorTargetTable *self)
{
  const ExpExperiment *experiment = attractor_document_get_experiment (self->document);

  retire_cells (self);
  clear_grid (self->names);
  clear_grid (self->numbers);
  clear_grid (self->buttons);

  self->n_rows = experiment->targets->n_rows;
  self->n_outputs = experiment->targets->n_columns;
  self->n_inputs = experiment->inputs->n_columns;
  create_headings (self);
  for (gsize i = 0; i < self->n_rows; i++)
    create_row (self, i);
}

/* Returns the cell that somebody is in, or %NULL. */
static AttractorTableCell *
find_focused (AttractorTargetTable *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    if (gtk_widget_get_state_flags (g_ptr_array_index (self->cells, i)) &
        GTK_STATE_FLAG_FOCUS_WITHIN)
      return g_ptr_array_index (self->cells, i);
  return NULL;
}

/* The cells follow changes of the numbers by themselves, and keep the focus. */
static void
update (AttractorTargetTable *self)
{
  const ExpExperiment *experiment;
  AttractorTableCell *focused;
  gsize row = 0, column = 0;

  if (self->document == NULL)
    return;

  experiment = attractor_document_get_experiment (self->document);
  if (self->n_rows == experiment->targets->n_rows &&
      self->n_outputs == experiment->targets->n_columns &&
      self->n_inputs == experiment->inputs->n_columns)
    return;

  focused = find_focused (self);
  if (focused != NULL) {
    row = attractor_table_cell_get_row (focused);
    column = attractor_table_cell_get_column (focused);
  }
  create_table (self);
  if (focused != NULL)
    focus_cell (self, MIN (row, self->n_rows - 1), MIN (column, get_n_columns (self) - 1));
}

static void
set_document (AttractorFollower *follower, AttractorDocument *document)
{
  AttractorTargetTable *self = ATTRACTOR_TARGET_TABLE (follower);

  if (attractor_follower_take (self, &self->document, document, G_CALLBACK (update)))
    update (self);
}

static void
follower_init (AttractorFollowerInterface *iface)
{
  iface->set_document = set_document;
}

static void
attractor_target_table_dispose (GObject *object)
{
  AttractorTargetTable *self = ATTRACTOR_TARGET_TABLE (object);

  retire_cells (self);
  attractor_follower_set_document (ATTRACTOR_FOLLOWER (self), NULL);

  G_OBJECT_CLASS (attractor_target_table_parent_class)->dispose (object);
}

static void
attractor_target_table_finalize (GObject *object)
{
  AttractorTargetTable *self = ATTRACTOR_TARGET_TABLE (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);

  G_OBJECT_CLASS (attractor_target_table_parent_class)->finalize (object);
}

static void
attractor_target_table_class_init (AttractorTargetTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_target_table_dispose;
  object_class->finalize = attractor_target_table_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-target-table.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetTable, names);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetTable, scrolled);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetTable, error_label);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetTable, numbers);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetTable, buttons);
}

static void
attractor_target_table_init (AttractorTargetTable *self)
{
  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_widget_ignore_scrolling (self->scrolled);
}

/**
 * attractor_target_table_focus_row:
 * @self: a table
 * @row: a target that it has
 *
 * Goes to the first entry of a row.
 */
void
attractor_target_table_focus_row (AttractorTargetTable *self, gsize row)
{
  g_return_if_fail (ATTRACTOR_IS_TARGET_TABLE (self));

  focus_cell (self, row, 0);
}
