/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-cell-layer.h"

#include <math.h>

#include "fig-paint.h"
#include "fig-polygon.h"

/* What lies above must be seen, as must the background. */
#define ALPHA 0.17
#define FAINT_ALPHA 0.08
/* What takes up more than this part of the panel's width or height is a band. */
#define BAND 0.5

typedef struct {
  FigLayer layer;
  FigSeries *outline; /* (nullable): what to fill instead of the cells */
  double width;
  double height;
} CellLayer;

/* The cells from @begin to @end, which are side by side, as one rectangle. */
static void
add_run (const CellLayer *self, cairo_t *cr, const FigView *view, gsize begin, gsize end)
{
  const FigSeries *series = self->layer.series;
  double y = series->y[begin];
  double left = fig_scale_map (&view->x, series->x[begin] - 0.5 * self->width);
  double right = fig_scale_map (&view->x, series->x[end - 1] + 0.5 * self->width);
  double top = fig_scale_map (&view->y, y + 0.5 * self->height);
  double bottom = fig_scale_map (&view->y, y - 0.5 * self->height);
  const FigRect *area = &view->area;

  left = MAX (left, area->x);
  right = MIN (right, area->x + area->width);
  top = MAX (top, area->y);
  bottom = MIN (bottom, area->y + area->height);
  if (right > left && bottom > top)
    cairo_rectangle (cr, left, top, right - left, bottom - top);
}

static void
add_runs (const CellLayer *self, cairo_t *cr, const FigView *view)
{
  const FigSeries *series = self->layer.series;

  for (gsize begin = 0, i = 1; i <= series->n_points; i++)
    if (i == series->n_points || series->y[i] != series->y[begin] ||
        series->x[i] - series->x[i - 1] > 1.5 * self->width) {
      add_run (self, cr, view, begin, i);
      begin = i;
    }
}

static void
add_polygon (cairo_t *cr, const FigRect *area, GArray *points)
{
  fig_polygon_clip (points, area);
  /* not from where the one before was closed */
  cairo_new_sub_path (cr);
  for (guint i = 0; i < points->len; i++) {
    const FigPoint *point = &g_array_index (points, FigPoint, i);

    cairo_line_to (cr, point->x, point->y);
  }
  if (points->len > 0)
    cairo_close_path (cr);
  g_array_set_size (points, 0);
}

/* Of what is far beyond the area, as after zooming in, Cairo cannot keep the places. */
static void
add_outline (const CellLayer *self, cairo_t *cr, const FigView *view)
{
  const FigSeries *outline = self->outline;
  FigRect area = fig_rect_grow (&view->area, 1.0);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (FigPoint));

  for (gsize i = 0; i < outline->n_points; i++) {
    FigPoint point = { fig_scale_map (&view->x, outline->x[i]),
                       fig_scale_map (&view->y, outline->y[i]) };

    if (isnan (outline->x[i]))
      add_polygon (cr, &area, points);
    else
      g_array_append_val (points, point);
  }
}

static void
draw (const FigLayer *layer, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  const CellLayer *self = (const CellLayer *)layer;
  FigLook look = layer->look;
  FigColor color;

  look.faint = FALSE;
  color = fig_look_get_color (&look, style);
  color.alpha *= layer->look.faint ? FAINT_ALPHA : ALPHA;
  cairo_save (cr);
  if (self->outline != NULL)
    fig_paint_clip (cr, &view->area);
  cairo_new_path (cr);
  if (self->outline != NULL)
    add_outline (self, cr, view);
  else
    add_runs (self, cr, view);
  fig_color_set_source (&color, cr);
  /* all at once, so that there are no seams */
  fig_paint_fill (cr);
  cairo_restore (cr);
}

static void
finalize (FigLayer *layer)
{
  g_clear_pointer (&((CellLayer *)layer)->outline, fig_series_free);
}

static const FigLayerClass cell_layer_class = {
  .size = sizeof (CellLayer),
  .draw = draw,
  .finalize = finalize,
  .name = "cells",
  .fills = TRUE,
};

/* For tables, which have no width and height of their own. */
static void
add_bounds (FigSeries *series, const char *name, const double *middles, double distance)
{
  g_autofree double *bounds = g_new (double, series->n_points);

  for (gsize i = 0; i < series->n_points; i++)
    bounds[i] = middles[i] + distance;
  fig_series_add_column (series, name, bounds);
}

/**
 * fig_cell_layer_new:
 * @series: (transfer full): the middles of cells of a grid, row by row, each from left
 *   to right; without columns: it gets those of the bounds of the cells
 * @width: of a cell, in terms of the axis
 * @height: likewise
 * @outline: (nullable) (transfer full): outlines of what they are the cells of, with gaps between
 *   them, to fill those instead; holes have the other direction
 * @look: whose they are
 *
 * An area in a pale shade of its owner's colour. For linear axes.
 *
 * Returns: (transfer full): a layer
 */
