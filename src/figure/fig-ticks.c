/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-ticks.h"

#include <math.h>
#include <stdlib.h>

#include "fig-number.h"
#include "fig-ticks-private.h"

/* Linear axes are ticked as by Talbot, Lin and Hanrahan, "An extension of
 * Wilkinson's algorithm for positioning tick labels on axes" (IEEE TVCG 16,
 * 1036, 2010): of all round steps take the one with the best sum of
 * simplicity, coverage and density. Their legibility is whether the labels
 * fit, which the layout finds out by measuring. Ticks stay within the axis, so
 * a step has one set of ticks only, and all steps can be tried. */

#define MAX_TICKS 200

typedef struct {
  double numerator; /* the step is this times a power of ten */
  int exponent;
  double simplicity;
  int decimals; /* after those that the power of ten has */
  int n_parts;  /* into which minor ticks divide the step */
} Step;

/* the steps that people count in, the simplest first */
static const Step decimal_steps[] = {
  { 1.0, 0, 1.0, 0, 2 }, { 5.0, 0, 0.8, 0, 5 }, { 2.0, 0, 0.6, 0, 2 },
  { 2.5, 0, 0.4, 1, 5 }, { 4.0, 0, 0.2, 0, 4 }, { 3.0, 0, 0.0, 0, 3 },
};

static const Step degree_steps[] = {
  { 90.0, 0, 1.0, 0, 3 },  { 180.0, 0, 0.9, 0, 2 }, { 45.0, 0, 0.9, 0, 3 },
  { 360.0, 0, 0.8, 0, 4 }, { 30.0, 0, 0.8, 0, 3 },  { 720.0, 0, 0.7, 0, 4 },
  { 15.0, 0, 0.6, 0, 3 },  { 10.0, 0, 0.6, 0, 2 },  { 5.0, 0, 0.5, 0, 5 },
};

/**
 * fig_ticks_power_of_ten:
 * @exponent: from -308 to 308
 *
 * Returns: the number nearest to it
 */
double
fig_ticks_power_of_ten (int exponent)
{
  char buffer[16];

  /* pow() need not give the nearest number */
  g_snprintf (buffer, sizeof buffer, "1e%d", exponent);
  return g_ascii_strtod (buffer, NULL);
}

static double
step_size (const Step *step)
{
  return step->numerator * fig_ticks_power_of_ten (step->exponent);
}

/* index times step, rounded once */
static double
step_multiple (const Step *step, double index)
{
  if (step->exponent < 0 && step->exponent >= -22)
    return index * step->numerator / fig_ticks_power_of_ten (-step->exponent);
  return index * step->numerator * fig_ticks_power_of_ten (step->exponent);
}

static void
step_indices (const Step *step, double minimum, double maximum, double *first, double *last)
{
  double size = step_size (step);
  double slack = 1e-9 * (maximum - minimum) / size;

  *first = ceil (minimum / size - slack);
  *last = floor (maximum / size + slack);
}

static double
step_score (const Step *step, double minimum, double maximum, guint n_wanted)
{
  double first, last, n, low, high, span = maximum - minimum;
  double simplicity, coverage, density, wanted_density;

  step_indices (step, minimum, maximum, &first, &last);
  n = last - first + 1.0;
  if (n < 2.0 || n > MAX_TICKS)
    return -INFINITY;
  low = (minimum - step_multiple (step, first)) / span;
  high = (maximum - step_multiple (step, last)) / span;
  simplicity = step->simplicity + (first <= 0.0 && last >= 0.0 ? 1.0 : 0.0);
  coverage = 1.0 - 0.5 * (low * low + high * high) / 0.01;
  density = (n - 1.0) / (1.0 - fabs (low) - fabs (high));
  wanted_density = MAX (n_wanted, 2) - 1.0;
  density = 2.0 - MAX (density / wanted_density, wanted_density / density);
  return 0.25 * simplicity + 0.2 * coverage + 0.5 * density;
}

