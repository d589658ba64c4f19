/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-range.h"

#include <math.h>

/**
 * fig_range_is_empty:
 * @self: a range
 *
 * Returns: whether nothing was added yet
 */
gboolean
fig_range_is_empty (const FigRange *self)
{
  return !(self->minimum <= self->maximum);
}

/**
 * fig_range_add:
 * @self: a range
 * @kind: the scale that the range is for
 * @value: any number
 *
 * Widens the range until it holds the value. What has no place on the scale
 * is passed over: what is not finite, and on a logarithmic scale what is not
 * positive.
 */
void
fig_range_add (FigRange *self, FigScaleKind kind, double value)
{
  if (!isfinite (value) || (kind == FIG_SCALE_LOGARITHMIC && value <= 0.0))
    return;
  self->minimum = MIN (self->minimum, value);
  self->maximum = MAX (self->maximum, value);
}

/**
 * fig_range_unite:
 * @self: a range
 * @other: another
 *
 * Widens the range until it holds the other.
 */
void
fig_range_unite (FigRange *self, const FigRange *other)
{
  if (fig_range_is_empty (other))
    return;
  self->minimum = MIN (self->minimum, other->minimum);
  self->maximum = MAX (self->maximum, other->maximum);
}
