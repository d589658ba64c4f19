/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-line-layer.h"

#include <math.h>

#include "fig-paint.h"
#include "fig-simplifier.h"
#include "fig-stroker.h"

/* A stroke of very many segments costs Cairo more than its parts do. */
#define MAX_SEGMENTS 1000
/* How broad a line is with what is at its sides. */
#define HALO 3.0
/* From here on a line is drawn by ourselves. */
#define MANY_POINTS 4000

typedef struct {
  cairo_t *cr;
  FigRect bounds;
  double x, y; /* the point before, NaN at the beginning of a piece */
  gboolean alone;
  double pen_x, pen_y; /* the end of the path */
  guint n_segments;    /* in the path; 0 if there is no path */
  guint max_segments;
  double length;       /* of the line so far, for the dashes */
  double offset;       /* of the dashes where the line begins */
  FigStroker *stroker; /* (nullable): what draws it instead of Cairo */
  GArray *points;      /* (nullable): the path, where Cairo need not keep it */
} Pen;

static void
stroke (Pen *pen)
{
  if (pen->n_segments > 0 && pen->points != NULL)
    fig_paint_stroke_points (
      pen->cr, (const cairo_path_data_t *)(gpointer)pen->points->data, pen->points->len);
  else if (pen->n_segments > 0)
    fig_paint_stroke (pen->cr);
  if (pen->points != NULL)
    g_array_set_size (pen->points, 0);
  cairo_new_path (pen->cr);
  pen->n_segments = 0;
}

static void
shift_dashes (Pen *pen, double offset)
{
  double dashes[64];
  int n_dashes = cairo_get_dash_count (pen->cr);

  if (n_dashes == 0 || n_dashes > (int)G_N_ELEMENTS (dashes))
    return;
  cairo_get_dash (pen->cr, dashes, NULL);
  cairo_set_dash (pen->cr, dashes, n_dashes, offset);
}

static void
extend_path (Pen *pen, gboolean begin, double x, double y)
{
  cairo_path_data_t point;

  if (pen->points != NULL) {
    point.point.x = x;
    point.point.y = y;
    g_array_append_val (pen->points, point);
  } else if (begin) {
    cairo_move_to (pen->cr, x, y);
  } else {
    cairo_line_to (pen->cr, x, y);
  }
}

static void
draw_segment (Pen *pen, double x, double y)
{
  double x1 = pen->x, y1 = pen->y, x2 = x, y2 = y;

  if (!(fig_rect_contains (&pen->bounds, x1, y1) && fig_rect_contains (&pen->bounds, x2, y2)) &&
      !fig_rect_clip (&pen->bounds, &x1, &y1, &x2, &y2))
    return;
  if (pen->stroker != NULL) {
    fig_stroker_add (pen->stroker, x1, y1, x2, y2);
    return;
  }
  if (pen->n_segments > 0 && (x1 != pen->pen_x || y1 != pen->pen_y)) {
    stroke (pen);
  } else if (pen->n_segments >= pen->max_segments) {
    stroke (pen);
    shift_dashes (pen, pen->offset + pen->length);
  }
  if (pen->n_segments == 0)
    extend_path (pen, TRUE, x1, y1);
  extend_path (pen, FALSE, x2, y2);
  if (pen->points == NULL)
    pen->length += hypot (x2 - x1, y2 - y1);
  pen->pen_x = x2;
  pen->pen_y = y2;
  pen->n_segments++;
}

static void
draw_point_cb (double x, double y, gpointer user_data)
{
  Pen *pen = user_data;

  pen->alone = isnan (pen->x);
  if (!pen->alone)
    draw_segment (pen, x, y);
  pen->x = x;
  pen->y = y;
}

/* Ends a piece of the line. A point between two gaps becomes a dot. */
static void
end_piece (Pen *pen)
{
  stroke (pen);
  if (pen->alone && fig_rect_contains (&pen->bounds, pen->x, pen->y)) {
    cairo_arc (pen->cr, pen->x, pen->y, cairo_get_line_width (pen->cr), 0.0, 2.0 * G_PI);
    fig_paint_fill (pen->cr);
  }
  shift_dashes (pen, pen->offset);
  pen->length = 0.0;
  pen->alone = FALSE;
  pen->x = NAN;
}

