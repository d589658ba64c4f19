/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-attractors.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-line-layer.h"
#include "fig-point-layer.h"
#include "fig-rule-layer.h"
#include "fig-source.h"

/* An end belongs to a target when it is nearer than this part of the distance
 * between targets. */
#define REACH 0.25
/* Trajectories that leave by more than so many times the largest target do not
 * make the axis longer. */
#define EXCURSION 4.0
#define THIN 0.5

static double
largest_target (const ExpTable *targets)
{
  double largest = 0.0;

  for (gsize i = 0; i < targets->n_rows * targets->n_columns; i++)
    largest = MAX (largest, fabs (targets->values[i]));
  return largest;
}

static FigRange
get_limits (const ExpTable *targets)
{
  double largest = largest_target (targets);
  FigRange limits = { -G_MAXDOUBLE, G_MAXDOUBLE };

  if (largest > 0.0) {
    limits.minimum = -EXCURSION * largest;
    limits.maximum = EXCURSION * largest;
  }
  return limits;
}

static double
distance_to_target (const ExpTable *targets, gsize row, const double *output)
{
  double square = 0.0;

  for (gsize i = 0; i < targets->n_columns; i++) {
    double difference = output[i] - exp_table_get (targets, row, i);

    square += difference * difference;
  }
  return sqrt (square);
}

/* The target of the network that a trajectory ends at, or FIG_OWNER_NONE. */
static int
find_end (const ExpMeasurement *measurement, const double *trajectory)
{
  const ExpTable *targets = measurement->experiment->targets;
  const double *end = trajectory + (EXP_N_TIMES - 1) * measurement->n_outputs;
  double nearest = INFINITY;
  int owner = FIG_OWNER_NONE;

  for (gsize row = 0; row < targets->n_rows; row++) {
    double distance = distance_to_target (targets, row, end);
    double apart = fig_source_get_distance (targets, row);

    if (!isfinite (apart))
      apart = MAX (largest_target (targets), 1e-3);
    if (distance < REACH * apart && distance < nearest) {
      nearest = distance;
      owner = (int)row;
    }
  }
  return owner;
}

/* One output of one trajectory. */
static double *
copy_output (const ExpMeasurement *measurement, gsize trajectory, gsize output)
{
  gsize n_outputs = measurement->n_outputs;
  double *values = g_new (double, EXP_N_TIMES);

  for (gsize i = 0; i < EXP_N_TIMES; i++)
    values[i] = measurement->trajectories[(trajectory * EXP_N_TIMES + i) * n_outputs + output];
  return values;
}

static void
add_trajectories (const FigSource *source, FigPanel *panel)
{
  const ExpMeasurement *measurement = source->measurement;
  gsize n_outputs = measurement->n_outputs;
  gboolean current = fig_source_is_current (source);

  for (gsize i = 0; i < measurement->n_trajectories; i++) {
    const double *trajectory = measurement->trajectories + i * EXP_N_TIMES * n_outputs;
    FigLook look = { .owner = find_end (measurement, trajectory),
                     .faint = !current,
                     .weight = THIN };
    g_autofree char *name = g_strdup_printf ("trajectory %" G_GSIZE_FORMAT, i + 1);
    g_autofree double *first = copy_output (measurement, i, 0);
    g_autofree double *second = n_outputs > 1 ? copy_output (measurement, i, 1) : NULL;
    const double *x = second != NULL ? first : measurement->times;
    const double *y = second != NULL ? second : first;
    FigSeries *series = fig_series_new (name, "network", EXP_N_TIMES, x, y);
    FigLayer *layer = fig_panel_take_layer (panel, fig_line_layer_new (series, &look));

    layer->y_limits = get_limits (measurement->experiment->targets);
    if (second != NULL)
      layer->x_limits = layer->y_limits;
  }
}

static void
add_starts (const FigSource *source, FigPanel *panel)
{
  const ExpMeasurement *measurement = source->measurement;
  FigLook look = {
    .owner = FIG_OWNER_NONE,
    .hollow = TRUE,
    .faint = !fig_source_is_current (source),
    .weight = 0.6,
  };

  for (gsize i = 0; i < measurement->n_trajectories; i++) {
    const double *trajectory = measurement->trajectories + i * EXP_N_TIMES * measurement->n_outputs;
    g_autofree char *name = g_strdup_printf ("trajectory %" G_GSIZE_FORMAT, i + 1);
    FigSeries *series = fig_series_new (name, "start", 1, trajectory, trajectory + 1);

    fig_panel_take_layer (panel, fig_point_layer_new (series, &look, 0));
  }
}

