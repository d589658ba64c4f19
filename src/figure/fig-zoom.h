/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-scale.h"

G_BEGIN_DECLS

FigRange fig_zoom_about (const FigScale *scale, double place, double factor);
FigRange fig_zoom_shift (const FigScale *scale, double distance);
FigRange fig_zoom_between (const FigScale *scale, double first, double second);

G_END_DECLS
