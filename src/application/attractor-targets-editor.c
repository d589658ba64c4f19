/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-targets-editor.h"

#include <glib/gi18n.h>

#include "attractor-covariance-row.h"
#include "attractor-follower.h"
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
  AttractorTargetTable *table;
  AttractorTargetGenerator *generator;

  AttractorDocument *document;
  gboolean updating;
};

static void follower_init (AttractorFollowerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttractorTargetsEditor,
                               attractor_targets_editor,
                               ADW_TYPE_PREFERENCES_GROUP,
                               G_IMPLEMENT_INTERFACE (ATTRACTOR_TYPE_FOLLOWER, follower_init))

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

  /* How many columns the new table has says the text, not the table that it replaces. */
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
set_document (AttractorFollower *follower, AttractorDocument *document)
{
  AttractorTargetsEditor *self = ATTRACTOR_TARGETS_EDITOR (follower);

  if (!attractor_follower_take (self, &self->document, document, G_CALLBACK (update)))
    return;
  attractor_target_generator_set_document (self->generator, document);
  attractor_follower_set_within (GTK_WIDGET (self), document);
  update (self);
}

static void
follower_init (AttractorFollowerInterface *iface)
{
  iface->set_document = set_document;
}

static void
attractor_targets_editor_dispose (GObject *object)
{
  AttractorTargetsEditor *self = ATTRACTOR_TARGETS_EDITOR (object);

  attractor_follower_set_document (ATTRACTOR_FOLLOWER (self), NULL);

  G_OBJECT_CLASS (attractor_targets_editor_parent_class)->dispose (object);
}

static void
attractor_targets_editor_class_init (AttractorTargetsEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_targets_editor_dispose;

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
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetsEditor, table);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetsEditor, generator);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, outputs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, inputs_changed_cb);
}

/* The tooltip is that of the row, where the pointer finds it; who cannot see hears it here. */
static void
explain_spin_button (GtkSpinButton *button, const char *label)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);

  attractor_widget_set_up_spin_button (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_widget_get_tooltip_text (row),
                                  -1);
}

static void
attractor_targets_editor_init (AttractorTargetsEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_spin_button_set_range (self->outputs_button, 1, EXP_MAX_OUTPUTS);
  attractor_widget_ignore_scrolling (GTK_WIDGET (self->outputs_button));
  explain_spin_button (self->outputs_button, _ ("Outputs"));
  gtk_spin_button_set_range (self->inputs_button, 0, EXP_MAX_INPUTS);
  attractor_widget_ignore_scrolling (GTK_WIDGET (self->inputs_button));
  explain_spin_button (self->inputs_button, _ ("Static inputs"));
}
