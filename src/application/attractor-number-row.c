/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-number-row.h"

#include <math.h>

#include <glib/gi18n.h>

#include "attractor-entry-error.h"
#include "attractor-number.h"
#include "attractor-widget.h"

/**
 * AttractorNumberRow:
 *
 * A number that is no parameter of the document: the row's title, and an entry that
 * takes a decimal comma as well as a point.
 */
struct _AttractorNumberRow {
  AdwActionRow parent_instance;

  GtkSpinButton *spin_button;
  GtkAdjustment *entry;
  gboolean integer;
  gboolean updating;
  gboolean writing; /* into the entry, which nobody else does */
  char *subtitle;   /* the row's own, while it says why something was refused, or NULL */
};

G_DEFINE_FINAL_TYPE (AttractorNumberRow, attractor_number_row, ADW_TYPE_ACTION_ROW)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
attractor_number_row_finalize (GObject *object)
{
  g_free (ATTRACTOR_NUMBER_ROW (object)->subtitle);

  G_OBJECT_CLASS (attractor_number_row_parent_class)->finalize (object);
}

static void
attractor_number_row_class_init (AttractorNumberRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = attractor_number_row_finalize;

  /**
   * AttractorNumberRow::changed:
   *
   * Emitted when somebody has entered another number.
   */
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mark (AttractorNumberRow *self, gboolean refused)
{
  GtkWidget *widgets[] = { GTK_WIDGET (self), GTK_WIDGET (self->spin_button) };

  for (gsize i = 0; i < G_N_ELEMENTS (widgets); i++)
    if (refused)
      gtk_widget_add_css_class (widgets[i], "error");
    else
      gtk_widget_remove_css_class (widgets[i], "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->spin_button),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               refused ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
say (AttractorNumberRow *self, const char *message)
{
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (self));
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  if (self->subtitle == NULL)
    self->subtitle = g_strdup (subtitle != NULL ? subtitle : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), escaped);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->spin_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  mark (self, TRUE);
}

/* What the row is called and explained by is so of its entry, too. */
static void
explain (AttractorNumberRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  const char *tooltip = gtk_widget_get_tooltip_text (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tooltip != NULL ? tooltip : "",
                                  -1);
  attractor_widget_set_up_spin_button (self->spin_button, title);
}

/* What was refused is no longer the matter. */
static void
forget_refusal (AttractorNumberRow *self)
{
  if (self->subtitle == NULL)
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), self->subtitle);
  g_clear_pointer (&self->subtitle, g_free);
  explain (self);
  mark (self, FALSE);
}

static void
explain_cb (AttractorNumberRow *self)
{
  forget_refusal (self);
  explain (self);
}

static void
text_changed_cb (AttractorNumberRow *self)
{
  if (!self->writing)
    forget_refusal (self);
}

static void
changed_cb (AttractorNumberRow *self)
{
  forget_refusal (self);
  if (!self->updating)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
output_cb (AttractorNumberRow *self)
{
  g_autofree char *text = attractor_number_format (gtk_adjustment_get_value (self->entry));

  self->writing = TRUE;
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->spin_button))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->spin_button), text);
  self->writing = FALSE;
  return TRUE;
}

static gboolean
takes (AttractorNumberRow *self, double value)
{
  return value >= gtk_adjustment_get_lower (self->entry) &&
         value <= gtk_adjustment_get_upper (self->entry) &&
         (!self->integer || value == floor (value));
}

static char *
refuse (AttractorNumberRow *self, const char *text)
{
  g_autofree char *minimum = attractor_number_format (gtk_adjustment_get_lower (self->entry));
  g_autofree char *maximum = attractor_number_format (gtk_adjustment_get_upper (self->entry));

  return g_strdup_printf (self->integer ? _ ("%s cannot be %s: it is a whole number from %s to %s.")
                                        : _ ("%s is %s, but must be from %s to %s."),
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                          text,
                          minimum,
                          maximum);
}

