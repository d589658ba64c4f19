/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-zoom.h"

#include <math.h>

/* What ticks can still tell apart, and numbers still hold */
#define LEAST_SPAN 1e-7
#define LEAST_RATIO 3e-3
#define LARGEST 1e290
#define LEAST_BOX 4.0 /* units of the page */

static gboolean
is_sane (const FigScale *scale, const FigRange *range)
{
  double magnitude = MAX (fabs (range->minimum), fabs (range->maximum));

  if (!isfinite (range->minimum) || !isfinite (range->maximum) || magnitude > LARGEST ||
      magnitude < 1.0 / LARGEST)
    return FALSE;
  if (scale->kind == FIG_SCALE_LOGARITHMIC)
    return range->minimum > 1.0 / LARGEST && range->maximum / range->minimum > 1.0 + LEAST_RATIO;
  return range->maximum - range->minimum > LEAST_SPAN * magnitude;
}

/* The values at two places, or what the scale shows now where there is no going
 * further. */
static FigRange
range_between (const FigScale *scale, double first, double second)
{
  FigRange now = { scale->minimum, scale->maximum };
  double a = fig_scale_unmap (scale, first), b = fig_scale_unmap (scale, second);
  FigRange range = { MIN (a, b), MAX (a, b) };

  return is_sane (scale, &range) ? range : now;
}

/**
 * fig_zoom_about:
 * @scale: a scale
 * @place: a place on the page, whose value stays there
 * @factor: how much larger everything becomes; positive
 *
 * Returns: what the scale then shows; the same as before where it would be
 *   more than numbers can hold or less than they can tell apart
 */
FigRange
fig_zoom_about (const FigScale *scale, double place, double factor)
{
  return range_between (
    scale, place + (scale->begin - place) / factor, place + (scale->end - place) / factor);
}

/**
 * fig_zoom_shift:
 * @scale: a scale
 * @distance: how far everything moves on the page
 *
 * Returns: what the scale then shows
 */
FigRange
fig_zoom_shift (const FigScale *scale, double distance)
{
  return range_between (scale, scale->begin - distance, scale->end - distance);
}

/**
 * fig_zoom_between:
 * @scale: a scale
 * @first: a place on the page
 * @second: another
 *
 * Returns: what the scale shows when these are its ends; the same as before
 *   where they are too close to have been meant
 */
FigRange
fig_zoom_between (const FigScale *scale, double first, double second)
{
  double low = MIN (scale->begin, scale->end), high = MAX (scale->begin, scale->end);

  first = CLAMP (first, low, high);
  second = CLAMP (second, low, high);
  if (fabs (second - first) < LEAST_BOX)
    return range_between (scale, scale->begin, scale->end);
  return range_between (scale, first, second);
}
