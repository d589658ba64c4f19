/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "fig-color.h"

G_BEGIN_DECLS

/**
 * FigScheme:
 * @FIG_SCHEME_LIGHT: for a light window
 * @FIG_SCHEME_DARK: for a dark window
 * @FIG_SCHEME_PRINT: for paper: black on white
 * @FIG_SCHEME_CONTRAST: for a window with high contrast: heavy lines in strong
 *   colours on white
 * @FIG_SCHEME_CONTRAST_DARK: the same on black
 */
typedef enum {
  FIG_SCHEME_LIGHT,
  FIG_SCHEME_DARK,
  FIG_SCHEME_PRINT,
  FIG_SCHEME_CONTRAST,
  FIG_SCHEME_CONTRAST_DARK,
} FigScheme;

#define FIG_N_SCHEMES (FIG_SCHEME_CONTRAST_DARK + 1)

/**
 * FigStyle:
 * @scheme: which scheme it came from
 * @font_family: a list of families as Pango takes it
 * @font_size: of axis titles; all spacing follows from it
 * @label_scale: size of tick labels and of the legend, in terms of @font_size
 * @title_scale: size of the figure's title, likewise
 * @least_size: below which no letters that are raised or lowered go, unless those beside them do;
 *   0 for none
 * @smallest_size: down to which fig_fit_layout() makes text smaller than @font_size rather than
 * leave out what axes measure; 0 for none
 * @axis_width: of axis lines and ticks
 * @tick_length: of major ticks; minor ones are shorter
 * @line_width: of a curve
 * @marker_size: diameter of a point
 * @show_title: whether the title is drawn; in a paper the caption says it
 * @show_hints: whether what a person might do is said in a panel; nobody can on a page
 * @legend_beside: whether the legend may stand beside the panels, where it takes
 *   up their width
 * @snap: whether axes are aligned with whole units, to be sharp on a screen
 * @background: alpha 0 for none
 * @foreground: text
 * @axis: axis lines and ticks
 * @muted: notes, guides and what belongs to no attractor
 * @palette: the colours of the attractors
 * @n_colors: how many
 * @decimal_sign: (nullable): that of the reader's locale, for screens; %NULL for a point, as files
 *   have it
 * @selected: 1 and the index of the attractor that stands out; 0 for none
 *
 * How a figure looks. Lengths are in the units of the page: pixels of the
 * screen, points on paper. Copy one from fig_style_get() and change the copy to
 * make another; the family, the palette and the sign must outlive it.
 */
typedef struct _FigStyle FigStyle;

struct _FigStyle {
  FigScheme scheme;
  const char *font_family;
  double font_size;
  double label_scale;
  double title_scale;
  double least_size;
  double smallest_size;
  double axis_width;
  double tick_length;
  double line_width;
  double marker_size;
  gboolean show_title;
  gboolean show_hints;
  gboolean legend_beside;
  gboolean snap;
  FigColor background;
  FigColor foreground;
  FigColor axis;
  FigColor muted;
  const FigColor *palette;
  guint n_colors;
  const char *decimal_sign;
  guint selected;
};

const FigStyle *fig_style_get (FigScheme scheme);
const char *fig_scheme_get_name (FigScheme scheme);
gboolean fig_scheme_find (const char *name, FigScheme *scheme);
void fig_style_init_for_page (FigStyle *self, FigScheme scheme);
void fig_style_scale (FigStyle *self, double factor);

G_END_DECLS
