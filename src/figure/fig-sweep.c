/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-sweep.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-line-layer.h"
#include "fig-map-layer.h"
#include "fig-measure.h"
#include "fig-networks.h"
#include "fig-parameter-axis.h"
#include "fig-point-layer.h"
#include "fig-source.h"
#include "fig-sweep-networks.h"

#define BOUNDARY_WEIGHT 1.1
#define MARK_WEIGHT 1.6

/* Whether it is known what became of the experiment's network. */
static gboolean
has_success (const FigSource *source)
{
  return source->measurement != NULL && fig_source_is_current (source) &&
         exp_measurement_has (source->measurement, EXP_STAGE_SPECTRUM);
}

static void
add_boundary (const ExpScan *map, FigPanel *panel, gboolean halo)
{
  FigLook look = { .owner = FIG_OWNER_ALL, .halo = halo, .weight = BOUNDARY_WEIGHT };

  for (gsize i = 0; map->boundary != NULL && i < map->boundary->n_lines; i++) {
    const RcContourLine *line = &map->boundary->lines[i];
    gsize n = line->n_points + (line->closed ? 1 : 0);
    g_autofree double *x = g_new (double, n);
    g_autofree double *y = g_new (double, n);

    for (gsize j = 0; j < n; j++) {
      x[j] = line->points[2 * (j % line->n_points)];
      y[j] = line->points[2 * (j % line->n_points) + 1];
    }
    fig_panel_take_layer (
      panel, fig_line_layer_new (fig_series_new ("margin 0", "boundary", n, x, y), &look));
  }
}

static FigLook
get_mark_look (const FigSource *source)
{
  FigLook look = { .owner = FIG_OWNER_ALL, .hollow = TRUE, .weight = MARK_WEIGHT };

  if (has_success (source))
    look.hollow = !source->measurement->success;
  /* what is filled with the colour of text is not seen on every colour of a map */
  look.halo = !look.hollow;
  return look;
}

/* Where the experiment is, and what became of its network. */
static void
add_mark (const FigSource *source, const ExpScan *map, FigPanel *panel)
{
  gboolean network = has_success (source);
  FigLook look = get_mark_look (source);
  double x = fig_parameter_axis_get_value (&map->x, source->theory->experiment);
  double y = fig_parameter_axis_get_value (&map->y, source->theory->experiment);
  const char *kind = "experiment";

  if (network)
    kind = source->measurement->success ? "network-success" : "network-failure";
  fig_panel_take_layer (
    panel, fig_point_layer_new (fig_series_new ("experiment", kind, 1, &x, &y), &look, 0));
}

/* Whether there are networks along the map's own axes of which the chosen was measured. */
static gboolean
has_networks (const FigSource *source)
{
  const ExpScan *map = source->study->map;

  return fig_networks_cover (source, source->study->choice.measure) &&
         source->sweep->x.parameter == map->x.parameter &&
         source->sweep->y.parameter == map->y.parameter;
}

/* What is drawn of the theory, and its colours, which networks have too */
static double *
find_theory (const FigStudy *study, ExpMeasure *measure, FigColorMap *colors, FigRange *range)
{
  const double *numbers = fig_study_get_map (study, measure);
  double *values = g_new (double, study->map->n_points);

  for (gsize i = 0; i < study->map->n_points; i++)
    values[i] = fig_measure_get_shown (*measure, numbers[i]);
  *colors = fig_measure_find_colors (*measure, study->map->n_points, values, range);
  return values;
}

static FigPanel *
add_bar (FigFigure *figure, ExpMeasure measure, FigColorMap colors, const FigRange *range)
{
  FigPanel *bar = fig_figure_add_panel (figure, "colors");

  bar->bar = TRUE;
  fig_measure_set_titles (measure, &bar->x);
  fig_panel_take_layer (bar, fig_map_layer_new_bar (colors, range));
  return bar;
}

/* What is not measured is not to be taken for that. */
static void
mark_theory (const FigStudy *study, FigPanel *bar)
{
  g_autofree char *title = NULL;
  g_autofree char *short_title = NULL;

  if (study->choice.measure == EXP_MEASURE_SUCCESS) {
    fig_axis_set_titles (&bar->x,
                         _ ("Theory’s margin, max Re <i>λ</i> (1/<i>τ</i>)"),
                         _ ("Margin, max Re <i>λ</i> (1/<i>τ</i>)"));
    return;
  }
  /* TRANSLATORS: what theory says of something, as "Theory: Bulk radius" */
  title = g_strdup_printf (_ ("Theory: %s"), bar->x.title);
  short_title = g_strdup_printf (_ ("Theory: %s"), bar->x.short_title);
  fig_axis_set_titles (&bar->x, title, short_title);
}

