/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-legend-box.h"

#include "fig-paint.h"

/* in terms of the size of the text */
#define SAMPLE_WIDTH 2.2
#define SAMPLE_GAP 0.55
#define COLUMN_GAP 1.6
#define LINE_GAP 0.3
#define GROUP_GAP 0.6

#define HIDDEN_ALPHA 0.5

static double
text_size (const FigLegendBox *self)
{
  return self->style->font_size * self->style->label_scale;
}

static double
text_offset (const FigLegendBox *self, guint index)
{
  if (fig_legend_get_entry (self->legend, index)->sample == FIG_SAMPLE_NONE)
    return 0.0;
  return (SAMPLE_WIDTH + SAMPLE_GAP) * text_size (self);
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
  fig_legend_box_arrange (self, 1);
  return self;
}

void
fig_legend_box_free (FigLegendBox *self)
{
  g_ptr_array_unref (self->texts);
  g_free (self);
}

static double
column_width (const FigLegendBox *self, guint column, guint n_columns)
{
  double width = 0.0;

  for (guint i = column; i < self->texts->len; i += n_columns) {
    const FigText *text = g_ptr_array_index (self->texts, i);

    width = MAX (width, text_offset (self, i) + text->width);
  }
  return width;
}

/* From the upper edge of a row to the line that its texts stand on, and from
 * there to the lower edge. */
static void
measure_row (const FigLegendBox *self, guint row, double *above, double *below)
{
  guint end = MIN ((row + 1) * self->n_columns, self->texts->len);

  *above = *below = 0.0;
  for (guint i = row * self->n_columns; i < end; i++) {
    const FigText *text = g_ptr_array_index (self->texts, i);

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
  if (self->n_columns == 1)
    group = fig_legend_get_entry (self->legend, row)->starts_group;
  return (LINE_GAP + (group ? GROUP_GAP : 0.0)) * text_size (self);
}

static guint
n_rows (const FigLegendBox *self)
{
  return (self->texts->len + self->n_columns - 1) / self->n_columns;
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
  self->width = (self->n_columns - 1) * COLUMN_GAP * text_size (self);
  self->height = 0.0;
  for (guint column = 0; column < self->n_columns; column++)
    self->width += column_width (self, column, self->n_columns);
  for (guint row = 0; row < n_rows (self); row++) {
    double above, below;

    measure_row (self, row, &above, &below);
    self->height += row_gap (self, row) + above + below;
  }
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
  for (guint n_columns = self->texts->len; n_columns >= 1; n_columns--) {
    fig_legend_box_arrange (self, n_columns);
    if (self->width <= width) {
      /* no more columns than the rows need */
      fig_legend_box_arrange (self, (self->texts->len + n_rows (self) - 1) / n_rows (self));
      if (self->width > width)
        fig_legend_box_arrange (self, n_columns);
      return TRUE;
    }
  }
  return FALSE;
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
  for (guint n_columns = 1; n_columns <= MAX (self->texts->len, 1); n_columns++) {
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

    measure_row (self, row, &above, &below);
    top += row_gap (self, row);
    for (guint column = 0; column < self->n_columns; column++) {
      guint index = row * self->n_columns + column;

      FigText *text;

      if (index >= self->texts->len)
        break;
      text = g_ptr_array_index (self->texts, index);
      fig_text_place (text, left + text_offset (self, index), top + above - text->baseline);
      left += column_width (self, column, self->n_columns) + COLUMN_GAP * text_size (self);
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

    /* beside a line the weight is that of the line */
    if (entry->sample == FIG_SAMPLE_BOTH)
      look.weight = 1.0;
    fig_marker_add_path (
      fig_look_get_marker (&look), cr, x + length / 2.0, y, fig_look_get_size (&look, self->style));
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
