/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-color.h"

G_BEGIN_DECLS

/**
 * FigColorMap:
 * @FIG_COLOR_MAP_SEQUENTIAL: from dark violet over green to light yellow, for
 *   amounts
 * @FIG_COLOR_MAP_DIVERGING: from blue over the background to orange, for what
 *   is below and above a limit
 * @FIG_COLOR_MAP_DIVERGING_DARK: the same for a dark background
 *
 * Colours for numbers. Equal steps look equally large, and lightness alone tells
 * the order, or the distance from the middle, to those who lack one kind of cone.
 */
typedef enum {
  FIG_COLOR_MAP_SEQUENTIAL,
  FIG_COLOR_MAP_DIVERGING,
  FIG_COLOR_MAP_DIVERGING_DARK,
} FigColorMap;

#define FIG_N_COLOR_MAPS (FIG_COLOR_MAP_DIVERGING_DARK + 1)
#define FIG_COLOR_MAP_STEPS 256

const FigColor *fig_color_map_get_colors (FigColorMap map);
FigColor fig_color_map_get_color (FigColorMap map, double fraction);

G_END_DECLS
