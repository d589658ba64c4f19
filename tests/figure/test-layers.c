/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "fig-color-map.h"
#include "fig-error-bar-layer.h"
#include "fig-field-layer.h"
#include "fig-line-layer.h"
#include "fig-map-layer.h"
#include "fig-point-layer.h"
#include "fig-rule-layer.h"
#include "fig-simplifier.h"
#include "fig-test.h"

#define SIZE 200

typedef FigLayer *(*MakeFunc) (FigSeries *series, const FigLook *look);

static FigLayer *
make_points (FigSeries *series, const FigLook *look)
{
  return fig_point_layer_new (series, look, 0);
}

/* A view of 0 to 1 both ways, in the middle of the page. */
static FigView
make_view (void)
{
  FigView view = {
    { 50.0, 50.0, 100.0, 100.0 },
    { FIG_SCALE_LINEAR, 0.0, 1.0, 50.0, 150.0 },
    { FIG_SCALE_LINEAR, 0.0, 1.0, 150.0, 50.0 },
  };

  return view;
}

static cairo_surface_t *
draw_in (const FigLayer *layer, const FigView *view)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  layer->class->draw (layer, cr, view, fig_style_get (FIG_SCHEME_LIGHT));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static cairo_surface_t *
draw (MakeFunc make, gsize n_points, const double *x, const double *y)
{
  FigLook look = { .owner = 0 };
  FigView view = make_view ();
  g_autoptr (FigLayer) layer = make (fig_series_new ("a", "b", n_points, x, y), &look);

  return draw_in (layer, &view);
}

/* How opaque a pixel is. */
static guint
alpha_at (cairo_surface_t *surface, int x, int y)
{
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *row = cairo_image_surface_get_data (surface) + y * stride;

  return ((const guint32 *)(gconstpointer)row)[x] >> 24;
}

static guint
count_drawn (cairo_surface_t *surface, int margin)
{
  guint count = 0;

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++) {
      gboolean inside = x >= 50 - margin && x < 150 + margin && y >= 50 - margin &&
                        y < 150 + margin;

      if (!inside)
        g_assert_cmpuint (alpha_at (surface, x, y), ==, 0);
      count += alpha_at (surface, x, y) > 0;
    }
  return count;
}

static void
test_gap (void)
{
  const double x[] = { 0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 1.0 };
  const double y[] = { 0.5, 0.5, 0.5, NAN, 0.5, INFINITY, 0.5 };
  cairo_surface_t *surface = draw (fig_line_layer_new, G_N_ELEMENTS (x), x, y);

  g_assert_cmpuint (alpha_at (surface, 60, 100), >, 100);
  g_assert_cmpuint (alpha_at (surface, 85, 100), >, 100);
  g_assert_cmpuint (alpha_at (surface, 100, 100), ==, 0);
  /* a point between two gaps is a dot */
  g_assert_cmpuint (alpha_at (surface, 110, 100), >, 100);
  g_assert_cmpuint (alpha_at (surface, 130, 100), ==, 0);
  count_drawn (surface, 0);
  cairo_surface_destroy (surface);
}

/* A line from far out to far out crosses the panel where it should. */
static void
test_clip (void)
{
  const double x[] = { -1e300, 1e300, 1e300, 0.25, 0.25 };
  const double y[] = { -1e300, 1e300, 1e308, 1e308, -1e308 };
  cairo_surface_t *surface = draw (fig_line_layer_new, G_N_ELEMENTS (x), x, y);

  g_assert_cmpuint (alpha_at (surface, 75, 60), >, 100);
  g_assert_cmpuint (alpha_at (surface, 75, 140), >, 100);
  count_drawn (surface, 0);
  cairo_surface_destroy (surface);
}

/* Markers are drawn whole where their middle is inside, and else not at all. */
static void
test_markers (void)
{
  const double x[] = { 0.0, 1.001, 0.5, NAN, 0.5, INFINITY };
  const double y[] = { 0.5, 0.5, -0.02, 0.5, 0.5, 0.5 };
  cairo_surface_t *surface = draw (make_points, G_N_ELEMENTS (x), x, y);

  g_assert_cmpuint (alpha_at (surface, 48, 100), ==, 255);
  g_assert_cmpuint (alpha_at (surface, 149, 100), ==, 0);
  g_assert_cmpuint (alpha_at (surface, 100, 149), ==, 0);
  g_assert_cmpuint (alpha_at (surface, 100, 100), ==, 255);
  g_assert_cmpuint (count_drawn (surface, 8), <, 160);
  cairo_surface_destroy (surface);
}

