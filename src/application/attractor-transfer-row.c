/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-transfer-row.h"

#include <string.h>

#include <glib/gi18n.h>

#include "exp-model.h"

#include "attractor-follower.h"
#include "attractor-transfer-preview.h"
#include "attractor-widget.h"

/**
 * AttractorTransferRow:
 *
 * What the transfer function looks like; and where it is a formula, the entry
 * for that. The picture follows the formula while it is written, and what is
 * wrong with it is said and marked at its place. The document gets it when it
 * is right and Return is pressed or the entry is left.
 */
struct _AttractorTransferRow {
  AdwPreferencesRow parent_instance;

  GtkWidget *formula_box;
  GtkEntry *entry;
  GtkWidget *reset_button;
  GtkLabel *error_label;
  AttractorTransferPreview *preview;

  AttractorDocument *document;
  char *formula;  /* (nullable): that the entry was given last */
  gboolean shown; /* the next two are what the picture was made for */
  ExpTransfer kind;
  double threshold;
};

static void follower_init (AttractorFollowerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttractorTransferRow,
                               attractor_transfer_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (ATTRACTOR_TYPE_FOLLOWER, follower_init))

static const char *
get_text (AttractorTransferRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* A wavy line from where the formula is wrong to its end; below the last
 * character where something is missing there. */
static void
mark (AttractorTransferRow *self, gssize position)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const char *text = get_text (self);
  glong length = g_utf8_strlen (text, -1);

  if (position >= 0 && length > 0) {
    PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);
    const char *start = g_utf8_offset_to_pointer (text, MIN (position, length - 1));

    underline->start_index = (guint)(start - text);
    pango_attr_list_insert (attributes, underline);
  }
  gtk_entry_set_attributes (self->entry, attributes);
}

static void
show_error (AttractorTransferRow *self, const char *message, gssize position)
{
  GtkWidget *entry = GTK_WIDGET (self->entry);
  g_autofree char *text = NULL;

  mark (self, message != NULL ? position : -1);
  if (message == NULL) {
    gtk_widget_remove_css_class (entry, "error");
    gtk_accessible_reset_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
  } else {
    gtk_widget_add_css_class (entry, "error");
    gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
    /* TRANSLATORS: why a formula is wrong, and the formula that is used instead */
    text = g_strdup_printf (_ ("Not possible: %s. Until then φ is %s."), message, self->formula);
  }
  gtk_label_set_label (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
}

static gboolean
is_formula (AttractorTransferRow *self)
{
  return attractor_document_get_experiment (self->document)->transfer == EXP_TRANSFER_FORMULA;
}

/* What is wrong with what is written, and the function that is used until it is mended */
static void
refuse (AttractorTransferRow *self, const char *reason, gssize position)
{
  g_autoptr (RcTransfer)
    kept = exp_model_new_transfer (attractor_document_get_experiment (self->document));

  show_error (self, reason, position);
  if (kept != NULL)
    attractor_transfer_preview_set_transfer (self->preview, kept);
}

/* Shows what is written: the function, or what is wrong. */
static void
changed_cb (AttractorTransferRow *self)
{
  g_autoptr (RcTransfer) transfer = NULL;
  g_autoptr (GError) error = NULL;
  const char *text = get_text (self);
  gssize position = -1;

  if (self->document == NULL || !is_formula (self))
    return;

  if (text[strspn (text, " \t")] == '\0') {
    refuse (self, _ ("there is no formula"), -1);
    return;
  }
  transfer = rc_transfer_new_formula (text, &position, &error);
  if (transfer == NULL) {
    refuse (self, error->message, position);
    return;
  }
  show_error (self, NULL, -1);
  attractor_transfer_preview_set_transfer (self->preview, transfer);
}

/* What is wrong stays in the entry, to be mended where the mark is. */
static void
apply_cb (AttractorTransferRow *self)
{
  if (self->document == NULL || !is_formula (self) ||
      gtk_widget_get_visible (GTK_WIDGET (self->error_label)))
    return;

  attractor_document_set_formula (self->document, get_text (self), NULL);
}

static void
leave_cb (AttractorTransferRow *self)
{
  apply_cb (self);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  AttractorTransferRow *self = user_data;

  if (self->formula != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), self->formula);
  return TRUE;
}

