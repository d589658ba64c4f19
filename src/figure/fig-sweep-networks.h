/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

void fig_sweep_networks_add_map (const FigSource *source, FigPanel *panel);
void fig_sweep_networks_add_bar (FigPanel *bar);
void fig_sweep_networks_add_curve (const FigSource *source, FigPanel *panel);
char *fig_sweep_networks_describe (const FigSource *source);

G_END_DECLS
