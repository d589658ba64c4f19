/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-ticks.h"

G_BEGIN_DECLS

/* What is read off three numbers or more is a scale. */
#define FIG_TICKS_ENOUGH 3

double fig_ticks_power_of_ten (int exponent);
void fig_ticks_take_values (FigTicks *self, GArray *values);
void fig_ticks_take_minor (FigTicks *self, GArray *minor);
gboolean fig_ticks_add_decades (FigTicks *self, double minimum, double maximum, guint n_wanted);

G_END_DECLS
