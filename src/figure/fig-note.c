/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-note.h"

#include "fig-number.h"
#include "fig-paint.h"
#include "fig-rule-layer.h"

#define POINTS 64  /* of each layer, after which spaces in the middle are chosen */
#define MARGIN 0.5 /* in terms of the size of labels */
#define PLACES 9   /* that are tried across, and upwards, where the middle has none */

void
fig_note_clear (FigNote *self)
{
  g_clear_pointer (&self->text, fig_text_free);
  self->covers = FALSE;
}

/* Where rules and points are, from above to below, and the upper edge; of many points some from all
 * over. */
static GArray *
occupied_heights (const FigPanel *panel, const FigView *view)
{
  const FigRect *area = &view->area;
  GArray *heights = g_array_new (FALSE, FALSE, sizeof (double));

  g_array_append_val (heights, area->y);
  for (guint i = 0; i < panel->layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (panel->layers, i);

    gsize stride = (layer->series->n_points + POINTS - 1) / POINTS;

    for (gsize j = 0; j < layer->series->n_points; j += stride) {
      double y = fig_scale_map (&view->y, layer->series->y[j]);

      if (fig_rect_contains (area, area->x, y))
        g_array_append_val (heights, y);
    }
  }
  g_array_sort (heights, fig_number_compare);
  return heights;
}

static gboolean
meets_layer (const FigLayer *layer, const FigView *view, const FigRect *box)
{
  const FigSeries *series = layer->series;
  double before_x = 0.0, before_y = 0.0;

  for (gsize i = 0; i < series->n_points; i++) {
    double x = fig_scale_map (&view->x, series->x[i]);
    double y = fig_scale_map (&view->y, series->y[i]);
    double x1 = before_x, y1 = before_y, x2 = x, y2 = y;

    if (fig_rect_contains (box, x, y) ||
        (i > 0 && layer->class->connected && fig_rect_clip (box, &x1, &y1, &x2, &y2)))
      return TRUE;
    before_x = x;
    before_y = y;
  }
  return FALSE;
}

/* Whether somebody who writes there hides data. A rule that goes on to both sides is still seen. */
static gboolean
hides_data (const FigPanel *panel, const FigView *view, const FigRect *box)
{
  for (guint i = 0; i < panel->layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (panel->layers, i);

    if (!layer->class->fills && !fig_layer_is_rule (layer) && meets_layer (layer, view, box))
      return TRUE;
  }
  return FALSE;
}

/* In the middle of the largest space between what is drawn, unless some of it lies there all the
 * same: a line on its way from point to point, or a point that was passed over. */
static gboolean
place_in_middle (FigText *text, const FigPanel *panel, const FigView *view, double margin)
{
  const FigRect *area = &view->area;
  g_autoptr (GArray) heights = occupied_heights (panel, view);
  double top = area->y, space = 0.0;

  for (guint i = 0; i < heights->len; i++) {
    double from = g_array_index (heights, double, i);
    double to = area->y + area->height;

    if (i + 1 < heights->len)
      to = g_array_index (heights, double, i + 1);
    if (to - from > space) {
      top = from;
      space = to - from;
    }
  }
  if (text->height + margin > space)
    return FALSE;
  fig_text_place (
    text, area->x + (area->width - text->width) / 2.0, top + (space - text->height) / 2.0);
  return !hides_data (panel, view, &text->box);
}

/* Anywhere where it lies upon nothing but rules, the nearer the middle the better. */
static gboolean
place_upon_rules (FigText *text, const FigPanel *panel, const FigView *view, double margin)
{
  const FigRect *area = &view->area;
  double across = area->width - text->width - 2.0 * margin;
  double upwards = area->height - text->height - 2.0 * margin, best = G_MAXDOUBLE;
  FigRect found = { 0 };

  if (across < 0.0 || upwards < 0.0)
    return FALSE;
  for (guint i = 0; i < PLACES * PLACES; i++) {
    double column = (double)(i % PLACES) / (PLACES - 1), row = (double)(i / PLACES) / (PLACES - 1);
    double distance = (column - 0.5) * (column - 0.5) + (row - 0.5) * (row - 0.5);
    FigRect box = { area->x + margin + column * across,
                    area->y + margin + row * upwards,
                    text->width,
                    text->height };
    FigRect wide = fig_rect_grow (&box, margin / 2.0);

    if (distance < best && !hides_data (panel, view, &wide)) {
      best = distance;
      found = box;
    }
  }
  if (best == G_MAXDOUBLE)
    return FALSE;
  fig_text_place (text, found.x, found.y);
  return TRUE;
}

/**
 * fig_note_place:
 * @self: a note
 * @panel: a panel with a note; must outlive it
 * @view: where the panel's data is drawn
 * @context: what to measure with
 * @style: how it looks
 *
 * Puts the note to the middle of the largest space between what is drawn. Where there is none that
 * is high enough, it goes upon rules, but never upon data. Takes time proportional to the number of
 * points.
 */
void
fig_note_place (FigNote *self,
                const FigPanel *panel,
                const FigView *view,
                PangoContext *context,
                const FigStyle *style)
{
  double margin = MARGIN * style->font_size * style->label_scale;
  double room = view->area.width - 2.0 * margin;
  g_autoptr (FigText) text = fig_text_new (context, style, style->label_scale, panel->note);

  fig_note_clear (self);
  if (text->width > room)
    fig_text_wrap (text, room, PANGO_ALIGN_CENTER);
  if (text->width > view->area.width)
    return;
  if (!place_in_middle (text, panel, view, margin)) {
    if (!place_upon_rules (text, panel, view, margin))
      return;
    self->covers = TRUE;
  }
  text->anchor = 0.5;
  self->text = g_steal_pointer (&text);
}

/**
 * fig_note_draw:
 * @self: a note that was placed
 * @cr: what to draw with
 * @style: how it looks
 */
void
fig_note_draw (const FigNote *self, cairo_t *cr, const FigStyle *style)
{
  if (self->text == NULL)
    return;
  fig_paint_begin (cr, NULL, "note", NULL);
  if (self->covers && style->background.alpha > 0.0) {
    FigRect ground = fig_rect_grow (&self->text->box, MARGIN / 2.0 * style->font_size);

    fig_color_set_source (&style->background, cr);
    cairo_new_path (cr);
    cairo_rectangle (cr, ground.x, ground.y, ground.width, ground.height);
    fig_paint_fill (cr);
  }
  fig_text_draw (self->text, cr, &style->muted);
  fig_paint_end (cr);
}
