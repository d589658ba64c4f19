/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-return-map.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-basin-edges.h"
#include "fig-basin-outline.h"
#include "fig-cell-layer.h"
#include "fig-field-layer.h"
#include "fig-line-layer.h"
#include "fig-network-basins.h"
#include "fig-point-layer.h"
#include "fig-source.h"

#define POINT_WEIGHT 1.3
#define FIELD_WEIGHT 0.55
/* F(z) further out than this, in terms of the region, does not make the axis
 * longer. */
#define EXCURSION 1.3
/* F(z) - z up to this is rounding, and closer than that to a fixed point it may be as small;
 * both in terms of the region. */
#define STILL 1e-10
#define NEAR 1e-6

static const ExpReturnMap *
get_map (const FigSource *source)
{
  return source->study != NULL ? source->study->return_map : NULL;
}

/* What was computed for other parameters is faint until that for these is there. */
static gboolean
is_faint (const FigSource *source)
{
  return !fig_source_is_study_current (source);
}

static FigLook
get_point_look (const FigSource *source, const RcFixedPoint *point)
{
  FigLook look = {
    .owner = FIG_OWNER_NONE,
    .hollow = !point->dynamics->stable,
    .faint = is_faint (source),
    .weight = POINT_WEIGHT,
  };

  if (point->target >= 0 && (gsize)point->target < source->theory->n_attractors)
    look.owner = (int)point->target;
  return look;
}

static const char *
get_point_kind (const RcFixedPoint *point)
{
  if (point->target >= 0)
    return point->dynamics->stable ? "fixed-point" : "unstable-fixed-point";
  return point->dynamics->stable ? "spurious-attractor" : "saddle";
}

static char *
print_name (const FigSource *source, const FigLook *look, gsize index)
{
  if (look->owner >= 0)
    return fig_source_get_name (source, (gsize)look->owner);
  return g_strdup_printf ("fixed point %" G_GSIZE_FORMAT, index + 1);
}

static char *
print_basin_name (const FigSource *source, const RcFixedPoint *point)
{
  FigLook look = get_point_look (source, point);

  return look.owner >= 0
           ? fig_source_get_name (source, (gsize)look.owner)
           : fig_basins_name_other (point->state->output, get_map (source)->n_outputs);
}

/**
 * fig_return_map_add_fixed_points:
 * @source: what the figure is made from
 * @panel: a panel whose axis across is the first output, and upwards the second
 *   or, with one output, what is returned
 *
 * Adds all z with F(z) = z: filled where stable, with the colour of the target
 * that they are, and grey where nobody asked for them. With one output the targets among them may
 * be moved; with two they lie below the targets' own marks.
 */
void
fig_return_map_add_fixed_points (const FigSource *source, FigPanel *panel)
{
  const ExpReturnMap *map = get_map (source);

  for (gsize i = 0; map != NULL && i < map->fixed_points->n_points; i++) {
    const RcFixedPoint *point = &map->fixed_points->points[i];
    FigLook look = get_point_look (source, point);
    const double *z = point->state->output;
    g_autofree char *name = print_name (source, &look, i);
    FigLayer *layer = fig_panel_take_layer (
      panel,
      fig_point_layer_new (
        fig_series_new (name, get_point_kind (point), 1, z, z + map->n_outputs - 1), &look, 0));

    if (map->n_outputs == 1 && look.owner >= 0 && !is_faint (source))
      layer->role = FIG_ROLE_TARGET;
  }
}

static void
add_curve (const FigSource *source, FigPanel *panel)
{
  const ExpReturnMap *map = get_map (source);
  const double ends[] = { map->lower[0], map->upper[0] };
  double middle = 0.5 * (ends[0] + ends[1]), reach = EXCURSION * 0.5 * (ends[1] - ends[0]);
  FigLook diagonal = { .owner = FIG_OWNER_NONE, .faint = TRUE, .weight = 0.6 };
  FigLook curve = { .owner = FIG_OWNER_ALL, .faint = is_faint (source) };
  FigLayer *layer;

  fig_panel_take_layer (
    panel, fig_line_layer_new (fig_series_new ("diagonal", "guide", 2, ends, ends), &diagonal));
  layer = fig_panel_take_layer (
    panel,
    fig_line_layer_new (
      fig_series_new ("F(z)", "return-map", map->n_points[0], map->outputs, map->returned),
      &curve));
  layer->y_limits = (FigRange){ middle - reach, middle + reach };
}

