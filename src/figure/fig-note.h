/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-panel.h"
#include "fig-text.h"

G_BEGIN_DECLS

/**
 * FigNote:
 * @text: (nullable): what is said, at its place; %NULL where it has no room
 * @covers: whether it lies upon rules, so that it needs a ground of its own
 *
 * What is said within a panel.
 */
typedef struct {
  FigText *text;
  gboolean covers;
} FigNote;

void fig_note_place (FigNote *self,
                     const FigPanel *panel,
                     const FigView *view,
                     PangoContext *context,
                     const FigStyle *style);
void fig_note_clear (FigNote *self);
void fig_note_draw (const FigNote *self, cairo_t *cr, const FigStyle *style);

G_END_DECLS
