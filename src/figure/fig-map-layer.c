/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-map-layer.h"

#include <math.h>
#include <string.h>

#include "fig-paint.h"

/* How many pixels a file has for each unit of the page, a point. */
#define PIXELS_IN_FILES 4.0
#define MAX_PIXELS 8192
/* Cells that are this even, in terms of their size, become pixels of a file as they
 * are; few cells more than one pixel each, for readers that would blend them. */
#define EVEN 0.02
#define PIXELS_OF_CELLS 512

typedef struct {
  FigLayer layer;
  gsize n_columns;
  gsize n_rows;
  FigColorMap map;
  FigRange range;
} MapLayer;

/* Which cell each pixel shows: that whose middle is nearest. Places need not run
 * upwards, and what is beyond the outermost middle by more than half a cell
 * shows none (n_cells). */
static void
find_cells (const FigScale *scale,
            const double *values,
            gsize stride,
            gsize n_cells,
            double begin,
            double pixel,
            gsize n_pixels,
            guint *cells)
{
  double first = fig_scale_map (scale, values[0]);
  double second = n_cells > 1 ? fig_scale_map (scale, values[stride]) : first;
  gboolean rising = second >= first;
  gsize cell = 0;

  for (gsize i = 0; i < n_pixels; i++) {
    /* with falling places the pixels are gone through from the end */
    gsize index = rising ? i : n_pixels - 1 - i;
    double place = begin + ((double)index + 0.5) * pixel;
    double here = fig_scale_map (scale, values[cell * stride]);

    while (cell + 1 < n_cells) {
      double next = fig_scale_map (scale, values[(cell + 1) * stride]);

      if (!(fabs (next - place) <= fabs (here - place)) && isfinite (here))
        break;
      here = next;
      cell++;
    }
    cells[index] = (guint)cell;
    if (n_cells > 1) {
      gsize other = cell > 0 ? cell - 1 : 1;
      double width = fabs (fig_scale_map (scale, values[other * stride]) - here);

      if (fabs (place - here) > 0.5 * width + pixel)
        cells[index] = (guint)n_cells;
    }
  }
}

static FigColorMap
get_map (const MapLayer *self, const FigStyle *style)
{
  if (self->map == FIG_COLOR_MAP_DIVERGING &&
      (style->scheme == FIG_SCHEME_DARK || style->scheme == FIG_SCHEME_CONTRAST_DARK))
    return FIG_COLOR_MAP_DIVERGING_DARK;
  return self->map;
}

static guint32
get_pixel (const MapLayer *self, const FigColor *colors, double value)
{
  double span = self->range.maximum - self->range.minimum;
  double fraction = (value - self->range.minimum) / span;
  const FigColor *color;

  if (isnan (fraction))
    return 0;
  color = &colors[(guint)(CLAMP (fraction, 0.0, 1.0) * (FIG_COLOR_MAP_STEPS - 1) + 0.5)];
  return 0xff000000u | (guint32)lround (255.0 * color->red) << 16 |
         (guint32)lround (255.0 * color->green) << 8 | (guint32)lround (255.0 * color->blue);
}

static void
fill_image (const MapLayer *self,
            const FigView *view,
            const FigStyle *style,
            double pixel,
            cairo_surface_t *image)
{
  const FigSeries *series = self->layer.series;
  const FigColor *colors = fig_color_map_get_colors (get_map (self, style));
  gsize width = (gsize)cairo_image_surface_get_width (image);
  gsize height = (gsize)cairo_image_surface_get_height (image);
  gsize n_columns = self->n_columns, n_rows = self->n_rows;
  g_autofree guint *columns = g_new (guint, width);
  g_autofree guint *rows = g_new (guint, height);
  g_autofree guint32 *pixels = g_new (guint32, n_columns * n_rows);
  guint8 *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);

  for (gsize i = 0; i < n_columns * n_rows; i++)
    pixels[i] = get_pixel (self, colors, series->columns[0].values[i]);
  find_cells (&view->x, series->x, 1, n_columns, view->area.x, pixel, width, columns);
  find_cells (&view->y, series->y, n_columns, n_rows, view->area.y, pixel, height, rows);
  for (gsize j = 0; j < height; j++) {
    guint32 *row = (guint32 *)(gpointer)(data + j * (gsize)stride);

    for (gsize i = 0; i < width; i++)
      row[i] = columns[i] < n_columns && rows[j] < n_rows ? pixels[rows[j] * n_columns + columns[i]]
                                                          : 0;
  }
  cairo_surface_mark_dirty (image);
}

