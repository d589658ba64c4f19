/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fig-csv.h"
#include "fig-hit.h"
#include "fig-layout.h"
#include "fig-line-layer.h"
#include "fig-map-layer.h"
#include "fig-pick.h"
#include "fig-point-layer.h"
#include "fig-rule-layer.h"
#include "fig-test.h"
#include "fig-viewport.h"
#include "fig-zoom.h"

#define WIDTH 600
#define HEIGHT 400

static FigLayer *
add_line (FigPanel *panel, const char *name, const char *kind, int owner, double height)
{
  FigLook look = { .owner = owner };
  double x[101], y[101];

  for (int i = 0; i <= 100; i++) {
    x[i] = 1.0 + 0.1 * i;
    y[i] = height + 0.5 * sin (0.1 * i);
  }
  return fig_panel_take_layer (panel,
                               fig_line_layer_new (fig_series_new (name, kind, 101, x, y), &look));
}

/* Two panels that share what they measure across, with two attractors each. */
static FigFigure *
make_figure (void)
{
  FigFigure *figure = fig_figure_new ("Test");
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook first = { .owner = 0 }, second = { .owner = 1 }, rest = { .owner = FIG_OWNER_ALL };

  for (int i = 0; i < 2; i++) {
    FigPanel *panel = fig_figure_add_panel (figure, i == 0 ? "upper" : "lower");

    fig_axis_set_titles (&panel->x, "Frequency <i>ω</i> (1/<i>τ</i>)", "<i>ω</i> (1/<i>τ</i>)");
    fig_axis_set_titles (&panel->y, "Output <i>z</i>", "<i>z</i>");
    panel->x.quantity = FIG_QUANTITY_FREQUENCY;
    fig_axis_set_output (&panel->y, 0);
    add_line (panel, "a", "theory", 0, 2.0);
    add_line (panel, "b", "theory", 1, 3.0);
    add_line (panel, "a", "network", 0, 2.2);
    fig_panel_take_layer (panel, fig_rule_layer_new ("b", "target", 3.4, &second))->role =
      FIG_ROLE_TARGET;
  }
  fig_legend_add (legend, FIG_SAMPLE_LINE, &first, "first");
  fig_legend_add (legend, FIG_SAMPLE_LINE, &second, "second");
  fig_legend_start_group (legend);
  fig_legend_add (legend, FIG_SAMPLE_POINT, &rest, "Network");
  fig_legend_set_kind (legend, "network");
  fig_legend_add (legend, FIG_SAMPLE_NONE, NULL, "a remark");
  return figure;
}

static FigLayout *
lay_out (FigFigure *figure)
{
  FigLayout *layout = fig_layout_new (figure, WIDTH, HEIGHT, fig_style_get (FIG_SCHEME_LIGHT));

  g_assert_false (fig_layout_is_empty (layout));
  return layout;
}

static void
assert_near (double value, double expected, double tolerance)
{
  g_assert_cmpfloat_with_epsilon (value, expected, tolerance);
}

