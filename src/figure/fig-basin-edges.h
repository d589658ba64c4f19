/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-basins.h"
#include "fig-panel.h"
#include "fig-series.h"

G_BEGIN_DECLS

FigSeries *fig_basin_edges_new (const FigBasins *basins, const int *owners);
void fig_basin_edges_add (FigPanel *panel, FigSeries *edges);

G_END_DECLS
