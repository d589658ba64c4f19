/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-figure.h"

G_BEGIN_DECLS

char *fig_csv_print (FigFigure *figure);

G_END_DECLS
