/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FigRect:
 * @x: left edge
 * @y: upper edge
 * @width: extent to the right
 * @height: extent downwards
 */
typedef struct {
  double x;
  double y;
  double width;
  double height;
} FigRect;

gboolean fig_rect_contains (const FigRect *self, double x, double y);
gboolean fig_rect_overlaps (const FigRect *a, const FigRect *b);
FigRect fig_rect_grow (const FigRect *self, double margin);
gboolean fig_rect_clip (const FigRect *self, double *x1, double *y1, double *x2, double *y2);

G_END_DECLS
