/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-detail.h"
#include "fig-figure.h"
#include "fig-text.h"

G_BEGIN_DECLS

/**
 * FigHeader:
 * @title: (nullable): of the figure
 * @subtitle: (nullable): what stands beside it, or below
 *
 * What heads a page.
 */
typedef struct {
  FigText *title;
  FigText *subtitle;
  gboolean below; /* private, as are the rest: the title, as there is no room beside it */
  FigFigure *figure;
  const FigStyle *style;
} FigHeader;

void fig_header_init (FigHeader *self,
                      FigFigure *figure,
                      PangoContext *context,
                      const FigStyle *style,
                      double width,
                      double height);
void fig_header_clear (FigHeader *self);
double fig_header_get_height (const FigHeader *self, const FigDetail *detail);
void fig_header_place (FigHeader *self, const FigDetail *detail, double x, const FigRect *page);
void fig_header_draw (const FigHeader *self, cairo_t *cr);

G_END_DECLS
