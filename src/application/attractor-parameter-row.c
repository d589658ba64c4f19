/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-parameter-row.h"

#include <math.h>

#include <glib/gi18n.h>

#include "exp-key.h"

#include "attractor-entry-error.h"
#include "attractor-follower.h"
#include "attractor-number.h"
#include "attractor-pair-layout.h"
#include "attractor-refusal.h"
#include "attractor-widget.h"

/* A slider has this many steps, whatever its range: one per pixel is enough */
#define N_STEPS 200.0
/* The entry has the width of the largest value, within these characters: a seed would need more. */
#define MIN_CHARS 6
#define MAX_CHARS 8

/**
 * AttractorParameterRow:
 *
 * One number of the document: its name, a slider over the range that is of
 * interest, an entry for any value that is allowed, and a button that brings
 * the default back.
 */
struct _AttractorParameterRow {
  AdwPreferencesRow parent_instance;

  GtkScale *scale;
  GtkSpinButton *spin_button;
  GtkWidget *reset_button;
  GtkLabel *error_label;
  GtkAdjustment *slider;
  GtkAdjustment *entry;

  AttractorDocument *document;
  const ExpKey *key;
  gboolean shown; /* what the document has */
  gboolean updating;
  gboolean writing; /* into the entry, which nobody else does */
  gboolean dragging;
  gboolean refused; /* what was written; the label says why */
};

static void follower_init (AttractorFollowerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttractorParameterRow,
                               attractor_parameter_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (ATTRACTOR_TYPE_FOLLOWER, follower_init))

enum {
  PROP_0,
  PROP_KEY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* The slider's own coordinate */
static double
to_slider (const ExpKey *key, double value)
{
  if (!key->logarithmic)
    return value;

  return log10 (MAX (value, key->slider_minimum));
}

/* A slider gives round numbers: the decimals that the entry shows, or three
 * significant digits where the scale is logarithmic. */
static double
from_slider (const ExpKey *key, double position)
{
  double unit;
  double value = position;

  if (key->logarithmic) {
    value = pow (10.0, position);
    unit = pow (10.0, floor (position + 1e-9) - 2.0);
  } else {
    unit = pow (10.0, -(double)key->digits);
  }

  /* Dividing by a power of ten rather than multiplying by its inverse gives
   * the double that is nearest to the decimal number. */
  if (unit < 1.0)
    value = round (value / unit) / round (1.0 / unit);
  else
    value = round (value / unit) * unit;
  if (key->type == EXP_KEY_INTEGER)
    value = round (value);

  return CLAMP (value, key->slider_minimum, key->slider_maximum);
}

static void
update_reset_button (AttractorParameterRow *self, double value)
{
  gboolean differs = value != self->key->fallback;

  /* Focus would be lost with the button. */
  if (!differs && gtk_widget_has_focus (self->reset_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->spin_button));
  gtk_widget_set_visible (self->reset_button, differs);
}

static void
update (AttractorParameterRow *self)
{
  g_autofree char *text = NULL;
  double value;

  if (self->document == NULL || self->key == NULL)
    return;

  /* Most changes are of another row's parameter. */
  value = exp_key_get (self->key, attractor_document_get_experiment (self->document));
  if (self->shown && value == gtk_adjustment_get_value (self->entry) &&
      to_slider (self->key, value) == gtk_adjustment_get_value (self->slider))
    return;

  self->shown = TRUE;
  self->updating = TRUE;
  gtk_adjustment_set_value (self->slider, to_slider (self->key, value));
  gtk_adjustment_set_value (self->entry, value);
  self->updating = FALSE;

  text = attractor_number_format (value);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  update_reset_button (self, value);
}

static void
refuse (AttractorParameterRow *self, const char *message)
{
  self->refused = TRUE;
  attractor_entry_error_show (GTK_WIDGET (self->spin_button), self->error_label, message);
}

static void
forget_refusal (AttractorParameterRow *self)
{
  if (self->refused)
    attractor_entry_error_clear (GTK_WIDGET (self->spin_button),
                                 self->error_label,
                                 gtk_widget_get_tooltip_text (GTK_WIDGET (self)));
  self->refused = FALSE;
}

static void
document_changed_cb (AttractorParameterRow *self)
{
  forget_refusal (self);
  update (self);
}

static void
text_changed_cb (AttractorParameterRow *self)
{
  if (!self->writing)
    forget_refusal (self);
}

static void
set_value (AttractorParameterRow *self, double value)
{
  g_autoptr (GError) error = NULL;

  if (self->updating || self->document == NULL)
    return;

  if (!attractor_document_set_number (self->document, self->key, value, &error))
    refuse (self, error->message);

  /* What was refused must not stay in sight as if it held. */
  update (self);
}

static void
slider_changed_cb (AttractorParameterRow *self)
{
  set_value (self, from_slider (self->key, gtk_adjustment_get_value (self->slider)));
}

/* All that a drag passes through is one step of undo. */
static void
set_dragging (AttractorParameterRow *self, gboolean dragging)
{
  if (self->dragging == dragging || self->document == NULL)
    return;

  self->dragging = dragging;
  if (dragging)
    attractor_document_begin_group (self->document);
  else
    attractor_document_end_group (self->document);
}

/* The slider's own gesture would end one that only looks on. */
static gboolean
scale_event_cb (AttractorParameterRow *self, GdkEvent *event)
{
  switch ((int)gdk_event_get_event_type (event)) {
  case GDK_BUTTON_PRESS:
  case GDK_TOUCH_BEGIN:
    set_dragging (self, TRUE);
    break;
  case GDK_BUTTON_RELEASE:
  case GDK_TOUCH_END:
  case GDK_TOUCH_CANCEL:
  case GDK_GRAB_BROKEN:
    set_dragging (self, FALSE);
    break;
  default:
    break;
  }

  return GDK_EVENT_PROPAGATE;
}

static void
scale_unmap_cb (AttractorParameterRow *self)
{
  set_dragging (self, FALSE);
}

/* To as many digits as a double holds for certain. */
static double
round_to_digits (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_ascii_strtod (g_ascii_formatd (text, sizeof text, "%.15g", value), NULL);
}

static void
entry_changed_cb (AttractorParameterRow *self)
{
  double value = gtk_adjustment_get_value (self->entry);

  /* Steps add up rounding, which nobody typed: 1.2 + 0.01 is 1.21. */
  if (self->key != NULL && self->key->type == EXP_KEY_REAL)
    value = round_to_digits (value);
  set_value (self, value);
}

static gboolean
output_cb (AttractorParameterRow *self)
{
  g_autofree char *text = NULL;

  if (self->key == NULL)
    return FALSE;

  text = attractor_number_format (gtk_adjustment_get_value (self->entry));
  self->writing = TRUE;
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->spin_button))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->spin_button), text);
  self->writing = FALSE;

  return TRUE;
}

