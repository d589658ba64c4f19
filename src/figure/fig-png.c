/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-png.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "exp-embedded.h"
#include "fig-metadata.h"

#define INCHES_PER_METRE 39.37007874015748
/* of the signature and the first chunk, the header, which has a fixed size */
#define HEADER_SIZE (8 + 12 + 13)

/* Four bits at a time */
static guint32
checksum (const guint8 *data, gsize length)
{
  static const guint32 table[] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
  };
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++) {
    crc ^= data[i];
    crc = table[crc & 15] ^ (crc >> 4);
    crc = table[crc & 15] ^ (crc >> 4);
  }
  return ~crc;
}

static void
append_number (GByteArray *bytes, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *)&big, sizeof big);
}

static void
append_chunk (GByteArray *bytes, const char *type, const void *data, gsize length)
{
  guint begin;

  append_number (bytes, (guint32)length);
  begin = bytes->len;
  g_byte_array_append (bytes, (const guint8 *)type, 4);
  if (length > 0)
    g_byte_array_append (bytes, data, (guint)length);
  append_number (bytes, checksum (bytes->data + begin, bytes->len - begin));
}

/* UTF-8: keyword, not compressed, in no language, not translated. */
static void
append_text (GByteArray *bytes, const char *keyword, const char *value)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();

  g_byte_array_append (text, (const guint8 *)keyword, (guint)strlen (keyword));
  g_byte_array_append (text, (const guint8 *)"\0\0\0\0", 5);
  g_byte_array_append (text, (const guint8 *)value, (guint)strlen (value));
  append_chunk (bytes, "iTXt", text->data, text->len);
}

/* The colours of an image, at most as many as a byte can count. */
typedef struct {
  guint32 colors[256];
  guint n_colors;
  gint16 places[1024]; /* a hash table: the color's number, or -1 */
} Palette;

/* Returns the number of a colour, which is added if need be; -1 where there are too many, or where
 * it is neither solid nor nothing. */
static int
find_color (Palette *self, guint32 color)
{
  guint place = color * 2654435761u >> 22;

  for (; self->places[place] >= 0; place = (place + 1) % G_N_ELEMENTS (self->places))
    if (self->colors[self->places[place]] == color)
      return self->places[place];
  if (self->n_colors == G_N_ELEMENTS (self->colors) || (color != 0 && color >> 24 != 0xff))
    return -1;
  self->places[place] = (gint16)self->n_colors;
  self->colors[self->n_colors] = color;
  return (int)self->n_colors++;
}

/* Rows of numbers of colours, each after a byte that says that they are as they are; %NULL where
 * the image has too many. */
static guint8 *
count_colors (cairo_surface_t *image, Palette *palette)
{
  gsize width = (gsize)cairo_image_surface_get_width (image);
  gsize height = (gsize)cairo_image_surface_get_height (image);
  gsize stride = (gsize)cairo_image_surface_get_stride (image);
  const guint8 *data = cairo_image_surface_get_data (image);
  g_autofree guint8 *rows = g_new0 (guint8, (width + 1) * height);
  guint32 before = 0;
  int number = -1;

  palette->n_colors = 0;
  memset (palette->places, 0xff, sizeof palette->places);
  for (gsize j = 0; j < height; j++) {
    const guint32 *pixels = (const guint32 *)(gconstpointer)(data + j * stride);
    guint8 *row = rows + j * (width + 1) + 1;

    for (gsize i = 0; i < width; i++) {
      if (number < 0 || pixels[i] != before)
        number = find_color (palette, pixels[i]);
      if (number < 0)
        return NULL;
      before = pixels[i];
      row[i] = (guint8)number;
    }
  }
  return g_steal_pointer (&rows);
}

static void
append_palette (GByteArray *bytes, const Palette *palette)
{
  guint8 colors[3 * G_N_ELEMENTS (palette->colors)], alphas[G_N_ELEMENTS (palette->colors)];

  for (guint i = 0; i < palette->n_colors; i++) {
    colors[3 * i] = (guint8)(palette->colors[i] >> 16);
    colors[3 * i + 1] = (guint8)(palette->colors[i] >> 8);
    colors[3 * i + 2] = (guint8)palette->colors[i];
    alphas[i] = (guint8)(palette->colors[i] >> 24);
  }
  append_chunk (bytes, "PLTE", colors, 3 * (gsize)palette->n_colors);
  append_chunk (bytes, "tRNS", alphas, palette->n_colors);
}

