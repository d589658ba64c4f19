/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-basins.h"

G_BEGIN_DECLS

/**
 * FigBasinWay:
 *
 * Where a side of a cell goes from a corner of the cells, in the order of turns to the left.
 */
typedef enum {
  FIG_BASIN_EAST,
  FIG_BASIN_NORTH,
  FIG_BASIN_WEST,
  FIG_BASIN_SOUTH,
  FIG_BASIN_N_WAYS,
} FigBasinWay;

#define FIG_BASIN_OUTSIDE G_MAXSIZE

/**
 * FigBasinSides:
 * @left: the cell at the left of a side that is followed; %FIG_BASIN_OUTSIDE for none
 * @right: the one at the right
 */
typedef struct {
  gsize left;
  gsize right;
} FigBasinSides;

gsize fig_basin_corner_count (const FigBasins *basins);
gsize fig_basin_corner_step (const FigBasins *basins, gsize corner, FigBasinWay way);
gboolean fig_basin_corner_has_way (const FigBasins *basins, gsize corner, FigBasinWay way);
FigBasinSides fig_basin_corner_get_sides (const FigBasins *basins, gsize corner, FigBasinWay way);
gboolean
fig_basin_corner_cross (const FigBasins *basins, gsize corner, FigBasinWay way, double *point);
gboolean fig_basin_corner_meet (const FigBasins *basins, gsize corner, double *point);

G_END_DECLS
