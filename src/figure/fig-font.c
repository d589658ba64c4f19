/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-font.h"

#include <string.h>

#include <fontconfig/fontconfig.h>
#include <hb.h>

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

static gboolean
is_known (const char *family)
{
  return is_generic (family) || is_installed (family) || has_substitute (family) ||
         is_like_fallback (family);
}

/* Whether a glyph that has this name is that of the letter, or may be: some fonts only count. */
static gboolean
is_name_of (const char *name, char letter)
{
  static const char *const counted[] = {
    "glyph", "gid", "cid", "index", "uni", "g", "G", "u", "c"
  };

  if (*name == letter && (name[1] == '\0' || name[1] == '.'))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (counted); i++)
    if (g_str_has_prefix (name, counted[i]) && g_ascii_isxdigit (name[strlen (counted[i])]))
      return TRUE;
  return FALSE;
}

/* Fonts of symbols may say that they have letters, and have others in their places, as α for a: the
 * names of the glyphs tell. */
static gboolean
names_letters (PangoFont *font)
{
  hb_font_t *glyphs = pango_font_get_hb_font (font);
  guint n_others = 0, n_letters = 0;

  for (char letter = 'A'; letter <= 'z'; letter++) {
    hb_codepoint_t glyph;
    char name[64];

    if (!g_ascii_isalpha (letter))
      continue;
    n_letters++;
    n_others += hb_font_get_nominal_glyph (glyphs, (hb_codepoint_t)letter, &glyph) &&
                hb_font_get_glyph_name (glyphs, glyph, name, sizeof name) &&
                !is_name_of (name, letter);
  }
  return n_others < n_letters / 3;
}

/* What words and numbers of a figure are made of; for single symbols Pango takes another font. */
static gboolean
has_letters (const char *family)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *wanted = pango_font_description_new ();
  g_autoptr (PangoFont) font = NULL;
  gboolean has = TRUE;

  pango_font_description_set_family (wanted, family);
  font = pango_font_map_load_font (map, context, wanted);
  for (gsize i = 0; font != NULL && letters[i] != '\0' && has; i++)
    has = pango_font_has_char (font, (gunichar)letters[i]);
  has = has && font != NULL && names_letters (font);
  pango_font_description_free (wanted);
  g_object_unref (context);
  return has;
}

/**
 * fig_font_parse:
 * @families: a list of families with commas between, and after them perhaps words for how the
 *   letters are, as "Sans Bold"
 *
 * Reads a list of families. Other than for pango_font_description_from_string(), what is installed
 * under all of its name is that family, as "Nimbus Roman", which Pango takes for "Nimbus" with
 * upright letters.
 *
 * Returns: (transfer full): what they describe
 */
PangoFontDescription *
fig_font_parse (const char *families)
{
  PangoFontDescription *description = pango_font_description_from_string (families);
  const char *comma = strrchr (families, ',');
  g_autofree char *last = g_strstrip (g_strdup (comma != NULL ? comma + 1 : families));

  if (g_strcmp0 (pango_font_description_get_family (description), families) == 0 ||
      !is_installed (last))
    return description;
  pango_font_description_free (description);
  description = pango_font_description_new ();
  pango_font_description_set_family (description, families);
  return description;
}

typedef gboolean (*FamilyFunc) (const char *family);

/* Whether one of a list of families as Pango takes it is such a one. */
static gboolean
has_family (const char *families, FamilyFunc func)
{
  PangoFontDescription *description = fig_font_parse (families);
  const char *list = pango_font_description_get_family (description);
  g_auto (GStrv) names = g_strsplit (list != NULL ? list : "", ",", -1);
  gboolean found = FALSE;

  for (gsize i = 0; names[i] != NULL && !found; i++) {
    const char *name = g_strstrip (names[i]);

    found = *name != '\0' && func (name);
  }
  pango_font_description_free (description);
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
  return has_family (families, is_known);
}

static gboolean
is_suitable (const char *family)
{
  return is_known (family) && has_letters (family);
}

/* What was found before, as that takes reading a font; each thread has its own of Pango's. */
static GMutex lock;
static GHashTable *found_before; /* (element-type utf8 gboolean) */

/**
 * fig_font_is_suitable:
 * @families: a list of families as Pango takes it, with commas between
 *
 * Finds out whether one of the families is known, and has the Latin letters and the digits that
 * figures are made of, which fonts of symbols and of some scripts have not: others would stand for
 * them without a word. Reads the font, which takes milliseconds, unless the same list was asked for
 * before, and is known; may be called on any thread.
 *
 * Returns: whether it is so
 */
gboolean
fig_font_is_suitable (const char *families)
{
  gpointer known;
  gboolean found, suitable;

  g_mutex_lock (&lock);
  if (found_before == NULL)
    found_before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  found = g_hash_table_lookup_extended (found_before, families, NULL, &known);
  g_mutex_unlock (&lock);
  if (found)
    return GPOINTER_TO_INT (known);

  suitable = has_family (families, is_suitable);
  /* somebody may still install one that is not there */
  if (suitable || fig_font_is_known (families)) {
    g_mutex_lock (&lock);
    g_hash_table_replace (found_before, g_strdup (families), GINT_TO_POINTER (suitable));
    g_mutex_unlock (&lock);
  }
  return suitable;
}

/**
 * fig_font_learn:
 * @cancellable: (nullable): to stop
 *
 * Finds out of all families that are installed whether they are suitable, after which
 * fig_font_is_suitable() knows that at once. Reads a font of each: belongs on a worker.
 */
void
fig_font_learn (GCancellable *cancellable)
{
  PangoFontFamily **families;
  int n_families;

  pango_font_map_list_families (pango_cairo_font_map_get_default (), &families, &n_families);
  for (int i = 0; i < n_families && !g_cancellable_is_cancelled (cancellable); i++)
    fig_font_is_suitable (pango_font_family_get_name (families[i]));
  g_free (families);
}
