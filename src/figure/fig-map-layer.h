/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-color-map.h"
#include "fig-layer.h"

G_BEGIN_DECLS

FigLayer *fig_map_layer_new (const char *name,
                             const char *kind,
                             gsize n_columns,
                             const double *x,
                             gsize n_rows,
                             const double *y,
                             const double *values,
                             FigColorMap map,
                             const FigRange *range);
gboolean fig_map_layer_exceeds_colors (const FigLayer *layer);
FigLayer *fig_map_layer_new_bar (FigColorMap map, const FigRange *range);

G_END_DECLS
