/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-preset.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define INCH 72.0

static const FigPreset presets[] = {
  { "one-column", N_ ("One column, 3.4 in"), 3.4 * INCH, 2.6 * INCH, 0.5, 8.0 / 8.5, FALSE },
  { "two-columns", N_ ("Two columns, 7 in"), 7.0 * INCH, 4.4 * INCH, 0.1, 1.0, TRUE },
  { "slide", N_ ("Slide, 10 in"), 10.0 * INCH, 5.625 * INCH, 0.0, 2.0, TRUE },
};

/**
 * fig_preset_list:
 * @n_presets: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_presets): all of them
 */
const FigPreset *
fig_preset_list (gsize *n_presets)
{
  *n_presets = G_N_ELEMENTS (presets);
  return presets;
}

/**
 * fig_preset_find:
 * @name: the word on the command line
 *
 * Returns: (transfer none) (nullable): the preset
 */
const FigPreset *
fig_preset_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    if (strcmp (presets[i].name, name) == 0)
      return &presets[i];
  return NULL;
}

/**
 * fig_preset_apply:
 * @self: a preset
 * @style: (inout): a copy of a style for print
 *
 * Suits letters, lines and the place of the legend to the page.
 */
void
fig_preset_apply (const FigPreset *self, FigStyle *style)
{
  fig_style_scale (style, self->scale);
  style->legend_beside = self->legend_beside;
}
