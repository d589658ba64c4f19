/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-point-layer.h"

#include <math.h>

#include "fig-paint.h"

/* A path of very many markers costs Cairo more than its parts do. */
#define MAX_MARKERS 500
/* Thinned markers are so far apart, in terms of their size, that the line
 * between them can be seen. */
#define SPACING 2.2
#define APART 0.9 /* likewise, where the curve is not along the axis */

/* Every how manyth point to draw. */
static gsize
get_stride (const FigLayer *self, const FigView *view, double size)
{
  double room = view->area.width / (SPACING * size);
  gsize n_wanted = self->max_points;

  if (n_wanted == 0)
    return 1;
  if (room < n_wanted)
    n_wanted = MAX ((gsize)room, 2);
  return MAX ((self->series->n_points + n_wanted - 1) / n_wanted, 1);
}

static void
draw (const FigLayer *self, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  const FigSeries *series = self->series;
  double size = fig_look_get_size (&self->look, style);
  FigRect clip = fig_rect_grow (&view->area, size);
  gsize stride = get_stride (self, view, size);
  guint n_markers = 0;
  double last_x = -INFINITY, last_y = 0.0;

  cairo_save (cr);
  fig_paint_clip (cr, &clip);
  cairo_new_path (cr);
  for (gsize i = 0; i < series->n_points; i += stride) {
    double x = fig_scale_map (&view->x, series->x[i]);
    double y = fig_scale_map (&view->y, series->y[i]);

    /* a point is shown whole or not at all */
    if (!fig_rect_contains (&view->area, x, y))
      continue;
    /* of a curve that turns back on itself, or crowds, those apart will do */
    if (self->max_points > 0 && hypot (x - last_x, y - last_y) < APART * size)
      continue;
    last_x = x;
    last_y = y;
    fig_look_add_marker (&self->look, cr, x, y, style);
    if (++n_markers % MAX_MARKERS == 0)
      fig_look_draw_path (&self->look, cr, style);
  }
  fig_look_draw_path (&self->look, cr, style);
  cairo_restore (cr);
}

static const FigLayerClass point_layer_class = { .draw = draw, .name = "points" };

/**
 * fig_point_layer_new:
 * @series: (transfer full): the data
 * @look: how it looks
 * @max_points: how many points to draw at most; 0 for all
 *
 * Markers. With @max_points they are points of a curve, and thinned evenly until
 * they can be told apart. The data that is exported is whole all the same.
 *
 * Returns: (transfer full): a layer
 */
FigLayer *
fig_point_layer_new (FigSeries *series, const FigLook *look, gsize max_points)
{
  FigLayer *self = fig_layer_new (&point_layer_class, series, look);

  self->max_points = max_points;
  return self;
}
