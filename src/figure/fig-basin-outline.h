/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-basins.h"

G_BEGIN_DECLS

FigSeries *fig_basin_outline_new (const FigBasins *basins, int end);

G_END_DECLS
