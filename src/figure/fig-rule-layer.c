/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-rule-layer.h"

#include <math.h>

#include "fig-paint.h"

static void
draw (const FigLayer *self, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  const FigRect *area = &view->area;
  gboolean upright = isnan (self->series->y[0]);
  double x = upright ? fig_scale_map (&view->x, self->series->x[0]) : area->x;
  double y = upright ? area->y : fig_scale_map (&view->y, self->series->y[0]);

  if (!fig_rect_contains (area, x, y))
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  fig_look_set_stroke (&self->look, cr, style);
  fig_look_share_stroke (&self->look, cr, style, view->turn, view->n_turns);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_move_to (cr, x, y);
  if (upright)
    cairo_line_to (cr, x, area->y + area->height);
  else
    cairo_line_to (cr, area->x + area->width, y);
  fig_paint_stroke (cr);
  cairo_restore (cr);
}

static const FigLayerClass rule_layer_class = { .draw = draw, .name = "rule" };

/**
 * fig_rule_layer_new:
 * @name: of its series
 * @kind: of its series
 * @y: the value
 * @look: how it looks
 *
 * A straight line across the panel at one value of y. Its series is one point
 * with no x.
 *
 * Returns: (transfer full): a layer
 */
FigLayer *
fig_rule_layer_new (const char *name, const char *kind, double y, const FigLook *look)
{
  double x = NAN;

  return fig_layer_new (&rule_layer_class, fig_series_new (name, kind, 1, &x, &y), look);
}

/**
 * fig_rule_layer_new_upright:
 * @name: of its series
 * @kind: of its series
 * @x: the value
 * @look: how it looks
 *
 * A straight line up the panel at one value of x. Its series is one point with
 * no y.
 *
 * Returns: (transfer full): a layer
 */
FigLayer *
fig_rule_layer_new_upright (const char *name, const char *kind, double x, const FigLook *look)
{
  double y = NAN;

  return fig_layer_new (&rule_layer_class, fig_series_new (name, kind, 1, &x, &y), look);
}

/**
 * fig_layer_is_rule:
 * @self: a layer
 *
 * Returns: whether it is a straight line across the panel
 */
gboolean
fig_layer_is_rule (const FigLayer *self)
{
  return self->class == &rule_layer_class;
}
