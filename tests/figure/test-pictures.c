/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "fig-comparison.h"
#include "fig-export.h"
#include "fig-paint.h"
#include "fig-test.h"
#include "fig-text.h"

/* Every kind of figure in every style, beside the pictures in reference/ that a
 * person has looked at. To renew these after a change that was meant:
 *
 *     FIGURE_PICTURES=renew meson test -C _build figure-pictures
 *
 * then look at those that git says have changed. Pictures are compared after
 * being made small, so that neither the version of Cairo nor that of the font
 * matters. */

#define HEAD "{\"format\": \"attractor-experiment\", \"version\": 1, "
#define WIDTH 600
#define HEIGHT 400
#define REDUCTION 4 /* of the pictures that are kept */
#define FONT "Cantarell"
/* of 255: how much all of a picture may differ on average, and any part of it:
 * from one that is kept, and from what librsvg makes of the SVG, at full size */
#define KEPT_MEAN 0.4
#define KEPT_PART 30.0
#define SVG_MEAN 0.8
#define SVG_PART 75.0
#define PART 5 /* pixels of a small picture on each side of a part */

static const struct {
  const char *name;
  const char *text;
} experiments[] = {
  { "one-output", NULL },
  { "two-outputs",
    "{\"format\": \"attractor-experiment\", \"version\": 1, \"task\": {\"targets\": "
    "[[1.2, 0.0], [-0.6, 1.04], [-0.6, -1.04]]}}" },
};

static const guint8 *
get_pixel (const guint8 *data, int stride, int x, int y)
{
  return data + (gsize)y * stride + (gsize)x * 4;
}

/* Each pixel the mean of many. */
static cairo_surface_t *
reduce (cairo_surface_t *picture, int reduction)
{
  int width = cairo_image_surface_get_width (picture) / reduction;
  int height = cairo_image_surface_get_height (picture) / reduction;
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  const guint8 *data = cairo_image_surface_get_data (picture);
  int stride = cairo_image_surface_get_stride (picture);
  int small_stride = cairo_image_surface_get_stride (small);
  guint8 *small_data;

  cairo_surface_flush (small);
  small_data = cairo_image_surface_get_data (small);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int channel = 0; channel < 3; channel++) {
        guint sum = 0;

        for (int i = 0; i < reduction * reduction; i++)
          sum += get_pixel (
            data, stride, x * reduction + i % reduction, y * reduction + i / reduction)[channel];
        small_data[y * small_stride + x * 4 + channel] = (guint8)(sum / (reduction * reduction));
      }
  cairo_surface_mark_dirty (small);
  return small;
}

/* How much two pictures of the same size differ: on average, and the part that
 * differs most. */
static void
compare (cairo_surface_t *first, cairo_surface_t *second, double *mean, double *worst)
{
  cairo_surface_t *coarse[2];
  double sum = 0.0;
  int width, height;

  g_assert_cmpint (
    cairo_image_surface_get_width (first), ==, cairo_image_surface_get_width (second));
  g_assert_cmpint (
    cairo_image_surface_get_height (first), ==, cairo_image_surface_get_height (second));
  coarse[0] = reduce (first, PART);
  coarse[1] = reduce (second, PART);
  width = cairo_image_surface_get_width (coarse[0]);
  height = cairo_image_surface_get_height (coarse[0]);
  *worst = 0.0;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int channel = 0; channel < 3; channel++) {
        double values[2];

        for (int i = 0; i < 2; i++)
          values[i] = get_pixel (cairo_image_surface_get_data (coarse[i]),
                                 cairo_image_surface_get_stride (coarse[i]),
                                 x,
                                 y)[channel];
        sum += fabs (values[0] - values[1]);
        *worst = MAX (*worst, fabs (values[0] - values[1]));
      }
  *mean = sum / (3.0 * width * height);
  cairo_surface_destroy (coarse[0]);
  cairo_surface_destroy (coarse[1]);
}

static void
check_same (const char *name,
            cairo_surface_t *first,
            cairo_surface_t *second,
            double max_mean,
            double max_part)
{
  double mean, worst;

  compare (first, second, &mean, &worst);
  if (mean <= max_mean && worst <= max_part)
    return;
  g_test_message ("%s differs by %.2f on average and %.0f at most", name, mean, worst);
  g_test_fail ();
}

