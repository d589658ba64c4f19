/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-ruler.h"

#include <math.h>

#include "fig-paint.h"

/* in terms of the size of labels */
#define GAP 0.35         /* between a tick and its label */
#define X_SPACING 6.5    /* room for each tick across */
#define Y_SPACING 2.6    /* and upwards */
#define X_LABEL_GAP 0.9  /* least gap between labels side by side */
#define Y_LABEL_GAP 0.25 /* and above each other */
#define DIGIT_HEIGHT 0.72
#define TITLE_OVERHANG_ACROSS 1.2 /* beyond the ends of an axis; of titles, in their size … */
#define TITLE_OVERHANG 0.6        /* … and upwards */
#define MAX_TICKS 9               /* more do not help to read a value */
#define ROUNDING 0.01             /* units by which sums may be off */
/* least distances of minor ticks in terms of the width of the axis: of any two,
 * and on average */
#define MINOR_DISTANCE 2.0
#define MINOR_SPACING 4.0
#define MINOR_LENGTH 0.55 /* in terms of major ticks */

/**
 * fig_ruler_init:
 * @self: a ruler
 * @axis: what it is for; must outlive the ruler
 * @across: whether it runs across, and not upwards
 * @context: what to measure with
 * @style: how it looks; must outlive the ruler
 *
 * Makes a ruler without scale and ticks.
 */
void
fig_ruler_init (FigRuler *self,
                const FigAxis *axis,
                gboolean across,
                PangoContext *context,
                const FigStyle *style)
{
  *self = (FigRuler){
    .axis = axis,
    .across = across,
    .context = g_object_ref (context),
    .style = style,
  };
}

void
fig_ruler_clear (FigRuler *self)
{
  g_clear_pointer (&self->ticks, fig_ticks_free);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->title, fig_text_free);
  g_clear_object (&self->context);
}

static double
label_size (const FigRuler *self)
{
  return self->style->font_size * self->style->label_scale;
}

/**
 * fig_ruler_get_gap:
 * @style: a style
 *
 * Returns: the gap between a tick and its label
 */
double
fig_ruler_get_gap (const FigStyle *style)
{
  return GAP * style->font_size * style->label_scale;
}

static FigText *
nth_label (const FigRuler *self, guint index)
{
  return g_ptr_array_index (self->labels, index);
}

static double
nth_place (const FigRuler *self, guint index)
{
  return fig_scale_map (&self->scale, self->ticks->values[index]);
}

/* The extent of a label along the axis, about the tick. */
static double
label_extent (const FigRuler *self, const FigText *label)
{
  return self->across ? label->width : MAX (label->rise, DIGIT_HEIGHT * label_size (self));
}

static gboolean
labels_fit (const FigRuler *self)
{
  double gap = (self->across ? X_LABEL_GAP : Y_LABEL_GAP) * label_size (self);

  for (guint i = 1; i < self->ticks->n_values; i++) {
    double distance = fabs (nth_place (self, i) - nth_place (self, i - 1));
    double extent = label_extent (self, nth_label (self, i)) +
                    label_extent (self, nth_label (self, i - 1));

    if (extent / 2.0 + gap > distance)
      return FALSE;
  }
  return TRUE;
}

static void
free_label (gpointer label)
{
  if (label != NULL)
    fig_text_free (label);
}

static void
make_labels (FigRuler *self)
{
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  self->labels = g_ptr_array_new_with_free_func (free_label);
  for (guint i = 0; i < self->ticks->n_values; i++)
    g_ptr_array_add (
      self->labels,
      fig_text_new (self->context, self->style, self->style->label_scale, self->ticks->labels[i]));
}

static void
set_ticks (FigRuler *self, guint n_wanted)
{
  const FigScale *scale = &self->scale;

  g_clear_pointer (&self->ticks, fig_ticks_free);
  if (self->blank)
    self->ticks = g_new0 (FigTicks, 1);
  else if (scale->kind == FIG_SCALE_SYMMETRIC)
    self->ticks = fig_ticks_new_symmetric (scale->linear, scale->minimum, scale->maximum, n_wanted);
  else
    self->ticks = fig_ticks_new (
      scale->kind, self->axis->steps, scale->minimum, scale->maximum, n_wanted);
  make_labels (self);
}

/* Every other tick keeps its number, that at 0 among them, unless no other would be left. */
static void
thin (FigRuler *self)
{
  fig_ticks_thin (self->ticks);
  make_labels (self);
}

/**
 * fig_ruler_fit_ticks:
 * @self: a ruler with a scale
 *
 * Sets as many ticks as there is room for: fewer until their labels fit.
 */