/* A map of gaps alone says why. */
static void
note_gaps (const FigStudy *study, const double *values, FigPanel *panel)
{
  if (study->map->stride > 1)
    return;
  for (gsize i = 0; i < study->map->n_points; i++)
    if (!isnan (values[i]))
      return;
  g_free (panel->note);
  panel->note = g_markup_escape_text (_ ("According to theory undefined on all of the map"), -1);
}

static void
add_theory (const FigStudy *study, FigFigure *figure, FigPanel *panel)
{
  const ExpScan *map = study->map;
  ExpMeasure measure;
  FigColorMap colors;
  FigRange range;
  g_autofree double *values = find_theory (study, &measure, &colors, &range);

  fig_parameter_axis_init (&panel->x, &map->x);
  fig_parameter_axis_init (&panel->y, &map->y);
  fig_panel_take_layer (panel,
                        fig_map_layer_new (fig_measure_get_name (measure),
                                           "theory",
                                           map->x.n_points,
                                           map->x_values,
                                           map->y.n_points,
                                           map->y_values,
                                           values,
                                           colors,
                                           &range));
  note_gaps (study, values, panel);
  mark_theory (study, add_bar (figure, measure, colors, &range));
}

/* In the colours of the theory, where that says something of the same. */
static void
add_networks (const FigSource *source, FigFigure *figure, FigPanel *panel)
{
  ExpMeasure measure = source->study->choice.measure, predicted;
  FigColorMap colors;
  FigRange range;
  g_autofree double *values = find_theory (source->study, &predicted, &colors, &range);

  if (predicted != measure)
    colors = fig_sweep_networks_find_colors (source->sweep, measure, &range);
  fig_sweep_networks_add_map (source, measure, colors, &range, panel);
  add_bar (figure, measure, colors, &range);
}

static void
add_panels (const FigSource *source, FigFigure *figure)
{
  const ExpScan *map = source->study->map;
  FigPanel *panel = fig_figure_add_panel (figure, "map");
  gboolean networks = has_networks (source);

  panel->y.padding = 0.0;
  if (networks)
    add_networks (source, figure, panel);
  else
    add_theory (source->study, figure, panel);
  add_boundary (map, panel, networks || map->n_quantities > 0);
  add_mark (source, map, panel);
}

/* Over one parameter, because that was chosen, or because there are networks over one. */
static gboolean
has_curve (const FigSource *source)
{
  return source->study != NULL && source->study->curve != NULL &&
         (source->study->choice.single || fig_sweep_networks_have_curve (source));
}

static void
add_curve (const FigSource *source, FigFigure *figure)
{
  gboolean success = source->study->choice.measure == EXP_MEASURE_SUCCESS;
  const RcContour *limits = source->study->curve->boundary;
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook line = { .owner = FIG_OWNER_ALL, .weight = BOUNDARY_WEIGHT };
  FigLook points = { .owner = FIG_OWNER_ALL };
  const char *id = exp_measure_get_id (source->study->choice.measure);

  fig_sweep_networks_add_curve (source, fig_figure_add_panel (figure, id));
  line.broken = fig_study_get_measure_curve (source->study) != NULL;
  if (limits != NULL && limits->n_lines > 0)
    fig_legend_add (legend, FIG_SAMPLE_LINE, &line, _ ("Limit of learnability"));
  if (fig_study_get_measure_curve (source->study) != NULL)
    fig_legend_add (legend, FIG_SAMPLE_LINE, &points, _ ("Theory"));
  if (fig_sweep_networks_have_curve (source))
    fig_networks_explain (source,
                          1u << source->study->choice.measure,
                          figure,
                          FIG_SAMPLE_POINT,
                          &points,
                          /* xgettext:no-c-format */
                          success ? _ ("fraction, and 95 % interval")
                                  : _ ("mean ± standard error"));
}

static void
count_learnable (const ExpScan *map, gsize *n_known, gsize *n_learnable)
{
  for (gsize i = 0; i < map->n_points; i++) {
    *n_known += !isnan (map->margins[i]);
    *n_learnable += map->margins[i] < 0.0;
  }
}

/* A boundary that is known not to cross the map is told in words: a sample of a line that
   is nowhere would send the reader looking for it. */
