/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-notice.h"

#include <glib/gi18n.h>

#include "attractor-pair-layout.h"

/* How many are said; who drops a hundred files on a window learns of these. */
#define MAX_LINES 4

/**
 * AttractorNotice:
 *
 * Errors that matter until something is done about them, such as a file that could not be
 * opened, and a button for what may be done, or two. It is in sight while there are any, and stays
 * until it is dismissed or what it says is over.
 */
struct _AttractorNotice {
  AdwBin parent_instance;

  GtkLabel *text;
  GtkButton *button;
  GtkButton *other_button;

  GPtrArray *messages; /* char* */
};

G_DEFINE_FINAL_TYPE (AttractorNotice, attractor_notice, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_ACTION,
  PROP_EXPLANATION,
  PROP_LABEL,
  PROP_OTHER_ACTION,
  PROP_OTHER_EXPLANATION,
  PROP_OTHER_LABEL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
attractor_notice_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  AttractorNotice *self = ATTRACTOR_NOTICE (object);

  GtkButton *button = prop_id >= PROP_OTHER_ACTION ? self->other_button : self->button;

  switch (prop_id) {
  case PROP_ACTION:
  case PROP_OTHER_ACTION:
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), g_value_get_string (value));
    break;
  case PROP_EXPLANATION:
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), g_value_get_string (value));
    break;
  case PROP_OTHER_EXPLANATION:
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->other_button), g_value_get_string (value));
    break;
  case PROP_LABEL:
  case PROP_OTHER_LABEL:
    gtk_button_set_label (button, g_value_get_string (value));
    gtk_widget_set_visible (GTK_WIDGET (button), TRUE);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_notice_finalize (GObject *object)
{
  g_clear_pointer (&ATTRACTOR_NOTICE (object)->messages, g_ptr_array_unref);

  G_OBJECT_CLASS (attractor_notice_parent_class)->finalize (object);
}

static void
attractor_notice_class_init (AttractorNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = attractor_notice_finalize;
  object_class->set_property = attractor_notice_set_property;

  /* What a button does, how that is explained, and what it says */
  properties[PROP_ACTION] = g_param_spec_string ("action", NULL, NULL, NULL, flags);
  properties[PROP_EXPLANATION] = g_param_spec_string ("explanation", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_OTHER_ACTION] = g_param_spec_string ("other-action", NULL, NULL, NULL, flags);
  properties[PROP_OTHER_EXPLANATION] = g_param_spec_string (
    "other-explanation", NULL, NULL, NULL, flags);
  properties[PROP_OTHER_LABEL] = g_param_spec_string ("other-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ATTRACTOR_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorNotice, text);
  gtk_widget_class_bind_template_child (widget_class, AttractorNotice, button);
  gtk_widget_class_bind_template_child (widget_class, AttractorNotice, other_button);
  gtk_widget_class_bind_template_callback (widget_class, attractor_notice_clear);
}

static void
attractor_notice_init (AttractorNotice *self)
{
  self->messages = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show (AttractorNotice *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_more = self->messages->len > MAX_LINES ? self->messages->len - MAX_LINES : 0;

  for (guint i = 0; i < self->messages->len - n_more; i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? "\n" : "", (const char *)g_ptr_array_index (self->messages, i));
  if (n_more > 0) {
    g_string_append_c (text, '\n');
    g_string_append_printf (
      text, ngettext ("and %u more error", "and %u more errors", n_more), n_more);
  }
  gtk_label_set_text (self->text, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self), self->messages->len > 0);
}

/**
 * attractor_notice_add:
 * @self: a notice
 * @message: what is wrong, where and why, one sentence
 *
 * Says @message, below what it says already.
 */
void
attractor_notice_add (AttractorNotice *self, const char *message)
{
  g_return_if_fail (ATTRACTOR_IS_NOTICE (self));
  g_return_if_fail (message != NULL);

  if (g_ptr_array_find_with_equal_func (self->messages, message, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->messages, g_strdup (message));
  show (self);
}

/**
 * attractor_notice_clear:
 * @self: a notice
 *
 * Takes it out of sight: what it says is over, or has been read.
 */
void
attractor_notice_clear (AttractorNotice *self)
{
  g_return_if_fail (ATTRACTOR_IS_NOTICE (self));

  g_ptr_array_set_size (self->messages, 0);
  show (self);
}
