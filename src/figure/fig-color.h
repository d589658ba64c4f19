/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * FigColor:
 * @red: from 0 to 1, sRGB
 * @green: likewise
 * @blue: likewise
 * @alpha: opacity, from 0 to 1
 */
typedef struct {
  double red;
  double green;
  double blue;
  double alpha;
} FigColor;

/**
 * FIG_COLOR:
 * @rgb: as 0xrrggbb
 *
 * The initialiser of an opaque #FigColor.
 */
#define FIG_COLOR(rgb)                                                                       \
  {                                                                                          \
    (((rgb) >> 16) & 0xff) / 255.0, (((rgb) >> 8) & 0xff) / 255.0, ((rgb)&0xff) / 255.0, 1.0 \
  }

void fig_color_set_source (const FigColor *self, cairo_t *cr);
FigColor fig_color_mix (const FigColor *a, const FigColor *b, double amount);
double fig_color_contrast (const FigColor *a, const FigColor *b);

G_END_DECLS
