/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-scale.h"

#include <math.h>

/* No scale begins with data further out than this, and values still further out
 * are drawn as if they were here, so that no difference of two overflows. */
#define LARGEST 1e300
#define LARGEST_DRAWN 1e307
#define DEFAULT_LINEAR 1e-3 /* of a symmetric scale, in terms of the largest value */
/* Cairo counts in 1/256 of a unit and 24 bits; places are kept where the
 * directions of lines are still right after clipping. */
#define FURTHEST 1e12

static void
init_linear (FigScale *self, double minimum, double maximum, double padding)
{
  double magnitude, span;

  minimum = CLAMP (minimum, -LARGEST, LARGEST);
  maximum = CLAMP (maximum, -LARGEST, LARGEST);
  magnitude = MAX (fabs (minimum), fabs (maximum));
  span = maximum - minimum;
  if (magnitude < 1.0 / LARGEST) {
    /* nothing but zeros, or what cannot be told from it */
    minimum = -1.0;
    maximum = 1.0;
  } else if (span < 1e-9 * magnitude) {
    /* one value, or values that ticks could not tell apart */
    double half = span > 0.0 ? 1e-9 * magnitude : 0.5 * magnitude;

    minimum -= half;
    maximum += half;
  } else {
    minimum -= padding * span;
    maximum += padding * span;
  }
  self->minimum = minimum;
  self->maximum = maximum;
}

static void
init_logarithmic (FigScale *self, double minimum, double maximum, double padding)
{
  double low = log10 (CLAMP (minimum, 1.0 / LARGEST, LARGEST));
  double high = log10 (CLAMP (maximum, 1.0 / LARGEST, LARGEST));

  if (high - low < 1e-3) {
    low -= 0.5;
    high += 0.5;
  } else if (padding > 0.0) {
    double extra = padding * (high - low);

    low -= extra;
    high += extra;
  } else {
    /* as given, not through the logarithm: an end may carry a tick */
    self->minimum = MAX (minimum, 1.0 / LARGEST);
    self->maximum = MIN (maximum, LARGEST);
    return;
  }
  self->minimum = pow (10.0, MAX (low, -305.0));
  self->maximum = pow (10.0, MIN (high, 305.0));
}

/* In units of the linear part; asinh() without overflow. */
static double
to_symmetric (double linear, double value)
{
  double ratio = value / linear;

  if (fabs (ratio) < 1e8)
    return asinh (ratio);
  return copysign (log (fabs (value)) - log (linear) + G_LN2, value);
}

static double
from_symmetric (double linear, double amount)
{
  if (fabs (amount) < 18.0)
    return linear * sinh (amount);
  return copysign (exp (fabs (amount) + log (linear) - G_LN2), amount);
}

/**
 * fig_scale_init:
 * @self: a scale
 * @kind: its kind
 * @range: what it is to show; may be empty
 * @padding: how much room to leave on either side, in terms of the range
 *
 * Chooses the limits. They are sane for any range: one value gets room around
 * it, nothing at all gets limits around 1, enormous numbers are cut. The place
 * on the page is from 0 to 1 until it is set.
 */
void
fig_scale_init (FigScale *self, FigScaleKind kind, const FigRange *range, double padding)
{
  self->kind = kind;
  self->linear = 1.0;
  self->begin = 0.0;
  self->end = 1.0;
  if (kind == FIG_SCALE_LINEAR) {
    if (fig_range_is_empty (range))
      init_linear (self, 0.0, 1.0, 0.0);
    else
      init_linear (self, range->minimum, range->maximum, padding);
  } else if (kind == FIG_SCALE_SYMMETRIC) {
    fig_scale_init_symmetric (self, 0.0, range, padding);
  } else {
    if (fig_range_is_empty (range) || range->maximum <= 0.0)
      init_logarithmic (self, 0.1, 10.0, 0.0);
    else
      init_logarithmic (self, range->minimum, range->maximum, padding);
  }
}

