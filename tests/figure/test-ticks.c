/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fig-axis.h"
#include "fig-number.h"
#include "fig-scale.h"
#include "fig-ticks.h"

#define N_CASES 5000

static void
check_increasing (const double *values, guint n_values, double minimum, double maximum)
{
  for (guint i = 0; i < n_values; i++) {
    g_assert_cmpfloat (values[i], >=, minimum);
    g_assert_cmpfloat (values[i], <=, maximum);
    if (i > 0)
      g_assert_cmpfloat (values[i], >, values[i - 1]);
  }
}

static void
check_labels (const FigTicks *ticks)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ticks->n_values; i++) {
    g_assert_nonnull (ticks->labels[i]);
    g_assert_true (g_utf8_validate (ticks->labels[i], -1, NULL));
    g_assert_null (strchr (ticks->labels[i], '-'));
    if (!g_hash_table_add (seen, ticks->labels[i]))
      g_error ("two ticks say %s", ticks->labels[i]);
  }
}

static void
check_minor (const FigTicks *ticks, double minimum, double maximum)
{
  guint j = 0;

  check_increasing (ticks->minor, ticks->n_minor, minimum, maximum);
  for (guint i = 0; i < ticks->n_minor; i++) {
    while (j < ticks->n_values && ticks->values[j] < ticks->minor[i])
      j++;
    if (j < ticks->n_values)
      g_assert_cmpfloat (ticks->values[j], !=, ticks->minor[i]);
  }
}

/* the value of a label as one reads it */
static double
read_label (const char *label)
{
  g_autofree char *plain = g_strdup (label);
  g_auto (GStrv) parts = NULL;
  const char *power = strstr (label, "10<sup>");
  double mantissa = 1.0, exponent = 0.0;

  parts = g_strsplit (plain, "\xe2\x88\x92", -1);
  g_free (plain);
  plain = g_strjoinv ("-", parts);
  if (power == NULL)
    return g_ascii_strtod (plain, NULL);
  exponent = g_ascii_strtod (strstr (plain, "<sup>") + 5, NULL);
  if (strstr (plain, "\xc3\x97") != NULL)
    mantissa = g_ascii_strtod (plain, NULL);
  else if (plain[0] == '-')
    mantissa = -1.0;
  return mantissa * pow (10.0, exponent);
}

static void
check_readable (const FigTicks *ticks)
{
  for (guint i = 0; i < ticks->n_values; i++) {
    double said = read_label (ticks->labels[i]);
    double slack = 1e-9 * MAX (fabs (ticks->values[0]), fabs (ticks->values[ticks->n_values - 1]));

    g_assert_cmpfloat_with_epsilon (said, ticks->values[i], slack);
  }
}