/* One over the number of pixels for a unit of the page. */
static double
pixel_size (cairo_t *cr, const FigRect *area)
{
  double x_scale, y_scale, dx = 1.0, dy = 1.0, largest = MAX (area->width, area->height);

  if (fig_paint_is_exact (cr)) {
    dx = PIXELS_IN_FILES;
  } else {
    cairo_surface_get_device_scale (cairo_get_target (cr), &x_scale, &y_scale);
    cairo_user_to_device_distance (cr, &dx, &dy);
    dx = fabs (dx) * x_scale;
  }
  return MAX (1.0 / MAX (dx, 1e-3), largest / MAX_PIXELS);
}

/* Where the cells begin and end, the first value's first, if they are equally large. */
static gboolean
find_extent (const FigScale *scale,
             const double *values,
             gsize stride,
             gsize n_cells,
             double *begin,
             double *end)
{
  double first = fig_scale_map (scale, values[0]);
  double last = fig_scale_map (scale, values[(n_cells - 1) * stride]);
  double step = n_cells > 1 ? (last - first) / (double)(n_cells - 1) : scale->end - scale->begin;

  for (gsize i = 1; i + 1 < n_cells; i++)
    if (!(fabs (fig_scale_map (scale, values[i * stride]) - first - (double)i * step) <=
          EVEN * fabs (step)))
      return FALSE;
  *begin = n_cells > 1 ? first - 0.5 * step : scale->begin;
  *end = n_cells > 1 ? last + 0.5 * step : scale->end;
  return isfinite (*begin) && isfinite (*end) && *begin != *end;
}

static cairo_surface_t *
make_cell_image (const MapLayer *self, const FigStyle *style, gboolean leftwards, gboolean upwards)
{
  const FigColor *colors = fig_color_map_get_colors (get_map (self, style));
  gsize factor = MAX (PIXELS_OF_CELLS / MAX (self->n_columns, self->n_rows), 1);
  gsize width = factor * self->n_columns, height = factor * self->n_rows;
  cairo_surface_t *image = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int)width, (int)height);
  guint8 *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);

  if (cairo_surface_status (image) != CAIRO_STATUS_SUCCESS)
    return image;
  for (gsize j = 0; j < height; j++) {
    guint32 *row = (guint32 *)(gpointer)(data + j * (gsize)stride);
    gsize from = upwards ? self->n_rows - 1 - j / factor : j / factor;

    if (j % factor > 0) {
      memcpy (row, (const guint8 *)row - stride, width * sizeof (guint32));
      continue;
    }
    for (gsize i = 0; i < width; i++) {
      gsize column = leftwards ? self->n_columns - 1 - i / factor : i / factor;

      row[i] = get_pixel (
        self, colors, self->layer.series->columns[0].values[from * self->n_columns + column]);
    }
  }
  cairo_surface_mark_dirty (image);
  return image;
}

/* A file gets the cells themselves, where they are equally large: it magnifies them
 * without loss. Returns whether they are. */
static gboolean
draw_cells (const MapLayer *self, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  const FigSeries *series = self->layer.series;
  double left, right, top, bottom;
  cairo_surface_t *image;
  FigRect covered;

  if (MAX (self->n_columns, self->n_rows) > MAX_PIXELS ||
      !find_extent (&view->x, series->x, 1, self->n_columns, &left, &right) ||
      !find_extent (&view->y, series->y, self->n_columns, self->n_rows, &bottom, &top))
    return FALSE;
  image = make_cell_image (self, style, right < left, top < bottom);
  covered = (FigRect){
    MIN (left, right), MIN (top, bottom), fabs (right - left), fabs (bottom - top)
  };
  cairo_save (cr);
  fig_paint_clip (cr, &view->area);
  fig_paint_image (cr, image, &covered, FALSE);
  cairo_restore (cr);
  cairo_surface_destroy (image);
  return TRUE;
}

