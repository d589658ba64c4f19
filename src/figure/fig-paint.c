/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-paint.h"

#include <math.h>

#include "fig-pen.h"
#include "fig-png.h"

/* Cairo keeps paths in 1/256 of a unit; in an SVG document places are to be
 * right to 1/1000, and on the largest page still within its 24 bits. */
#define SVG_SCALE 64.0

static const cairo_user_data_key_t svg_key;

/**
 * fig_paint_create_for_svg:
 * @svg: a document; must outlive what is returned
 *
 * Returns: (transfer full): what to draw with for the figure to be written there
 */
cairo_t *
fig_paint_create_for_svg (FigSvg *svg)
{
  /* a place for paths and colours; nothing is ever drawn on it */
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_scale (cr, SVG_SCALE, SVG_SCALE);
  cairo_set_user_data (cr, &svg_key, svg, NULL);
  return cr;
}

/**
 * fig_paint_get_svg:
 * @cr: what is drawn with
 *
 * Returns: (transfer none) (nullable): the document that is written
 */
FigSvg *
fig_paint_get_svg (cairo_t *cr)
{
  return cairo_get_user_data (cr, &svg_key);
}

/**
 * fig_paint_is_exact:
 * @cr: what is drawn with
 *
 * Returns: whether the page is a file that can be magnified, and is to get every
 *   point of the data
 */
gboolean
fig_paint_is_exact (cairo_t *cr)
{
  if (fig_paint_get_svg (cr) != NULL)
    return TRUE;
  switch (cairo_surface_get_type (cairo_get_target (cr))) {
  case CAIRO_SURFACE_TYPE_SVG:
  case CAIRO_SURFACE_TYPE_PDF:
  case CAIRO_SURFACE_TYPE_PS:
    return TRUE;
  default:
    return FALSE;
  }
}

/**
 * fig_paint_begin:
 * @cr: what to draw with
 * @id: (nullable): what the group is called
 * @class: (nullable): what kinds of things it is
 * @title: (nullable): the same in words
 *
 * Begins a group. fig_paint_end() ends it and puts back colour, width, dashes,
 * transformation and clip, as cairo_restore() does.
 */
void
fig_paint_begin (cairo_t *cr, const char *id, const char *class, const char *title)
{
  FigSvg *svg = fig_paint_get_svg (cr);

  cairo_save (cr);
  if (svg != NULL)
    fig_svg_open (svg, id, class, title);
}

void
fig_paint_end (cairo_t *cr)
{
  FigSvg *svg = fig_paint_get_svg (cr);

  if (svg != NULL)
    fig_svg_close (svg);
  cairo_restore (cr);
}

/**
 * fig_paint_begin_faint:
 * @cr: what to draw with
 * @alpha: opacity, from 0 to 1
 *
 * Begins a group that is blended with what is below it as a whole. It is ended
 * by fig_paint_end_faint() with the same opacity.
 */
void
fig_paint_begin_faint (cairo_t *cr, double alpha)
{
  FigSvg *svg = fig_paint_get_svg (cr);

  cairo_save (cr);
  if (svg != NULL) {
    fig_svg_open (svg, NULL, NULL, NULL);
    fig_svg_fade (svg, alpha);
  } else {
    cairo_push_group (cr);
  }
}

void
fig_paint_end_faint (cairo_t *cr, double alpha)
{
  FigSvg *svg = fig_paint_get_svg (cr);

  if (svg != NULL) {
    fig_svg_close (svg);
  } else {
    cairo_pop_group_to_source (cr);
    cairo_paint_with_alpha (cr, alpha);
  }
  cairo_restore (cr);
}

/**
 * fig_paint_clip:
 * @cr: what to draw with, in a group
 * @area: all that is to be seen of the group
 */
void
fig_paint_clip (cairo_t *cr, const FigRect *area)
{
  FigSvg *svg = fig_paint_get_svg (cr);

  if (svg != NULL) {
    fig_svg_clip (svg, area);
    return;
  }
  cairo_new_path (cr);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
}

static void
append_color (GString *paint, const char *what, double red, double green, double blue, double alpha)
{
  g_string_append_printf (paint,
                          " %s=\"#%02x%02x%02x\"",
                          what,
                          (guint)lround (red * 255.0),
                          (guint)lround (green * 255.0),
                          (guint)lround (blue * 255.0));
  if (alpha < 1.0) {
    g_string_append_printf (paint, " %s-opacity=\"", what);
    fig_svg_append_number (paint, alpha);
    g_string_append_c (paint, '"');
  }
}

static void
append_source (GString *paint, const char *what, cairo_t *cr)
{
  double red = 0.0, green = 0.0, blue = 0.0, alpha = 1.0;

  cairo_pattern_get_rgba (cairo_get_source (cr), &red, &green, &blue, &alpha);
  append_color (paint, what, red, green, blue, alpha);
}

static void
append_length (GString *paint, const char *name, double value)
{
  g_string_append_printf (paint, " %s=\"", name);
  fig_svg_append_number (paint, value);
  g_string_append_c (paint, '"');
}

