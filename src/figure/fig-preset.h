/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-style.h"

G_BEGIN_DECLS

/**
 * FigPreset:
 * @name: the word on the command line
 * @title: (translatable) for people to choose by
 * @width: in points (1/72 inch)
 * @height: likewise, for up to two panels
 * @growth: by how much of that the page is higher for each further two
 * @scale: size of letters and lines in terms of those for print
 * @legend_beside: whether the legend may stand beside the panels
 *
 * A page that figures are often made for.
 */
typedef struct {
  const char *name;
  const char *title;
  double width;
  double height;
  double growth;
  double scale;
  gboolean legend_beside;
} FigPreset;

const FigPreset *fig_preset_list (gsize *n_presets);
const FigPreset *fig_preset_find (const char *name);
void fig_preset_apply (const FigPreset *self, FigStyle *style);

G_END_DECLS
