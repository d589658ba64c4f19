/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-basins.h"

#include <math.h>

/* Into how many parts the distance between the map's points is divided: an even number of cells,
 * so that what is symmetric about the middle has its lines between cells. */
#define PARTS 2
/* F is contracting across the slow directions with a rate below 1, and the flow is
 * followed in steps of one time constant, which is far from too long for that. */
#define STEP 1.0
#define MAX_STEPS 1500
#define NOTHING 1e-9 /* an output below it is 0 but for rounding */

/* What is this near to a stable fixed point, in distances of the map's points, has
 * come to it. */
#define NEAR 0.6
/* How often the way between two places of different basins is halved, to find where they meet: a
 * sixteenth of it is less than a line's width. */
#define HALVINGS 4

/* The cubic through four neighbouring points of the map, at @place from the first, in
 * distances of them. */
static void
weigh (double place, double *weights)
{
  double a = place, b = place - 1.0, c = place - 2.0, d = place - 3.0;

  weights[0] = -b * c * d / 6.0;
  weights[1] = a * c * d / 2.0;
  weights[2] = -a * b * d / 2.0;
  weights[3] = a * b * c / 6.0;
}

/* F(z) - z between the points of the map: cubic, as a straight line would make fixed
 * points of its own where F(z) - z is small. Returns whether z is on the map, and the flow
 * known there. */
static gboolean
get_flow (const ExpReturnMap *map, const double *z, double *flow)
{
  gsize first[2], n_rows = map->n_points[1];
  double weights[2][4];

  for (gsize k = 0; k < 2; k++) {
    double place = (z[k] - map->lower[k]) / (map->upper[k] - map->lower[k]) *
                   (double)(map->n_points[k] - 1);

    if (!(place >= 0.0 && place <= (double)(map->n_points[k] - 1)))
      return FALSE;
    first[k] = MIN ((gsize)MAX (place - 1.0, 0.0), map->n_points[k] - 4);
    weigh (place - (double)first[k], weights[k]);
    flow[k] = -z[k];
  }
  for (gsize i = 0; i < 4; i++)
    for (gsize j = 0; j < 4; j++) {
      const double *returned = map->returned + 2 * ((first[0] + i) * n_rows + first[1] + j);
      double weight = weights[0][i] * weights[1][j];

      flow[0] += weight * returned[0];
      flow[1] += weight * returned[1];
    }
  return isfinite (flow[0]) && isfinite (flow[1]);
}

static int
find_near (const ExpReturnMap *map, const double *z, double near)
{
  int nearest = FIG_BASINS_NOWHERE;

  for (gsize i = 0; i < map->fixed_points->n_points; i++) {
    const RcFixedPoint *point = &map->fixed_points->points[i];
    double dx = z[0] - point->state->output[0], dy = z[1] - point->state->output[1], distance;

    /* most are far away, which is known in less time than the distance */
    if (!point->dynamics->stable || fabs (dx) >= near || fabs (dy) >= near)
      continue;
    distance = hypot (dx, dy);
    if (distance >= near)
      continue;
    near = distance;
    nearest = (int)i;
  }
  return nearest;
}

static int
follow (const ExpReturnMap *map, const double *start, double near)
{
  double z[] = { start[0], start[1] }, flow[2];

  for (guint i = 0; i < MAX_STEPS; i++) {
    int end = find_near (map, z, near);

    if (end != FIG_BASINS_NOWHERE)
      return end;
    if (!get_flow (map, z, flow))
      return FIG_BASINS_NOWHERE;
    z[0] += STEP * flow[0];
    z[1] += STEP * flow[1];
  }
  return FIG_BASINS_NOWHERE;
}

/* Where most of a cell leads: its middle, or else, as that may be on a line between two basins from
 * which the flow comes to no stable point, one of its quarters. */
static int
follow_cell (const FigBasins *self, const ExpReturnMap *map, const double *middle, double near)
{
  int end = follow (map, middle, near);

  for (guint quarter = 0; end == FIG_BASINS_NOWHERE && quarter < 4; quarter++) {
    const double place[] = { middle[0] + (quarter % 2 == 0 ? -0.25 : 0.25) * self->width,
                             middle[1] + (quarter / 2 == 0 ? -0.25 : 0.25) * self->height };

    end = follow (map, place, near);
  }
  return end;
}

