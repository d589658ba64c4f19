/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-plane.h"

#include <glib/gi18n-lib.h>

#include "exp-components.h"
#include "fig-line-layer.h"
#include "fig-network-basins.h"
#include "fig-point-layer.h"
#include "fig-return-map.h"
#include "fig-source.h"
#include "fig-trajectory.h"

/* Two outputs, or where there are more, the principal components of what the
 * network's outputs do, or else of the targets. */
typedef struct {
  ExpComponents *components; /* (nullable): of more than two outputs */
} Plane;

static void
plane_init (Plane *self, const FigSource *own)
{
  const FigSource *source = own->under != NULL ? own->under : own;
  const ExpTable *targets = source->theory->experiment->targets;
  const ExpMeasurement *measurement = source->measurement;
  gsize n_outputs = source->theory->n_outputs;

  self->components = NULL;
  if (n_outputs <= 2)
    return;
  if (fig_source_has_network (source, EXP_STAGE_TRAJECTORIES) && measurement->n_trajectories > 1)
    self->components = exp_components_new (
      measurement->n_trajectories * EXP_N_TIMES, n_outputs, measurement->trajectories);
  else
    self->components = exp_components_new (targets->n_rows, n_outputs, targets->values);
}

static void
plane_clear (Plane *self)
{
  g_clear_pointer (&self->components, exp_components_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plane, plane_clear)

static double
project (const Plane *self, gsize axis, const double *output)
{
  if (self->components == NULL)
    return output[axis];
  return exp_components_project (self->components, axis, output);
}

static FigSeries *
make_series (const Plane *self,
             const char *name,
             const char *kind,
             gsize n_points,
             gsize n_outputs,
             const double *outputs)
{
  g_autofree double *x = g_new (double, n_points);
  g_autofree double *y = g_new (double, n_points);

  for (gsize i = 0; i < n_points; i++) {
    x[i] = project (self, 0, outputs + i * n_outputs);
    y[i] = project (self, 1, outputs + i * n_outputs);
  }
  return fig_series_new (name, kind, n_points, x, y);
}

static void
add_trajectories (const FigSource *source, const Plane *plane, FigPanel *panel)
{
  const ExpMeasurement *measurement = source->measurement;
  gboolean faint = !fig_source_is_current (source);
  FigRange limits = fig_trajectory_get_limits (measurement->experiment->targets);
  gsize k = measurement->n_outputs;

  for (gsize i = 0; i < measurement->n_trajectories; i++) {
    const double *outputs = measurement->trajectories + i * EXP_N_TIMES * k;
    FigLook look = { .owner = fig_source_get_owner (source,
                                                    fig_trajectory_find_end (measurement, i)),
                     .faint = faint,
                     .weight = FIG_TRAJECTORY_WEIGHT };
    g_autofree char *name = fig_trajectory_get_name (i);
    FigLayer *layer = fig_panel_take_layer (
      panel,
      fig_line_layer_new (make_series (plane, name, "network", EXP_N_TIMES, k, outputs), &look));

    layer->x_limits = layer->y_limits = limits;
  }
}

static void
add_starts (const FigSource *source, const Plane *plane, FigPanel *panel)
{
  const ExpMeasurement *measurement = source->measurement;
  gsize k = measurement->n_outputs;
  FigLook look = {
    .owner = FIG_OWNER_NONE,
    .hollow = TRUE,
    .faint = !fig_source_is_current (source),
    .weight = 0.6,
  };

  for (gsize i = 0; i < measurement->n_trajectories; i++) {
    const double *outputs = measurement->trajectories + i * EXP_N_TIMES * k;
    g_autofree char *name = fig_trajectory_get_name (i);

    fig_panel_take_layer (
      panel, fig_point_layer_new (make_series (plane, name, "start", 1, k, outputs), &look, 0));
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
add_targets (const FigSource *source, const Plane *plane, FigPanel *panel)
{
  const ExpTable *targets = source->theory->experiment->targets;

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    FigLook look = get_target_look (source, k);
    g_autofree char *name = fig_source_get_name (source, k);
    const double *target = targets->values + k * targets->n_columns;
    FigLayer *layer = fig_panel_take_layer (
      panel,
      fig_point_layer_new (
        make_series (plane, name, "target", 1, targets->n_columns, target), &look, 0));

    if (plane->components == NULL)
      layer->role = FIG_ROLE_TARGET;
  }
}

static char *
print_component (const Plane *plane, gsize component)
{
  double percent = 100.0 * plane->components->shares[component];

  /* Translators: an axis: which principal component, and its share of the variance in percent */
  return g_strdup_printf (_ ("Principal component %u (%.0f %%)"), (guint)component + 1, percent);
}

static void
prepare_axes (const Plane *plane, FigPanel *panel)
{
  if (plane->components == NULL) {
    fig_axis_set_titles (&panel->x, _ ("Output <i>z</i><sub>1</sub>"), "<i>z</i><sub>1</sub>");
    fig_axis_set_titles (&panel->y, _ ("Output <i>z</i><sub>2</sub>"), "<i>z</i><sub>2</sub>");
    fig_axis_set_output (&panel->x, 0);
    fig_axis_set_output (&panel->y, 1);
  } else {
    g_autofree char *first = print_component (plane, 0);
    g_autofree char *second = print_component (plane, 1);

    fig_axis_set_titles (&panel->x, first, _ ("PC 1"));
    fig_axis_set_titles (&panel->y, second, _ ("PC 2"));
  }
  panel->equal = TRUE;
  panel->x.padding = panel->y.padding;
}

/**
 * fig_plane_add_panel:
 * @source: what the figure is made from, with two outputs or more
 * @figure: a figure being built
 *
 * Adds a panel with the plane of two outputs, or of the first two principal
 * components of more: targets and trajectories, and for two outputs the flow of
 * the return map, its fixed points, and the basins of the network or else of the flow. What is
 * laid over a plane of another number of outputs has nothing to show in it.
 */
void
fig_plane_add_panel (const FigSource *source, FigFigure *figure)
{
  FigPanel *panel = fig_figure_add_panel (figure, "plane");
  g_auto (Plane) plane = { 0 };

  if (source->under != NULL && source->under->theory->n_outputs != source->theory->n_outputs)
    return;
  plane_init (&plane, source);
  prepare_axes (&plane, panel);
  if (plane.components == NULL && source->under != NULL) {
    fig_return_map_add_edges (source, panel);
  } else if (plane.components == NULL) {
    /* one upon the other could not be told apart */
    if (fig_network_basins_are_there (source))
      fig_network_basins_add (source, panel);
    else
      fig_return_map_add_basins (source, panel);
    fig_return_map_add_field (source, panel);
  }
  if (fig_source_has_network (source, EXP_STAGE_TRAJECTORIES)) {
    add_trajectories (source, &plane, panel);
    add_starts (source, &plane, panel);
  } else {
    fig_panel_set_hint (panel, _ ("Train a network to see its trajectories"));
  }
  if (plane.components == NULL)
    fig_return_map_add_fixed_points (source, panel);
  add_targets (source, &plane, panel);
}

/**
 * fig_plane_explain:
 * @source: what the figure is made from
 * @figure: a figure being built
 *
 * Adds the targets to the legend.
 */
void
fig_plane_explain (const FigSource *source, FigFigure *figure)
{
  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    FigLook look = get_target_look (source, k);
    g_autofree char *heading = fig_source_get_heading (source, k);

    look.weight = 1.0;
    fig_legend_add (fig_figure_get_legend (figure), FIG_SAMPLE_POINT, &look, heading);
  }
}
