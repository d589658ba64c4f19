/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-sweep-networks.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-error-bar-layer.h"
#include "fig-line-layer.h"
#include "fig-map-layer.h"
#include "fig-measure.h"
#include "fig-networks.h"
#include "fig-parameter-axis.h"
#include "fig-point-layer.h"
#include "fig-rule-layer.h"

#define BOUNDARY_WEIGHT 1.1

/**
 * Cells:
 * @values: for each cell of a sweep what is drawn of its networks, all attractors together:
 *   which part of them holds all targets, or the mean, of a time constant that of the mean rate
 * @lower: where the interval of that probability begins, or of the mean and its standard error …
 * @upper: … and where it ends
 * @n: of how many networks it is known; 0 makes gaps of the others
 */
typedef struct {
  double *values;
  double *lower;
  double *upper;
  double *n;
} Cells;

static void
take_success (Cells *self, gsize i, const ExpEnsemble *ensemble)
{
  ExpProportion proportion;

  exp_ensemble_get_success (ensemble, EXP_ALL_ATTRACTORS, &proportion);
  self->values[i] = proportion.fraction;
  self->lower[i] = proportion.n > 0 ? proportion.lower : NAN;
  self->upper[i] = proportion.n > 0 ? proportion.upper : NAN;
}

static void
take_time (Cells *self, gsize i, const ExpEnsemble *ensemble, ExpMeasure measure)
{
  double time, below, above;

  if (!fig_networks_get_time (ensemble, measure, EXP_ALL_ATTRACTORS, &time, &below, &above))
    time = below = above = NAN;
  self->values[i] = fig_measure_get_shown (measure, time);
  self->lower[i] = self->values[i] - below;
  self->upper[i] = self->values[i] + above;
}

static void
take_mean (Cells *self, gsize i, const ExpEnsemble *ensemble, ExpMeasure measure)
{
  ExpSummary summary;

  exp_ensemble_summarise (ensemble, measure, EXP_ALL_ATTRACTORS, &summary);
  self->values[i] = summary.mean;
  self->lower[i] = summary.mean - summary.standard_error;
  self->upper[i] = summary.mean + summary.standard_error;
}

static void
cells_init (Cells *self, const ExpSweep *sweep, ExpMeasure measure)
{
  self->values = g_new (double, sweep->n_cells);
  self->lower = g_new (double, sweep->n_cells);
  self->upper = g_new (double, sweep->n_cells);
  self->n = g_new (double, sweep->n_cells);
  for (gsize i = 0; i < sweep->n_cells; i++) {
    ExpSummary summary;

    exp_ensemble_summarise (sweep->cells[i], measure, EXP_ALL_ATTRACTORS, &summary);
    self->n[i] = (double)summary.n;
    if (measure == EXP_MEASURE_SUCCESS)
      take_success (self, i, sweep->cells[i]);
    else if (exp_measure_is_time_constant (measure))
      take_time (self, i, sweep->cells[i], measure);
    else
      take_mean (self, i, sweep->cells[i], measure);
  }
}

static void
cells_clear (Cells *self)
{
  g_free (self->values);
  g_free (self->lower);
  g_free (self->upper);
  g_free (self->n);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cells, cells_clear)

/**
 * fig_sweep_networks_find_colors:
 * @sweep: networks
 * @measure: what was measured on them
 * @range: (out): what the colours are of
 *
 * Returns: colours for a map of it
 */
FigColorMap
fig_sweep_networks_find_colors (const ExpSweep *sweep, ExpMeasure measure, FigRange *range)
{
  g_auto (Cells) cells = { 0 };

  cells_init (&cells, sweep, measure);
  return fig_measure_find_colors (measure, sweep->n_cells, cells.values, range);
}

/**
 * fig_sweep_networks_add_map:
 * @source: a source with networks over two parameters
 * @measure: what was measured on them
 * @colors: the colours
 * @range: what these are of
 * @panel: a panel
 *
 * Makes the panel a map of a measure of all attractors together: of which part of the networks
 * at each place holds all targets, or of their mean; a place where none is known yet is a gap.
 */
void
fig_sweep_networks_add_map (const FigSource *source,
                            ExpMeasure measure,
                            FigColorMap colors,
                            const FigRange *range,
                            FigPanel *panel)
{
  const ExpSweep *sweep = source->sweep;
  ExpAxis x = exp_axis_widen (&sweep->x), y = exp_axis_widen (&sweep->y);
  g_auto (Cells) cells = { 0 };
  FigLayer *layer;

  cells_init (&cells, sweep, measure);
  fig_parameter_axis_init (&panel->x, &x);
  fig_parameter_axis_init (&panel->y, &y);
  layer = fig_map_layer_new (fig_measure_get_name (measure),
                             "networks",
                             sweep->n_columns,
                             sweep->x_values,
                             sweep->n_rows,
                             sweep->y_values,
                             cells.values,
                             colors,
                             range);
  fig_series_add_column (layer->series, "lower", cells.lower);
  fig_series_add_column (layer->series, "upper", cells.upper);
  fig_series_add_column (layer->series, "networks", cells.n);
  fig_panel_take_layer (panel, layer);
}

