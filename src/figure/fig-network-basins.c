/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-network-basins.h"

#include <glib/gi18n-lib.h>

#include "fig-basin-edges.h"
#include "fig-basin-outline.h"
#include "fig-cell-layer.h"
#include "fig-number.h"
#include "fig-source.h"

/**
 * fig_network_basins_are_there:
 * @source: what a figure is made from
 *
 * Returns: whether there are basins of a network with as many outputs as theory has
 */
gboolean
fig_network_basins_are_there (const FigSource *source)
{
  return source->basins != NULL && source->measurement != NULL &&
         source->basins->basins->n_outputs == source->theory->n_outputs;
}

static double
get_step (const RcBasins *basins, gsize axis)
{
  return (basins->region.upper[axis] - basins->region.lower[axis]) /
         (double)(basins->n_points[axis] - 1);
}

/* Which of theory's targets one of the basins' is; -1 for none */
static gssize
find_target (const FigSource *source, gssize target)
{
  return target < 0 ? -1
                    : exp_experiment_find_target (
                        source->theory->experiment, source->basins->experiment, (gsize)target);
}

/* The same on a grid of cells, row by row. With one output that has one column, which goes all
 * along the axis across. */
static FigBasins *
make_grid (const RcBasins *basins, const FigRange *across)
{
  gboolean plane = basins->n_outputs == 2;
  FigBasins *grid = g_new0 (FigBasins, 1);
  gsize n = 0;

  grid->n_columns = plane ? basins->n_points[0] : 1;
  grid->n_rows = basins->n_points[basins->n_outputs - 1];
  grid->width = plane ? get_step (basins, 0) : across->maximum - across->minimum;
  grid->height = get_step (basins, basins->n_outputs - 1);
  grid->places = g_new (double, 2 * grid->n_columns * grid->n_rows);
  grid->ends = g_new (int, grid->n_columns * grid->n_rows);
  for (gsize j = 0; j < grid->n_rows; j++)
    for (gsize i = 0; i < grid->n_columns; i++, n++) {
      gsize place = i * grid->n_rows + j;
      const double *output = basins->outputs + place * basins->n_outputs;

      grid->places[2 * n] = plane ? output[0] : 0.5 * (across->minimum + across->maximum);
      grid->places[2 * n + 1] = output[basins->n_outputs - 1];
      grid->ends[n] = basins->ends[place] >= 0 ? (int)basins->ends[place] : FIG_BASINS_NOWHERE;
    }
  return grid;
}

/**
 * fig_network_basins_add:
 * @source: what a figure is made from
 * @panel: a panel with the two outputs as axes; or with one output upwards, and a range
 *   of the axis across
 *
 * Shades the outputs at which the network is held and released so that it comes to a
 * fixed point: in its target's colour, and grey where nobody asked for it, with lines between those
 * that are grey. What leads to none stays as it is. Does nothing without basins.
 */
void
fig_network_basins_add (const FigSource *source, FigPanel *panel)
{
  const RcBasins *basins;
  g_autoptr (FigBasins) grid = NULL;
  g_autofree int *owners = NULL;

  if (!fig_network_basins_are_there (source))
    return;
  basins = source->basins->basins;
  grid = make_grid (basins, &panel->x.range);
  owners = g_new (int, basins->closed_loop->n_points);
  for (gsize i = 0; i < basins->closed_loop->n_points; i++) {
    gssize target = find_target (source, basins->closed_loop->points[i].target);
    FigLook look = { .owner = FIG_OWNER_NONE, .faint = !fig_source_is_current (source) };
    g_autofree char *name = NULL;

    owners[i] = target >= 0 ? (int)target : FIG_OWNER_NONE;
    if (basins->fractions[i] <= 0.0)
      continue;
    if (target >= 0) {
      look.owner = owners[i];
      name = fig_source_get_name (source, (gsize)target);
    } else {
      name = fig_basins_name_other (basins->closed_loop->points[i].output, basins->n_outputs);
    }
    fig_panel_take_layer (
      panel,
      fig_cell_layer_new (fig_basins_select (grid, name, "network-basin", (int)i),
                          grid->width,
                          grid->height,
                          fig_basin_outline_new (grid, (int)i),
                          &look));
  }
  fig_basin_edges_add (panel, fig_basin_edges_new (grid, owners));
}

/* Whose input is on, where there are several. */
static char *
print_title (const FigSource *source)
{
  gssize attractor = find_target (source, (gssize)source->basins->attractor);
  g_autofree char *label = NULL;

  if (source->basins->experiment->inputs->n_columns == 0 || attractor < 0)
    return g_strdup (_ ("Shades: basins of the network"));
  label = fig_source_get_label (source, (gsize)attractor);
  /* Translators: %s is the name of an attractor, as "z = 0.9" */
  return g_strdup_printf (_ ("Shades: basins of the network, with the input of %s"), label);
}

/* Whether there are outputs from which the network came to no fixed point, as it takes
 * long to where it is next to a line between two basins. */
static gboolean
has_restless (const RcBasins *basins)
{
  for (gsize i = 0; i < basins->n_points[0] * basins->n_points[1]; i++)
    if (basins->ends[i] < 0)
      return TRUE;
  return FALSE;
}

static char *
print_rest (const RcBasins *basins)
{
  g_autofree char *duration = fig_number_format_short (basins->region.duration, 4);

  /* Translators: %s is a time in units of τ, as "200" */
  return g_strdup_printf (_ ("Unshaded: not at rest after %s <i>τ</i>"), duration);
}

/**
 * fig_network_basins_explain:
 * @source: what a figure is made from
 * @figure: a figure being built
 *
 * Says in the legend whose basins are shaded. Does nothing without basins.
 */
void
fig_network_basins_explain (const FigSource *source, FigFigure *figure)
{
  FigLook look = { .owner = FIG_OWNER_NONE, .faint = !fig_source_is_current (source) };
  g_autofree char *title = NULL;

  if (!fig_network_basins_are_there (source))
    return;
  title = print_title (source);
  fig_legend_add (fig_figure_get_legend (figure), FIG_SAMPLE_NONE, &look, title);
  if (has_restless (source->basins->basins)) {
    g_autofree char *rest = print_rest (source->basins->basins);

    fig_legend_add (fig_figure_get_legend (figure), FIG_SAMPLE_NONE, &look, rest);
  }
}

/**
 * fig_network_basins_describe:
 * @source: what a figure is made from
 *
 * Returns: (transfer full): how much of what was looked at leads to the targets, a
 *   sentence that begins with a space; empty without basins
 */
char *
fig_network_basins_describe (const FigSource *source)
{
  const RcBasins *basins;
  double wanted = 0.0, others = 0.0;

  if (!fig_network_basins_are_there (source))
    return g_strdup ("");
  basins = source->basins->basins;
  for (gsize i = 0; i < basins->closed_loop->n_points; i++) {
    if (basins->closed_loop->points[i].target >= 0)
      wanted += basins->fractions[i];
    else
      others += basins->fractions[i];
  }
  return g_strdup_printf (
    _ (" Shades are the basins of the trained network, held at an output and released: from "
       "%.0f %% of the outputs looked at it comes to a target, from %.0f %% to another fixed "
       "point, and from the rest to none."),
    100.0 * wanted,
    100.0 * others);
}
