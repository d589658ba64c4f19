/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "fig-rect.h"

G_BEGIN_DECLS

/**
 * FigSvg:
 *
 * An SVG document being written: groups with ids and classes, and elements in
 * them whose colours, widths and fonts are presentation attributes, which a
 * style sheet overrides. What all elements of a group have in common is written
 * once, at the group. What goes in twice the same way comes out as the same
 * bytes.
 */
typedef struct _FigSvg FigSvg;

FigSvg *fig_svg_new (double width, double height);
void fig_svg_free (FigSvg *self);
void fig_svg_open (FigSvg *self, const char *id, const char *class, const char *title);
void fig_svg_clip (FigSvg *self, const FigRect *area);
void fig_svg_fade (FigSvg *self, double alpha);
void fig_svg_close (FigSvg *self);
void fig_svg_take (FigSvg *self, const char *element, char *paint, char *rest);
void fig_svg_fail (FigSvg *self);
void fig_svg_append_number (GString *text, double value);
void fig_svg_append_offset (GString *text, gint64 thousandths, gboolean first);
GString *
fig_svg_finish (FigSvg *self, const char *title, const char *description, const char *metadata);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigSvg, fig_svg_free)

G_END_DECLS
