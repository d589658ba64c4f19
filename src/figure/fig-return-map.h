/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

void fig_return_map_add_panel (const FigSource *source, FigFigure *figure);
void fig_return_map_add_basins (const FigSource *source, FigPanel *panel);
void fig_return_map_add_edges (const FigSource *source, FigPanel *panel);
void fig_return_map_add_field (const FigSource *source, FigPanel *panel);
void fig_return_map_add_fixed_points (const FigSource *source, FigPanel *panel);
void fig_return_map_explain (const FigSource *source, FigFigure *figure);

G_END_DECLS
