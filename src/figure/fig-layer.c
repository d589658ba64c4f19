/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-layer.h"

/**
 * fig_layer_new:
 * @class: the kind of layer
 * @series: (transfer full): the data
 * @look: how it looks
 *
 * For the constructors of the kinds of layers.
 *
 * Returns: (transfer full): a layer
 */
FigLayer *
fig_layer_new (const FigLayerClass *class, FigSeries *series, const FigLook *look)
{
  FigLayer *self = g_malloc0 (class->size > 0 ? class->size : sizeof (FigLayer));

  g_atomic_ref_count_init (&self->ref_count);
  self->class = class;
  self->series = series;
  self->look = *look;
  self->x_limits = self->y_limits = (FigRange){ -G_MAXDOUBLE, G_MAXDOUBLE };
  return self;
}

FigLayer *
fig_layer_ref (FigLayer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fig_layer_unref (FigLayer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  fig_series_free (self->series);
  g_free (self);
}

static void
add_within (FigRange *range, FigScaleKind kind, const FigRange *limits, double value)
{
  if (value >= limits->minimum && value <= limits->maximum)
    fig_range_add (range, kind, value);
}

/**
 * fig_layer_extend:
 * @self: a layer
 * @x_kind: the scale across
 * @y_kind: the scale upwards
 * @x: (inout): a range
 * @y: (inout): another
 *
 * Widens the ranges to hold the data.
 */
void
fig_layer_extend (
  const FigLayer *self, FigScaleKind x_kind, FigScaleKind y_kind, FigRange *x, FigRange *y)
{
  const FigSeries *series = self->series;

  for (gsize i = 0; i < series->n_points; i++) {
    add_within (x, x_kind, &self->x_limits, series->x[i]);
    add_within (y, y_kind, &self->y_limits, series->y[i]);
  }
}
