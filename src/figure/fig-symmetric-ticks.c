/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-ticks.h"

#include <math.h>

#define MINUS "\xe2\x88\x92"
#define LEAST_RATIO 10.0 /* of the ends of a side, for it to be counted in decades */

typedef struct {
  double minimum;
  double maximum;
} Limits;

static gboolean
is_within (const Limits *limits, double value)
{
  return value >= limits->minimum && value <= limits->maximum;
}

/* Values and their mirror images, within the limits, ascending. */
static double *
mirror (const double *values, guint n_values, const Limits *limits, gboolean zero, guint *n)
{
  double *both = g_new (double, 2 * (gsize)n_values + 1);

  *n = 0;
  for (guint i = n_values; i > 0; i--)
    if (is_within (limits, -values[i - 1]))
      both[(*n)++] = -values[i - 1];
  if (zero && is_within (limits, 0.0))
    both[(*n)++] = 0.0;
  for (guint i = 0; i < n_values; i++)
    if (is_within (limits, values[i]))
      both[(*n)++] = values[i];
  return both;
}

static char *
label (double value, const FigTicks *side)
{
  if (value == 0.0)
    return g_strdup ("0");
  for (guint i = 0; i < side->n_values; i++)
    if (side->values[i] == fabs (value))
      return g_strconcat (value < 0.0 ? MINUS : "", side->labels[i], NULL);
  g_return_val_if_reached (g_strdup (""));
}

/**
 * fig_ticks_new_symmetric:
 * @linear: up to where the scale is about linear, positive
 * @minimum: of the scale, finite
 * @maximum: of the scale, larger than @minimum
 * @n_wanted: how many labels there should be, roughly
 *
 * Finds ticks for a symmetric-logarithmic scale: zero, and the ticks of a
 * logarithmic scale on either side, the same on both, from @linear outwards; or
 * those of a linear scale, where it hardly goes beyond @linear.
 *
 * Returns: (transfer full): the ticks
 */
FigTicks *
fig_ticks_new_symmetric (double linear, double minimum, double maximum, guint n_wanted)
{
  Limits limits = { minimum, maximum };
  gboolean zero = minimum <= 0.0 && maximum >= 0.0;
  double far = MAX (fabs (minimum), fabs (maximum));
  double near = MAX (zero ? 0.0 : MIN (fabs (minimum), fabs (maximum)), linear);
  gboolean both = zero && -minimum >= near && maximum >= near;
  g_autoptr (FigTicks) side = NULL;
  FigTicks *self;

  if (!(far >= LEAST_RATIO * near))
    return fig_ticks_new (FIG_SCALE_LINEAR, FIG_STEPS_DECIMAL, minimum, maximum, n_wanted);
  n_wanted = MAX (n_wanted, zero ? 3 : 2) - (zero ? 1 : 0);
  side = fig_ticks_new (
    FIG_SCALE_LOGARITHMIC, FIG_STEPS_DECIMAL, near, far, both ? MAX (n_wanted / 2, 1) : n_wanted);
  self = g_new0 (FigTicks, 1);
  self->values = mirror (side->values, side->n_values, &limits, TRUE, &self->n_values);
  self->minor = mirror (side->minor, side->n_minor, &limits, FALSE, &self->n_minor);
  self->labels = g_new0 (char *, self->n_values + 1);
  for (guint i = 0; i < self->n_values; i++)
    self->labels[i] = label (self->values[i], side);
  return self;
}
