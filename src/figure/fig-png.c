/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-png.h"

#include <math.h>
#include <string.h>

#include "exp-embedded.h"
#include "fig-metadata.h"

#define INCHES_PER_METRE 39.37007874015748
/* of the signature and the first chunk, the header, which has a fixed size */
#define HEADER_SIZE (8 + 12 + 13)

static guint32
checksum (const guint8 *data, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++) {
    crc ^= data[i];
    for (int bit = 0; bit < 8; bit++)
      crc = crc & 1 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
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

/* What Cairo does not write: how large a pixel is on paper, and what it shows. */
static void
append_extras (GByteArray *bytes, double resolution, FigFigure *figure)
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
  append_text (bytes, "Description", fig_figure_get_description (figure));
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
 * @figure: what it shows: its title, description and experiment are written
 *
 * Returns: (transfer full) (nullable): a PNG file; %NULL where Cairo fails
 */
GByteArray *
fig_png_encode (cairo_surface_t *surface, double resolution, FigFigure *figure)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  GByteArray *bytes;

  if (cairo_surface_write_to_png_stream (surface, write_cb, plain) != CAIRO_STATUS_SUCCESS ||
      plain->len < HEADER_SIZE)
    return NULL;
  bytes = g_byte_array_sized_new (plain->len + 128);
  g_byte_array_append (bytes, plain->data, HEADER_SIZE);
  append_extras (bytes, resolution, figure);
  g_byte_array_append (bytes, plain->data + HEADER_SIZE, plain->len - HEADER_SIZE);
  return bytes;
}
