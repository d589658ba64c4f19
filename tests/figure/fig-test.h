/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"
#include "fig-style.h"

G_BEGIN_DECLS

ExpTheory *fig_test_theory (const char *text);
ExpMeasurement *fig_test_measurement (const ExpTheory *theory);
void fig_test_add_driven (ExpMeasurement *measurement);
void fig_test_add_training (ExpMeasurement *measurement);
const FigLayer *
fig_test_find_layer (FigFigure *figure, guint panel, const char *name, const char *kind);
int fig_test_follow (const ExpTheory *theory, const ExpReturnMap *map, const double *start);
cairo_surface_t *fig_test_draw (FigFigure *figure, int width, int height, const FigStyle *style);
guint fig_test_count (cairo_surface_t *surface, const FigColor *color);

G_END_DECLS