/**
 * fig_scale_init_symmetric:
 * @self: a scale
 * @linear: up to where it is to be about linear; 0 for a thousandth of the
 *   largest value
 * @range: what it is to show; may be empty
 * @padding: how much room to leave on either side, in terms of the range
 *
 * Makes a symmetric-logarithmic scale, with limits as fig_scale_init() chooses
 * them.
 */
void
fig_scale_init_symmetric (FigScale *self, double linear, const FigRange *range, double padding)
{
  double low, high;

  fig_scale_init (self, FIG_SCALE_LINEAR, range, 0.0);
  self->kind = FIG_SCALE_SYMMETRIC;
  if (!(linear > 0.0))
    linear = MAX (fabs (self->minimum), fabs (self->maximum)) * DEFAULT_LINEAR;
  self->linear = CLAMP (linear, 1.0 / LARGEST, LARGEST);
  low = to_symmetric (self->linear, self->minimum);
  high = to_symmetric (self->linear, self->maximum);
  self->minimum = from_symmetric (self->linear, low - padding * (high - low));
  self->maximum = from_symmetric (self->linear, high + padding * (high - low));
  self->minimum = CLAMP (self->minimum, -LARGEST_DRAWN, LARGEST_DRAWN);
  self->maximum = CLAMP (self->maximum, -LARGEST_DRAWN, LARGEST_DRAWN);
}

/**
 * fig_scale_map:
 * @self: a scale
 * @value: any number
 *
 * Returns: its place on the page, at most 1e12 away; NaN where it has none:
 *   what is not finite, and on a logarithmic scale what is not positive
 */
double
fig_scale_map (const FigScale *self, double value)
{
  double fraction, place;

  if (!isfinite (value))
    return NAN;
  if (self->kind == FIG_SCALE_LOGARITHMIC) {
    if (value <= 0.0)
      return NAN;
    fraction = log (value / self->minimum) / log (self->maximum / self->minimum);
    if (!isfinite (fraction))
      fraction = (log (value) - log (self->minimum)) / (log (self->maximum) - log (self->minimum));
  } else if (self->kind == FIG_SCALE_SYMMETRIC) {
    double low = to_symmetric (self->linear, self->minimum);

    fraction = (to_symmetric (self->linear, value) - low) /
               (to_symmetric (self->linear, self->maximum) - low);
  } else {
    value = CLAMP (value, -LARGEST_DRAWN, LARGEST_DRAWN);
    fraction = (value - self->minimum) / (self->maximum - self->minimum);
  }
  place = self->begin + fraction * (self->end - self->begin);
  return CLAMP (place, -FURTHEST, FURTHEST);
}

/**
 * fig_scale_unmap:
 * @self: a scale
 * @place: a place on the page
 *
 * Returns: the value there
 */
double
fig_scale_unmap (const FigScale *self, double place)
{
  double fraction = (place - self->begin) / (self->end - self->begin);

  if (self->kind == FIG_SCALE_LOGARITHMIC)
    return exp (log (self->minimum) + fraction * (log (self->maximum) - log (self->minimum)));
  if (self->kind == FIG_SCALE_SYMMETRIC) {
    double low = to_symmetric (self->linear, self->minimum);
    double high = to_symmetric (self->linear, self->maximum);

    return from_symmetric (self->linear, low + fraction * (high - low));
  }
  return self->minimum + fraction * (self->maximum - self->minimum);
}

/**
 * fig_scale_contains:
 * @self: a scale
 * @value: any number
 *
 * Returns: whether it lies within the limits, give or take rounding
 */
gboolean
fig_scale_contains (const FigScale *self, double value)
{
  double slack = 1e-9 * (self->maximum - self->minimum);

  if (self->kind == FIG_SCALE_SYMMETRIC)
    return value >= self->minimum - 1e-9 * (fabs (self->minimum) + self->linear) &&
           value <= self->maximum + 1e-9 * (fabs (self->maximum) + self->linear);
  if (self->kind == FIG_SCALE_LOGARITHMIC)
    return value >= self->minimum * (1.0 - 1e-9) && value <= self->maximum * (1.0 + 1e-9);
  return value >= self->minimum - slack && value <= self->maximum + slack;
}
