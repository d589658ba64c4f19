/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "fig-basin-edges.h"
#include "fig-basin-outline.h"
#include "fig-cell-layer.h"
#include "fig-test.h"

#define N_COLUMNS 7
#define N_ROWS 5
#define N_CELLS (N_COLUMNS * N_ROWS)
#define N_ENDS 3

/* Room for a grid of cells with sides of 2 and 0.5, and the grid */
typedef struct {
  double places[2 * N_CELLS];
  int ends[N_CELLS];
  double across[N_CELLS];
  double upwards[N_CELLS];
  FigBasins basins;
} Grid;

static void
grid_init (Grid *self)
{
  self->basins = (FigBasins){ .n_columns = N_COLUMNS,
                              .n_rows = N_ROWS,
                              .width = 2.0,
                              .height = 0.5,
                              .places = self->places,
                              .ends = self->ends };
  for (gsize i = 0; i < N_CELLS; i++) {
    self->places[2 * i] = -3.0 + 2.0 * (double)(i % N_COLUMNS);
    self->places[2 * i + 1] = 1.0 + 0.5 * (double)(i / N_COLUMNS);
  }
}

/* Of what is within lines, by the formula of trapezia; what is within a hole counts against it */
static double
measure_area (const FigSeries *lines)
{
  double area = 0.0;

  for (gsize begin = 0, i = 0; i < lines->n_points; i++) {
    gsize next = i + 1;

    if (isnan (lines->x[i])) {
      begin = next;
      continue;
    }
    if (isnan (lines->x[next]))
      next = begin;
    area += 0.5 * (lines->x[i] * lines->y[next] - lines->x[next] * lines->y[i]);
  }
  return area;
}

/* Whatever the basins are, their outlines cover the grid once: no gaps, and nothing twice. */
static void
test_cover (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint trial = 0; trial < 200; trial++) {
    Grid grid;
    double area = 0.0;

    grid_init (&grid);
    for (gsize i = 0; i < N_CELLS; i++) {
      grid.ends[i] = g_rand_int_range (rand, FIG_BASINS_NOWHERE, N_ENDS);
      grid.across[i] = g_rand_double_range (rand, 0.1, 0.9);
      grid.upwards[i] = g_rand_double_range (rand, 0.1, 0.9);
    }
    if (trial % 2 == 1) {
      grid.basins.across = grid.across;
      grid.basins.upwards = grid.upwards;
    }
    for (int end = FIG_BASINS_NOWHERE; end < N_ENDS; end++) {
      g_autoptr (FigSeries) outline = fig_basin_outline_new (&grid.basins, end);

      area += measure_area (outline);
    }
    g_assert_cmpfloat_with_epsilon (area, 2.0 * 0.5 * N_CELLS, 1e-9);
  }
}

/* Two basins with the line x = 4 + 3 (y - 2) between them */
static void
make_slant (Grid *grid)
{
  grid_init (grid);
  grid->basins.across = grid->across;
  grid->basins.upwards = grid->upwards;
  for (gsize i = 0; i < N_CELLS; i++) {
    double beyond = grid->places[2 * i] - 4.0 - 3.0 * (grid->places[2 * i + 1] - 2.0);

    grid->ends[i] = beyond > 0.0;
    grid->across[i] = beyond <= 0.0 ? -beyond / 2.0 : 0.5;
    grid->upwards[i] = beyond > 0.0 ? beyond / 1.5 : 0.5;
  }
}

/* A straight line across all cells remains one: all points at the slant are on it. */
static void
test_slant (void)
{
  g_autoptr (FigSeries) outline = NULL, edges = NULL;
  double area = 0.0;
  Grid grid;

  make_slant (&grid);
  edges = fig_basin_edges_new (&grid.basins, NULL);
  /* but for its ends, as nothing is known beyond the middles of cells at the border */
  g_assert_cmpuint (edges->n_points, <=, 5);
  for (gsize i = 1; i + 2 < edges->n_points; i++)
    g_assert_cmpfloat_with_epsilon (edges->x[i], 4.0 + 3.0 * (edges->y[i] - 2.0), 1e-9);
  outline = fig_basin_outline_new (&grid.basins, 1);
  area = measure_area (outline);
  g_assert_cmpfloat_with_epsilon (area, 15.0, 0.5);
}

