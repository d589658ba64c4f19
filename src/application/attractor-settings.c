/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-settings.h"

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
