/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-series.h"

G_BEGIN_DECLS

/**
 * FigBasinLine:
 * @x: the points of lines, with gaps between them
 * @y: likewise
 * @tolerance: private: where three points enclose no more, the middle one is left out
 *
 * Lines that grow. A point on the straight way between its neighbours is not kept.
 */
typedef struct {
  GArray *x;
  GArray *y;
  double tolerance;
  gsize begin; /* private: where the line that grows does */
} FigBasinLine;

void fig_basin_line_init (FigBasinLine *self, double cell);
void fig_basin_line_add (FigBasinLine *self, const double *point);
void fig_basin_line_end (FigBasinLine *self);
FigSeries *fig_basin_line_finish (FigBasinLine *self, const char *name, const char *kind);

G_END_DECLS
