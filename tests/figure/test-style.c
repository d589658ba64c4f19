/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "fig-look.h"
#include "fig-measure.h"
#include "fig-style.h"

/* What colours become to people who lack one kind of cone, on linear light
 * (Machado, Oliveira and Fernandes, IEEE TVCG 15, 1291, 2009, severity 1); the
 * first is everybody else. */
static const double visions[][3][3] = {
  { { 1.0, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } },
  { { 0.152286, 1.052583, -0.204868 },
    { 0.114503, 0.786281, 0.099216 },
    { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 },
    { 0.280085, 0.672501, 0.047413 },
    { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 },
    { -0.078411, 0.930809, 0.147602 },
    { 0.004733, 0.691367, 0.303900 } },
};

static double
linear_light (double component)
{
  return component <= 0.04045 ? component / 12.92 : pow ((component + 0.055) / 1.055, 2.4);
}

static void
multiply (const double matrix[3][3], const double *vector, double *product)
{
  for (int i = 0; i < 3; i++)
    product[i] = matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2];
}

/* Oklab, in which distances are as large as they look. */
static void
perceive (const FigColor *color, const double vision[3][3], double *lab)
{
  static const double to_cones[3][3] = { { 0.4122214708, 0.5363325363, 0.0514459929 },
                                         { 0.2119034982, 0.6806995451, 0.1073969566 },
                                         { 0.0883024619, 0.2817188376, 0.6299787005 } };
  static const double to_lab[3][3] = { { 0.2104542553, 0.7936177850, -0.0040720468 },
                                       { 1.9779984951, -2.4285922050, 0.4505937099 },
                                       { 0.0259040371, 0.7827717662, -0.8086757660 } };
  double light[3] = { linear_light (color->red),
                      linear_light (color->green),
                      linear_light (color->blue) };
  double seen[3], cones[3];

  multiply (vision, light, seen);
  for (int i = 0; i < 3; i++)
    seen[i] = CLAMP (seen[i], 0.0, 1.0);
  multiply (to_cones, seen, cones);
  for (int i = 0; i < 3; i++)
    cones[i] = cbrt (cones[i]);
  multiply (to_lab, cones, lab);
}

static double
distance (const FigColor *a, const FigColor *b, const double vision[3][3])
{
  double first[3], second[3];

  perceive (a, vision, first);
  perceive (b, vision, second);
  return sqrt (pow (first[0] - second[0], 2.0) + pow (first[1] - second[1], 2.0) +
               pow (first[2] - second[2], 2.0));
}

static void
test_contrast (void)
{
  for (FigScheme scheme = 0; scheme < FIG_N_SCHEMES; scheme++) {
    const FigStyle *style = fig_style_get (scheme);

    g_assert_cmpfloat (fig_color_contrast (&style->foreground, &style->background), >, 7.0);
    g_assert_cmpfloat (fig_color_contrast (&style->muted, &style->background), >, 4.4);
    g_assert_cmpfloat (fig_color_contrast (&style->axis, &style->background), >, 3.0);
    for (guint i = 0; i < style->n_colors; i++)
      g_assert_cmpfloat (fig_color_contrast (&style->palette[i], &style->background), >, 3.0);
  }
}

/* All colours can be told apart with any kind of vision, the first three well. */
static void
test_colour_blindness (void)
{
  for (FigScheme scheme = 0; scheme < FIG_N_SCHEMES; scheme++) {
    const FigStyle *style = fig_style_get (scheme);

    for (gsize v = 0; v < G_N_ELEMENTS (visions); v++)
      for (guint i = 0; i < style->n_colors; i++)
        for (guint j = 0; j < i; j++)
          g_assert_cmpfloat (
            distance (&style->palette[i], &style->palette[j], visions[v]), >, i < 3 ? 0.1 : 0.035);
  }
}

/* No two of the most attractors there may be have colour and marker in common,
 * nor colour and number of dots. */
static void
test_second_cue (void)
{
  const FigStyle *style = fig_style_get (FIG_SCHEME_LIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  int n_dashes[32];

  for (int i = 0; i < 32; i++) {
    FigLook look = { .owner = i };

    fig_look_set_stroke (&look, cr, style);
    n_dashes[i] = cairo_get_dash_count (cr);
    for (int j = i % (int)style->n_colors; j < i; j += (int)style->n_colors) {
      FigLook other = { .owner = j };

      g_assert_cmpint (fig_look_get_marker (&look), !=, fig_look_get_marker (&other));
      g_assert_cmpint (n_dashes[i], !=, n_dashes[j]);
    }
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_contrast_ratio (void)
{
  FigColor black = FIG_COLOR (0x000000), white = FIG_COLOR (0xffffff), grey = FIG_COLOR (0x777777);
  FigColor mixed = fig_color_mix (&black, &white, 0.25);

  g_assert_cmpfloat_with_epsilon (fig_color_contrast (&black, &white), 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (fig_color_contrast (&white, &black), 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (fig_color_contrast (&grey, &white), 4.48, 0.005);
  g_assert_cmpfloat_with_epsilon (mixed.green, 0.25, 1e-12);
}

/* All colours are of use, whichever side of 0 the numbers are on. */
static void
test_one_side (void)
{
  static const double above[] = { 0.01, 0.1, 0.19, NAN }, below[] = { -0.3, -0.01, -0.2, NAN };
  static const double both[] = { -0.3, 0.02, NAN, 0.1 };
  const ExpMeasure measure = EXP_MEASURE_LEADING_EIGENVALUE;
  FigRange range;

  g_assert_cmpint (
    fig_measure_find_colors (measure, 4, above, &range), ==, FIG_COLOR_MAP_SEQUENTIAL);
  g_assert_cmpfloat (range.minimum, ==, 0.0);
  g_assert_cmpfloat (range.maximum, >=, 0.1);
  g_assert_cmpint (
    fig_measure_find_colors (measure, 4, below, &range), ==, FIG_COLOR_MAP_SEQUENTIAL);
  g_assert_cmpfloat (range.minimum, <=, -0.2);
  g_assert_cmpfloat (range.maximum, ==, 0.0);
  g_assert_cmpint (fig_measure_find_colors (measure, 4, both, &range), ==, FIG_COLOR_MAP_DIVERGING);
  g_assert_cmpfloat (range.minimum, ==, -range.maximum);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/style/contrast-ratio", test_contrast_ratio);
  g_test_add_func ("/figure/style/contrast", test_contrast);
  g_test_add_func ("/figure/style/colour-blindness", test_colour_blindness);
  g_test_add_func ("/figure/style/second-cue", test_second_cue);
  g_test_add_func ("/figure/style/one-side", test_one_side);
  return g_test_run ();
}