static void
append_dashes (GString *paint, cairo_t *cr)
{
  double dashes[64], offset;
  int n_dashes = cairo_get_dash_count (cr);

  if (n_dashes == 0 || n_dashes > (int)G_N_ELEMENTS (dashes))
    return;
  cairo_get_dash (cr, dashes, &offset);
  g_string_append (paint, " stroke-dasharray=\"");
  for (int i = 0; i < n_dashes; i++) {
    if (i > 0)
      g_string_append_c (paint, ' ');
    fig_svg_append_number (paint, dashes[i]);
  }
  g_string_append_c (paint, '"');
  if (offset != 0.0)
    append_length (paint, "stroke-dashoffset", offset);
}

static void
append_stroke (GString *paint, cairo_t *cr)
{
  append_source (paint, "stroke", cr);
  append_length (paint, "stroke-width", cairo_get_line_width (cr));
  if (cairo_get_line_cap (cr) == CAIRO_LINE_CAP_ROUND)
    g_string_append (paint, " stroke-linecap=\"round\"");
  else if (cairo_get_line_cap (cr) == CAIRO_LINE_CAP_SQUARE)
    g_string_append (paint, " stroke-linecap=\"square\"");
  if (cairo_get_line_join (cr) == CAIRO_LINE_JOIN_ROUND)
    g_string_append (paint, " stroke-linejoin=\"round\"");
  else
    append_length (paint, "stroke-miterlimit", cairo_get_miter_limit (cr));
  append_dashes (paint, cr);
}

/* The path in the page's coordinates, whatever the transformation is now. */
static cairo_path_t *
copy_path (cairo_t *cr)
{
  cairo_matrix_t before;
  cairo_path_t *path;

  cairo_get_matrix (cr, &before);
  cairo_identity_matrix (cr);
  cairo_scale (cr, SVG_SCALE, SVG_SCALE);
  path = cairo_copy_path (cr);
  cairo_set_matrix (cr, &before);
  return path;
}

static void
take_path (FigSvg *svg, cairo_t *cr, GString *paint)
{
  cairo_path_t *path = copy_path (cr);
  GString *rest = g_string_sized_new (64 + (gsize)MAX (path->num_data, 0) * 5);

  g_string_append (rest, " d=\"");
  fig_pen_draw_path (rest, path->data, path->num_data);
  g_string_append (rest, "\"/>");
  if (path->num_data > 0)
    fig_svg_take (svg, "path", g_string_free (paint, FALSE), g_string_free (rest, FALSE));
  else {
    g_string_free (paint, TRUE);
    g_string_free (rest, TRUE);
  }
  cairo_path_destroy (path);
  cairo_new_path (cr);
}

/**
 * fig_paint_stroke:
 * @cr: what to draw with
 *
 * Draws along the path, as cairo_stroke() does; all of it becomes one element.
 */
void
fig_paint_stroke (cairo_t *cr)
{
  FigSvg *svg = fig_paint_get_svg (cr);
  GString *paint;

  if (svg == NULL) {
    cairo_stroke (cr);
    return;
  }
  paint = g_string_new (" fill=\"none\"");
  append_stroke (paint, cr);
  take_path (svg, cr, paint);
}

/**
 * fig_paint_stroke_points:
 * @cr: what to draw into a document with
 * @points: (array length=n_points): a path, in the coordinates that @cr has now
 * @n_points: how many, at least 2
 *
 * Draws straight lines from point to point as one element, as fig_paint_stroke() does without
 * Cairo's having to keep the path: that takes half of the time of very many points.
 */
void
fig_paint_stroke_points (cairo_t *cr, const cairo_path_data_t *points, gsize n_points)
{
  GString *paint = g_string_new (" fill=\"none\"");
  GString *rest = g_string_sized_new (64 + n_points * 12);
  FigPen pen = { .text = rest };
  cairo_matrix_t matrix;

  append_stroke (paint, cr);
  cairo_get_matrix (cr, &matrix);
  g_string_append (rest, " d=\"");
  for (gsize i = 0; i < n_points; i++) {
    cairo_path_data_t point;

    point.point.x = (matrix.xx * points[i].point.x + matrix.xy * points[i].point.y + matrix.x0) /
                    SVG_SCALE;
    point.point.y = (matrix.yx * points[i].point.x + matrix.yy * points[i].point.y + matrix.y0) /
                    SVG_SCALE;
    if (i == 0)
      fig_pen_move (&pen, &point);
    else
      fig_pen_draw (&pen, 'l', &point, 1);
  }
  g_string_append (rest, "\"/>");
  fig_svg_take (
    fig_paint_get_svg (cr), "path", g_string_free (paint, FALSE), g_string_free (rest, FALSE));
}

/**
 * fig_paint_fill:
 * @cr: what to draw with
 *
 * Fills the path, as cairo_fill() does; all of it becomes one element.
 */