/* Whether F(z) - z, of which each point is followed, has the sign of @towards wherever it is
 * known between two places; on a line of fixed points it has none but for rounding. */
static gboolean
flows (const ExpReturnMap *map, double lower, double upper, double towards)
{
  double size = map->upper[0] - map->lower[0];

  for (gsize i = 0; i < map->n_points[0]; i++) {
    double flow = towards * (map->returned[i] - map->outputs[i]);

    if (map->outputs[i] > lower + NEAR * size && map->outputs[i] < upper - NEAR * size &&
        flow <= STILL * size)
      return FALSE;
  }
  return TRUE;
}

/* As far as F(z) is known without a gap around a place. */
static void
stop_at_gaps (const ExpReturnMap *map, double z, double *lower, double *upper)
{
  for (gsize i = 0; i < map->n_points[0]; i++) {
    if (isfinite (map->returned[i]))
      continue;
    if (map->outputs[i] < z && i + 1 < map->n_points[0])
      *lower = MAX (*lower, MIN (z, map->outputs[i + 1]));
    else if (map->outputs[i] > z && i > 0)
      *upper = MIN (*upper, MAX (z, map->outputs[i - 1]));
  }
}

/* All z between the fixed points on both sides of a stable one, as the flow cannot pass
 * those; on a side where nothing flows, nothing, and nothing from which activity grows without
 * bound. */
static void
find_interval (const ExpReturnMap *map, gsize index, double *lower, double *upper)
{
  double z = map->fixed_points->points[index].state->output[0];

  *lower = map->lower[0];
  *upper = map->upper[0];
  for (gsize i = 0; i < map->fixed_points->n_points; i++) {
    double other = map->fixed_points->points[i].state->output[0];

    if (other < z)
      *lower = MAX (*lower, other);
    else if (other > z)
      *upper = MIN (*upper, other);
  }
  stop_at_gaps (map, z, lower, upper);
  if (!flows (map, *lower, z, 1.0))
    *lower = z;
  if (!flows (map, z, *upper, -1.0))
    *upper = z;
}

/* Whether two stable fixed points' basins have one colour */
static gboolean
is_shaded_alike (const FigSource *source, const RcFixedPoint *point, const RcFixedPoint *other)
{
  return point != other && point->dynamics->stable && other->dynamics->stable &&
         get_point_look (source, point).owner == get_point_look (source, other).owner;
}

static void
add_intervals (const FigSource *source, FigPanel *panel)
{
  const ExpReturnMap *map = get_map (source);
  double middle = 0.5 * (map->lower[0] + map->upper[0]);
  double height = map->upper[0] - map->lower[0];

  for (gsize i = 0; i < map->fixed_points->n_points; i++) {
    const RcFixedPoint *point = &map->fixed_points->points[i];
    FigLook look = get_point_look (source, point);
    g_autofree char *name = print_basin_name (source, point);
    double lower, upper, center;

    if (!point->dynamics->stable)
      continue;
    find_interval (map, i, &lower, &upper);
    center = 0.5 * (lower + upper);
    if (upper > lower)
      fig_panel_take_layer (
        panel,
        fig_cell_layer_new (
          fig_series_new (name, "basin", 1, &center, &middle), upper - lower, height, NULL, &look));
  }
}

/* Lines where two basins that nobody asked for, which are grey both, touch: at the fixed point
 * between them. */
static void
add_interval_edges (const FigSource *source, FigPanel *panel)
{
  const ExpReturnMap *map = get_map (source);
  const RcFixedPoints *points = map->fixed_points;
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < points->n_points; i++)
    for (gsize j = 0; j < points->n_points; j++) {
      const RcFixedPoint *below = &points->points[i], *above = &points->points[j];
      double upper[2], lower[2], edge[3], ends[] = { map->lower[0], map->upper[0], NAN };

      if (!is_shaded_alike (source, below, above))
        continue;
      find_interval (map, i, &lower[0], &upper[0]);
      find_interval (map, j, &lower[1], &upper[1]);
      if (upper[0] != lower[1] || upper[0] <= lower[0] || upper[1] <= lower[1])
        continue;
      edge[0] = edge[1] = upper[0];
      edge[2] = NAN;
      g_array_append_vals (x, edge, 3);
      g_array_append_vals (y, ends, 3);
    }
  fig_basin_edges_add (
    panel,
    fig_series_new (
      "basins", "basin-edge", x->len, (double *)(gpointer)x->data, (double *)(gpointer)y->data));
}

