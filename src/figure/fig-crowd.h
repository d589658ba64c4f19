/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-layout.h"

G_BEGIN_DECLS

guint fig_crowd_count (FigFigure *figure, const FigLayout *layout, const FigRect *box);

G_END_DECLS
