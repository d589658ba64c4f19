/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-time-constants.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-agreement.h"
#include "fig-error-bar-layer.h"
#include "fig-line-layer.h"
#include "fig-networks.h"
#include "fig-parameter-axis.h"
#include "fig-point-layer.h"
#include "fig-rule-layer.h"
#include "fig-source.h"
#include "fig-sweep-networks.h"

/* Longer ones, which grow without bound towards the limit, do not make the axis
 * longer. */
#define LONGEST 1000.0
#define EDGE_WEIGHT 0.6

static const char *const ids[FIG_STUDY_N_TIMES] = { "output", "open-loop", "bulk" };

/* The values above 0, or those below with their sign turned; gaps elsewhere. */
static double *
pick (const double *values, gsize n, double sign)
{
  double *picked = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    picked[i] = sign * values[i] > 0.0 ? sign * values[i] : NAN;
  return picked;
}

static gboolean
has_any (const double *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      return TRUE;
  return FALSE;
}

/* A time constant below 0 is that of leaving, and dashed; a bulk beyond the edge of
 * chaos has none. */
static void
add_curve (const FigSource *source, FigPanel *panel, gsize attractor, guint quantity)
{
  const ExpScan *curve = source->study->curve;
  const double *values = fig_study_get_curve (source->study, attractor, quantity);
  g_autofree char *name = fig_source_get_name (source, attractor);
  gboolean faint = !fig_source_is_study_current (source);

  for (guint leaves = 0; leaves < (quantity == 2 ? 1 : 2); leaves++) {
    FigLook look = { .owner = (int)attractor, .broken = leaves, .faint = faint };
    g_autofree double *picked = pick (values, curve->n_points, leaves ? -1.0 : 1.0);
    FigSeries *series;

    if (!has_any (picked, curve->n_points))
      continue;
    series = fig_series_new (
      name, leaves ? "escape" : "theory", curve->n_points, curve->x_values, picked);
    fig_panel_take_layer (panel, fig_line_layer_new (series, &look))->y_limits = (FigRange){
      0.0, LONGEST
    };
  }
}

/* Where the bulk's radius goes through 1. */
static void
add_edges (const FigSource *source, FigPanel *panel, gsize attractor)
{
  const ExpScan *curve = source->study->curve;
  const double *radius = fig_study_get_curve (source->study, attractor, FIG_STUDY_N_TIMES);
  g_autofree char *name = fig_source_get_name (source, attractor);
  FigLook look = { .owner = (int)attractor,
                   .faint = !fig_source_is_study_current (source),
                   .broken = TRUE,
                   .weight = EDGE_WEIGHT };

  for (gsize i = 1; i < curve->n_points; i++) {
    double before = radius[i - 1] - 1.0, after = radius[i] - 1.0;
    double x;

    if (!(before * after < 0.0))
      continue;
    x = curve->x_values[i - 1] +
        before / (before - after) * (curve->x_values[i] - curve->x_values[i - 1]);
    fig_panel_take_layer (panel, fig_rule_layer_new_upright (name, "edge-of-chaos", x, &look));
  }
}

static double
get_measured (const ExpAgreement *agreement, const ExpMeasuredAttractor *measured, guint quantity)
{
  switch (quantity) {
  case 0:
    return agreement->time_constant;
  case 2:
    return measured->bulk_radius < 1.0 ? 1.0 / (1.0 - measured->bulk_radius) : NAN;
  default:
    return NAN;
  }
}

static void
add_measured (const FigSource *source, FigPanel *panel, gsize attractor, guint quantity)
{
  g_autofree char *name = fig_source_get_name (source, attractor);
  FigLook look = { .owner = (int)attractor, .hollow = TRUE };
  g_autoptr (ExpAgreement) agreement = NULL;
  gssize target = exp_agreement_find_target (source->theory, source->measurement, attractor);
  double x, y;

  if (target < 0 || !fig_source_is_current (source) ||
      !exp_measurement_has (source->measurement, EXP_STAGE_SPECTRUM))
    return;
  agreement = exp_agreement_new (source->theory, source->measurement, attractor);
  x = fig_parameter_axis_get_value (&source->study->curve->x, source->measurement->experiment);
  y = get_measured (agreement, &source->measurement->attractors[target], quantity);
  look.crossed = y < 0.0;
  y = fabs (y);
  if (isfinite (y))
    fig_panel_take_layer (
      panel,
      fig_point_layer_new (
        fig_series_new (name, look.crossed ? "network-escape" : "network", 1, &x, &y), &look, 0));
}

