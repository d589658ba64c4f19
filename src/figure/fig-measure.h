/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measure.h"
#include "fig-axis.h"
#include "fig-color-map.h"

G_BEGIN_DECLS

const char *fig_measure_get_name (ExpMeasure measure);
void fig_measure_set_titles (ExpMeasure measure, FigAxis *axis);
double fig_measure_get_shown (ExpMeasure measure, double value);
FigColorMap
fig_measure_find_colors (ExpMeasure measure, gsize n, const double *values, FigRange *range);

G_END_DECLS
