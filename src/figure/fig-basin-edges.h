/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-basins.h"
#include "fig-series.h"

G_BEGIN_DECLS

FigSeries *fig_basin_edges_new (const FigBasins *basins);

G_END_DECLS