void
fig_paint_fill (cairo_t *cr)
{
  FigSvg *svg = fig_paint_get_svg (cr);
  GString *paint;

  if (svg == NULL) {
    cairo_fill (cr);
    return;
  }
  paint = g_string_new (NULL);
  append_source (paint, "fill", cr);
  take_path (svg, cr, paint);
}

/* One marker as an element: what has curves is a circle. */
static void
take_marker (FigSvg *svg, const cairo_path_data_t *data, int n_data, const char *paint)
{
  GString *rest = g_string_new (NULL);
  double left = INFINITY, right = -INFINITY, top = INFINITY;
  gboolean curved = FALSE;

  for (int i = 0; i < n_data; i += data[i].header.length) {
    curved = curved || data[i].header.type == CAIRO_PATH_CURVE_TO;
    for (int j = 1; j < data[i].header.length; j++) {
      left = MIN (left, data[i + j].point.x);
      right = MAX (right, data[i + j].point.x);
      top = MIN (top, data[i + j].point.y);
    }
  }
  if (curved) {
    append_length (rest, "cx", (left + right) / 2.0);
    append_length (rest, "cy", top + (right - left) / 2.0);
    append_length (rest, "r", (right - left) / 2.0);
  } else {
    g_string_append (rest, " d=\"");
    fig_pen_draw_path (rest, data, n_data);
    g_string_append_c (rest, '"');
  }
  g_string_append (rest, "/>");
  fig_svg_take (svg, curved ? "circle" : "path", g_strdup (paint), g_string_free (rest, FALSE));
}

/**
 * fig_paint_markers:
 * @cr: what to draw with, its path one or more outlines of fig_marker_add_path()
 * @inside: a colour
 *
 * Fills markers and draws their outlines. Each becomes an element of its own.
 */
void
fig_paint_markers (cairo_t *cr, const FigColor *inside)
{
  FigSvg *svg = fig_paint_get_svg (cr);
  g_autoptr (GString) paint = NULL;
  cairo_path_t *path;

  if (svg == NULL) {
    cairo_pattern_t *outline = cairo_pattern_reference (cairo_get_source (cr));

    fig_color_set_source (inside, cr);
    cairo_fill_preserve (cr);
    cairo_set_source (cr, outline);
    cairo_pattern_destroy (outline);
    cairo_stroke (cr);
    return;
  }
  paint = g_string_new (NULL);
  append_color (paint, "fill", inside->red, inside->green, inside->blue, inside->alpha);
  append_stroke (paint, cr);
  path = copy_path (cr);
  for (int i = 0, begin = 0; i < path->num_data; i += path->data[i].header.length) {
    if (path->data[i].header.type == CAIRO_PATH_MOVE_TO)
      begin = i;
    else if (path->data[i].header.type == CAIRO_PATH_CLOSE_PATH)
      take_marker (svg, path->data + begin, i + path->data[i].header.length - begin, paint->str);
  }
  cairo_path_destroy (path);
  cairo_new_path (cr);
}

static void
take_image (FigSvg *svg, cairo_surface_t *image, const FigRect *area, gboolean smooth)
{
  g_autoptr (GByteArray) png = fig_png_encode_image (image);
  g_autofree char *encoded = NULL;
  GString *rest;

  if (png == NULL) {
    fig_svg_fail (svg);
    return;
  }
  rest = g_string_new (NULL);
  encoded = g_base64_encode (png->data, png->len);
  append_length (rest, "x", area->x);
  append_length (rest, "y", area->y);
  append_length (rest, "width", area->width);
  append_length (rest, "height", area->height);
  g_string_append (rest, " preserveAspectRatio=\"none\"");
  if (!smooth)
    g_string_append (rest,
                     " image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\"");
  g_string_append_printf (rest, " xlink:href=\"data:image/png;base64,%s\"/>", encoded);
  fig_svg_take (svg, "image", NULL, g_string_free (rest, FALSE));
}

/**
 * fig_paint_image:
 * @cr: what to draw with
 * @image: a picture in memory
 * @area: where to put it, stretched
 * @smooth: whether its pixels blend into each other, where they are magnified
 *
 * What is drawn with has failed afterwards where the picture is in error, or cannot be written.
 */
void
fig_paint_image (cairo_t *cr, cairo_surface_t *image, const FigRect *area, gboolean smooth)
{
  FigSvg *svg = fig_paint_get_svg (cr);
  double width = cairo_image_surface_get_width (image);
  double height = cairo_image_surface_get_height (image);

  if (cairo_surface_status (image) != CAIRO_STATUS_SUCCESS) {
    /* a figure without its map is none: who exports it is to learn of that */
    if (svg != NULL)
      fig_svg_fail (svg);
    else
      cairo_set_source_surface (cr, image, 0.0, 0.0);
    return;
  }
  if (!(width > 0.0 && height > 0.0 && area->width > 0.0 && area->height > 0.0))
    return;
  if (svg != NULL) {
    take_image (svg, image, area, smooth);
    return;
  }
  cairo_save (cr);
  cairo_translate (cr, area->x, area->y);
  cairo_scale (cr, area->width / width, area->height / height);
  cairo_set_source_surface (cr, image, 0.0, 0.0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
}
