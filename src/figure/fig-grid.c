/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-grid.h"

#include <math.h>

/* in terms of the style's font size */
#define TITLE_GAP 0.35
#define HEADING_GAP 0.5
#define ROW_GAP 1.2
#define COLUMN_GAP 1.3
#define LABEL_WIDTH 2.2 /* what numbers take up, as long as they are unknown */
#define OVERHANG 0.6    /* of numbers above the end of an axis */
#define BAR_HEIGHT 0.9  /* of a colour bar */
#define IDEAL_ASPECT 1.6
#define COMFORTABLE_WIDTH 18.0 /* of a panel */
#define STRETCH 1.15           /* that a panel with equal axes may have */
#define MAX_TRIM 1.8
#define MAX_PASSES 4

static double
em (const FigGrid *self)
{
  return self->style->font_size;
}

static FigPlace *
nth_place (const FigGrid *self, guint index)
{
  return g_ptr_array_index (self->places, index);
}

static double
text_height (PangoContext *context, const FigStyle *style, double scale, const char *markup)
{
  g_autoptr (FigText) text = fig_text_new (context, style, scale, markup);

  return text->height;
}

/* Of titles, some of which may be in a script that is higher than others. */
static double
title_height (const FigPanel *panel, PangoContext *context, const FigStyle *style)
{
  const char *titles[] = { panel->title,         panel->short_title, panel->x.title,
                           panel->x.short_title, panel->y.title,     panel->y.short_title };
  double height = 0.0;

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (titles[i] != NULL && !g_str_is_ascii (titles[i]))
      height = MAX (height, text_height (context, style, 1.0, titles[i]));
  return height;
}

/**
 * fig_grid_new:
 * @figure: whose panels to arrange; must outlive the grid
 * @context: what to measure with
 * @style: how it looks; must outlive the grid
 *
 * Returns: (transfer full): a grid without room
 */
FigGrid *
fig_grid_new (FigFigure *figure, PangoContext *context, const FigStyle *style)
{
  FigGrid *self = g_new0 (FigGrid, 1);
  guint n_panels = fig_figure_get_n_panels (figure);
  FigRange x_range = FIG_RANGE_EMPTY, y_range = FIG_RANGE_EMPTY;

  self->shared = fig_figure_get_shared (figure);
  self->style = style;
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_place_free);
  self->line_height = text_height (context, style, 1.0, "0");
  self->label_height = text_height (context, style, style->label_scale, "0");
  self->label_widths = g_new0 (double, MAX (n_panels, 1));
  for (guint i = 0; i < n_panels; i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);
    FigPlace *place = fig_place_new (panel, context, style);

    self->line_height = MAX (self->line_height, title_height (panel, context, style));
    fig_range_unite (&x_range, &place->x_range);
    fig_range_unite (&y_range, &place->y_range);
    g_ptr_array_add (self->places, place);
  }
  for (guint i = 0; self->shared && i < n_panels; i++) {
    FigPlace *place = nth_place (self, i);

    place->x_range = x_range;
    /* one unit, and one axis across, make one axis upwards too */
    if (place->panel->equal)
      place->y_range = y_range;
  }
  return self;
}

void
fig_grid_free (FigGrid *self)
{
  g_ptr_array_unref (self->places);
  g_free (self->label_widths);
  g_free (self);
}

/* Panels side by side that measure the same upwards say so once. */
static gboolean
has_own_title (const FigGrid *self, guint index)
{
  const FigPanel *first = nth_place (self, index - index % self->n_columns)->panel;
  const FigPanel *panel = nth_place (self, index)->panel;

  return panel == first || !self->shared || g_strcmp0 (panel->y.title, first->y.title) != 0;
}

/**
 * fig_grid_set_columns:
 * @self: a grid
 * @n_columns: how many panels there are in a row, at least 1
 * @detail: how much is drawn; must outlive the grid
 */
void
fig_grid_set_columns (FigGrid *self, guint n_columns, const FigDetail *detail)
{
  self->detail = detail;
  self->n_columns = n_columns;
  self->n_rows = (self->places->len + n_columns - 1) / n_columns;
  for (guint i = 0; i < self->places->len; i++) {
    FigPlace *place = nth_place (self, i);

    place->row = i / n_columns;
    place->column = i % n_columns;
    place->leftmost = has_own_title (self, i);
    place->lowest = !self->shared || i + n_columns >= self->places->len;
    self->label_widths[i] = LABEL_WIDTH * em (self) * self->style->label_scale;
  }
  self->overhang = 0.0;
}

static gboolean
column_has_title (const FigGrid *self, guint column)
{
  for (guint i = column; i < self->places->len; i += self->n_columns)
    if (nth_place (self, i)->leftmost)
      return TRUE;
  return FALSE;
}

/* Room to the left of a column of panels. */
static double
column_margin (const FigGrid *self, guint column)
{
  double room = self->style->tick_length;

  if (self->detail->labels)
    room += fig_ruler_get_gap (self->style) + self->label_widths[column];
  if (self->detail->axis_titles && column_has_title (self, column))
    room += self->line_height + TITLE_GAP * em (self);
  return room;
}