static void
test_zoom_keeps_place (void)
{
  const FigScale scales[] = {
    { FIG_SCALE_LINEAR, -3.0, 5.0, 40.0, 540.0 },
    { FIG_SCALE_LINEAR, -3.0, 5.0, 340.0, 20.0 },
    { FIG_SCALE_LOGARITHMIC, 1e-2, 1e3, 40.0, 540.0 },
    { FIG_SCALE_LOGARITHMIC, 1e-2, 1e3, 340.0, 20.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    for (double factor = 0.3; factor < 4.0; factor *= 1.7) {
      FigScale scale = scales[i];
      double place = 0.3 * scale.begin + 0.7 * scale.end;
      double value = fig_scale_unmap (&scale, place);
      double other = fig_scale_unmap (&scale, place + 10.0);
      FigRange range = fig_zoom_about (&scale, place, factor);

      scale.minimum = range.minimum;
      scale.maximum = range.maximum;
      assert_near (fig_scale_map (&scale, value), place, 1e-6);
      assert_near (fig_scale_map (&scale, other), place + 10.0 * factor, 1e-6);
    }
}

/* What a pinch comes to. No display of the tests' has a screen that could be touched, so this does
 * what the gesture's handler does: it zooms about the middle between the fingers, each time by how
 * much more they are apart than the time before. However often it is told of, what is seen at the
 * end is what both fingers hold. */
static void
test_pinch (void)
{
  const double gesture[] = { 1.0, 1.02, 1.3, 1.25, 1.7, 0.9, 2.0 };
  FigScale scale = { FIG_SCALE_LINEAR, -3.0, 5.0, 40.0, 540.0 };
  double left = fig_scale_unmap (&scale, 240.0), right = fig_scale_unmap (&scale, 340.0);

  for (gsize i = 1; i < G_N_ELEMENTS (gesture); i++) {
    FigRange range = fig_zoom_about (&scale, 290.0, gesture[i] / gesture[i - 1]);

    scale.minimum = range.minimum;
    scale.maximum = range.maximum;
    assert_near (fig_scale_map (&scale, left), 290.0 - 50.0 * gesture[i], 1e-6);
    assert_near (fig_scale_map (&scale, right), 290.0 + 50.0 * gesture[i], 1e-6);
  }
}

static void
test_shift_and_back (void)
{
  FigScale scale = { FIG_SCALE_LOGARITHMIC, 0.1, 100.0, 40.0, 540.0 };
  double value = fig_scale_unmap (&scale, 200.0);
  FigRange range = fig_zoom_shift (&scale, 37.0);

  scale.minimum = range.minimum;
  scale.maximum = range.maximum;
  assert_near (fig_scale_map (&scale, value), 237.0, 1e-6);
  range = fig_zoom_shift (&scale, -37.0);
  assert_near (range.minimum, 0.1, 1e-9);
  assert_near (range.maximum, 100.0, 1e-6);
}

/* However long somebody turns the wheel, ranges stay such that ticks and places
 * can be computed. */
static void
test_zoom_ends (void)
{
  const FigScaleKind kinds[] = { FIG_SCALE_LINEAR, FIG_SCALE_LOGARITHMIC };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int in = 0; in < 2; in++) {
      FigScale scale = { kinds[i], 0.5, 2.0, 0.0, 500.0 };

      for (int step = 0; step < 5000; step++) {
        FigRange range = fig_zoom_about (&scale, 123.0, in ? 1.2 : 1.0 / 1.2);

        g_assert_true (isfinite (range.minimum) && isfinite (range.maximum));
        g_assert_cmpfloat (range.minimum, <, range.maximum);
        fig_scale_init (&scale, kinds[i], &range, 0.0);
        scale.end = 500.0;
        assert_near (scale.minimum, range.minimum, 1e-9 * fabs (range.minimum));
      }
    }
}

static void
test_box (void)
{
  FigScale scale = { FIG_SCALE_LINEAR, 0.0, 10.0, 300.0, 100.0 };
  FigRange range = fig_zoom_between (&scale, 140.0, 160.0);

  assert_near (range.minimum, 7.0, 1e-9);
  assert_near (range.maximum, 8.0, 1e-9);
  range = fig_zoom_between (&scale, 160.0, 1e6);
  assert_near (range.minimum, 0.0, 1e-9);
  assert_near (range.maximum, 7.0, 1e-9);
  range = fig_zoom_between (&scale, 160.0, 161.0);
  assert_near (range.maximum - range.minimum, 10.0, 1e-9);
}

static void
test_limits (void)
{
  g_autoptr (FigFigure) figure = make_figure ();
  g_autoptr (FigViewport) viewport = fig_viewport_new ();
  FigRange x = { 3.0, 4.0 }, y = { 2.0, 2.5 };

  g_assert_true (fig_viewport_is_home (viewport));
  fig_viewport_set_limits (viewport, figure, 1, FIG_ACROSS, &x);
  fig_viewport_set_limits (viewport, figure, 1, FIG_UPWARDS, &y);
  g_assert_false (fig_viewport_is_home (viewport));

  g_autoptr (FigFigure) shown = fig_viewport_apply (viewport, figure, TRUE);
  g_autoptr (FigLayout) layout = lay_out (shown);

  /* across for both, upwards for the one */
  for (guint i = 0; i < 2; i++) {
    assert_near (fig_layout_get_place (layout, i)->view.x.minimum, 3.0, 1e-12);
    assert_near (fig_layout_get_place (layout, i)->view.x.maximum, 4.0, 1e-12);
  }
  assert_near (fig_layout_get_place (layout, 1)->view.y.minimum, 2.0, 1e-12);
  assert_near (fig_layout_get_place (layout, 1)->view.y.maximum, 2.5, 1e-12);
  g_assert_cmpfloat (fig_layout_get_place (layout, 0)->view.y.maximum, >, 3.4);

  /* what is exported of the data is whole */
  g_autofree char *before = fig_csv_print (figure);
  g_autofree char *after = fig_csv_print (shown);
  g_assert_cmpstr (before, ==, after);

  fig_viewport_reset_limits (viewport);
  g_assert_true (fig_viewport_is_home (viewport));
}

static void
test_scale (void)
{
  g_autoptr (FigFigure) figure = make_figure ();
  g_autoptr (FigViewport) viewport = fig_viewport_new ();
  FigRange x = { -1.0, 4.0 };

  fig_viewport_set_limits (viewport, figure, 0, FIG_ACROSS, &x);
  g_assert_true (fig_viewport_can_set_scale (figure, 0, FIG_ACROSS, FIG_SCALE_LOGARITHMIC));
  fig_viewport_set_scale (viewport, figure, 0, FIG_ACROSS, FIG_SCALE_LOGARITHMIC);

  g_autoptr (FigFigure) shown = fig_viewport_apply (viewport, figure, TRUE);
  g_autoptr (FigLayout) layout = lay_out (shown);

  g_assert_cmpint (fig_layout_get_place (layout, 0)->view.x.kind, ==, FIG_SCALE_LOGARITHMIC);
  assert_near (fig_layout_get_place (layout, 0)->view.x.minimum, 1.0, 1e-9);
  g_assert_cmpint (fig_figure_get_panel (figure, 0)->x.kind, ==, FIG_SCALE_LINEAR);

  fig_viewport_set_scale (viewport, figure, 0, FIG_ACROSS, FIG_SCALE_LINEAR);
  g_assert_true (fig_viewport_is_home (viewport));
  fig_figure_edit_panel (figure, 0)->equal = TRUE;
  g_assert_false (fig_viewport_can_set_scale (figure, 0, FIG_ACROSS, FIG_SCALE_LOGARITHMIC));
}

static guint
count_layers (FigFigure *figure, int owner, const char *kind)
{
  guint count = 0;

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const GPtrArray *layers = fig_figure_get_panel (figure, i)->layers;

    for (guint j = 0; j < layers->len; j++) {
      const FigLayer *layer = g_ptr_array_index (layers, j);

      count += layer->look.owner == owner && strcmp (layer->series->kind, kind) == 0;
    }
  }
  return count;
}