static void
test_rule (void)
{
  static const double values[] = { 0.5, 2.0, NAN, INFINITY, 1e300 };
  FigLook look = { .owner = 1 };
  FigView view = make_view ();

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (FigLayer) layer = fig_rule_layer_new ("a", "target", values[i], &look);
    cairo_surface_t *surface = draw_in (layer, &view);

    if (i == 0)
      g_assert_cmpuint (alpha_at (surface, 60, 100), >, 0);
    else
      g_assert_cmpuint (count_drawn (surface, 0), ==, 0);
    g_assert_cmpuint (layer->series->n_points, ==, 1);
    g_assert_true (isnan (layer->series->x[0]));
    cairo_surface_destroy (surface);
  }
}

/* Very many points take time in proportion; a line that is cut into strokes has
 * no holes. */
static void
test_many (void)
{
  gsize n_points = 200000;
  g_autofree double *x = g_new (double, n_points);
  g_autofree double *y = g_new (double, n_points);
  cairo_surface_t *surface;

  for (gsize i = 0; i < n_points; i++) {
    x[i] = (double)i / (double)(n_points - 1);
    y[i] = 0.5 + 0.4 * sin (3000.0 * x[i]);
  }
  surface = draw (fig_line_layer_new, n_points, x, y);
  g_assert_cmpuint (count_drawn (surface, 0), >, 7000);
  cairo_surface_destroy (surface);
  for (gsize i = 0; i < n_points; i++)
    y[i] = x[i];
  surface = draw (fig_line_layer_new, n_points, x, y);
  for (int i = 52; i < 148; i++)
    g_assert_cmpuint (alpha_at (surface, i, 199 - i), >, 100);
  cairo_surface_destroy (surface);
  n_points /= 20;
  for (gsize i = 0; i < n_points; i++)
    x[i] = y[i] = (double)i / (double)n_points;
  surface = draw (make_points, n_points, x, y);
  g_assert_cmpuint (count_drawn (surface, 8), >, 500);
  cairo_surface_destroy (surface);
}

static void
collect_cb (double x, double y, gpointer user_data)
{
  const double point[2] = { x, y };

  g_array_append_vals (user_data, point, 2);
}

static double
distance_to_line (GArray *line, double x, double y)
{
  const double *points = (const double *)(gconstpointer)line->data;
  double nearest = INFINITY;

  for (guint i = 0; i + 3 < line->len; i += 2) {
    double dx = points[i + 2] - points[i], dy = points[i + 3] - points[i + 1];
    double square = dx * dx + dy * dy;
    double t = square > 0.0 ? ((x - points[i]) * dx + (y - points[i + 1]) * dy) / square : 0.0;

    t = CLAMP (t, 0.0, 1.0);
    nearest = MIN (nearest, hypot (points[i] + t * dx - x, points[i + 1] + t * dy - y));
  }
  return nearest;
}

/* What is left out is never far from what is kept, of smooth lines and of noise;
 * the ends are kept. */
static void
test_simplifier (void)
{
  for (guint round = 0; round < 60; round++) {
    double step = pow (10.0, g_test_rand_double_range (-3.0, 1.0));
    double noise = round % 3 == 0 ? 0.0 : pow (10.0, g_test_rand_double_range (-3.0, 1.5));
    double turn = g_test_rand_double_range (-0.1, 0.1), pixel = round % 2 == 0 ? 1.0 : 0.25;
    g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (double));
    const guint n_points = 500;
    double x[500], y[500];
    FigSimplifier simplifier;

    fig_simplifier_init (&simplifier, pixel, collect_cb, kept);
    x[0] = y[0] = 0.0;
    for (guint i = 0; i < n_points; i++) {
      if (i > 0) {
        x[i] = x[i - 1] + step * cos (turn * i) + noise * g_test_rand_double_range (-1.0, 1.0);
        y[i] = y[i - 1] + step * sin (turn * i) + noise * g_test_rand_double_range (-1.0, 1.0);
      }
      fig_simplifier_add (&simplifier, x[i], y[i]);
    }
    fig_simplifier_end (&simplifier);
    g_assert_cmpuint (kept->len, <=, 2 * n_points + 4);
    g_assert_cmpfloat (g_array_index (kept, double, 0), ==, 0.0);
    g_assert_cmpfloat (g_array_index (kept, double, kept->len - 2), ==, x[n_points - 1]);
    g_assert_cmpfloat (g_array_index (kept, double, kept->len - 1), ==, y[n_points - 1]);
    for (guint i = 0; i < n_points; i++)
      g_assert_cmpfloat (distance_to_line (kept, x[i], y[i]), <, 0.6 * pixel);
  }
}

