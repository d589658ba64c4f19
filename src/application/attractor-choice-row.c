/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-choice-row.h"

#include <glib/gi18n.h>

#include "exp-key.h"

#include "attractor-combo-list.h"
#include "attractor-follower.h"
#include "attractor-widget.h"

/**
 * AttractorChoiceRow:
 *
 * One parameter of the document that is a choice among a few, and a button that
 * brings the default back.
 */
struct _AttractorChoiceRow {
  AdwComboRow parent_instance;

  AttractorDocument *document;
  const ExpKey *key;
  GtkWidget *reset_button;
  gboolean updating;
};

static void follower_init (AttractorFollowerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttractorChoiceRow,
                               attractor_choice_row,
                               ADW_TYPE_COMBO_ROW,
                               G_IMPLEMENT_INTERFACE (ATTRACTOR_TYPE_FOLLOWER, follower_init))

enum {
  PROP_0,
  PROP_KEY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
update (AttractorChoiceRow *self)
{
  double value;

  if (self->document == NULL || self->key == NULL)
    return;

  value = exp_key_get (self->key, attractor_document_get_experiment (self->document));

  self->updating = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), (guint)value);
  self->updating = FALSE;

  /* Focus would be lost with the button. */
  if (value == self->key->fallback && gtk_widget_has_focus (self->reset_button))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_visible (self->reset_button, value != self->key->fallback);
}

static void
selected_cb (AttractorChoiceRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  g_autoptr (GError) error = NULL;

  if (self->updating || self->document == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  if (!attractor_document_set_number (self->document, self->key, selected, &error)) {
    attractor_widget_show_message (GTK_WIDGET (self), error->message);
    update (self);
  }
}

static void
reset_clicked_cb (AttractorChoiceRow *self)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), (guint)self->key->fallback);
}

static void
name_reset_button (AttractorChoiceRow *self)
{
  const char *fallback = _ (self->key->choice_labels[(gsize)self->key->fallback]);
  g_autofree char *tooltip = g_strdup_printf (_ ("Reset to %s"), fallback);
  g_autofree char *name = g_strdup_printf (_ ("Reset %s to %s"), _ (self->key->label), fallback);

  gtk_widget_set_tooltip_text (self->reset_button, tooltip);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->reset_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_key (AttractorChoiceRow *self, const char *path)
{
  g_autoptr (GtkStringList) labels = NULL;

  self->key = exp_key_find (path);
  g_return_if_fail (self->key != NULL);
  g_return_if_fail (self->key->type == EXP_KEY_CHOICE);

  labels = gtk_string_list_new (NULL);
  for (gsize i = 0; self->key->choice_labels[i] != NULL; i++)
    gtk_string_list_append (labels, _ (self->key->choice_labels[i]));

  self->updating = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (labels));
  self->updating = FALSE;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ (self->key->label));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ (self->key->description));
  name_reset_button (self);
}

static void
set_document (AttractorFollower *follower, AttractorDocument *document)
{
  AttractorChoiceRow *self = ATTRACTOR_CHOICE_ROW (follower);

  if (attractor_follower_take (self, &self->document, document, G_CALLBACK (update)))
    update (self);
}

static void
follower_init (AttractorFollowerInterface *iface)
{
  iface->set_document = set_document;
}

static void
attractor_choice_row_dispose (GObject *object)
{
  AttractorChoiceRow *self = ATTRACTOR_CHOICE_ROW (object);

  attractor_follower_set_document (ATTRACTOR_FOLLOWER (self), NULL);

  G_OBJECT_CLASS (attractor_choice_row_parent_class)->dispose (object);
}

static void
attractor_choice_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  AttractorChoiceRow *self = ATTRACTOR_CHOICE_ROW (object);

  switch (prop_id) {
  case PROP_KEY:
    g_value_set_string (value, self->key != NULL ? self->key->path : NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_choice_row_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  AttractorChoiceRow *self = ATTRACTOR_CHOICE_ROW (object);

  switch (prop_id) {
  case PROP_KEY:
    set_key (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_choice_row_class_init (AttractorChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = attractor_choice_row_dispose;
  object_class->get_property = attractor_choice_row_get_property;
  object_class->set_property = attractor_choice_row_set_property;

  properties[PROP_KEY] = g_param_spec_string (
    "key", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attractor_choice_row_init (AttractorChoiceRow *self)
{
  self->reset_button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_set_valign (self->reset_button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->reset_button, FALSE);
  gtk_widget_add_css_class (self->reset_button, "flat");
  gtk_widget_add_css_class (self->reset_button, "circular");
  gtk_widget_add_css_class (self->reset_button, "dim-label");
  g_signal_connect_swapped (self->reset_button, "clicked", G_CALLBACK (reset_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->reset_button);

  /* Beside the title, large text would leave no room for it. */
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self), TRUE);
  attractor_combo_list_set_up (ADW_COMBO_ROW (self));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}
