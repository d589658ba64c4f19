/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-place.h"

#include <math.h>

#include "fig-paint.h"

#define HEADING_GAP 0.3 /* in terms of the size of labels */
/* Lines that are nowhere further apart, in terms of their width, hide each other. */
#define TOGETHER 0.35

/**
 * fig_place_new:
 * @panel: which panel; must outlive the place
 * @context: what to measure with
 * @style: how it looks; must outlive the place
 *
 * Returns: (transfer full): a place without an area
 */
FigPlace *
fig_place_new (const FigPanel *panel, PangoContext *context, const FigStyle *style)
{
  FigPlace *self = g_new0 (FigPlace, 1);

  self->panel = panel;
  self->style = style;
  self->context = g_object_ref (context);
  fig_panel_get_range (panel, &self->x_range, &self->y_range);
  fig_ruler_init (&self->x, &panel->x, TRUE, context, style);
  fig_ruler_init (&self->y, &panel->y, FALSE, context, style);
  /* numbers on the axes of a panel that waits for its data would be made up */
  if (panel->note != NULL && panel->layers->len == 0) {
    self->x.blank = fig_range_is_empty (&self->x_range);
    self->y.blank = fig_range_is_empty (&self->y_range);
  }
  return self;
}

void
fig_place_free (FigPlace *self)
{
  fig_ruler_clear (&self->x);
  fig_ruler_clear (&self->y);
  g_clear_pointer (&self->title, fig_text_free);
  fig_note_clear (&self->note);
  g_free (self->turns);
  g_object_unref (self->context);
  g_free (self);
}

static double
label_size (const FigPlace *self)
{
  return self->style->font_size * self->style->label_scale;
}

/* Widens one range so that a unit has the same length on both axes. */
static void
equalise (FigView *view)
{
  double x_span = view->x.maximum - view->x.minimum;
  double y_span = view->y.maximum - view->y.minimum;
  double unit = MAX (x_span / view->area.width, y_span / view->area.height);
  double x_extra = (unit * view->area.width - x_span) / 2.0;
  double y_extra = (unit * view->area.height - y_span) / 2.0;

  if (!isfinite (unit))
    return;
  view->x.minimum -= x_extra;
  view->x.maximum += x_extra;
  view->y.minimum -= y_extra;
  view->y.maximum += y_extra;
}

/**
 * fig_place_get_aspect:
 * @self: a place
 *
 * Returns: width over height that suits the data of a panel whose axes have the
 *   same unit; 0 where any will do
 */
double
fig_place_get_aspect (const FigPlace *self)
{
  FigScale x, y;

  if (!self->panel->equal)
    return 0.0;
  fig_scale_init (&x, self->panel->x.kind, &self->x_range, self->panel->x.padding);
  fig_scale_init (&y, self->panel->y.kind, &self->y_range, self->panel->y.padding);
  return (x.maximum - x.minimum) / (y.maximum - y.minimum);
}

static FigRect
snapped (const FigRect *area)
{
  double left = floor (area->x) + 0.5, top = floor (area->y) + 0.5;
  FigRect rect = {
    left,
    top,
    MAX (floor (area->x + area->width - left), 0.0),
    MAX (floor (area->y + area->height - top), 0.0),
  };

  return rect;
}

/**
 * fig_place_set_area:
 * @self: a place
 * @area: where to draw the data
 *
 * Sets the scales, and ticks that fit them, which costs most of the time that
 * it takes to arrange a figure; nothing where the size is the same as before.
 */
void
fig_place_set_area (FigPlace *self, const FigRect *area)
{
  const FigPanel *panel = self->panel;
  FigView *view = &self->view;
  FigRect before = view->area;
  gboolean same;

  view->area = self->style->snap ? snapped (area) : *area;
  same = self->x.ticks != NULL && before.width == view->area.width &&
         before.height == view->area.height;
  if (!same) {
    fig_axis_init_scale (&panel->x, &self->x_range, &view->x);
    fig_axis_init_scale (&panel->y, &self->y_range, &view->y);
    if (panel->equal && view->area.width > 0.0 && view->area.height > 0.0)
      equalise (view);
  }
  view->x.begin = view->area.x;
  view->x.end = view->area.x + view->area.width;
  view->y.begin = view->area.y + view->area.height;
  view->y.end = view->area.y;
  self->x.scale = view->x;
  self->y.scale = view->y;
  if (!same) {
    fig_ruler_fit_ticks (&self->x);
    fig_ruler_fit_ticks (&self->y);
  }
}

/* The heading, else the short one, else none. */
static void
place_title (FigPlace *self, const FigRect *cell)
{
  const char *titles[] = { self->panel->title, self->panel->short_title };
  const FigRect *area = &self->view.area;

  for (gsize i = 0; i < G_N_ELEMENTS (titles) && titles[i] != NULL; i++) {
    g_autoptr (FigText)
      title = fig_text_new (self->context, self->style, self->style->label_scale, titles[i]);
    double y = area->y - title->height - HEADING_GAP * label_size (self);

    if (area->x + title->width > cell->x + cell->width || y < cell->y)
      continue;
    fig_text_place (title, area->x, y);
    self->title = g_steal_pointer (&title);
    return;
  }
}

/**
 * fig_place_finish:
 * @self: a place with its area
 * @cell: what labels and titles may take up
 * @detail: how much there is room for
 *
 * Puts every text at its place, and leaves out what does not fit.
 */