/* What of networks is put beside the curves: the eigenvalue's time constant, or that of the
   response, which is faster to have; and of the bulk what its radius makes. */
static ExpMeasure
get_measure (const ExpSweep *sweep, guint quantity)
{
  if (quantity == 2)
    return EXP_MEASURE_BULK_RADIUS;
  return (sweep->measures & (1u << EXP_MEASURE_TIME_CONSTANT)) != 0
           ? EXP_MEASURE_TIME_CONSTANT
           : EXP_MEASURE_POLE_TIME_CONSTANT;
}

/* All of that which there is */
static guint
get_measures (const ExpSweep *sweep)
{
  return sweep->measures & (1u << get_measure (sweep, 0) | 1u << get_measure (sweep, 2));
}

/* Means over networks with their standard errors; what leaves and what stays apart. */
static void
add_networks (const FigSource *source, FigPanel *panel, gsize attractor, guint quantity)
{
  const ExpSweep *sweep = source->sweep;
  ExpMeasure measure = get_measure (sweep, quantity);
  g_autofree char *name = fig_source_get_name (source, attractor);
  double here = fig_parameter_axis_get_value (&source->study->curve->x, source->theory->experiment);

  for (guint leaves = 0; leaves < (quantity == 2 ? 1 : 2); leaves++) {
    const FigLook look = { .owner = (int)attractor, .crossed = leaves };
    const char *kind = leaves ? "networks-escape" : "networks";
    g_autofree double *x = g_new (double, sweep->n_cells);
    g_autofree double *y = g_new (double, sweep->n_cells);
    g_autofree double *below = g_new (double, sweep->n_cells);
    g_autofree double *above = g_new (double, sweep->n_cells);
    gsize n = 0;
    FigSeries *bars;

    for (gsize i = 0; i < sweep->n_cells; i++) {
      double time;

      x[n] = sweep->x_values != NULL ? sweep->x_values[i] : here;
      if (!fig_networks_get_time (
            sweep->cells[i], measure, attractor, &time, &below[n], &above[n]) ||
          (time < 0.0) != leaves)
        continue;
      y[n++] = fabs (time);
    }
    if (n == 0)
      continue;
    bars = fig_series_new (name, leaves ? "error-escape" : "error", n, x, y);
    fig_series_add_column (bars, "below", below);
    fig_series_add_column (bars, "above", above);
    fig_panel_take_layer (panel, fig_error_bar_layer_new (bars, &look))->y_limits = (FigRange){
      0.0, LONGEST
    };
    fig_panel_take_layer (panel,
                          fig_point_layer_new (fig_series_new (name, kind, n, x, y), &look, 0))
      ->y_limits = (FigRange){ 0.0, LONGEST };
  }
}

static gboolean
has_networks (const FigSource *source)
{
  return source->study != NULL && source->study->curve != NULL &&
         fig_networks_follow (source, &source->study->curve->x);
}

static void
add_panel (const FigSource *source, FigFigure *figure, guint quantity)
{
  static const char *const titles[FIG_STUDY_N_TIMES] = {
    N_ ("Output <i>τ</i><sub>output</sub> (<i>τ</i>)"),
    N_ ("Open loop <i>τ</i><sub>open</sub> (<i>τ</i>)"),
    N_ ("Bulk <i>τ</i><sub>bulk</sub> (<i>τ</i>)"),
  };
  static const char *const short_titles[FIG_STUDY_N_TIMES] = {
    N_ ("<i>τ</i><sub>output</sub> (<i>τ</i>)"),
    N_ ("<i>τ</i><sub>open</sub> (<i>τ</i>)"),
    N_ ("<i>τ</i><sub>bulk</sub> (<i>τ</i>)"),
  };
  FigPanel *panel = fig_figure_add_panel (figure, ids[quantity]);
  gsize n_attractors = source->theory->n_attractors;

  fig_axis_set_titles (&panel->y, _ (titles[quantity]), _ (short_titles[quantity]));
  panel->y.kind = FIG_SCALE_LOGARITHMIC;
  if (source->study == NULL || source->study->curve == NULL ||
      source->study->experiment->targets->n_rows != n_attractors) {
    fig_source_note_study (source, panel);
    return;
  }
  fig_parameter_axis_init (&panel->x, &source->study->curve->x);
  for (gsize k = 0; k < n_attractors; k++) {
    add_edges (source, panel, k);
    add_curve (source, panel, k, quantity);
  }
  for (gsize k = 0; k < n_attractors && quantity != 1 && has_networks (source); k++)
    add_networks (source, panel, k, quantity);
  for (gsize k = 0; k < n_attractors; k++)
    add_measured (source, panel, k, quantity);
}

