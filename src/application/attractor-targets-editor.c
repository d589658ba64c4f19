/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-targets-editor.h"

#include <glib/gi18n.h>

#include "attractor-covariance-row.h"
#include "attractor-document.h"
#include "attractor-number.h"
#include "attractor-table-text.h"
#include "attractor-target-generator.h"
#include "attractor-target-table.h"
#include "attractor-widget.h"

/**
 * AttractorTargetsEditor:
 *
 * The task: how many outputs and static inputs the network has, and the table
 * of the targets, with what changes all of them at once.
 */
struct _AttractorTargetsEditor {
  AdwPreferencesGroup parent_instance;

  GtkWidget *add_button;
  GtkSpinButton *outputs_button;
  GtkSpinButton *inputs_button;
  AttractorCovarianceRow *covariance_row;
  AttractorTargetTable *table;
  AttractorTargetGenerator *generator;

  AttractorDocument *document;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (AttractorTargetsEditor, attractor_targets_editor, ADW_TYPE_PREFERENCES_GROUP)

enum {
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
update (AttractorTargetsEditor *self)
{
  const ExpExperiment *experiment;

  if (self->document == NULL)
    return;

  experiment = attractor_document_get_experiment (self->document);
  self->updating = TRUE;
  gtk_spin_button_set_value (self->outputs_button, experiment->targets->n_columns);
  gtk_spin_button_set_value (self->inputs_button, experiment->inputs->n_columns);
  self->updating = FALSE;
  gtk_widget_set_sensitive (self->add_button, experiment->targets->n_rows < EXP_MAX_TARGETS);
}

static void
add_clicked_cb (AttractorTargetsEditor *self)
{
  attractor_document_add_target (self->document);
  attractor_target_table_focus_row (
    self->table, attractor_document_get_experiment (self->document)->targets->n_rows - 1);
}

static void
outputs_changed_cb (AttractorTargetsEditor *self)
{
  if (self->updating || self->document == NULL)
    return;

  attractor_document_set_n_outputs (self->document,
                                    (gsize)gtk_spin_button_get_value_as_int (self->outputs_button));
}

static void
inputs_changed_cb (AttractorTargetsEditor *self)
{
  if (self->updating || self->document == NULL)
    return;

  attractor_document_set_n_inputs (self->document,
                                   (gsize)gtk_spin_button_get_value_as_int (self->inputs_button));
}

static void
copy_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AttractorTargetsEditor *self = ATTRACTOR_TARGETS_EDITOR (widget);
  const ExpExperiment *experiment = attractor_document_get_experiment (self->document);
  g_autofree char *text = attractor_table_text_print (experiment->targets, experiment->inputs);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorTargetsEditor) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (ExpTable) numbers = NULL;
  g_autoptr (GError) error = NULL;

  if (self->document == NULL)
    return;

  numbers = attractor_table_text_parse (
    text != NULL ? text : "", attractor_number_has_decimal_comma (), &error);
  if (numbers == NULL || !attractor_document_replace_numbers (self->document, numbers, &error))
    attractor_widget_show_message (GTK_WIDGET (self), error->message);
}

static void
paste_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gdk_clipboard_read_text_async (
    gtk_widget_get_clipboard (widget), NULL, text_read_cb, g_object_ref (widget));
}

static void
reset_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  attractor_document_reset_task (ATTRACTOR_TARGETS_EDITOR (widget)->document);
}

static void
set_document (AttractorTargetsEditor *self, AttractorDocument *document)
{
  if (self->document == document)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, update, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  attractor_target_generator_set_document (self->generator, document);
  attractor_covariance_row_set_document (self->covariance_row, document);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

static void
attractor_targets_editor_dispose (GObject *object)
{
  AttractorTargetsEditor *self = ATTRACTOR_TARGETS_EDITOR (object);

  set_document (self, NULL);

  G_OBJECT_CLASS (attractor_targets_editor_parent_class)->dispose (object);
}

static void
attractor_targets_editor_get_property (GObject *object,
                                       guint prop_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  AttractorTargetsEditor *self = ATTRACTOR_TARGETS_EDITOR (object);

  switch (prop_id) {
  case PROP_DOCUMENT:
    g_value_set_object (value, self->document);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_targets_editor_set_property (GObject *object,
                                       guint prop_id,
                                       const GValue *value,
                                       GParamSpec *pspec)
{
  AttractorTargetsEditor *self = ATTRACTOR_TARGETS_EDITOR (object);

  switch (prop_id) {
  case PROP_DOCUMENT:
    set_document (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_targets_editor_class_init (AttractorTargetsEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_targets_editor_dispose;
  object_class->get_property = attractor_targets_editor_get_property;
  object_class->set_property = attractor_targets_editor_set_property;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document",
                                                   NULL,
                                                   NULL,
                                                   ATTRACTOR_TYPE_DOCUMENT,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                     G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "targets.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "targets.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "targets.reset", NULL, reset_cb);

  g_type_ensure (ATTRACTOR_TYPE_COVARIANCE_ROW);
  g_type_ensure (ATTRACTOR_TYPE_TARGET_GENERATOR);
  g_type_ensure (ATTRACTOR_TYPE_TARGET_TABLE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-targets-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetsEditor, add_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetsEditor, outputs_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetsEditor, inputs_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetsEditor, covariance_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetsEditor, table);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetsEditor, generator);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, outputs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, inputs_changed_cb);
}

static void
attractor_targets_editor_init (AttractorTargetsEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_spin_button_set_range (self->outputs_button, 1, EXP_MAX_OUTPUTS);
  attractor_widget_ignore_scrolling (GTK_WIDGET (self->outputs_button));
  attractor_widget_name_spin_buttons (self->outputs_button, _ ("Outputs"));
  gtk_spin_button_set_range (self->inputs_button, 0, EXP_MAX_INPUTS);
  attractor_widget_ignore_scrolling (GTK_WIDGET (self->inputs_button));
  attractor_widget_name_spin_buttons (self->inputs_button, _ ("Static inputs"));
}
