/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-neurons.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "exp-components.h"
#include "fig-line-layer.h"
#include "fig-point-layer.h"
#include "fig-source.h"
#include "fig-trajectory.h"

/* How many units are drawn over time; more could not be told apart. */
#define N_SHOWN 8
/* How much of the paper there is in the colour of the last of them. */
#define FAINTEST 0.5
#define N_BINS 32
#define N_CURVE 161
/* How far out distributions are drawn, in standard deviations. */
#define REACH 4.0

static void
add_note (const FigSource *source, FigPanel *panel)
{
  if (source->measurement == NULL)
    panel->note = g_strdup (_ ("Train a network to see its neurons"));
  else
    panel->note = g_strdup (_ ("Nothing was recorded of the neurons"));
}

static gboolean
has_activity (const FigSource *source)
{
  const ExpMeasurement *measurement = source->measurement;

  return measurement != NULL && exp_measurement_has (measurement, EXP_STAGE_TRAJECTORIES) &&
         measurement->activity != NULL && measurement->n_recorded > 0;
}

/* A trajectory that ends at an attractor, or else the first: one may begin where
 * nothing moves. */
static gsize
choose_trajectory (const ExpMeasurement *measurement)
{
  for (gsize i = 0; i < measurement->n_recorded; i++)
    if (fig_trajectory_find_end (measurement, i) != FIG_OWNER_NONE)
      return i;
  return 0;
}

/* The units of a trajectory have one colour, each fainter than the one before. */
static double
get_shade (gsize unit, gsize n_units)
{
  return n_units > 1 ? FAINTEST * (double)unit / (double)(n_units - 1) : 0.0;
}

/* Whose colour it is. */
static void
head_activity (const FigSource *source, FigPanel *panel, int owner, gsize n_units)
{
  guint n = (guint)n_units;

  if (owner >= 0 && (gsize)owner < source->theory->n_attractors) {
    g_autofree char *label = fig_source_get_label (source, (gsize)owner);

    /* Translators: neurons as a trajectory comes to an attractor, whose name is %s, as "z = 0.9" */
    panel->title = g_strdup_printf (
      ngettext ("%u neuron on the way to %s", "%u neurons on the way to %s", n), n, label);
    panel->short_title = g_steal_pointer (&label);
    return;
  }
  /* Translators: neurons as a trajectory comes to none of the targets */
  panel->title = g_strdup_printf (
    ngettext ("%u neuron on the way to no target", "%u neurons on the way to no target", n), n);
  panel->short_title = g_strdup (_ ("To no target"));
}

/* A few units along one trajectory, in the colour of the attractor where it ends. */
static void
add_activity (const FigSource *source, FigFigure *figure)
{
  FigPanel *panel = fig_figure_add_panel (figure, "activity");
  const ExpMeasurement *measurement = source->measurement;
  FigLook look = { .owner = FIG_OWNER_NONE, .weight = 0.7 };
  g_autofree double *y = g_new (double, EXP_N_TIMES);
  gsize trajectory, n_units = MIN (N_SHOWN, measurement != NULL ? measurement->n_units : 0);

  fig_axis_set_titles (&panel->x, _ ("Time (<i>τ</i>)"), "<i>t</i> (<i>τ</i>)");
  fig_axis_set_titles (&panel->y, _ ("Activity <i>φ</i>(<i>x</i>)"), "<i>φ</i>(<i>x</i>)");
  panel->x.quantity = FIG_QUANTITY_TIME;
  if (!has_activity (source)) {
    add_note (source, panel);
    return;
  }
  look.faint = !fig_source_is_current (source);
  trajectory = choose_trajectory (measurement);
  look.owner = fig_source_get_owner (source, fig_trajectory_find_end (measurement, trajectory));
  head_activity (source, panel, look.owner, n_units);
  for (gsize unit = 0; unit < n_units; unit++) {
    g_autofree char *name = g_strdup_printf ("neuron %" G_GSIZE_FORMAT, unit + 1);

    look.shade = get_shade (unit, n_units);
    for (gsize i = 0; i < EXP_N_TIMES; i++)
      y[i] = measurement->activity[(trajectory * EXP_N_TIMES + i) * measurement->n_units + unit];
    fig_panel_take_layer (
      panel,
      fig_line_layer_new (fig_series_new (name, "network", EXP_N_TIMES, measurement->times, y),
                          &look));
  }
}