/* Where theory says that learnability begins or ends; dashed beside another line. */
static void
add_limits (const FigSource *source, FigPanel *panel)
{
  const RcContour *boundary = source->study->curve->boundary;
  const FigLook look = { .owner = FIG_OWNER_ALL,
                         .broken = fig_study_get_measure_curve (source->study) != NULL,
                         .weight = BOUNDARY_WEIGHT };

  for (gsize i = 0; boundary != NULL && i < boundary->n_lines; i++)
    fig_panel_take_layer (
      panel,
      fig_rule_layer_new_upright ("margin 0", "boundary", boundary->lines[i].points[0], &look));
}

/* Of success that is told by the limits. */
static void
add_theory (const FigSource *source, FigPanel *panel)
{
  const FigLook look = { .owner = FIG_OWNER_ALL };
  const ExpScan *curve = source->study->curve;
  const double *numbers = fig_study_get_measure_curve (source->study);
  ExpMeasure measure = source->study->choice.measure;
  g_autofree double *values = g_new (double, curve->n_points);

  for (gsize i = 0; numbers != NULL && i < curve->n_points; i++)
    values[i] = fig_measure_get_shown (measure, numbers[i]);
  if (numbers != NULL)
    fig_panel_take_layer (
      panel,
      fig_line_layer_new (
        fig_series_new (
          fig_measure_get_name (measure), "theory", curve->n_points, curve->x_values, values),
        &look));
}

static void
add_points (const ExpSweep *sweep, ExpMeasure measure, FigPanel *panel)
{
  const FigLook look = { .owner = FIG_OWNER_ALL };
  const char *name = fig_measure_get_name (measure);
  g_auto (Cells) cells = { 0 };
  FigSeries *bars;

  cells_init (&cells, sweep, measure);
  bars = fig_series_new (name,
                         measure == EXP_MEASURE_SUCCESS ? "interval" : "error",
                         sweep->n_cells,
                         sweep->x_values,
                         cells.values);
  for (gsize i = 0; i < sweep->n_cells; i++) {
    cells.lower[i] = cells.values[i] - cells.lower[i];
    cells.upper[i] -= cells.values[i];
  }
  fig_series_add_column (bars, "below", cells.lower);
  fig_series_add_column (bars, "above", cells.upper);
  fig_series_add_column (bars, "networks", cells.n);
  fig_panel_take_layer (panel, fig_error_bar_layer_new (bars, &look));
  fig_panel_take_layer (
    panel,
    fig_point_layer_new (
      fig_series_new (name, "networks", sweep->n_cells, sweep->x_values, cells.values), &look, 0));
}

/* An empty panel says why. */
static void
note_nothing (const FigStudy *study, FigPanel *panel)
{
  const double *numbers = fig_study_get_measure_curve (study);

  for (gsize i = 0; numbers != NULL && i < study->curve->n_points; i++)
    if (!isnan (fig_measure_get_shown (study->choice.measure, numbers[i])))
      return;
  panel->note = g_markup_escape_text (numbers != NULL
                                        ? _ ("According to theory undefined on all of the curve")
                                        : _ ("Measure networks to see what becomes of them"),
                                      -1);
}

/**
 * fig_sweep_networks_have_curve:
 * @source: a source
 *
 * Returns: whether there are networks along the curve of its study of which the chosen was measured
 */
gboolean
fig_sweep_networks_have_curve (const FigSource *source)
{
  return source->study != NULL && source->study->curve != NULL && source->sweep != NULL &&
         source->sweep->x.parameter != NULL &&
         fig_networks_follow (source, &source->study->curve->x) &&
         (source->sweep->measures & (1u << source->study->choice.measure)) != 0;
}

/**
 * fig_sweep_networks_add_curve:
 * @source: a source whose study has a curve
 * @panel: a panel
 *
 * Makes the panel show what theory says of the chosen measure of all attractors together, and
 * where it says that the limit of learnability is; where there are networks along the curve, which
 * part of them at each place holds all targets, with the interval of its probability, or their
 * mean with its standard error.
 */
void
fig_sweep_networks_add_curve (const FigSource *source, FigPanel *panel)
{
  ExpMeasure measure = source->study->choice.measure;
  gboolean networks = fig_sweep_networks_have_curve (source);
  ExpAxis x = networks ? exp_axis_widen (&source->sweep->x) : source->study->curve->x;

  fig_parameter_axis_init (&panel->x, &x);
  fig_measure_set_titles (measure, &panel->y);
  if (measure == EXP_MEASURE_SUCCESS)
    panel->y.range = (FigRange){ 0.0, 1.0 };
  add_limits (source, panel);
  add_theory (source, panel);
  if (networks)
    add_points (source->sweep, measure, panel);
  else
    note_nothing (source->study, panel);
}

/**
 * fig_sweep_networks_describe:
 * @source: a source with networks
 *
 * Returns: (transfer full) (nullable): how many of them hold their targets, in a sentence; %NULL
 *   if that was not measured
 */
char *
fig_sweep_networks_describe (const FigSource *source)
{
  const ExpSweep *sweep = source->sweep;
  gsize n = 0, n_successes = 0;

  if ((sweep->measures & (1u << EXP_MEASURE_SUCCESS)) == 0)
    return NULL;
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