/* Which part of the way from one place to another belongs to the basin of the first */
static double
find_crossing (const FigBasins *self, const ExpReturnMap *map, gsize from, gsize to, double near)
{
  const double *a = self->places + 2 * from, *b = self->places + 2 * to;
  gboolean both = self->ends[from] != FIG_BASINS_NOWHERE && self->ends[to] != FIG_BASINS_NOWHERE;
  double lower = 0.0, upper = 1.0;

  for (guint i = 0; i < HALVINGS; i++) {
    double part = 0.5 * (lower + upper);
    const double place[] = { a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]) };
    int end = follow (map, place, near);

    /* on the line itself the flow comes to what lies on it */
    if (end == FIG_BASINS_NOWHERE && both)
      return part;
    if (end == self->ends[from])
      lower = part;
    else
      upper = part;
  }
  return 0.5 * (lower + upper);
}

static void
find_crossings (FigBasins *self, const ExpReturnMap *map, double near)
{
  gsize n = self->n_columns * self->n_rows;

  self->across = g_new (double, n);
  self->upwards = g_new (double, n);
  for (gsize i = 0; i < n; i++) {
    self->across[i] = self->upwards[i] = 0.5;
    if ((i + 1) % self->n_columns != 0 && self->ends[i] != self->ends[i + 1])
      self->across[i] = find_crossing (self, map, i, i + 1, near);
    if (i + self->n_columns < n && self->ends[i] != self->ends[i + self->n_columns])
      self->upwards[i] = find_crossing (self, map, i, i + self->n_columns, near);
  }
}

/**
 * fig_basins_new:
 * @map: of two outputs
 *
 * Cost: some thousand short trajectories in the plane, and four for each cell along a line between
 * two basins: some hundredths of a second;
 * for worker threads.
 *
 * Returns: (transfer full): the basins
 */
FigBasins *
fig_basins_new (const ExpReturnMap *map)
{
  FigBasins *self = g_new0 (FigBasins, 1);
  double near;
  gsize n = 0;

  g_return_val_if_fail (map->n_outputs == 2, self);
  g_return_val_if_fail (map->n_points[0] >= 4 && map->n_points[1] >= 4, self);

  self->n_columns = PARTS * (map->n_points[0] - 1);
  self->n_rows = PARTS * (map->n_points[1] - 1);
  self->width = (map->upper[0] - map->lower[0]) / (double)self->n_columns;
  self->height = (map->upper[1] - map->lower[1]) / (double)self->n_rows;
  near = NEAR * PARTS * MIN (self->width, self->height);
  self->places = g_new (double, 2 * self->n_columns * self->n_rows);
  self->ends = g_new (int, self->n_columns * self->n_rows);
  for (gsize j = 0; j < self->n_rows; j++)
    for (gsize i = 0; i < self->n_columns; i++, n++) {
      double *place = self->places + 2 * n;

      place[0] = map->lower[0] + ((double)i + 0.5) * self->width;
      place[1] = map->lower[1] + ((double)j + 0.5) * self->height;
      self->ends[n] = follow_cell (self, map, place, near);
    }
  find_crossings (self, map, near);
  return self;
}

/**
 * fig_basins_select:
 * @self: basins
 * @name: of the series
 * @kind: likewise
 * @end: a fixed point
 *
 * Returns: (transfer full): all places that lead to the fixed point, row by row
 */
FigSeries *
fig_basins_select (const FigBasins *self, const char *name, const char *kind, int end)
{
  gsize n = self->n_columns * self->n_rows, n_cells = 0;
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);

  for (gsize i = 0; i < n; i++) {
    if (self->ends[i] != end)
      continue;
    x[n_cells] = self->places[2 * i];
    y[n_cells++] = self->places[2 * i + 1];
  }
  return fig_series_new (name, kind, n_cells, x, y);
}

/**
 * fig_basins_name_other:
 * @output: of a fixed point that nobody asked for
 * @n_outputs: how many
 *
 * Returns: (transfer full): what its basin is called in data files, as
 *   "spurious attractor at (0.31, -0.2)"; the same in every language
 */
char *
fig_basins_name_other (const double *output, gsize n_outputs)
{
  GString *name = g_string_new (n_outputs > 1 ? "spurious attractor at ("
                                              : "spurious attractor at ");

  for (gsize i = 0; i < n_outputs; i++) {
    double value = fabs (output[i]) < NOTHING ? 0.0 : output[i];
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    if (i > 0)
      g_string_append (name, ", ");
    g_string_append (name, g_ascii_formatd (buffer, sizeof buffer, "%.3g", value));
  }
  if (n_outputs > 1)
    g_string_append_c (name, ')');
  return g_string_free (name, FALSE);
}

void
fig_basins_free (FigBasins *self)
{
  g_free (self->places);
  g_free (self->ends);
  g_free (self->across);
  g_free (self->upwards);
  g_free (self);
}
