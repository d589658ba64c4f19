/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-relaxation.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-line-layer.h"
#include "fig-point-layer.h"
#include "fig-rule-layer.h"
#include "fig-source.h"

/* With more attractors than this, panels for each would be too small. */
#define MAX_PANELS 9
#define N_MARKERS 40
#define NEURONS_WEIGHT 0.5
#define STEP_SHADE 0.45
/* How far an axis follows what leaves the attractor: theory is linear and ends
 * to hold where the next attractor is; a network may go anywhere. */
#define THEORY_REACH 1.0
#define NETWORK_REACH 3.0

/* The component of δz along the kick, (1, …, 1)/√K. */
static double *
project (const double *relaxation, gsize n_outputs)
{
  double *values = g_new (double, EXP_N_TIMES);

  for (gsize i = 0; i < EXP_N_TIMES; i++) {
    double sum = 0.0;

    for (gsize j = 0; j < n_outputs; j++)
      sum += relaxation[i * n_outputs + j];
    values[i] = n_outputs == 1 ? sum : sum / sqrt (n_outputs);
  }
  return values;
}

static double
largest_magnitude (const double *values)
{
  double largest = 0.0;

  for (gsize i = 0; i < EXP_N_TIMES; i++)
    if (isfinite (values[i]))
      largest = MAX (largest, fabs (values[i]));
  return largest;
}

/* How far from its attractor the output is worth following. */
static double
get_scale (const FigSource *source, gsize attractor, const double *theory)
{
  const ExpExperiment *experiment = source->theory->experiment;
  double scale = fig_source_get_distance (experiment->targets, attractor);

  if (!isfinite (scale))
    scale = 10.0 * MAX (fabs (theory[0]), fabs (experiment->kick));
  return scale;
}

static FigRange
within (double magnitude)
{
  FigRange range = { -magnitude, magnitude };

  return range;
}

static void
add_network (
  const FigSource *source, FigPanel *panel, gsize attractor, const double *values, double scale)
{
  FigLook look = fig_source_get_look (source, attractor);
  g_autofree char *name = fig_source_get_name (source, attractor);
  FigSeries *series;
  FigLayer *layer;

  look.hollow = TRUE;
  look.faint = !fig_source_is_current (source);
  series = fig_series_new (name, "network", EXP_N_TIMES, source->measurement->times, values);
  layer = fig_panel_take_layer (panel, fig_point_layer_new (series, &look, N_MARKERS));
  layer->y_limits = within (NETWORK_REACH * scale);
}

/* How far the neurons are, which may take longer to return than the output does. */
static void
add_neurons (const FigSource *source, FigPanel *panel, gsize attractor, double scale)
{
  const ExpMeasurement *measurement = source->measurement;
  FigLook look = { .owner = (int)attractor,
                   .faint = !fig_source_is_current (source),
                   .weight = NEURONS_WEIGHT };
  g_autofree char *name = fig_source_get_name (source, attractor);
  const double *distances =
    fig_source_get_measured (source, attractor, EXP_STAGE_RELAXATION)->internal_relaxation;

  if (distances == NULL)
    return;
  fig_panel_take_layer (
    panel,
    fig_line_layer_new (
      fig_series_new (name, "neurons", EXP_N_TIMES, measurement->times, distances), &look))
    ->y_limits = within (NETWORK_REACH * scale);
}

/* The answer to a lasting input, paler than that to the kick */
static void
add_step (const FigSource *source, FigPanel *panel, gsize attractor)
{
  const ExpTheory *theory = source->theory;
  FigLook look = fig_source_get_look (source, attractor);
  g_autofree char *name = fig_source_get_name (source, attractor);
  const ExpMeasuredAttractor *network = fig_source_get_measured (
    source, attractor, EXP_STAGE_DRIVE);
  const double *predicted = theory->attractors[attractor].step_response;
  const double *measured = network != NULL ? network->step_response : NULL;
  double scale, reach;
  FigLayer *layer;

  look.shade = STEP_SHADE;
  if (predicted != NULL) {
    g_autofree double *values = project (predicted, theory->n_outputs);

    scale = get_scale (source, attractor, values);
    reach = largest_magnitude (values);
    layer = fig_panel_take_layer (
      panel,
      fig_line_layer_new (fig_series_new (name, "step-theory", EXP_N_TIMES, theory->times, values),
                          &look));
    if (!fig_source_is_stable (source, attractor))
      layer->y_limits = within (MIN (reach, THEORY_REACH * scale));
  }
  if (measured != NULL) {
    g_autofree double *values = project (measured, theory->n_outputs);

    look.faint = !fig_source_is_current (source);
    layer = fig_panel_take_layer (
      panel,
      fig_point_layer_new (
        fig_series_new (name, "step-network", EXP_N_TIMES, source->measurement->times, values),
        &look,
        N_MARKERS));
    layer->y_limits = within (NETWORK_REACH * get_scale (source, attractor, values));
  }
}

