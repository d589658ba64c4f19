/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-scan.h"
#include "fig-axis.h"

G_BEGIN_DECLS

void fig_parameter_axis_init (FigAxis *self, const ExpAxis *axis);
double fig_parameter_axis_get_value (const ExpAxis *axis, const ExpExperiment *experiment);

G_END_DECLS
