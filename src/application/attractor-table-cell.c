/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-table-cell.h"

#include "attractor-entry-error.h"
#include "attractor-number.h"
#include "attractor-table-text.h"
#include "attractor-widget.h"

/* Of a table's label: the cell that it has words for, which takes itself away in time */
#define REFUSING_CELL "attractor-refusing-cell"

/* As wide as "-0.618" needs */
#define MAX_CHARS 6

/**
 * AttractorTableCell:
 *
 * One number of a table of the document. What is written is read when Return is
 * pressed or the cell is left. What is not possible is refused with a word below the table. Several
 * numbers that are pasted go into this cell and those right of it and below. Return and the arrow
 * keys lead up and down, where the cell stands in a grid.
 */
struct _AttractorTableCell {
  GtkEntry parent_instance;

  AttractorDocument *document; /* %NULL when it is no longer of use */
  const AttractorTableKind *kind;
  gsize row;
  gsize column;
  char *name;
  GtkLabel *error_label; /* of the table */
  gboolean refused;      /* what was written; the label says why */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (AttractorTableCell, attractor_table_cell, GTK_TYPE_ENTRY)

/* Whether the document still has the number that the cell was made for. */
static gboolean
get_number (AttractorTableCell *self, double *number)
{
  return self->document != NULL &&
         self->kind->get (
           attractor_document_get_experiment (self->document), self->row, self->column, number);
}

/* A text that is there already stays, and with it the cursor. */
static void
update (AttractorTableCell *self)
{
  g_autofree char *text = NULL;
  double number;

  if (!get_number (self, &number))
    return;

  text = attractor_number_format (number);
  self->updating = TRUE;
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), text);
  self->updating = FALSE;
}

static void
forget_refusal (AttractorTableCell *self)
{
  if (!self->refused)
    return;
  self->refused = FALSE;
  g_object_set_data (G_OBJECT (self->error_label), REFUSING_CELL, NULL);
  attractor_entry_error_clear (
    GTK_WIDGET (self), self->error_label, gtk_widget_get_tooltip_text (GTK_WIDGET (self)));
}

/* The label has words for one cell alone: another that refused something keeps its number. */
static void
refuse (AttractorTableCell *self, const char *message)
{
  AttractorTableCell *other = g_object_get_data (G_OBJECT (self->error_label), REFUSING_CELL);

  if (other != NULL && other != self)
    forget_refusal (other);
  self->refused = TRUE;
  g_object_set_data (G_OBJECT (self->error_label), REFUSING_CELL, self);
  attractor_entry_error_show (GTK_WIDGET (self), self->error_label, message);
}

static void
document_changed_cb (AttractorTableCell *self)
{
  forget_refusal (self);
  update (self);
}

static void
text_changed_cb (AttractorTableCell *self)
{
  if (!self->updating)
    forget_refusal (self);
}

/* What was refused must not stay in sight as if it held: update() shows what does.
 * Returns whether it was not refused. */
static gboolean
commit (AttractorTableCell *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autoptr (AttractorTableCell) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  g_autofree char *kept = NULL;
  double number, value;

  if (!get_number (self, &number))
    return TRUE;

  kept = attractor_number_format (number);
  if (!attractor_number_parse (text, FALSE, &value))
    message = attractor_entry_error_dup (self->name, text, kept);
  else if (!self->kind->set (self->document, self->row, self->column, value, &error))
    message = g_strdup (error->message);
  update (self);
  if (message != NULL && self->document != NULL)
    refuse (self, message);
  else
    forget_refusal (self);
  return message == NULL;
}

static gboolean
step (AttractorTableCell *self, int rows)
{
  GtkWidget *grid = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *next;
  int column, row, width, height;

  if (!GTK_IS_GRID (grid))
    return FALSE;
  gtk_grid_query_child (GTK_GRID (grid), GTK_WIDGET (self), &column, &row, &width, &height);
  next = gtk_grid_get_child_at (GTK_GRID (grid), column, row + rows);
  return ATTRACTOR_IS_TABLE_CELL (next) && gtk_widget_grab_focus (next);
}

static void
activate_cb (AttractorTableCell *self)
{
  if (commit (self))
    step (self, 1);
  else
    gtk_editable_select_region (GTK_EDITABLE (self), 0, -1);
}