static double
pixel_size (cairo_t *cr)
{
  double x_scale, y_scale, dx = 1.0, dy = 1.0;

  cairo_surface_get_device_scale (cairo_get_target (cr), &x_scale, &y_scale);
  cairo_user_to_device_distance (cr, &dx, &dy);
  return 1.0 / MAX (MAX (fabs (dx * x_scale), fabs (dy * y_scale)), 1e-3);
}

static void
draw_line (const FigSeries *series, const FigView *view, Pen *pen)
{
  gboolean exact = fig_paint_is_exact (pen->cr);
  FigSimplifier simplifier;

  fig_simplifier_init (&simplifier, pixel_size (pen->cr), draw_point_cb, pen);
  simplifier.rough = pen->stroker != NULL;
  for (gsize i = 0; i < series->n_points; i++) {
    double x = fig_scale_map (&view->x, series->x[i]);
    double y = fig_scale_map (&view->y, series->y[i]);

    if (isnan (x) || isnan (y)) {
      fig_simplifier_end (&simplifier);
      end_piece (pen);
    } else if (exact) {
      draw_point_cb (x, y, pen);
    } else {
      fig_simplifier_add (&simplifier, x, y);
    }
  }
  fig_simplifier_end (&simplifier);
  end_piece (pen);
}

/* The same line, broader and in the paper's colour. */
static void
draw_halo (const FigLayer *self, const FigView *view, const FigStyle *style, Pen pen)
{
  FigColor paper = style->background;

  paper.alpha = 1.0;
  fig_look_set_stroke (&self->look, pen.cr, style);
  fig_color_set_source (&paper, pen.cr);
  cairo_set_line_width (pen.cr, HALO * fig_look_get_width (&self->look, style));
  cairo_new_path (pen.cr);
  draw_line (self->series, view, &pen);
}

static void
draw (const FigLayer *self, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  Pen pen = { .cr = cr, .x = NAN, .max_segments = MAX_SEGMENTS };

  pen.bounds = fig_rect_grow (&view->area, 2.0 * fig_look_get_width (&self->look, style));
  /* in a document a piece of line is one element */
  if (fig_paint_get_svg (cr) != NULL)
    pen.max_segments = G_MAXUINT;
  cairo_save (cr);
  fig_paint_clip (cr, &view->area);
  if (fig_paint_get_svg (cr) != NULL && self->series->n_points >= MANY_POINTS)
    pen.points = g_array_new (FALSE, FALSE, sizeof (cairo_path_data_t));
  if (self->look.halo)
    draw_halo (self, view, style, pen);
  fig_look_set_stroke (&self->look, cr, style);
  fig_look_share_stroke (&self->look, cr, style, view->turn, view->n_turns);
  cairo_get_dash (cr, NULL, &pen.offset);
  cairo_new_path (cr);
  if (self->series->n_points >= MANY_POINTS && !fig_paint_is_exact (cr) && fig_stroker_suits (cr))
    pen.stroker = fig_stroker_new (cr, &view->area);
  draw_line (self->series, view, &pen);
  if (pen.stroker != NULL) {
    fig_stroker_draw (pen.stroker);
    fig_stroker_free (pen.stroker);
  }
  g_clear_pointer (&pen.points, g_array_unref);
  cairo_restore (cr);
}

static const FigLayerClass line_layer_class = { .draw = draw, .name = "curve", .connected = TRUE };

/**
 * fig_line_layer_new:
 * @series: (transfer full): the data, in the order in which to connect it
 * @look: how it looks
 *
 * A curve. What is not a finite number, or has no place on a logarithmic axis,
 * makes a gap. On a screen, points that make no difference are left out, so that
 * very many take little time.
 *
 * Returns: (transfer full): a layer
 */
FigLayer *
fig_line_layer_new (FigSeries *series, const FigLook *look)
{
  return fig_layer_new (&line_layer_class, series, look);
}
