/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-preferences.h"

#include <string.h>

#include <glib/gi18n.h>

#include "attractor-combo-list.h"
#include "attractor-settings.h"
#include "attractor-widget.h"

/**
 * AttractorPreferences:
 *
 * What holds for all experiments. Each change has its effect at once, as
 * attractor_settings_start() sees to.
 */
struct _AttractorPreferences {
  AdwPreferencesWindow parent_instance;

  AdwComboRow *style;
  AdwComboRow *colors;
  GtkSpinButton *digits;
  GtkWidget *train;
  AdwActionRow *threads_row;
  GtkSpinButton *threads;
  GtkSpinButton *memory;
};

G_DEFINE_FINAL_TYPE (AttractorPreferences, attractor_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows' choices */
static const char *const styles[] = { "default", "light", "dark", NULL };
static const char *const colors[] = { "default", "high-contrast", NULL };

static gboolean
get_choice (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *names = user_data;

  for (guint i = 0; names[i] != NULL; i++) {
    if (strcmp (names[i], g_variant_get_string (variant, NULL)) == 0) {
      g_value_set_uint (value, i);
      return TRUE;
    }
  }
  return FALSE;
}

static GVariant *
set_choice (const GValue *value, const GVariantType *expected_type, gpointer user_data)
{
  const char *const *names = user_data;
  guint index = g_value_get_uint (value);

  return index < g_strv_length ((GStrv)names) ? g_variant_new_string (names[index]) : NULL;
}

static void
bind_choice (GSettings *settings, const char *key, AdwComboRow *row, const char *const *names)
{
  g_settings_bind_with_mapping (settings,
                                key,
                                row,
                                "selected",
                                G_SETTINGS_BIND_DEFAULT,
                                get_choice,
                                set_choice,
                                (gpointer)names,
                                NULL);
}

static void
bind_number (GSettings *settings, const char *key, GtkSpinButton *button, const char *label)
{
  g_settings_bind (
    settings, key, gtk_spin_button_get_adjustment (button), "value", G_SETTINGS_BIND_DEFAULT);
  attractor_widget_set_up_spin_button (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_widget_get_tooltip_text (GTK_WIDGET (button)),
                                  -1);
}

static void
attractor_preferences_class_init (AttractorPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorPreferences, style);
  gtk_widget_class_bind_template_child (widget_class, AttractorPreferences, colors);
  gtk_widget_class_bind_template_child (widget_class, AttractorPreferences, digits);
  gtk_widget_class_bind_template_child (widget_class, AttractorPreferences, train);
  gtk_widget_class_bind_template_child (widget_class, AttractorPreferences, threads_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorPreferences, threads);
  gtk_widget_class_bind_template_child (widget_class, AttractorPreferences, memory);
}

static void
attractor_preferences_init (AttractorPreferences *self)
{
  GSettings *settings = attractor_settings_get ();
  guint n_processors = g_get_num_processors ();
  g_autofree char *words = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_combo_list_set_up (self->style);
  attractor_combo_list_set_up (self->colors);
  words = g_strdup_printf (ngettext ("At most this many at a time; 0 for the %u processor",
                                     "At most this many at a time; 0 for all %u processors",
                                     n_processors),
                           n_processors);
  adw_action_row_set_subtitle (self->threads_row, words);
  if (settings == NULL)
    return;

  bind_choice (settings, "style-scheme", self->style, styles);
  bind_choice (settings, "figure-colors", self->colors, colors);
  bind_number (settings, "digits", self->digits, _ ("Significant digits"));
  bind_number (settings, "threads", self->threads, _ ("Threads"));
  bind_number (settings, "memory-limit", self->memory, _ ("Memory limit"));
  g_settings_bind (settings, "train-automatically", self->train, "active", G_SETTINGS_BIND_DEFAULT);
}

/**
 * attractor_preferences_new:
 * @parent: (nullable): the window that it is asked for in
 *
 * Returns: (transfer none): a window; others stay usable while it is open
 */
GtkWindow *
attractor_preferences_new (GtkWindow *parent)
{
  return g_object_new (ATTRACTOR_TYPE_PREFERENCES,
                       "transient-for",
                       parent,
                       "modal",
                       FALSE,
                       "destroy-with-parent",
                       TRUE,
                       NULL);
}
