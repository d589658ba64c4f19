/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "fig-cell-layer.h"
#include "fig-crowd.h"
#include "fig-hit.h"
#include "fig-line-layer.h"
#include "fig-point-layer.h"
#include "fig-test.h"

/* Points are counted where they are, once each; areas, gaps and what is out of sight are not. */
static void
test_count (void)
{
  static const double x[] = { 0.0, 1.0, 1.1, 1.2, NAN, 9.0, 10.0 };
  static const double y[] = { 0.0, 1.0, 1.1, 1.2, 1.0, 9.0, 10.0 };
  g_autoptr (FigFigure) figure = fig_figure_new ("figure");
  FigPanel *panel = fig_figure_add_panel (figure, "panel");
  g_autoptr (FigLayout) layout = NULL;
  FigLook look = { .owner = 0 };
  const FigView *view;
  FigRect box;

  fig_panel_take_layer (panel, fig_point_layer_new (fig_series_new ("a", "b", 7, x, y), &look, 0));
  fig_panel_take_layer (
    panel, fig_cell_layer_new (fig_series_new ("c", "d", 2, x, y), 1.0, 1.0, NULL, &look));
  layout = fig_layout_new (figure, 500.0, 400.0, NULL);
  view = &fig_layout_get_place (layout, 0)->view;
  g_assert_cmpuint (fig_crowd_count (figure, layout, &view->area), ==, 6);

  box.x = fig_scale_map (&view->x, 0.5);
  box.y = fig_scale_map (&view->y, 1.5);
  box.width = fig_scale_map (&view->x, 1.5) - box.x;
  box.height = fig_scale_map (&view->y, 0.5) - box.y;
  g_assert_cmpuint (fig_crowd_count (figure, layout, &box), ==, 3);
  box.x = fig_scale_map (&view->x, 4.0);
  g_assert_cmpuint (fig_crowd_count (figure, layout, &box), ==, 0);
}

/* A line through a marker's middle does not hide it from who points at it, nor does it hide other
 * parts of the line. */
static void
test_marker (void)
{
  static const double ends[] = { 0.0, 10.0 }, place[] = { 5.0 };
  g_autoptr (FigFigure) figure = fig_figure_new ("figure");
  FigPanel *panel = fig_figure_add_panel (figure, "panel");
  g_autoptr (FigLayout) layout = NULL;
  FigLook look = { .owner = 0 };
  const FigView *view;
  double x, y;
  FigHit hit;

  fig_panel_take_layer (panel,
                        fig_point_layer_new (fig_series_new ("a", "b", 1, place, place), &look, 0));
  fig_panel_take_layer (panel,
                        fig_line_layer_new (fig_series_new ("c", "d", 2, ends, ends), &look));
  layout = fig_layout_new (figure, 500.0, 400.0, NULL);
  view = &fig_layout_get_place (layout, 0)->view;
  x = fig_scale_map (&view->x, 5.0);
  y = fig_scale_map (&view->y, 5.0);
  g_assert_true (fig_hit_find (&hit, figure, layout, x + 2.0, y + 1.0, 24.0));
  g_assert_cmpuint (hit.layer, ==, 0);
  g_assert_cmpfloat_with_epsilon (hit.distance, hypot (2.0, 1.0), 1e-9);
  x = fig_scale_map (&view->x, 6.0);
  y = fig_scale_map (&view->y, 6.0);
  g_assert_true (fig_hit_find (&hit, figure, layout, x, y, 24.0));
  g_assert_cmpuint (hit.layer, ==, 1);
  g_assert_false (fig_hit_find (&hit, figure, layout, x + 20.0, y + 20.0, 2.0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/crowd/count", test_count);
  g_test_add_func ("/figure/crowd/marker", test_marker);
  return g_test_run ();
}
