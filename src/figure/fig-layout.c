/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-layout.h"

#include <math.h>

#include "fig-grid.h"
#include "fig-header.h"
#include "fig-legend-box.h"
#include "fig-paint.h"

/* in terms of the style's font size */
#define PAGE_MARGIN 0.9
#define HEADER_GAP 0.8
#define LEGEND_GAP 1.4
/* what a legend may take of the page */
#define MAX_LEGEND_WIDTH 0.4
#define MAX_LEGEND_HEIGHT 0.4
#define LEGEND_SAMPLE 2.75  /* with what is beside it, of an entry */
#define MAX_TEXT_WIDTH 0.45 /* before it is broken into lines */
#define OVERHANG 0.75       /* of numbers into the margin of the page */
#define SMALLEST 4.0        /* units a panel must have to be drawn at all */

typedef enum {
  SIDE_NONE,
  SIDE_RIGHT,
  SIDE_TOP,
  SIDE_GAP, /* where the last row has no panel */
} Side;

struct _FigLayout {
  FigFigure *figure;
  FigStyle style;
  PangoContext *context;
  double width;
  double height;
  gboolean empty; /* no room for a panel */
  const FigDetail *detail;
  Side side;
  FigGrid *grid;
  FigHeader header;
  FigLegendBox *legend; /* (nullable): the one of these that is shown */
  FigLegendBox *narrow; /* with its texts broken into lines, for the side */
  FigLegendBox *wide;   /* with texts as long as a row, for above the panels */
};

static double
em (const FigLayout *self)
{
  return self->style.font_size;
}

static double
page_margin (const FigLayout *self)
{
  /* a page with hardly any room has none for margins */
  return MIN (PAGE_MARGIN * em (self), 0.08 * MIN (self->width, self->height));
}

static FigPlace *
nth_place (const FigLayout *self, guint index)
{
  return g_ptr_array_index (self->grid->places, index);
}

static const FigRect *
first_area (const FigLayout *self)
{
  return &nth_place (self, 0)->view.area;
}

static gboolean
fits_gap (FigLayout *self, FigRect *gap)
{
  self->legend = self->narrow;
  return fig_grid_get_gap (self->grid, gap) &&
         fig_legend_box_fit_width (self->legend, gap->width) && self->legend->height <= gap->height;
}

/* An entry in lines may stand beside another one, and one in a row may need no further line:
 * whatever takes less height. */
static gboolean
fits_rows (FigLayout *self, double width)
{
  gboolean narrow = fig_legend_box_fit_rows (self->narrow, width);
  gboolean wide = fig_legend_box_fit_rows (self->wide, width);

  self->legend = wide && (!narrow || self->wide->height <= self->narrow->height) ? self->wide
                                                                                 : self->narrow;
  return narrow || wide;
}

static void
cut_top (FigRect *room, double height)
{
  room->y += height;
  room->height -= height;
}

/* Makes room for title and legend. */
static gboolean
set_side (FigLayout *self, Side side)
{
  FigRect page = { 0.0, 0.0, self->width, self->height };
  FigRect *room = &self->grid->room;
  FigRect gap;
  double header = fig_header_get_height (&self->header, self->detail);

  self->side = side;
  *room = fig_rect_grow (&page, -page_margin (self));
  if (header > 0.0)
    cut_top (room, header + HEADER_GAP * em (self));
  switch (side) {
  case SIDE_RIGHT:
    self->legend = self->narrow;
    if (!fig_legend_box_fit_height (self->legend, room->height) ||
        self->legend->width > MAX_LEGEND_WIDTH * self->width)
      return FALSE;
    room->width -= self->legend->width + LEGEND_GAP * em (self);
    return TRUE;
  case SIDE_TOP:
    if (!fits_rows (self, room->width) || self->legend->height > MAX_LEGEND_HEIGHT * self->height)
      return FALSE;
    cut_top (room, self->legend->height + HEADER_GAP * em (self));
    return TRUE;
  case SIDE_GAP:
    return fits_gap (self, &gap);
  case SIDE_NONE:
  default:
    return TRUE;
  }
}

