/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "large-figures.h"

#include <math.h>

#include "fig-color-map.h"
#include "fig-line-layer.h"
#include "fig-map-layer.h"

#define N_TRAJECTORY 200000
#define N_CELLS 500

/**
 * bench_make_trajectory:
 *
 * Returns: (transfer full): a trajectory of a chaotic system of 200,000 points, one each few pixels
 *   of its length
 */
FigFigure *
bench_make_trajectory (void)
{
  g_autofree double *x = g_new (double, N_TRAJECTORY);
  g_autofree double *y = g_new (double, N_TRAJECTORY);
  FigFigure *figure = fig_figure_new ("Trajectory");
  FigLook look = { .owner = 0, .weight = 0.5 };
  double a = 1.0, b = 1.0, c = 20.0, step = 0.005;

  for (gsize i = 0; i < N_TRAJECTORY; i++) {
    double da = 10.0 * (b - a), db = a * (28.0 - c) - b, dc = a * b - 8.0 / 3.0 * c;

    a += step * da;
    b += step * db;
    c += step * dc;
    x[i] = a;
    y[i] = c;
  }
  fig_panel_take_layer (
    fig_figure_add_panel (figure, "plane"),
    fig_line_layer_new (fig_series_new ("trajectory", "network", N_TRAJECTORY, x, y), &look));
  return figure;
}

/**
 * bench_make_map:
 *
 * Returns: (transfer full): a map of 500 by 500 cells
 */
FigFigure *
bench_make_map (void)
{
  FigFigure *figure = fig_figure_new ("Map");
  g_autofree double *places = g_new (double, N_CELLS);
  g_autofree double *values = g_new (double, N_CELLS *N_CELLS);
  FigRange range = { -1.0, 1.0 };

  for (gsize i = 0; i < N_CELLS; i++)
    places[i] = (double)i / N_CELLS;
  for (gsize i = 0; i < N_CELLS * N_CELLS; i++)
    values[i] = sin (20.0 * places[i % N_CELLS]) * cos (15.0 * places[i / N_CELLS]);
  fig_panel_take_layer (
    fig_figure_add_panel (figure, "map"),
    fig_map_layer_new (
      "map", "theory", N_CELLS, places, N_CELLS, places, values, FIG_COLOR_MAP_DIVERGING, &range));
  return figure;
}
