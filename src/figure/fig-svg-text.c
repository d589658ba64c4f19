/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-svg-text.h"

#include <math.h>
#include <string.h>

/* How letters look, and how far they are raised. */
typedef struct {
  double size;
  int weight;
  PangoStyle slant;
  double rise;
} Face;

typedef struct {
  FigSvg *svg;
  PangoLayout *layout;
  double x; /* of the layout, on the page */
  double y;
  double anchor;
  gboolean upwards;
  gboolean rtl;
  gboolean even;  /* one face throughout */
  gboolean plain; /* no faces: the order of the letters is not that of the runs */
  Face base;
} Writer;

static gboolean
faces_equal (const Face *a, const Face *b)
{
  return a->size == b->size && a->weight == b->weight && a->slant == b->slant && a->rise == b->rise;
}

static Face
face_of_run (PangoLayoutIter *iter)
{
  PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
  PangoFontDescription *font = pango_font_describe_with_absolute_size (run->item->analysis.font);
  Face face = {
    (double)pango_font_description_get_size (font) / PANGO_SCALE,
    pango_font_description_get_weight (font),
    pango_font_description_get_style (font),
    (double)(pango_layout_iter_get_baseline (iter) - pango_layout_iter_get_run_baseline (iter)) /
      PANGO_SCALE,
  };

  pango_font_description_free (font);
  return face;
}

/* Families as style sheets take them: quoted, with the generic names in their
 * words. */
static char *
print_families (const PangoFontDescription *font)
{
  const char *families = font != NULL ? pango_font_description_get_family (font) : NULL;
  g_auto (GStrv) names = g_strsplit (families != NULL ? families : "Sans", ",", -1);
  GString *list = g_string_new (NULL);

  for (gsize i = 0; names[i] != NULL; i++) {
    const char *name = g_strstrip (names[i]);
    gboolean generic = TRUE;

    if (g_ascii_strcasecmp (name, "Sans") == 0 || g_ascii_strcasecmp (name, "Sans-Serif") == 0)
      name = "sans-serif";
    else if (g_ascii_strcasecmp (name, "Serif") == 0)
      name = "serif";
    else if (g_ascii_strcasecmp (name, "Monospace") == 0)
      name = "monospace";
    else
      generic = FALSE;
    if (list->len > 0)
      g_string_append (list, ", ");
    if (generic || strchr (name, ' ') == NULL)
      g_string_append (list, name);
    else
      g_string_append_printf (list, "'%s'", g_strdelimit (names[i], "'\"\\", ' '));
  }
  return g_string_free (list, FALSE);
}

static void
append_face (GString *text, const Face *face, const Face *before)
{
  if (face->size != before->size) {
    g_string_append (text, " font-size=\"");
    fig_svg_append_number (text, face->size);
    g_string_append_c (text, '"');
  }
  if (face->weight != before->weight)
    g_string_append_printf (text, " font-weight=\"%d\"", face->weight);
  if (face->slant != before->slant)
    g_string_append (text,
                     face->slant == PANGO_STYLE_NORMAL ? " font-style=\"normal\""
                                                       : " font-style=\"italic\"");
}

static char *
print_paint (const Writer *writer, const FigColor *color)
{
  static const Face normal = { 0.0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 0.0 };
  g_autofree char *families = print_families (pango_layout_get_font_description (writer->layout));
  g_autofree char *escaped = g_markup_escape_text (families, -1);
  GString *paint = g_string_new (NULL);

  g_string_append_printf (paint, " font-family=\"%s\"", escaped);
  append_face (paint, &writer->base, &normal);
  g_string_append_printf (paint,
                          " fill=\"#%02x%02x%02x\"",
                          (guint)lround (color->red * 255.0),
                          (guint)lround (color->green * 255.0),
                          (guint)lround (color->blue * 255.0));
  /* where the letters are wider or narrower elsewhere, they stay in place */
  if (writer->anchor > 0.0 && writer->anchor < 1.0)
    g_string_append (paint, " text-anchor=\"middle\"");
  else if ((writer->anchor >= 1.0) != writer->rtl)
    g_string_append (paint, " text-anchor=\"end\"");
  if (writer->rtl)
    g_string_append (paint, " direction=\"rtl\"");
  return g_string_free (paint, FALSE);
}

static void
append_letters (GString *text, const char *letters, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (letters, (gssize)length);

  g_string_append (text, escaped);
}

/* Ends the letters of one face, and moves back to the line. */
static void
change_face (GString *text, const Writer *writer, Face *now, const Face *next, double *rise)
{
  if (!faces_equal (now, &writer->base))
    g_string_append (text, "</tspan>");
  *now = *next;
  if (faces_equal (next, &writer->base) && *rise == next->rise)
    return;
  g_string_append (text, "<tspan");
  append_face (text, next, &writer->base);
  if (*rise != next->rise) {
    g_string_append (text, " dy=\"");
    fig_svg_append_number (text, *rise - next->rise);
    g_string_append_c (text, '"');
    *rise = next->rise;
  }
  g_string_append_c (text, '>');
  /* what goes back to the line is an element too */
  if (faces_equal (next, &writer->base))
    now->rise = NAN;
}