static void
add_targets_as_rules (const FigSource *source, FigPanel *panel)
{
  const ExpTable *targets = source->theory->experiment->targets;

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    FigLook look = fig_source_get_look (source, k);
    g_autofree char *name = fig_source_get_name (source, k);

    fig_panel_take_layer (panel,
                          fig_rule_layer_new (name, "target", exp_table_get (targets, k, 0), &look))
      ->role = FIG_ROLE_TARGET;
  }
}

static FigLook
get_target_look (const FigSource *source, gsize attractor)
{
  FigLook look = fig_source_get_look (source, attractor);

  look.hollow = look.broken;
  look.weight = 1.6;
  return look;
}

static void
add_targets_as_points (const FigSource *source, FigPanel *panel)
{
  const ExpTable *targets = source->theory->experiment->targets;

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    FigLook look = get_target_look (source, k);
    g_autofree char *name = fig_source_get_name (source, k);
    double x = exp_table_get (targets, k, 0), y = exp_table_get (targets, k, 1);

    fig_panel_take_layer (
      panel, fig_point_layer_new (fig_series_new (name, "target", 1, &x, &y), &look, 0))
      ->role = FIG_ROLE_TARGET;
  }
}

static void
explain (const FigSource *source, FigFigure *figure)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook look = {
    .owner = FIG_OWNER_NONE,
    .faint = !fig_source_is_current (source),
    .weight = THIN,
  };

  if (source->theory->n_outputs == 1)
    fig_source_explain (source, figure, FIG_SAMPLE_LINE);
  for (gsize k = 0; source->theory->n_outputs > 1 && k < source->theory->n_attractors; k++) {
    FigLook target = get_target_look (source, k);
    g_autofree char *heading = fig_source_get_heading (source, k);

    target.weight = 1.0;
    fig_legend_add (legend, FIG_SAMPLE_POINT, &target, heading);
  }
  fig_legend_start_group (legend);
  if (fig_source_has_network (source, 0, EXP_STAGE_TRAJECTORIES))
    fig_source_explain_network (source, figure, FIG_SAMPLE_LINE, &look);
}

static void
describe (const FigSource *source, FigFigure *figure)
{
  g_autofree char *verdict = fig_source_describe (source);
  g_autofree char *text = NULL;
  const char *what;

  if (source->theory->n_outputs == 1)
    what = _ ("The output against time, with a line at each target.");
  else
    what = _ ("The first two outputs against each other, with a point at each target.");
  text = g_strdup_printf ("%s %s", what, verdict);
  fig_figure_set_description (figure, text);
}

/**
 * fig_attractors_new:
 * @source: what to make it from
 *
 * The closed loop from many starts: with one output, the output against time
 * and a line at each target; with more, the plane of the first two.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_attractors_new (const FigSource *source)
{
  const ExpTheory *theory = source->theory;
  FigFigure *figure = fig_source_start_figure (source, _ ("Attractors"));
  FigPanel *panel = fig_figure_add_panel (figure, theory->n_outputs == 1 ? "output" : "plane");
  gboolean network = fig_source_has_network (source, 0, EXP_STAGE_TRAJECTORIES);

  if (network)
    add_trajectories (source, panel);
  else
    panel->note = g_strdup (_ ("Train a network to see its trajectories"));
  if (theory->n_outputs == 1) {
    fig_axis_set_titles (&panel->x, _ ("Time (<i>τ</i>)"), "<i>t</i> (<i>τ</i>)");
    fig_axis_set_titles (&panel->y, _ ("Output <i>z</i>"), "<i>z</i>");
    panel->x.quantity = FIG_QUANTITY_TIME;
    fig_axis_set_output (&panel->y, 0);
    fig_range_add (&panel->x.range, FIG_SCALE_LINEAR, theory->times[0]);
    fig_range_add (&panel->x.range, FIG_SCALE_LINEAR, theory->times[EXP_N_TIMES - 1]);
    add_targets_as_rules (source, panel);
  } else {
    fig_axis_set_titles (&panel->x, _ ("Output <i>z</i><sub>1</sub>"), "<i>z</i><sub>1</sub>");
    fig_axis_set_titles (&panel->y, _ ("Output <i>z</i><sub>2</sub>"), "<i>z</i><sub>2</sub>");
    fig_axis_set_output (&panel->x, 0);
    fig_axis_set_output (&panel->y, 1);
    panel->equal = TRUE;
    panel->x.padding = panel->y.padding;
    if (network)
      add_starts (source, panel);
    add_targets_as_points (source, panel);
  }
  explain (source, figure);
  describe (source, figure);
  return figure;
}
