/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

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

/* A quarter of the bytes is a quarter of the work, and the same image is the same file. */
static void
test_small (void)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 64, 64);
  g_autoptr (GByteArray) first = NULL;
  g_autoptr (GByteArray) second = NULL;

  first = fig_png_encode_image (image);
  second = fig_png_encode_image (image);
  g_assert_cmpmem (first->data, first->len, second->data, second->len);
  g_assert_cmpuint (first->len, <, 200);
  cairo_surface_destroy (image);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/png/lossless", test_lossless);
  g_test_add_func ("/figure/png/small", test_small);
  return g_test_run ();
}