void
fig_ruler_fit_ticks (FigRuler *self)
{
  double length = fabs (self->scale.end - self->scale.begin);
  double spacing = (self->across ? X_SPACING : Y_SPACING) * label_size (self);
  guint n = (guint)CLAMP (length / spacing + 1.0, 2.0, (double)MAX_TICKS);

  /* every decade that there is room for: powers of ten are short */
  if (self->scale.kind != FIG_SCALE_LINEAR)
    n = MAX_TICKS;
  for (; n >= 2; n--) {
    set_ticks (self, n);
    if (labels_fit (self))
      return;
    /* there may be fewer than were asked for: go on with less than that */
    if (self->ticks->n_values > 2)
      n = MIN (n, self->ticks->n_values);
  }
  /* there is no larger step that the range holds twice: the numbers are too long, or have no room
   * beside each other */
  while (!labels_fit (self) && self->ticks->n_values > 2)
    thin (self);
}

/**
 * fig_ruler_measure:
 * @self: a ruler with ticks
 * @width: (out): of the widest label
 * @height: (out): of the highest one
 * @overhang: (out): how far the last one goes beyond the end of an axis across
 */
void
fig_ruler_measure (const FigRuler *self, double *width, double *height, double *overhang)
{
  *width = *height = *overhang = 0.0;
  for (guint i = 0; i < self->labels->len; i++) {
    const FigText *label = nth_label (self, i);

    *width = MAX (*width, label->width);
    *height = MAX (*height, label->height);
    if (self->across)
      *overhang = MAX (*overhang, nth_place (self, i) + label->width / 2.0 - self->scale.end);
  }
}

/* "Re λ" of "Re λ (1/τ)"; %NULL where there is no unit. */
static char *
cut_unit (const char *title)
{
  const char *unit = g_str_has_suffix (title, ")") ? g_strrstr (title, " (") : NULL;

  return unit != NULL ? g_strndup (title, (gsize)(unit - title)) : NULL;
}

/* The title, else the short one, else that without its unit, else none. */
static FigText *
fitting_title (FigRuler *self, double length)
{
  const char *shortest = self->axis->short_title != NULL ? self->axis->short_title
                                                         : self->axis->title;
  g_autofree char *symbol = shortest != NULL ? cut_unit (shortest) : NULL;
  const char *titles[] = { self->axis->title, self->axis->short_title, symbol };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (titles[i] != NULL) {
      g_autoptr (FigText) text = fig_text_new (self->context, self->style, 1.0, titles[i]);

      self->unitless = titles[i] == symbol;
      if (text->width <= length)
        return g_steal_pointer (&text);
    }
  return NULL;
}

/**
 * fig_ruler_place_title:
 * @self: a ruler
 * @area: where the data is drawn
 * @cell: what labels and titles may take up
 *
 * Puts the title beside the middle of the axis, at the edge of the cell; or
 * leaves it out where the axis is too short.
 */
void
fig_ruler_place_title (FigRuler *self, const FigRect *area, const FigRect *cell)
{
  double overhang = (self->across ? TITLE_OVERHANG_ACROSS : TITLE_OVERHANG) *
                    self->style->font_size;

  /* Upwards, all panels of a column come to the same choice. Across, one that is far longer than
   * its axis would be taken for that of the page, but it is better than none. */
  if (self->across) {
    self->title = fitting_title (self, MIN (area->width + overhang, cell->width));
    if (self->title == NULL)
      self->title = fitting_title (self, cell->width);
  } else {
    self->title = fitting_title (self, MIN (area->height + overhang, cell->height));
  }
  if (self->title == NULL)
    return;
  if (self->across) {
    double x = area->x + (area->width - self->title->width) / 2.0;

    x = CLAMP (x, cell->x, cell->x + cell->width - self->title->width);
    fig_text_place (self->title, x, cell->y + cell->height - self->title->height);
    self->title->anchor = 0.5;
  } else {
    double y = area->y + (area->height - self->title->width) / 2.0;

    y = CLAMP (y, cell->y, cell->y + cell->height - self->title->width);
    fig_text_turn (self->title);
    fig_text_place (self->title, cell->x, y);
    self->title->anchor = 0.5;
  }
}

static void
drop_label (FigRuler *self, guint index)
{
  free_label (nth_label (self, index));
  self->labels->pdata[index] = NULL;
}

static void
place_labels_across (FigRuler *self, const FigRect *area, const FigRect *cell)
{
  double top = area->y + area->height + self->style->tick_length + fig_ruler_get_gap (self->style);
  double baseline = 0.0, end = -G_MAXDOUBLE;

  for (guint i = 0; i < self->labels->len; i++)
    baseline = MAX (baseline, nth_label (self, i)->baseline);
  for (guint i = 0; i < self->labels->len; i++) {
    FigText *label = nth_label (self, i);
    double x = nth_place (self, i) - label->width / 2.0;

    fig_text_place (label, x, top + baseline - label->baseline);
    label->anchor = 0.5;
    if (x < cell->x - ROUNDING || x + label->width > cell->x + cell->width + ROUNDING ||
        x < end + X_LABEL_GAP / 3.0 * label_size (self) ||
        label->box.y + label->height > cell->y + cell->height + ROUNDING) {
      drop_label (self, i);
      continue;
    }
    end = x + label->width;
  }
}

