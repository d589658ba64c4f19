/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-layout.h"

G_BEGIN_DECLS

/**
 * FigPick:
 * @panel: index of the panel
 * @owner: the attractor that what is there belongs to, or %FIG_OWNER_NONE
 * @role: what is there
 * @x: what the axis across measures, how much, and what a unit of the page can tell apart there
 * @y: likewise of the axis upwards
 *
 * A place in a panel of a figure, and what it means for the experiment. The
 * key of a parameter belongs to the figure.
 */
typedef struct {
  guint panel;
  int owner;
  FigRole role;
  struct {
    FigQuantity quantity;
    guint output;
    const char *key;
    double value;
    double step;
  } x, y;
} FigPick;

gboolean fig_pick_init (
  FigPick *self, FigFigure *figure, const FigLayout *layout, guint panel, double x, double y);
gboolean
fig_pick_move (FigPick *self, const FigScale *x_scale, const FigScale *y_scale, double x, double y);
gboolean fig_pick_get_output (const FigPick *self, guint output, double *value);
gboolean fig_pick_get_frequency (const FigPick *self, double *value);
gboolean fig_pick_has (const FigPick *self, FigQuantity quantity);

G_END_DECLS
