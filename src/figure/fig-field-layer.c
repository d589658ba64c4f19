/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-field-layer.h"

#include <math.h>

#include "fig-paint.h"

/* in terms of the size of text */
#define SPACING 1.9 /* between arrows, at least */
#define HEAD 0.32   /* of the largest arrow */
/* in terms of the distance between arrows */
#define LONGEST 0.82
/* A head may not be longer than this part of its arrow. */
#define MAX_HEAD 0.55
/* Arrows shorter than this, in terms of the longest, are left out. */
#define SHORTEST 0.06

typedef struct {
  FigLayer layer;
  gsize n_columns;
} FieldLayer;

/* How many arrows lie within the distance that there is to be between two. */
static gsize
get_stride (const FieldLayer *self, const FigView *view, double spacing)
{
  const FigSeries *series = self->layer.series;
  double across, upwards;

  if (self->n_columns < 2 || series->n_points <= self->n_columns)
    return 1;
  across = fabs (fig_scale_map (&view->x, series->x[1]) - fig_scale_map (&view->x, series->x[0]));
  upwards = fabs (fig_scale_map (&view->y, series->y[self->n_columns]) -
                  fig_scale_map (&view->y, series->y[0]));
  if (!(MIN (across, upwards) > 0.0))
    return 1;
  return (gsize)MAX (ceil (spacing / MIN (across, upwards) - 1e-6), 1.0);
}

static double
largest_speed (const FigSeries *series)
{
  double largest = 0.0;

  for (gsize i = 0; i < series->n_points; i++) {
    double speed = hypot (series->columns[0].values[i], series->columns[1].values[i]);

    if (isfinite (speed))
      largest = MAX (largest, speed);
  }
  return largest;
}

typedef void (*ArrowFunc) (
  cairo_t *cr, double x, double y, double dx, double dy, double length, double head);

static double
head_length (double length, double head)
{
  return MIN (head, MAX_HEAD * length);
}

/* The shaft of an arrow about (@x, @y) in the direction (@dx, @dy), of length 1. */
static void
add_shaft (cairo_t *cr, double x, double y, double dx, double dy, double length, double head)
{
  double end = 0.5 * length - 0.8 * head_length (length, head);

  cairo_move_to (cr, x - 0.5 * length * dx, y - 0.5 * length * dy);
  cairo_line_to (cr, x + end * dx, y + end * dy);
}

static void
add_head (cairo_t *cr, double x, double y, double dx, double dy, double length, double head)
{
  double tip_x = x + 0.5 * length * dx, tip_y = y + 0.5 * length * dy;
  double back = head_length (length, head), side = 0.38 * back;

  cairo_move_to (cr, tip_x, tip_y);
  cairo_line_to (cr, tip_x - back * dx - side * dy, tip_y - back * dy + side * dx);
  cairo_line_to (cr, tip_x - back * dx + side * dy, tip_y - back * dy - side * dx);
  cairo_close_path (cr);
}

static void
add_arrows (
  const FieldLayer *self, cairo_t *cr, const FigView *view, const FigStyle *style, ArrowFunc func)
{
  const FigSeries *series = self->layer.series;
  double spacing = SPACING * style->font_size, largest = largest_speed (series);
  gsize stride = get_stride (self, view, spacing);

  cairo_new_path (cr);
  for (gsize i = 0; largest > 0.0 && i < series->n_points; i++) {
    gsize row = i / self->n_columns, column = i % self->n_columns;
    double x = fig_scale_map (&view->x, series->x[i]), y = fig_scale_map (&view->y, series->y[i]);
    double dx = series->columns[0].values[i], dy = series->columns[1].values[i];
    double speed = hypot (dx, dy), length = sqrt (speed / largest);

    /* the middle one of each block, so that arrows are not all at one edge */
    if (row % stride != stride / 2 || column % stride != stride / 2 || !isfinite (speed) ||
        length < SHORTEST || !fig_rect_contains (&view->area, x, y))
      continue;
    func (cr,
          x,
          y,
          dx / speed,
          -dy / speed,
          LONGEST * spacing * length,
          HEAD * style->font_size * (0.5 + 0.5 * length));
  }
}

static void
draw (const FigLayer *layer, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  const FieldLayer *self = (const FieldLayer *)layer;

  cairo_save (cr);
  fig_paint_clip (cr, &view->area);
  fig_look_set_stroke (&layer->look, cr, style);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  add_arrows (self, cr, view, style, add_shaft);
  fig_paint_stroke (cr);
  add_arrows (self, cr, view, style, add_head);
  fig_paint_fill (cr);
  cairo_restore (cr);
}

static const FigLayerClass field_layer_class = {
  .size = sizeof (FieldLayer),
  .draw = draw,
  .name = "field",
};

/**
 * fig_field_layer_new:
 * @series: (transfer full): places on a grid, row by row, with two more columns:
 *   the components of the vector there
 * @n_columns: how many places are in a row
 * @look: how it looks
 *
 * Arrows, as many as can be told apart. Their length grows as the square root of
 * the vector's, so that slow ones can be seen beside fast ones. For axes of the
 * same unit.
 *
 * Returns: (transfer full): a layer
 */
FigLayer *
fig_field_layer_new (FigSeries *series, gsize n_columns, const FigLook *look)
{
  FieldLayer *self;

  g_return_val_if_fail (series->n_columns == 2 && n_columns > 0, NULL);

  self = (FieldLayer *)fig_layer_new (&field_layer_class, series, look);
  self->n_columns = n_columns;
  return &self->layer;
}
