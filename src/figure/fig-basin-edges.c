/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-basin-edges.h"

#include <math.h>

#include "fig-line-layer.h"

/* Where an edge goes from a corner of a cell */
typedef enum {
  EAST,
  NORTH,
  WEST,
  SOUTH,
  N_WAYS,
} Way;

/* The corners of the cells, and the edges between cells of different basins that are
 * still to be walked along: for each corner a bit for each way. */
typedef struct {
  const FigBasins *basins;
  const int *owners;
  gsize n_columns; /* of corners */
  gsize n_rows;
  guint8 *edges;
  GArray *x, *y;
} Walk;

static gsize
step (const Walk *self, gsize corner, Way way)
{
  switch (way) {
  case EAST:
    return corner + 1;
  case NORTH:
    return corner + self->n_columns;
  case WEST:
    return corner - 1;
  default:
    return corner - self->n_columns;
  }
}

static void
add_edge (Walk *self, gsize column, gsize row, Way way)
{
  gsize corner = row * self->n_columns + column;

  self->edges[corner] |= (guint8)(1u << way);
  self->edges[step (self, corner, way)] |= (guint8)(1u << ((way + 2) % N_WAYS));
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
  const FigBasins *basins = self->basins;

  for (gsize j = 0; j < basins->n_rows; j++)
    for (gsize i = 0; i < basins->n_columns; i++) {
      const int *end = basins->ends + j * basins->n_columns + i;

      if (i > 0 && is_edge (self, end[0], end[-1]))
        add_edge (self, i, j, NORTH);
      if (j > 0 && is_edge (self, end[0], *(end - basins->n_columns)))
        add_edge (self, i, j, EAST);
    }
}

static void
add_corner (Walk *self, gsize corner)
{
  const FigBasins *basins = self->basins;
  double x = basins->places[0] + ((double)(corner % self->n_columns) - 0.5) * basins->width;
  double y = basins->places[1] + ((double)(corner / self->n_columns) - 0.5) * basins->height;

  g_array_append_val (self->x, x);
  g_array_append_val (self->y, y);
}

static void
add_gap (Walk *self)
{
  double gap = NAN;

  g_array_append_val (self->x, gap);
  g_array_append_val (self->y, gap);
}

/* Straight on if that is possible. */
static Way
choose_way (const Walk *self, gsize corner, Way before)
{
  for (guint turn = 0; turn < N_WAYS; turn++) {
    Way way = (before + turn) % N_WAYS;

    if ((self->edges[corner] & (1u << way)) != 0)
      return way;
  }
  return N_WAYS;
}

/* A line as far as it goes; what is straight has its two ends only. */
static void
walk (Walk *self, gsize corner)
{
  Way way = choose_way (self, corner, EAST), next;

  add_corner (self, corner);
  for (; way != N_WAYS; way = next) {
    self->edges[corner] &= (guint8) ~(1u << way);
    corner = step (self, corner, way);
    self->edges[corner] &= (guint8) ~(1u << ((way + 2) % N_WAYS));
    next = choose_way (self, corner, way);
    if (next != way)
      add_corner (self, corner);
  }
  add_gap (self);
}

/* Whether a line ends there: one that is begun elsewhere would be in two pieces. */
static gboolean
is_end (const Walk *self, gsize corner)
{
  guint n = 0;

  for (guint way = 0; way < N_WAYS; way++)
    n += (self->edges[corner] >> way) & 1;
  return n % 2 == 1;
}

/**
 * fig_basin_edges_new:
 * @basins: of two outputs
 * @owners: (nullable): whose colour the basin of each end has, to get only the lines between basins
 *   of one colour, which could not be told apart; %NULL for all lines
 *
 * Follows the lines between basins along the cells of their grid. Cost: proportional to
 * the number of cells.
 *
 * Returns: (transfer full): the lines, with gaps between them
 */
FigSeries *
fig_basin_edges_new (const FigBasins *basins, const int *owners)
{
  gsize n_corners = (basins->n_columns + 1) * (basins->n_rows + 1);
  g_autofree guint8 *edges = g_new0 (guint8, n_corners);
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  Walk self = { basins, owners, basins->n_columns + 1, basins->n_rows + 1, edges, x, y };

  find_edges (&self);
  for (gsize i = 0; i < n_corners; i++)
    if (is_end (&self, i))
      walk (&self, i);
  for (gsize i = 0; i < n_corners; i++)
    while (edges[i] != 0)
      walk (&self, i);
  return fig_series_new (
    "basins", "basin-edge", x->len, (double *)(gpointer)x->data, (double *)(gpointer)y->data);
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