/* Finds the best place for the legend and the best number of columns, with so
 * much detail, and @beside the panels or not; fails where panels would be too small. */
static gboolean
choose (FigLayout *self, const FigDetail *detail, gboolean beside)
{
  gboolean legend = detail->legend && self->narrow != NULL;
  Side first = legend ? SIDE_RIGHT : SIDE_NONE, last = legend ? SIDE_GAP : SIDE_NONE;
  guint max_columns = fig_figure_get_flow (self->figure) ? self->grid->places->len : 1;
  double best = -1.0;
  Side best_side = SIDE_NONE;
  guint best_columns = 1;

  self->detail = detail;
  for (guint n_columns = 1; n_columns <= max_columns; n_columns++)
    for (Side side = first; side <= last; side++) {
      fig_grid_set_columns (self->grid, n_columns, detail);
      if (!set_side (self, side) || !fig_grid_is_large_enough (self->grid, SMALLEST))
        continue;
      if (fig_grid_rate (self->grid) <= best || (side == SIDE_RIGHT && !beside))
        continue;
      best = fig_grid_rate (self->grid);
      best_side = side;
      best_columns = n_columns;
    }
  if (best < 0.0)
    return FALSE;
  fig_grid_set_columns (self->grid, best_columns, detail);
  return set_side (self, best_side);
}

static void
place_legend (FigLayout *self)
{
  const FigRect *area = first_area (self);
  double edge = page_margin (self);
  FigRect gap;

  if (self->side == SIDE_RIGHT) {
    double x = self->grid->room.x + self->grid->room.width + LEGEND_GAP * em (self);
    double y = MIN (area->y, self->height - edge - self->legend->height);

    fig_legend_box_place (self->legend, x, y);
  } else if (self->side == SIDE_TOP) {
    double x = MAX (MIN (area->x, self->width - edge - self->legend->width), edge);

    fig_legend_box_place (
      self->legend, x, self->grid->room.y - HEADER_GAP * em (self) - self->legend->height);
  } else if (self->side == SIDE_GAP && fits_gap (self, &gap)) {
    fig_legend_box_place (self->legend, gap.x, gap.y + (gap.height - self->legend->height) / 2.0);
  } else {
    self->legend = NULL;
  }
}

/* Where an entry is broken into lines: above the panels, if a row is too short for it, or if two
 * of them have room beside each other then. */
static void
make_legends (FigLayout *self)
{
  const FigLegend *legend = fig_figure_get_legend (self->figure);
  double row = self->width - 2.0 * page_margin (self) - LEGEND_SAMPLE * em (self);
  double part = self->style.legend_beside ? MAX_TEXT_WIDTH * self->width : row;

  if (fig_legend_get_n_entries (legend) == 0)
    return;
  self->narrow = fig_legend_box_new (
    legend, self->context, &self->style, MAX (part, 8.0 * em (self)));
  self->wide = fig_legend_box_new (legend, self->context, &self->style, MAX (row, 8.0 * em (self)));
}

static void
make_parts (FigLayout *self)
{
  self->grid = fig_grid_new (self->figure, self->context, &self->style);
  fig_header_init (&self->header,
                   self->figure,
                   self->context,
                   &self->style,
                   self->width - 2.0 * page_margin (self),
                   self->height);
  make_legends (self);
}

static double
overhang (const FigLayout *self)
{
  return OVERHANG * page_margin (self);
}

/* Finds the most detail that there is room for. */
static void
arrange (FigLayout *self, gboolean only_with_legend, gboolean beside)
{
  gsize n_details;
  const FigDetail *details = fig_detail_list (&n_details);

  for (gsize level = 0; level < n_details && self->empty; level++)
    if (details[level].legend || !only_with_legend)
      self->empty = !choose (self, &details[level], beside) ||
                    !fig_grid_arrange (self->grid, overhang (self), SMALLEST);
}

/**
 * fig_layout_new:
 * @figure: what to arrange
 * @width: of the page, in units of the style
 * @height: likewise
 * @style: (nullable): how it looks, copied; %NULL for print
 *
 * Arranges a figure on a page of any size. Title, legend, titles of axes and
 * numbers are left out, in this order, where panels would become too small.
 * Takes time proportional to the number of points.
 *
 * Returns: (transfer full): the layout
 */
