/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of anything at all, and files that were once figures: nothing crashes, hangs or
 * writes what no reader takes. FIGURE_FUZZ says how many of each; the suite does few. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exp-document.h"
#include "exp-embedded.h"
#include "fig-cell-layer.h"
#include "fig-color-map.h"
#include "fig-error-bar-layer.h"
#include "fig-export.h"
#include "fig-field-layer.h"
#include "fig-hit.h"
#include "fig-layout.h"
#include "fig-line-layer.h"
#include "fig-map-layer.h"
#include "fig-pick.h"
#include "fig-point-layer.h"
#include "fig-rule-layer.h"
#include "fig-test.h"
#include "fig-viewport.h"

#define SEED 20171221
#define N_QUICK 60
#define MAX_POINTS 40

static guint
get_n_rounds (void)
{
  const char *wanted = g_getenv ("FIGURE_FUZZ");

  return wanted != NULL ? (guint)g_ascii_strtoull (wanted, NULL, 10) : N_QUICK;
}

static double
pick_number (GRand *rand)
{
  static const double numbers[] = {
    0.0,     -0.0,   1.0,   -1.0,   NAN,   INFINITY, -INFINITY, 1e300, -1e300,      1e-300,
    -1e-300, 5e-324, 1e308, -1e308, 1e-12, 1e12,     0.5,       2.0,   G_MAXDOUBLE, G_MINDOUBLE,
  };

  if (g_rand_boolean (rand))
    return g_rand_double_range (rand, -2.0, 2.0);
  return numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))];
}

/* Often all equal, often one kind of number throughout */
static void
fill (GRand *rand, double *values, gsize n)
{
  int kind = g_rand_int_range (rand, 0, 4);
  double same = pick_number (rand);

  for (gsize i = 0; i < n; i++)
    values[i] = kind == 0   ? same
                : kind == 1 ? g_rand_double_range (rand, 0.0, 1.0)
                            : pick_number (rand);
}

static gsize
pick_count (GRand *rand)
{
  return g_rand_boolean (rand) ? (gsize)g_rand_int_range (rand, 0, 3)
                               : (gsize)g_rand_int_range (rand, 0, MAX_POINTS);
}

static FigLayer *
make_map (GRand *rand)
{
  gsize n_columns = (gsize)g_rand_int_range (rand, 1, 6);
  gsize n_rows = (gsize)g_rand_int_range (rand, 1, 6);
  double x[6], y[6], values[36];
  FigRange range = { pick_number (rand), pick_number (rand) };

  for (gsize i = 0; i < 6; i++)
    x[i] = y[i] = (double)i;
  if (g_rand_boolean (rand))
    fill (rand, x, 6);
  fill (rand, values, n_columns * n_rows);
  return fig_map_layer_new ("map",
                            "theory",
                            n_columns,
                            x,
                            n_rows,
                            y,
                            values,
                            (FigColorMap)g_rand_int_range (rand, 0, FIG_N_COLOR_MAPS),
                            &range);
}

static FigLayer *
make_layer (GRand *rand)
{
  gsize n = pick_count (rand);
  double x[MAX_POINTS], y[MAX_POINTS], other[MAX_POINTS];
  FigLook look = {
    .owner = g_rand_int_range (rand, -2, 40),
    .broken = g_rand_boolean (rand),
    .hollow = g_rand_boolean (rand),
    .faint = g_rand_boolean (rand),
    .halo = g_rand_boolean (rand),
    .stroke = g_rand_int_range (rand, 0, 12),
    .shade = g_rand_double (rand),
  };
  FigSeries *series;

  fill (rand, x, n);
  fill (rand, y, n);
  fill (rand, other, n);
  if (g_rand_int_range (rand, 0, 7) == 0)
    return make_map (rand);
  if (g_rand_int_range (rand, 0, 7) == 0)
    return fig_rule_layer_new ("rule", "guide", pick_number (rand), &look);
  if (g_rand_int_range (rand, 0, 7) == 0)
    return fig_rule_layer_new_upright ("rule", "guide", pick_number (rand), &look);
  series = fig_series_new ("<&\">", "network", n, x, y);
  switch (g_rand_int_range (rand, 0, 5)) {
  case 0:
    return fig_point_layer_new (series, &look, (gsize)g_rand_int_range (rand, 0, 5));
  case 1:
    return fig_cell_layer_new (
      series,
      fabs (pick_number (rand)),
      fabs (pick_number (rand)),
      g_rand_boolean (rand) ? fig_series_new ("outline", "network", n, other, y) : NULL,
      &look);
  case 2:
    fig_series_add_column (series, "error", other);
    return g_rand_boolean (rand) ? fig_error_bar_layer_new (series, &look)
                                 : fig_error_bar_layer_new_marked (series, &look);
  case 3:
    fig_series_add_column (series, "dx", other);
    fig_series_add_column (series, "dy", y);
    return fig_field_layer_new (series, 1 + n / 3, &look);
  default:
    return fig_line_layer_new (series, &look);
  }
}

