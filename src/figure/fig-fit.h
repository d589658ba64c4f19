/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-layout.h"
#include "fig-omission.h"

G_BEGIN_DECLS

FigLayout *fig_fit_layout (FigFigure *figure, double width, double height, const FigStyle *style);
GPtrArray *fig_fit_list_omissions (const FigLayout *layout, FigFigure *figure);
char *fig_fit_describe (GPtrArray *omissions, gboolean essential);

G_END_DECLS