static void
test_hiding (void)
{
  g_autoptr (FigFigure) figure = make_figure ();
  g_autoptr (FigViewport) viewport = fig_viewport_new ();

  g_assert_true (fig_viewport_can_hide (figure, 0));
  g_assert_true (fig_viewport_can_hide (figure, 2));
  g_assert_false (fig_viewport_can_hide (figure, 3));
  fig_viewport_set_hidden (viewport, figure, 1, TRUE);

  g_autoptr (FigViewport) copy = fig_viewport_copy (viewport);
  g_autoptr (FigFigure) shown = fig_viewport_apply (copy, figure, TRUE);
  g_autoptr (FigFigure) printed = fig_viewport_apply (copy, figure, FALSE);

  g_assert_cmpuint (count_layers (shown, 0, "theory"), ==, 2);
  g_assert_cmpuint (count_layers (shown, 1, "theory"), ==, 0);
  g_assert_cmpuint (count_layers (shown, 1, "target"), ==, 0);
  g_assert_cmpuint (count_layers (figure, 1, "target"), ==, 2);
  g_assert_true (fig_legend_get_entry (fig_figure_get_legend (shown), 1)->hidden);
  g_assert_cmpuint (fig_legend_get_n_entries (fig_figure_get_legend (shown)), ==, 4);
  g_assert_cmpuint (fig_legend_get_n_entries (fig_figure_get_legend (printed)), ==, 3);

  fig_viewport_set_hidden (viewport, figure, 1, FALSE);
  fig_viewport_set_hidden (viewport, figure, 2, TRUE);

  g_autoptr (FigFigure) theory = fig_viewport_apply (viewport, figure, FALSE);

  g_assert_cmpuint (count_layers (theory, 0, "theory"), ==, 2);
  g_assert_cmpuint (count_layers (theory, 0, "network"), ==, 0);
  /* the group that the entry began goes on with the next */
  g_assert_true (fig_legend_get_entry (fig_figure_get_legend (theory), 2)->starts_group);
}

