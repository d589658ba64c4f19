/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-look.h"

#include "fig-paint.h"

#define FAINTNESS 0.6
/* Beside an attractor that stands out, others stand back. */
#define SELECTED_WEIGHT 1.5
#define MODESTY 0.62
#define MAX_DOTS 8
/* Of markers, in terms of lines; dots are seen less well than what is drawn through. */
#define OUTLINE_WIDTH 0.65
#define RING_WIDTH 0.95
#define HALO_WIDTH 2.0 /* in terms of the outline */
/* How long each of several unbroken lines is seen that share one place, in terms of their width */
#define SHARE 7.0

static gboolean
is_selected (const FigLook *self, const FigStyle *style)
{
  return self->owner >= 0 && style->selected == (guint)self->owner + 1;
}

static double
get_emphasis (const FigLook *self, const FigStyle *style)
{
  return is_selected (self, style) ? SELECTED_WEIGHT : 1.0;
}

static double
get_weight (const FigLook *self)
{
  return self->weight > 0.0 ? self->weight : 1.0;
}

/**
 * fig_look_get_color:
 * @self: a look
 * @style: a style
 *
 * Returns: the colour of its strokes
 */
FigColor
fig_look_get_color (const FigLook *self, const FigStyle *style)
{
  FigColor color, paper = style->background;
  double shade = self->shade;

  if (self->owner >= 0)
    color = style->palette[self->owner % style->n_colors];
  else if (self->owner == FIG_OWNER_ALL)
    color = style->foreground;
  else
    color = style->muted;
  if (self->faint || (style->selected > 0 && self->owner >= 0 && !is_selected (self, style)))
    shade = 1.0 - (1.0 - shade) * (1.0 - (self->faint ? FAINTNESS : MODESTY));
  paper.alpha = 1.0;
  return shade > 0.0 ? fig_color_mix (&color, &paper, shade) : color;
}

/**
 * fig_look_get_marker:
 * @self: a look
 *
 * The number of markers has no factor in common with the number of colours, so
 * that no two of 32 attractors have both in common.
 *
 * Returns: its marker
 */
FigMarker
fig_look_get_marker (const FigLook *self)
{
  return self->owner >= 0 ? self->owner % FIG_N_MARKERS : FIG_MARKER_CIRCLE;
}

/**
 * fig_look_get_width:
 * @self: a look
 * @style: a style
 *
 * Returns: the width of its line, in units of the page
 */
double
fig_look_get_width (const FigLook *self, const FigStyle *style)
{
  return get_weight (self) * get_emphasis (self, style) * style->line_width;
}

/**
 * fig_look_get_size:
 * @self: a look
 * @style: a style
 *
 * Returns: the diameter of its marker, in units of the page
 */
double
fig_look_get_size (const FigLook *self, const FigStyle *style)
{
  return get_weight (self) * get_emphasis (self, style) * style->marker_size;
}

/**
 * fig_look_add_marker:
 * @self: a look
 * @cr: where to add outlines, for fig_look_draw_path()
 * @x: where the marker's centre of mass is
 * @y: likewise
 * @style: a style
 */
void
fig_look_add_marker (const FigLook *self, cairo_t *cr, double x, double y, const FigStyle *style)
{
  double size = fig_look_get_size (self, style);

  fig_marker_add_path (fig_look_get_marker (self), cr, x, y, size);
  if (self->crossed)
    fig_marker_add_cross (cr, x, y, size);
}

/* What is laid over for comparison is dotted: single dots, then a dash and one dot
 * more for each further one. */
static int
make_comparison_dashes (const FigLook *self, double unit, double *dashes)
{
  int n_dots = self->stroke == 1 ? 1 : self->stroke - 1, n_dashes = 0;

  if (self->stroke > 1) {
    dashes[n_dashes++] = unit * (self->broken ? 3.5 : 7.0);
    dashes[n_dashes++] = unit * 2.0;
  }
  for (int i = 0; i < MIN (n_dots, MAX_DOTS); i++) {
    dashes[n_dashes++] = unit * 1.2;
    dashes[n_dashes++] = unit * 2.0;
  }
  return n_dashes;
}