static void
check_picture (const char *name, FigFigure *figure, FigScheme scheme)
{
  g_autofree char *basename = g_strdup_printf ("%s-%s.png", name, fig_scheme_get_name (scheme));
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "reference", basename, NULL);
  FigStyle style = *fig_style_get (scheme);
  cairo_surface_t *picture, *small;

  style.font_family = FONT;
  if (scheme == FIG_SCHEME_PRINT)
    fig_style_scale (&style, 1.5);
  picture = fig_test_draw (figure, WIDTH, HEIGHT, &style);
  small = reduce (picture, 2 * REDUCTION);
  if (g_strcmp0 (g_getenv ("FIGURE_PICTURES"), "renew") == 0) {
    g_assert_cmpint (cairo_surface_write_to_png (small, path), ==, CAIRO_STATUS_SUCCESS);
  } else if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_test_message ("there is no picture of %s yet: see the beginning of test-pictures.c",
                    basename);
  } else {
    cairo_surface_t *reference = cairo_image_surface_create_from_png (path);

    g_assert_cmpint (cairo_surface_status (reference), ==, CAIRO_STATUS_SUCCESS);
    check_same (basename, small, reference, KEPT_MEAN, KEPT_PART);
    cairo_surface_destroy (reference);
  }
  cairo_surface_destroy (small);
  cairo_surface_destroy (picture);
}

static gboolean
has_font (void)
{
  PangoContext *context = fig_text_context_new (fig_style_get (FIG_SCHEME_PRINT));
  PangoFontFamily **families;
  gboolean found = FALSE;
  int n_families;

  pango_context_list_families (context, &families, &n_families);
  for (int i = 0; i < n_families; i++)
    found = found || strcmp (pango_font_family_get_name (families[i]), FONT) == 0;
  g_free (families);
  g_object_unref (context);
  return found;
}

/* With all that a measurement can have. */
static FigFigure *
make_figure (const FigKind *kind, const ExpTheory *theory, ExpMeasurement *measurement)
{
  g_autoptr (FigStudy) study = fig_study_new (kind->needs, theory, NULL, NULL, NULL);

  fig_test_add_driven (measurement);
  fig_test_add_training (measurement);
  return kind->build (&(FigSource){ theory, measurement, study });
}

static void
test_reference (gconstpointer data)
{
  const FigKind *kind = data;

  if (!has_font ()) {
    g_test_skip ("the font " FONT " is not installed");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (experiments); i++) {
    g_autoptr (ExpTheory) theory = fig_test_theory (experiments[i].text);
    g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
    g_autoptr (FigFigure) figure = make_figure (kind, theory, measurement);
    g_autofree char *name = g_strconcat (kind->name, "-", experiments[i].name, NULL);

    for (FigScheme scheme = 0; scheme < FIG_N_SCHEMES; scheme++)
      if (i == 0 || scheme == FIG_SCHEME_LIGHT)
        check_picture (name, figure, scheme);
  }
}

static ExpMeasurement *
train (const ExpTheory *theory)
{
  g_autoptr (GError) error = NULL;
  ExpMeasurement *measurement = exp_measurement_run_stages (
    theory->experiment, 1u << EXP_STAGE_TRAIN, NULL, &(ExpObserver){ 0 }, &error);

  g_assert_no_error (error);
  return measurement;
}

/* What only a network that is there can have: the readout that was found at once, which misses by
 * the ridge and not by rounding, and basins; and what is laid over for comparison. */
static void
test_reference_of_networks (void)
{
  static const FigScheme schemes[] = { FIG_SCHEME_LIGHT, FIG_SCHEME_DARK };
  g_autoptr (ExpTheory) ridge = fig_test_theory (
    HEAD "\"network\": {\"size\": 60, \"gain\": 0.7}, \"task\": {\"targets\": [[1.2], [-0.5]]}, "
         "\"training\": {\"method\": \"ridge\", \"ridge\": 0.1}}");
  g_autoptr (ExpTheory)
    plane = fig_test_theory (HEAD "\"network\": {\"size\": 60, \"gain\": 0.7}, "
                                  "\"task\": {\"targets\": [[1.2, 0.1], [-0.6, 0.9]]}}");
  g_autoptr (ExpTheory)
    before = fig_test_theory (HEAD "\"task\": {\"targets\": [[1.2, 0.1], [-0.3, 0.9]]}}");
  g_autoptr (ExpMeasurement) trained = train (ridge);
  g_autoptr (ExpMeasurement) network = train (plane);
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpBasins) basins = exp_basins_new (network, 0, NULL, NULL, NULL, NULL, &error);
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_RETURN_MAP, before, NULL, NULL, NULL);
  FigComparison comparison = { "Before", before, NULL, study };
  FigSource readout = { .theory = ridge, .measurement = trained };
  FigSource shades = { .theory = plane, .measurement = network, .basins = basins };
  g_autoptr (FigFigure) training = fig_kind_find ("training")->build (&readout);
  g_autoptr (FigFigure) attractors = NULL;

  g_assert_no_error (error);
  if (!has_font ()) {
    g_test_skip ("the font " FONT " is not installed");
    return;
  }
  attractors = fig_comparison_build (fig_kind_find ("attractors"), &shades, 1, &comparison);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
    check_picture ("training-at-once", training, schemes[i]);
    check_picture ("attractors-network-basins", attractors, schemes[i]);
  }
}