static void
add_gaussian (const FigSource *source, FigPanel *panel, gsize attractor)
{
  double variance = gsl_matrix_get (source->theory->mean_field->covariance, attractor, attractor);
  double width = sqrt (variance);
  FigLook look = { .owner = (int)attractor };
  g_autofree char *name = fig_source_get_name (source, attractor);
  double x[N_CURVE], y[N_CURVE];

  if (!(width > 0.0) || !isfinite (width))
    return;
  for (guint i = 0; i < N_CURVE; i++) {
    x[i] = REACH * width * (2.0 * i / (N_CURVE - 1) - 1.0);
    y[i] = exp (-0.5 * x[i] * x[i] / variance) / (width * sqrt (2.0 * G_PI));
  }
  fig_panel_take_layer (panel,
                        fig_line_layer_new (fig_series_new (name, "theory", N_CURVE, x, y), &look));
}

/* Counts, as a density over what the Gaussian is drawn over. */
static void
add_histogram (const FigSource *source, FigPanel *panel, gsize attractor)
{
  const ExpMeasurement *measurement = source->measurement;
  const double *inputs = fig_source_get_measured (source, attractor, EXP_STAGE_RELAXATION)->inputs;
  FigLook look = {
    .owner = (int)attractor, .hollow = TRUE, .faint = !fig_source_is_current (source), .weight = 0.8
  };
  g_autofree char *name = fig_source_get_name (source, attractor);
  double x[N_BINS], y[N_BINS] = { 0.0 }, square = 0.0, reach, bin;

  for (gsize i = 0; i < measurement->n_inputs; i++)
    square += inputs[i] * inputs[i];
  reach = REACH * sqrt (square / (double)MAX (measurement->n_inputs, 1));
  if (!(reach > 0.0) || !isfinite (reach))
    return;
  bin = 2.0 * reach / N_BINS;
  for (gsize i = 0; i < measurement->n_inputs; i++) {
    double place = floor ((inputs[i] + reach) / bin);

    if (place >= 0.0 && place < N_BINS)
      y[(guint)place] += 1.0 / ((double)measurement->n_inputs * bin);
  }
  for (guint i = 0; i < N_BINS; i++)
    x[i] = -reach + (i + 0.5) * bin;
  fig_panel_take_layer (
    panel, fig_point_layer_new (fig_series_new (name, "network", N_BINS, x, y), &look, 0));
}

static void
add_inputs (const FigSource *source, FigFigure *figure)
{
  FigPanel *panel = fig_figure_add_panel (figure, "inputs");

  fig_axis_set_titles (&panel->x, _ ("Input <i>x</i> of a neuron"), "<i>x</i>");
  fig_axis_set_titles (
    &panel->y, _ ("Probability density <i>p</i>(<i>x</i>)"), "<i>p</i>(<i>x</i>)");
  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    const ExpMeasuredAttractor *measured;

    add_gaussian (source, panel, k);
    measured = fig_source_get_measured (source, k, EXP_STAGE_RELAXATION);
    if (measured != NULL && measured->inputs != NULL)
      add_histogram (source, panel, k);
  }
}

static FigSeries *
project (const ExpComponents *components,
         const char *name,
         const char *kind,
         gsize n_points,
         const double *points)
{
  g_autofree double *x = g_new (double, n_points);
  g_autofree double *y = g_new (double, n_points);

  for (gsize i = 0; i < n_points; i++) {
    x[i] = exp_components_project (components, 0, points + i * components->n_dimensions);
    y[i] = exp_components_project (components, 1, points + i * components->n_dimensions);
  }
  return fig_series_new (name, kind, n_points, x, y);
}

