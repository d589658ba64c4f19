/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-figure-rows.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "fig-text.h"

#include "attractor-kind.h"
#include "attractor-number.h"

/* Roundings that may add up where a number should be 0 */
#define DUST 16.0

/**
 * AttractorFigureRow:
 *
 * One point of a figure.
 */
struct _AttractorFigureRow {
  GObject parent_instance;

  FigFigure *figure;
  const FigPanel *panel;
  const FigSeries *series;
  gsize point;
  double dust[2];
};

G_DEFINE_FINAL_TYPE (AttractorFigureRow, attractor_figure_row, G_TYPE_OBJECT)

/* The points of one layer, how many there are up to its end, and what is nothing in x and y;
 * below 0 as long as nobody has asked */
typedef struct {
  const FigPanel *panel;
  const FigSeries *series;
  gsize end;
  double dust[2];
} Span;

/**
 * AttractorFigureRows:
 *
 * The points of a figure as a list. Rows are made when they are looked at:
 * there may be hundreds of thousands.
 */
struct _AttractorFigureRows {
  GObject parent_instance;

  FigFigure *figure;
  GArray *spans;
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttractorFigureRows,
                               attractor_figure_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
attractor_figure_row_finalize (GObject *object)
{
  g_clear_pointer (&ATTRACTOR_FIGURE_ROW (object)->figure, fig_figure_unref);

  G_OBJECT_CLASS (attractor_figure_row_parent_class)->finalize (object);
}

static void
attractor_figure_row_class_init (AttractorFigureRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = attractor_figure_row_finalize;
}

static void
attractor_figure_row_init (AttractorFigureRow *self)
{
}

/* What heads the panel, or else what it measures */
static char *
get_panel_name (const FigPanel *panel)
{
  const char *markup = panel->title != NULL     ? panel->title
                       : panel->y.title != NULL ? panel->y.title
                                                : panel->x.title;

  return markup != NULL ? fig_text_from_markup (markup) : g_strdup (panel->id);
}

/* What rounding leaves of 0 where numbers of that size are added. Where they are on a logarithmic
 * axis, nobody adds them, and small ones are as true as large ones. */
static double
find_dust (const FigAxis *axis, const double *values, gsize n)
{
  double largest = 0.0;

  if (axis->kind != FIG_SCALE_LINEAR)
    return 0.0;
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      largest = MAX (largest, fabs (values[i]));
  return DUST * DBL_EPSILON * largest;
}

static char *
show_number (double value, double dust)
{
  if (!isfinite (value))
    return g_strdup ("");
  return attractor_number_to_short_words (fabs (value) <= dust ? 0.0 : value);
}

static char *
print_number (double value)
{
  return isfinite (value) ? attractor_number_format (value == 0.0 ? 0.0 : value) : g_strdup ("");
}

static char *
dup_name (AttractorFigureRow *self, AttractorFigureColumn column)
{
  switch (column) {
  case ATTRACTOR_FIGURE_COLUMN_PANEL:
    return get_panel_name (self->panel);
  case ATTRACTOR_FIGURE_COLUMN_SERIES:
    return fig_series_get_title (self->series);
  case ATTRACTOR_FIGURE_COLUMN_KIND:
    return g_strdup (attractor_kind_get_name (self->series->kind));
  case ATTRACTOR_FIGURE_COLUMN_X:
  case ATTRACTOR_FIGURE_COLUMN_Y:
  case ATTRACTOR_N_FIGURE_COLUMNS:
  default:
    g_return_val_if_reached (NULL);
  }
}

/**
 * attractor_figure_row_dup_shown:
 * @self: a row
 * @column: a column
 *
 * Returns: (transfer full): what the column says to a reader: numbers have as many digits as
 *   people want, and are 0 where they are what rounding leaves of it; nothing where a number
 *   is not finite
 */
char *
attractor_figure_row_dup_shown (AttractorFigureRow *self, AttractorFigureColumn column)
{
  g_return_val_if_fail (ATTRACTOR_IS_FIGURE_ROW (self), NULL);

  if (column == ATTRACTOR_FIGURE_COLUMN_X)
    return show_number (self->series->x[self->point], self->dust[0]);
  if (column == ATTRACTOR_FIGURE_COLUMN_Y)
    return show_number (self->series->y[self->point], self->dust[1]);
  return dup_name (self, column);
}

/**
 * attractor_figure_row_dup_text:
 * @self: a row
 * @column: a column
 *
 * Returns: (transfer full): what the column says to a spreadsheet: numbers in the locale and
 *   with as many digits as they have; nothing where a number is not finite
 */
char *
attractor_figure_row_dup_text (AttractorFigureRow *self, AttractorFigureColumn column)
{
  g_return_val_if_fail (ATTRACTOR_IS_FIGURE_ROW (self), NULL);

  if (column == ATTRACTOR_FIGURE_COLUMN_X)
    return print_number (self->series->x[self->point]);
  if (column == ATTRACTOR_FIGURE_COLUMN_Y)
    return print_number (self->series->y[self->point]);
  return dup_name (self, column);
}

static GType
get_item_type (GListModel *model)
{
  return ATTRACTOR_TYPE_FIGURE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  const GArray *spans = ATTRACTOR_FIGURE_ROWS (model)->spans;

  return spans->len > 0 ? (guint)g_array_index (spans, Span, spans->len - 1).end : 0;
}

/* Once for a series: it may have hundreds of thousands of points, and each row asks. */
static void
prepare_dust (Span *self)
{
  const FigSeries *series = self->series;

  if (self->dust[0] >= 0.0)
    return;
  self->dust[0] = find_dust (&self->panel->x, series->x, series->n_points);
  self->dust[1] = find_dust (&self->panel->y, series->y, series->n_points);
}

static gpointer
get_item (GListModel *model, guint position)
{
  AttractorFigureRows *self = ATTRACTOR_FIGURE_ROWS (model);
  gsize begin = 0;

  for (guint i = 0; i < self->spans->len; i++) {
    Span *span = &g_array_index (self->spans, Span, i);

    if (position < span->end) {
      AttractorFigureRow *row = g_object_new (ATTRACTOR_TYPE_FIGURE_ROW, NULL);

      row->figure = fig_figure_ref (self->figure);
      row->panel = span->panel;
      row->series = span->series;
      row->point = position - begin;
      prepare_dust (span);
      memcpy (row->dust, span->dust, sizeof row->dust);
      return row;
    }
    begin = span->end;
  }
  return NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
attractor_figure_rows_finalize (GObject *object)
{
  AttractorFigureRows *self = ATTRACTOR_FIGURE_ROWS (object);

  g_clear_pointer (&self->figure, fig_figure_unref);
  g_clear_pointer (&self->spans, g_array_unref);

  G_OBJECT_CLASS (attractor_figure_rows_parent_class)->finalize (object);
}

static void
attractor_figure_rows_class_init (AttractorFigureRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = attractor_figure_rows_finalize;
}

static void
attractor_figure_rows_init (AttractorFigureRows *self)
{
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
}

/**
 * attractor_figure_rows_new:
 * @figure: a figure
 *
 * Returns: (transfer full): its points, a #GListModel of #AttractorFigureRow
 */
AttractorFigureRows *
attractor_figure_rows_new (FigFigure *figure)
{
  AttractorFigureRows *self = g_object_new (ATTRACTOR_TYPE_FIGURE_ROWS, NULL);
  gsize end = 0;

  self->figure = fig_figure_ref (figure);
  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);

    for (guint j = 0; j < panel->layers->len; j++) {
      const FigLayer *layer = g_ptr_array_index (panel->layers, j);
      Span span = { panel, layer->series, end + layer->series->n_points, { -1.0, -1.0 } };

      if (span.end > G_MAXUINT)
        break;
      end = span.end;
      g_array_append_val (self->spans, span);
    }
  }
  return self;
}
