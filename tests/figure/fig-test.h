/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"
#include "fig-style.h"

G_BEGIN_DECLS

extern const char fig_test_two_outputs[];
extern const char fig_test_four_outputs[];

ExpTheory *fig_test_theory (const char *text);
ExpMeasurement *fig_test_measurement (const ExpTheory *theory);
void fig_test_add_driven (ExpMeasurement *measurement);
void fig_test_add_training (ExpMeasurement *measurement);
const FigLayer *
fig_test_find_layer (FigFigure *figure, guint panel, const char *name, const char *kind);
int fig_test_follow (const ExpTheory *theory, const ExpReturnMap *map, const double *start);
cairo_surface_t *fig_test_draw (FigFigure *figure, int width, int height, const FigStyle *style);
guint fig_test_count (cairo_surface_t *surface, const FigColor *color);
char *fig_test_dup_legend (FigFigure *figure);
void fig_test_check_legend (FigFigure *figure, const char *wanted);
void fig_test_check_picture (FigFigure *figure, const ExpTheory *theory, const FigStyle *style);

G_END_DECLS
