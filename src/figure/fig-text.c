/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-text.h"

#include <string.h>

#include "fig-font.h"
#include "fig-number.h"
#include "fig-paint.h"
#include "fig-svg-text.h"

/**
 * fig_text_context_new:
 * @style: the style
 *
 * Makes the context that texts are measured in. Letters are moved to whole
 * units only where the style is for screens.
 *
 * Returns: (transfer full): a context
 */
PangoContext *
fig_text_context_new (const FigStyle *style)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoFontDescription *font = fig_font_parse (style->font_family);

  pango_context_set_font_description (context, font);
  pango_font_description_free (font);
  cairo_font_options_set_hint_metrics (
    options, style->snap ? CAIRO_HINT_METRICS_ON : CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options,
                                     style->snap ? CAIRO_HINT_STYLE_SLIGHT : CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, style->snap);
  return context;
}

static void
measure (FigText *self)
{
  PangoRectangle ink, logical;
  int overhang;

  pango_layout_get_extents (self->layout, &ink, &logical);
  overhang = ink.x + ink.width - logical.x - logical.width;
  /* letters may lean out a little, but what stands for letters that no font has
   * may stand out by far */
  if (overhang < logical.height / 4)
    overhang = 0;
  self->width = (double)(logical.width + overhang) / PANGO_SCALE;
  self->height = (double)logical.height / PANGO_SCALE;
  self->baseline = (double)(pango_layout_get_baseline (self->layout) - logical.y) / PANGO_SCALE;
  self->rise = (double)(pango_layout_get_baseline (self->layout) - ink.y) / PANGO_SCALE;
}

static gboolean
is_font_scale_cb (PangoAttribute *attribute, gpointer user_data)
{
  return attribute->klass->type == PANGO_ATTR_FONT_SCALE;
}

/* Lets raised and lowered letters be no smaller than @least, nor larger than those beside them. */
static void
enlarge_scripts (FigText *self, double size, double least)
{
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);
  PangoAttrList *all = pango_layout_get_attributes (self->layout), *scales;
  GSList *attributes;
  double smallest = size;

  do {
    PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
    PangoFontDescription *font;

    if (run == NULL)
      continue;
    font = pango_font_describe_with_absolute_size (run->item->analysis.font);
    smallest = MIN (smallest, (double)pango_font_description_get_size (font) / PANGO_SCALE);
    pango_font_description_free (font);
  } while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  if (all == NULL || smallest >= MIN (least, size))
    return;

  all = pango_attr_list_copy (all);
  scales = pango_attr_list_filter (all, is_font_scale_cb, NULL);
  attributes = scales != NULL ? pango_attr_list_get_attributes (scales) : NULL;
  for (GSList *i = attributes; i != NULL; i = i->next) {
    const PangoAttribute *scale = i->data;
    PangoAttribute *own = pango_attr_size_new_absolute ((int)(MIN (least, size) * PANGO_SCALE));

    own->start_index = scale->start_index;
    own->end_index = scale->end_index;
    pango_attr_list_insert (all, own);
  }
  g_slist_free_full (attributes, (GDestroyNotify)pango_attribute_destroy);
  g_clear_pointer (&scales, pango_attr_list_unref);
  pango_layout_set_attributes (self->layout, all);
  pango_attr_list_unref (all);
}

/**
 * fig_text_new:
 * @context: from fig_text_context_new()
 * @style: the style
 * @scale: the size in terms of the style's
 * @markup: what to set, as Pango markup
 *
 * Numbers in it get the decimal sign of the style.
 *
 * Returns: (transfer full): the text, measured, at the origin
 */
FigText *
fig_text_new (PangoContext *context, const FigStyle *style, double scale, const char *markup)
{
  FigText *self = g_new0 (FigText, 1);
  PangoFontDescription *font = pango_font_description_copy (
    pango_context_get_font_description (context));
  double size = CLAMP (style->font_size * scale, 0.01, 10000.0);
  g_autofree char *local = NULL;

  if (style->decimal_sign != NULL && strcmp (style->decimal_sign, ".") != 0)
    local = fig_number_localize (markup, style->decimal_sign);

  /* Pango counts in 1/1024 and ints */
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  self->layout = pango_layout_new (context);
  pango_layout_set_font_description (self->layout, font);
  pango_font_description_free (font);
  pango_layout_set_markup (self->layout, local != NULL ? local : markup, -1);
  if (style->least_size > 0.0)
    enlarge_scripts (self, size, style->least_size);
  measure (self);
  fig_text_place (self, 0.0, 0.0);
  return self;
}

void
fig_text_free (FigText *self)
{
  g_object_unref (self->layout);
  g_free (self);
}

/**
 * fig_text_wrap:
 * @self: a text that has not been turned
 * @width: how wide it may be
 * @alignment: of the lines
 *
 * Breaks the text into lines between words: a word that is wider stays so.
 */
