/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <cairo.h>
#include <glib/gstdio.h>

#include "fig-color-map.h"
#include "fig-export.h"
#include "fig-line-layer.h"
#include "fig-map-layer.h"
#include "fig-test.h"

/* Draws figures on a picture of the size of a window, and exports them, several
 * times each; figures.py has Matplotlib do the same with the same data. Usage:
 * bench-figures FOLDER, where data and files go. On the standard output a line of
 * JSON for each figure. */

#define WIDTH 900
#define HEIGHT 600
#define N_RUNS 7
#define N_TRAJECTORY 200000
#define N_CELLS 500

static double
now (void)
{
  return (double)g_get_monotonic_time () * 1e-6;
}

/* In seconds, the fastest of several. */
static double
time_drawing (FigFigure *figure)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  double best = INFINITY;

  for (int i = 0; i < N_RUNS; i++) {
    cairo_t *cr = cairo_create (surface);
    double start = now ();

    fig_figure_draw (figure, cr, WIDTH, HEIGHT, fig_style_get (FIG_SCHEME_LIGHT));
    cairo_surface_flush (surface);
    best = MIN (best, now () - start);
    cairo_destroy (cr);
  }
  cairo_surface_destroy (surface);
  return best;
}

static double
time_export (FigFigure *figure, FigFormat format, gsize *size, const char *folder, const char *name)
{
  FigExportOptions options = { 648.0, 432.0, 100.0, NULL };
  double best = INFINITY;

  for (int i = 0; i < N_RUNS; i++) {
    g_autofree char *basename = g_strconcat (name, fig_format_get_extension (format), NULL);
    g_autofree char *path = g_build_filename (folder, basename, NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (GError) error = NULL;
    double start = now ();
    GStatBuf status;

    fig_export (figure, file, format, &options, &error);
    g_assert_no_error (error);
    best = MIN (best, now () - start);
    g_assert_cmpint (g_stat (path, &status), ==, 0);
    *size = (gsize)status.st_size;
  }
  return best;
}

static void
append_number (GString *text, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, isfinite (value) ? g_ascii_dtostr (buffer, sizeof buffer, value) : "NaN");
}

static void
append_numbers (GString *text, const char *name, const double *values, gsize n_values)
{
  g_string_append_printf (text, ", \"%s\": [", name);
  for (gsize i = 0; i < n_values; i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    append_number (text, values[i]);
  }
  g_string_append_c (text, ']');
}

static void
append_layer (GString *text, const FigLayer *layer)
{
  const FigSeries *series = layer->series;

  g_string_append_printf (
    text, "{\"name\": \"%s\", \"owner\": %d", layer->class->name, layer->look.owner);
  append_numbers (text, "x", series->x, series->n_points);
  append_numbers (text, "y", series->y, series->n_points);
  if (strcmp (layer->class->name, "map") == 0)
    append_numbers (text, "values", series->columns[0].values, series->n_points);
  g_string_append_c (text, '}');
}

/* What Matplotlib is to draw. */
static void
write_data (FigFigure *figure, const char *folder, const char *name)
{
  g_autoptr (GString) text = g_string_new ("{\"panels\": [");
  g_autofree char *basename = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, basename, NULL);

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);

    g_string_append_printf (text,
                            "%s{\"x_log\": %s, \"y_log\": %s, \"layers\": [",
                            i > 0 ? ", " : "",
                            panel->x.kind == FIG_SCALE_LOGARITHMIC ? "true" : "false",
                            panel->y.kind == FIG_SCALE_LOGARITHMIC ? "true" : "false");
    for (guint j = 0; j < panel->layers->len; j++) {
      if (j > 0)
        g_string_append (text, ", ");
      append_layer (text, g_ptr_array_index (panel->layers, j));
    }
    g_string_append (text, "]}");
  }
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, (gssize)text->len, NULL));
}

static void
measure (FigFigure *figure, const char *folder, const char *name)
{
  static const FigFormat formats[] = { FIG_FORMAT_SVG, FIG_FORMAT_PDF, FIG_FORMAT_PNG };
  g_autoptr (GString) line = g_string_new (NULL);

  write_data (figure, folder, name);
  g_string_printf (line, "{\"name\": \"%s\", \"screen\": ", name);
  append_number (line, time_drawing (figure));
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    gsize size;

    g_string_append_printf (line, ", \"%s\": [", fig_format_get_extension (formats[i]) + 1);
    append_number (line, time_export (figure, formats[i], &size, folder, name));
    g_string_append_printf (line, ", %zu]", size);
  }
  g_print ("%s}\n", line->str);
}

/* A trajectory of a chaotic system, a point each few pixels of its length. */
static FigFigure *
make_trajectory (void)
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

static FigFigure *
make_map (void)
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

int
main (int argc, char **argv)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) trajectory = make_trajectory ();
  g_autoptr (FigFigure) map = make_map ();
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  g_return_val_if_fail (argc == 2, 2);

  for (gsize i = 0; i < n_kinds; i++) {
    g_autoptr (FigFigure) figure = kinds[i]->build (&source);

    measure (figure, argv[1], kinds[i]->name);
  }
  measure (trajectory, argv[1], "trajectory-200000");
  measure (map, argv[1], "map-500x500");
  return 0;
}