static gboolean
append_compressed (GByteArray *bytes, const guint8 *data, gsize length)
{
  g_autoptr (GZlibCompressor)
    compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  /* more than what cannot be compressed takes */
  gsize size = length + length / 500 + 1024, n_read, n_written;
  g_autofree guint8 *compressed = g_malloc (size);

  if (g_converter_convert (G_CONVERTER (compressor),
                           data,
                           length,
                           compressed,
                           size,
                           G_CONVERTER_INPUT_AT_END,
                           &n_read,
                           &n_written,
                           NULL) != G_CONVERTER_FINISHED)
    return FALSE;
  append_chunk (bytes, "IDAT", compressed, n_written);
  return TRUE;
}

/* An image of few colours, as maps are, with a byte for each pixel: a quarter of what Cairo would
 * compress. */
static GByteArray *
encode_indexed (cairo_surface_t *image)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 kind[] = { 8, 3, 0, 0, 0 }; /* bits, a palette, and no choice */
  gsize width = (gsize)cairo_image_surface_get_width (image);
  gsize height = (gsize)cairo_image_surface_get_height (image);
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *rows = NULL;
  Palette palette;

  cairo_surface_flush (image);
  if (cairo_image_surface_get_format (image) != CAIRO_FORMAT_ARGB32 ||
      cairo_image_surface_get_data (image) == NULL)
    return NULL;
  rows = count_colors (image, &palette);
  if (rows == NULL)
    return NULL;
  append_number (header, (guint32)width);
  append_number (header, (guint32)height);
  g_byte_array_append (header, kind, sizeof kind);
  g_byte_array_append (bytes, signature, sizeof signature);
  append_chunk (bytes, "IHDR", header->data, header->len);
  append_palette (bytes, &palette);
  if (!append_compressed (bytes, rows, (width + 1) * height))
    return NULL;
  append_chunk (bytes, "IEND", NULL, 0);
  return g_steal_pointer (&bytes);
}

/* What Cairo does not write: how large a pixel is on paper, and what it shows. */
static void
append_extras (GByteArray *bytes, double resolution, FigFigure *figure, const char *description)
{
  guint32 per_metre = (guint32)lround (resolution * INCHES_PER_METRE);
  g_autoptr (GByteArray) size = g_byte_array_new ();
  g_autofree char *experiment = fig_metadata_print_experiment (figure);
  const guint8 metre = 1;

  append_number (size, per_metre);
  append_number (size, per_metre);
  g_byte_array_append (size, &metre, 1);
  append_chunk (bytes, "pHYs", size->data, size->len);
  append_text (bytes, "Title", fig_figure_get_title (figure));
  append_text (bytes, "Description", description);
  append_text (bytes, "Software", fig_metadata_get_program ());
  if (experiment != NULL)
    append_text (bytes, EXP_EMBEDDED_KEYWORD, experiment);
}

static cairo_status_t
write_cb (void *user_data, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (user_data, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * fig_png_encode:
 * @surface: an image
 * @resolution: in pixels per inch
 * @figure: what it shows: its title and experiment are written
 * @description: what else is said of it
 *
 * Returns: (transfer full) (nullable): a PNG file; %NULL where Cairo fails
 */
GByteArray *
fig_png_encode (cairo_surface_t *surface,
                double resolution,
                FigFigure *figure,
                const char *description)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  GByteArray *bytes;

  if (cairo_surface_write_to_png_stream (surface, write_cb, plain) != CAIRO_STATUS_SUCCESS ||
      plain->len < HEADER_SIZE)
    return NULL;
  bytes = g_byte_array_sized_new (plain->len + 128);
  g_byte_array_append (bytes, plain->data, HEADER_SIZE);
  append_extras (bytes, resolution, figure, description);
  g_byte_array_append (bytes, plain->data + HEADER_SIZE, plain->len - HEADER_SIZE);
  return bytes;
}

/**
 * fig_png_encode_image:
 * @image: an image of Cairo's, at least one pixel
 *
 * Writes an image as it is, without loss. One of few colours takes less time and less room.
 *
 * Returns: (transfer full) (nullable): a PNG file; %NULL where Cairo fails
 */
GByteArray *
fig_png_encode_image (cairo_surface_t *image)
{
  GByteArray *bytes = encode_indexed (image);

  if (bytes != NULL)
    return bytes;
  bytes = g_byte_array_new ();
  if (cairo_surface_write_to_png_stream (image, write_cb, bytes) != CAIRO_STATUS_SUCCESS)
    g_clear_pointer (&bytes, g_byte_array_unref);
  return bytes;
}