static void
add_attractor (const FigSource *source, FigPanel *panel, gsize attractor)
{
  const ExpTheory *theory = source->theory;
  const ExpMeasuredAttractor *network = fig_source_get_measured (
    source, attractor, EXP_STAGE_RELAXATION);
  FigLook look = fig_source_get_look (source, attractor);
  g_autofree char *name = fig_source_get_name (source, attractor);
  g_autofree double *predicted = NULL;
  double scale, reach;
  FigLayer *layer;

  predicted = project (theory->attractors[attractor].relaxation, theory->n_outputs);
  scale = get_scale (source, attractor, predicted);
  layer = fig_panel_take_layer (
    panel,
    fig_line_layer_new (fig_series_new (name, "theory", EXP_N_TIMES, theory->times, predicted),
                        &look));
  reach = THEORY_REACH * scale;
  if (network != NULL) {
    g_autofree double *measured = project (network->relaxation, theory->n_outputs);

    add_network (source, panel, attractor, measured, scale);
    add_neurons (source, panel, attractor, scale);
    /* beside a network, theory may leave the panel as soon as both part */
    reach = MIN (reach, MAX (largest_magnitude (measured), fabs (predicted[0])));
  }
  if (!fig_source_is_stable (source, attractor))
    layer->y_limits = within (reach);
  add_step (source, panel, attractor);
}

/* The inputs of neurons are measured like the outputs, of which they are sums; which of both is
 * drawn has to be said. */
static void
set_titles (const FigSource *source, FigPanel *panel)
{
  if (fig_source_has_network (source, EXP_STAGE_RELAXATION))
    fig_axis_set_titles (
      &panel->y, _ ("Output δ<i>z</i>, input δ<i>x</i>"), "δ<i>z</i>, δ<i>x</i>");
  else
    fig_axis_set_titles (&panel->y, _ ("Deviation δ<i>z</i>"), "δ<i>z</i>");
}

static void
prepare_panel (const FigSource *source, FigPanel *panel)
{
  const double *times = source->theory->times;
  FigLook zero = { .owner = FIG_OWNER_NONE, .faint = TRUE, .weight = 0.5 };

  fig_axis_set_titles (&panel->x, _ ("Time (<i>τ</i>)"), "<i>t</i> (<i>τ</i>)");
  set_titles (source, panel);
  panel->x.quantity = FIG_QUANTITY_TIME;
  fig_range_add (&panel->x.range, FIG_SCALE_LINEAR, times[0]);
  fig_range_add (&panel->x.range, FIG_SCALE_LINEAR, times[EXP_N_TIMES - 1]);
  fig_panel_take_layer (panel, fig_rule_layer_new ("zero", "guide", 0.0, &zero));
}

/* One panel for each attractor: what leaves one is much larger than what
 * returns to another. */
static void
add_panels (const FigSource *source, FigFigure *figure)
{
  fig_figure_set_flow (figure, TRUE);
  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    g_autofree char *id = g_strdup_printf ("attractor %" G_GSIZE_FORMAT, k + 1);
    FigPanel *panel = fig_figure_add_panel (figure, id);

    prepare_panel (source, panel);
    panel->title = fig_source_get_heading (source, k);
    panel->short_title = fig_source_get_label (source, k);
    add_attractor (source, panel, k);
  }
}

static void
add_common_panel (const FigSource *source, FigFigure *figure)
{
  FigPanel *panel = fig_figure_add_panel (figure, "relaxation");

  prepare_panel (source, panel);
  for (gsize k = 0; k < source->theory->n_attractors; k++)
    add_attractor (source, panel, k);
}

static void
explain_step (const FigSource *source, FigLegend *legend)
{
  FigLook look = { .owner = FIG_OWNER_ALL, .shade = STEP_SHADE };
  gboolean measured = fig_source_has_network (source, EXP_STAGE_DRIVE) &&
                      source->measurement->attractors[0].step_response != NULL;

  if (source->theory->attractors[0].step_response == NULL)
    return;
  fig_legend_add (
    legend, measured ? FIG_SAMPLE_BOTH : FIG_SAMPLE_LINE, &look, _ ("Answer to the lasting input"));
  fig_legend_set_kind (legend, "step-theory");
}

static void
explain (const FigSource *source, FigFigure *figure)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook theory = { .owner = FIG_OWNER_ALL };
  FigLook network = {
    .owner = FIG_OWNER_ALL,
    .hollow = TRUE,
    .faint = !fig_source_is_current (source),
  };

  if (source->theory->n_attractors > MAX_PANELS)
    fig_source_explain (
      source, figure, source->measurement != NULL ? FIG_SAMPLE_BOTH : FIG_SAMPLE_LINE);
  fig_legend_start_group (legend);
  explain_step (source, legend);
  if (!fig_source_has_network (source, EXP_STAGE_RELAXATION))
    return;
  fig_legend_add (legend, FIG_SAMPLE_LINE, &theory, _ ("Theory: δ<i>z</i>"));
  fig_legend_set_kind (legend, "theory");
  fig_source_explain_network (source, figure, FIG_SAMPLE_POINT, &network);
  network.weight = NEURONS_WEIGHT;
  fig_legend_add (
    legend, FIG_SAMPLE_LINE, &network, _ ("Root mean square of its neurons’ δ<i>x</i>"));
}

/**
 * fig_relaxation_new:
 * @source: what to make it from
 *
 * The output after a kick at each attractor: theory, which is linear, as lines,
 * the network as points; and how far its neurons are, as thin lines.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_relaxation_new (const FigSource *source)
{
  FigFigure *figure = fig_source_start_figure (source, _ ("Relaxation"));
  g_autofree char *verdict = fig_source_describe (source);
  g_autofree char *text = NULL;

  if (source->theory->n_attractors <= MAX_PANELS)
    add_panels (source, figure);
  else
    add_common_panel (source, figure);
  explain (source, figure);
  text = g_strdup_printf (
    "%s %s",
    _ ("How far the output, and the neurons, are from each attractor after a kick, against time."),
    verdict);
  fig_figure_set_description (figure, text);
  return figure;
}
