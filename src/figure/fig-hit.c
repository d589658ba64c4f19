/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-hit.h"

#include <math.h>
#include <string.h>

#include "fig-cell-layer.h"
#include "fig-number.h"
#include "fig-rule-layer.h"

/* Less than this part of the range of a map is 0: colours tell a few hundred values apart. */
#define MAP_PRECISION 1e-4

#define ANY_ROLE -1
/* Who points at a marker from no further away than this does not mean a line below it. */
#define MARKER 5.0

/* The distance of the origin from the segment between two points. */
static double
distance_to_segment (double x1, double y1, double x2, double y2)
{
  double dx = x2 - x1, dy = y2 - y1;
  double square = dx * dx + dy * dy;
  double t = square > 0.0 ? CLAMP (-(x1 * dx + y1 * dy) / square, 0.0, 1.0) : 0.0;

  return hypot (x1 + t * dx, y1 + t * dy);
}

static void
consider (FigHit *self, const FigHit *candidate)
{
  /* what is drawn later lies above what is as near */
  if (candidate->distance <= self->distance)
    *self = *candidate;
}

/* Whether a box around two points comes nearer than what was found. */
static gboolean
may_be_nearer (const FigHit *self, double bonus, double x1, double y1, double x2, double y2)
{
  double reach = self->distance + bonus;

  return MAX (x1, x2) >= -reach && MIN (x1, x2) <= reach && MAX (y1, y2) >= -reach &&
         MIN (y1, y2) <= reach;
}

static void
consider_point (
  FigHit *self, FigHit *candidate, const FigView *view, gsize point, double x, double y)
{
  candidate->point = point;
  candidate->x = x;
  candidate->y = y;
  if (fig_rect_contains (&view->area, x, y))
    consider (self, candidate);
}

/* Markers come before all lines, the nearest first: below 0. */
static double
rank (double distance, gboolean marker)
{
  return marker && distance <= MARKER ? distance - MARKER : distance;
}

/* Points, and the lines between them where the layer has such: on a steep
 * piece of curve the pointer may be far from every point. */
static void
search_series (
  FigHit *self, FigHit *candidate, const FigLayer *layer, const FigView *view, double x, double y)
{
  const FigSeries *series = layer->series;
  gboolean marker = !layer->class->connected && !layer->class->fills;
  double before_x = NAN, before_y = NAN;

  for (gsize i = 0; i < series->n_points; i++) {
    double place_x = fig_scale_map (&view->x, series->x[i]);
    double place_y = fig_scale_map (&view->y, series->y[i]);
    double dx = place_x - x, dy = place_y - y;

    if (may_be_nearer (self, marker ? MARKER : 0.0, dx, dy, dx, dy)) {
      candidate->distance = rank (hypot (dx, dy), marker);
      consider_point (self, candidate, view, i, place_x, place_y);
    }
    /* what is not a number is never nearer */
    if (layer->class->connected && may_be_nearer (self, 0.0, before_x - x, before_y - y, dx, dy)) {
      gboolean nearer = hypot (before_x - x, before_y - y) < hypot (dx, dy);

      candidate->distance = distance_to_segment (before_x - x, before_y - y, dx, dy);
      consider_point (self,
                      candidate,
                      view,
                      nearer ? i - 1 : i,
                      nearer ? before_x : place_x,
                      nearer ? before_y : place_y);
    }
    before_x = isnan (place_y) ? NAN : place_x;
    before_y = place_y;
  }
}

static void
search_rule (
  FigHit *self, FigHit *candidate, const FigLayer *layer, const FigView *view, double x, double y)
{
  candidate->point = 0;
  candidate->x = x;
  candidate->y = fig_scale_map (&view->y, layer->series->y[0]);
  candidate->distance = fabs (candidate->y - y);
  if (fig_rect_contains (&view->area, candidate->x, candidate->y))
    consider (self, candidate);
}

/* A place in a basin belongs to the cell that it is in; what is within reach lies above. */
static void
search_cells (
  FigHit *self, FigHit *candidate, const FigLayer *layer, const FigView *view, double x, double y)
{
  gsize point;

  if (!fig_cell_layer_find (layer, view, x, y, &point))
    return;
  candidate->distance = self->distance;
  consider_point (self,
                  candidate,
                  view,
                  point,
                  fig_scale_map (&view->x, layer->series->x[point]),
                  fig_scale_map (&view->y, layer->series->y[point]));
}

/* A place in a map belongs to the cell with the nearest middle, however far that
 * is; but any point or line within reach lies above it. */
