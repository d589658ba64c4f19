/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-layer.h"

/* From here on the ranges of the data are kept. */
#define MANY_POINTS 1000

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
  g_mutex_init (&self->mutex);
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
  if (self->class->finalize != NULL)
    self->class->finalize (self);
  fig_series_free (self->series);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
add_within (FigRange *range, FigScaleKind kind, const FigRange *limits, double value)
{
  if (value >= limits->minimum && value <= limits->maximum)
    fig_range_add (range, kind, value);
}

/* The data's own ranges on scales of these kinds */
static void
find_ranges (
  const FigLayer *self, FigScaleKind x_kind, FigScaleKind y_kind, FigRange *x, FigRange *y)
{
  const FigSeries *series = self->series;

  for (gsize i = 0; i < series->n_points; i++) {
    add_within (x, x_kind, &self->x_limits, series->x[i]);
    add_within (y, y_kind, &self->y_limits, series->y[i]);
  }
}

static void
add_range (FigRange *range, FigScaleKind kind, const FigRange *other)
{
  if (fig_range_is_empty (other))
    return;
  fig_range_add (range, kind, other->minimum);
  fig_range_add (range, kind, other->maximum);
}

/**
 * fig_layer_extend:
 * @self: a layer that a figure has
 * @x_kind: the scale across
 * @y_kind: the scale upwards
 * @x: (inout): a range
 * @y: (inout): another
 *
 * Widens the ranges to hold the data. Of very many points they are looked for once, as a figure
 * is laid out anew for each frame in which it is moved. Can be called on any thread.
 */
void
fig_layer_extend (
  const FigLayer *self, FigScaleKind x_kind, FigScaleKind y_kind, FigRange *x, FigRange *y)
{
  FigLayer *layer = (FigLayer *)self;
  FigLayerRanges *known = &layer->ranges;

  if (self->series->n_points < MANY_POINTS) {
    find_ranges (self, x_kind, y_kind, x, y);
    return;
  }
  g_mutex_lock (&layer->mutex);
  if (!known->known || known->x_kind != x_kind || known->y_kind != y_kind) {
    const FigRange empty = FIG_RANGE_EMPTY;

    *known = (FigLayerRanges){ TRUE, x_kind, y_kind, empty, empty };
    find_ranges (self, x_kind, y_kind, &known->x, &known->y);
  }
  add_range (x, x_kind, &known->x);
  add_range (y, y_kind, &known->y);
  g_mutex_unlock (&layer->mutex);
}
