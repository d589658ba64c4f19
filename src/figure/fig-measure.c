/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-measure.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-number.h"

/* The colours go as far as so much of the map does; what is beyond has the last. */
#define QUANTILE 0.95

/**
 * fig_measure_get_name:
 * @measure: a measure
 *
 * Returns: what it is called where its numbers are told and in a figure's data
 */
const char *
fig_measure_get_name (ExpMeasure measure)
{
  return measure == EXP_MEASURE_LEADING_EIGENVALUE ? "max Re λ" : exp_measure_get_id (measure);
}

/* In a few letters, with the unit, as Pango markup */
static const char *
get_short_title (ExpMeasure measure)
{
  switch (measure) {
  case EXP_MEASURE_SUCCESS:
    return _ ("Fraction that hold all");
  case EXP_MEASURE_LEADING_EIGENVALUE:
    return "max Re <i>λ</i> (1/<i>τ</i>)";
  case EXP_MEASURE_TIME_CONSTANT:
  case EXP_MEASURE_POLE_TIME_CONSTANT:
  case EXP_MEASURE_FITTED_TIME_CONSTANT:
    return _ ("<i>τ</i><sub>output</sub> (<i>τ</i>)");
  case EXP_MEASURE_INTERNAL_TIME_CONSTANT:
    return _ ("Neurons (<i>τ</i>)");
  case EXP_MEASURE_BULK_RADIUS:
    return _ ("Bulk radius");
  case EXP_MEASURE_BULK_TIME_CONSTANT:
    return _ ("<i>τ</i><sub>bulk</sub> (<i>τ</i>)");
  case EXP_MEASURE_READOUT_ERROR:
    return "|<i>z</i> − <i>A</i>|";
  case EXP_MEASURE_MEAN_RESPONSE_TIME:
    return _ ("Response (<i>τ</i>)");
  case EXP_MEASURE_RESONANCE_FREQUENCY:
    return "<i>ω</i> (1/<i>τ</i>)";
  case EXP_MEASURE_OUTPUT_VARIANCE:
    return "Var <i>z</i>";
  case EXP_MEASURE_NEURON_VARIANCE:
    return "Var <i>x</i>";
  case EXP_MEASURE_MARGINAL:
    return _ ("Marginal");
  case EXP_N_MEASURES:
  default:
    g_assert_not_reached ();
  }
}

/* As Pango markup, for the end of a title */
static const char *
get_unit (ExpMeasure measure)
{
  const char *unit = exp_measure_get_unit (measure);

  if (*unit == '\0')
    return "";
  return g_str_equal (unit, "τ") ? " (<i>τ</i>)" : " (1/<i>τ</i>)";
}

/**
 * fig_measure_set_titles:
 * @measure: a measure
 * @axis: an axis along which it is drawn
 *
 * Names the axis; of all attractors together.
 */
void
fig_measure_set_titles (ExpMeasure measure, FigAxis *axis)
{
  g_autofree char *title = NULL;

  if (measure == EXP_MEASURE_SUCCESS)
    title = g_strdup (_ ("Fraction of networks that hold all targets"));
  else if (measure == EXP_MEASURE_LEADING_EIGENVALUE)
    title = g_strdup (_ ("Slowest or growing mode, max Re <i>λ</i> (1/<i>τ</i>)"));
  else
    title = g_strconcat (exp_measure_get_label (measure), get_unit (measure), NULL);
  fig_axis_set_titles (axis, title, get_short_title (measure));
}

/**
 * fig_measure_get_shown:
 * @measure: a measure
 * @value: what theory says of it, or what was measured
 *
 * A time constant below 0 is one of leaving, which has no place among those of staying.
 *
 * Returns: the number as it is drawn; NaN for a gap
 */
double
fig_measure_get_shown (ExpMeasure measure, double value)
{
  return !exp_measure_is_time_constant (measure) || value > 0.0 ? value : NAN;
}

/* The least round number that is not below @wanted; few of them, for a scale with a middle. */
static double
round_up (double wanted, gboolean few)
{
  static const double steps[] = { 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0 };
  static const double few_steps[] = { 1.0, 2.0, 5.0, 10.0 };
  const double *all = few ? few_steps : steps;
  double power = pow (10.0, floor (log10 (MAX (wanted, 1e-6))));
  gsize i = 0;

  while (all[i] < 10.0 && all[i] * power < wanted)
    i++;
  return all[i] * power;
}

/**
 * fig_measure_find_colors:
 * @measure: a measure
 * @n: how many numbers
 * @values: (array length=n): the numbers, in any order
 * @range: (out): what the colours are of
 *
 * What is on both sides of 0 gets colours with a middle, as far to one side of 0 as to the other;
 * what is on one side alone gets all colours from 0 on, instead of half of those.
 *
 * Returns: the colours
 */
FigColorMap
fig_measure_find_colors (ExpMeasure measure, gsize n, const double *values, FigRange *range)
{
  gboolean below = FALSE, above = FALSE, has_middle;
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (double));
  double limit = 1.0;

  for (gsize i = 0; i < n; i++) {
    double size = fabs (values[i]);

    below = below || values[i] < 0.0;
    above = above || values[i] > 0.0;
    if (isfinite (size))
      g_array_append_val (sizes, size);
  }
  has_middle = below && above;
  g_array_sort (sizes, fig_number_compare);
  if (sizes->len > 0 && measure != EXP_MEASURE_SUCCESS)
    limit = round_up (g_array_index (sizes, double, (guint)(QUANTILE * (sizes->len - 1))),
                      has_middle);
  *range = (FigRange){ below ? -limit : 0.0, above || !below ? limit : 0.0 };
  return has_middle ? FIG_COLOR_MAP_DIVERGING : FIG_COLOR_MAP_SEQUENTIAL;
}