static void
test_hit (void)
{
  g_autoptr (FigFigure) figure = make_figure ();
  g_autoptr (FigLayout) layout = lay_out (figure);
  const FigPanel *panel = fig_figure_get_panel (figure, 1);
  const FigView *view = &fig_layout_get_place (layout, 1)->view;
  FigHit hit;

  for (guint j = 0; j < 3; j++) {
    const FigLayer *layer = g_ptr_array_index (panel->layers, j);

    for (gsize i = 5; i < 95; i += 11) {
      double x = fig_scale_map (&view->x, layer->series->x[i]);
      double y = fig_scale_map (&view->y, layer->series->y[i]);

      g_assert_true (fig_hit_find (&hit, figure, layout, x, y, 5.0));
      g_assert_cmpuint (hit.panel, ==, 1);
      assert_near (hit.distance, 0.0, 1e-9);
      if (hit.layer == j)
        g_assert_cmpuint (hit.point, ==, i);
    }
  }

  /* nearest to a rule, wherever along it */
  g_assert_true (fig_hit_find_role (&hit,
                                    figure,
                                    layout,
                                    FIG_ROLE_TARGET,
                                    view->area.x + 3.0,
                                    fig_scale_map (&view->y, 3.4) + 2.0,
                                    5.0));
  assert_near (hit.distance, 2.0, 1e-6);
  g_assert_cmpint (fig_hit_get_layer (&hit, figure)->look.owner, ==, 1);
  g_assert_false (fig_hit_find (&hit, figure, layout, -10.0, -10.0, 1e6));
}

/* On a steep line the pointer may be far from each of its ends. */
static void
test_hit_between_points (void)
{
  const double x[] = { 0.0, 1.0, 2.0 }, y[] = { 0.0, 100.0, NAN };
  FigLook look = { .owner = 0 };
  g_autoptr (FigFigure) figure = fig_figure_new ("Test");
  FigPanel *panel = fig_figure_add_panel (figure, "p");

  fig_panel_take_layer (panel, fig_line_layer_new (fig_series_new ("a", "b", 3, x, y), &look));

  g_autoptr (FigLayout) layout = lay_out (figure);
  const FigView *view = &fig_layout_get_place (layout, 0)->view;
  FigHit hit;

  g_assert_true (fig_hit_find (
    &hit, figure, layout, fig_scale_map (&view->x, 0.4), fig_scale_map (&view->y, 40.0), 2.0));
  g_assert_cmpuint (hit.point, ==, 0);
  g_assert_true (fig_hit_find (
    &hit, figure, layout, fig_scale_map (&view->x, 0.6), fig_scale_map (&view->y, 60.0), 2.0));
  g_assert_cmpuint (hit.point, ==, 1);
}

static void
test_steps (void)
{
  g_autoptr (FigFigure) figure = make_figure ();
  g_autoptr (FigViewport) viewport = fig_viewport_new ();
  FigRange x = { 2.95, 4.05 };

  fig_viewport_set_limits (viewport, figure, 0, FIG_ACROSS, &x);

  g_autoptr (FigFigure) shown = fig_viewport_apply (viewport, figure, TRUE);
  g_autoptr (FigLayout) layout = lay_out (shown);
  FigHit hit = { .panel = 0, .layer = 0, .point = 20 };

  g_assert_true (fig_hit_locate (&hit, shown, layout));
  g_assert_true (fig_hit_step (&hit, shown, layout, 0, 1));
  g_assert_cmpuint (hit.point, ==, 21);
  /* to the end of what is in sight, and no further */
  while (fig_hit_step (&hit, shown, layout, 0, 1) && hit.point < 30)
    ;
  g_assert_cmpuint (hit.point, ==, 30);
  g_assert_true (fig_hit_step (&hit, shown, layout, 1, 0));
  g_assert_cmpuint (hit.layer, ==, 1);
  g_assert_cmpuint (hit.point, ==, 30);
  g_assert_false (fig_hit_step (&hit, shown, layout, -1, 0) && hit.layer != 0);
}

