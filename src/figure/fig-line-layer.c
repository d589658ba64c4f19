/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-line-layer.h"

#include <math.h>

/* Points closer than this to the one before change nothing that can be seen,
 * at any magnification a page will meet. */
#define CLOSE 0.02
/* A stroke of very many segments costs Cairo more than its parts do. */
#define MAX_SEGMENTS 1000

typedef struct {
  cairo_t *cr;
  FigRect bounds;
  FigLook look;
  double x, y; /* the point before, NaN for none */
  double pen_x, pen_y;
  gboolean pen_down; /* the path ends at the pen */
  guint n_segments;
  double dash_offset;
  gboolean alone; /* the point before has no segment yet */
} Pen;

static void
lift (Pen *pen, gboolean keep_dashes)
{
  if (pen->n_segments > 0) {
    double dashes[32];
    int n_dashes = cairo_get_dash_count (pen->cr);

    cairo_stroke (pen->cr);
    if (n_dashes > 0 && n_dashes <= (int)G_N_ELEMENTS (dashes)) {
      cairo_get_dash (pen->cr, dashes, NULL);
      cairo_set_dash (pen->cr, dashes, n_dashes, keep_dashes ? pen->dash_offset : 0.0);
    }
  }
  if (!keep_dashes)
    pen->dash_offset = 0.0;
  cairo_new_path (pen->cr);
  pen->n_segments = 0;
  pen->pen_down = FALSE;
}

static void
draw_segment (Pen *pen, double x, double y)
{
  double x1 = pen->x, y1 = pen->y, x2 = x, y2 = y;

  if (!fig_rect_clip (&pen->bounds, &x1, &y1, &x2, &y2))
    return;
  if (pen->pen_down && (x1 != pen->pen_x || y1 != pen->pen_y))
    lift (pen, FALSE);
  if (pen->n_segments >= MAX_SEGMENTS)
    lift (pen, TRUE);
  if (!pen->pen_down)
    cairo_move_to (pen->cr, x1, y1);
  cairo_line_to (pen->cr, x2, y2);
  pen->dash_offset += hypot (x2 - x1, y2 - y1);
  pen->pen_x = x2;
  pen->pen_y = y2;
  pen->pen_down = TRUE;
  pen->n_segments++;
}

/* Ends a piece of the line. A point between two gaps becomes a dot. */
static void
draw_gap (Pen *pen)
{
  if (pen->alone && fig_rect_contains (&pen->bounds, pen->x, pen->y)) {
    cairo_new_path (pen->cr);
    cairo_arc (pen->cr, pen->x, pen->y, cairo_get_line_width (pen->cr), 0.0, 2.0 * G_PI);
    cairo_fill (pen->cr);
  }
  lift (pen, FALSE);
  pen->alone = FALSE;
  pen->x = NAN;
}

static void
draw_point (Pen *pen, double x, double y, gboolean last)
{
  if (isnan (x) || isnan (y)) {
    draw_gap (pen);
    return;
  }
  if (!isnan (pen->x)) {
    if (!last && fabs (x - pen->x) < CLOSE && fabs (y - pen->y) < CLOSE)
      return;
    draw_segment (pen, x, y);
    pen->alone = FALSE;
  } else {
    pen->alone = TRUE;
  }
  pen->x = x;
  pen->y = y;
}

static void
draw (const FigLayer *self, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  const FigSeries *series = self->series;
  Pen pen = { .cr = cr, .x = NAN };

  pen.bounds = fig_rect_grow (&view->area, 2.0 * fig_look_get_width (&self->look, style));
  cairo_save (cr);
  cairo_rectangle (cr, view->area.x, view->area.y, view->area.width, view->area.height);
  cairo_clip (cr);
  fig_look_set_stroke (&self->look, cr, style);
  cairo_new_path (cr);
  for (gsize i = 0; i < series->n_points; i++)
    draw_point (&pen,
                fig_scale_map (&view->x, series->x[i]),
                fig_scale_map (&view->y, series->y[i]),
                i + 1 == series->n_points);
  draw_gap (&pen);
  cairo_restore (cr);
}

static const FigLayerClass line_layer_class = { draw };

/**
 * fig_line_layer_new:
 * @series: (transfer full): the data, in the order in which to connect it
 * @look: how it looks
 *
 * A curve. What is not a finite number, or has no place on a logarithmic axis,
 * makes a gap.
 *
 * Returns: (transfer full): a layer
 */
FigLayer *
fig_line_layer_new (FigSeries *series, const FigLook *look)
{
  return fig_layer_new (&line_layer_class, series, look);
}
