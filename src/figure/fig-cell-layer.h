/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-layer.h"

G_BEGIN_DECLS

gboolean fig_layer_is_cells (const FigLayer *self);
gboolean
fig_cell_layer_find (const FigLayer *layer, const FigView *view, double x, double y, gsize *point);
FigLayer *fig_cell_layer_new (
  FigSeries *series, double width, double height, FigSeries *outline, const FigLook *look);

G_END_DECLS
