/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * FigPen:
 * @text: what is written: the data of a path of SVG
 *
 * Writes lines as SVG has them, each place as its distance from the one before, in thousandths:
 * so that errors do not add up, and files stay small.
 */
typedef struct {
  GString *text;
  gint64 x; /* private, as are the rest: the end of what was written */
  gint64 y;
  gint64 start_x;
  gint64 start_y;
  char command; /* that numbers now belong to */
} FigPen;

void fig_pen_move (FigPen *pen, const cairo_path_data_t *data);
void fig_pen_draw (FigPen *pen, char command, const cairo_path_data_t *points, int n_points);
void fig_pen_draw_path (GString *text, const cairo_path_data_t *data, int n_data);

G_END_DECLS
