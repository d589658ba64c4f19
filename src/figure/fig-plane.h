/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

void fig_plane_add_panel (const FigSource *source, FigFigure *figure);
void fig_plane_explain (const FigSource *source, FigFigure *figure);

G_END_DECLS