static int
input_cb (AttractorParameterRow *self, double *new_value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->spin_button));
  g_autoptr (GError) error = NULL;
  double value;

  if (self->key == NULL)
    return GTK_INPUT_ERROR;

  if (!attractor_number_parse (text, self->key->type == EXP_KEY_INTEGER, &value)) {
    g_autofree char *kept = attractor_number_format (gtk_adjustment_get_value (self->entry));
    g_autofree char *message = attractor_entry_error_dup (_ (self->key->label), text, kept);

    refuse (self, message);
    return GTK_INPUT_ERROR;
  }

  if (!attractor_refusal_check (self->key, value, &error)) {
    refuse (self, error->message);
    return GTK_INPUT_ERROR;
  }

  forget_refusal (self);
  *new_value = value;
  return TRUE;
}

/* What is kept is in sight already where something was refused. */
static gboolean
key_cb (AttractorParameterRow *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || !self->refused)
    return GDK_EVENT_PROPAGATE;
  forget_refusal (self);
  gtk_editable_select_region (GTK_EDITABLE (self->spin_button), 0, -1);
  return GDK_EVENT_STOP;
}

static void
reset_clicked_cb (AttractorParameterRow *self)
{
  set_value (self, self->key->fallback);
}

static char *
describe_range (const ExpKey *key)
{
  g_autofree char *minimum = attractor_number_format (key->minimum);
  g_autofree char *maximum = attractor_number_format (key->maximum);

  if (key->open_minimum)
    return g_strdup_printf (_ ("Above %s, up to %s"), minimum, maximum);

  return g_strdup_printf (_ ("From %s to %s"), minimum, maximum);
}