/* A straight line is its two ends, one there and back its three. */
static void
test_straight (void)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (double));
  FigSimplifier simplifier;

  fig_simplifier_init (&simplifier, 1.0, collect_cb, kept);
  for (int i = 0; i <= 1000; i++)
    fig_simplifier_add (&simplifier, 3.0 * i, 1.0 - 0.7 * i);
  fig_simplifier_end (&simplifier);
  g_assert_cmpuint (kept->len, ==, 4);
  g_array_set_size (kept, 0);
  for (int i = -1000; i <= 1000; i++)
    fig_simplifier_add (&simplifier, 3.0 * ABS (i), 0.7 * ABS (i));
  fig_simplifier_end (&simplifier);
  g_assert_cmpuint (kept->len, ==, 6);
  g_assert_cmpfloat (g_array_index (kept, double, 2), ==, 0.0);
}

/* Limits keep what leaves them out of the range, and nothing else does. */
static void
test_range (void)
{
  const double x[] = { 0.0, 1.0, 2.0, 3.0, NAN };
  const double y[] = { -1.0, NAN, 5.0, 1e6, 7.0 };
  FigLook look = { .owner = 0 };
  g_autoptr (FigLayer) layer = fig_line_layer_new (fig_series_new ("a", "b", 5, x, y), &look);
  FigRange across = FIG_RANGE_EMPTY, upwards = FIG_RANGE_EMPTY;

  layer->y_limits.maximum = 100.0;
  fig_layer_extend (layer, FIG_SCALE_LINEAR, FIG_SCALE_LINEAR, &across, &upwards);
  g_assert_cmpfloat (across.minimum, ==, 0.0);
  g_assert_cmpfloat (across.maximum, ==, 3.0);
  g_assert_cmpfloat (upwards.minimum, ==, -1.0);
  g_assert_cmpfloat (upwards.maximum, ==, 7.0);
  upwards = (FigRange)FIG_RANGE_EMPTY;
  fig_layer_extend (layer, FIG_SCALE_LOGARITHMIC, FIG_SCALE_LOGARITHMIC, &across, &upwards);
  g_assert_cmpfloat (upwards.minimum, ==, 5.0);
}

/* The colour of a pixel, opaque or not at all. */
static guint32
color_at (cairo_surface_t *surface, int x, int y)
{
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *row = cairo_image_surface_get_data (surface) + y * stride;

  return ((const guint32 *)(gconstpointer)row)[x];
}

static guint32
color_of (double fraction)
{
  FigColor color = fig_color_map_get_color (FIG_COLOR_MAP_SEQUENTIAL, fraction);

  return 0xff000000u | (guint32)lround (255.0 * color.red) << 16 |
         (guint32)lround (255.0 * color.green) << 8 | (guint32)lround (255.0 * color.blue);
}

/* Each place has the colour of the nearest number, and a gap has none, on linear
 * and logarithmic scales and whichever way the grid runs. */
static void
test_map (void)
{
  const double x[] = { 0.1, 0.3, 0.5, 0.7, 0.9 }, y[] = { 0.75, 0.25 };
  const double values[] = { 0.0, 0.1, NAN, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 2.0 };
  FigRange range = { 0.0, 1.0 };
  FigView view = make_view ();
  g_autoptr (FigLayer)
    layer = fig_map_layer_new ("a", "b", 5, x, 2, y, values, FIG_COLOR_MAP_SEQUENTIAL, &range);
  cairo_surface_t *surface = draw_in (layer, &view);

  for (int j = 0; j < 2; j++)
    for (int i = 0; i < 5; i++)
      for (int offset = -8; offset <= 8; offset += 8) {
        double value = values[5 * j + i];
        guint32 color = color_at (surface, 60 + 20 * i + offset, 75 + 50 * j + 2 * offset);

        g_assert_cmphex (color, ==, isnan (value) ? 0 : color_of (MIN (value, 1.0)));
      }
  count_drawn (surface, 0);
  cairo_surface_destroy (surface);

  view.x = (FigScale){ FIG_SCALE_LOGARITHMIC, 0.1, 0.9, 50.0, 150.0 };
  surface = draw_in (layer, &view);
  /* halfway between 0.3 and 0.5 as it is drawn, at √0.15 */
  g_assert_cmphex (color_at (surface, (int)fig_scale_map (&view.x, 0.38), 120), ==, color_of (0.7));
  g_assert_cmphex (color_at (surface, (int)fig_scale_map (&view.x, 0.40), 120), ==, color_of (0.8));
  cairo_surface_destroy (surface);
}