FigLayout *
fig_layout_new (FigFigure *figure, double width, double height, const FigStyle *style)
{
  FigLayout *self = g_new0 (FigLayout, 1);
  FigRect page;

  self->figure = fig_figure_ref (figure);
  self->style = style != NULL ? *style : *fig_style_get (FIG_SCHEME_PRINT);
  self->context = fig_text_context_new (&self->style);
  self->width = isfinite (width) ? MAX (width, 0.0) : 0.0;
  self->height = isfinite (height) ? MAX (height, 0.0) : 0.0;
  self->empty = TRUE;
  if (self->width < SMALLEST || self->height < SMALLEST || fig_figure_get_n_panels (figure) == 0)
    return self;
  make_parts (self);
  /* better less detail than a legend where it should not be, and that than none */
  if (!self->style.legend_beside && self->narrow != NULL)
    arrange (self, TRUE, FALSE);
  if (self->empty)
    arrange (self, FALSE, TRUE);
  if (self->empty)
    return self;
  page = (FigRect){ 0.0, 0.0, self->width, self->height };
  page = fig_rect_grow (&page, -page_margin (self));
  fig_header_place (&self->header, self->detail, first_area (self)->x, &page);
  place_legend (self);
  fig_grid_finish (self->grid, overhang (self));
  return self;
}

void
fig_layout_free (FigLayout *self)
{
  g_clear_pointer (&self->grid, fig_grid_free);
  g_clear_pointer (&self->narrow, fig_legend_box_free);
  g_clear_pointer (&self->wide, fig_legend_box_free);
  fig_header_clear (&self->header);
  g_object_unref (self->context);
  fig_figure_unref (self->figure);
  g_free (self);
}

static void
draw_background (const FigLayout *self, cairo_t *cr)
{
  if (self->style.background.alpha <= 0.0)
    return;
  fig_paint_begin (cr, "background", "background", NULL);
  fig_color_set_source (&self->style.background, cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0.0, 0.0, self->width, self->height);
  fig_paint_fill (cr);
  fig_paint_end (cr);
}

static void
draw_legend_and_header (const FigLayout *self, cairo_t *cr)
{
  if (self->legend != NULL)
    fig_legend_box_draw (self->legend, cr);
  fig_header_draw (&self->header, cr);
}

/**
 * fig_layout_draw_data:
 * @self: a layout
 * @cr: what to draw with; the page begins at its origin
 *
 * Draws nothing but the layers of the panels.
 */
void
fig_layout_draw_data (const FigLayout *self, cairo_t *cr)
{
  cairo_save (cr);
  for (guint i = 0; !self->empty && i < self->grid->places->len; i++)
    fig_place_draw_data (nth_place (self, i), cr);
  cairo_restore (cr);
}

/**
 * fig_layout_draw_frame:
 * @self: a layout
 * @cr: what to draw with; the page begins at its origin
 *
 * Draws all but the background and the layers of the panels.
 */
void
fig_layout_draw_frame (const FigLayout *self, cairo_t *cr)
{
  if (self->empty)
    return;
  cairo_save (cr);
  for (guint i = 0; i < self->grid->places->len; i++)
    fig_place_draw_frame (nth_place (self, i), cr);
  draw_legend_and_header (self, cr);
  cairo_restore (cr);
}

/**
 * fig_layout_draw:
 * @self: a layout
 * @cr: what to draw with; the page begins at its origin
 */
void
fig_layout_draw (const FigLayout *self, cairo_t *cr)
{
  if (self->width <= 0.0 || self->height <= 0.0)
    return;
  cairo_save (cr);
  draw_background (self, cr);
  if (!self->empty) {
    for (guint i = 0; i < self->grid->places->len; i++)
      fig_place_draw (nth_place (self, i), cr);
    draw_legend_and_header (self, cr);
  }
  cairo_restore (cr);
}

/**
 * fig_layout_is_empty:
 * @self: a layout
 *
 * Returns: whether there is nothing on the page but its background
 */
gboolean
fig_layout_is_empty (const FigLayout *self)
{
  return self->empty;
}

