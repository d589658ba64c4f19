/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-contour.h"

#include <math.h>

#include "rc-parallel.h"

/* The crossing on an edge of the grid is found to this fraction of the edge. */
#define TOLERANCE 1e-6
#define MAX_STEPS 30

/* An edge of the grid: from point (i, j) along x, or along y. Edge 2p is the one
   along x from point p, edge 2p + 1 the one along y. */
typedef struct {
  gsize edge;
  double position[2];
  gsize next[2]; /* crossings it is joined to; G_MAXSIZE for none */
} Crossing;

typedef struct {
  const RcScan *scan;
  gsize quantity;
  double level;
  GArray *crossings;
  gsize *by_edge; /* which crossing an edge has; G_MAXSIZE for none */
  const RcMonitor *monitor;
} Grid;

static double
value_at (const Grid *grid, gsize point)
{
  return grid->scan->values[grid->quantity * grid->scan->n_points + point] - grid->level;
}

static void
find_crossings (Grid *grid)
{
  gsize nx = grid->scan->x.n_points, ny = MAX (grid->scan->y.n_points, 1);

  for (gsize p = 0; p < nx * ny; p++) {
    for (gsize along = 0; along < 2; along++) {
      gboolean exists = along == 0 ? p % nx + 1 < nx : p / nx + 1 < ny;
      Crossing crossing = { 2 * p + along, { 0.0 }, { G_MAXSIZE, G_MAXSIZE } };
      double here, there;

      grid->by_edge[crossing.edge] = G_MAXSIZE;
      if (!exists)
        continue;
      here = value_at (grid, p);
      there = value_at (grid, along == 0 ? p + 1 : p + nx);
      if (isnan (here) || isnan (there) || (here < 0.0) == (there < 0.0))
        continue;
      grid->by_edge[crossing.edge] = grid->crossings->len;
      g_array_append_val (grid->crossings, crossing);
    }
  }
}

static double
value_between (const Grid *grid, gsize edge, double fraction)
{
  const RcScan *scan = grid->scan;
  gsize p = edge / 2, nx = scan->x.n_points;
  double i = (double)(p % nx) + (edge % 2 == 0 ? fraction : 0.0);
  double j = (double)(p / nx) + (edge % 2 == 1 ? fraction : 0.0);

  return rc_scan_evaluate (scan,
                           grid->quantity,
                           rc_axis_value (&scan->x, i),
                           rc_axis_value (&scan->y, j),
                           grid->monitor) -
         grid->level;
}

/* Bisection, with a secant step where that falls well inside the bracket. */
static double
refine (const Grid *grid, gsize edge)
{
  gsize p = edge / 2;
  double low = 0.0, high = 1.0;
  double f_low = value_at (grid, p);
  double f_high = value_at (grid, edge % 2 == 0 ? p + 1 : p + grid->scan->x.n_points);

  for (guint i = 0; i < MAX_STEPS && high - low > TOLERANCE; i++) {
    double middle = 0.5 * (low + high), value;

    if (i % 3 != 2 && isfinite (f_low) && isfinite (f_high)) {
      double secant = low + (high - low) * f_low / (f_low - f_high);

      /* one side of the root, then the other, closes the bracket from both */
      secant += (i % 3 == 0 ? 0.4 : -0.4) * TOLERANCE;
      if (secant > low && secant < high)
        middle = secant;
    }
    value = value_between (grid, edge, middle);
    if (isnan (value))
      break;
    if ((value < 0.0) == (f_low < 0.0)) {
      low = middle;
      f_low = value;
    } else {
      high = middle;
      f_high = value;
    }
  }
  return 0.5 * (low + high);
}

static gboolean
refine_range (gsize begin, gsize end, gpointer data, GError **error)
{
  Grid *grid = data;
  const RcScan *scan = grid->scan;

  for (gsize i = begin; i < end; i++) {
    Crossing *crossing = &g_array_index (grid->crossings, Crossing, i);
    gsize p = crossing->edge / 2, nx = scan->x.n_points;
    double fraction = refine (grid, crossing->edge);

    crossing->position[0] = rc_axis_value (
      &scan->x, (double)(p % nx) + (crossing->edge % 2 == 0 ? fraction : 0.0));
    crossing->position[1] = rc_axis_value (
      &scan->y, (double)(p / nx) + (crossing->edge % 2 == 1 ? fraction : 0.0));
  }
  return TRUE;
}

