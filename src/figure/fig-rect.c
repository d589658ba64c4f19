/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-rect.h"

/**
 * fig_rect_contains:
 * @self: a rectangle
 * @x: across
 * @y: down
 *
 * Returns: whether the point is inside or on the edge; %FALSE for NaN
 */
gboolean
fig_rect_contains (const FigRect *self, double x, double y)
{
  return x >= self->x && x <= self->x + self->width && y >= self->y && y <= self->y + self->height;
}

/**
 * fig_rect_overlaps:
 * @a: a rectangle
 * @b: another
 *
 * Returns: whether they share some area
 */
gboolean
fig_rect_overlaps (const FigRect *a, const FigRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

/**
 * fig_rect_grow:
 * @self: a rectangle
 * @margin: how much to add on each side; may be negative
 *
 * Returns: the larger rectangle
 */
FigRect
fig_rect_grow (const FigRect *self, double margin)
{
  FigRect grown = {
    self->x - margin,
    self->y - margin,
    MAX (self->width + 2.0 * margin, 0.0),
    MAX (self->height + 2.0 * margin, 0.0),
  };

  return grown;
}

/* One edge of the clipping: keeps the part of a line, from @enter to @leave in
 * terms of its length, on which start + t × step >= 0. */
static gboolean
clip_edge (double start, double step, double *enter, double *leave)
{
  double t;

  if (step == 0.0)
    return start >= 0.0;
  t = -start / step;
  if (step > 0.0)
    *enter = MAX (*enter, t);
  else
    *leave = MIN (*leave, t);
  return *enter <= *leave;
}

/**
 * fig_rect_clip:
 * @self: a rectangle
 * @x1: (inout): one end of a line
 * @y1: (inout): likewise
 * @x2: (inout): the other end
 * @y2: (inout): likewise
 *
 * Cuts a straight line down to the part within the rectangle.
 *
 * Returns: whether there is such a part; the ends are as before otherwise
 */
gboolean
fig_rect_clip (const FigRect *self, double *x1, double *y1, double *x2, double *y2)
{
  double dx = *x2 - *x1, dy = *y2 - *y1;
  double enter = 0.0, leave = 1.0;
  double x = *x1, y = *y1;

  if (!clip_edge (x - self->x, dx, &enter, &leave) ||
      !clip_edge (self->x + self->width - x, -dx, &enter, &leave) ||
      !clip_edge (y - self->y, dy, &enter, &leave) ||
      !clip_edge (self->y + self->height - y, -dy, &enter, &leave))
    return FALSE;
  if (leave < 1.0) {
    *x2 = x + leave * dx;
    *y2 = y + leave * dy;
  }
  if (enter > 0.0) {
    *x1 = x + enter * dx;
    *y1 = y + enter * dy;
  }
  return TRUE;
}
