/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-layout.h"

G_BEGIN_DECLS

/**
 * FigHit:
 * @panel: index of the panel
 * @layer: index of the layer in the panel
 * @point: index of the point in the layer's series
 * @x: where the point is on the page
 * @y: likewise
 * @distance: how far it, or the line next to it, is from the place asked for
 *
 * A point of a figure that is under the pointer.
 */
typedef struct {
  guint panel;
  guint layer;
  gsize point;
  double x;
  double y;
  double distance;
} FigHit;

gboolean fig_hit_find (
  FigHit *self, FigFigure *figure, const FigLayout *layout, double x, double y, double reach);
gboolean fig_hit_find_role (FigHit *self,
                            FigFigure *figure,
                            const FigLayout *layout,
                            FigRole role,
                            double x,
                            double y,
                            double reach);
gboolean fig_hit_locate (FigHit *self, FigFigure *figure, const FigLayout *layout);
gboolean
fig_hit_step (FigHit *self, FigFigure *figure, const FigLayout *layout, int layers, gint64 points);
const FigLayer *fig_hit_get_layer (const FigHit *self, FigFigure *figure);
char *fig_hit_describe (const FigHit *self, FigFigure *figure, const FigLayout *layout);

G_END_DECLS