static gboolean
has_kind (FigFigure *figure, const char *kind)
{
  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const GPtrArray *layers = fig_figure_get_panel (figure, i)->layers;

    for (guint j = 0; j < layers->len; j++)
      if (strcmp (((const FigLayer *)g_ptr_array_index (layers, j))->series->kind, kind) == 0)
        return TRUE;
  }
  return FALSE;
}

static void
explain_escape (FigLegend *legend, gboolean hollow, const char *text, const char *kind)
{
  FigLook look = { .owner = FIG_OWNER_ALL, .hollow = hollow, .crossed = TRUE };

  fig_legend_add (legend, FIG_SAMPLE_POINT, &look, text);
  fig_legend_set_kind (legend, kind);
}

static void
explain (const FigSource *source, FigFigure *figure)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook leaves = { .owner = FIG_OWNER_ALL, .broken = TRUE };
  FigLook edge = { .owner = FIG_OWNER_ALL, .broken = TRUE, .weight = EDGE_WEIGHT };
  FigLook network = { .owner = FIG_OWNER_ALL, .hollow = TRUE };
  FigLook networks = { .owner = FIG_OWNER_ALL };

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    /* whether it is stable is what the figure shows */
    FigLook look = { .owner = (int)k, .hollow = TRUE };
    g_autofree char *label = fig_source_get_label (source, k);

    fig_legend_add (
      legend, source->measurement != NULL ? FIG_SAMPLE_BOTH : FIG_SAMPLE_LINE, &look, label);
  }
  fig_legend_start_group (legend);
  if (has_kind (figure, "escape"))
    fig_legend_add (legend, FIG_SAMPLE_LINE, &leaves, _ ("The output leaves"));
  if (has_kind (figure, "edge-of-chaos"))
    fig_legend_add (legend, FIG_SAMPLE_LINE, &edge, _ ("Edge of chaos"));
  if (source->measurement != NULL && fig_source_is_current (source) &&
      exp_measurement_has (source->measurement, EXP_STAGE_SPECTRUM) &&
      exp_agreement_find_target (source->theory, source->measurement, 0) >= 0)
    fig_source_explain_network (source, figure, FIG_SAMPLE_POINT, &network);
  if (has_kind (figure, "network-escape"))
    explain_escape (legend, TRUE, _ ("A network whose output leaves"), "network-escape");
  if (has_networks (source) && get_measures (source->sweep) != 0)
    fig_networks_explain (source,
                          get_measures (source->sweep),
                          figure,
                          FIG_SAMPLE_POINT,
                          &networks,
                          _ ("mean ± standard error"));
  if (has_kind (figure, "networks-escape"))
    explain_escape (legend, FALSE, _ ("Networks whose output leaves"), "networks-escape");
}

/**
 * fig_time_constants_new:
 * @source: what to make it from; of its study it takes the curve
 *
 * The time constants of the output, of the open loop and of the bulk over one
 * parameter, one curve for each attractor, with the edge of chaos and what was
 * measured, on one network and on many.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_time_constants_new (const FigSource *source)
{
  FigFigure *figure = fig_source_start_figure (source, _ ("Time constants"));
  g_autofree char *verdict = fig_source_describe (source);
  g_autofree char *networks = has_networks (source) ? fig_sweep_networks_describe (source) : NULL;
  g_autofree char *text = NULL;

  fig_figure_set_flow (figure, TRUE);
  for (guint quantity = 0; quantity < FIG_STUDY_N_TIMES; quantity++)
    add_panel (source, figure, quantity);
  explain (source, figure);
  text = g_strdup_printf (
    "%s %s%s%s",
    _ ("How long the output, the open loop and the bulk of the network take to relax, over one "
       "parameter and for each attractor; the bulk's time grows without bound at the edge of "
       "chaos."),
    verdict,
    networks != NULL ? " " : "",
    networks != NULL ? networks : "");
  fig_figure_set_description (figure, text);
  return figure;
}
