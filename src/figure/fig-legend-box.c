/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-legend-box.h"

#include "fig-paint.h"

/* in terms of the size of the text */
#define SAMPLE_WIDTH 2.2
#define SAMPLE_GAP 0.55
#define COLUMN_GAP 1.6
#define LINE_GAP 0.3
#define GROUP_GAP 0.6

/* So many entries are not left in one column below each other, if some have room in a row. */
#define MIN_FLOWING 5

#define HIDDEN_ALPHA 0.5

static double
text_size (const FigLegendBox *self)
{
  return self->style->font_size * self->style->label_scale;
}

static gboolean
is_remark (const FigLegendBox *self, guint index)
{
  return fig_legend_get_entry (self->legend, index)->sample == FIG_SAMPLE_NONE;
}

static double
text_offset (const FigLegendBox *self, guint index)
{
  if (is_remark (self, index))
    return 0.0;
  return (SAMPLE_WIDTH + SAMPLE_GAP) * text_size (self);
}

static void
set_order (FigLegendBox *self)
{
  guint n = 0;

  self->order = g_new (guint, MAX (self->texts->len, 1));
  for (guint i = 0; i < self->texts->len; i++)
    if (!is_remark (self, i))
      self->order[n++] = i;
  self->n_samples = n;
  for (guint i = 0; i < self->texts->len; i++)
    if (is_remark (self, i))
      self->order[n++] = i;
}

/**
 * fig_legend_box_new:
 * @legend: what to arrange; must outlive the box
 * @context: what to measure with
 * @style: how it looks; must outlive the box
 * @max_text_width: where to break long texts
 *
 * Returns: (transfer full): a box of one column
 */
FigLegendBox *
fig_legend_box_new (const FigLegend *legend,
                    PangoContext *context,
                    const FigStyle *style,
                    double max_text_width)
{
  FigLegendBox *self = g_new0 (FigLegendBox, 1);

  self->legend = legend;
  self->style = style;
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_text_free);
  for (guint i = 0; i < fig_legend_get_n_entries (legend); i++) {
    const FigLegendEntry *entry = fig_legend_get_entry (legend, i);
    FigText *text = fig_text_new (context, style, style->label_scale, entry->markup);

    if (text->width > max_text_width)
      fig_text_wrap (text, max_text_width, PANGO_ALIGN_LEFT);
    g_ptr_array_add (self->texts, text);
  }
  set_order (self);
  self->starts = g_new0 (guint, self->n_samples + 2);
  fig_legend_box_arrange (self, 1);
  return self;
}

void
fig_legend_box_free (FigLegendBox *self)
{
  g_ptr_array_unref (self->texts);
  g_free (self->order);
  g_free (self->starts);
  g_free (self);
}

/* The text at a place of the order. */
static FigText *
nth_text (const FigLegendBox *self, guint place)
{
  return g_ptr_array_index (self->texts, self->order[place]);
}

static double
entry_width (const FigLegendBox *self, guint place)
{
  return text_offset (self, self->order[place]) + nth_text (self, place)->width;
}

static double
column_width (const FigLegendBox *self, guint column)
{
  double width = 0.0;

  for (guint i = column; i < self->n_samples; i += self->n_columns)
    width = MAX (width, entry_width (self, i));
  return width;
}

static guint
n_rows (const FigLegendBox *self)
{
  return self->n_sample_rows + self->texts->len - self->n_samples;
}

/* The places in the order of what is in a row: from the first to before the end. */
static void
get_row (const FigLegendBox *self, guint row, guint *first, guint *end)
{
  guint n = self->n_sample_rows;

  *first = row < n ? self->starts[row] : self->n_samples + row - n;
  *end = row < n ? self->starts[row + 1] : *first + 1;
}

/* From the upper edge of a row to the line that its texts stand on, and from
 * there to the lower edge. */
static void
measure_row (const FigLegendBox *self, guint row, double *above, double *below)
{
  guint first, end;

  get_row (self, row, &first, &end);
  *above = *below = 0.0;
  for (guint i = first; i < end; i++) {
    const FigText *text = nth_text (self, i);

    *above = MAX (*above, text->baseline);
    *below = MAX (*below, text->height - text->baseline);
  }
}

static double
row_gap (const FigLegendBox *self, guint row)
{
  gboolean group = FALSE;

  if (row == 0)
    return 0.0;
  /* in several columns a group need not begin with a row */
  if (self->n_columns == 1 && !self->flows)
    group = fig_legend_get_entry (self->legend, self->order[row])->starts_group;
  return (LINE_GAP + (group ? GROUP_GAP : 0.0)) * text_size (self);
}

