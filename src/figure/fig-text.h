/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "fig-color.h"
#include "fig-rect.h"
#include "fig-style.h"

G_BEGIN_DECLS

/**
 * FigText:
 * @width: of the text as it is set
 * @height: of its lines, with room for accents and descenders
 * @baseline: of the first line, from the upper edge
 * @rise: how far its ink goes above the baseline of the first line
 * @box: where it was placed, in the page's coordinates
 * @upwards: whether it reads from below to above; @width and @height are
 *   then those before the turn
 * @anchor: what of its lines stays in place where its letters turn out wider or
 *   narrower, in a file that is shown with other fonts: 0 for their beginning,
 *   0.5 for the middle, 1 for the end
 *
 * A piece of text, measured and placed.
 */
typedef struct {
  double width;
  double height;
  double baseline;
  double rise;
  FigRect box;
  gboolean upwards;
  double anchor;
  PangoLayout *layout; /* private */
} FigText;

PangoContext *fig_text_context_new (const FigStyle *style);
FigText *
fig_text_new (PangoContext *context, const FigStyle *style, double scale, const char *markup);
void fig_text_free (FigText *self);
void fig_text_wrap (FigText *self, double width, PangoAlignment alignment);
gboolean fig_text_shorten (FigText *self, double width, guint n_lines);
gboolean fig_text_is_shortened (const FigText *self);
void fig_text_place (FigText *self, double x, double y);
void fig_text_turn (FigText *self);
const char *fig_text_get_text (const FigText *self);
void fig_text_draw (const FigText *self, cairo_t *cr, const FigColor *color);
char *fig_text_from_markup (const char *markup);
char *fig_text_from_person (const char *text);
char *fig_text_quote (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigText, fig_text_free)

G_END_DECLS
