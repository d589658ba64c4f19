/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-rect.h"

G_BEGIN_DECLS

/**
 * FigPoint:
 * @x: across
 * @y: down
 */
typedef struct {
  double x;
  double y;
} FigPoint;

void fig_polygon_clip (GArray *points, const FigRect *area);

G_END_DECLS
