/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-marker.h"
#include "fig-style.h"

G_BEGIN_DECLS

#define FIG_OWNER_NONE (-1) /* belongs to no attractor: muted */
#define FIG_OWNER_ALL (-2)  /* stands for every attractor: the colour of text */

/**
 * FigLook:
 * @owner: index of the attractor that it belongs to, or one of the above
 * @broken: dashed, as what is unstable
 * @hollow: a marker's outline only
 * @crossed: a marker is crossed out, as what does not stay
 * @faint: blended with the background, as what belongs to other parameters
 * @halo: a line, or the outline of a marker, has the paper's colour at both its sides, so that it
 * is seen on any colour
 * @stroke: the kind of dashes of what is laid over for comparison, from 1; 0 for none
 * @shade: how far towards the background its colour goes, from 0 to 1: what tells
 *   lines of one owner apart
 * @weight: width of the line, or size of the marker, in terms of the style's; 0 for 1
 *
 * What a layer looks like, apart from the style. An attractor has the same
 * colour, marker and kind of stroke in every figure.
 */
typedef struct {
  int owner;
  gboolean broken;
  gboolean hollow;
  gboolean crossed;
  gboolean faint;
  gboolean halo;
  int stroke;
  double shade;
  double weight;
} FigLook;

FigColor fig_look_get_color (const FigLook *self, const FigStyle *style);
FigMarker fig_look_get_marker (const FigLook *self);
void
fig_look_add_marker (const FigLook *self, cairo_t *cr, double x, double y, const FigStyle *style);
double fig_look_get_width (const FigLook *self, const FigStyle *style);
double fig_look_get_size (const FigLook *self, const FigStyle *style);
void fig_look_set_stroke (const FigLook *self, cairo_t *cr, const FigStyle *style);
void fig_look_share_stroke (
  const FigLook *self, cairo_t *cr, const FigStyle *style, guint turn, guint n_turns);
void fig_look_draw_path (const FigLook *self, cairo_t *cr, const FigStyle *style);

G_END_DECLS