static void
test_read_out (void)
{
  g_autoptr (FigFigure) figure = make_figure ();
  g_autoptr (FigLayout) layout = lay_out (figure);
  FigHit hit = { .panel = 0, .layer = 0, .point = 0 };

  g_assert_true (fig_hit_locate (&hit, figure, layout));

  g_autofree char *text = fig_hit_describe (&hit, figure, layout);

  g_assert_cmpstr (text, ==, "<i>ω</i> = 1 1/<i>τ</i>, <i>z</i> = 2");
}

/* Anywhere in a map there is a cell, and what is drawn upon it comes first. */
static void
test_map (void)
{
  const double x[] = { 0.0, 1.0, 2.0 }, y[] = { 0.0, 1.0 };
  const double values[] = { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0 }, dot_x = 1.3, dot_y = 0.7;
  const FigRange range = { 1.0, 6.0 };
  FigLook look = { .owner = 0 };
  g_autoptr (FigFigure) figure = fig_figure_new ("Test");
  FigPanel *panel = fig_figure_add_panel (figure, "p");

  fig_panel_take_layer (
    panel,
    fig_map_layer_new ("map", "theory", 3, x, 2, y, values, FIG_COLOR_MAP_SEQUENTIAL, &range));
  fig_panel_take_layer (
    panel, fig_point_layer_new (fig_series_new ("a", "b", 1, &dot_x, &dot_y), &look, 0));

  g_autoptr (FigLayout) layout = lay_out (figure);
  const FigView *view = &fig_layout_get_place (layout, 0)->view;
  FigHit hit;

  g_assert_true (fig_hit_find (
    &hit, figure, layout, fig_scale_map (&view->x, 0.6), fig_scale_map (&view->y, 0.6), 1.0));
  g_autofree char *text = fig_hit_describe (&hit, figure, layout);

  g_assert_true (g_str_has_suffix (text, " = 5"));
  g_assert_true (fig_hit_find (&hit,
                               figure,
                               layout,
                               fig_scale_map (&view->x, dot_x) + 1.0,
                               fig_scale_map (&view->y, dot_y),
                               2.0));
  g_assert_cmpint (fig_hit_get_layer (&hit, figure)->look.owner, ==, 0);
}

static void
test_pick (void)
{
  g_autoptr (FigFigure) figure = make_figure ();
  g_autoptr (FigLayout) layout = lay_out (figure);
  const FigView *view = &fig_layout_get_place (layout, 0)->view;
  FigPick pick;
  double value;

  g_assert_true (fig_pick_init (
    &pick, figure, layout, 0, fig_scale_map (&view->x, 4.5), fig_scale_map (&view->y, 2.75)));
  g_assert_true (fig_pick_has (&pick, FIG_QUANTITY_OUTPUT));
  g_assert_false (fig_pick_has (&pick, FIG_QUANTITY_TIME));
  g_assert_true (fig_pick_get_frequency (&pick, &value));
  assert_near (value, 4.5, 1e-9);
  g_assert_true (fig_pick_get_output (&pick, 0, &value));
  assert_near (value, 2.75, 1e-9);
  g_assert_false (fig_pick_get_output (&pick, 1, &value));

  g_assert_true (fig_pick_move (
    &pick, &view->x, &view->y, fig_scale_map (&view->x, 3.5), fig_scale_map (&view->y, 1.25)));
  g_assert_true (fig_pick_get_frequency (&pick, &value));
  assert_near (value, 3.5, 1e-9);
  g_assert_true (fig_pick_get_output (&pick, 0, &value));
  assert_near (value, 1.25, 1e-9);
}

