/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-target-row.h"

#include <glib/gi18n.h>

#include "attractor-number.h"
#include "attractor-swatch.h"
#include "attractor-widget.h"

/* Entries in one line; further outputs go below */
#define N_ENTRIES_PER_LINE 3

/**
 * AttractorTargetRow:
 *
 * One target of the task: an entry for each of its outputs, and a button that
 * removes it. Made for one number of targets and outputs.
 */
struct _AttractorTargetRow {
  AdwPreferencesRow parent_instance;

  AttractorSwatch *swatch;
  GtkGrid *grid;
  GtkWidget *remove_button;

  AttractorDocument *document;
  gsize index;
  GPtrArray *entries; /* borrowed from the grid */
};

G_DEFINE_FINAL_TYPE (AttractorTargetRow, attractor_target_row, ADW_TYPE_PREFERENCES_ROW)

static void
update (AttractorTargetRow *self)
{
  const ExpTable *targets = attractor_document_get_experiment (self->document)->targets;

  /* The editor is about to make new rows otherwise. */
  if (self->index >= targets->n_rows || self->entries->len != targets->n_columns)
    return;

  for (gsize j = 0; j < targets->n_columns; j++) {
    double value = exp_table_get (targets, self->index, j);
    g_autofree char *text = attractor_number_format (value);

    gtk_editable_set_text (g_ptr_array_index (self->entries, j), text);
  }
}

/* What was refused must not stay in sight as if it held: update() shows the
 * value that does. */
static void
commit (AttractorTargetRow *self, GtkEditable *entry)
{
  const ExpTable *targets = attractor_document_get_experiment (self->document)->targets;
  const char *text = gtk_editable_get_text (entry);
  g_autoptr (GError) error = NULL;
  double value;
  guint column;

  if (!g_ptr_array_find (self->entries, entry, &column))
    return;
  if (self->index >= targets->n_rows || column >= targets->n_columns)
    return;

  if (!attractor_number_parse (text, FALSE, &value)) {
    g_autofree char *message = g_strdup_printf (_ ("“%s” is not a number."), text);

    attractor_widget_show_message (GTK_WIDGET (self), message);
    update (self);
  } else if (!attractor_document_set_target (self->document, self->index, column, value, &error)) {
    attractor_widget_show_message (GTK_WIDGET (self), error->message);
    update (self);
  } else {
    update (self);
  }
}

static void
activate_cb (AttractorTargetRow *self, GtkEntry *entry)
{
  commit (self, GTK_EDITABLE (entry));
}

static void
leave_cb (AttractorTargetRow *self, GtkEventController *controller)
{
  commit (self, GTK_EDITABLE (gtk_event_controller_get_widget (controller)));
}

static void
remove_clicked_cb (AttractorTargetRow *self)
{
  /* This destroys the row. */
  attractor_document_remove_target (self->document, self->index);
}

static GtkWidget *
create_entry (AttractorTargetRow *self, gsize column, gsize n_columns)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *label = NULL;

  if (n_columns == 1)
    label = g_strdup_printf (_ ("Target %d"), (int)self->index + 1);
  else
    label = g_strdup_printf (_ ("Target %d, output %d"), (int)self->index + 1, (int)column + 1);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1.0);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_widget_set_tooltip_text (entry, _ ("The output that the network is to hold"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  g_signal_connect_swapped (entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static void
set_up (AttractorTargetRow *self, AttractorDocument *document, gsize index)
{
  const ExpTable *targets = attractor_document_get_experiment (document)->targets;
  g_autofree char *title = g_strdup_printf (_ ("Target %d"), (int)index + 1);
  g_autofree char *remove = g_strdup_printf (_ ("Remove Target %d"), (int)index + 1);

  self->document = g_object_ref (document);
  self->index = index;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  attractor_swatch_set_index (self->swatch, index);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_tooltip_text (self->remove_button, remove);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->remove_button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  gtk_widget_set_sensitive (self->remove_button, targets->n_rows > 1);

  for (gsize j = 0; j < targets->n_columns; j++) {
    GtkWidget *entry = create_entry (self, j, targets->n_columns);

    g_ptr_array_add (self->entries, entry);
    gtk_grid_attach (
      self->grid, entry, (int)(j % N_ENTRIES_PER_LINE), (int)(j / N_ENTRIES_PER_LINE), 1, 1);
  }

  update (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
attractor_target_row_dispose (GObject *object)
{
  AttractorTargetRow *self = ATTRACTOR_TARGET_ROW (object);

  /* An entry that goes away loses the focus, and would be read once more. */
  g_ptr_array_set_size (self->entries, 0);

  G_OBJECT_CLASS (attractor_target_row_parent_class)->dispose (object);
}

static void
attractor_target_row_finalize (GObject *object)
{
  AttractorTargetRow *self = ATTRACTOR_TARGET_ROW (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (attractor_target_row_parent_class)->finalize (object);
}

static void
attractor_target_row_class_init (AttractorTargetRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_target_row_dispose;
  object_class->finalize = attractor_target_row_finalize;

  g_type_ensure (ATTRACTOR_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-target-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetRow, grid);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
attractor_target_row_init (AttractorTargetRow *self)
{
  self->entries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * attractor_target_row_new:
 * @document: the document
 * @index: which of its targets
 *
 * Returns: a row for one target, to be replaced when the number of targets or
 *   of outputs changes
 */
GtkWidget *
attractor_target_row_new (AttractorDocument *document, gsize index)
{
  AttractorTargetRow *self;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (document), NULL);

  self = g_object_new (ATTRACTOR_TYPE_TARGET_ROW, NULL);
  set_up (self, document, index);
  return GTK_WIDGET (self);
}