/* A map of many numbers costs what its pixels cost. */
static void
test_large_map (void)
{
  enum { N = 1000 };
  g_autofree double *x = g_new (double, N);
  g_autofree double *values = g_new (double, N *N);
  FigRange range = { 0.0, 1.0 };
  FigView view = make_view ();
  g_autoptr (FigLayer) layer = NULL;
  cairo_surface_t *surface;

  for (guint i = 0; i < N; i++)
    x[i] = i / (N - 1.0);
  for (guint i = 0; i < N * N; i++)
    values[i] = x[i % N];
  layer = fig_map_layer_new ("a", "b", N, x, N, x, values, FIG_COLOR_MAP_SEQUENTIAL, &range);
  surface = draw_in (layer, &view);
  g_assert_cmphex (color_at (surface, 51, 51), ==, color_of (0.015));
  g_assert_cmphex (color_at (surface, 148, 51), ==, color_of (0.985));
  g_assert_cmpuint (count_drawn (surface, 0), ==, 100 * 100);
  cairo_surface_destroy (surface);
}

/* An arrow points where its vector does, upwards on the page for a positive
 * second component. */
static void
test_field (void)
{
  const double x[] = { 0.0, 0.5, 1.0, 0.0, 0.5, 1.0, 0.0, 0.5, 1.0 };
  const double y[] = { 0.0, 0.0, 0.0, 0.5, 0.5, 0.5, 1.0, 1.0, 1.0 };
  const double dx[] = { 0.0, NAN, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0 };
  const double dy[] = { 0.0, 0.0, 0.0, 0.0, 3.0, 0.0, 0.0, INFINITY, 0.0 };
  FigSeries *series = fig_series_new ("a", "b", 9, x, y);
  FigLook look = { .owner = 0 };
  FigView view = make_view ();
  g_autoptr (FigLayer) layer = NULL;
  cairo_surface_t *surface;
  guint above = 0, below = 0;

  fig_series_add_column (series, "dx", dx);
  fig_series_add_column (series, "dy", dy);
  layer = fig_field_layer_new (series, 3, &look);
  surface = draw_in (layer, &view);
  for (int i = 90; i < 110; i++) {
    above += alpha_at (surface, i, 93) > 0;
    below += alpha_at (surface, i, 105) > 0;
  }
  g_assert_cmpuint (below, >, 0);
  g_assert_cmpuint (above, >, below);
  g_assert_cmpuint (count_drawn (surface, 0), <, 200);
  cairo_surface_destroy (surface);
}

static void
test_error_bars (void)
{
  const double x[] = { 0.25, 0.5, 0.75, 2.0 }, y[] = { 0.5, 0.5, 0.9, 0.5 };
  const double errors[] = { 0.2, NAN, 0.5, 0.2 };
  FigSeries *series = fig_series_new ("a", "b", 4, x, y);
  FigLook look = { .owner = 0 };
  FigView view = make_view ();
  g_autoptr (FigLayer) layer = NULL;
  cairo_surface_t *surface;

  fig_series_add_column (series, "error", errors);
  layer = fig_error_bar_layer_new (series, &look);
  surface = draw_in (layer, &view);
  g_assert_cmpuint (alpha_at (surface, 75, 82), >, 0);
  g_assert_cmpuint (alpha_at (surface, 75, 118), >, 0);
  g_assert_cmpuint (alpha_at (surface, 75, 125), ==, 0);
  g_assert_cmpuint (alpha_at (surface, 73, 80), >, 0); /* a cap */
  g_assert_cmpuint (alpha_at (surface, 100, 100), ==, 0);
  g_assert_cmpuint (alpha_at (surface, 125, 51), >, 0);
  count_drawn (surface, 0);
  cairo_surface_destroy (surface);
}

