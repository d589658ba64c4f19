/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-crowd.h"

/* Of each layer: more need not be looked at to know where it is crowded. */
#define MAX_POINTS 500

static guint
count_layer (const FigLayer *layer, const FigView *view, const FigRect *box)
{
  const FigSeries *series = layer->series;
  gsize stride = 1 + series->n_points / MAX_POINTS;
  guint n = 0;

  for (gsize i = 0; i < series->n_points; i += stride) {
    double x = fig_scale_map (&view->x, series->x[i]);
    double y = fig_scale_map (&view->y, series->y[i]);

    n += fig_rect_contains (box, x, y) && fig_rect_contains (&view->area, x, y);
  }
  return n;
}

/**
 * fig_crowd_count:
 * @figure: a figure
 * @layout: where it is
 * @box: a part of the page
 *
 * Counts what somebody who covers a part of the page would hide: points and corners of curves, not
 * areas. Of very many points some stand for the others. Takes microseconds.
 *
 * Returns: how many are there
 */
guint
fig_crowd_count (FigFigure *figure, const FigLayout *layout, const FigRect *box)
{
  guint n = 0;

  for (guint i = 0; !fig_layout_is_empty (layout) && i < fig_figure_get_n_panels (figure); i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);

    for (guint j = 0; j < panel->layers->len; j++) {
      const FigLayer *layer = g_ptr_array_index (panel->layers, j);

      if (!layer->class->fills)
        n += count_layer (layer, &fig_layout_get_place (layout, i)->view, box);
    }
  }
  return n;
}
