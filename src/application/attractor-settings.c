/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-settings.h"

#include <math.h>

#include <adwaita.h>

#include "exp-memory.h"
#include "rc-parallel.h"

#include "attractor-number.h"

#define GIB (1024.0 * 1024.0 * 1024.0)

/**
 * attractor_settings_get:
 *
 * Returns: (nullable) (transfer none): the program's settings, or %NULL if it
 *   was neither installed nor started by build-aux/run, so that there is no
 *   schema; nothing is remembered then
 */
GSettings *
attractor_settings_get (void)
{
  static GSettings *settings;
  static gboolean looked_up;

  if (!looked_up) {
    GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
    g_autoptr (GSettingsSchema) schema = NULL;

    looked_up = TRUE;
    /* g_settings_new() would end the program where there is no schema. */
    if (source != NULL)
      schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
    if (schema != NULL)
      settings = g_settings_new_full (schema, NULL, NULL);
  }

  return settings;
}

static void
apply_style (GSettings *settings, const char *key)
{
  g_autofree char *scheme = g_settings_get_string (settings, key);
  AdwColorScheme color_scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_strcmp0 (scheme, "light") == 0)
    color_scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_strcmp0 (scheme, "dark") == 0)
    color_scheme = ADW_COLOR_SCHEME_FORCE_DARK;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), color_scheme);
}

static void
apply_threads (GSettings *settings, const char *key)
{
  rc_set_threads ((guint)g_settings_get_int (settings, key));
}

static void
apply_memory (GSettings *settings, const char *key)
{
  exp_memory_set_limit ((gsize)ceil (GIB * g_settings_get_double (settings, key)));
}

static void
apply_digits (GSettings *settings, const char *key)
{
  attractor_number_set_digits (g_settings_get_int (settings, key));
}

static const struct {
  const char *key;
  void (*apply) (GSettings *settings, const char *key);
} effects[] = {
  { "style-scheme", apply_style },
  { "threads", apply_threads },
  { "memory-limit", apply_memory },
  { "digits", apply_digits },
};

/**
 * attractor_settings_start:
 *
 * Gives the settings their effect, now and whenever one changes. To be called once,
 * before there is a window.
 */
void
attractor_settings_start (void)
{
  GSettings *settings = attractor_settings_get ();

  if (settings == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (effects); i++) {
    g_autofree char *signal = g_strconcat ("changed::", effects[i].key, NULL);

    g_signal_connect (settings, signal, G_CALLBACK (effects[i].apply), NULL);
    effects[i].apply (settings, effects[i].key);
  }
}

/**
 * attractor_settings_follow:
 * @key: of a setting
 * @callback: called with @object alone when it has changed, after its effect
 * @object: for @callback, which is not called any longer when it is gone
 */
void
attractor_settings_follow (const char *key, GCallback callback, gpointer object)
{
  GSettings *settings = attractor_settings_get ();
  g_autofree char *signal = NULL;

  g_return_if_fail (key != NULL);
  g_return_if_fail (G_IS_OBJECT (object));

  if (settings == NULL)
    return;

  signal = g_strconcat ("changed::", key, NULL);
  g_signal_connect_object (settings, signal, callback, object, G_CONNECT_SWAPPED);
}

/**
 * attractor_settings_get_contrast:
 *
 * Returns: whether figures are to have high contrast, whatever the desktop asks for
 */
gboolean
attractor_settings_get_contrast (void)
{
  GSettings *settings = attractor_settings_get ();
  g_autofree char *colors = settings != NULL ? g_settings_get_string (settings, "figure-colors")
                                             : NULL;

  return g_strcmp0 (colors, "high-contrast") == 0;
}