/**
 * fig_look_set_stroke:
 * @self: a look
 * @cr: what to draw with
 * @style: a style
 *
 * Sets colour, width and dashes for a line. Attractors that share a colour have
 * different numbers of dots between the dashes: short dashes where unstable,
 * long ones or none at all where stable.
 */
void
fig_look_set_stroke (const FigLook *self, cairo_t *cr, const FigStyle *style)
{
  FigColor color = fig_look_get_color (self, style);
  double width = fig_look_get_width (self, style);
  double unit = MAX (width, 0.6 * style->line_width);
  int n_dots = self->owner >= 0 ? self->owner / (int)style->n_colors : 0;
  double dashes[2 + 2 * MAX_DOTS];
  int n_dashes = 0;

  fig_color_set_source (&color, cr);
  cairo_set_line_width (cr, width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (self->stroke > 0) {
    cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
    cairo_set_dash (cr, dashes, make_comparison_dashes (self, unit, dashes), 0.0);
    return;
  }
  if (!self->broken && n_dots == 0) {
    cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash (cr, NULL, 0, 0.0);
    return;
  }
  dashes[n_dashes++] = unit * (self->broken ? 4.0 : 14.0);
  dashes[n_dashes++] = unit * 2.5;
  for (int i = 0; i < MIN (n_dots, MAX_DOTS); i++) {
    dashes[n_dashes++] = unit * 1.2;
    dashes[n_dashes++] = unit * 2.5;
  }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, dashes, n_dashes, 0.0);
}

/**
 * fig_look_share_stroke:
 * @self: a look
 * @cr: with the stroke of fig_look_set_stroke()
 * @style: a style
 * @turn: which of the lines that lie one upon the other this is, from 0
 * @n_turns: how many these are
 *
 * Makes room for the others: each is seen for a while, and then the next.
 */
void
fig_look_share_stroke (
  const FigLook *self, cairo_t *cr, const FigStyle *style, guint turn, guint n_turns)
{
  double dashes[2 * (2 + 2 * MAX_DOTS)], period = 0.0;
  int n_dashes = cairo_get_dash_count (cr);

  if (n_turns < 2 || n_dashes > 2 + 2 * MAX_DOTS)
    return;
  if (n_dashes > 0) {
    cairo_get_dash (cr, dashes, NULL);
  } else {
    dashes[n_dashes++] = SHARE * MAX (fig_look_get_width (self, style), 0.6 * style->line_width);
    dashes[n_dashes++] = 0.0;
  }
  for (int i = 0; i < n_dashes; i++)
    period += dashes[i];
  dashes[n_dashes - 1] += (n_turns - 1) * period;
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, dashes, n_dashes, ((n_turns - turn) % n_turns) * period);
}

/* Beneath the outlines of markers, which stay the path */
static void
draw_halo (cairo_t *cr, double width, const FigStyle *style)
{
  cairo_path_t *path = cairo_copy_path (cr);
  FigColor paper = style->background, none = style->background;

  paper.alpha = 1.0;
  none.alpha = 0.0;
  fig_color_set_source (&paper, cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_set_line_width (cr, HALO_WIDTH * width);
  fig_paint_markers (cr, &none);
  cairo_append_path (cr, path);
  cairo_path_destroy (path);
}

/**
 * fig_look_draw_path:
 * @self: a look
 * @cr: what to draw with, its path one or more markers
 * @style: a style
 *
 * Fills the markers, or draws their outlines with the paper inside.
 */
void
fig_look_draw_path (const FigLook *self, cairo_t *cr, const FigStyle *style)
{
  FigColor color = fig_look_get_color (self, style);
  FigColor inside = self->hollow ? style->background : color;
  double dots = 0.9 * style->line_width;
  double width = self->stroke > 0 ? RING_WIDTH : OUTLINE_WIDTH;

  inside.alpha = 1.0;
  /* What is laid over hides nothing: its markers are dotted rings. */
  if (self->stroke > 0)
    inside.alpha = 0.0;
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  if (self->halo)
    draw_halo (cr, width * style->line_width, style);
  fig_color_set_source (&color, cr);
  cairo_set_dash (cr, &dots, self->stroke > 0 ? 1 : 0, 0.0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (cr, width * style->line_width);
  fig_paint_markers (cr, &inside);
}
