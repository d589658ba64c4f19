/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-detail.h"
#include "fig-note.h"
#include "fig-panel.h"
#include "fig-ruler.h"
#include "fig-text.h"
#include "fig-turns.h"

G_BEGIN_DECLS

/**
 * FigPlace:
 * @panel: which panel
 * @row: of the grid of panels
 * @column: likewise
 * @lowest: whether no panel is below
 * @leftmost: whether no panel is to the left that measures the same upwards
 * @view: where the data is drawn, and how values become places
 * @x_range: of the data across, which panels share
 * @y_range: of the data upwards
 * @x: the axis across
 * @y: the axis upwards
 * @title: (nullable): the heading
 * @note: what is said within the panel
 * @turns: (nullable): for each layer, which lines it shares its place with
 *
 * A panel at its place on the page.
 */
typedef struct {
  const FigPanel *panel;
  guint row;
  guint column;
  gboolean lowest;
  gboolean leftmost;
  FigView view;
  FigRange x_range;
  FigRange y_range;
  FigRuler x;
  FigRuler y;
  FigText *title;
  FigNote note;
  FigTurn *turns;
  gboolean minor; /* private, as are the rest: whether minor ticks are drawn */
  const FigStyle *style;
  PangoContext *context;
} FigPlace;

FigPlace *fig_place_new (const FigPanel *panel, PangoContext *context, const FigStyle *style);
void fig_place_free (FigPlace *self);
void fig_place_set_area (FigPlace *self, const FigRect *area);
double fig_place_get_aspect (const FigPlace *self);
void fig_place_finish (FigPlace *self, const FigRect *cell, const FigDetail *detail);
void fig_place_draw_data (const FigPlace *self, cairo_t *cr);
void fig_place_draw_frame (const FigPlace *self, cairo_t *cr);
void fig_place_draw (const FigPlace *self, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigPlace, fig_place_free)

G_END_DECLS
