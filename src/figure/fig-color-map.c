/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-color-map.h"

#include <math.h>

/* Of the path that is divided into equal steps. */
#define N_FINE 2048
/* How near the edge of what a screen can show the colours go. */
#define SATURATION 0.92

/* A colour of Oklab in polar coordinates (B. Ottosson, 2020). */
typedef struct {
  double lightness;
  double chroma;
  double hue; /* in degrees */
} Polar;

static double
to_srgb (double light)
{
  return light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1.0 / 2.4) - 0.055;
}

/* Returns whether a screen can show it. */
static gboolean
to_color (const Polar *polar, FigColor *color)
{
  double a = polar->chroma * cos (polar->hue * G_PI / 180.0);
  double b = polar->chroma * sin (polar->hue * G_PI / 180.0);
  double l = pow (polar->lightness + 0.3963377774 * a + 0.2158037573 * b, 3.0);
  double m = pow (polar->lightness - 0.1055613458 * a - 0.0638541728 * b, 3.0);
  double s = pow (polar->lightness - 0.0894841775 * a - 1.2914855480 * b, 3.0);
  double red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  double green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  double blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;

  color->red = to_srgb (CLAMP (red, 0.0, 1.0));
  color->green = to_srgb (CLAMP (green, 0.0, 1.0));
  color->blue = to_srgb (CLAMP (blue, 0.0, 1.0));
  color->alpha = 1.0;
  return MIN (MIN (red, green), blue) >= 0.0 && MAX (MAX (red, green), blue) <= 1.0;
}

/* The largest chroma that a screen can show at the lightness and hue, at most
 * what is wanted. */
static void
limit_chroma (Polar *polar, double wanted)
{
  double low = 0.0, high = wanted;
  FigColor color;

  for (guint i = 0; i < 30; i++) {
    polar->chroma = 0.5 * (low + high);
    if (to_color (polar, &color))
      low = polar->chroma;
    else
      high = polar->chroma;
  }
  polar->chroma = MIN (low * SATURATION, wanted);
}

static Polar
get_sequential (double t)
{
  Polar polar = { .lightness = 0.24 + 0.70 * t, .hue = 295.0 - 190.0 * t };

  limit_chroma (&polar, 0.16);
  return polar;
}

static Polar
get_diverging (double t, gboolean dark)
{
  double distance = fabs (2.0 * t - 1.0);
  Polar polar = { .hue = t < 0.5 ? 252.0 : 52.0 };
  double chroma = 0.15 * pow (distance, 0.8);

  polar.lightness = dark ? 0.24 + 0.52 * distance : 0.97 - 0.47 * distance;
  limit_chroma (&polar, 0.2);
  polar.chroma = MIN (polar.chroma, chroma);
  return polar;
}

static Polar
get_polar (FigColorMap map, double t)
{
  if (map == FIG_COLOR_MAP_SEQUENTIAL)
    return get_sequential (t);
  return get_diverging (t, map == FIG_COLOR_MAP_DIVERGING_DARK);
}

static double
difference (const Polar *first, const Polar *second)
{
  double angle = (first->hue - second->hue) * G_PI / 180.0;
  double square = first->chroma * first->chroma + second->chroma * second->chroma -
                  2.0 * first->chroma * second->chroma * cos (angle);
  double lightness = first->lightness - second->lightness;

  return sqrt (MAX (square, 0.0) + lightness * lightness);
}

/* Divides the path of a map into steps that look equally large. */
static void
fill (FigColorMap map, FigColor *colors)
{
  g_autofree double *length = g_new (double, N_FINE + 1);
  Polar before = get_polar (map, 0.0);
  guint fine = 0;

  length[0] = 0.0;
  for (guint i = 1; i <= N_FINE; i++) {
    Polar polar = get_polar (map, (double)i / N_FINE);

    length[i] = length[i - 1] + difference (&before, &polar);
    before = polar;
  }
  for (guint i = 0; i < FIG_COLOR_MAP_STEPS; i++) {
    double wanted = length[N_FINE] * i / (FIG_COLOR_MAP_STEPS - 1);
    double part;
    Polar polar;

    while (fine + 1 < N_FINE && length[fine + 1] < wanted)
      fine++;
    part = (wanted - length[fine]) / (length[fine + 1] - length[fine]);
    polar = get_polar (map, (fine + CLAMP (part, 0.0, 1.0)) / N_FINE);
    to_color (&polar, &colors[i]);
  }
}

/**
 * fig_color_map_get_colors:
 * @map: a map
 *
 * May be called from any thread.
 *
 * Returns: (transfer none) (array fixed-size=256): its colours, from the least to
 *   the largest
 */
const FigColor *
fig_color_map_get_colors (FigColorMap map)
{
  static FigColor colors[FIG_N_COLOR_MAPS][FIG_COLOR_MAP_STEPS];
  static gsize made = 0;

  g_return_val_if_fail ((guint)map < FIG_N_COLOR_MAPS, colors[0]);

  if (g_once_init_enter (&made)) {
    for (FigColorMap i = 0; i < FIG_N_COLOR_MAPS; i++)
      fill (i, colors[i]);
    g_once_init_leave (&made, 1);
  }
  return colors[map];
}

/**
 * fig_color_map_get_color:
 * @map: a map
 * @fraction: from 0 for the least to 1 for the largest; what is beyond has the
 *   colour of the end
 *
 * Returns: the colour; transparent for NaN
 */
FigColor
fig_color_map_get_color (FigColorMap map, double fraction)
{
  const FigColor *colors = fig_color_map_get_colors (map);
  FigColor none = { 0.0, 0.0, 0.0, 0.0 };

  if (isnan (fraction))
    return none;
  return colors[(guint)(CLAMP (fraction, 0.0, 1.0) * (FIG_COLOR_MAP_STEPS - 1) + 0.5)];
}
