/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "fig-look.h"
#include "fig-range.h"
#include "fig-rect.h"
#include "fig-scale.h"
#include "fig-series.h"
#include "fig-style.h"

G_BEGIN_DECLS

/**
 * FigView:
 * @area: where the data of a panel is drawn
 * @x: how values become places across
 * @y: how values become places down; its beginning is the lower edge
 * @turn: which of those lines a layer is that are drawn one upon the other, from 0
 * @n_turns: how many these are; 0 or 1 for a line that is alone
 */
typedef struct {
  FigRect area;
  FigScale x;
  FigScale y;
  guint turn;
  guint n_turns;
} FigView;

typedef struct _FigLayer FigLayer;

/**
 * FigLayerClass:
 * @size: of a layer of this kind, which begins with a #FigLayer; 0 for just that
 * @draw: draws the data into the view, clipped to the area, with the functions
 *   of fig-paint.h that put something on the page
 * @finalize: (nullable): frees what a layer of this kind has of its own
 * @name: what it is called in a file, as "curve"; a word that is never translated
 * @connected: whether a point is joined to the next one by a line
 * @fills: whether it fills areas, and lies below the axes and all that does not
 *
 * What a kind of layer does.
 */
typedef struct {
  gsize size;
  void (*draw) (const FigLayer *self, cairo_t *cr, const FigView *view, const FigStyle *style);
  void (*finalize) (FigLayer *self);
  const char *name;
  gboolean connected;
  gboolean fills;
} FigLayerClass;

/**
 * FigRole:
 * @FIG_ROLE_NONE: something to look at
 * @FIG_ROLE_TARGET: where the target is that the look's owner is to hold; it may
 *   be moved along the axes that measure outputs
 *
 * What a layer is, for whoever is to make something of a place in a panel.
 */
typedef enum {
  FIG_ROLE_NONE,
  FIG_ROLE_TARGET,
} FigRole;

/* What the data takes up, once that was asked for */
typedef struct {
  gboolean known;
  FigScaleKind x_kind;
  FigScaleKind y_kind;
  FigRange x;
  FigRange y;
} FigLayerRanges;

/**
 * FigLayer:
 * @series: the data
 * @look: how it looks
 * @max_points: of points: how many to draw at most; 0 for all
 * @x_limits: values beyond these are drawn but do not widen the axis
 * @y_limits: likewise
 * @role: what it is
 *
 * Data drawn in one way. Reference counted; immutable once a figure has it.
 */
struct _FigLayer {
  gatomicrefcount ref_count;  /* private */
  const FigLayerClass *class; /* private */
  FigLayerRanges ranges;      /* private */
  GMutex mutex;               /* private: of the ranges */
  FigSeries *series;
  FigLook look;
  gsize max_points;
  FigRange x_limits;
  FigRange y_limits;
  FigRole role;
};

FigLayer *fig_layer_new (const FigLayerClass *class, FigSeries *series, const FigLook *look);
FigLayer *fig_layer_ref (FigLayer *self);
void fig_layer_unref (FigLayer *self);
void fig_layer_extend (
  const FigLayer *self, FigScaleKind x_kind, FigScaleKind y_kind, FigRange *x, FigRange *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigLayer, fig_layer_unref)

G_END_DECLS
