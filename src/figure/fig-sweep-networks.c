/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-sweep-networks.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-error-bar-layer.h"
#include "fig-map-layer.h"
#include "fig-networks.h"
#include "fig-parameter-axis.h"
#include "fig-point-layer.h"
#include "fig-rule-layer.h"

#define BOUNDARY_WEIGHT 1.1

static const FigRange all_or_none = { 0.0, 1.0 };

/**
 * Successes:
 * @fraction: for each cell of a sweep, which part of its networks holds all targets
 * @lower: where the interval of the probability begins …
 * @upper: … and where it ends
 * @n: of how many networks it is known; 0 makes gaps of the others
 */
typedef struct {
  double *fraction;
  double *lower;
  double *upper;
  double *n;
} Successes;

static void
successes_init (Successes *self, const ExpSweep *sweep)
{
  self->fraction = g_new (double, sweep->n_cells);
  self->lower = g_new (double, sweep->n_cells);
  self->upper = g_new (double, sweep->n_cells);
  self->n = g_new (double, sweep->n_cells);
  for (gsize i = 0; i < sweep->n_cells; i++) {
    ExpProportion proportion;

    exp_ensemble_get_success (sweep->cells[i], EXP_ALL_ATTRACTORS, &proportion);
    self->fraction[i] = proportion.fraction;
    self->lower[i] = proportion.n > 0 ? proportion.lower : NAN;
    self->upper[i] = proportion.n > 0 ? proportion.upper : NAN;
    self->n[i] = (double)proportion.n;
  }
}

static void
successes_clear (Successes *self)
{
  g_free (self->fraction);
  g_free (self->lower);
  g_free (self->upper);
  g_free (self->n);
}

/**
 * fig_sweep_networks_add_map:
 * @source: a source with networks over two parameters
 * @panel: a panel
 *
 * Makes the panel a map of which part of the networks at each place holds all targets; a place
 * where none is known yet is a gap.
 */
void
fig_sweep_networks_add_map (const FigSource *source, FigPanel *panel)
{
  const ExpSweep *sweep = source->sweep;
  ExpAxis x = exp_axis_widen (&sweep->x), y = exp_axis_widen (&sweep->y);
  Successes successes;
  FigLayer *layer;

  successes_init (&successes, sweep);
  fig_parameter_axis_init (&panel->x, &x);
  fig_parameter_axis_init (&panel->y, &y);
  layer = fig_map_layer_new ("success",
                             "networks",
                             sweep->n_columns,
                             sweep->x_values,
                             sweep->n_rows,
                             sweep->y_values,
                             successes.fraction,
                             FIG_COLOR_MAP_SEQUENTIAL,
                             &all_or_none);
  fig_series_add_column (layer->series, "lower", successes.lower);
  fig_series_add_column (layer->series, "upper", successes.upper);
  fig_series_add_column (layer->series, "networks", successes.n);
  fig_panel_take_layer (panel, layer);
  successes_clear (&successes);
}

/**
 * fig_sweep_networks_add_bar:
 * @bar: a panel
 *
 * Makes the panel the colour bar of that map.
 */
void
fig_sweep_networks_add_bar (FigPanel *bar)
{
  bar->bar = TRUE;
  fig_axis_set_titles (
    &bar->x, _ ("Fraction of networks that hold all targets"), _ ("Fraction that hold all"));
  fig_panel_take_layer (bar, fig_map_layer_new_bar (FIG_COLOR_MAP_SEQUENTIAL, &all_or_none));
}

/* Where theory says that learnability begins or ends. */
static void
add_limits (const FigSource *source, FigPanel *panel)
{
  const RcContour *boundary = source->study->curve->boundary;
  const FigLook look = { .owner = FIG_OWNER_ALL, .weight = BOUNDARY_WEIGHT };

  for (gsize i = 0; boundary != NULL && i < boundary->n_lines; i++)
    fig_panel_take_layer (
      panel,
      fig_rule_layer_new_upright ("margin 0", "boundary", boundary->lines[i].points[0], &look));
}

/**
 * fig_sweep_networks_add_curve:
 * @source: a source with networks over one parameter, whose study has a curve over it
 * @panel: a panel
 *
 * Makes the panel show which part of the networks at each place holds all targets, with the
 * interval of its probability, and where theory says that the limit of learnability is.
 */
void
fig_sweep_networks_add_curve (const FigSource *source, FigPanel *panel)
{
  const ExpSweep *sweep = source->sweep;
  const FigLook look = { .owner = FIG_OWNER_ALL };
  ExpAxis x = exp_axis_widen (&sweep->x);
  Successes successes;
  FigSeries *bars;

  successes_init (&successes, sweep);
  fig_parameter_axis_init (&panel->x, &x);
  fig_axis_set_titles (
    &panel->y, _ ("Fraction of networks that hold all targets"), _ ("Fraction that hold all"));
  panel->y.range = all_or_none;
  add_limits (source, panel);
  bars = fig_series_new (
    "success", "interval", sweep->n_cells, sweep->x_values, successes.fraction);
  for (gsize i = 0; i < sweep->n_cells; i++) {
    successes.lower[i] = successes.fraction[i] - successes.lower[i];
    successes.upper[i] -= successes.fraction[i];
  }
  fig_series_add_column (bars, "below", successes.lower);
  fig_series_add_column (bars, "above", successes.upper);
  fig_series_add_column (bars, "networks", successes.n);
  fig_panel_take_layer (panel, fig_error_bar_layer_new (bars, &look));
  fig_panel_take_layer (
    panel,
    fig_point_layer_new (
      fig_series_new ("success", "networks", sweep->n_cells, sweep->x_values, successes.fraction),
      &look,
      0));
  successes_clear (&successes);
}

/**
 * fig_sweep_networks_describe:
 * @source: a source with networks of which it is known whether they hold their targets
 *
 * Returns: (transfer full): how many do, in a sentence
 */
char *
fig_sweep_networks_describe (const FigSource *source)
{
  const ExpSweep *sweep = source->sweep;
  gsize n = 0, n_successes = 0;

  for (gsize i = 0; i < sweep->n_cells; i++) {
    ExpProportion proportion;

    exp_ensemble_get_success (sweep->cells[i], EXP_ALL_ATTRACTORS, &proportion);
    n += proportion.n;
    n_successes += proportion.n_successes;
  }
  return g_strdup_printf (ngettext ("%zu of %zu networks at %zu place hold all targets.",
                                    "%zu of %zu networks at %zu places hold all targets.",
                                    (gulong)sweep->n_cells),
                          n_successes,
                          n,
                          sweep->n_cells);
}
