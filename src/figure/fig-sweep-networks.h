/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-color-map.h"
#include "fig-kind.h"

G_BEGIN_DECLS

FigColorMap
fig_sweep_networks_find_colors (const ExpSweep *sweep, ExpMeasure measure, FigRange *range);
void fig_sweep_networks_add_map (const FigSource *source,
                                 ExpMeasure measure,
                                 FigColorMap colors,
                                 const FigRange *range,
                                 FigPanel *panel);
gboolean fig_sweep_networks_have_curve (const FigSource *source);
void fig_sweep_networks_add_curve (const FigSource *source, FigPanel *panel);
char *fig_sweep_networks_describe (const FigSource *source);

G_END_DECLS
