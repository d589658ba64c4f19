/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-axis.h"

#include <math.h>
#include <string.h>

#include "fig-number.h"

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
  self->linear = 0.0;
  self->steps = FIG_STEPS_DECIMAL;
  self->title = NULL;
  self->short_title = NULL;
  self->padding = padding;
  self->range = empty;
  self->limits = empty;
  self->quantity = FIG_QUANTITY_NONE;
  self->output = 0;
  self->key = NULL;
}

/**
 * fig_axis_init_copy:
 * @self: an axis
 * @other: another
 *
 * Makes it the same as the other.
 */
void
fig_axis_init_copy (FigAxis *self, const FigAxis *other)
{
  *self = *other;
  self->title = g_strdup (other->title);
  self->short_title = g_strdup (other->short_title);
  self->key = g_strdup (other->key);
}

void
fig_axis_clear (FigAxis *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->short_title, g_free);
  g_clear_pointer (&self->key, g_free);
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

/**
 * fig_axis_set_output:
 * @self: an axis
 * @output: which output of the network it measures, from 0
 */
void
fig_axis_set_output (FigAxis *self, guint output)
{
  self->quantity = FIG_QUANTITY_OUTPUT;
  self->output = output;
}

/**
 * fig_axis_set_parameter:
 * @self: an axis
 * @key: the path of the parameter that it measures, as "network.gain"
 */
void
fig_axis_set_parameter (FigAxis *self, const char *key)
{
  g_free (self->key);
  self->quantity = FIG_QUANTITY_PARAMETER;
  self->key = g_strdup (key);
}

/**
 * fig_axis_init_scale:
 * @self: an axis
 * @data: the range of what it is to show; may be empty
 * @scale: (out): the scale
 *
 * Chooses the limits of a scale: those that were set, else around the data.
 */
void
fig_axis_init_scale (const FigAxis *self, const FigRange *data, FigScale *scale)
{
  if (self->kind == FIG_SCALE_SYMMETRIC) {
    /* the same about zero, whatever part of the data is shown */
    fig_scale_init_symmetric (scale, self->linear, data, self->padding);
    if (!fig_range_is_empty (&self->limits))
      fig_scale_init_symmetric (scale, scale->linear, &self->limits, 0.0);
    return;
  }
  if (fig_range_is_empty (&self->limits))
    fig_scale_init (scale, self->kind, data, self->padding);
  else
    fig_scale_init (scale, self->kind, &self->limits, 0.0);
}

/* "ω (1/τ)" is a symbol and a unit, with markup or without. */
static void
split_title (const char *title, char **symbol, char **unit)
{
  const char *open = g_strrstr (title, " (");

  if (open == NULL || !g_str_has_suffix (open, ")")) {
    *symbol = g_strdup (title);
    *unit = NULL;
    return;
  }
  *symbol = g_strndup (title, open - title);
  *unit = g_strndup (open + 2, strlen (open + 2) - 1);
}

/**
 * fig_axis_format_value:
 * @self: an axis
 * @value: any number
 * @resolution: the least difference that matters; 0 for a few digits
 *
 * Returns: (transfer full): what a value on the axis is, with symbol and unit
 *   as its short title has them: "ω = 0.53 1/τ"; Pango markup
 */
char *
fig_axis_format_value (const FigAxis *self, double value, double resolution)
{
  int digits = 4;
  g_autofree char *number = NULL;
  const char *title = self->short_title != NULL ? self->short_title : self->title;
  g_autofree char *symbol = NULL;
  g_autofree char *unit = NULL;

  /* What lies on the line of 0 is 0, however exactly it is known not to be. */
  if (self->kind == FIG_SCALE_LINEAR && fabs (value) < 0.5 * resolution)
    value = 0.0;
  if (resolution > 0.0 && value != 0.0 && isfinite (value))
    digits = CLAMP ((int)ceil (log10 (fabs (value) / resolution)) + 1, 2, 12);
  number = isfinite (value) ? fig_number_format_short (value, digits) : g_strdup ("–");
  if (title == NULL)
    return g_steal_pointer (&number);
  split_title (title, &symbol, &unit);
  if (unit == NULL)
    return g_strdup_printf ("%s = %s", symbol, number);
  return g_strdup_printf ("%s = %s %s", symbol, number, unit);
}
