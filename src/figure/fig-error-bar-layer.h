/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-layer.h"

G_BEGIN_DECLS

FigLayer *fig_error_bar_layer_new (FigSeries *series, const FigLook *look);
FigLayer *fig_error_bar_layer_new_marked (FigSeries *series, const FigLook *look);

G_END_DECLS