static void
fill_axis (GRand *rand, FigAxis *axis)
{
  axis->kind = (FigScaleKind)g_rand_int_range (rand, 0, 3);
  axis->steps = (FigSteps)g_rand_int_range (rand, 0, 3);
  if (g_rand_boolean (rand))
    fig_axis_set_titles (axis, "A <i>title</i> that may be rather long for it", "<i>t</i>");
  if (g_rand_int_range (rand, 0, 4) == 0)
    fig_range_add (&axis->range, axis->kind, pick_number (rand));
  if (g_rand_int_range (rand, 0, 4) == 0)
    axis->limits = (FigRange){ pick_number (rand), pick_number (rand) };
}

static FigFigure *
make_figure (GRand *rand, const ExpExperiment *experiment)
{
  FigFigure *figure = fig_figure_new ("Anything & more <than> that");
  int n_panels = g_rand_int_range (rand, 0, 5), n_entries = g_rand_int_range (rand, 0, 12);

  fig_figure_set_experiment (figure, experiment);
  fig_figure_set_flow (figure, g_rand_boolean (rand));
  fig_figure_set_shared (figure, g_rand_boolean (rand));
  for (int i = 0; i < n_panels; i++) {
    g_autofree char *id = g_strdup_printf ("panel %d", i);
    FigPanel *panel = fig_figure_add_panel (figure, id);

    fill_axis (rand, &panel->x);
    fill_axis (rand, &panel->y);
    panel->equal = g_rand_int_range (rand, 0, 4) == 0;
    if (g_rand_int_range (rand, 0, 4) == 0)
      panel->note = g_strdup ("Nothing is here");
    for (int j = g_rand_int_range (rand, 0, 5); j > 0; j--)
      fig_panel_take_layer (panel, make_layer (rand));
  }
  for (int i = 0; i < n_entries; i++) {
    FigLook look = { .owner = i };

    fig_legend_add (
      fig_figure_get_legend (figure), (FigSample)(i % 4), &look, "An <i>entry</i> &amp; its text");
  }
  return figure;
}

/* No reader takes a coordinate that is no number. */
static void
check_svg (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  for (const char *path = g_strstr_len (text, (gssize)length, " d=\""); path != NULL;
       path = g_strstr_len (path + 1, (gssize)(text + length - path - 1), " d=\"")) {
    const char *end = memchr (path + 4, '"', (gsize)(text + length - path - 4));

    g_assert_nonnull (end);
    g_assert_null (g_strstr_len (path + 4, end - path - 4, "nan"));
    g_assert_null (g_strstr_len (path + 4, end - path - 4, "inf"));
  }
}

static void export(GRand *rand, FigFigure *figure)
{
  static const double sizes[] = { 0.0, 1e-300, 0.5, 1.0, 30.0, 244.0, 432.0, 5e4, 1e9, 1e300, NAN };
  FigStyle style = *fig_style_get ((FigScheme)g_rand_int_range (rand, 0, FIG_N_SCHEMES));

  for (guint format = FIG_FORMAT_SVG; format <= FIG_FORMAT_CSV; format++) {
    FigExportOptions options = FIG_EXPORT_OPTIONS_INIT;
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = NULL;

    options.style = &style;
    if (g_rand_boolean (rand)) {
      options.width = sizes[g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes))];
      options.height = sizes[g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes))];
    }
    options.resolution = g_rand_int_range (rand, 0, 5) == 0 ? pick_number (rand) : 72.0;
    bytes = fig_export_to_bytes (figure, (FigFormat)format, &options, &error);
    if (bytes == NULL)
      g_assert_nonnull (error);
    else if (format == FIG_FORMAT_SVG)
      check_svg (bytes);
  }
}

static void
look_closely (GRand *rand, FigFigure *figure, const FigLayout *layout, double width, double height)
{
  for (guint i = 0; i < 8; i++) {
    double x = g_rand_boolean (rand) ? pick_number (rand) : g_rand_double (rand) * width;
    double y = g_rand_boolean (rand) ? pick_number (rand) : g_rand_double (rand) * height;
    FigHit hit;
    FigPick pick;

    if (!fig_hit_find (&hit, figure, layout, x, y, 24.0))
      continue;
    g_free (fig_hit_describe (&hit, figure, layout));
    fig_pick_init (&pick, figure, layout, hit.panel, x, y);
    fig_hit_step (&hit, figure, layout, g_rand_int_range (rand, -2, 3), g_rand_int (rand) % 9);
    fig_hit_locate (&hit, figure, layout);
  }
}

