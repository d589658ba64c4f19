/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-target-cell.h"

#include <glib/gi18n.h>

#include "attractor-number.h"
#include "attractor-table-text.h"
#include "attractor-widget.h"

/**
 * AttractorTargetCell:
 *
 * One number of a target: an output, or a static input. What is written is read
 * when Return is pressed or the cell is left. Several numbers that are pasted
 * go into this cell and those right of it and below.
 */
struct _AttractorTargetCell {
  GtkEntry parent_instance;

  AttractorDocument *document; /* %NULL when it is no longer of use */
  gsize row;
  gsize column; /* the static inputs counted after the outputs */
  gsize n_outputs;
};

G_DEFINE_FINAL_TYPE (AttractorTargetCell, attractor_target_cell, GTK_TYPE_ENTRY)

enum {
  SIGNAL_STEP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Whether the document still has the number that the cell was made for. */
static gboolean
get_number (AttractorTargetCell *self, double *number)
{
  const ExpExperiment *experiment;
  const ExpTable *table;
  gsize column;

  if (self->document == NULL)
    return FALSE;

  experiment = attractor_document_get_experiment (self->document);
  if (experiment->targets->n_columns != self->n_outputs)
    return FALSE;
  table = self->column < self->n_outputs ? experiment->targets : experiment->inputs;
  column = self->column < self->n_outputs ? self->column : self->column - self->n_outputs;
  if (self->row >= table->n_rows || column >= table->n_columns)
    return FALSE;

  *number = exp_table_get (table, self->row, column);
  return TRUE;
}

static char *
dup_name (AttractorTargetCell *self)
{
  int target = (int)self->row + 1;

  if (self->column >= self->n_outputs)
    return g_strdup_printf (
      _ ("Target %d, static input %d"), target, (int)(self->column - self->n_outputs) + 1);
  if (self->n_outputs == 1)
    return g_strdup_printf (_ ("Target %d"), target);

  return g_strdup_printf (_ ("Target %d, output %d"), target, (int)self->column + 1);
}

/* A text that is there already stays, and with it the cursor. */
static void
update (AttractorTargetCell *self)
{
  g_autofree char *text = NULL;
  double number;

  if (!get_number (self, &number))
    return;

  text = attractor_number_format (number);
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), text);
}

static void
refuse_text (AttractorTargetCell *self, const char *text, double number)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *kept = attractor_number_format (number);
  g_autofree char *message = NULL;

  /* TRANSLATORS: what an entry is called, what was written there, and what it keeps */
  message = g_strdup_printf (_ ("%s: “%s” is not a number; it stays %s."), name, text, kept);
  attractor_widget_show_message (GTK_WIDGET (self), message);
}

/* What was refused must not stay in sight as if it held: update() shows what
 * does. */
static void
commit (AttractorTargetCell *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autoptr (AttractorTargetCell) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  gboolean accepted = TRUE;
  double number, value;

  if (!get_number (self, &number))
    return;

  if (!attractor_number_parse (text, FALSE, &value))
    refuse_text (self, text, number);
  else if (self->column < self->n_outputs)
    accepted = attractor_document_set_target (
      self->document, self->row, self->column, value, &error);
  else
    accepted = attractor_document_set_input (
      self->document, self->row, self->column - self->n_outputs, value, &error);
  if (!accepted)
    attractor_widget_show_message (GTK_WIDGET (self), error->message);
  update (self);
}

static gboolean
step (AttractorTargetCell *self, int rows)
{
  gboolean handled = FALSE;

  g_signal_emit (self, signals[SIGNAL_STEP], 0, rows, &handled);
  return handled;
}

static void
activate_cb (AttractorTargetCell *self)
{
  commit (self);
  step (self, 1);
}