static Step
best_decimal_step (double minimum, double maximum, guint n_wanted)
{
  int middle = (int)floor (log10 ((maximum - minimum) / MAX (n_wanted, 1)));
  Step best = decimal_steps[0];
  double best_score = -INFINITY;

  for (int exponent = middle - 1; exponent <= middle + 2; exponent++)
    for (gsize i = 0; i < G_N_ELEMENTS (decimal_steps); i++) {
      Step step = decimal_steps[i];
      double score;

      step.exponent = exponent;
      score = step_score (&step, minimum, maximum, n_wanted);
      if (score > best_score) {
        best_score = score;
        best = step;
      }
    }
  return best;
}

static Step
best_degree_step (double minimum, double maximum, guint n_wanted)
{
  double best_score = -INFINITY;
  Step best = degree_steps[0];

  /* outside the range of parts of a turn, degrees are numbers like others */
  if (maximum - minimum < 15.0 || maximum - minimum > 2400.0)
    return best_decimal_step (minimum, maximum, n_wanted);
  for (gsize i = 0; i < G_N_ELEMENTS (degree_steps); i++) {
    double score = step_score (&degree_steps[i], minimum, maximum, n_wanted);

    if (score > best_score) {
      best_score = score;
      best = degree_steps[i];
    }
  }
  return best;
}

/* 1, 2, 5, 10 …, with nothing between that is not whole */
static Step
whole_step (double minimum, double maximum, guint n_wanted)
{
  static const double numerators[] = { 1.0, 2.0, 5.0, 10.0 };
  double span = maximum - minimum;
  Step step = { .numerator = 1.0, .n_parts = 1 };

  step.exponent = (int)MAX (floor (log10 (span / n_wanted)), 0.0);
  for (gsize i = 1; i < G_N_ELEMENTS (numerators) && span / step_size (&step) > n_wanted; i++) {
    Step next = step;
    double first, last;

    next.numerator = numerators[i];
    step_indices (&next, minimum, maximum, &first, &last);
    if (last <= first)
      break;
    step = next;
  }
  return step;
}

/**
 * fig_ticks_take_values:
 * @self: ticks without values
 * @values: (transfer full) (element-type double): those that get a label, ascending
 *
 * Makes room for their labels.
 */
void
fig_ticks_take_values (FigTicks *self, GArray *values)
{
  self->n_values = values->len;
  self->values = (double *)g_array_free (values, FALSE);
  self->labels = g_new0 (char *, self->n_values + 1);
}

/**
 * fig_ticks_take_minor:
 * @self: ticks without minor ones
 * @minor: (transfer full) (element-type double): those that get no label, ascending
 */
void
fig_ticks_take_minor (FigTicks *self, GArray *minor)
{
  self->n_minor = minor->len;
  self->minor = (double *)g_array_free (minor, FALSE);
}

static void
label_linear (FigTicks *self, const Step *step)
{
  double largest = 0.0;
  int exponent = 0, decimals;

  for (guint i = 0; i < self->n_values; i++)
    largest = MAX (largest, fabs (self->values[i]));
  if (largest >= 1e5 || (largest > 0.0 && largest < 1e-3))
    exponent = (int)floor (log10 (largest) + 1e-9);
  decimals = MAX (exponent - step->exponent + step->decimals, 0);
  for (guint i = 0; i < self->n_values; i++) {
    if (exponent == 0)
      self->labels[i] = fig_number_format (self->values[i], decimals);
    else
      self->labels[i] = fig_number_format_power (
        self->values[i] / fig_ticks_power_of_ten (exponent), decimals, exponent);
  }
}

static void
add_linear (FigTicks *self, const Step *step, double minimum, double maximum)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *minor = g_array_new (FALSE, FALSE, sizeof (double));
  Step part = *step;
  double first, last;

  step_indices (step, minimum, maximum, &first, &last);
  for (double i = first; i <= last && values->len < MAX_TICKS; i += 1.0) {
    double value = CLAMP (step_multiple (step, i), minimum, maximum);

    g_array_append_val (values, value);
  }
  fig_ticks_take_values (self, values);
  part.numerator /= step->n_parts;
  step_indices (&part, minimum, maximum, &first, &last);
  for (double i = first; i <= last && minor->len < 10 * MAX_TICKS; i += 1.0) {
    double value = CLAMP (step_multiple (&part, i), minimum, maximum);

    if (fmod (i, step->n_parts) != 0.0)
      g_array_append_val (minor, value);
  }
  fig_ticks_take_minor (self, minor);
  label_linear (self, step);
}