static void
join (Grid *grid, gsize edge_a, gsize edge_b)
{
  gsize ends[] = { grid->by_edge[edge_a], grid->by_edge[edge_b] };

  for (gsize i = 0; i < 2; i++) {
    Crossing *crossing = &g_array_index (grid->crossings, Crossing, ends[i]);

    crossing->next[crossing->next[0] == G_MAXSIZE ? 0 : 1] = ends[1 - i];
  }
}

/* Joins the crossings on the edges of the cell whose least corner is p. */
static void
march_cell (Grid *grid, gsize p)
{
  gsize nx = grid->scan->x.n_points;
  gsize edges[] = { 2 * p, 2 * (p + 1) + 1, 2 * (p + nx), 2 * p + 1 }; /* around it */
  gsize crossed[4], n = 0;
  double middle;

  for (gsize i = 0; i < 4; i++)
    if (grid->by_edge[edges[i]] != G_MAXSIZE)
      crossed[n++] = edges[i];
  if (n == 2)
    join (grid, crossed[0], crossed[1]);
  if (n != 4)
    return;

  /* A saddle: the value in the middle says which corners belong together. */
  middle = 0.25 * (value_at (grid, p) + value_at (grid, p + 1) + value_at (grid, p + nx) +
                   value_at (grid, p + nx + 1));
  if ((middle < 0.0) == (value_at (grid, p) < 0.0)) {
    join (grid, edges[0], edges[1]);
    join (grid, edges[2], edges[3]);
  } else {
    join (grid, edges[3], edges[0]);
    join (grid, edges[1], edges[2]);
  }
}

/* Walks from a crossing along one line until it ends or comes back. */
static void
walk (Grid *grid, gsize start, gboolean *taken, GArray *lines)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  RcContourLine line = { 0 };
  gsize here = start;

  while (here != G_MAXSIZE && !taken[here]) {
    const Crossing *crossing = &g_array_index (grid->crossings, Crossing, here);
    gsize next = crossing->next[0];

    taken[here] = TRUE;
    g_array_append_vals (points, crossing->position, 2);
    line.n_points++;
    if (next == G_MAXSIZE || taken[next])
      next = crossing->next[1];
    line.closed = next == start && line.n_points > 2;
    here = next;
  }
  line.points = (double *)(gpointer)g_array_steal (points, NULL);
  g_array_append_val (lines, line);
}

static void
collect_lines (RcContour *self, Grid *grid)
{
  gsize n = grid->crossings->len;
  g_autofree gboolean *taken = g_new0 (gboolean, n);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (RcContourLine));

  /* Lines that end first, from an end; what is left after them is closed. */
  for (guint closed = 0; closed < 2; closed++)
    for (gsize i = 0; i < n; i++)
      if (!taken[i] &&
          (closed || g_array_index (grid->crossings, Crossing, i).next[1] == G_MAXSIZE))
        walk (grid, i, taken, lines);
  self->n_lines = lines->len;
  self->lines = (RcContourLine *)(gpointer)g_array_free (lines, FALSE);
}

/**
 * rc_contour_new:
 * @scan: a map, or a curve, that has been run
 * @quantity: of which of its numbers
 * @level: the value to follow
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_CANCELLED
 *
 * Follows a value through a map by marching squares. Where a line crosses an
 * edge of the grid is not interpolated but found by bisection to 1e-6 of the
 * edge, with the theory itself. An infinite value counts as above the level;
 * a NaN ends the line. Cost: some ten points of the map for each edge crossed.
 *
 * Returns: (transfer full) (nullable): the contour
 */
RcContour *
rc_contour_new (
  const RcScan *scan, gsize quantity, double level, const RcMonitor *monitor, GError **error)
{
  g_autoptr (RcContour) self = g_new0 (RcContour, 1);
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  gsize nx = scan->x.n_points, ny = scan->y.n_points;
  g_autofree gsize *by_edge = g_new (gsize, 2 * scan->n_points);
  Grid grid = { scan, quantity, level, crossings, by_edge, monitor };

  find_crossings (&grid);
  if (!rc_parallel_for (crossings->len, 1, refine_range, &grid, monitor, error))
    return NULL;
  for (gsize j = 0; j + 1 < ny; j++)
    for (gsize i = 0; i + 1 < nx; i++)
      march_cell (&grid, j * nx + i);
  collect_lines (self, &grid);
  return g_steal_pointer (&self);
}

void
rc_contour_free (RcContour *self)
{
  for (gsize i = 0; i < self->n_lines; i++)
    g_free (self->lines[i].points);
  g_free (self->lines);
  g_free (self);
}
