/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "fig-color.h"
#include "fig-rect.h"
#include "fig-svg.h"

G_BEGIN_DECLS

/* What figures are drawn with. Paths, colours, widths and dashes are set with
 * Cairo's own functions; these stand for the few that put something on the page,
 * and for what Cairo has no notion of: groups. On a page of Cairo's they do what
 * theirs do. On one of ours, an SVG document, they write it: Cairo's SVG has no
 * groups and turns text into outlines. */

cairo_t *fig_paint_create_for_svg (FigSvg *svg);
FigSvg *fig_paint_get_svg (cairo_t *cr);
gboolean fig_paint_is_exact (cairo_t *cr);

void fig_paint_begin (cairo_t *cr, const char *id, const char *class, const char *title);
void fig_paint_end (cairo_t *cr);
void fig_paint_begin_faint (cairo_t *cr, double alpha);
void fig_paint_end_faint (cairo_t *cr, double alpha);
void fig_paint_clip (cairo_t *cr, const FigRect *area);
void fig_paint_stroke (cairo_t *cr);
void fig_paint_stroke_points (cairo_t *cr, const cairo_path_data_t *points, gsize n_points);
void fig_paint_fill (cairo_t *cr);
void fig_paint_markers (cairo_t *cr, const FigColor *inside);
void fig_paint_image (cairo_t *cr, cairo_surface_t *image, const FigRect *area, gboolean smooth);

G_END_DECLS