/* Every entry of the legend is found where its text is. */
static void
test_entries (void)
{
  g_autoptr (FigFigure) figure = make_figure ();
  g_autoptr (FigLayout) layout = lay_out (figure);
  FigRect box;
  guint n = 0;

  for (; fig_layout_get_entry (layout, n, &box); n++)
    g_assert_cmpint (
      fig_layout_find_entry (layout, box.x + box.width / 2.0, box.y + box.height / 2.0), ==, n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpint (fig_layout_find_entry (layout, -5.0, -5.0), ==, -1);
}

/* All that any kind shows can be zoomed, and nothing of it changes; what still waits for
 * its data stays as it is. */
static void
test_all_kinds (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { .theory = theory, .measurement = measurement };
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++) {
    g_autoptr (FigFigure) figure = kinds[i]->build (&source);
    g_autoptr (FigViewport) viewport = fig_viewport_new ();
    g_autoptr (FigLayout) layout = lay_out (figure);
    g_autofree char *csv = fig_csv_print (figure);
    gboolean waits = TRUE;

    for (guint j = 0; j < fig_figure_get_n_panels (figure); j++) {
      const FigView *view = &fig_layout_get_place (layout, j)->view;
      FigRange y = fig_zoom_about (&view->y, view->area.y + 0.3 * view->area.height, 3.0);

      waits = waits && fig_figure_get_panel (figure, j)->layers->len == 0;
      fig_viewport_set_limits (viewport, figure, j, FIG_UPWARDS, &y);
    }

    g_autoptr (FigFigure) shown = fig_viewport_apply (viewport, figure, TRUE);
    g_autofree char *shown_csv = fig_csv_print (shown);
    cairo_surface_t *before = fig_test_draw (
      figure, WIDTH, HEIGHT, fig_style_get (FIG_SCHEME_LIGHT));
    cairo_surface_t *after = fig_test_draw (shown, WIDTH, HEIGHT, fig_style_get (FIG_SCHEME_LIGHT));

    g_assert_cmpstr (csv, ==, shown_csv);
    g_assert_cmpint (memcmp (cairo_image_surface_get_data (before),
                             cairo_image_surface_get_data (after),
                             (gsize)cairo_image_surface_get_stride (before) * 2 * HEIGHT) == 0,
                     ==,
                     waits);
    cairo_surface_destroy (before);
    cairo_surface_destroy (after);
  }
}

/* Kept for the next time a document is opened; what is none of ours does no harm. */
static void
test_text (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { .theory = theory };
  g_autoptr (FigFigure) figure = fig_kind_find ("frequency-response")->build (&source);
  g_autoptr (FigViewport) view = fig_viewport_new ();
  g_autoptr (FigViewport) again = NULL;
  g_autoptr (FigViewport) home = NULL;
  const FigRange limits = { 0.1, 1.0 / 3.0 };
  g_autofree char *text = NULL;
  g_autofree char *nothing = fig_viewport_to_text (view);

  fig_viewport_set_limits (view, figure, 0, FIG_ACROSS, &limits);
  fig_viewport_set_scale (view, figure, 0, FIG_UPWARDS, FIG_SCALE_LINEAR);
  fig_viewport_set_hidden (view, figure, 1, TRUE);
  text = fig_viewport_to_text (view);
  again = fig_viewport_new_from_text (text);
  home = fig_viewport_new_from_text (nothing);
  g_assert_true (fig_viewport_equal (view, again));
  g_assert_false (fig_viewport_is_home (again));
  g_assert_true (fig_viewport_is_home (home));
  g_assert_null (strchr (text, '\n'));

  g_assert_null (fig_viewport_new_from_text (""));
  g_assert_null (fig_viewport_new_from_text ("(1, 2)"));
  g_assert_null (fig_viewport_new_from_text ("([('across', nan, 1.0, false, 0)], [])"));
  g_assert_null (fig_viewport_new_from_text ("([('across', 0.0, 1.0, true, 77)], [])"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/view/zoom-keeps-place", test_zoom_keeps_place);
  g_test_add_func ("/view/pinch", test_pinch);
  g_test_add_func ("/view/shift-and-back", test_shift_and_back);
  g_test_add_func ("/view/zoom-ends", test_zoom_ends);
  g_test_add_func ("/view/box", test_box);
  g_test_add_func ("/view/limits", test_limits);
  g_test_add_func ("/view/scale", test_scale);
  g_test_add_func ("/view/hiding", test_hiding);
  g_test_add_func ("/view/hit", test_hit);
  g_test_add_func ("/view/hit-between-points", test_hit_between_points);
  g_test_add_func ("/view/steps", test_steps);
  g_test_add_func ("/view/read-out", test_read_out);
  g_test_add_func ("/view/map", test_map);
  g_test_add_func ("/view/pick", test_pick);
  g_test_add_func ("/view/entries", test_entries);
  g_test_add_func ("/view/all-kinds", test_all_kinds);
  g_test_add_func ("/view/text", test_text);
  return g_test_run ();
}
