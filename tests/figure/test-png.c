/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "exp-error.h"
#include "fig-color-map.h"
#include "fig-export.h"
#include "fig-paint.h"
#include "fig-png.h"

#define COLOR_TYPE (8 + 8 + 8 + 1) /* where a PNG file says what its pixels are */
#define INDEXED 3

typedef struct {
  GByteArray *bytes;
  gsize place;
} Reader;

static cairo_status_t
read_cb (void *user_data, unsigned char *data, unsigned int length)
{
  Reader *reader = user_data;

  if (reader->place + length > reader->bytes->len)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->bytes->data + reader->place, length);
  reader->place += length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32 *
get_row (cairo_surface_t *image, int row)
{
  gsize stride = (gsize)cairo_image_surface_get_stride (image);

  return (guint32 *)(gpointer)(cairo_image_surface_get_data (image) + (gsize)row * stride);
}

/* As many colours as asked for, in no order, read again by libpng, which also checks the sums. */
static void
check_image (int width, int height, guint n_colors, guint32 special, gboolean indexed)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_t *back;
  g_autoptr (GByteArray) bytes = NULL;
  Reader reader = { NULL, 0 };

  cairo_surface_flush (image);
  for (int j = 0; j < height; j++)
    for (int i = 0; i < width; i++) {
      guint32 number = (guint32)(j * width + i) * 7919 % n_colors;

      get_row (image, j)[i] = number == 0 ? special : 0xff000000 | number * 0x010307;
    }
  cairo_surface_mark_dirty (image);
  bytes = fig_png_encode_image (image);
  g_assert_nonnull (bytes);
  g_assert_cmpint (bytes->data[COLOR_TYPE] == INDEXED, ==, indexed);

  reader.bytes = bytes;
  back = cairo_image_surface_create_from_png_stream (read_cb, &reader);
  g_assert_cmpint (cairo_surface_status (back), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (back), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (back), ==, height);
  for (int j = 0; j < height; j++)
    for (int i = 0; i < width; i++)
      g_assert_cmphex (get_row (back, j)[i] |
                         (cairo_image_surface_get_format (back) == CAIRO_FORMAT_RGB24) *
                           0xff000000u,
                       ==,
                       get_row (image, j)[i]);
  cairo_surface_destroy (back);
  cairo_surface_destroy (image);
}

static void
test_lossless (void)
{
  check_image (1, 1, 1, 0xff123456, TRUE);
  check_image (1, 1, 1, 0, TRUE);
  check_image (37, 23, 5, 0, TRUE);
  check_image (500, 500, 256, 0xffffffff, TRUE);
  check_image (500, 500, 256, 0, TRUE);
  check_image (500, 500, 257, 0xffffffff, FALSE);
  check_image (40, 30, 3, 0x80402010, FALSE);
}

static cairo_status_t
count_cb (void *user_data, const unsigned char *data, unsigned int length)
{
  *(gsize *)user_data += length;
  return CAIRO_STATUS_SUCCESS;
}

/* A map of many colours, whose cells are several pixels wide and high, takes less than what Cairo
 * makes of it, and the same image is the same file. */
static void
test_small (void)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 256, 256);
  const FigColor *colors = fig_color_map_get_colors (FIG_COLOR_MAP_SEQUENTIAL);
  g_autoptr (GByteArray) first = NULL;
  g_autoptr (GByteArray) second = NULL;
  gsize size = 0;

  cairo_surface_flush (image);
  for (int j = 0; j < 256; j++)
    for (int i = 0; i < 256; i++) {
      double x = 0.12 * (i / 4 - 25), y = 0.2 * (j / 4 - 35);
      const FigColor *color = &colors[(int)(127.0 * (1.0 + sin (x) * cos (y + x * x)))];

      get_row (image, j)[i] = 0xff000000 | (guint32)lround (255.0 * color->red) << 16 |
                              (guint32)lround (255.0 * color->green) << 8 |
                              (guint32)lround (255.0 * color->blue);
    }
  cairo_surface_mark_dirty (image);
  first = fig_png_encode_image (image);
  second = fig_png_encode_image (image);
  g_assert_cmpmem (first->data, first->len, second->data, second->len);
  g_assert_cmpint (
    cairo_surface_write_to_png_stream (image, count_cb, &size), ==, CAIRO_STATUS_SUCCESS);
  g_test_message ("%u bytes, Cairo %" G_GSIZE_FORMAT, first->len, size);
  g_assert_cmpuint (first->len, <, size);
  cairo_surface_destroy (image);
}

/* As a map whose image nobody can write: there was no memory for it, or it is gone. */
static void
draw_broken (const FigLayer *layer, cairo_t *cr, const FigView *view, const FigStyle *style)
{
  gboolean gone = layer->series->x[0] > 0.0;
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_A8, gone ? 2 : 1000000, 2);

  if (gone)
    cairo_surface_finish (image);
  fig_paint_image (cr, image, &view->area, FALSE);
  cairo_surface_destroy (image);
}

/* Nobody gets a figure without its map and takes it for a whole one. */
static void
test_broken (void)
{
  static const FigLayerClass class = { .draw = draw_broken, .name = "broken", .fills = TRUE };
  static const FigFormat formats[] = { FIG_FORMAT_SVG, FIG_FORMAT_PDF, FIG_FORMAT_PNG };
  const double kinds[] = { 0.0, 1.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (formats); j++) {
      g_autoptr (FigFigure) figure = fig_figure_new ("broken");
      FigSeries *series = fig_series_new ("a", "b", 1, &kinds[i], &kinds[i]);
      FigLook look = { .owner = 0 };
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      /* Cairo draws what is gone as nothing, and tells nobody */
      if (i == 1 && formats[j] != FIG_FORMAT_SVG)
        continue;
      fig_figure_set_description (figure, "none");
      fig_panel_take_layer (fig_figure_add_panel (figure, "broken"),
                            fig_layer_new (&class, series, &look));
      bytes = fig_export_to_bytes (figure, formats[j], NULL, &error);
      g_assert_null (bytes);
      g_assert_error (error, EXP_ERROR, EXP_ERROR_NO_MEMORY);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/png/lossless", test_lossless);
  g_test_add_func ("/figure/png/small", test_small);
  g_test_add_func ("/figure/png/broken", test_broken);
  return g_test_run ();
}
