/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-basin-corner.h"

/*
 * The corners of the cells of a grid of basins, and the sides of cells that go from one to the
 * next. A line between basins goes along sides of cells; but it is known better than that: it
 * crosses the way between the middles of the two cells at a side at some point. Joined, those
 * points make a line without steps. Where more than two basins meet, and at the border of the
 * grid, the lines need points of their own to end in.
 */

static gsize
get_column (const FigBasins *basins, gsize corner)
{
  return corner % (basins->n_columns + 1);
}

static gsize
get_row (const FigBasins *basins, gsize corner)
{
  return corner / (basins->n_columns + 1);
}

/**
 * fig_basin_corner_count:
 * @basins: basins
 *
 * Returns: how many corners the cells have
 */
gsize
fig_basin_corner_count (const FigBasins *basins)
{
  return (basins->n_columns + 1) * (basins->n_rows + 1);
}

/**
 * fig_basin_corner_has_way:
 * @basins: basins
 * @corner: a corner, counted row by row
 * @way: where to
 *
 * Returns: whether there is another corner
 */
gboolean
fig_basin_corner_has_way (const FigBasins *basins, gsize corner, FigBasinWay way)
{
  switch (way) {
  case FIG_BASIN_EAST:
    return get_column (basins, corner) < basins->n_columns;
  case FIG_BASIN_NORTH:
    return get_row (basins, corner) < basins->n_rows;
  case FIG_BASIN_WEST:
    return get_column (basins, corner) > 0;
  default:
    return get_row (basins, corner) > 0;
  }
}

/**
 * fig_basin_corner_step:
 * @basins: basins
 * @corner: a corner
 * @way: where to; there has to be a corner
 *
 * Returns: the next corner
 */
gsize
fig_basin_corner_step (const FigBasins *basins, gsize corner, FigBasinWay way)
{
  switch (way) {
  case FIG_BASIN_EAST:
    return corner + 1;
  case FIG_BASIN_NORTH:
    return corner + basins->n_columns + 1;
  case FIG_BASIN_WEST:
    return corner - 1;
  default:
    return corner - basins->n_columns - 1;
  }
}

/* The cell whose upper right corner is @right cells to the right and @up above that one */
static gsize
get_cell (const FigBasins *basins, gsize corner, gsize right, gsize up)
{
  gsize column = get_column (basins, corner) + right, row = get_row (basins, corner) + up;

  if (column < 1 || row < 1 || column > basins->n_columns || row > basins->n_rows)
    return FIG_BASIN_OUTSIDE;
  return (row - 1) * basins->n_columns + column - 1;
}

/**
 * fig_basin_corner_get_sides:
 * @basins: basins
 * @corner: a corner
 * @way: where the side of a cell goes from there
 *
 * Returns: the cells at its two sides
 */
FigBasinSides
fig_basin_corner_get_sides (const FigBasins *basins, gsize corner, FigBasinWay way)
{
  gsize south_west = get_cell (basins, corner, 0, 0), south_east = get_cell (basins, corner, 1, 0);
  gsize north_west = get_cell (basins, corner, 0, 1), north_east = get_cell (basins, corner, 1, 1);

  switch (way) {
  case FIG_BASIN_EAST:
    return (FigBasinSides){ north_east, south_east };
  case FIG_BASIN_NORTH:
    return (FigBasinSides){ north_west, north_east };
  case FIG_BASIN_WEST:
    return (FigBasinSides){ south_west, north_west };
  default:
    return (FigBasinSides){ south_east, south_west };
  }
}

/**
 * fig_basin_corner_cross:
 * @basins: basins
 * @corner: a corner
 * @way: where the side of a cell goes from there
 * @point: (out) (array fixed-size=2): where the line between the two basins crosses the way from
 *   one cell's middle to the other's
 *
 * Returns: whether there are two cells of different basins
 */
gboolean
fig_basin_corner_cross (const FigBasins *basins, gsize corner, FigBasinWay way, double *point)
{
  FigBasinSides sides = fig_basin_corner_get_sides (basins, corner, way);
  gboolean across = way == FIG_BASIN_NORTH || way == FIG_BASIN_SOUTH;
  const double *parts = across ? basins->across : basins->upwards;
  gsize first = MIN (sides.left, sides.right);
  double part;

  if (sides.left == FIG_BASIN_OUTSIDE || sides.right == FIG_BASIN_OUTSIDE ||
      basins->ends[sides.left] == basins->ends[sides.right])
    return FALSE;
  part = parts != NULL ? parts[first] : 0.5;
  point[0] = basins->places[2 * first] + (across ? part * basins->width : 0.0);
  point[1] = basins->places[2 * first + 1] + (across ? 0.0 : part * basins->height);
  return TRUE;
}

/* At the border: its own corners, and where a line between basins comes to it. */
static gboolean
meet_border (const FigBasins *basins, gsize corner, double *point)
{
  gsize column = get_column (basins, corner), row = get_row (basins, corner);
  gboolean aside = column == 0 || column == basins->n_columns;
  double cross[2];

  point[0] = basins->places[0] + ((double)column - 0.5) * basins->width;
  point[1] = basins->places[1] + ((double)row - 0.5) * basins->height;
  if (aside && (row == 0 || row == basins->n_rows))
    return TRUE;
  for (guint way = 0; way < FIG_BASIN_N_WAYS; way++)
    if (fig_basin_corner_cross (basins, corner, way, cross)) {
      point[aside ? 1 : 0] = cross[aside ? 1 : 0];
      return TRUE;
    }
  return FALSE;
}

/**
 * fig_basin_corner_meet:
 * @basins: basins
 * @corner: a corner
 * @point: (out) (array fixed-size=2): where the lines meet that come to it
 *
 * Returns: whether the outline of a basin that goes by there has a point there besides those where
 *   it crosses the ways between cells: where there are more than two basins, and at the border
 */
gboolean
fig_basin_corner_meet (const FigBasins *basins, gsize corner, double *point)
{
  gsize column = get_column (basins, corner), row = get_row (basins, corner);
  double sum[] = { 0.0, 0.0 }, cross[2];
  guint n = 0;

  if (column == 0 || row == 0 || column == basins->n_columns || row == basins->n_rows)
    return meet_border (basins, corner, point);
  for (guint way = 0; way < FIG_BASIN_N_WAYS; way++) {
    if (!fig_basin_corner_cross (basins, corner, way, cross))
      continue;
    sum[0] += cross[0];
    sum[1] += cross[1];
    n++;
  }
  if (n <= 2)
    return FALSE;
  point[0] = sum[0] / n;
  point[1] = sum[1] / n;
  return TRUE;
}