/**
 * fig_return_map_add_panel:
 * @source: what the figure is made from, with one output
 * @figure: a figure being built
 *
 * Adds a panel with the return map F(z), the diagonal, the fixed points and what leads to
 * them; it says so where these are not known.
 */
void
fig_return_map_add_panel (const FigSource *source, FigFigure *figure)
{
  FigPanel *panel = fig_figure_add_panel (figure, "return-map");

  fig_axis_set_titles (&panel->x, _ ("Output fed back <i>z</i>"), "<i>z</i>");
  fig_axis_set_titles (&panel->y, _ ("Output returned <i>F</i>(<i>z</i>)"), "<i>F</i>(<i>z</i>)");
  fig_axis_set_output (&panel->x, 0);
  if (get_map (source) == NULL) {
    fig_source_note_study (source, panel);
    return;
  }
  if (source->theory->experiment->inputs->n_columns > 0) {
    g_autofree char *label = fig_source_get_label (source, get_map (source)->attractor);

    /* Translators: %s is the name of an attractor, as "z = 0.9" */
    panel->title = g_strdup_printf (_ ("With the input of %s"), label);
  }
  add_intervals (source, panel);
  add_interval_edges (source, panel);
  add_curve (source, panel);
  fig_return_map_add_fixed_points (source, panel);
}

/**
 * fig_return_map_add_basins:
 * @source: what the figure is made from, with two outputs
 * @panel: a panel with the two outputs as axes
 *
 * Shades the places from which the slow output comes to each attractor: in the
 * target's colour, and grey where nobody asked for it, with lines between those that are grey.
 */
void
fig_return_map_add_basins (const FigSource *source, FigPanel *panel)
{
  const ExpReturnMap *map = get_map (source);
  const FigBasins *basins = map != NULL ? source->study->basins : NULL;
  g_autofree int *owners = NULL;

  if (basins == NULL)
    return;
  owners = g_new (int, map->fixed_points->n_points);
  for (gsize i = 0; i < map->fixed_points->n_points; i++) {
    const RcFixedPoint *point = &map->fixed_points->points[i];
    FigLook look = get_point_look (source, point);
    g_autofree char *name = print_basin_name (source, point);

    owners[i] = look.owner;
    if (!point->dynamics->stable)
      continue;
    fig_panel_take_layer (panel,
                          fig_cell_layer_new (fig_basins_select (basins, name, "basin", (int)i),
                                              basins->width,
                                              basins->height,
                                              fig_basin_outline_new (basins, (int)i),
                                              &look));
  }
  fig_basin_edges_add (panel, fig_basin_edges_new (basins, owners));
}

/**
 * fig_return_map_add_edges:
 * @source: what the figure is made from, with two outputs
 * @panel: a panel with the two outputs as axes
 *
 * Adds the lines between the basins, for what is laid over the shades of others.
 */
void
fig_return_map_add_edges (const FigSource *source, FigPanel *panel)
{
  const ExpReturnMap *map = get_map (source);
  FigLook look = { .owner = FIG_OWNER_ALL, .faint = is_faint (source) };

  if (map != NULL && source->study->basins != NULL)
    fig_panel_take_layer (
      panel, fig_line_layer_new (fig_basin_edges_new (source->study->basins, NULL), &look));
}

/**
 * fig_return_map_add_field:
 * @source: what the figure is made from, with two outputs
 * @panel: a panel with the two outputs as axes
 *
 * Adds F(z) - z as arrows: where the output moves that moves slowly.
 */