/* Room above a row of panels. */
static double
row_head (const FigGrid *self, guint row)
{
  for (guint i = row * self->n_columns; i < self->places->len; i++) {
    const FigPlace *place = nth_place (self, i);

    if (place->row == row && place->panel->title != NULL && self->detail->panel_titles)
      return self->style->label_scale * self->line_height + HEADING_GAP * em (self);
  }
  return 0.0;
}

/* Room below a lowest panel. */
static double
foot (const FigGrid *self)
{
  double room = self->style->tick_length;

  if (self->detail->labels)
    room += fig_ruler_get_gap (self->style) + self->label_height;
  if (self->detail->axis_titles)
    room += self->line_height + TITLE_GAP * em (self);
  return room;
}

/* Room below a row of panels. Unless each has its own axis, what is lowest without being in the
 * last row has the room that is left empty there. */
static double
row_foot (const FigGrid *self, guint row)
{
  return row + 1 == self->n_rows || !self->shared ? foot (self) : self->style->tick_length;
}

/* How high a row of panels is, where those of weight one have this height. */
static double
row_height (const FigGrid *self, guint row, double height)
{
  const FigPanel *panel = nth_place (self, row * self->n_columns)->panel;

  return panel->bar ? BAR_HEIGHT * em (self) : panel->weight * height;
}

/* How large panels are, that of weight one for the height. */
static void
get_panel_size (const FigGrid *self, double *width, double *height)
{
  double weights = 0.0;

  *width = self->room.width - self->overhang - (self->n_columns - 1) * COLUMN_GAP * em (self);
  for (guint column = 0; column < self->n_columns; column++)
    *width -= column_margin (self, column);
  *width /= self->n_columns;
  *height = self->room.height - (self->n_rows - 1) * ROW_GAP * em (self);
  for (guint row = 0; row < self->n_rows; row++) {
    /* what does not share the height, and the parts of what does */
    double fixed = row_height (self, row, 0.0);

    *height -= row_head (self, row) + row_foot (self, row) + fixed;
    weights += row_height (self, row, 1.0) - fixed;
  }
  *height /= weights;
}

/* A panel whose axes have the same unit does not become much wider or higher
 * than its data: what it leaves over of this size. */
static void
get_spare (
  const FigPlace *place, double width, double height, double *spare_width, double *spare_height)
{
  double aspect = fig_place_get_aspect (place);

  *spare_width = *spare_height = 0.0;
  if (!(aspect > 0.0))
    return;
  aspect = CLAMP (aspect, 1.0 / MAX_TRIM, MAX_TRIM);
  *spare_width = MAX (width - STRETCH * aspect * height, 0.0);
  *spare_height = MAX (height - STRETCH * width / aspect, 0.0);
}

/* Of a panel by itself: what it leaves over is the page's. */
static void
trim_grid (FigGrid *self)
{
  double width, height, spare_width, spare_height;

  if (self->places->len > 1)
    return;
  get_panel_size (self, &width, &height);
  get_spare (nth_place (self, 0), width, height, &spare_width, &spare_height);
  self->room.x += spare_width / 2.0;
  self->room.width -= spare_width;
  self->room.height -= spare_height;
}

static double
rate_panel (const FigGrid *self, const FigPlace *place, double width, double height)
{
  double spare_width, spare_height;

  get_spare (place, width, height, &spare_width, &spare_height);
  width -= spare_width;
  height -= spare_height;
  return (MIN (width, IDEAL_ASPECT * height) + 0.5 * sqrt (width * height)) *
         MIN (width / (COMFORTABLE_WIDTH * em (self)), 1.0);
}

/**
 * fig_grid_rate:
 * @self: a grid with its room
 *
 * Returns: how well panels of this size can be read; the more the better
 */
double
fig_grid_rate (const FigGrid *self)
{
  double width, height, sum = 0.0;
  guint n_panels = self->places->len;

  get_panel_size (self, &width, &height);
  for (guint i = 0; i < n_panels; i++)
    sum += rate_panel (self, nth_place (self, i), width, height);
  return sum / n_panels * (0.8 + 0.2 * n_panels / (self->n_rows * self->n_columns));
}

static double
min_weight (const FigGrid *self)
{
  double weight = G_MAXDOUBLE;

  for (guint i = 0; i < self->places->len; i++)
    if (!nth_place (self, i)->panel->bar)
      weight = MIN (weight, nth_place (self, i)->panel->weight);
  return weight;
}

/**
 * fig_grid_is_large_enough:
 * @self: a grid with its room
 * @smallest: what each side of a panel must have in any case
 *
 * Returns: whether panels are as large as they must remain for the detail
 */
