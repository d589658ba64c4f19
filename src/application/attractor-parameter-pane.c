/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-parameter-pane.h"

#include "attractor-choice-row.h"
#include "attractor-document.h"
#include "attractor-method-group.h"
#include "attractor-parameter-row.h"
#include "attractor-targets-editor.h"
#include "attractor-transfer-row.h"

/**
 * AttractorParameterPane:
 *
 * All parameters of the document, by group. Which there are, and in which
 * order, is in the template.
 */
struct _AttractorParameterPane {
  AdwBin parent_instance;

  GtkWidget *threshold_row;
  GtkEditable *title_entry;
  GtkTextView *notes_view;

  AttractorDocument *document;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (AttractorParameterPane, attractor_parameter_pane, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static char *
dup_notes (AttractorParameterPane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
update (AttractorParameterPane *self)
{
  const ExpExperiment *experiment;
  g_autofree char *notes = NULL;

  if (self->document == NULL)
    return;

  experiment = attractor_document_get_experiment (self->document);
  gtk_widget_set_visible (self->threshold_row, experiment->transfer == EXP_TRANSFER_RELU);

  /* Setting a text moves the cursor: not while somebody writes it. */
  self->updating = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (self->title_entry), experiment->title) != 0)
    gtk_editable_set_text (self->title_entry, experiment->title);
  notes = dup_notes (self);
  if (g_strcmp0 (notes, experiment->notes) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes_view), experiment->notes, -1);
  self->updating = FALSE;
}

static void
title_changed_cb (AttractorParameterPane *self)
{
  if (self->updating || self->document == NULL)
    return;

  attractor_document_set_title (self->document, gtk_editable_get_text (self->title_entry));
}

static void
notes_changed_cb (AttractorParameterPane *self)
{
  g_autofree char *notes = NULL;

  if (self->updating || self->document == NULL)
    return;

  notes = dup_notes (self);
  attractor_document_set_notes (self->document, notes);
}

static void
set_document (AttractorParameterPane *self, AttractorDocument *document)
{
  if (self->document == document)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, update, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

static void
attractor_parameter_pane_dispose (GObject *object)
{
  AttractorParameterPane *self = ATTRACTOR_PARAMETER_PANE (object);

  set_document (self, NULL);

  G_OBJECT_CLASS (attractor_parameter_pane_parent_class)->dispose (object);
}

static void
attractor_parameter_pane_get_property (GObject *object,
                                       guint prop_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  AttractorParameterPane *self = ATTRACTOR_PARAMETER_PANE (object);

  switch (prop_id) {
  case PROP_DOCUMENT:
    g_value_set_object (value, self->document);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_parameter_pane_set_property (GObject *object,
                                       guint prop_id,
                                       const GValue *value,
                                       GParamSpec *pspec)
{
  AttractorParameterPane *self = ATTRACTOR_PARAMETER_PANE (object);

  switch (prop_id) {
  case PROP_DOCUMENT:
    set_document (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_parameter_pane_class_init (AttractorParameterPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_parameter_pane_dispose;
  object_class->get_property = attractor_parameter_pane_get_property;
  object_class->set_property = attractor_parameter_pane_set_property;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document",
                                                   NULL,
                                                   NULL,
                                                   ATTRACTOR_TYPE_DOCUMENT,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                     G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ATTRACTOR_TYPE_CHOICE_ROW);
  g_type_ensure (ATTRACTOR_TYPE_METHOD_GROUP);
  g_type_ensure (ATTRACTOR_TYPE_PARAMETER_ROW);
  g_type_ensure (ATTRACTOR_TYPE_TARGETS_EDITOR);
  g_type_ensure (ATTRACTOR_TYPE_TRANSFER_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-parameter-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorParameterPane, threshold_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorParameterPane, title_entry);
  gtk_widget_class_bind_template_child (widget_class, AttractorParameterPane, notes_view);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, notes_changed_cb);
}

static void
attractor_parameter_pane_init (AttractorParameterPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