/* A hole is not filled, and what touches at a corner is two parts. */
static void
test_parts (void)
{
  g_autoptr (FigSeries) ring = NULL, dots = NULL, lines = NULL;
  Grid grid;

  grid_init (&grid);
  for (gsize i = 0; i < N_CELLS; i++)
    grid.ends[i] = 0;
  grid.ends[2 * N_COLUMNS + 3] = 1;
  ring = fig_basin_outline_new (&grid.basins, 0);
  dots = fig_basin_outline_new (&grid.basins, 1);
  lines = fig_basin_edges_new (&grid.basins, NULL);
  /* four corners, and four points about the hole, with gaps */
  g_assert_cmpuint (ring->n_points, ==, 10);
  g_assert_cmpfloat_with_epsilon (measure_area (ring), N_CELLS - 0.5, 1e-9);
  g_assert_cmpuint (dots->n_points, ==, 5);
  g_assert_cmpfloat_with_epsilon (measure_area (dots), 0.5, 1e-9);
  /* a closed line, which ends where it begins */
  g_assert_cmpuint (lines->n_points, ==, 6);
  g_assert_cmpfloat (lines->x[0], ==, lines->x[4]);
  g_assert_cmpfloat (lines->y[0], ==, lines->y[4]);
}

/* The square from -1.5 to 1.5 without the one from -0.5 to 0.5 in it, near a corner of that */
static cairo_surface_t *
draw_ring (gboolean outlined, double span)
{
  double x[] = { -1, 0, 1, -1, 1, -1, 0, 1 }, y[] = { -1, -1, -1, 0, 0, 1, 1, 1 };
  double around[] = { -1.5, 1.5, 1.5, -1.5, NAN, -0.5, -0.5, 0.5, 0.5, NAN };
  double up[] = { -1.5, -1.5, 1.5, 1.5, NAN, -0.5, 0.5, 0.5, -0.5, NAN };
  g_autoptr (FigFigure) figure = fig_figure_new ("Ring");
  FigPanel *panel = fig_figure_add_panel (figure, "ring");
  FigSeries *outline = outlined ? fig_series_new ("z", "outline", 10, around, up) : NULL;
  const FigLook look = { .owner = 0 };

  fig_panel_take_layer (
    panel, fig_cell_layer_new (fig_series_new ("z", "basin", 8, x, y), 1.0, 1.0, outline, &look));
  panel->x.limits = panel->y.limits = (FigRange){ 0.5 - span, 0.5 + span };
  return fig_test_draw (figure, 300, 200, fig_style_get (FIG_SCHEME_LIGHT));
}

/* However far what is filled goes beyond what is in sight, it is filled like its cells. */
static void
test_zoomed (void)
{
  for (double span = 2.0; span > 1e-7; span *= 0.1) {
    cairo_surface_t *cells = draw_ring (FALSE, span), *outline = draw_ring (TRUE, span);
    gsize size = (gsize)cairo_image_surface_get_stride (cells) *
                 (gsize)cairo_image_surface_get_height (cells);

    cairo_surface_flush (cells);
    cairo_surface_flush (outline);
    g_assert_cmpmem (
      cairo_image_surface_get_data (cells), size, cairo_image_surface_get_data (outline), size);
    cairo_surface_destroy (cells);
    cairo_surface_destroy (outline);
  }
}

/* What is pointed at is what is drawn there, not whose cell it is. */
static void
test_find (void)
{
  const FigView view = { .area = { 0.0, 0.0, 140.0, 100.0 },
                         .x = { FIG_SCALE_LINEAR, -4.0, 10.0, 0.0, 140.0 },
                         .y = { FIG_SCALE_LINEAR, 0.75, 3.25, 100.0, 0.0 } };
  FigLook look = { .owner = 0 };
  g_autoptr (FigLayer) layer = NULL;
  gsize n_elsewhere = 0;
  Grid grid;

  make_slant (&grid);
  layer = fig_cell_layer_new (fig_basins_select (&grid.basins, "z", "basin", 1),
                              2.0,
                              0.5,
                              fig_basin_outline_new (&grid.basins, 1),
                              &look);
  /* but for half a cell at the border, where the line goes straight to it */
  for (double y = 1.05; y < 3.0; y += 0.09)
    for (double x = -3.9; x < 10.0; x += 0.13) {
      double beyond = x - 4.0 - 3.0 * (y - 2.0);
      double column = floor ((x + 4.0) / 2.0), row = floor ((y - 0.75) / 0.5);
      gsize cell = (gsize)row * N_COLUMNS + (gsize)column, point;
      gboolean found = fig_cell_layer_find (
        layer, &view, fig_scale_map (&view.x, x), fig_scale_map (&view.y, y), &point);

      if (fabs (beyond) < 1e-3)
        continue;
      g_assert_cmpint (found, ==, beyond > 0.0);
      n_elsewhere += (grid.ends[cell] == 1) != found;
      if (found) {
        g_assert_cmpfloat (fabs (layer->series->x[point] - x), <=, 2.0);
        g_assert_cmpfloat (fabs (layer->series->y[point] - y), <=, 0.5);
      }
    }
  g_assert_cmpuint (n_elsewhere, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/basin-outline/cover", test_cover);
  g_test_add_func ("/figure/basin-outline/slant", test_slant);
  g_test_add_func ("/figure/basin-outline/parts", test_parts);
  g_test_add_func ("/figure/basin-outline/zoomed", test_zoomed);
  g_test_add_func ("/figure/basin-outline/find", test_find);
  return g_test_run ();
}