static cairo_surface_t *
export_png (FigFigure *figure, const char *path, const FigExportOptions *options)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *picture;

  fig_export (figure, file, FIG_FORMAT_PNG, options, &error);
  g_assert_no_error (error);
  picture = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (g_remove (path), ==, 0);
  return picture;
}

/* As librsvg draws it. */
static cairo_surface_t *
export_svg (FigFigure *figure, const char *path, const FigExportOptions *options)
{
  g_autofree char *svg_path = g_strconcat (path, ".svg", NULL);
  g_autofree char *width = g_strdup_printf ("%.0f", options->width * options->resolution / 72.0);
  const char *argv[] = { "rsvg-convert", "-w", width, svg_path, "-o", path, NULL };
  g_autoptr (GFile) file = g_file_new_for_path (svg_path);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *picture;
  int status;

  fig_export (figure, file, FIG_FORMAT_SVG, options, &error);
  g_assert_no_error (error);
  g_spawn_sync (
    NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  picture = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_remove (svg_path), ==, 0);
  return picture;
}

/* Another program sees in the SVG what is in the PNG. */
static void
test_svg (gconstpointer data)
{
  const FigKind *kind = data;
  g_autofree char *program = g_find_program_in_path ("rsvg-convert");
  g_autofree char *path = NULL;
  int fd;

  if (program == NULL || !has_font ()) {
    g_test_skip ("librsvg's rsvg-convert or the font " FONT " is not installed");
    return;
  }
  fd = g_file_open_tmp ("figure-XXXXXX.png", &path, NULL);
  g_assert_true (fd >= 0);
  g_close (fd, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (experiments); i++) {
    g_autoptr (ExpTheory) theory = fig_test_theory (experiments[i].text);
    g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
    g_autoptr (FigFigure) figure = make_figure (kind, theory, measurement);
    FigExportOptions options = { 432.0, 288.0, 100.0, NULL };
    cairo_surface_t *png, *svg;
    FigStyle style;

    fig_style_init_for_page (&style, i == 0 ? FIG_SCHEME_DARK : FIG_SCHEME_PRINT);
    style.font_family = FONT;
    options.style = &style;
    png = export_png (figure, path, &options);
    svg = export_svg (figure, path, &options);
    check_same (kind->name, png, svg, SVG_MEAN, SVG_PART);
    cairo_surface_destroy (png);
    cairo_surface_destroy (svg);
  }
}

/* The comparison itself notices what is missing. */
static void
test_comparison (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (FigFigure) figure = fig_kind_find ("relaxation")->build (&(FigSource){ theory, NULL });
  FigStyle style = *fig_style_get (FIG_SCHEME_LIGHT);
  cairo_surface_t *whole = fig_test_draw (figure, WIDTH, HEIGHT, &style), *thin, *small[2];
  double mean, worst;

  style.line_width = 0.2;
  thin = fig_test_draw (figure, WIDTH, HEIGHT, &style);
  small[0] = reduce (whole, 2 * REDUCTION);
  small[1] = reduce (thin, 2 * REDUCTION);
  compare (small[0], small[1], &mean, &worst);
  g_assert_true (mean > KEPT_MEAN || worst > KEPT_PART);
  compare (small[0], small[0], &mean, &worst);
  g_assert_cmpfloat (mean, ==, 0.0);
  for (int i = 0; i < 2; i++)
    cairo_surface_destroy (small[i]);
  cairo_surface_destroy (whole);
  cairo_surface_destroy (thin);
}

int
main (int argc, char **argv)
{
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < n_kinds; i++) {
    g_autofree char *reference = g_strconcat ("/figure/pictures/", kinds[i]->name, NULL);
    g_autofree char *svg = g_strconcat ("/figure/svg/", kinds[i]->name, NULL);

    g_test_add_data_func (reference, kinds[i], test_reference);
    g_test_add_data_func (svg, kinds[i], test_svg);
  }
  g_test_add_func ("/figure/pictures/networks", test_reference_of_networks);
  g_test_add_func ("/figure/pictures/comparison", test_comparison);
  return g_test_run ();
}
