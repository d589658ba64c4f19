/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <cairo.h>

#include "fig-export.h"
#include "fig-test.h"
#include "large-figures.h"

/* Draws figures on a picture of the size of a window, and exports them into
 * memory, several times each; figures.py has Matplotlib do the same with the same data. Usage:
 * bench-figures FOLDER, where data goes. On the standard output a line of
 * JSON for each figure. */

#define WIDTH 900
#define HEIGHT 600
#define N_RUNS 7

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

/* Into memory: what a disk takes is neither's doing. */
static double
time_export (FigFigure *figure, FigFormat format, gsize *size)
{
  FigExportOptions options = { 648.0, 432.0, 100.0, NULL };
  double best = INFINITY;

  for (int i = 0; i < N_RUNS; i++) {
    g_autoptr (GError) error = NULL;
    double start = now ();
    g_autoptr (GBytes) bytes = fig_export_to_bytes (figure, format, &options, &error);

    g_assert_no_error (error);
    best = MIN (best, now () - start);
    *size = g_bytes_get_size (bytes);
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
    append_number (line, time_export (figure, formats[i], &size));
    g_string_append_printf (line, ", %zu]", size);
  }
  g_print ("%s}\n", line->str);
}

int
main (int argc, char **argv)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) trajectory = bench_make_trajectory ();
  g_autoptr (FigFigure) map = bench_make_map ();
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