static gboolean
key_cb (AttractorTableCell *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (state & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;

  switch (keyval) {
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    return step (self, -1);
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    return step (self, 1);
  case GDK_KEY_Escape:
    forget_refusal (self);
    update (self);
    gtk_editable_select_region (GTK_EDITABLE (self), 0, -1);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
insert (GtkEditable *editable, const char *text)
{
  g_autofree char *line = g_strstrip (g_strdup (text));
  int position;

  gtk_editable_delete_selection (editable);
  position = gtk_editable_get_position (editable);
  gtk_editable_insert_text (editable, line, -1, &position);
  gtk_editable_set_position (editable, position);
}

static void
paste (AttractorTableCell *self, const char *text)
{
  g_autoptr (ExpTable) numbers = NULL;
  g_autoptr (GError) error = NULL;

  if (!attractor_table_text_has_several (text)) {
    insert (GTK_EDITABLE (self), text);
    return;
  }

  numbers = attractor_table_text_parse (
    text, attractor_document_expects_decimal_comma (self->document), &error);
  if (numbers == NULL ||
      !self->kind->paste (self->document, numbers, self->row, self->column, &error))
    refuse (self, error->message);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorTableCell) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->document == NULL)
    return;
  if (text != NULL)
    paste (self, text);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* In place of what an entry does, which makes one line of a table. */
static void
paste_clipboard_cb (AttractorTableCell *self, GtkWidget *text)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  gdk_clipboard_read_text_async (
    gtk_widget_get_clipboard (text), NULL, text_read_cb, g_object_ref (self));
}

static void
attractor_table_cell_dispose (GObject *object)
{
  attractor_table_cell_retire (ATTRACTOR_TABLE_CELL (object));

  G_OBJECT_CLASS (attractor_table_cell_parent_class)->dispose (object);
}

static void
attractor_table_cell_finalize (GObject *object)
{
  g_clear_pointer (&ATTRACTOR_TABLE_CELL (object)->name, g_free);

  G_OBJECT_CLASS (attractor_table_cell_parent_class)->finalize (object);
}

static void
attractor_table_cell_class_init (AttractorTableCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = attractor_table_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = attractor_table_cell_finalize;
}

static void
attractor_table_cell_init (AttractorTableCell *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEditable *editable = GTK_EDITABLE (self);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_editable_set_width_chars (editable, MAX_CHARS);
  gtk_editable_set_max_width_chars (editable, MAX_CHARS);
  gtk_editable_set_alignment (editable, 1.0f);
  gtk_entry_set_input_purpose (GTK_ENTRY (self), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (widget, "numeric");
  attractor_widget_show_number (widget);

  g_signal_connect (self, "activate", G_CALLBACK (activate_cb), NULL);
  g_signal_connect (self, "changed", G_CALLBACK (text_changed_cb), NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (widget, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect_swapped (
    gtk_editable_get_delegate (editable), "paste-clipboard", G_CALLBACK (paste_clipboard_cb), self);
}

/**
 * attractor_table_cell_new:
 * @document: the document
 * @kind: which of its tables
 * @row: which row of that
 * @column: which column
 * @name: what the number is called, in messages and by a screen reader
 * @tooltip: what it means
 * @error_label: where it says what it refuses; it lives until the cell is retired
 *
 * Returns: an entry for the number
 */
GtkWidget *
attractor_table_cell_new (AttractorDocument *document,
                          const AttractorTableKind *kind,
                          gsize row,
                          gsize column,
                          const char *name,
                          const char *tooltip,
                          GtkLabel *error_label)
{
  AttractorTableCell *self;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (kind != NULL && name != NULL, NULL);

  self = g_object_new (ATTRACTOR_TYPE_TABLE_CELL, "tooltip-text", tooltip, NULL);
  self->document = g_object_ref (document);
  self->kind = kind;
  self->row = row;
  self->column = column;
  self->name = g_strdup (name);
  self->error_label = error_label;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  update (self);
  g_signal_connect_object (
    document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * attractor_table_cell_get_row:
 * @self: a cell
 *
 * Returns: which row of the table it is in
 */
gsize
attractor_table_cell_get_row (AttractorTableCell *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_TABLE_CELL (self), 0);

  return self->row;
}

/**
 * attractor_table_cell_get_column:
 * @self: a cell
 *
 * Returns: which column of the table it is in
 */
gsize
attractor_table_cell_get_column (AttractorTableCell *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_TABLE_CELL (self), 0);

  return self->column;
}

/**
 * attractor_table_cell_retire:
 * @self: a cell
 *
 * Makes it do nothing more: it is about to be replaced.
 */
void
attractor_table_cell_retire (AttractorTableCell *self)
{
  g_return_if_fail (ATTRACTOR_IS_TABLE_CELL (self));

  if (self->document != NULL) {
    forget_refusal (self);
    g_signal_handlers_disconnect_by_func (self->document, document_changed_cb, self);
  }
  g_clear_object (&self->document);
}
