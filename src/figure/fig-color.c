/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-color.h"

#include <math.h>

/**
 * fig_color_set_source:
 * @self: a colour
 * @cr: what to draw with it
 */
void
fig_color_set_source (const FigColor *self, cairo_t *cr)
{
  cairo_set_source_rgba (cr, self->red, self->green, self->blue, self->alpha);
}

/**
 * fig_color_mix:
 * @a: a colour
 * @b: another
 * @amount: how much of @b, from 0 to 1
 *
 * Returns: a colour between the two, mixed as sRGB
 */
FigColor
fig_color_mix (const FigColor *a, const FigColor *b, double amount)
{
  FigColor mixed = {
    a->red + amount * (b->red - a->red),
    a->green + amount * (b->green - a->green),
    a->blue + amount * (b->blue - a->blue),
    a->alpha + amount * (b->alpha - a->alpha),
  };

  return mixed;
}

static double
linear_light (double component)
{
  return component <= 0.04045 ? component / 12.92 : pow ((component + 0.055) / 1.055, 2.4);
}

static double
luminance (const FigColor *color)
{
  return 0.2126 * linear_light (color->red) + 0.7152 * linear_light (color->green) +
         0.0722 * linear_light (color->blue);
}

/**
 * fig_color_contrast:
 * @a: an opaque colour
 * @b: another
 *
 * The contrast ratio of the Web Content Accessibility Guidelines: graphics
 * should have at least 3 against their background, text at least 4.5.
 *
 * Returns: from 1 to 21
 */
double
fig_color_contrast (const FigColor *a, const FigColor *b)
{
  double first = luminance (a) + 0.05;
  double second = luminance (b) + 0.05;

  return MAX (first, second) / MIN (first, second);
}