/* Of a range so small that a logarithmic scale is nearly linear: enough of them, if that many are
 * wanted. */
static Step
best_step_for_small_range (double minimum, double maximum, guint n_wanted)
{
  Step step = best_decimal_step (minimum, maximum, n_wanted);

  for (guint n = n_wanted + 1; n_wanted >= FIG_TICKS_ENOUGH && n <= 2 * n_wanted; n++) {
    double first, last;

    step_indices (&step, minimum, maximum, &first, &last);
    if (last - first + 1.0 >= FIG_TICKS_ENOUGH)
      break;
    step = best_decimal_step (minimum, maximum, n);
  }
  return step;
}

/**
 * fig_ticks_new:
 * @kind: of the scale
 * @steps: what a linear scale counts in
 * @minimum: of the scale, finite; positive if logarithmic
 * @maximum: of the scale, larger than @minimum
 * @n_wanted: how many labels there should be, roughly
 *
 * Finds round numbers within the limits: on a linear scale at least two, and
 * rarely more than twice as many as wanted; on a logarithmic one whole decades
 * or, where these are few, the digits 1, 2, 5 of each, or more of them, or round
 * numbers as on a linear scale where the range is small: at least three, unless
 * fewer than four are wanted. The labels of one axis have
 * the same number of decimals, or powers of ten where numbers are very large or
 * very small.
 *
 * Returns: (transfer full): the ticks
 */
FigTicks *
fig_ticks_new (FigScaleKind kind, FigSteps steps, double minimum, double maximum, guint n_wanted)
{
  FigTicks *self = g_new0 (FigTicks, 1);
  Step step;

  if (!(minimum < maximum) || !isfinite (minimum) || !isfinite (maximum) ||
      (kind == FIG_SCALE_LOGARITHMIC && minimum <= 0.0))
    return self;
  n_wanted = CLAMP (n_wanted, 2, MAX_TICKS / 2);
  if (kind == FIG_SCALE_LOGARITHMIC && fig_ticks_add_decades (self, minimum, maximum, n_wanted))
    return self;
  if (steps == FIG_STEPS_DEGREES)
    step = best_degree_step (minimum, maximum, n_wanted);
  else if (steps == FIG_STEPS_WHOLE)
    step = whole_step (minimum, maximum, n_wanted);
  else if (kind == FIG_SCALE_LOGARITHMIC)
    step = best_step_for_small_range (minimum, maximum, n_wanted);
  else
    step = best_decimal_step (minimum, maximum, n_wanted);
  add_linear (self, &step, minimum, maximum);
  return self;
}

/**
 * fig_ticks_thin:
 * @self: ticks
 *
 * Takes the label from every other tick, which becomes one without: not from that at 0, unless it
 * would be left alone, as one number is no scale. Two ticks are left as they are.
 */
void
fig_ticks_thin (FigTicks *self)
{
  guint n = 0, offset = 0;

  if (self->n_values <= 2)
    return;
  /* of three, the one in the middle would be alone */
  for (guint i = 0; self->n_values > 3 && i < self->n_values; i++)
    if (self->values[i] == 0.0)
      offset = i % 2;
  self->minor = g_renew (double, self->minor, self->n_minor + self->n_values);
  for (guint i = 0; i < self->n_values; i++) {
    if (i % 2 != offset) {
      self->minor[self->n_minor++] = self->values[i];
      g_free (self->labels[i]);
      continue;
    }
    self->values[n] = self->values[i];
    self->labels[n++] = self->labels[i];
  }
  self->n_values = n;
  self->labels[n] = NULL;
  qsort (self->minor, self->n_minor, sizeof (double), fig_number_compare);
}

void
fig_ticks_free (FigTicks *self)
{
  g_free (self->values);
  for (guint i = 0; i < self->n_values; i++)
    g_free (self->labels[i]);
  g_free (self->labels);
  g_free (self->minor);
  g_free (self);
}