gboolean
fig_grid_is_large_enough (const FigGrid *self, double smallest)
{
  double width, height, size = em (self) * self->style->label_scale;

  get_panel_size (self, &width, &height);
  return width >= MAX (self->detail->min_width * size, smallest) &&
         height * min_weight (self) >= MAX (self->detail->min_height * size, smallest);
}

/**
 * fig_grid_get_gap:
 * @self: a grid with its room
 * @gap: (out): where the last row has no panel, below the numbers of the panel
 *   above; there is room to all sides
 *
 * Returns: whether there is such a gap
 */
gboolean
fig_grid_get_gap (const FigGrid *self, FigRect *gap)
{
  double width, height;

  if (self->n_rows < 2 || self->places->len == self->n_rows * self->n_columns)
    return FALSE;
  get_panel_size (self, &width, &height);
  gap->width = width;
  gap->height = height - 2.0 * ROW_GAP * em (self);
  gap->x = self->room.x + self->room.width - self->overhang - width;
  gap->y = self->room.y + self->room.height - gap->height - ROW_GAP * em (self);
  return TRUE;
}

static void
set_areas (FigGrid *self)
{
  double width, height, top = self->room.y;

  get_panel_size (self, &width, &height);
  for (guint row = 0; row < self->n_rows; row++) {
    double left = self->room.x, high = row_height (self, row, height);

    top += row_head (self, row);
    for (guint column = 0; column < self->n_columns; column++) {
      guint index = row * self->n_columns + column;
      FigRect area;

      if (index >= self->places->len)
        break;
      left += column_margin (self, column);
      area = (FigRect){ left, top, width, high };
      /* below others, what a panel leaves over of its width stays free */
      if (self->n_columns == 1 && self->places->len > 1) {
        double spare_width, spare_height;

        get_spare (nth_place (self, index), width, high, &spare_width, &spare_height);
        area.width -= spare_width;
      }
      fig_place_set_area (nth_place (self, index), &area);
      left += width + COLUMN_GAP * em (self);
    }
    top += high + row_foot (self, row) + ROW_GAP * em (self);
  }
}

static gboolean
widen (double *value, double least)
{
  if (least <= *value)
    return FALSE;
  *value = least;
  return TRUE;
}

/* Learns from the ticks how much room their labels need.
 *
 * Returns: whether that is more than there is */
static gboolean
update_margins (FigGrid *self, double allowed)
{
  gboolean more = FALSE;

  for (guint i = 0; i < self->places->len; i++) {
    const FigPlace *place = nth_place (self, i);
    double width, height, overhang, unused;

    fig_ruler_measure (&place->y, &width, &unused, &unused);
    if (!place->panel->bar)
      more = widen (&self->label_widths[place->column], width) || more;
    if (!place->lowest)
      continue;
    fig_ruler_measure (&place->x, &unused, &height, &overhang);
    more = widen (&self->label_height, height) || more;
    if (place->column + 1 == self->n_columns)
      more = widen (&self->overhang, overhang - allowed) || more;
  }
  return more;
}

/**
 * fig_grid_arrange:
 * @self: a grid with its room
 * @allowed: how far labels may go beyond the right edge of the room
 * @smallest: what each side of a panel must have in any case
 *
 * Sets areas and ticks until labels have the room that they need.
 *
 * Returns: whether panels are still large enough
 */
gboolean
fig_grid_arrange (FigGrid *self, double allowed, double smallest)
{
  for (guint i = 0; i < self->places->len; i++)
    self->label_widths[i] = 0.0;
  for (guint pass = 0; pass < MAX_PASSES; pass++) {
    if (!fig_grid_is_large_enough (self, smallest))
      return FALSE;
    trim_grid (self);
    set_areas (self);
    if (!self->detail->labels || !update_margins (self, allowed))
      break;
  }
  return TRUE;
}

/* What belongs to a panel, with its labels and titles. */
static FigRect
get_cell (const FigGrid *self, const FigPlace *place, double allowed)
{
  const FigRect *area = &place->view.area;
  double margin = column_margin (self, place->column);
  double overhang = place->row > 0 ? OVERHANG * em (self) : MIN (OVERHANG * em (self), allowed);
  double above = MAX (row_head (self, place->row), overhang);
  double below = place->lowest ? foot (self) : row_foot (self, place->row);
  double right = COLUMN_GAP / 2.0 * em (self);
  FigRect cell;

  if (place->column + 1 == self->n_columns)
    right = self->overhang + allowed;
  cell = (FigRect){
    area->x - margin, area->y - above, area->width + margin + right, area->height + above + below
  };
  return cell;
}

/**
 * fig_grid_finish:
 * @self: an arranged grid
 * @allowed: how far labels may go beyond the right edge of the room
 *
 * Puts all texts of the panels at their places.
 */
void
fig_grid_finish (FigGrid *self, double allowed)
{
  for (guint i = 0; i < self->places->len; i++) {
    FigPlace *place = nth_place (self, i);
    FigRect cell = get_cell (self, place, allowed);

    fig_place_finish (place, &cell, self->detail);
  }
}
