/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * FigMarker:
 *
 * The shape of a point. All shapes have the area of the circle.
 */
typedef enum {
  FIG_MARKER_CIRCLE,
  FIG_MARKER_SQUARE,
  FIG_MARKER_TRIANGLE_UP,
  FIG_MARKER_DIAMOND,
  FIG_MARKER_TRIANGLE_DOWN,
  FIG_MARKER_CROSS,
} FigMarker;

#define FIG_N_MARKERS (FIG_MARKER_CROSS + 1)

void fig_marker_add_path (FigMarker marker, cairo_t *cr, double x, double y, double size);
void fig_marker_add_cross (cairo_t *cr, double x, double y, double size);

G_END_DECLS