static double
lightness_of (const FigColor *color)
{
  FigColor black = { 0.0, 0.0, 0.0, 1.0 };

  return cbrt (0.05 * fig_color_contrast (color, &black) - 0.05);
}

/* Lightness alone tells the order, in steps that are nowhere lost. */
static void
test_color_maps (void)
{
  for (FigColorMap map = 0; map < FIG_N_COLOR_MAPS; map++) {
    const FigColor *colors = fig_color_map_get_colors (map);

    for (guint i = 1; i < FIG_COLOR_MAP_STEPS; i++) {
      double step = lightness_of (&colors[i]) - lightness_of (&colors[i - 1]);
      gboolean falls = (map == FIG_COLOR_MAP_DIVERGING && i > FIG_COLOR_MAP_STEPS / 2) ||
                       (map == FIG_COLOR_MAP_DIVERGING_DARK && i < FIG_COLOR_MAP_STEPS / 2);

      if (map != FIG_COLOR_MAP_SEQUENTIAL && i == FIG_COLOR_MAP_STEPS / 2)
        continue; /* from one side of the middle to the other */
      g_assert_cmpfloat (falls ? -step : step, >, 0.0008);
      g_assert_cmpfloat (fabs (step), <, 0.008);
    }
  }
  g_assert_cmpfloat (fig_color_map_get_color (FIG_COLOR_MAP_DIVERGING, NAN).alpha, ==, 0.0);
  g_assert_cmpfloat (fig_color_map_get_color (FIG_COLOR_MAP_DIVERGING, INFINITY).alpha, ==, 1.0);
}

/* A curve of so many points that it is not Cairo who draws it looks the same:
 * the same spiral with few points and with many, with a gap. */
static cairo_surface_t *
draw_spiral (gsize n_points, double weight)
{
  g_autofree double *x = g_new (double, n_points);
  g_autofree double *y = g_new (double, n_points);
  FigView view = make_view ();
  FigLook look = { .owner = 0, .weight = weight };
  g_autoptr (FigLayer) layer = NULL;

  for (gsize i = 0; i < n_points; i++) {
    double t = (double)i / (double)(n_points - 1);

    /* beyond the view at the end */
    x[i] = 0.5 + 0.6 * t * cos (40.0 * t);
    y[i] = t > 0.4 && t < 0.45 ? NAN : 0.5 + 0.6 * t * sin (40.0 * t);
  }
  layer = fig_line_layer_new (fig_series_new ("a", "b", n_points, x, y), &look);
  return draw_in (layer, &view);
}

static void
test_many_pieces (void)
{
  static const double weights[] = { 0.3, 1.0, 3.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++) {
    cairo_surface_t *few = draw_spiral (3500, weights[i]);
    cairo_surface_t *many = draw_spiral (50000, weights[i]);
    double difference = 0.0, sum = 0.0, other = 0.0;

    g_assert_cmpuint (count_drawn (many, 0), >, 1000);
    for (int y = 0; y < SIZE; y++)
      for (int x = 0; x < SIZE; x++) {
        int a = (int)alpha_at (few, x, y), b = (int)alpha_at (many, x, y);

        difference += abs (a - b);
        sum += a;
        other += b;
        /* what is all covered or not at all is so in both */
        g_assert_cmpint (abs (a - b), <, 128);
      }
    g_assert_cmpfloat (difference, <, 0.3 * sum);
    g_assert_cmpfloat_with_epsilon (other / sum, 1.0, 0.05);
    cairo_surface_destroy (few);
    cairo_surface_destroy (many);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/layers/gap", test_gap);
  g_test_add_func ("/figure/layers/clip", test_clip);
  g_test_add_func ("/figure/layers/markers", test_markers);
  g_test_add_func ("/figure/layers/rule", test_rule);
  g_test_add_func ("/figure/layers/many", test_many);
  g_test_add_func ("/figure/layers/simplifier", test_simplifier);
  g_test_add_func ("/figure/layers/straight", test_straight);
  g_test_add_func ("/figure/layers/range", test_range);
  g_test_add_func ("/figure/layers/map", test_map);
  g_test_add_func ("/figure/layers/large-map", test_large_map);
  g_test_add_func ("/figure/layers/field", test_field);
  g_test_add_func ("/figure/layers/error-bars", test_error_bars);
  g_test_add_func ("/figure/layers/color-maps", test_color_maps);
  g_test_add_func ("/figure/layers/many-pieces", test_many_pieces);
  return g_test_run ();
}
