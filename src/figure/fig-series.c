/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-series.h"

/**
 * fig_series_new:
 * @name: whose data it is
 * @kind: what it says of it
 * @n_points: how many points
 * @x: (array length=n_points): copied
 * @y: (array length=n_points): copied
 *
 * Returns: (transfer full): a series
 */
FigSeries *
fig_series_new (
  const char *name, const char *kind, gsize n_points, const double *x, const double *y)
{
  FigSeries *self = g_new0 (FigSeries, 1);

  self->name = g_strdup (name);
  self->kind = g_strdup (kind);
  self->n_points = n_points;
  self->x = g_memdup2 (x, n_points * sizeof (double));
  self->y = g_memdup2 (y, n_points * sizeof (double));
  return self;
}

void
fig_series_free (FigSeries *self)
{
  g_free (self->name);
  g_free (self->kind);
  g_free (self->x);
  g_free (self->y);
  g_free (self);
}