/**
 * fig_layout_get_style:
 * @self: a layout
 *
 * Returns: (transfer none): how it looks
 */
const FigStyle *
fig_layout_get_style (const FigLayout *self)
{
  return &self->style;
}

/**
 * fig_layout_get_detail:
 * @self: a layout
 *
 * Returns: (transfer none) (nullable): how much there was room for; %NULL on a
 *   page that is too small for anything
 */
const FigDetail *
fig_layout_get_detail (const FigLayout *self)
{
  return self->detail;
}

/**
 * fig_layout_get_place:
 * @self: a layout that is not empty
 * @panel: index of a panel of the figure
 *
 * Returns: (transfer none): where it is
 */
const FigPlace *
fig_layout_get_place (const FigLayout *self, guint panel)
{
  g_return_val_if_fail (!self->empty && panel < self->grid->places->len, NULL);

  return nth_place (self, panel);
}

/**
 * fig_layout_find_panel:
 * @self: a layout
 * @x: a place on the page
 * @y: likewise
 *
 * Returns: index of the panel whose data is drawn there; -1 for none
 */
int
fig_layout_find_panel (const FigLayout *self, double x, double y)
{
  if (self->empty)
    return -1;
  for (guint i = 0; i < self->grid->places->len; i++)
    if (fig_rect_contains (&nth_place (self, i)->view.area, x, y))
      return (int)i;
  return -1;
}

/**
 * fig_layout_get_entry:
 * @self: a layout
 * @entry: index of an entry of the figure's legend
 * @box: (out): where it is, with its sample
 *
 * Returns: whether there is room for the legend
 */
gboolean
fig_layout_get_entry (const FigLayout *self, guint entry, FigRect *box)
{
  if (self->empty || self->legend == NULL || entry >= fig_legend_box_get_n_texts (self->legend))
    return FALSE;
  *box = fig_legend_box_get_entry (self->legend, entry);
  return TRUE;
}

/**
 * fig_layout_find_entry:
 * @self: a layout
 * @x: a place on the page
 * @y: likewise
 *
 * Returns: index of the entry of the legend that is there; -1 for none
 */
int
fig_layout_find_entry (const FigLayout *self, double x, double y)
{
  FigRect box;

  for (guint i = 0; fig_layout_get_entry (self, i, &box); i++)
    if (fig_rect_contains (&box, x, y))
      return (int)i;
  return -1;
}

static void
foreach_ruler_text (const FigRuler *ruler, FigTextFunc func, gpointer user_data)
{
  for (guint i = 0; ruler->labels != NULL && i < ruler->labels->len; i++)
    if (g_ptr_array_index (ruler->labels, i) != NULL)
      func (ruler->across ? "x-label" : "y-label", g_ptr_array_index (ruler->labels, i), user_data);
  if (ruler->title != NULL)
    func (ruler->across ? "x-title" : "y-title", ruler->title, user_data);
}

/**
 * fig_layout_foreach_text:
 * @self: a layout
 * @func: (scope call): called with each text on the page
 * @user_data: for @func
 *
 * Goes through all that is written on the page. The roles are "title",
 * "subtitle", "legend", "panel-title", "x-title", "y-title", "x-label",
 * "y-label" and "note".
 */
void
fig_layout_foreach_text (const FigLayout *self, FigTextFunc func, gpointer user_data)
{
  if (self->empty)
    return;
  if (self->header.title != NULL)
    func ("title", self->header.title, user_data);
  if (self->header.subtitle != NULL)
    func ("subtitle", self->header.subtitle, user_data);
  for (guint i = 0; self->legend != NULL && i < fig_legend_box_get_n_texts (self->legend); i++)
    func ("legend", fig_legend_box_get_text (self->legend, i), user_data);
  for (guint i = 0; i < self->grid->places->len; i++) {
    const FigPlace *place = nth_place (self, i);

    if (place->title != NULL)
      func ("panel-title", place->title, user_data);
    foreach_ruler_text (&place->x, func, user_data);
    foreach_ruler_text (&place->y, func, user_data);
    if (place->note.text != NULL)
      func ("note", place->note.text, user_data);
  }
}
