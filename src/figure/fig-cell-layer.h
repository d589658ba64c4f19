/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-layer.h"

G_BEGIN_DECLS

FigLayer *fig_cell_layer_new (FigSeries *series, double width, double height, const FigLook *look);

G_END_DECLS