static gboolean
key_cb (AttractorTargetCell *self, guint keyval, guint keycode, GdkModifierType state)
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
paste (AttractorTargetCell *self, const char *text)
{
  g_autoptr (ExpTable) numbers = NULL;
  g_autoptr (GError) error = NULL;

  if (!attractor_table_text_has_several (text)) {
    insert (GTK_EDITABLE (self), text);
    return;
  }

  numbers = attractor_table_text_parse (text, attractor_number_has_decimal_comma (), &error);
  if (numbers == NULL ||
      !attractor_document_paste_numbers (self->document, numbers, self->row, self->column, &error))
    attractor_widget_show_message (GTK_WIDGET (self), error->message);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorTargetCell) self = user_data;
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
paste_clipboard_cb (AttractorTargetCell *self, GtkWidget *text)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  gdk_clipboard_read_text_async (
    gtk_widget_get_clipboard (text), NULL, text_read_cb, g_object_ref (self));
}

static void
attractor_target_cell_dispose (GObject *object)
{
  attractor_target_cell_retire (ATTRACTOR_TARGET_CELL (object));

  G_OBJECT_CLASS (attractor_target_cell_parent_class)->dispose (object);
}

static void
attractor_target_cell_class_init (AttractorTargetCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = attractor_target_cell_dispose;

  /**
   * AttractorTargetCell::step:
   * @rows: how many rows further down to go
   *
   * Returns: whether there was a row to go to
   */
  signals[SIGNAL_STEP] = g_signal_new ("step",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       g_signal_accumulator_true_handled,
                                       NULL,
                                       NULL,
                                       G_TYPE_BOOLEAN,
                                       1,
                                       G_TYPE_INT);
}

static void
attractor_target_cell_init (AttractorTargetCell *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEditable *editable = GTK_EDITABLE (self);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_editable_set_width_chars (editable, 5);
  gtk_editable_set_max_width_chars (editable, 5);
  gtk_editable_set_alignment (editable, 1.0f);
  gtk_entry_set_input_purpose (GTK_ENTRY (self), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (widget, "numeric");
  attractor_widget_show_number (widget);

  g_signal_connect (self, "activate", G_CALLBACK (activate_cb), NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (widget, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect_swapped (
    gtk_editable_get_delegate (editable), "paste-clipboard", G_CALLBACK (paste_clipboard_cb), self);
}

/**
 * attractor_target_cell_new:
 * @document: the document
 * @row: which of its targets
 * @column: which output, or, counted after these, which static input
 *
 * Returns: a cell for as many outputs and inputs as there are now
 */
GtkWidget *
attractor_target_cell_new (AttractorDocument *document, gsize row, gsize column)
{
  AttractorTargetCell *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (document), NULL);

  self = g_object_new (ATTRACTOR_TYPE_TARGET_CELL, NULL);
  self->document = g_object_ref (document);
  self->row = row;
  self->column = column;
  self->n_outputs = attractor_document_get_experiment (document)->targets->n_columns;

  name = dup_name (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (
    GTK_WIDGET (self),
    column < self->n_outputs
      ? _ ("The output that the network is to hold; rows of numbers can be pasted here")
      : _ ("The constant input that the network receives while it holds this target"));
  update (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * attractor_target_cell_get_row:
 * @self: a cell
 *
 * Returns: which target it belongs to
 */
gsize
attractor_target_cell_get_row (AttractorTargetCell *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_TARGET_CELL (self), 0);

  return self->row;
}

/**
 * attractor_target_cell_get_column:
 * @self: a cell
 *
 * Returns: which column of the table it is in
 */
gsize
attractor_target_cell_get_column (AttractorTargetCell *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_TARGET_CELL (self), 0);

  return self->column;
}

/**
 * attractor_target_cell_retire:
 * @self: a cell
 *
 * Makes it do nothing more: it is about to be replaced.
 */
void
attractor_target_cell_retire (AttractorTargetCell *self)
{
  g_return_if_fail (ATTRACTOR_IS_TARGET_CELL (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, update, self);
  g_clear_object (&self->document);
}
