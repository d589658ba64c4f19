/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-range.h"
#include "fig-scale.h"
#include "fig-ticks.h"

G_BEGIN_DECLS

/**
 * FigQuantity:
 * @FIG_QUANTITY_NONE: nothing that the experiment could be given
 * @FIG_QUANTITY_TIME: the time since a trajectory began
 * @FIG_QUANTITY_OUTPUT: one output of the network
 * @FIG_QUANTITY_FREQUENCY: an angular frequency at which it can be driven
 * @FIG_QUANTITY_PARAMETER: a parameter of the experiment
 *
 * What an axis measures, for whoever is to make something of a place in a panel.
 */
typedef enum {
  FIG_QUANTITY_NONE,
  FIG_QUANTITY_TIME,
  FIG_QUANTITY_OUTPUT,
  FIG_QUANTITY_FREQUENCY,
  FIG_QUANTITY_PARAMETER,
} FigQuantity;

/**
 * FigAxis:
 * @kind: linear, logarithmic or both
 * @linear: of a symmetric axis: up to where it is about linear; 0 for a
 *   thousandth of the largest value there is
 * @steps: what its ticks count in
 * @title: (nullable): what it measures and the unit, as Pango markup
 * @short_title: (nullable): the same where there is no room for it
 * @padding: room on either side of the data, in terms of its range
 * @range: what it shows in any case; empty if that is up to the data
 * @limits: what it shows exactly, whatever the data and the padding; empty for
 *   all data
 * @quantity: what it measures
 * @output: of an output: which, from 0
 * @key: (nullable): of a parameter: its path, as "network.gain"
 *
 * What one axis of a panel is for, apart from where it is.
 */
typedef struct {
  FigScaleKind kind;
  double linear;
  FigSteps steps;
  char *title;
  char *short_title;
  double padding;
  FigRange range;
  FigRange limits;
  FigQuantity quantity;
  guint output;
  char *key;
} FigAxis;

void fig_axis_init (FigAxis *self, double padding);
void fig_axis_init_copy (FigAxis *self, const FigAxis *other);
void fig_axis_clear (FigAxis *self);
void fig_axis_set_titles (FigAxis *self, const char *title, const char *short_title);
void fig_axis_set_output (FigAxis *self, guint output);
void fig_axis_set_parameter (FigAxis *self, const char *key);
void fig_axis_init_scale (const FigAxis *self, const FigRange *data, FigScale *scale);
char *fig_axis_format_value (const FigAxis *self, double value, double resolution);

G_END_DECLS