static void
set_up_adjustments (AttractorParameterRow *self)
{
  const ExpKey *key = self->key;
  double from = to_slider (key, key->slider_minimum);
  double to = to_slider (key, key->slider_maximum);
  double unit = key->type == EXP_KEY_INTEGER ? 1.0 : pow (10.0, -(double)key->digits);
  /* One press of a button does something that can be seen. */
  double press = key->type == EXP_KEY_INTEGER ? 1.0 : 10.0 * unit;
  double step = key->logarithmic ? (to - from) / N_STEPS : MAX ((to - from) / N_STEPS, unit);

  self->updating = TRUE;
  gtk_adjustment_configure (self->slider, from, from, to, step, 10.0 * step, 0.0);
  gtk_adjustment_configure (
    self->entry, key->fallback, key->minimum, key->maximum, press, 10.0 * press, 0.0);
  self->updating = FALSE;
}

static void
set_up_width (AttractorParameterRow *self)
{
  g_autofree char *largest = attractor_number_format (self->key->maximum);
  int n = (int)CLAMP (g_utf8_strlen (largest, -1), MIN_CHARS, MAX_CHARS);

  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin_button), n);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->spin_button), n);
}

static void
set_key (AttractorParameterRow *self, const char *path)
{
  g_autofree char *range = NULL;
  g_autofree char *tooltip = NULL;
  g_autofree char *fallback = NULL;
  g_autofree char *reset = NULL;
  const char *label;

  self->key = exp_key_find (path);
  g_return_if_fail (self->key != NULL);
  g_return_if_fail (self->key->type != EXP_KEY_CHOICE);

  label = _ (self->key->label);
  range = describe_range (self->key);
  tooltip = g_strdup_printf ("%s\n%s", _ (self->key->description), range);
  fallback = attractor_number_format (self->key->fallback);
  reset = g_strdup_printf (_ ("Reset to %s"), fallback);

  set_up_adjustments (self);
  set_up_width (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_widget_set_tooltip_text (self->reset_button, reset);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tooltip,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tooltip,
                                  -1);
  g_free (reset);
  reset = g_strdup_printf (_ ("Reset %s to %s"), label, fallback);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->reset_button), GTK_ACCESSIBLE_PROPERTY_LABEL, reset, -1);
  attractor_widget_set_up_spin_button (self->spin_button, label);
}

static void
set_document (AttractorFollower *follower, AttractorDocument *document)
{
  AttractorParameterRow *self = ATTRACTOR_PARAMETER_ROW (follower);

  if (document != self->document)
    set_dragging (self, FALSE);
  if (attractor_follower_take (self, &self->document, document, G_CALLBACK (document_changed_cb)))
    update (self);
}

static void
follower_init (AttractorFollowerInterface *iface)
{
  iface->set_document = set_document;
}

static void
attractor_parameter_row_dispose (GObject *object)
{
  AttractorParameterRow *self = ATTRACTOR_PARAMETER_ROW (object);

  attractor_follower_set_document (ATTRACTOR_FOLLOWER (self), NULL);

  G_OBJECT_CLASS (attractor_parameter_row_parent_class)->dispose (object);
}

static void
attractor_parameter_row_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  AttractorParameterRow *self = ATTRACTOR_PARAMETER_ROW (object);

  switch (prop_id) {
  case PROP_KEY:
    g_value_set_string (value, self->key != NULL ? self->key->path : NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_parameter_row_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  AttractorParameterRow *self = ATTRACTOR_PARAMETER_ROW (object);

  switch (prop_id) {
  case PROP_KEY:
    set_key (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_parameter_row_class_init (AttractorParameterRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_parameter_row_dispose;
  object_class->get_property = attractor_parameter_row_get_property;
  object_class->set_property = attractor_parameter_row_set_property;

  properties[PROP_KEY] = g_param_spec_string (
    "key", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ATTRACTOR_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-parameter-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorParameterRow, scale);
  gtk_widget_class_bind_template_child (widget_class, AttractorParameterRow, spin_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorParameterRow, reset_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorParameterRow, error_label);
  gtk_widget_class_bind_template_child (widget_class, AttractorParameterRow, slider);
  gtk_widget_class_bind_template_child (widget_class, AttractorParameterRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, slider_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
}

static void
attractor_parameter_row_init (AttractorParameterRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *events;

  gtk_widget_init_template (GTK_WIDGET (self));

  events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (scale_event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scale), events);
  g_signal_connect_swapped (self->scale, "unmap", G_CALLBACK (scale_unmap_cb), self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->spin_button), keys);

  attractor_widget_ignore_scrolling (GTK_WIDGET (self->scale));
  attractor_widget_ignore_scrolling (GTK_WIDGET (self->spin_button));
}
