/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-basin-edges.h"

#include "fig-basin-corner.h"
#include "fig-basin-line.h"
#include "fig-line-layer.h"

/* The edges between cells of different basins that are still to be walked along: for each corner
 * of the cells a bit for each way. */
typedef struct {
  const FigBasins *basins;
  const int *owners;
  guint8 *edges;
  FigBasinLine line;
} Walk;

static FigBasinWay
turn_back (FigBasinWay way)
{
  return (way + 2) % FIG_BASIN_N_WAYS;
}

/* Whether a line is wanted between cells that lead to these. */
static gboolean
is_edge (const Walk *self, int end, int other)
{
  if (end == other)
    return FALSE;
  if (self->owners == NULL)
    return TRUE;
  return end != FIG_BASINS_NOWHERE && other != FIG_BASINS_NOWHERE &&
         self->owners[end] == self->owners[other];
}

static void
find_edges (Walk *self)
{
  const int *ends = self->basins->ends;

  for (gsize i = 0; i < fig_basin_corner_count (self->basins); i++)
    for (guint way = 0; way < FIG_BASIN_N_WAYS; way++) {
      FigBasinSides sides = fig_basin_corner_get_sides (self->basins, i, way);

      if (sides.left != FIG_BASIN_OUTSIDE && sides.right != FIG_BASIN_OUTSIDE &&
          is_edge (self, ends[sides.left], ends[sides.right]))
        self->edges[i] |= (guint8)(1u << way);
    }
}

/* Straight on if that is possible. */
static FigBasinWay
choose_way (const Walk *self, gsize corner, FigBasinWay before)
{
  for (guint turn = 0; turn < FIG_BASIN_N_WAYS; turn++) {
    FigBasinWay way = (before + turn) % FIG_BASIN_N_WAYS;

    if ((self->edges[corner] & (1u << way)) != 0)
      return way;
  }
  return FIG_BASIN_N_WAYS;
}

static void
add_meeting (Walk *self, gsize corner)
{
  double point[2];

  if (fig_basin_corner_meet (self->basins, corner, point))
    fig_basin_line_add (&self->line, point);
}

/* A line as far as it goes */
static void
walk (Walk *self, gsize corner)
{
  FigBasinWay way = choose_way (self, corner, FIG_BASIN_EAST);
  double first[2], point[2];
  gsize begin = corner;

  fig_basin_corner_cross (self->basins, corner, way, first);
  add_meeting (self, corner);
  for (; way != FIG_BASIN_N_WAYS; way = choose_way (self, corner, way)) {
    fig_basin_corner_cross (self->basins, corner, way, point);
    fig_basin_line_add (&self->line, point);
    self->edges[corner] &= (guint8) ~(1u << way);
    corner = fig_basin_corner_step (self->basins, corner, way);
    self->edges[corner] &= (guint8) ~(1u << turn_back (way));
    add_meeting (self, corner);
  }
  if (corner == begin && !fig_basin_corner_meet (self->basins, corner, point))
    fig_basin_line_add (&self->line, first);
  fig_basin_line_end (&self->line);
}

/* Whether a line ends there: one that is begun elsewhere would be in two pieces. */
static gboolean
is_end (const Walk *self, gsize corner)
{
  guint n = 0;

  for (guint way = 0; way < FIG_BASIN_N_WAYS; way++)
    n += (self->edges[corner] >> way) & 1;
  return n % 2 == 1;
}

/**
 * fig_basin_edges_new:
 * @basins: of two outputs
 * @owners: (nullable): whose colour the basin of each end has, to get only the lines between basins
 *   of one colour, which could not be told apart; %NULL for all lines
 *
 * Follows the lines between basins, from one side of a cell of their grid to the next. Cost:
 * proportional to the number of cells.
 *
 * Returns: (transfer full): the lines, with gaps between them
 */
FigSeries *
fig_basin_edges_new (const FigBasins *basins, const int *owners)
{
  gsize n_corners = fig_basin_corner_count (basins);
  g_autofree guint8 *edges = g_new0 (guint8, n_corners);
  Walk self = { .basins = basins, .owners = owners, .edges = edges };

  fig_basin_line_init (&self.line, basins->width * basins->height);
  find_edges (&self);
  for (gsize i = 0; i < n_corners; i++)
    if (is_end (&self, i))
      walk (&self, i);
  for (gsize i = 0; i < n_corners; i++)
    while (edges[i] != 0)
      walk (&self, i);
  return fig_basin_line_finish (&self.line, "basins", "basin-edge");
}

/**
 * fig_basin_edges_add:
 * @panel: a panel with shades of basins
 * @edges: (transfer full): lines between them
 *
 * Draws the lines where there are any, a little darker than shades are.
 */
void
fig_basin_edges_add (FigPanel *panel, FigSeries *edges)
{
  FigLook look = { .owner = FIG_OWNER_NONE, .weight = 0.6 };

  if (edges->n_points > 0)
    fig_panel_take_layer (panel, fig_line_layer_new (edges, &look));
  else
    fig_series_free (edges);
}
