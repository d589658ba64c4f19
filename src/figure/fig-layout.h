/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-figure.h"
#include "fig-place.h"

G_BEGIN_DECLS

/**
 * FigLayout:
 *
 * A figure arranged on a page: where each panel is, how its values become
 * places, what is written where. Whoever needs more than a picture, such as
 * what is under the pointer, asks the layout that was drawn.
 */
typedef struct _FigLayout FigLayout;

typedef void (*FigTextFunc) (const char *role, const FigText *text, gpointer user_data);

FigLayout *fig_layout_new (FigFigure *figure, double width, double height, const FigStyle *style);
void fig_layout_free (FigLayout *self);
void fig_layout_draw_data (const FigLayout *self, cairo_t *cr);
void fig_layout_draw_frame (const FigLayout *self, cairo_t *cr);
void fig_layout_draw (const FigLayout *self, cairo_t *cr);
gboolean fig_layout_is_empty (const FigLayout *self);
const FigStyle *fig_layout_get_style (const FigLayout *self);
const FigDetail *fig_layout_get_detail (const FigLayout *self);
const FigPlace *fig_layout_get_place (const FigLayout *self, guint panel);
int fig_layout_find_entry (const FigLayout *self, double x, double y);
gboolean fig_layout_get_entry (const FigLayout *self, guint entry, FigRect *box);
int fig_layout_find_panel (const FigLayout *self, double x, double y);
void fig_layout_foreach_text (const FigLayout *self, FigTextFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigLayout, fig_layout_free)

G_END_DECLS
