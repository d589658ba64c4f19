/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-range.h"

G_BEGIN_DECLS

/**
 * FigSteps:
 * @FIG_STEPS_DECIMAL: ticks at round decimal numbers
 * @FIG_STEPS_DEGREES: ticks at parts of a turn: 90, 45, 30…
 * @FIG_STEPS_WHOLE: ticks at whole numbers: of what can be counted
 */
typedef enum {
  FIG_STEPS_DECIMAL,
  FIG_STEPS_DEGREES,
  FIG_STEPS_WHOLE,
} FigSteps;

/**
 * FigTicks:
 * @n_values: how many labelled ticks
 * @values: where they are, ascending
 * @labels: what they say, as Pango markup
 * @n_minor: how many ticks without a label between them
 * @minor: where those are, ascending
 *
 * The ticks of an axis.
 */
typedef struct {
  guint n_values;
  double *values;
  char **labels;
  guint n_minor;
  double *minor;
} FigTicks;

FigTicks *
fig_ticks_new (FigScaleKind kind, FigSteps steps, double minimum, double maximum, guint n_wanted);
FigTicks *fig_ticks_new_symmetric (double linear, double minimum, double maximum, guint n_wanted);
void fig_ticks_thin (FigTicks *self);
void fig_ticks_free (FigTicks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigTicks, fig_ticks_free)

G_END_DECLS