/* The digits are halfway up at the tick, whatever is raised above them. */
static void
place_labels_upwards (FigRuler *self, const FigRect *area, const FigRect *cell)
{
  double right = area->x - self->style->tick_length - fig_ruler_get_gap (self->style);
  double least = Y_LABEL_GAP / 3.0 * label_size (self), end = G_MAXDOUBLE;

  for (guint i = 0; i < self->labels->len; i++) {
    FigText *label = nth_label (self, i);
    double y = nth_place (self, i) + DIGIT_HEIGHT * label_size (self) / 2.0;
    double extent = label_extent (self, label);

    fig_text_place (label, right - label->width, y - label->baseline);
    label->anchor = 1.0;
    if (label->box.x < cell->x - ROUNDING || y - extent < cell->y || y > end - least ||
        y > cell->y + cell->height) {
      drop_label (self, i);
      continue;
    }
    end = y - extent;
  }
}

/**
 * fig_ruler_place_labels:
 * @self: a ruler with ticks
 * @area: where the data is drawn
 * @cell: what labels may take up
 *
 * Puts labels beside their ticks. Those that would leave the cell, or touch the
 * one before, are left out.
 */
void
fig_ruler_place_labels (FigRuler *self, const FigRect *area, const FigRect *cell)
{
  if (self->across)
    place_labels_across (self, area, cell);
  else
    place_labels_upwards (self, area, cell);
}

/**
 * fig_ruler_drop_labels:
 * @self: a ruler
 *
 * Leaves ticks without labels, as where another panel's stand for them.
 */
void
fig_ruler_drop_labels (FigRuler *self)
{
  g_clear_pointer (&self->labels, g_ptr_array_unref);
}

/* Minor ticks that would run into each other are left out altogether. */
static gboolean
minor_fit (const FigRuler *self)
{
  const FigTicks *ticks = self->ticks;
  double length = fabs (self->scale.end - self->scale.begin);

  for (guint i = 1; i < ticks->n_minor; i++)
    if (fabs (fig_scale_map (&self->scale, ticks->minor[i]) -
              fig_scale_map (&self->scale, ticks->minor[i - 1])) <
        MINOR_DISTANCE * self->style->axis_width)
      return FALSE;
  return ticks->n_minor == 0 || length / ticks->n_minor > MINOR_SPACING * self->style->axis_width;
}

static void
add_tick (const FigRuler *self, cairo_t *cr, const FigRect *area, double value, double length)
{
  double place = fig_scale_map (&self->scale, value);

  if (self->style->snap)
    place = floor (place) + 0.5;
  if (self->across) {
    cairo_move_to (cr, place, area->y + area->height);
    cairo_line_to (cr, place, area->y + area->height + length);
  } else {
    cairo_move_to (cr, area->x, place);
    cairo_line_to (cr, area->x - length, place);
  }
}

/**
 * fig_ruler_add_path:
 * @self: a ruler with ticks
 * @cr: where to add the path
 * @area: where the data is drawn
 * @minor: whether to add minor ticks
 *
 * Adds the ticks, which point away from the data.
 */
void
fig_ruler_add_path (const FigRuler *self, cairo_t *cr, const FigRect *area, gboolean minor)
{
  for (guint i = 0; i < self->ticks->n_values; i++)
    add_tick (self, cr, area, self->ticks->values[i], self->style->tick_length);
  if (!minor || !minor_fit (self))
    return;
  for (guint i = 0; i < self->ticks->n_minor; i++)
    add_tick (self, cr, area, self->ticks->minor[i], MINOR_LENGTH * self->style->tick_length);
}

/**
 * fig_ruler_draw_texts:
 * @self: a ruler whose texts were placed
 * @cr: what to draw with
 */
void
fig_ruler_draw_texts (const FigRuler *self, cairo_t *cr)
{
  fig_paint_begin (cr, NULL, self->across ? "x-labels tick-labels" : "y-labels tick-labels", NULL);
  for (guint i = 0; self->labels != NULL && i < self->labels->len; i++)
    if (nth_label (self, i) != NULL)
      fig_text_draw (nth_label (self, i), cr, &self->style->foreground);
  fig_paint_end (cr);
  fig_paint_begin (cr, NULL, self->across ? "x-title axis-title" : "y-title axis-title", NULL);
  if (self->title != NULL)
    fig_text_draw (self->title, cr, &self->style->foreground);
  fig_paint_end (cr);
}
