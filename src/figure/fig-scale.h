/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-range.h"

G_BEGIN_DECLS

/**
 * FigScale:
 * @kind: linear, logarithmic or both
 * @minimum: the value at @begin, finite; positive on a logarithmic scale
 * @maximum: the value at @end, larger than @minimum
 * @begin: a place on the page
 * @end: another, before or after @begin
 * @linear: of a symmetric scale: up to where it is about linear, positive
 *
 * How values become places along one axis of a panel, and back.
 */
typedef struct {
  FigScaleKind kind;
  double minimum;
  double maximum;
  double begin;
  double end;
  double linear;
} FigScale;

void fig_scale_init (FigScale *self, FigScaleKind kind, const FigRange *range, double padding);
void
fig_scale_init_symmetric (FigScale *self, double linear, const FigRange *range, double padding);
double fig_scale_map (const FigScale *self, double value);
double fig_scale_unmap (const FigScale *self, double place);
gboolean fig_scale_contains (const FigScale *self, double value);

G_END_DECLS