static void
draw (const FigLayer *layer, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  const FigRect *area = &view->area;
  double pixel = pixel_size (cr, area);
  int width = (int)ceil (area->width / pixel), height = (int)ceil (area->height / pixel);
  FigRect covered = { area->x, area->y, width * pixel, height * pixel };
  cairo_surface_t *image;

  if (width < 1 || height < 1 || layer->series->n_points == 0 ||
      (fig_paint_is_exact (cr) && draw_cells ((const MapLayer *)layer, cr, view, style)))
    return;
  image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  if (cairo_surface_status (image) == CAIRO_STATUS_SUCCESS)
    fill_image ((const MapLayer *)layer, view, style, pixel, image);
  cairo_save (cr);
  fig_paint_clip (cr, area);
  fig_paint_image (cr, image, &covered, FALSE);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

static const FigLayerClass map_layer_class = {
  .size = sizeof (MapLayer),
  .draw = draw,
  .name = "map",
  .fills = TRUE,
};

/**
 * fig_map_layer_new:
 * @name: of its series
 * @kind: of its series
 * @n_columns: how many places across, at least 1
 * @x: (array length=n_columns): where their middles are, in order
 * @n_rows: how many places upwards, at least 1
 * @y: (array length=n_rows): likewise
 * @values: n_rows × n_columns numbers; NaN for a gap
 * @map: the colours
 * @range: the values of the first colour and of the last
 *
 * Numbers on a grid as colours: each place has that of the nearest number. On any
 * scale, and drawn as it is seen, so that a large one takes no more time than a
 * small one. A single row or column takes up all the panel.
 *
 * Returns: (transfer full): a layer
 */
FigLayer *
fig_map_layer_new (const char *name,
                   const char *kind,
                   gsize n_columns,
                   const double *x,
                   gsize n_rows,
                   const double *y,
                   const double *values,
                   FigColorMap map,
                   const FigRange *range)
{
  gsize n_points = n_columns * n_rows;
  g_autofree double *all_x = g_new (double, n_points);
  g_autofree double *all_y = g_new (double, n_points);
  FigLook look = { .owner = FIG_OWNER_NONE };
  FigSeries *series;
  MapLayer *self;

  for (gsize i = 0; i < n_points; i++) {
    all_x[i] = x[i % n_columns];
    all_y[i] = y[i / n_columns];
  }
  series = fig_series_new (name, kind, n_points, all_x, all_y);
  fig_series_add_column (series, "value", values);
  self = (MapLayer *)fig_layer_new (&map_layer_class, series, &look);
  self->n_columns = n_columns;
  self->n_rows = n_rows;
  self->map = map;
  self->range = *range;
  return &self->layer;
}

/**
 * fig_map_layer_exceeds_colors:
 * @layer: a layer
 *
 * Returns: whether it is a map with numbers beyond those of its first and last colours, by more
 *   than a step of colours
 */
gboolean
fig_map_layer_exceeds_colors (const FigLayer *layer)
{
  const MapLayer *self = (const MapLayer *)layer;
  const double *values;
  double step;

  if (layer->class != &map_layer_class)
    return FALSE;

  values = layer->series->columns[0].values;
  step = (self->range.maximum - self->range.minimum) / (FIG_COLOR_MAP_STEPS - 1);
  for (gsize i = 0; i < layer->series->n_points; i++)
    if (isfinite (values[i]) &&
        (values[i] > self->range.maximum + step || values[i] < self->range.minimum - step))
      return TRUE;
  return FALSE;
}

/**
 * fig_map_layer_new_bar:
 * @map: the colours
 * @range: the values of the first colour and of the last
 *
 * Returns: (transfer full): a layer for a panel that is a colour bar, whose axis
 *   across measures the values
 */
FigLayer *
fig_map_layer_new_bar (FigColorMap map, const FigRange *range)
{
  double x[FIG_COLOR_MAP_STEPS], y = 0.0;

  for (guint i = 0; i < FIG_COLOR_MAP_STEPS; i++)
    x[i] = range->minimum + (range->maximum - range->minimum) * i / (FIG_COLOR_MAP_STEPS - 1);
  return fig_map_layer_new ("colors", "guide", FIG_COLOR_MAP_STEPS, x, 1, &y, x, map, range);
}