void
fig_text_wrap (FigText *self, double width, PangoAlignment alignment)
{
  pango_layout_set_alignment (self->layout, alignment);
  pango_layout_set_width (self->layout, (int)(CLAMP (width, 1.0, 1e6) * PANGO_SCALE));
  measure (self);
  fig_text_place (self, self->box.x, self->box.y);
}

/**
 * fig_text_shorten:
 * @self: a text that has not been turned
 * @width: how wide it may be
 * @n_lines: how many lines it may have, at least 1
 *
 * Breaks the text into so many lines, the last of which ends in an ellipsis where
 * there is more. A word that is wider than a line is broken as well.
 *
 * Returns: whether there is more
 */
gboolean
fig_text_shorten (FigText *self, double width, guint n_lines)
{
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (self->layout, -(int)n_lines);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  fig_text_wrap (self, width, PANGO_ALIGN_LEFT);
  return fig_text_is_shortened (self);
}

/**
 * fig_text_is_shortened:
 * @self: a text
 *
 * Returns: whether there is more of it than is shown
 */
gboolean
fig_text_is_shortened (const FigText *self)
{
  return pango_layout_is_ellipsized (self->layout);
}

/**
 * fig_text_place:
 * @self: a text
 * @x: left edge of its box
 * @y: upper edge of its box
 */
void
fig_text_place (FigText *self, double x, double y)
{
  self->box.x = x;
  self->box.y = y;
  self->box.width = self->upwards ? self->height : self->width;
  self->box.height = self->upwards ? self->width : self->height;
}

/**
 * fig_text_turn:
 * @self: a text
 *
 * Lets it read from below to above.
 */
void
fig_text_turn (FigText *self)
{
  self->upwards = TRUE;
  fig_text_place (self, self->box.x, self->box.y);
}

/**
 * fig_text_get_text:
 * @self: a text
 *
 * Returns: (transfer none): what it says, without markup
 */
const char *
fig_text_get_text (const FigText *self)
{
  return pango_layout_get_text (self->layout);
}

/**
 * fig_text_draw:
 * @self: a text
 * @cr: what to draw with
 * @color: its colour
 */
void
fig_text_draw (const FigText *self, cairo_t *cr, const FigColor *color)
{
  FigSvg *svg = fig_paint_get_svg (cr);
  PangoRectangle logical;

  pango_layout_get_extents (self->layout, NULL, &logical);
  if (svg != NULL) {
    double left = -(double)logical.x / PANGO_SCALE, top = -(double)logical.y / PANGO_SCALE;

    fig_svg_take_text (svg,
                       self->layout,
                       self->box.x + (self->upwards ? top : left),
                       self->upwards ? self->box.y + self->box.height - left : self->box.y + top,
                       self->anchor,
                       self->upwards,
                       color);
    return;
  }
  cairo_save (cr);
  fig_color_set_source (color, cr);
  if (self->upwards) {
    cairo_translate (cr, self->box.x, self->box.y + self->box.height);
    cairo_rotate (cr, -G_PI / 2.0);
  } else {
    cairo_translate (cr, self->box.x, self->box.y);
  }
  /* The layout is drawn as it was measured. To be told of the scale it would be
   * set anew, and raised exponents of the wrong size (Pango 1.50). */
  cairo_move_to (cr, -(double)logical.x / PANGO_SCALE, -(double)logical.y / PANGO_SCALE);
  pango_cairo_show_layout (cr, self->layout);
  cairo_restore (cr);
}

/**
 * fig_text_from_markup:
 * @markup: Pango markup
 *
 * Returns: (transfer full): what it says, without markup
 */
char *
fig_text_from_markup (const char *markup)
{
  char *text = NULL;

  if (!pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL))
    return g_strdup (markup);
  return text;
}

/**
 * fig_text_from_person:
 * @text: what somebody wrote
 *
 * Returns: (transfer full): the same on one line, with spaces for what has no
 *   place in markup and in files
 */
char *
fig_text_from_person (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    /* of what XML forbids, UTF-8 has the control characters and U+xxFFFE, U+xxFFFF */
    if (g_unichar_iscntrl (letter) || (letter & 0xfffe) == 0xfffe)
      letter = ' ';
    g_string_append_unichar (clean, letter);
  }
  return g_string_free (clean, FALSE);
}

/**
 * fig_text_quote:
 * @text: what somebody wrote, as plain text
 *
 * Returns: (transfer full): markup of just that, whose numbers stay as they were written
 */
char *
fig_text_quote (const char *text)
{
  /* nor is a hyphen wanted in a formula or a name */
  return g_markup_printf_escaped ("<span insert_hyphens=\"false\">%s</span>", text);
}