static void
show (GRand *rand, FigFigure *figure)
{
  static const double sizes[] = { 0.0, 0.5, 1.0, 7.0, 40.0, 200.0, 500.0, 1e5, 1e7 };
  const FigStyle *style = fig_style_get ((FigScheme)g_rand_int_range (rand, 0, FIG_N_SCHEMES));
  double width = sizes[g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes))];
  double height = sizes[g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes))];
  g_autoptr (FigViewport) viewport = fig_viewport_new ();
  g_autoptr (FigFigure) shown = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 300, 200);
  cairo_t *cr = cairo_create (surface);
  FigLayout *layout;

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    FigDirection direction = g_rand_boolean (rand) ? FIG_ACROSS : FIG_UPWARDS;
    FigScaleKind kind = (FigScaleKind)g_rand_int_range (rand, 0, 3);
    FigRange limits = { pick_number (rand), pick_number (rand) };

    if (fig_viewport_can_set_scale (figure, i, direction, kind))
      fig_viewport_set_scale (viewport, figure, i, direction, kind);
    if (limits.minimum < limits.maximum && isfinite (limits.minimum) && isfinite (limits.maximum))
      fig_viewport_set_limits (viewport, figure, i, direction, &limits);
  }
  shown = fig_viewport_apply (viewport, figure, TRUE);
  layout = fig_layout_new (shown, width, height, style);
  fig_layout_draw (layout, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  look_closely (rand, shown, layout, width, height);
  fig_layout_free (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_figures (void)
{
  GRand *rand = g_rand_new_with_seed (SEED);
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();

  for (guint i = 0; i < get_n_rounds (); i++) {
    g_autoptr (FigFigure) figure = NULL;

    g_rand_set_seed (rand, SEED + i);
    g_test_message ("figure %u", i);
    figure = make_figure (rand, experiment);
    show (rand, figure);
    export(rand, figure);
  }
  g_rand_free (rand);
}

/* Cut off, changed, repeated, or with something of another file in it */
static char *
damage (GRand *rand, const char *data, gsize length, gsize *new_length)
{
  char *copy = g_memdup2 (data, length);
  int n_changes = g_rand_int_range (rand, 0, 20);

  *new_length = g_rand_int_range (rand, 0, 3) == 0 ? g_rand_int (rand) % (length + 1) : length;
  for (int i = 0; i<n_changes && * new_length> 0; i++) {
    gsize at = g_rand_int (rand) % *new_length, from = g_rand_int (rand) % *new_length;
    gsize n = g_rand_int (rand) % 64, room = *new_length - MAX (at, from);

    if (g_rand_boolean (rand))
      copy[at] = (char)g_rand_int (rand);
    else
      memmove (copy + at, copy + from, MIN (n, room));
  }
  return copy;
}

static void
test_reader (void)
{
  GRand *rand = g_rand_new_with_seed (SEED);
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { .theory = theory };
  g_autoptr (FigFigure) figure = fig_kind_find ("relaxation")->build (&source);
  FigExportOptions options = FIG_EXPORT_OPTIONS_INIT;
  guint n_read = 0, n_rounds = 10 * get_n_rounds ();

  options.resolution = 30.0;
  for (guint format = FIG_FORMAT_SVG; format <= FIG_FORMAT_PNG; format++) {
    g_autoptr (GBytes) bytes = fig_export_to_bytes (figure, (FigFormat)format, &options, NULL);
    gsize length;
    const char *data = g_bytes_get_data (bytes, &length);

    for (guint i = 0; i < n_rounds; i++) {
      gsize damaged_length;
      g_autofree char *damaged = damage (rand, data, length, &damaged_length);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autoptr (ExpExperiment) experiment = NULL;

      if (exp_embedded_is_figure (damaged, damaged_length))
        text = exp_embedded_extract (damaged, damaged_length, &error);
      g_assert_true (text == NULL || error == NULL);
      if (text != NULL)
        experiment = exp_document_parse (text, -1, "a figure", NULL, &error);
      g_assert_true (text == NULL || (experiment == NULL) == (error != NULL));
      n_read += experiment != NULL;
    }
  }
  /* most changes do not touch the experiment */
  g_assert_cmpuint (n_read, >, n_rounds / 4);
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/fuzz/figures", test_figures);
  g_test_add_func ("/figure/fuzz/reader", test_reader);
  return g_test_run ();
}