/* steps are 1, 2, 2.5, 3, 4 or 5 times a power of ten */
static void
check_round (const FigTicks *ticks)
{
  double step = ticks->values[1] - ticks->values[0];
  double leading = step / pow (10.0, floor (log10 (step) + 1e-6));
  gboolean round_step = FALSE;
  static const double allowed[] = { 1.0, 2.0, 2.5, 3.0, 4.0, 5.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    round_step = round_step || fabs (leading - allowed[i]) < 1e-4;
  if (!round_step)
    g_error ("a step of %g", step);
  for (guint i = 2; i < ticks->n_values; i++)
    g_assert_cmpfloat_with_epsilon (ticks->values[i] - ticks->values[i - 1], step, 1e-4 * step);
}

static void
test_linear (void)
{
  for (guint i = 0; i < N_CASES; i++) {
    double span = pow (10.0, g_test_rand_double_range (-12.0, 12.0));
    double minimum = span * g_test_rand_double_range (-1000.0, 1000.0);
    double maximum = minimum + span;
    guint n_wanted = (guint)g_test_rand_int_range (2, 13);
    g_autoptr (FigTicks)
      ticks = fig_ticks_new (FIG_SCALE_LINEAR, FIG_STEPS_DECIMAL, minimum, maximum, n_wanted);

    g_assert_cmpuint (ticks->n_values, >=, 2);
    g_assert_cmpuint (ticks->n_values, <=, 2 * n_wanted + 1);
    check_increasing (ticks->values, ticks->n_values, minimum, maximum);
    check_minor (ticks, minimum, maximum);
    check_labels (ticks);
    check_readable (ticks);
    check_round (ticks);
  }
}

static void
test_logarithmic (void)
{
  for (guint i = 0; i < N_CASES; i++) {
    double minimum = pow (10.0, g_test_rand_double_range (-290.0, 290.0));
    double n_decades = g_test_rand_bit () ? g_test_rand_double_range (0.01, 5.0)
                                          : g_test_rand_double_range (0.01, 500.0);
    double maximum = MIN (minimum * pow (10.0, n_decades), 1e300);
    guint n_wanted = (guint)g_test_rand_int_range (2, 13);
    g_autoptr (FigTicks)
      ticks = fig_ticks_new (FIG_SCALE_LOGARITHMIC, FIG_STEPS_DECIMAL, minimum, maximum, n_wanted);

    g_assert_cmpuint (ticks->n_values, >=, 2);
    g_assert_cmpuint (ticks->n_values, <=, 2 * n_wanted + 1);
    g_assert_cmpuint (ticks->n_minor, <=, 400);
    if (n_wanted >= 4 && ticks->n_values < 3)
      g_error ("%u numbers from %g to %g", ticks->n_values, minimum, maximum);
    check_increasing (ticks->values, ticks->n_values, minimum, maximum);
    check_minor (ticks, minimum, maximum);
    check_labels (ticks);
    check_readable (ticks);
  }
}

static void
check_values (FigScaleKind kind,
              FigSteps steps,
              double minimum,
              double maximum,
              guint n_wanted,
              const char *labels)
{
  g_autoptr (FigTicks) ticks = fig_ticks_new (kind, steps, minimum, maximum, n_wanted);
  g_autofree char *joined = g_strjoinv (" ", ticks->labels);

  g_assert_cmpstr (joined, ==, labels);
}

static void
test_examples (void)
{
  check_values (FIG_SCALE_LINEAR, FIG_STEPS_DECIMAL, 0.0, 50.0, 6, "0 10 20 30 40 50");
  check_values (FIG_SCALE_LINEAR, FIG_STEPS_DECIMAL, -1.1, 1.05, 5, "−1.0 −0.5 0.0 0.5 1.0");
  check_values (
    FIG_SCALE_LINEAR, FIG_STEPS_DECIMAL, 0.0, 4e5, 3, "0 2×10<sup>5</sup> 4×10<sup>5</sup>");
  check_values (FIG_SCALE_LINEAR, FIG_STEPS_DEGREES, -185.0, 5.0, 3, "−180 −90 0");
  check_values (FIG_SCALE_LINEAR, FIG_STEPS_DEGREES, -100.0, 5.0, 3, "−90 −45 0");
  check_values (FIG_SCALE_LOGARITHMIC, FIG_STEPS_DECIMAL, 0.01, 10.0, 9, "0.01 0.1 1 10");
  check_values (FIG_SCALE_LOGARITHMIC, FIG_STEPS_DECIMAL, 0.4, 12.0, 6, "0.5 1 2 5 10");
  check_values (FIG_SCALE_LOGARITHMIC,
                FIG_STEPS_DECIMAL,
                1e-4,
                1e4,
                5,
                "10<sup>−4</sup> 10<sup>−2</sup> 10<sup>0</sup> 10<sup>2</sup> 10<sup>4</sup>");
  check_values (FIG_SCALE_LOGARITHMIC, FIG_STEPS_DECIMAL, 2.0, 3.0, 3, "2.0 2.5 3.0");
  check_values (FIG_SCALE_LOGARITHMIC, FIG_STEPS_DECIMAL, 2.9, 9.2, 5, "3 4 6 8");
  check_values (FIG_SCALE_LOGARITHMIC, FIG_STEPS_DECIMAL, 1.9, 5.5, 4, "2 3 5");
}

/* What is no range has no ticks. */
static void
test_no_range (void)
{
  static const double ranges[][2] = {
    { 1.0, 1.0 }, { 2.0, 1.0 }, { NAN, 1.0 }, { 0.0, NAN }, { -INFINITY, 1.0 }, { 0.0, INFINITY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++) {
    g_autoptr (FigTicks)
      ticks = fig_ticks_new (FIG_SCALE_LINEAR, FIG_STEPS_DECIMAL, ranges[i][0], ranges[i][1], 5);

    g_assert_cmpuint (ticks->n_values, ==, 0);
    g_assert_cmpuint (ticks->n_minor, ==, 0);
  }
}

/* Any data whatever gives a scale with limits, ticks and a way back. */
static void
check_scale (FigScaleKind kind, double first, double second)
{
  FigRange range = FIG_RANGE_EMPTY;
  g_autoptr (FigTicks) ticks = NULL;
  FigScale scale;

  fig_range_add (&range, kind, first);
  fig_range_add (&range, kind, second);
  fig_scale_init (&scale, kind, &range, 0.05);
  scale.begin = 50.0;
  scale.end = 650.0;
  g_assert_true (isfinite (scale.minimum) && isfinite (scale.maximum));
  g_assert_cmpfloat (scale.minimum, <, scale.maximum);
  g_assert_cmpfloat_with_epsilon (fig_scale_map (&scale, scale.minimum), 50.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (fig_scale_map (&scale, scale.maximum), 650.0, 1e-3);
  if (!fig_range_is_empty (&range) && fabs (first) <= 1e300 && fabs (second) <= 1e300 &&
      (kind != FIG_SCALE_LOGARITHMIC || MIN (first, second) >= 1e-300)) {
    g_assert_true (fig_scale_contains (&scale, first));
    g_assert_true (fig_scale_contains (&scale, second));
  }
  if (kind == FIG_SCALE_SYMMETRIC)
    ticks = fig_ticks_new_symmetric (scale.linear, scale.minimum, scale.maximum, 6);
  else
    ticks = fig_ticks_new (kind, FIG_STEPS_DECIMAL, scale.minimum, scale.maximum, 6);
  g_assert_cmpuint (ticks->n_values, >=, 2);
  check_increasing (ticks->values, ticks->n_values, scale.minimum, scale.maximum);
  check_labels (ticks);
  g_assert_true (isnan (fig_scale_map (&scale, NAN)));
  g_assert_true (isnan (fig_scale_map (&scale, INFINITY)));
  g_assert_true (isfinite (fig_scale_map (&scale, G_MAXDOUBLE)));
  if (kind == FIG_SCALE_LOGARITHMIC)
    g_assert_true (isnan (fig_scale_map (&scale, 0.0)) && isnan (fig_scale_map (&scale, -1.0)));
}

static void
test_degenerate (void)
{
  static const double values[] = {
    0.0,          1.0,    -1.0, 0.9,      1e-300,    -1e-300,     1e300, -1e300,     G_MAXDOUBLE,
    -G_MAXDOUBLE, 5e-324, NAN,  INFINITY, -INFINITY, 1.0 + 1e-12, 1e9,   1e9 + 1e-3, 123456789.0,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++) {
      check_scale (FIG_SCALE_LINEAR, values[i], values[j]);
      check_scale (FIG_SCALE_LOGARITHMIC, values[i], values[j]);
      check_scale (FIG_SCALE_SYMMETRIC, values[i], values[j]);
    }
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < N_CASES; i++) {
    FigScaleKind kind = g_test_rand_bit () ? FIG_SCALE_LINEAR : FIG_SCALE_LOGARITHMIC;
    double first = pow (10.0, g_test_rand_double_range (-3.0, 3.0));
    FigRange range = { first, first * g_test_rand_double_range (1.01, 1000.0) };
    double place = g_test_rand_double_range (-200.0, 1200.0);
    FigScale scale;

    fig_scale_init (&scale, kind, &range, 0.0);
    scale.begin = 800.0;
    scale.end = 10.0;
    g_assert_cmpfloat (scale.minimum, ==, range.minimum);
    g_assert_cmpfloat (scale.maximum, ==, range.maximum);
    g_assert_cmpfloat_with_epsilon (
      fig_scale_map (&scale, fig_scale_unmap (&scale, place)), place, 1e-6);
  }
}

/* Odd, increasing, about linear within its linear part and logarithmic far out;
 * it has the same ticks on both sides, and zero. */
static void
test_symmetric (void)
{
  for (guint i = 0; i < N_CASES; i++) {
    double largest = pow (10.0, g_test_rand_double_range (-200.0, 200.0));
    double ratio = pow (10.0, g_test_rand_double_range (1.3, 12.0));
    FigRange range = { -largest, largest };
    g_autoptr (FigTicks) ticks = NULL;
    FigScale scale;
    double place, one, two, decade;

    fig_scale_init_symmetric (&scale, largest / ratio, &range, 0.0);
    scale.begin = -100.0;
    scale.end = 100.0;
    place = g_test_rand_double_range (0.0, 99.0);
    g_assert_cmpfloat_with_epsilon (fig_scale_map (&scale, 0.0), 0.0, 1e-9);
    g_assert_cmpfloat_with_epsilon (
      fig_scale_map (&scale, fig_scale_unmap (&scale, place)), place, 1e-6);
    g_assert_cmpfloat_with_epsilon (
      fig_scale_map (&scale, -fig_scale_unmap (&scale, place)), -place, 1e-6);
    one = fig_scale_map (&scale, 0.05 * scale.linear);
    two = fig_scale_map (&scale, 0.10 * scale.linear);
    g_assert_cmpfloat_with_epsilon (two / one, 2.0, 0.01);
    decade = 100.0 / (log (2.0 * ratio) / G_LN10);
    g_assert_cmpfloat_with_epsilon (fig_scale_map (&scale, largest) -
                                      fig_scale_map (&scale, largest / 10.0),
                                    decade,
                                    0.6 * decade / ratio * 10.0 + 1e-6);

    ticks = fig_ticks_new_symmetric (scale.linear, -largest, largest, 7);
    g_assert_cmpuint (ticks->n_values, >=, 3);
    g_assert_cmpuint (ticks->n_values, <=, 14);
    check_increasing (ticks->values, ticks->n_values, -largest, largest);
    check_labels (ticks);
    g_assert_cmpuint (ticks->n_values % 2, ==, 1);
    for (guint j = 0; j < ticks->n_values; j++)
      g_assert_cmpfloat (ticks->values[j], ==, -ticks->values[ticks->n_values - 1 - j]);
  }
}

static void
test_symmetric_examples (void)
{
  g_autoptr (FigTicks) ticks = fig_ticks_new_symmetric (0.1, -100.0, 1000.0, 11);
  static const char *const labels[] = { "−100", "−10", "−1", "−0.1", "0",
                                        "0.1",  "1",   "10", "100",  "1000" };

  g_assert_cmpuint (ticks->n_values, ==, G_N_ELEMENTS (labels));
  for (guint i = 0; i < ticks->n_values; i++)
    g_assert_cmpstr (ticks->labels[i], ==, labels[i]);
}

/* Every other tick loses its number, but neither 0 nor the last but one. */
static void
check_thinned (
  double minimum, double maximum, guint n_wanted, const char *before, const char *after)
{
  g_autoptr (FigTicks)
    ticks = fig_ticks_new (FIG_SCALE_LINEAR, FIG_STEPS_DECIMAL, minimum, maximum, n_wanted);
  guint n_ticks = ticks->n_values + ticks->n_minor;
  g_autofree char *all = g_strjoinv (" ", ticks->labels);
  g_autofree char *rest = NULL;

  g_assert_cmpstr (all, ==, before);
  fig_ticks_thin (ticks);
  rest = g_strjoinv (" ", ticks->labels);
  g_assert_cmpstr (rest, ==, after);
  g_assert_cmpuint (ticks->n_values + ticks->n_minor, ==, n_ticks);
  check_increasing (ticks->values, ticks->n_values, minimum, maximum);
  check_minor (ticks, minimum, maximum);
}

static void
test_thin (void)
{
  check_thinned (0.0, 50.0, 6, "0 10 20 30 40 50", "0 20 40");
  check_thinned (-10.0, 30.0, 5, "−10 0 10 20 30", "0 20");
  check_thinned (-10.0, 10.0, 3, "−10 0 10", "−10 10");
  check_thinned (-1.0, 2.0, 4, "−1 0 1 2", "0 2");
  check_thinned (0.0, 10.0, 3, "0 5 10", "0 10");
  check_thinned (0.0, 10.0, 2, "0 10", "0 10");
}

static void
check_number (char *text, const char *wanted)
{
  g_assert_cmpstr (text, ==, wanted);
  g_free (text);
}

static void
test_numbers (void)
{
  check_number (fig_number_format (-0.5, 1), "−0.5");
  check_number (fig_number_format (-0.04, 1), "0.0");
  check_number (fig_number_format (1e21, 0), "1000000000000000000000");
  check_number (fig_number_format_power (1.0, 0, -3), "10<sup>−3</sup>");
  check_number (fig_number_format_power (-2.5, 1, 300), "−2.5×10<sup>300</sup>");
  check_number (fig_number_format_power (0.0, 1, 300), "0");
  check_number (fig_number_format_short (0.9, 4), "0.9");
  check_number (fig_number_format_short (-1e-7, 4), "−1×10<sup>−7</sup>");
  check_number (fig_number_format_short (NAN, 4), "?");
  check_number (fig_number_format_short (-INFINITY, 4), "−∞");
  check_number (fig_number_set_minus ("z = (-0.6, 1e-05) from 2-3"), "z = (−0.6, 1e−05) from 2-3");
}

/* A comma stands where numbers have points, and nowhere else. */
static void
test_localized (void)
{
  check_number (fig_number_localize ("<i>z</i> = −0.6", ","), "<i>z</i> = −0,6");
  check_number (fig_number_localize ("−2.5×10<sup>−7</sup>", ","), "−2,5×10<sup>−7</sup>");
  check_number (fig_number_localize ("(0.9, −0.1), (1×10<sup>3</sup>, 2)", ","),
                "(0,9; −0,1), (1×10<sup>3</sup>; 2)");
  check_number (fig_number_localize ("tanh, 0.5. Version 1.2.3, v1.2", ","),
                "tanh, 0,5. Version 1.2.3, v1.2");
  check_number (fig_number_localize ("(0.9, 0.1)", "."), "(0.9, 0.1)");
  check_number (fig_number_localize ("<span a=\"b\">0.5*x</span>, 0.9", ","),
                "<span a=\"b\">0.5*x</span>, 0,9");
}

/* What cannot be told from 0 on an axis is read out as 0. */
static void
test_values (void)
{
  const FigAxis linear = { .title = (char *)"z (τ)", .kind = FIG_SCALE_LINEAR };
  const FigAxis logarithmic = { .title = (char *)"z", .kind = FIG_SCALE_LOGARITHMIC };

  check_number (fig_axis_format_value (&linear, 3.9e-8, 0.001), "z = 0 τ");
  check_number (fig_axis_format_value (&linear, -0.0012, 0.001), "z = −0.0012 τ");
  check_number (fig_axis_format_value (&linear, 3.9e-8, 0.0), "z = 3.9×10<sup>−8</sup> τ");
  check_number (fig_axis_format_value (&logarithmic, 4e-8, 1e-7), "z = 4×10<sup>−8</sup>");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/ticks/linear", test_linear);
  g_test_add_func ("/figure/ticks/logarithmic", test_logarithmic);
  g_test_add_func ("/figure/ticks/examples", test_examples);
  g_test_add_func ("/figure/ticks/no-range", test_no_range);
  g_test_add_func ("/figure/ticks/thin", test_thin);
  g_test_add_func ("/figure/scale/degenerate", test_degenerate);
  g_test_add_func ("/figure/scale/round-trip", test_round_trip);
  g_test_add_func ("/figure/scale/symmetric", test_symmetric);
  g_test_add_func ("/figure/ticks/symmetric-examples", test_symmetric_examples);
  g_test_add_func ("/figure/number", test_numbers);
  g_test_add_func ("/figure/number/localized", test_localized);
  g_test_add_func ("/figure/values", test_values);
  return g_test_run ();
}
