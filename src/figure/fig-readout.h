/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

gboolean fig_readout_is_there (const FigSource *source);
void fig_readout_add_panels (const FigSource *source, FigFigure *figure);

G_END_DECLS
