/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

/* How wide the line of a trajectory is. */
#define FIG_TRAJECTORY_WEIGHT 0.5

FigRange fig_trajectory_get_limits (const ExpTable *targets);
int fig_trajectory_find_end (const ExpMeasurement *measurement, gsize index);
char *fig_trajectory_get_name (gsize index);

G_END_DECLS
