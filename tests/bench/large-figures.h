/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-figure.h"

G_BEGIN_DECLS

FigFigure *bench_make_trajectory (void);
FigFigure *bench_make_map (void);

G_END_DECLS
