/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-axis.h"

/**
 * fig_axis_init:
 * @self: an axis
 * @padding: room on either side of the data, in terms of its range
 *
 * Makes it a linear axis without a title.
 */
void
fig_axis_init (FigAxis *self, double padding)
{
  FigRange empty = FIG_RANGE_EMPTY;

  self->kind = FIG_SCALE_LINEAR;
  self->steps = FIG_STEPS_DECIMAL;
  self->title = NULL;
  self->short_title = NULL;
  self->padding = padding;
  self->range = empty;
}

void
fig_axis_clear (FigAxis *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->short_title, g_free);
}

/**
 * fig_axis_set_titles:
 * @self: an axis
 * @title: what it measures and the unit, as Pango markup
 * @short_title: the same in a few letters
 */
void
fig_axis_set_titles (FigAxis *self, const char *title, const char *short_title)
{
  g_free (self->title);
  g_free (self->short_title);
  self->title = g_strdup (title);
  self->short_title = g_strdup (short_title);
}
