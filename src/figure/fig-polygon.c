/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-polygon.h"

/* How far a point is within one side of the area: left, right, upper, lower; below 0 beyond it */
static double
get_depth (const FigPoint *point, const FigRect *area, guint side)
{
  switch (side) {
  case 0:
    return point->x - area->x;
  case 1:
    return area->x + area->width - point->x;
  case 2:
    return point->y - area->y;
  default:
    return area->y + area->height - point->y;
  }
}

/* What is beyond one side goes, and what crosses it ends there. */
static void
clip_side (GArray *points, const FigRect *area, guint side, GArray *clipped)
{
  for (guint i = 0; i < points->len; i++) {
    const FigPoint *from = &g_array_index (points, FigPoint, i > 0 ? i - 1 : points->len - 1);
    const FigPoint *to = &g_array_index (points, FigPoint, i);
    double before = get_depth (from, area, side), depth = get_depth (to, area, side);

    if ((before < 0.0) != (depth < 0.0)) {
      double part = before / (before - depth);
      FigPoint cross = { from->x + part * (to->x - from->x), from->y + part * (to->y - from->y) };

      g_array_append_val (clipped, cross);
    }
    if (depth >= 0.0)
      g_array_append_val (clipped, *to);
  }
}

/**
 * fig_polygon_clip:
 * @points: (inout) (element-type FigPoint): the corners of a polygon, finite
 * @area: what is to be seen of it
 *
 * Cuts the polygon down to what is in the area. Parts of that may be joined by lines along the
 * border of the area, which enclose nothing; what winds about a point inside is as before.
 */
void
fig_polygon_clip (GArray *points, const FigRect *area)
{
  for (guint side = 0; side < 4; side++) {
    g_autoptr (GArray) clipped = g_array_sized_new (FALSE, FALSE, sizeof (FigPoint), points->len);

    clip_side (points, area, side, clipped);
    g_array_set_size (points, 0);
    if (clipped->len > 0)
      g_array_append_vals (points, clipped->data, clipped->len);
  }
}
