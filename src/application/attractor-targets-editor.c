/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-targets-editor.h"

#include <glib/gi18n.h>

#include "attractor-document.h"
#include "attractor-target-row.h"
#include "attractor-widget.h"

/**
 * AttractorTargetsEditor:
 *
 * The targets of the task as a small table: a row for each, with as many
 * entries as the network has outputs.
 */
struct _AttractorTargetsEditor {
  AdwPreferencesGroup parent_instance;

  GtkWidget *add_button;
  GtkSpinButton *outputs_button;

  AttractorDocument *document;
  GPtrArray *rows; /* borrowed from the group */
  gsize n_outputs; /* that the rows were made for */
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
remove_rows (AttractorTargetsEditor *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
create_rows (AttractorTargetsEditor *self)
{
  const ExpTable *targets = attractor_document_get_experiment (self->document)->targets;

  for (gsize i = 0; i < targets->n_rows; i++) {
    GtkWidget *row = attractor_target_row_new (self->document, i);

    g_ptr_array_add (self->rows, row);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  }
  self->n_outputs = targets->n_columns;
}

static void
update (AttractorTargetsEditor *self)
{
  const ExpTable *targets;

  if (self->document == NULL)
    return;

  targets = attractor_document_get_experiment (self->document)->targets;

  self->updating = TRUE;
  gtk_spin_button_set_value (self->outputs_button, targets->n_columns);
  self->updating = FALSE;
  gtk_widget_set_sensitive (self->add_button, targets->n_rows < EXP_MAX_TARGETS);

  /* The rows follow changes of the numbers by themselves, and keep the focus. */
  if (self->rows->len != targets->n_rows || self->n_outputs != targets->n_columns) {
    gsize n_before = self->rows->len;

    remove_rows (self);
    create_rows (self);
    if (n_before > targets->n_rows)
      gtk_widget_grab_focus (self->add_button);
  }
}

static void
add_clicked_cb (AttractorTargetsEditor *self)
{
  attractor_document_add_target (self->document);
  gtk_widget_child_focus (g_ptr_array_index (self->rows, self->rows->len - 1), GTK_DIR_TAB_FORWARD);
}

static void
outputs_changed_cb (AttractorTargetsEditor *self)
{
  if (self->updating || self->document == NULL)
    return;

  attractor_document_set_n_outputs (self->document,
                                    gtk_spin_button_get_value_as_int (self->outputs_button));
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
  update (self);
}

static void
attractor_targets_editor_dispose (GObject *object)
{
  AttractorTargetsEditor *self = ATTRACTOR_TARGETS_EDITOR (object);

  set_document (self, NULL);

  G_OBJECT_CLASS (attractor_targets_editor_parent_class)->dispose (object);
}

static void
attractor_targets_editor_finalize (GObject *object)
{
  AttractorTargetsEditor *self = ATTRACTOR_TARGETS_EDITOR (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (attractor_targets_editor_parent_class)->finalize (object);
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
  object_class->finalize = attractor_targets_editor_finalize;
  object_class->get_property = attractor_targets_editor_get_property;
  object_class->set_property = attractor_targets_editor_set_property;

  properties[PROP_DOCUMENT] = g_param_spec_object (
    "document", NULL, NULL, ATTRACTOR_TYPE_DOCUMENT, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-targets-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetsEditor, add_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetsEditor, outputs_button);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, outputs_changed_cb);
}

static void
attractor_targets_editor_init (AttractorTargetsEditor *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_spin_button_set_range (self->outputs_button, 1, EXP_MAX_OUTPUTS);
  attractor_widget_ignore_scrolling (GTK_WIDGET (self->outputs_button));
  attractor_widget_name_spin_buttons (self->outputs_button, _ ("Outputs"));
}