static const char *
get_default (void)
{
  static ExpExperiment *fresh;

  if (fresh == NULL)
    fresh = exp_experiment_new ();
  return fresh->formula;
}

static void
reset_clicked_cb (AttractorTransferRow *self)
{
  /* The button goes away. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  attractor_document_set_formula (self->document, get_default (), NULL);
}

static void
update (AttractorTransferRow *self)
{
  const ExpExperiment *experiment;
  g_autoptr (RcTransfer) transfer = NULL;

  if (self->document == NULL)
    return;

  experiment = attractor_document_get_experiment (self->document);
  gtk_widget_set_visible (self->formula_box, is_formula (self));
  gtk_widget_set_visible (self->reset_button, g_strcmp0 (experiment->formula, get_default ()) != 0);

  /* What somebody is about to write stays while anything else changes. */
  if (g_strcmp0 (self->formula, experiment->formula) != 0) {
    g_free (self->formula);
    self->formula = g_strdup (experiment->formula);
    if (g_strcmp0 (get_text (self), self->formula) != 0)
      gtk_editable_set_text (GTK_EDITABLE (self->entry), self->formula);
  }

  if (self->shown && self->kind == experiment->transfer &&
      (is_formula (self) || self->threshold == experiment->threshold))
    return;

  self->shown = TRUE;
  self->kind = experiment->transfer;
  self->threshold = experiment->threshold;
  if (is_formula (self)) {
    changed_cb (self);
  } else {
    show_error (self, NULL, -1);
    transfer = exp_model_new_transfer (experiment);
    attractor_transfer_preview_set_transfer (self->preview, transfer);
  }
}

static void
set_document (AttractorFollower *follower, AttractorDocument *document)
{
  AttractorTransferRow *self = ATTRACTOR_TRANSFER_ROW (follower);

  if (attractor_follower_take (self, &self->document, document, G_CALLBACK (update)))
    update (self);
}

static void
follower_init (AttractorFollowerInterface *iface)
{
  iface->set_document = set_document;
}

static void
attractor_transfer_row_dispose (GObject *object)
{
  attractor_follower_set_document (ATTRACTOR_FOLLOWER (object), NULL);

  G_OBJECT_CLASS (attractor_transfer_row_parent_class)->dispose (object);
}

static void
attractor_transfer_row_finalize (GObject *object)
{
  g_free (ATTRACTOR_TRANSFER_ROW (object)->formula);

  G_OBJECT_CLASS (attractor_transfer_row_parent_class)->finalize (object);
}

static void
attractor_transfer_row_class_init (AttractorTransferRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_transfer_row_dispose;
  object_class->finalize = attractor_transfer_row_finalize;

  g_type_ensure (ATTRACTOR_TYPE_TRANSFER_PREVIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-transfer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorTransferRow, formula_box);
  gtk_widget_class_bind_template_child (widget_class, AttractorTransferRow, entry);
  gtk_widget_class_bind_template_child (widget_class, AttractorTransferRow, reset_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTransferRow, error_label);
  gtk_widget_class_bind_template_child (widget_class, AttractorTransferRow, preview);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
}

static void
attractor_transfer_row_init (AttractorTransferRow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autofree char *label = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);

  label = g_strdup_printf (_ ("Reset to %s"), get_default ());
  gtk_widget_set_tooltip_text (self->reset_button, label);
  g_free (label);
  label = g_strdup_printf (_ ("Reset %s to %s"), _ ("Formula"), get_default ());
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->reset_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
