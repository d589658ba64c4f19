/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "fig-rect.h"

G_BEGIN_DECLS

/**
 * FigStroker:
 *
 * Draws a solid line of very many pieces, for which Cairo takes too long: the
 * pieces are collected, and their coverage of each pixel is then found at once,
 * by all threads, each for some rows. Where pieces overlap a pixel has the
 * largest coverage, so that joins are round.
 */
typedef struct _FigStroker FigStroker;

gboolean fig_stroker_suits (cairo_t *cr);
FigStroker *fig_stroker_new (cairo_t *cr, const FigRect *area);
void fig_stroker_free (FigStroker *self);
void fig_stroker_add (FigStroker *self, double x1, double y1, double x2, double y2);
void fig_stroker_draw (FigStroker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigStroker, fig_stroker_free)

G_END_DECLS