static void
measure_height (FigLegendBox *self)
{
  self->height = 0.0;
  for (guint row = 0; row < n_rows (self); row++) {
    double above, below;

    measure_row (self, row, &above, &below);
    self->height += row_gap (self, row) + above + below;
  }
}

/* One long entry would make a high legend of one column of all the others, which are short. */
static void
flow (FigLegendBox *self, double width)
{
  double gap = COLUMN_GAP * text_size (self), right = 0.0;

  self->flows = TRUE;
  self->n_sample_rows = 0;
  self->width = 0.0;
  for (guint i = 0; i < self->n_samples; i++) {
    double entry = entry_width (self, i);

    if (i == 0 || right + gap + entry > width) {
      self->starts[self->n_sample_rows++] = i;
      right = entry;
    } else {
      right += gap + entry;
    }
    self->width = MAX (self->width, right);
  }
  self->starts[self->n_sample_rows] = self->n_samples;
  for (guint i = self->n_samples; i < self->texts->len; i++)
    self->width = MAX (self->width, nth_text (self, i)->width);
  measure_height (self);
}

/**
 * fig_legend_box_arrange:
 * @self: a box
 * @n_columns: how many columns, at least 1; rows are filled first
 */
void
fig_legend_box_arrange (FigLegendBox *self, guint n_columns)
{
  self->n_columns = MAX (n_columns, 1);
  self->flows = FALSE;
  self->n_sample_rows = (self->n_samples + self->n_columns - 1) / self->n_columns;
  for (guint row = 0; row <= self->n_sample_rows; row++)
    self->starts[row] = MIN (row * self->n_columns, self->n_samples);
  self->width = (self->n_columns - 1) * COLUMN_GAP * text_size (self);
  for (guint column = 0; column < self->n_columns; column++)
    self->width += column_width (self, column);
  for (guint i = self->n_samples; i < self->texts->len; i++)
    self->width = MAX (self->width, nth_text (self, i)->width);
  measure_height (self);
}

/**
 * fig_legend_box_fit_width:
 * @self: a box
 * @width: how wide it may be
 *
 * Arranges it in as many columns as there is room for.
 *
 * Returns: whether there is room for one
 */
