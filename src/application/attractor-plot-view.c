/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

#include "fig-zoom.h"

/**
 * attractor_plot_set_limits:
 * @self: a plot
 * @panel: index of a panel
 * @x: (nullable): what it is to show across; %NULL to leave it
 * @y: (nullable): likewise upwards
 */
void
attractor_plot_set_limits (AttractorPlot *self, guint panel, const FigRange *x, const FigRange *y)
{
  if (x != NULL)
    fig_viewport_set_limits (self->viewport, self->figure, panel, FIG_ACROSS, x);
  if (y != NULL)
    fig_viewport_set_limits (self->viewport, self->figure, panel, FIG_UPWARDS, y);
  attractor_plot_view_changed (self);
}

/* Over the numbers of an axis, only this axis is meant. Returns the panel, or
 * -1 where there is none. */
static int
find_axes (AttractorPlot *self, double x, double y, gboolean *across, gboolean *upwards)
{
  int panel = fig_layout_find_panel (self->layout, x, y);

  *across = *upwards = TRUE;
  for (guint i = 0; panel < 0 && i < fig_figure_get_n_panels (self->shown); i++) {
    const FigRect *area = &fig_layout_get_place (self->layout, i)->view.area;
    gboolean below = y > area->y + area->height && y < area->y + area->height + 40.0;
    gboolean beside = x < area->x && x > area->x - 60.0;

    *across = below && x >= area->x && x <= area->x + area->width;
    *upwards = beside && y >= area->y && y <= area->y + area->height;
    if (*across || *upwards)
      panel = (int)i;
  }
  return panel;
}

/**
 * attractor_plot_zoom:
 * @self: a plot
 * @x: a place in it that stays where it is
 * @y: likewise
 * @factor: how much larger everything becomes
 *
 * Zooms the panel at a place; over the numbers of one of its axes, along this
 * axis.
 */
void
attractor_plot_zoom (AttractorPlot *self, double x, double y, double factor)
{
  gboolean across, upwards;
  const FigView *view;
  FigRange x_range, y_range;
  int panel;

  if (!attractor_plot_ensure_layout (self))
    return;
  panel = find_axes (self, x, y, &across, &upwards);
  if (panel < 0)
    return;

  view = &fig_layout_get_place (self->layout, (guint)panel)->view;
  x_range = fig_zoom_about (&view->x, x, factor);
  y_range = fig_zoom_about (&view->y, y, factor);
  /* where a unit has the same length on both axes, it keeps that */
  if (fig_figure_get_panel (self->shown, (guint)panel)->equal)
    across = upwards = TRUE;
  attractor_plot_set_limits (
    self, (guint)panel, across ? &x_range : NULL, upwards ? &y_range : NULL);
}

/**
 * attractor_plot_pan:
 * @self: a plot
 * @panel: index of a panel
 * @dx: how far its data goes to the right
 * @dy: how far it goes down
 */
void
attractor_plot_pan (AttractorPlot *self, guint panel, double dx, double dy)
{
  const FigView *view;
  FigRange x, y;

  if (!attractor_plot_ensure_layout (self) || panel >= fig_figure_get_n_panels (self->shown))
    return;

  view = &fig_layout_get_place (self->layout, panel)->view;
  x = fig_zoom_shift (&view->x, dx);
  y = fig_zoom_shift (&view->y, dy);
  attractor_plot_set_limits (self, panel, dx != 0.0 ? &x : NULL, dy != 0.0 ? &y : NULL);
}

/**
 * attractor_plot_reset_limits:
 * @self: a plot
 *
 * Shows all data again.
 */
void
attractor_plot_reset_limits (AttractorPlot *self)
{
  fig_viewport_reset_limits (self->viewport);
  attractor_plot_view_changed (self);
}

/**
 * attractor_plot_reset_view:
 * @self: a plot
 *
 * Shows everything again as the figure has it: all data, all series, the scales
 * that suit it.
 */
void
attractor_plot_reset_view (AttractorPlot *self)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));

  fig_viewport_reset (self->viewport);
  attractor_plot_view_changed (self);
}

/**
 * attractor_plot_toggle_entry:
 * @self: a plot
 * @entry: index of an entry of the legend
 *
 * Hides what the entry stands for, or shows it again.
 */
void
attractor_plot_toggle_entry (AttractorPlot *self, guint entry)
{
  gboolean hidden;

  if (self->figure == NULL || !fig_viewport_can_hide (self->figure, entry))
    return;

  hidden = fig_viewport_get_hidden (self->viewport, self->figure, entry);
  fig_viewport_set_hidden (self->viewport, self->figure, entry, !hidden);
  attractor_plot_view_changed (self);
}

/**
 * attractor_plot_get_panel:
 * @self: a plot with a layout
 *
 * Returns: index of the panel that keys and menus are about: the one of the
 *   point that is read out, or where the keys or the pointer are, or the first
 */
guint
attractor_plot_get_panel (AttractorPlot *self)
{
  guint n_entries = fig_legend_get_n_entries (fig_figure_get_legend (self->shown));
  int panel;

  if (self->stop >= (int)n_entries)
    panel = self->stop - (int)n_entries;
  else if (self->has_hit)
    panel = (int)self->hit.panel;
  else
    panel = fig_layout_find_panel (self->layout, self->pointer_x, self->pointer_y);
  return panel >= 0 && (guint)panel < fig_figure_get_n_panels (self->shown) ? (guint)panel : 0;
}
