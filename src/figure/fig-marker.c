/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-marker.h"

static void
add_polygon (
  cairo_t *cr, double x, double y, double unit, const double (*corners)[2], gsize n_corners)
{
  for (gsize i = 0; i < n_corners; i++) {
    if (i == 0)
      cairo_move_to (cr, x + unit * corners[i][0], y + unit * corners[i][1]);
    else
      cairo_line_to (cr, x + unit * corners[i][0], y + unit * corners[i][1]);
  }
  cairo_close_path (cr);
}

/**
 * fig_marker_add_path:
 * @marker: a shape
 * @cr: where to add its outline
 * @x: where its centre of mass is
 * @y: likewise
 * @size: the diameter of the circle
 *
 * All outlines run clockwise, so that overlapping ones fill as their union.
 */
void
fig_marker_add_path (FigMarker marker, cairo_t *cr, double x, double y, double size)
{
  /* in units of the circle's radius */
  static const double square[][2] = {
    { -0.886, -0.886 }, { 0.886, -0.886 }, { 0.886, 0.886 }, { -0.886, 0.886 }
  };
  static const double up[][2] = { { 0.0, -1.555 }, { 1.347, 0.778 }, { -1.347, 0.778 } };
  static const double down[][2] = { { 0.0, 1.555 }, { -1.347, -0.778 }, { 1.347, -0.778 } };
  static const double diamond[][2] = {
    { 0.0, -1.253 }, { 1.253, 0.0 }, { 0.0, 1.253 }, { -1.253, 0.0 }
  };
  static const double cross[][2] = {
    { -0.396, -1.19 }, { 0.396, -1.19 }, { 0.396, -0.396 }, { 1.19, -0.396 },
    { 1.19, 0.396 },   { 0.396, 0.396 }, { 0.396, 1.19 },   { -0.396, 1.19 },
    { -0.396, 0.396 }, { -1.19, 0.396 }, { -1.19, -0.396 }, { -0.396, -0.396 },
  };
  double unit = size / 2.0;

  switch (marker) {
  case FIG_MARKER_SQUARE:
    add_polygon (cr, x, y, unit, square, G_N_ELEMENTS (square));
    break;
  case FIG_MARKER_TRIANGLE_UP:
    add_polygon (cr, x, y, unit, up, G_N_ELEMENTS (up));
    break;
  case FIG_MARKER_DIAMOND:
    add_polygon (cr, x, y, unit, diamond, G_N_ELEMENTS (diamond));
    break;
  case FIG_MARKER_TRIANGLE_DOWN:
    add_polygon (cr, x, y, unit, down, G_N_ELEMENTS (down));
    break;
  case FIG_MARKER_CROSS:
    add_polygon (cr, x, y, unit, cross, G_N_ELEMENTS (cross));
    break;
  case FIG_MARKER_CIRCLE:
  default:
    cairo_new_sub_path (cr);
    cairo_arc (cr, x, y, unit, 0.0, 2.0 * G_PI);
    cairo_close_path (cr);
    break;
  }
}

/**
 * fig_marker_add_cross:
 * @cr: where to add its strokes
 * @x: where its middle is
 * @y: likewise
 * @size: the diameter of the circle
 *
 * Crosses a marker out. Its strokes are closed, as all outlines are, and have no area; they
 * end beyond the marker, so that they are seen on one that is filled.
 */
void
fig_marker_add_cross (cairo_t *cr, double x, double y, double size)
{
  /* in units of the circle's radius */
  static const double falling[][2] = { { -1.25, -1.25 }, { 1.25, 1.25 } };
  static const double rising[][2] = { { -1.25, 1.25 }, { 1.25, -1.25 } };

  add_polygon (cr, x, y, size / 2.0, falling, G_N_ELEMENTS (falling));
  add_polygon (cr, x, y, size / 2.0, rising, G_N_ELEMENTS (rising));
}