gboolean
fig_legend_box_fit_width (FigLegendBox *self, double width)
{
  for (guint n_columns = MAX (self->n_samples, 1); n_columns >= 1; n_columns--) {
    fig_legend_box_arrange (self, n_columns);
    if (self->width <= width) {
      /* no more columns than the rows need */
      if (self->n_samples > 0)
        fig_legend_box_arrange (self,
                                (self->n_samples + self->n_sample_rows - 1) / self->n_sample_rows);
      if (self->width > width)
        fig_legend_box_arrange (self, n_columns);
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * fig_legend_box_fit_rows:
 * @self: a box
 * @width: how wide it may be
 *
 * As fig_legend_box_fit_width(), for where height matters: what would be a single column of many
 * entries fills its rows instead.
 *
 * Returns: whether there is room
 */
gboolean
fig_legend_box_fit_rows (FigLegendBox *self, double width)
{
  if (!fig_legend_box_fit_width (self, width))
    return FALSE;
  if (self->n_columns == 1 && self->n_samples >= MIN_FLOWING)
    flow (self, width);
  return TRUE;
}

/**
 * fig_legend_box_fit_height:
 * @self: a box
 * @height: how high it may be
 *
 * Arranges it in as few columns as will do.
 *
 * Returns: whether that can be done at all
 */
gboolean
fig_legend_box_fit_height (FigLegendBox *self, double height)
{
  for (guint n_columns = 1; n_columns <= MAX (self->n_samples, 1); n_columns++) {
    fig_legend_box_arrange (self, n_columns);
    if (self->height <= height)
      return TRUE;
  }
  return FALSE;
}

/**
 * fig_legend_box_place:
 * @self: a box
 * @x: its left edge
 * @y: its upper edge
 */
void
fig_legend_box_place (FigLegendBox *self, double x, double y)
{
  double top = y;

  self->x = x;
  self->y = y;
  for (guint row = 0; row < n_rows (self); row++) {
    double left = x, above, below;
    guint first, end;

    measure_row (self, row, &above, &below);
    get_row (self, row, &first, &end);
    top += row_gap (self, row);
    for (guint i = first; i < end; i++) {
      FigText *text = nth_text (self, i);

      fig_text_place (
        text, left + text_offset (self, self->order[i]), top + above - text->baseline);
      left += self->flows ? entry_width (self, i) : column_width (self, i - first);
      left += COLUMN_GAP * text_size (self);
    }
    top += above + below;
  }
}

/**
 * fig_legend_box_get_n_texts:
 * @self: a box
 *
 * Returns: how many texts it has, one for each entry of the legend
 */
guint
fig_legend_box_get_n_texts (const FigLegendBox *self)
{
  return self->texts->len;
}

/**
 * fig_legend_box_get_text:
 * @self: a box
 * @index: less than the number of texts
 *
 * Returns: (transfer none): a text, where it was placed
 */
const FigText *
fig_legend_box_get_text (const FigLegendBox *self, guint index)
{
  return g_ptr_array_index (self->texts, index);
}

/**
 * fig_legend_box_get_entry:
 * @self: a box that was placed
 * @index: less than the number of texts
 *
 * Returns: where an entry is, with its sample and half the room to the next
 */
FigRect
fig_legend_box_get_entry (const FigLegendBox *self, guint index)
{
  const FigText *text = g_ptr_array_index (self->texts, index);
  double offset = text_offset (self, index), half = LINE_GAP / 2.0 * text_size (self);
  FigRect box = { text->box.x - offset, text->box.y, text->box.width + offset, text->box.height };

  return fig_rect_grow (&box, half);
}

static void
draw_sample (const FigLegendBox *self, cairo_t *cr, const FigLegendEntry *entry, double x, double y)
{
  double length = SAMPLE_WIDTH * text_size (self);

  cairo_new_path (cr);
  if (entry->sample == FIG_SAMPLE_LINE || entry->sample == FIG_SAMPLE_BOTH) {
    double inset = fig_look_get_width (&entry->look, self->style) / 2.0;

    fig_look_set_stroke (&entry->look, cr, self->style);
    cairo_move_to (cr, x + inset, y);
    cairo_line_to (cr, x + length - inset, y);
    fig_paint_stroke (cr);
  }
  if (entry->sample == FIG_SAMPLE_POINT || entry->sample == FIG_SAMPLE_BOTH) {
    FigLook look = entry->look;

    /* beside a line the weight is that of the line, and a dotted ring that is small is hardly one
     */
    if (entry->sample == FIG_SAMPLE_BOTH || look.stroke > 0)
      look.weight = 1.0;
    fig_look_add_marker (&look, cr, x + length / 2.0, y, self->style);
    fig_look_draw_path (&look, cr, self->style);
  }
}

/* What is hidden is told by more than its paleness. */
static void
strike_out (const FigLegendBox *self, cairo_t *cr, const FigText *text, double middle)
{
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_set_line_width (cr, self->style->axis_width);
  fig_color_set_source (&self->style->foreground, cr);
  cairo_move_to (cr, text->box.x, middle);
  cairo_line_to (cr, text->box.x + text->box.width, middle);
  fig_paint_stroke (cr);
}

static char *
entry_class (const FigLegendEntry *entry)
{
  const char *hidden = entry->hidden ? " hidden" : "";

  if (entry->sample == FIG_SAMPLE_NONE || entry->look.owner < 0)
    return g_strconcat ("legend-entry", hidden, NULL);
  return g_strdup_printf ("legend-entry attractor-%d%s", entry->look.owner + 1, hidden);
}

/**
 * fig_legend_box_draw:
 * @self: a box that was placed
 * @cr: what to draw with
 */
void
fig_legend_box_draw (const FigLegendBox *self, cairo_t *cr)
{
  fig_paint_begin (cr, "legend", "legend", NULL);
  for (guint i = 0; i < self->texts->len; i++) {
    const FigLegendEntry *entry = fig_legend_get_entry (self->legend, i);
    const FigText *text = g_ptr_array_index (self->texts, i);
    double middle = text->box.y + text->baseline - 0.34 * text_size (self);
    g_autofree char *class = entry_class (entry);

    fig_paint_begin (cr, NULL, class, NULL);
    if (entry->hidden)
      fig_paint_begin_faint (cr, HIDDEN_ALPHA);
    if (entry->sample != FIG_SAMPLE_NONE)
      draw_sample (self, cr, entry, text->box.x - text_offset (self, i), middle);
    fig_text_draw (
      text, cr, entry->sample == FIG_SAMPLE_NONE ? &self->style->muted : &self->style->foreground);
    if (entry->hidden) {
      strike_out (self, cr, text, middle);
      fig_paint_end_faint (cr, HIDDEN_ALPHA);
    }
    fig_paint_end (cr);
  }
  fig_paint_end (cr);
}
