/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-range.h"
#include "fig-scale.h"
#include "fig-ticks.h"

G_BEGIN_DECLS

/**
 * FigAxis:
 * @kind: linear or logarithmic
 * @steps: what its ticks count in
 * @title: (nullable): what it measures and the unit, as Pango markup
 * @short_title: (nullable): the same where there is no room for it
 * @padding: room on either side of the data, in terms of its range
 * @range: what it shows in any case; empty if that is up to the data
 *
 * What one axis of a panel is for, apart from where it is.
 */
typedef struct {
  FigScaleKind kind;
  FigSteps steps;
  char *title;
  char *short_title;
  double padding;
  FigRange range;
} FigAxis;

void fig_axis_init (FigAxis *self, double padding);
void fig_axis_clear (FigAxis *self);
void fig_axis_set_titles (FigAxis *self, const char *title, const char *short_title);

G_END_DECLS