FigLayer *
fig_cell_layer_new (
  FigSeries *series, double width, double height, FigSeries *outline, const FigLook *look)
{
  CellLayer *self = (CellLayer *)fig_layer_new (&cell_layer_class, series, look);

  self->width = width;
  self->height = height;
  self->outline = outline;
  add_bounds (series, "x_from", series->x, -0.5 * width);
  add_bounds (series, "x_to", series->x, 0.5 * width);
  add_bounds (series, "y_from", series->y, -0.5 * height);
  add_bounds (series, "y_to", series->y, 0.5 * height);
  return &self->layer;
}

/**
 * fig_layer_is_cells:
 * @self: a layer
 *
 * Returns: whether it is of fig_cell_layer_new()
 */
gboolean
fig_layer_is_cells (const FigLayer *self)
{
  return self->class == &cell_layer_class;
}

/* Whether a line from the place to the left crosses a side of the outline */
static gboolean
crosses (const FigView *view, const FigSeries *outline, gsize from, gsize to, double x, double y)
{
  double x1 = fig_scale_map (&view->x, outline->x[from]);
  double y1 = fig_scale_map (&view->y, outline->y[from]);
  double x2 = fig_scale_map (&view->x, outline->x[to]);
  double y2 = fig_scale_map (&view->y, outline->y[to]);

  return (y1 > y) != (y2 > y) && x1 + (y - y1) / (y2 - y1) * (x2 - x1) < x;
}

static gboolean
is_within (const FigSeries *outline, const FigView *view, double x, double y)
{
  gboolean within = FALSE;

  for (gsize begin = 0, i = 0; i < outline->n_points; i++) {
    gsize next = i + 1;

    if (isnan (outline->x[i])) {
      begin = next;
      continue;
    }
    if (next == outline->n_points || isnan (outline->x[next]))
      next = begin;
    within ^= crosses (view, outline, i, next, x, y);
  }
  return within;
}

/* The cell whose middle is nearest, in terms of the sides of cells */
static gsize
find_nearest (const CellLayer *self, const FigView *view, double x, double y)
{
  const FigSeries *series = self->layer.series;
  double least = G_MAXDOUBLE;
  gsize nearest = 0;

  x = fig_scale_unmap (&view->x, x);
  y = fig_scale_unmap (&view->y, y);
  for (gsize i = 0; i < series->n_points; i++) {
    double dx = (series->x[i] - x) / self->width, dy = (series->y[i] - y) / self->height;

    if (dx * dx + dy * dy >= least)
      continue;
    least = dx * dx + dy * dy;
    nearest = i;
  }
  return nearest;
}

/* Whether the place is within what is drawn of a cell, or within what is drawn of all of them where
 * they have an outline, which goes through cells */
static gboolean
contains (const CellLayer *self, const FigView *view, gsize cell, double x, double y)
{
  const FigSeries *series = self->layer.series;
  double left = fig_scale_map (&view->x, series->x[cell] - 0.5 * self->width);
  double right = fig_scale_map (&view->x, series->x[cell] + 0.5 * self->width);
  double top = fig_scale_map (&view->y, series->y[cell] + 0.5 * self->height);
  double bottom = fig_scale_map (&view->y, series->y[cell] - 0.5 * self->height);

  if (self->outline != NULL)
    return is_within (self->outline, view, x, y);
  return x >= left && x <= right && y >= top && y <= bottom;
}

/**
 * fig_cell_layer_find:
 * @layer: of cells
 * @view: where it is drawn
 * @x: a place on the page
 * @y: likewise
 * @point: (out): index of the cell there, or of the nearest where the outline of the cells goes
 *   through another's
 *
 * A band that goes across the panel has a middle far from most of it, and is not found.
 *
 * Returns: whether the place is in what is drawn
 */
gboolean
fig_cell_layer_find (const FigLayer *layer, const FigView *view, double x, double y, gsize *point)
{
  const CellLayer *self = (const CellLayer *)layer;
  double width = fabs (fig_scale_map (&view->x, self->width) - fig_scale_map (&view->x, 0.0));
  double height = fabs (fig_scale_map (&view->y, self->height) - fig_scale_map (&view->y, 0.0));

  if (layer->series->n_points == 0)
    return FALSE;
  *point = find_nearest (self, view, x, y);
  return contains (self, view, *point, x, y) && width < BAND * view->area.width &&
         height < BAND * view->area.height;
}
