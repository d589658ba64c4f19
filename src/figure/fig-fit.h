/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-layout.h"

G_BEGIN_DECLS

char *fig_fit_list_missing (const FigLayout *layout, FigFigure *figure);

G_END_DECLS
