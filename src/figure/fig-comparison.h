/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

/**
 * FigComparison:
 * @name: what a person calls it
 * @theory: (nullable): what theory says; %NULL for one that is not shown, whose
 *   stroke no other gets
 * @measurement: (nullable): what a network says, if one was trained
 * @study: (nullable): what was computed for the kind of figure besides, as far as
 *   fig_comparison_get_needs() says that it is needed
 *
 * Results that were pinned, to be seen over those of the present parameters.
 */
typedef struct {
  const char *name;
  const ExpTheory *theory;
  const ExpMeasurement *measurement;
  const FigStudy *study;
} FigComparison;

FigNeeds fig_comparison_get_needs (const FigKind *kind);

FigFigure *fig_comparison_build (const FigKind *kind,
                                 const FigSource *source,
                                 gsize n_comparisons,
                                 const FigComparison *comparisons);

G_END_DECLS
