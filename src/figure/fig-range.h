/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FigScaleKind:
 * @FIG_SCALE_LINEAR: equal differences are equally far apart
 * @FIG_SCALE_LOGARITHMIC: equal ratios are
 * @FIG_SCALE_SYMMETRIC: logarithmic in both directions from zero, and linear
 *   about it: the inverse hyperbolic sine
 */
typedef enum {
  FIG_SCALE_LINEAR,
  FIG_SCALE_LOGARITHMIC,
  FIG_SCALE_SYMMETRIC,
} FigScaleKind;

/**
 * FigRange:
 * @minimum: the least value
 * @maximum: the largest; less than @minimum while the range is empty
 */
typedef struct {
  double minimum;
  double maximum;
} FigRange;

#define FIG_RANGE_EMPTY       \
  {                           \
    G_MAXDOUBLE, -G_MAXDOUBLE \
  }

gboolean fig_range_is_empty (const FigRange *self);
void fig_range_add (FigRange *self, FigScaleKind kind, double value);
void fig_range_unite (FigRange *self, const FigRange *other);

G_END_DECLS