static void
set_component_title (FigAxis *axis, const ExpComponents *components, guint component)
{
  double percent = 100.0 * components->shares[component];
  g_autofree char *title = NULL;
  g_autofree char *short_title = g_strdup_printf (_ ("PC %u"), component + 1);

  /* Translators: an axis: which principal component, and its share of the variance in percent */
  title = g_strdup_printf (_ ("Principal component %u (%.0f %%)"), component + 1, percent);
  fig_axis_set_titles (axis, title, short_title);
}

/* All recorded trajectories in the plane of the two directions in which the
 * neurons' activity varies most; other neurons have no place in the plane of these. */
static void
add_components (const FigSource *source, FigFigure *figure)
{
  FigPanel *panel = fig_figure_add_panel (figure, "components");
  const ExpMeasurement *measurement = source->measurement;
  gboolean faint = !fig_source_is_current (source);
  g_autoptr (ExpComponents) components = NULL;
  gsize length;

  if (source->under != NULL)
    return;
  fig_axis_set_titles (&panel->x, _ ("Principal component 1"), _ ("PC 1"));
  fig_axis_set_titles (&panel->y, _ ("Principal component 2"), _ ("PC 2"));
  if (!has_activity (source) || measurement->n_units < 2) {
    add_note (source, panel);
    return;
  }
  length = EXP_N_TIMES * measurement->n_units;
  components = exp_components_new (
    measurement->n_recorded * EXP_N_TIMES, measurement->n_units, measurement->activity);
  set_component_title (&panel->x, components, 0);
  set_component_title (&panel->y, components, 1);
  panel->equal = TRUE;
  panel->x.padding = panel->y.padding;
  for (gsize i = 0; i < measurement->n_recorded; i++) {
    const double *activity = measurement->activity + i * length;
    FigLook look = { .owner = fig_source_get_owner (source,
                                                    fig_trajectory_find_end (measurement, i)),
                     .faint = faint,
                     .weight = 0.6 };
    FigLook start = { .owner = FIG_OWNER_NONE, .faint = faint, .hollow = TRUE, .weight = 0.6 };
    g_autofree char *name = fig_trajectory_get_name (i);

    fig_panel_take_layer (
      panel,
      fig_line_layer_new (project (components, name, "network", EXP_N_TIMES, activity), &look));
    fig_panel_take_layer (
      panel, fig_point_layer_new (project (components, name, "start", 1, activity), &start, 0));
  }
}

static void
explain (const FigSource *source, FigFigure *figure)
{
  FigLook theory = { .owner = FIG_OWNER_ALL };
  FigLook network = {
    .owner = FIG_OWNER_ALL, .hollow = TRUE, .faint = !fig_source_is_current (source), .weight = 0.8
  };
  FigLegend *legend = fig_figure_get_legend (figure);

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    FigLook look = { .owner = (int)k, .hollow = TRUE };
    g_autofree char *heading = fig_source_get_heading (source, k);

    fig_legend_add (
      legend, source->measurement != NULL ? FIG_SAMPLE_BOTH : FIG_SAMPLE_LINE, &look, heading);
  }
  fig_legend_start_group (legend);
  fig_legend_add (legend, FIG_SAMPLE_LINE, &theory, _ ("Theory: Gaussian"));
  if (source->measurement != NULL)
    fig_source_explain_network (source, figure, FIG_SAMPLE_POINT, &network);
}

/**
 * fig_neurons_new:
 * @source: what to make it from
 *
 * The activity of some neurons over time, the distribution of all neurons' inputs
 * at each attractor against that of the mean field, and the principal components
 * of the activity.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_neurons_new (const FigSource *source)
{
  FigFigure *figure = fig_source_start_figure (source, _ ("Neurons"));
  g_autofree char *verdict = fig_source_describe (source);
  g_autofree char *text = NULL;

  fig_figure_set_shared (figure, FALSE);
  fig_figure_set_flow (figure, TRUE);
  add_activity (source, figure);
  add_inputs (source, figure);
  add_components (source, figure);
  explain (source, figure);
  text = g_strdup_printf (
    "%s %s",
    _ ("The activity of some neurons against time, the distribution of the neurons' inputs at each "
       "attractor with the Gaussian of theory, and the trajectories in the plane of the first two "
       "principal components of the activity."),
    verdict);
  fig_figure_set_description (figure, text);
  return figure;
}