static void
search_fill (
  FigHit *self, FigHit *candidate, const FigLayer *layer, const FigView *view, double x, double y)
{
  FigHit cell = { .distance = INFINITY };

  search_series (&cell, candidate, layer, view, x, y);
  if (!isfinite (cell.distance))
    return;
  cell.distance = MIN (cell.distance, self->distance);
  consider (self, &cell);
}

static gboolean
search (FigHit *self,
        FigFigure *figure,
        const FigLayout *layout,
        int role,
        double x,
        double y,
        double reach)
{
  int panel = fig_layout_find_panel (layout, x, y);
  FigHit candidate = { 0 };
  const GPtrArray *layers;
  const FigView *view;

  /* what is further away is not looked for */
  self->distance = reach;
  if (panel < 0)
    return FALSE;
  view = &fig_layout_get_place (layout, (guint)panel)->view;
  layers = fig_figure_get_panel (figure, (guint)panel)->layers;
  candidate.panel = (guint)panel;
  self->panel = G_MAXUINT;
  for (guint i = 0; i < layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (layers, i);

    if (role != ANY_ROLE && (int)layer->role != role)
      continue;
    candidate.layer = i;
    if (fig_layer_is_rule (layer))
      search_rule (self, &candidate, layer, view, x, y);
    else if (fig_layer_is_cells (layer))
      search_cells (self, &candidate, layer, view, x, y);
    else if (layer->class->fills)
      search_fill (self, &candidate, layer, view, x, y);
    else
      search_series (self, &candidate, layer, view, x, y);
  }
  if (self->distance < 0.0)
    self->distance += MARKER;
  return self->panel != G_MAXUINT && self->distance <= reach;
}

/**
 * fig_hit_find:
 * @self: (out): what was found
 * @figure: the figure
 * @layout: as it is laid out
 * @x: a place on the page
 * @y: likewise
 * @reach: how far away a point may be
 *
 * Finds the point that is nearest to a place among those in the panel there; a marker that is
 * pointed at comes before lines.
 * Takes time proportional to the number of points.
 *
 * Returns: whether there is one within reach
 */
gboolean
fig_hit_find (
  FigHit *self, FigFigure *figure, const FigLayout *layout, double x, double y, double reach)
{
  return search (self, figure, layout, ANY_ROLE, x, y, reach);
}

/**
 * fig_hit_find_role:
 * @self: (out): what was found
 * @figure: the figure
 * @layout: as it is laid out
 * @role: of the layer
 * @x: a place on the page
 * @y: likewise
 * @reach: how far away a point may be
 *
 * Like fig_hit_find(), among the layers of one role only.
 *
 * Returns: whether there is one within reach
 */
gboolean
fig_hit_find_role (FigHit *self,
                   FigFigure *figure,
                   const FigLayout *layout,
                   FigRole role,
                   double x,
                   double y,
                   double reach)
{
  return search (self, figure, layout, (int)role, x, y, reach);
}

/**
 * fig_hit_get_layer:
 * @self: a hit
 * @figure: the figure
 *
 * Returns: (transfer none) (nullable): the layer; %NULL if the figure has none there
 */
const FigLayer *
fig_hit_get_layer (const FigHit *self, FigFigure *figure)
{
  const FigPanel *panel;

  if (self->panel >= fig_figure_get_n_panels (figure))
    return NULL;
  panel = fig_figure_get_panel (figure, self->panel);
  return self->layer < panel->layers->len ? g_ptr_array_index (panel->layers, self->layer) : NULL;
}

/**
 * fig_hit_locate:
 * @self: a hit, of which panel, layer and point are set
 * @figure: the figure
 * @layout: as it is laid out
 *
 * Sets where the point is on the page.
 *
 * Returns: whether it is there and in sight
 */
gboolean
fig_hit_locate (FigHit *self, FigFigure *figure, const FigLayout *layout)
{
  const FigLayer *layer = fig_hit_get_layer (self, figure);
  const FigView *view;

  if (layer == NULL || self->point >= layer->series->n_points || fig_layout_is_empty (layout))
    return FALSE;
  view = &fig_layout_get_place (layout, self->panel)->view;
  self->distance = 0.0;
  self->y = fig_scale_map (&view->y, layer->series->y[self->point]);
  self->x = fig_layer_is_rule (layer) ? view->area.x + view->area.width / 2.0
                                      : fig_scale_map (&view->x, layer->series->x[self->point]);
  return fig_rect_contains (&view->area, self->x, self->y);
}

