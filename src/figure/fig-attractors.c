/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-attractors.h"

#include <glib/gi18n-lib.h>

#include "fig-line-layer.h"
#include "fig-network-basins.h"
#include "fig-plane.h"
#include "fig-return-map.h"
#include "fig-rule-layer.h"
#include "fig-source.h"
#include "fig-trajectory.h"

static void
add_trajectories (const FigSource *source, FigPanel *panel)
{
  const ExpMeasurement *measurement = source->measurement;
  gboolean faint = !fig_source_is_current (source);
  FigRange limits = fig_trajectory_get_limits (measurement->experiment->targets);

  for (gsize i = 0; i < measurement->n_trajectories; i++) {
    FigLook look = { .owner = fig_source_get_owner (source,
                                                    fig_trajectory_find_end (measurement, i)),
                     .faint = faint,
                     .weight = FIG_TRAJECTORY_WEIGHT };
    g_autofree char *name = fig_trajectory_get_name (i);
    FigSeries *series = fig_series_new (name,
                                        "network",
                                        EXP_N_TIMES,
                                        measurement->times,
                                        measurement->trajectories + i * EXP_N_TIMES);

    fig_panel_take_layer (panel, fig_line_layer_new (series, &look))->y_limits = limits;
  }
}

static void
add_targets (const FigSource *source, FigPanel *panel)
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

/* One output against time */
static void
add_time_panel (const FigSource *source, FigFigure *figure)
{
  FigPanel *panel = fig_figure_add_panel (figure, "output");
  const double *times = source->theory->times;

  fig_axis_set_titles (&panel->x, _ ("Time (<i>τ</i>)"), "<i>t</i> (<i>τ</i>)");
  fig_axis_set_titles (&panel->y, _ ("Output <i>z</i>"), "<i>z</i>");
  panel->x.quantity = FIG_QUANTITY_TIME;
  fig_axis_set_output (&panel->y, 0);
  fig_range_add (&panel->x.range, FIG_SCALE_LINEAR, times[0]);
  fig_range_add (&panel->x.range, FIG_SCALE_LINEAR, times[EXP_N_TIMES - 1]);
  fig_network_basins_add (source, panel);
  if (fig_source_has_network (source, EXP_STAGE_TRAJECTORIES))
    add_trajectories (source, panel);
  else
    fig_panel_set_hint (panel, _ ("Train a network to see its trajectories"));
  add_targets (source, panel);
}

static void
explain (const FigSource *source, FigFigure *figure)
{
  FigLook look = {
    .owner = FIG_OWNER_NONE,
    .faint = !fig_source_is_current (source),
    .weight = FIG_TRAJECTORY_WEIGHT,
  };

  if (source->theory->n_outputs == 1)
    fig_source_explain (source, figure, FIG_SAMPLE_LINE);
  else
    fig_plane_explain (source, figure);
  fig_return_map_explain (source, figure);
  fig_legend_start_group (fig_figure_get_legend (figure));
  if (fig_source_has_network (source, EXP_STAGE_TRAJECTORIES))
    fig_source_explain_network (source, figure, FIG_SAMPLE_LINE, &look);
  fig_network_basins_explain (source, figure);
}

/* How many attractors and saddles there are that nobody asked for. */
static char *
describe_fixed_points (const FigSource *source)
{
  const ExpReturnMap *map = source->study != NULL ? source->study->return_map : NULL;
  guint n_spurious = 0, n_saddles = 0;

  for (gsize i = 0; map != NULL && i < map->fixed_points->n_points; i++) {
    const RcFixedPoint *point = &map->fixed_points->points[i];

    if (point->target < 0 && point->dynamics->stable)
      n_spurious++;
    else if (point->target < 0)
      n_saddles++;
  }
  if (map == NULL)
    return g_strdup ("");
  return g_strdup_printf (
    ngettext (" Besides the targets theory finds %u stable fixed point, and unstable ones: %u.",
              " Besides the targets theory finds %u stable fixed points, and unstable ones: %u.",
              n_spurious),
    n_spurious,
    n_saddles);
}

static void
describe (const FigSource *source, FigFigure *figure)
{
  g_autofree char *verdict = fig_source_describe (source);
  g_autofree char *fixed_points = describe_fixed_points (source);
  g_autofree char *basins = fig_network_basins_describe (source);
  g_autofree char *text = NULL;
  const char *what;

  if (source->theory->n_outputs == 1)
    what = _ ("The output against time, with a line at each target, and the output that returns "
              "against the one that is fed back, with the outputs that lead to each attractor in a "
              "shade of its colour.");
  else if (source->study != NULL && source->study->basins != NULL &&
           !fig_network_basins_are_there (source))
    what = _ ("The two outputs against each other, with a point at each target and the places from "
              "which the flow leads to each attractor in a shade of its colour.");
  else if (source->theory->n_outputs == 2)
    what = _ ("The two outputs against each other, with a point at each target.");
  else
    what = _ ("The first two principal components of the outputs against each other, with a point "
              "at each target.");
  text = g_strdup_printf ("%s%s%s %s", what, fixed_points, basins, verdict);
  fig_figure_set_description (figure, text);
}

/**
 * fig_attractors_new:
 * @source: what to make it from
 *
 * The closed loop from many starts, and the return map: with one output, the
 * output against time and F(z) against z; with two, their plane and the flow in
 * it; with more, the plane of their first two principal components.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_attractors_new (const FigSource *source)
{
  FigFigure *figure = fig_source_start_figure (source, _ ("Attractors"));

  if (source->theory->n_outputs == 1) {
    fig_figure_set_shared (figure, FALSE);
    fig_figure_set_flow (figure, TRUE);
    add_time_panel (source, figure);
    fig_return_map_add_panel (source, figure);
  } else {
    fig_plane_add_panel (source, figure);
  }
  explain (source, figure);
  describe (source, figure);
  return figure;
}
