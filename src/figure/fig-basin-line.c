/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-basin-line.h"

#include <math.h>

/* Points that enclose less than this part of a cell are on one straight line. */
#define FLAT 1e-6

/**
 * fig_basin_line_init:
 * @self: (out): lines
 * @cell: the area of a cell of the grid
 *
 * Begins without any.
 */
void
fig_basin_line_init (FigBasinLine *self, double cell)
{
  self->x = g_array_new (FALSE, FALSE, sizeof (double));
  self->y = g_array_new (FALSE, FALSE, sizeof (double));
  self->tolerance = FLAT * cell;
  self->begin = 0;
}

/* Whether the last point lies between the one before it and @point, on the straight way. */
static gboolean
is_needless (const FigBasinLine *self, const double *point)
{
  const double *x, *y;
  double ax, ay, bx, by;

  if (self->x->len < self->begin + 2)
    return FALSE;
  x = &g_array_index (self->x, double, self->x->len - 2);
  y = &g_array_index (self->y, double, self->y->len - 2);
  ax = x[1] - x[0];
  ay = y[1] - y[0];
  bx = point[0] - x[1];
  by = point[1] - y[1];
  return fabs (ax * by - ay * bx) <= self->tolerance && ax * bx + ay * by >= 0.0;
}

/**
 * fig_basin_line_add:
 * @self: lines
 * @point: (array fixed-size=2): where the present one goes on
 */
void
fig_basin_line_add (FigBasinLine *self, const double *point)
{
  if (is_needless (self, point)) {
    g_array_set_size (self->x, self->x->len - 1);
    g_array_set_size (self->y, self->y->len - 1);
  }
  g_array_append_val (self->x, point[0]);
  g_array_append_val (self->y, point[1]);
}

/**
 * fig_basin_line_end:
 * @self: lines
 *
 * Ends the present one with a gap.
 */
void
fig_basin_line_end (FigBasinLine *self)
{
  double gap = NAN;

  g_array_append_val (self->x, gap);
  g_array_append_val (self->y, gap);
  self->begin = self->x->len;
}

/**
 * fig_basin_line_finish:
 * @self: lines, which are empty afterwards
 * @name: of the series
 * @kind: likewise
 *
 * Returns: (transfer full): the lines
 */
FigSeries *
fig_basin_line_finish (FigBasinLine *self, const char *name, const char *kind)
{
  FigSeries *series = fig_series_new (
    name, kind, self->x->len, (double *)(gpointer)self->x->data, (double *)(gpointer)self->y->data);

  g_clear_pointer (&self->x, g_array_unref);
  g_clear_pointer (&self->y, g_array_unref);
  return series;
}
