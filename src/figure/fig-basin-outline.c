/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-basin-outline.h"

#include "fig-basin-corner.h"
#include "fig-basin-line.h"

/* Sides of cells with the basin at their left and something else at their right that are still to
 * be walked along: for each corner of the cells a bit for each way. */
typedef struct {
  const FigBasins *basins;
  guint8 *sides;
  FigBasinLine line;
} Outline;

static void
find_sides (Outline *self, int end)
{
  const int *ends = self->basins->ends;

  for (gsize i = 0; i < fig_basin_corner_count (self->basins); i++)
    for (guint way = 0; way < FIG_BASIN_N_WAYS; way++) {
      FigBasinSides sides = fig_basin_corner_get_sides (self->basins, i, way);

      if (sides.left != FIG_BASIN_OUTSIDE && ends[sides.left] == end &&
          (sides.right == FIG_BASIN_OUTSIDE || ends[sides.right] != end))
        self->sides[i] |= (guint8)(1u << way);
    }
}

/* To the left if that is possible: where two parts of a basin touch at a corner, each has an
 * outline of its own. */
static FigBasinWay
choose_way (const Outline *self, gsize corner, FigBasinWay before)
{
  for (guint turn = 0; turn < FIG_BASIN_N_WAYS; turn++) {
    FigBasinWay way = (before + 1 + FIG_BASIN_N_WAYS - turn) % FIG_BASIN_N_WAYS;

    if ((self->sides[corner] & (1u << way)) != 0)
      return way;
  }
  return FIG_BASIN_N_WAYS;
}

/* Once about a part of the basin, or about a hole in it */
static void
walk (Outline *self, gsize corner)
{
  FigBasinWay way = choose_way (self, corner, FIG_BASIN_EAST);
  double point[2];

  for (; way != FIG_BASIN_N_WAYS; way = choose_way (self, corner, way)) {
    if (fig_basin_corner_meet (self->basins, corner, point))
      fig_basin_line_add (&self->line, point);
    if (fig_basin_corner_cross (self->basins, corner, way, point))
      fig_basin_line_add (&self->line, point);
    self->sides[corner] &= (guint8) ~(1u << way);
    corner = fig_basin_corner_step (self->basins, corner, way);
  }
  fig_basin_line_end (&self->line);
}

/**
 * fig_basin_outline_new:
 * @basins: basins
 * @end: a fixed point
 *
 * What its basin looks like: outlines of all its parts, anticlockwise, and of holes in them,
 * clockwise. The outlines of neighbours go along the same points, with no gap between them. Cost:
 * proportional to the number of cells.
 *
 * Returns: (transfer full): the outlines, which are to be closed, with gaps between them
 */
FigSeries *
fig_basin_outline_new (const FigBasins *basins, int end)
{
  gsize n_corners = fig_basin_corner_count (basins);
  g_autofree guint8 *sides = g_new0 (guint8, n_corners);
  Outline self = { .basins = basins, .sides = sides };

  fig_basin_line_init (&self.line, basins->width * basins->height);
  find_sides (&self, end);
  for (gsize i = 0; i < n_corners; i++)
    while (sides[i] != 0)
      walk (&self, i);
  return fig_basin_line_finish (&self.line, "basins", "basin-outline");
}