static void
explain_boundary (const FigSource *source, FigLegend *legend)
{
  const ExpScan *map = source->study->map;
  FigLook boundary = { .owner = FIG_OWNER_ALL, .weight = BOUNDARY_WEIGHT };
  gsize n_known = 0, n_learnable = 0;

  if (map->boundary == NULL || map->boundary->n_lines > 0) {
    fig_legend_add (legend, FIG_SAMPLE_LINE, &boundary, _ ("Limit of learnability"));
    return;
  }
  count_learnable (map, &n_known, &n_learnable);
  /* The networks that the map shows may do otherwise. */
  if (n_known > 0 && has_networks (source))
    fig_legend_add (legend,
                    FIG_SAMPLE_NONE,
                    NULL,
                    n_learnable > 0 ? _ ("Theory: all of the map can be learned")
                                    : _ ("Theory: none of the map can be learned"));
  else if (n_known > 0)
    fig_legend_add (legend,
                    FIG_SAMPLE_NONE,
                    NULL,
                    n_learnable > 0 ? _ ("All of the map can be learned")
                                    : _ ("None of the map can be learned"));
}

/* A few numbers that are far from all others are not what the colours are for. */
static void
explain_colors (const FigPanel *map, FigLegend *legend)
{
  for (guint i = 0; i < map->layers->len; i++)
    if (fig_map_layer_exceeds_colors (g_ptr_array_index (map->layers, i))) {
      fig_legend_add (
        legend, FIG_SAMPLE_NONE, NULL, _ ("Beyond the scale: the colours of its ends"));
      return;
    }
}

static void
explain (const FigSource *source, FigFigure *figure)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook boundary = { .owner = FIG_OWNER_ALL, .weight = BOUNDARY_WEIGHT };
  FigLook mark = get_mark_look (source);
  const char *text = _ ("This experiment");

  if (has_success (source))
    text = source->measurement->success ? _ ("This network, which holds all targets")
                                        : _ ("This network, which does not hold all targets");
  explain_boundary (source, legend);
  fig_legend_add (legend, FIG_SAMPLE_POINT, &mark, text);
  explain_colors (fig_figure_get_panel (figure, 0), legend);
  if (has_networks (source))
    fig_networks_explain (
      source, 1u << source->study->choice.measure, figure, FIG_SAMPLE_NONE, &boundary, NULL);
}

/* Which part of the map is learnable. */
static char *
describe_map (const ExpScan *map)
{
  gsize n_known = 0, n_learnable = 0;

  count_learnable (map, &n_known, &n_learnable);
  return g_strdup_printf (_ ("%.0f %% of the map are learnable."),
                          n_known > 0 ? 100.0 * (double)n_learnable / (double)n_known : 0.0);
}

/* What is shown, as far as that is known. */
static char *
describe_measure (const FigSource *source)
{
  ExpMeasure measure = EXP_MEASURE_LEADING_EIGENVALUE;

  if (has_curve (source))
    return g_strdup_printf (_ ("A curve over one parameter, of all attractors together: %s."),
                            exp_measure_get_label (source->study->choice.measure));
  if (source->study != NULL && source->study->map != NULL && !has_networks (source))
    fig_study_get_map (source->study, &measure);
  else if (source->study != NULL)
    measure = source->study->choice.measure;
  if (measure == EXP_MEASURE_SUCCESS || measure == EXP_MEASURE_LEADING_EIGENVALUE)
    return g_strdup (
      _ ("A map over two parameters of the least stable mode of all attractors together: where it "
         "is below 0, on one side of the line, the task can be learned."));
  return g_strdup_printf (
    _ ("A map over two parameters, of all attractors together: %s. On one side of the line the "
       "task can be learned."),
    exp_measure_get_label (measure));
}

/**
 * fig_sweep_new:
 * @source: what to make it from; of its study it takes the map
 *
 * A map over two parameters of what theory says of the chosen measure, or for success of the
 * largest real part that the spectrum of any attractor reaches, with the boundary of
 * learnability, where that is 0; where there are networks over the same parameters, of what was
 * measured on them. Over one parameter, that as a curve.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_sweep_new (const FigSource *source)
{
  FigFigure *figure = fig_source_start_figure (source, _ ("Sweep"));
  g_autofree char *verdict = fig_source_describe (source);
  g_autofree char *share = NULL;
  g_autofree char *words = describe_measure (source);
  g_autofree char *text = NULL;

  fig_figure_set_shared (figure, FALSE);
  if (has_curve (source)) {
    add_curve (source, figure);
    if (fig_sweep_networks_have_curve (source))
      share = fig_sweep_networks_describe (source);
  } else if (source->study != NULL && source->study->map != NULL) {
    add_panels (source, figure);
    explain (source, figure);
    if (has_networks (source))
      share = fig_sweep_networks_describe (source);
    else if (source->study->map->stride == 1)
      share = describe_map (source->study->map);
  } else {
    fig_source_note_study (source, fig_figure_add_panel (figure, "map"));
  }
  text = g_strdup_printf ("%s %s %s", words, share != NULL ? share : "", verdict);
  fig_figure_set_description (figure, text);
  return figure;
}
