/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-axis.h"
#include "fig-text.h"

G_BEGIN_DECLS

/**
 * FigRuler:
 * @axis: what it is for
 * @across: whether it runs across, and not upwards
 * @blank: whether it has no ticks, as there is nothing to be told by them
 * @scale: how values become places
 * @ticks: (nullable): where it is marked
 * @labels: (nullable) (element-type FigText): what the ticks say; %NULL where
 *   there is no room for one
 * @title: (nullable): what it measures
 * @unitless: whether there was no room for the unit in that
 *
 * An axis at its place on the page.
 */
typedef struct {
  const FigAxis *axis;
  gboolean across;
  gboolean blank;
  FigScale scale;
  FigTicks *ticks;
  GPtrArray *labels;
  FigText *title;
  gboolean unitless;
  PangoContext *context; /* private, as is the style */
  const FigStyle *style;
} FigRuler;

void fig_ruler_init (FigRuler *self,
                     const FigAxis *axis,
                     gboolean across,
                     PangoContext *context,
                     const FigStyle *style);
void fig_ruler_clear (FigRuler *self);
double fig_ruler_get_gap (const FigStyle *style);
void fig_ruler_fit_ticks (FigRuler *self);
void fig_ruler_measure (const FigRuler *self, double *width, double *height, double *overhang);
void fig_ruler_place_title (FigRuler *self, const FigRect *area, const FigRect *cell);
void fig_ruler_place_labels (FigRuler *self, const FigRect *area, const FigRect *cell);
void fig_ruler_drop_labels (FigRuler *self);
void fig_ruler_add_path (const FigRuler *self, cairo_t *cr, const FigRect *area, gboolean minor);
void fig_ruler_draw_texts (const FigRuler *self, cairo_t *cr);

G_END_DECLS
