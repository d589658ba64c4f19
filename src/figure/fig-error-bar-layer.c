/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-error-bar-layer.h"

#include <math.h>

#include "fig-paint.h"

/* in terms of the size of a marker */
#define CAP 0.9
/* in terms of the width of a line */
#define WIDTH 0.6

typedef struct {
  FigLayer layer;
  gboolean marked;
} ErrorBarLayer;

/* Where a value is upwards; an end that has no place, as one below zero on a
 * logarithmic scale, is at the lower edge, and infinity beyond the upper one. */
static double
place_of (const FigView *view, double value)
{
  double y = fig_scale_map (&view->y, value);

  if (value == INFINITY)
    return view->area.y - 1.0;
  return isnan (y) ? view->area.y + view->area.height : y;
}

static void
draw_bars (const FigLayer *self, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  const FigSeries *series = self->series;
  FigLook look = self->look;
  double cap = 0.5 * CAP * fig_look_get_size (&self->look, style);
  double top = view->area.y, bottom = view->area.y + view->area.height;

  look.broken = FALSE;
  cairo_save (cr);
  cairo_new_path (cr);
  fig_look_set_stroke (&look, cr, style);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_set_line_width (cr, WIDTH * style->line_width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  for (gsize i = 0; i < series->n_points; i++) {
    double x = fig_scale_map (&view->x, series->x[i]);
    double error = series->columns[0].values[i];
    double above = series->n_columns > 1 ? series->columns[1].values[i] : error;
    double low = place_of (view, series->y[i] - error);
    double high = place_of (view, series->y[i] + above);

    if (!isfinite (error) || isnan (above) || isnan (fig_scale_map (&view->y, series->y[i])) ||
        !fig_rect_contains (&view->area, x, view->area.y) || high > bottom || low < top)
      continue;
    cairo_move_to (cr, x, MIN (low, bottom));
    cairo_line_to (cr, x, MAX (high, top));
    if (low <= bottom) {
      cairo_move_to (cr, x - cap, low);
      cairo_line_to (cr, x + cap, low);
    }
    if (high >= top) {
      cairo_move_to (cr, x - cap, high);
      cairo_line_to (cr, x + cap, high);
    }
  }
  fig_paint_stroke (cr);
  cairo_restore (cr);
}

static void
draw_markers (const FigLayer *self, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  const FigSeries *series = self->series;
  double size = fig_look_get_size (&self->look, style);
  FigRect clip = fig_rect_grow (&view->area, size);

  cairo_save (cr);
  fig_paint_clip (cr, &clip);
  cairo_new_path (cr);
  for (gsize i = 0; i < series->n_points; i++) {
    double x = fig_scale_map (&view->x, series->x[i]), y = fig_scale_map (&view->y, series->y[i]);

    if (fig_rect_contains (&view->area, x, y))
      fig_marker_add_path (fig_look_get_marker (&self->look), cr, x, y, size);
  }
  fig_look_draw_path (&self->look, cr, style);
  cairo_restore (cr);
}

static void
draw (const FigLayer *self, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  draw_bars (self, cr, view, style);
  if (((const ErrorBarLayer *)self)->marked)
    draw_markers (self, cr, view, style);
}

static const FigLayerClass error_bar_layer_class = {
  .size = sizeof (ErrorBarLayer),
  .draw = draw,
  .name = "error-bars",
};

/**
 * fig_error_bar_layer_new:
 * @series: (transfer full): points with one more column: how far each bar reaches
 *   upwards and downwards; or downwards alone, with a second one for upwards; NaN for none
 * @look: of the points; the layer with these belongs above this one
 *
 * Returns: (transfer full): a layer
 */
FigLayer *
fig_error_bar_layer_new (FigSeries *series, const FigLook *look)
{
  g_return_val_if_fail (series->n_columns >= 1, NULL);

  return fig_layer_new (&error_bar_layer_class, series, look);
}

/**
 * fig_error_bar_layer_new_marked:
 * @series: (transfer full): as for fig_error_bar_layer_new()
 * @look: of points and bars
 *
 * Returns: (transfer full): a layer that draws the points, too
 */
FigLayer *
fig_error_bar_layer_new_marked (FigSeries *series, const FigLook *look)
{
  FigLayer *self = fig_error_bar_layer_new (series, look);

  ((ErrorBarLayer *)self)->marked = TRUE;
  return self;
}
