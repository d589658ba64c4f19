/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-parameter-pane.h"

#include "attractor-choice-row.h"
#include "attractor-column.h"
#include "attractor-follower.h"
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

static void follower_init (AttractorFollowerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttractorParameterPane,
                               attractor_parameter_pane,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ATTRACTOR_TYPE_FOLLOWER, follower_init))

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
set_document (AttractorFollower *follower, AttractorDocument *document)
{
  AttractorParameterPane *self = ATTRACTOR_PARAMETER_PANE (follower);

  if (!attractor_follower_take (self, &self->document, document, G_CALLBACK (update)))
    return;
  update (self);
  attractor_follower_set_within (GTK_WIDGET (self), document);
}

static void
follower_init (AttractorFollowerInterface *iface)
{
  iface->set_document = set_document;
}

static void
attractor_parameter_pane_dispose (GObject *object)
{
  AttractorParameterPane *self = ATTRACTOR_PARAMETER_PANE (object);

  attractor_follower_set_document (ATTRACTOR_FOLLOWER (self), NULL);

  G_OBJECT_CLASS (attractor_parameter_pane_parent_class)->dispose (object);
}

static void
attractor_parameter_pane_class_init (AttractorParameterPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_parameter_pane_dispose;

  g_type_ensure (ATTRACTOR_TYPE_CHOICE_ROW);
  g_type_ensure (ATTRACTOR_TYPE_COLUMN);
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