void
fig_return_map_add_field (const FigSource *source, FigPanel *panel)
{
  const ExpReturnMap *map = get_map (source);
  FigLook look = { .owner = FIG_OWNER_NONE, .faint = TRUE, .weight = FIELD_WEIGHT };
  gsize n_columns, n_rows;
  g_autofree double *values = NULL;
  FigSeries *series;

  if (map == NULL || map->n_outputs != 2)
    return;
  n_columns = map->n_points[0];
  n_rows = map->n_points[1];
  values = g_new (double, 4 * n_columns * n_rows);
  /* the map has the second output running fastest, the layer the first */
  for (gsize j = 0; j < n_rows; j++)
    for (gsize i = 0; i < n_columns; i++)
      for (gsize k = 0; k < 2; k++) {
        gsize from = 2 * (i * n_rows + j) + k, to = j * n_columns + i;

        values[k * n_columns * n_rows + to] = map->outputs[from];
        values[(2 + k) * n_columns * n_rows + to] = map->returned[from] - map->outputs[from];
      }
  series = fig_series_new (
    "F(z) - z", "flow", n_columns * n_rows, values, values + n_columns * n_rows);
  fig_series_add_column (series, "dx", values + 2 * n_columns * n_rows);
  fig_series_add_column (series, "dy", values + 3 * n_columns * n_rows);
  fig_panel_take_layer (panel, fig_field_layer_new (series, n_columns, &look));
}

/* Whether there are places from which the flow comes to no stable fixed point, as there are
 * on a line between two basins, and around what is unstable for its other modes alone. */
static gboolean
has_nowhere (const ExpReturnMap *map, const FigBasins *basins)
{
  double covered = 0.0, lower, upper;

  if (map->n_outputs == 1) {
    for (gsize i = 0; i < map->fixed_points->n_points; i++)
      if (map->fixed_points->points[i].dynamics->stable) {
        find_interval (map, i, &lower, &upper);
        covered += upper - lower;
      }
    return covered < (1.0 - 1e-6) * (map->upper[0] - map->lower[0]);
  }
  for (gsize i = 0; basins != NULL && i < basins->n_columns * basins->n_rows; i++)
    if (basins->ends[i] == FIG_BASINS_NOWHERE)
      return TRUE;
  return FALSE;
}

static gboolean
has_spurious (const ExpReturnMap *map, gboolean stable)
{
  for (gsize i = 0; i < map->fixed_points->n_points; i++)
    if (map->fixed_points->points[i].target < 0 &&
        map->fixed_points->points[i].dynamics->stable == stable)
      return TRUE;
  return FALSE;
}

/**
 * fig_return_map_explain:
 * @source: what the figure is made from
 * @figure: a figure being built
 *
 * Adds the return map and its fixed points to the legend; does nothing where
 * these are not known.
 */
void
fig_return_map_explain (const FigSource *source, FigFigure *figure)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  const ExpReturnMap *map = get_map (source);
  FigLook curve = { .owner = FIG_OWNER_ALL, .faint = is_faint (source) };
  FigLook field = { .owner = FIG_OWNER_NONE, .faint = TRUE, .weight = FIELD_WEIGHT };
  FigLook point = { .owner = FIG_OWNER_NONE, .faint = is_faint (source), .weight = POINT_WEIGHT };

  if (map == NULL)
    return;
  fig_legend_start_group (legend);
  if (map->n_outputs == 1)
    fig_legend_add (legend, FIG_SAMPLE_LINE, &curve, _ ("Return map <i>F</i>(<i>z</i>), basins"));
  else if (fig_network_basins_are_there (source))
    fig_legend_add (legend, FIG_SAMPLE_LINE, &field, _ ("Flow <i>F</i>(<i>z</i>) − <i>z</i>"));
  else
    fig_legend_add (
      legend, FIG_SAMPLE_LINE, &field, _ ("Flow <i>F</i>(<i>z</i>) − <i>z</i>, basins"));
  if (has_spurious (map, TRUE))
    fig_legend_add (legend, FIG_SAMPLE_POINT, &point, _ ("Spurious attractor"));
  point.hollow = TRUE;
  if (has_spurious (map, FALSE))
    fig_legend_add (legend, FIG_SAMPLE_POINT, &point, _ ("Unstable fixed point"));
  if ((map->n_outputs == 1 || !fig_network_basins_are_there (source)) &&
      has_nowhere (map, source->study->basins))
    fig_legend_add (legend, FIG_SAMPLE_NONE, &field, _ ("Unshaded: leads to no stable point"));
}