void
fig_place_finish (FigPlace *self, const FigRect *cell, const FigDetail *detail)
{
  const FigRect *area = &self->view.area;
  FigRect inner = *cell;

  self->minor = detail->minor;
  g_free (self->turns);
  self->turns = fig_turns_find (self->panel, &self->view, TOGETHER * self->style->line_width);
  if (detail->axis_titles && self->lowest)
    fig_ruler_place_title (&self->x, area, cell);
  if (detail->axis_titles && self->leftmost && !self->panel->bar)
    fig_ruler_place_title (&self->y, area, cell);
  if (self->x.title != NULL)
    inner.height = self->x.title->box.y - inner.y;
  if (detail->labels && self->lowest)
    fig_ruler_place_labels (&self->x, area, &inner);
  else
    fig_ruler_drop_labels (&self->x);
  if (self->y.title != NULL) {
    inner.x += self->y.title->box.width;
    inner.width -= self->y.title->box.width;
  }
  if (detail->labels && !self->panel->bar)
    fig_ruler_place_labels (&self->y, area, &inner);
  else
    fig_ruler_drop_labels (&self->y);
  if (detail->panel_titles)
    place_title (self, &inner);
  if (detail->notes && fig_panel_get_note (self->panel, self->style) != NULL)
    fig_note_place (&self->note, self->panel, &self->view, self->context, self->style);
}

/* Two lines, or a frame where all of the area is filled with colour. */
static void
draw_axes (const FigPlace *self, cairo_t *cr)
{
  const FigRect *area = &self->view.area;
  g_autofree char *id = g_strconcat (self->panel->id, "-axes", NULL);

  fig_paint_begin (cr, id, "axes", NULL);
  cairo_new_path (cr);
  cairo_move_to (cr, area->x, area->y);
  cairo_line_to (cr, area->x, area->y + area->height);
  cairo_line_to (cr, area->x + area->width, area->y + area->height);
  if (self->panel->bar) {
    cairo_line_to (cr, area->x + area->width, area->y);
    cairo_close_path (cr);
  } else {
    fig_ruler_add_path (&self->y, cr, area, self->minor);
  }
  fig_ruler_add_path (&self->x, cr, area, self->minor);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_line_width (cr, self->style->axis_width);
  fig_color_set_source (&self->style->axis, cr);
  fig_paint_stroke (cr);
  fig_paint_end (cr);
}

/* A group says whose data it is, and what it says of it: to a reader by its
 * title, to a style sheet by its classes. */
static void
draw_layer (const FigPlace *self, cairo_t *cr, guint index)
{
  const FigLayer *layer = g_ptr_array_index (self->panel->layers, index);
  const FigSeries *series = layer->series;
  FigView view = self->view;
  g_autofree char *id = NULL;
  g_autofree char *class = NULL;

  if (fig_paint_get_svg (cr) != NULL) {
    const char *name = layer->class->name != NULL ? layer->class->name : "layer";
    const char *unstable = layer->look.broken ? " unstable" : "";

    if (layer->look.owner >= 0) {
      int number = layer->look.owner + 1;

      id = g_strdup_printf ("%s-%s-%s-%d", self->panel->id, name, series->kind, number);
      class = g_strdup_printf ("%s %s attractor-%d%s", name, series->kind, number, unstable);
    } else {
      id = g_strdup_printf ("%s-%s-%s", self->panel->id, name, series->kind);
      class = g_strdup_printf ("%s %s%s", name, series->kind, unstable);
    }
  }
  if (self->turns != NULL) {
    view.turn = self->turns[index].turn;
    view.n_turns = self->turns[index].n_turns;
  }
  fig_paint_begin (cr, id, class, series->name);
  layer->class->draw (layer, cr, &view, self->style);
  fig_paint_end (cr);
}

static void
draw_text (const FigText *text, cairo_t *cr, const char *class, const FigColor *color)
{
  if (text == NULL)
    return;
  fig_paint_begin (cr, NULL, class, NULL);
  fig_text_draw (text, cr, color);
  fig_paint_end (cr);
}

static void
draw_layers (const FigPlace *self, cairo_t *cr, gboolean fills)
{
  for (guint i = 0; i < self->panel->layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (self->panel->layers, i);

    if (layer->class->fills == fills)
      draw_layer (self, cr, i);
  }
}

static void
draw_texts (const FigPlace *self, cairo_t *cr)
{
  fig_ruler_draw_texts (&self->x, cr);
  fig_ruler_draw_texts (&self->y, cr);
  draw_text (self->title, cr, "panel-title", &self->style->foreground);
  fig_note_draw (&self->note, cr, self->style);
}

/**
 * fig_place_draw_data:
 * @self: a finished place
 * @cr: what to draw with
 *
 * Draws nothing but the layers.
 */
void
fig_place_draw_data (const FigPlace *self, cairo_t *cr)
{
  draw_layers (self, cr, TRUE);
  draw_layers (self, cr, FALSE);
}

/**
 * fig_place_draw_frame:
 * @self: a finished place
 * @cr: what to draw with
 *
 * Draws all but the layers.
 */
void
fig_place_draw_frame (const FigPlace *self, cairo_t *cr)
{
  draw_axes (self, cr);
  draw_texts (self, cr);
}

/**
 * fig_place_draw:
 * @self: a finished place
 * @cr: what to draw with
 */
void
fig_place_draw (const FigPlace *self, cairo_t *cr)
{
  fig_paint_begin (cr, self->panel->id, "panel", NULL);
  draw_layers (self, cr, TRUE);
  draw_axes (self, cr);
  draw_layers (self, cr, FALSE);
  draw_texts (self, cr);
  fig_paint_end (cr);
}
