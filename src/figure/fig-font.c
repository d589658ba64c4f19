/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-font.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

/* What no font is called, to learn what stands for those that are not there. */
#define UNKNOWN "attractor-no-such-family"

/* What every system has a font for, be it the one that also stands for what is missing. */
static const char *const generic[] = {
  "sans",      "sans-serif",    "serif",    "monospace",    "cursive", "fantasy",
  "system-ui", "ui-sans-serif", "ui-serif", "ui-monospace", NULL,
};

static gboolean
is_generic (const char *family)
{
  for (gsize i = 0; generic[i] != NULL; i++)
    if (g_ascii_strcasecmp (generic[i], family) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_installed (const char *family)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoFontFamily **families;
  int n_families;
  gboolean found = FALSE;

  pango_font_map_list_families (map, &families, &n_families);
  for (int i = 0; i < n_families && !found; i++)
    found = g_ascii_strcasecmp (pango_font_family_get_name (families[i]), family) == 0;
  g_free (families);
  return found;
}

/* The family of the font that letters would have. */
static char *
dup_substitute (const char *family)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *wanted = pango_font_description_new ();
  g_autoptr (PangoFont) font = NULL;
  char *substitute = NULL;

  pango_font_description_set_family (wanted, family);
  font = pango_font_map_load_font (map, context, wanted);
  if (font != NULL) {
    PangoFontDescription *got = pango_font_describe (font);

    substitute = g_strdup (pango_font_description_get_family (got));
    pango_font_description_free (got);
  }
  pango_font_description_free (wanted);
  g_object_unref (context);
  return substitute;
}

/* Another font is meant to stand for it, as for Helvetica, rather than for whatever is missing. */
static gboolean
has_substitute (const char *family)
{
  g_autofree char *substitute = dup_substitute (family);
  g_autofree char *fallback = dup_substitute (UNKNOWN);

  return substitute != NULL && g_strcmp0 (substitute, fallback) != 0;
}

/* The system counts it among those that look like what stands for a missing one, as Verdana: then
 * the same font is meant for both, and they cannot be told apart by what they get. */
static gboolean
is_like_fallback (const char *family)
{
  FcPattern *pattern = FcPatternCreate ();
  FcChar8 *name;
  gboolean found = FALSE;

  FcPatternAddString (pattern, FC_FAMILY, (const FcChar8 *)UNKNOWN);
  FcConfigSubstitute (NULL, pattern, FcMatchPattern);
  /* the first is what was asked for */
  for (int i = 1; !found && FcPatternGetString (pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
    found = g_ascii_strcasecmp ((const char *)name, family) == 0;
  FcPatternDestroy (pattern);
  return found;
}

/**
 * fig_font_is_known:
 * @families: a list of families as Pango takes it, with commas between
 *
 * Finds out whether letters can be had as somebody asked for: one of the families is installed or
 * generic, as sans-serif, or the system has a font that is meant to stand for it. May take
 * milliseconds for a family that is not there; may be called on any thread.
 *
 * Returns: whether it is so
 */
gboolean
fig_font_is_known (const char *families)
{
  PangoFontDescription *description = pango_font_description_from_string (families);
  const char *list = pango_font_description_get_family (description);
  g_auto (GStrv) names = g_strsplit (list != NULL ? list : "", ",", -1);
  gboolean known = FALSE;

  for (gsize i = 0; names[i] != NULL && !known; i++) {
    const char *name = g_strstrip (names[i]);

    known = *name != '\0' && (is_generic (name) || is_installed (name) || has_substitute (name) ||
                              is_like_fallback (name));
  }
  pango_font_description_free (description);
  return known;
}
