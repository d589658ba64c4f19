/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-pick.h"

#include <math.h>

#include "exp-number.h"

/* No more digits than the page can tell apart. */
static double
round_to_page (const FigScale *scale, double place, double *step)
{
  double value = fig_scale_unmap (scale, place);
  double unit = fabs (fig_scale_unmap (scale, place + 0.5) - fig_scale_unmap (scale, place - 0.5));

  *step = pow (10.0, floor (log10 (unit)));
  if (!(*step > 0.0) || !isfinite (value / *step) || fabs (value / *step) > 1e15)
    return value;
  return exp_number_round (value, *step);
}

/**
 * fig_pick_move:
 * @self: a place
 * @x_scale: of the axis across
 * @y_scale: of the axis upwards
 * @x: another place on the page
 * @y: likewise
 *
 * Says what another place of the same panel is. Values are rounded to what a unit of the page can
 * tell apart.
 *
 * Returns: whether the scales reach there
 */
gboolean
fig_pick_move (FigPick *self, const FigScale *x_scale, const FigScale *y_scale, double x, double y)
{
  self->x.value = round_to_page (x_scale, x, &self->x.step);
  self->y.value = round_to_page (y_scale, y, &self->y.step);
  return isfinite (self->x.value) && isfinite (self->y.value);
}

/**
 * fig_pick_init:
 * @self: (out): a place
 * @figure: the figure
 * @layout: as it is laid out
 * @panel: index of a panel
 * @x: a place on the page
 * @y: likewise
 *
 * Says what a place on the page is in a panel, also where it lies beyond the
 * edges of the panel. Values are rounded to what a unit of the page can tell
 * apart.
 *
 * Returns: %FALSE where nothing is laid out
 */
gboolean
fig_pick_init (
  FigPick *self, FigFigure *figure, const FigLayout *layout, guint panel, double x, double y)
{
  const FigPanel *shown = fig_figure_get_panel (figure, panel);
  const FigView *view;

  if (fig_layout_is_empty (layout))
    return FALSE;
  view = &fig_layout_get_place (layout, panel)->view;
  self->panel = panel;
  self->owner = FIG_OWNER_NONE;
  self->role = FIG_ROLE_NONE;
  self->x.quantity = shown->x.quantity;
  self->x.output = shown->x.output;
  self->x.key = shown->x.key;
  self->y.quantity = shown->y.quantity;
  self->y.output = shown->y.output;
  self->y.key = shown->y.key;
  return fig_pick_move (self, &view->x, &view->y, x, y);
}

/**
 * fig_pick_has:
 * @self: a place
 * @quantity: something to measure
 *
 * Returns: whether one of the axes measures it
 */
gboolean
fig_pick_has (const FigPick *self, FigQuantity quantity)
{
  return self->x.quantity == quantity || self->y.quantity == quantity;
}

/**
 * fig_pick_get_output:
 * @self: a place
 * @output: which output, from 0
 * @value: (out): what it is there
 *
 * Returns: whether one of the axes measures it
 */
gboolean
fig_pick_get_output (const FigPick *self, guint output, double *value)
{
  if (self->x.quantity == FIG_QUANTITY_OUTPUT && self->x.output == output)
    *value = self->x.value;
  else if (self->y.quantity == FIG_QUANTITY_OUTPUT && self->y.output == output)
    *value = self->y.value;
  else
    return FALSE;
  return TRUE;
}

/**
 * fig_pick_get_frequency:
 * @self: a place
 * @value: (out): the angular frequency
 *
 * Returns: whether the axis across measures a frequency, and it is positive
 */
gboolean
fig_pick_get_frequency (const FigPick *self, double *value)
{
  *value = self->x.value;
  return self->x.quantity == FIG_QUANTITY_FREQUENCY && *value > 0.0;
}