static int
input_cb (AttractorNumberRow *self, double *new_value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->spin_button));
  g_autofree char *kept = attractor_number_format (gtk_adjustment_get_value (self->entry));
  g_autofree char *message = NULL;
  double value;

  if (!attractor_number_parse (text, self->integer, &value))
    message = attractor_entry_error_dup (
      adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), text, kept);
  else if (!takes (self, value))
    message = refuse (self, text);
  if (message != NULL) {
    say (self, message);
    return GTK_INPUT_ERROR;
  }
  forget_refusal (self);
  *new_value = value;
  return TRUE;
}

/* What is kept is in sight already where something was refused. */
static gboolean
key_cb (AttractorNumberRow *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || self->subtitle == NULL)
    return GDK_EVENT_PROPAGATE;
  forget_refusal (self);
  gtk_editable_select_region (GTK_EDITABLE (self->spin_button), 0, -1);
  return GDK_EVENT_STOP;
}

static void
attractor_number_row_init (AttractorNumberRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_adjustment_new (0.0, 0.0, 1.0, 0.1, 1.0, 0.0);
  self->spin_button = GTK_SPIN_BUTTON (gtk_spin_button_new (self->entry, 0.0, 0));
  gtk_spin_button_set_update_policy (self->spin_button, GTK_UPDATE_IF_VALID);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin_button), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->spin_button), 6);
  gtk_editable_set_alignment (GTK_EDITABLE (self->spin_button), 1.0f);
  gtk_widget_set_valign (GTK_WIDGET (self->spin_button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->spin_button), "numeric");
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spin_button));
  attractor_widget_ignore_scrolling (GTK_WIDGET (self->spin_button));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->spin_button), keys);
  g_signal_connect_swapped (self->spin_button, "input", G_CALLBACK (input_cb), self);
  g_signal_connect_swapped (self->spin_button, "output", G_CALLBACK (output_cb), self);
  g_signal_connect_swapped (self->spin_button, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect_swapped (self->entry, "value-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self, "notify::title", G_CALLBACK (explain_cb), NULL);
  g_signal_connect (self, "notify::tooltip-text", G_CALLBACK (explain_cb), NULL);
}

/**
 * attractor_number_row_set_up:
 * @self: a number's row
 * @minimum: the least number it takes
 * @maximum: the largest
 * @step: what a press of its buttons does
 * @integer: whether it takes whole numbers only
 *
 * What was refused before is forgotten: it may be another number's.
 */
void
attractor_number_row_set_up (
  AttractorNumberRow *self, double minimum, double maximum, double step, gboolean integer)
{
  double value;

  g_return_if_fail (ATTRACTOR_IS_NUMBER_ROW (self));

  forget_refusal (self);
  value = CLAMP (gtk_adjustment_get_value (self->entry), minimum, maximum);
  self->integer = integer;
  self->updating = TRUE;
  gtk_adjustment_configure (self->entry, value, minimum, maximum, step, 10.0 * step, 0.0);
  self->updating = FALSE;
}

double
attractor_number_row_get_value (AttractorNumberRow *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_NUMBER_ROW (self), 0.0);

  return gtk_adjustment_get_value (self->entry);
}

/**
 * attractor_number_row_set_value:
 * @self: a number's row
 * @value: the number; #AttractorNumberRow::changed is not emitted
 *
 * What was refused is forgotten if this is another number than that which was kept.
 */
void
attractor_number_row_set_value (AttractorNumberRow *self, double value)
{
  g_return_if_fail (ATTRACTOR_IS_NUMBER_ROW (self));

  self->updating = TRUE;
  gtk_adjustment_set_value (self->entry, value);
  self->updating = FALSE;
}

/**
 * attractor_number_row_set_subtitle:
 * @self: a number's row
 * @subtitle: what is said below its title, in place of which it says why it refuses something
 */
void
attractor_number_row_set_subtitle (AttractorNumberRow *self, const char *subtitle)
{
  g_return_if_fail (ATTRACTOR_IS_NUMBER_ROW (self));
  g_return_if_fail (subtitle != NULL);

  if (self->subtitle == NULL) {
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
    return;
  }
  g_free (self->subtitle);
  self->subtitle = g_strdup (subtitle);
}
