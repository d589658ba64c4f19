/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

gboolean fig_network_basins_are_there (const FigSource *source);
void fig_network_basins_add (const FigSource *source, FigPanel *panel);
void fig_network_basins_explain (const FigSource *source, FigFigure *figure);
char *fig_network_basins_describe (const FigSource *source);

G_END_DECLS