static void
append_line (GString *text, const Writer *writer, PangoLayoutIter *iter)
{
  const PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  const char *all = pango_layout_get_text (writer->layout);
  Face now = writer->base;
  double rise = 0.0;

  if (writer->plain) {
    append_letters (text, all + line->start_index, (gsize)line->length);
    return;
  }
  for (;;) {
    PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

    if (run == NULL || pango_layout_iter_get_line_readonly (iter) != line)
      break;
    if (run->item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) {
      g_string_append (text, "…");
    } else {
      Face next = face_of_run (iter);

      if (!faces_equal (&now, &next))
        change_face (text, writer, &now, &next, &rise);
      append_letters (text, all + run->item->offset, (gsize)run->item->length);
    }
    if (!pango_layout_iter_next_run (iter))
      break;
  }
  if (!faces_equal (&now, &writer->base))
    g_string_append (text, "</tspan>");
}

/* Where a line begins, or its middle or end is, on the page. */
static void
get_position (const Writer *writer, PangoLayoutIter *iter, double *x, double *y)
{
  PangoRectangle logical;
  double across, down;

  pango_layout_iter_get_line_extents (iter, NULL, &logical);
  across = (logical.x + writer->anchor * logical.width) / PANGO_SCALE;
  down = (double)pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
  *x = writer->upwards ? writer->x + down : writer->x + across;
  *y = writer->upwards ? writer->y - across : writer->y + down;
}

static void
append_position (GString *text, double x, double y)
{
  g_string_append (text, " x=\"");
  fig_svg_append_number (text, x);
  g_string_append (text, "\" y=\"");
  fig_svg_append_number (text, y);
  g_string_append_c (text, '"');
}

/* Each line has its place; that of the first is the text's. */
static char *
print_lines (const Writer *writer)
{
  PangoLayoutIter *iter = pango_layout_get_iter (writer->layout);
  GString *text = g_string_new (NULL);
  double x, y;

  get_position (writer, iter, &x, &y);
  append_position (text, x, y);
  if (writer->upwards) {
    g_string_append (text, " transform=\"rotate(-90 ");
    fig_svg_append_number (text, x);
    g_string_append_c (text, ' ');
    fig_svg_append_number (text, y);
    g_string_append (text, ")\"");
  }
  if (!writer->even)
    g_string_append (text, " xml:space=\"preserve\"");
  g_string_append_c (text, '>');
  for (int i = 0; i < pango_layout_get_line_count (writer->layout); i++) {
    PangoLayoutIter *start = pango_layout_get_iter (writer->layout);

    for (int j = 0; j < i; j++)
      pango_layout_iter_next_line (start);
    if (i > 0) {
      get_position (writer, start, &x, &y);
      g_string_append (text, "<tspan");
      append_position (text, x, y);
      g_string_append_c (text, '>');
    }
    append_line (text, writer, start);
    if (i > 0)
      g_string_append (text, "</tspan>");
    pango_layout_iter_free (start);
  }
  g_string_append (text, "</text>");
  pango_layout_iter_free (iter);
  return g_string_free (text, FALSE);
}

static Face
face_of_layout (PangoLayout *layout)
{
  const PangoFontDescription *font = pango_layout_get_font_description (layout);
  Face face = { 0.0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 0.0 };

  if (font != NULL) {
    face.size = (double)pango_font_description_get_size (font) / PANGO_SCALE;
    face.weight = pango_font_description_get_weight (font);
    face.slant = pango_font_description_get_style (font);
  }
  return face;
}

/* What the text looks like where nothing else is said, and whether it can be
 * written run by run. */
static void
survey (Writer *writer)
{
  PangoLayoutIter *iter = pango_layout_get_iter (writer->layout);
  const PangoLayoutLine *line = pango_layout_get_line_readonly (writer->layout, 0);
  Face first = { NAN, 0, 0, 0.0 };

  writer->base = face_of_layout (writer->layout);
  writer->rtl = line != NULL && line->resolved_dir == PANGO_DIRECTION_RTL;
  writer->plain = writer->rtl;
  writer->even = TRUE;
  do {
    PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
    Face face;

    if (run == NULL)
      continue;
    writer->plain = writer->plain || run->item->analysis.level % 2 == 1;
    face = face_of_run (iter);
    if (isnan (first.size))
      first = face;
    writer->even = writer->even && faces_equal (&face, &first) && face.rise == 0.0;
  } while (pango_layout_iter_next_run (iter));
  if (writer->even && !isnan (first.size))
    writer->base = first;
  pango_layout_iter_free (iter);
}

/**
 * fig_svg_take_text:
 * @self: a document
 * @layout: the text, set
 * @x: left edge of the layout's box; lower edge where it reads upwards
 * @y: upper edge of the box; its lower end where it reads upwards
 * @anchor: what stays in place where letters have other widths: 0 for the
 *   beginning of a line, 0.5 for its middle, 1 for its end
 * @upwards: whether it reads from below to above
 * @color: of the letters
 *
 * Adds text, as text: it can be found, edited and restyled.
 */
void
fig_svg_take_text (FigSvg *self,
                   PangoLayout *layout,
                   double x,
                   double y,
                   double anchor,
                   gboolean upwards,
                   const FigColor *color)
{
  Writer writer = { self, layout, x, y, anchor, upwards, FALSE, FALSE, FALSE, { 0.0, 0, 0, 0.0 } };
  char *paint;

  if (*pango_layout_get_text (layout) == '\0')
    return;
  survey (&writer);
  paint = print_paint (&writer, color);
  fig_svg_take (self, "text", paint, print_lines (&writer));
}