/* The next point in sight in the same series. */
static gboolean
step_point (FigHit *self, FigFigure *figure, const FigLayout *layout, gint64 points)
{
  FigHit next = *self;
  gint64 n_points = (gint64)fig_hit_get_layer (self, figure)->series->n_points;
  gint64 point = CLAMP ((gint64)self->point + points, 0, n_points - 1);
  gint64 direction = points > 0 ? 1 : -1;

  for (; point >= 0 && point < n_points; point += direction) {
    next.point = (gsize)point;
    if (fig_hit_locate (&next, figure, layout)) {
      *self = next;
      return TRUE;
    }
  }
  return FALSE;
}

/* The point nearest to a place across, in another layer: whoever follows a
 * curve point by point goes over to the next curve at the same place. */
static gboolean
enter_layer (FigHit *self, FigFigure *figure, const FigLayout *layout, double across)
{
  const FigLayer *layer = fig_hit_get_layer (self, figure);
  FigHit next = *self;
  double nearest = INFINITY;

  for (gsize i = 0; i < layer->series->n_points; i++) {
    next.point = i;
    if (!fig_hit_locate (&next, figure, layout) || !(fabs (next.x - across) < nearest))
      continue;
    nearest = fabs (next.x - across);
    *self = next;
  }
  return isfinite (nearest);
}

static gboolean
step_layer (FigHit *self, FigFigure *figure, const FigLayout *layout, int layers)
{
  int n_layers = (int)fig_figure_get_panel (figure, self->panel)->layers->len;
  double across = self->x;

  for (int layer = (int)self->layer + layers; layer >= 0 && layer < n_layers; layer += layers) {
    FigHit next = *self;

    next.layer = (guint)layer;
    next.point = 0;
    if (enter_layer (&next, figure, layout, across)) {
      *self = next;
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * fig_hit_step:
 * @self: (inout): a hit
 * @figure: the figure
 * @layout: as it is laid out
 * @layers: 1 or -1 for the series above or below; 0 to stay in the series
 * @points: how many points to go on in the series, if @layers is 0
 *
 * Goes on to another point in sight.
 *
 * Returns: whether there was one
 */
gboolean
fig_hit_step (FigHit *self, FigFigure *figure, const FigLayout *layout, int layers, gint64 points)
{
  if (fig_layout_is_empty (layout) || fig_hit_get_layer (self, figure) == NULL)
    return FALSE;
  if (layers != 0)
    return step_layer (self, figure, layout, layers);
  return points != 0 && step_point (self, figure, layout, points);
}

/* The value of a cell, or 0 where its colour is that of 0 */
static double
get_map_value (const FigSeries *series, gsize point)
{
  const double *values = series->columns[0].values;
  double minimum = INFINITY, maximum = -INFINITY;

  for (gsize i = 0; i < series->n_points; i++)
    if (isfinite (values[i])) {
      minimum = MIN (minimum, values[i]);
      maximum = MAX (maximum, values[i]);
    }
  return fabs (values[point]) < MAP_PRECISION * (maximum - minimum) ? 0.0 : values[point];
}

/**
 * fig_hit_describe:
 * @self: a hit
 * @figure: the figure
 * @layout: as it is laid out
 *
 * Returns: (transfer full): the point's values with their symbols and units, as
 *   exact as one unit of the page is; Pango markup
 */
char *
fig_hit_describe (const FigHit *self, FigFigure *figure, const FigLayout *layout)
{
  const FigPanel *panel = fig_figure_get_panel (figure, self->panel);
  const FigLayer *layer = fig_hit_get_layer (self, figure);
  const FigView *view = &fig_layout_get_place (layout, self->panel)->view;
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;
  double x_unit, y_unit;

  x_unit = fabs (fig_scale_unmap (&view->x, self->x + 1.0) - fig_scale_unmap (&view->x, self->x));
  y_unit = fabs (fig_scale_unmap (&view->y, self->y + 1.0) - fig_scale_unmap (&view->y, self->y));
  y = fig_axis_format_value (&panel->y, layer->series->y[self->point], y_unit);
  if (fig_layer_is_rule (layer))
    return g_steal_pointer (&y);
  x = fig_axis_format_value (&panel->x, layer->series->x[self->point], x_unit);
  if (strcmp (layer->class->name, "map") == 0) {
    double value = get_map_value (layer->series, self->point);
    g_autofree char *number = fig_number_format_short (value, 3);
    g_autofree char *title = fig_series_get_title (layer->series);
    g_autofree char *name = g_markup_escape_text (title, -1);

    return g_strdup_printf ("%s, %s, %s = %s", x, y, name, number);
  }
  return g_strdup_printf ("%s, %s", x, y);
}
