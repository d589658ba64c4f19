/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-trace.h"

#include "fig-line-layer.h"
#include "fig-point-layer.h"

#define WEIGHT 1.2
#define HEAD_WEIGHT 1.3

/**
 * fig_trace_new:
 * @name: what it is called in the read-out and in data files
 * @owner: the attractor that it belongs to, or %FIG_OWNER_NONE
 * @interval: the time from one point to the next
 * @n_points: how many points
 * @n_outputs: K
 * @outputs: (array): n_points × K, copied
 *
 * Returns: (transfer full): a trace
 */
FigTrace *
fig_trace_new (const char *name,
               int owner,
               double interval,
               gsize n_points,
               gsize n_outputs,
               const double *outputs)
{
  FigTrace *self = g_new0 (FigTrace, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->owner = owner;
  self->n_points = n_points;
  self->n_outputs = n_outputs;
  self->times = g_new (double, n_points);
  for (gsize i = 0; i < n_points; i++)
    self->times[i] = (double)i * interval;
  self->outputs = g_memdup2 (outputs, n_points * n_outputs * sizeof (double));
  return self;
}

FigTrace *
fig_trace_ref (FigTrace *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fig_trace_unref (FigTrace *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_free (self->times);
  g_free (self->outputs);
  g_free (self);
}

/* What an axis measures along the trace; NULL where it measures something else. */
static double *
get_values (const FigTrace *self, const FigAxis *axis)
{
  double *values;

  if (axis->quantity == FIG_QUANTITY_TIME)
    return g_memdup2 (self->times, self->n_points * sizeof (double));
  if (axis->quantity != FIG_QUANTITY_OUTPUT || axis->output >= self->n_outputs)
    return NULL;
  values = g_new (double, self->n_points);
  for (gsize i = 0; i < self->n_points; i++)
    values[i] = self->outputs[i * self->n_outputs + axis->output];
  return values;
}

static gboolean
fits_panel (const FigPanel *panel)
{
  return panel->y.quantity == FIG_QUANTITY_OUTPUT &&
         (panel->x.quantity == FIG_QUANTITY_OUTPUT || panel->x.quantity == FIG_QUANTITY_TIME);
}

/**
 * fig_trace_fits:
 * @figure: a figure
 *
 * Returns: whether traces can be laid over it
 */
gboolean
fig_trace_fits (FigFigure *figure)
{
  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++)
    if (fits_panel (fig_figure_get_panel (figure, i)))
      return TRUE;
  return FALSE;
}

static void
add_layer (FigPanel *panel, FigLayer *layer, gboolean widen)
{
  FigRange empty = FIG_RANGE_EMPTY;

  if (!widen)
    layer->x_limits = layer->y_limits = empty;
  fig_panel_take_layer (panel, layer);
}

static void
add_to_panel (const FigTrace *self, FigPanel *panel, gboolean widen)
{
  FigLook look = { .owner = self->owner, .weight = WEIGHT };
  g_autofree double *x = get_values (self, &panel->x);
  g_autofree double *y = get_values (self, &panel->y);
  gsize last = self->n_points - 1;

  if (x == NULL || y == NULL || !fits_panel (panel))
    return;
  g_clear_pointer (&panel->note, g_free);
  add_layer (panel,
             fig_line_layer_new (fig_series_new (self->name, "live", self->n_points, x, y), &look),
             widen);
  look.weight = HEAD_WEIGHT;
  add_layer (
    panel,
    fig_point_layer_new (fig_series_new (self->name, "live", 1, x + last, y + last), &look, 0),
    widen);
}

/**
 * fig_trace_add_to:
 * @self: a trace
 * @figure: a figure being built
 * @widen: whether axes make room for all of it
 *
 * Adds the trace, and a marker where it has come to, to all panels that measure
 * outputs against each other or against time.
 */
void
fig_trace_add_to (const FigTrace *self, FigFigure *figure, gboolean widen)
{
  if (self->n_points == 0)
    return;
  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++)
    add_to_panel (self, fig_figure_edit_panel (figure, i), widen);
}
