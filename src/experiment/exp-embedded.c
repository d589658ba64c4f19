/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include "exp-embedded.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-json.h"

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"
#define PNG_SIGNATURE_SIZE 8
#define PDF_SIGNATURE "%PDF-"
#define BYTE_ORDER_MARK "\xef\xbb\xbf"
/* what stands before the text in a chunk of PNG: its keyword, that it is not
 * compressed, in no language, not translated */
#define PNG_HEADER EXP_EMBEDDED_KEYWORD "\0\0\0\0"

static gboolean
is_png (const char *data, gsize length)
{
  return length > PNG_SIGNATURE_SIZE && memcmp (data, PNG_SIGNATURE, PNG_SIGNATURE_SIZE) == 0;
}

static gboolean
is_pdf (const char *data, gsize length)
{
  return length > strlen (PDF_SIGNATURE) &&
         memcmp (data, PDF_SIGNATURE, strlen (PDF_SIGNATURE)) == 0;
}

static gboolean
begins_with (const char *data, gsize length, const char *beginning)
{
  return length >= strlen (beginning) && memcmp (data, beginning, strlen (beginning)) == 0;
}

/* Where the text begins: programs put a byte order mark before it. */
static gsize
skip_byte_order_mark (const char *data, gsize length)
{
  return begins_with (data, length, BYTE_ORDER_MARK) ? strlen (BYTE_ORDER_MARK) : 0;
}

static gboolean
is_xml (const char *data, gsize length)
{
  gsize i = skip_byte_order_mark (data, length);

  while (i < length && g_ascii_isspace (data[i]))
    i++;
  return i < length && data[i] == '<';
}

/**
 * exp_embedded_has_mark:
 * @data: a file, or its beginning
 * @length: how many bytes
 * @mark: %EXP_EMBEDDED_TABLE or %EXP_EMBEDDED_DATA
 *
 * Returns: whether the mark is the first line, whatever ends that, also after a byte order mark:
 *   spreadsheets and editors write both as they like
 */
gboolean
exp_embedded_has_mark (const char *data, gsize length, const char *mark)
{
  gsize begin = skip_byte_order_mark (data, length);
  gsize end = begin + strlen (mark);

  return begins_with (data + begin, length - begin, mark) && end < length &&
         (data[end] == '\n' || data[end] == '\r');
}

static gboolean
is_table (const char *data, gsize length)
{
  return exp_embedded_has_mark (data, length, EXP_EMBEDDED_TABLE) ||
         exp_embedded_has_mark (data, length, EXP_EMBEDDED_DATA);
}

/**
 * exp_embedded_is_figure:
 * @data: a file, or its beginning
 * @length: how many bytes
 *
 * Returns: whether this begins as SVG, PDF or PNG do, or as the table of a sweep
 *   or of a figure's data
 */
gboolean
exp_embedded_is_figure (const char *data, gsize length)
{
  return is_png (data, length) || is_pdf (data, length) || is_xml (data, length) ||
         is_table (data, length);
}

static guint32
read_number (const char *data)
{
  guint32 number;

  memcpy (&number, data, sizeof number);
  return GUINT32_FROM_BE (number);
}

/* A chunk is its length, its type, its data and a checksum. */
static char *
extract_from_png (const char *data, gsize length)
{
  gsize header_size = sizeof PNG_HEADER;
  gsize i = PNG_SIGNATURE_SIZE;

  while (length - i >= 12) {
    gsize size = read_number (data + i);
    const char *chunk = data + i + 8;

    if (size > length - i - 12)
      break;
    if (memcmp (data + i + 4, "iTXt", 4) == 0 && size >= header_size &&
        memcmp (chunk, PNG_HEADER, header_size) == 0)
      return g_strndup (chunk + header_size, size - header_size);
    i += size + 12;
  }
  return NULL;
}

/* The last stream that says it is an experiment: later revisions of a PDF stand
 * after earlier ones. */
static char *
extract_from_pdf (const char *data, gsize length)
{
  static const char type[] = EXP_EMBEDDED_PDF_TYPE;
  static const char length_key[] = "/Length ";
  static const char stream[] = "stream";
  const char *end = data + length, *found = NULL, *begin, *size_text;
  guint64 size = 0;

  for (const char *c = data; (c = memmem (c, (gsize)(end - c), type, strlen (type))) != NULL; c++)
    found = c;
  if (found == NULL)
    return NULL;
  begin = memmem (found, (gsize)(end - found), stream, strlen (stream));
  size_text = memmem (found, (gsize)(end - found), length_key, strlen (length_key));
  if (begin == NULL || size_text == NULL || size_text > begin)
    return NULL;
  for (const char *c = size_text + strlen (length_key); c < end && g_ascii_isdigit (*c); c++)
    size = MIN (size * 10 + (guint64)(*c - '0'), G_MAXUINT32);
  begin += strlen (stream);
  if (begin < end && *begin == '\r')
    begin++;
  if (begin < end && *begin == '\n')
    begin++;
  return size <= (guint64)(end - begin) ? g_strndup (begin, (gsize)size) : NULL;
}

typedef struct {
  GString *text;
  guint depth; /* of elements within that of the experiment, with it */
  gboolean found;
} Search;

static void
start_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Search *search = user_data;
  const char *colon = strchr (element, ':');

  if (search->depth > 0) {
    search->depth++;
    return;
  }
  /* programs that write the file anew may call the namespace something else */
  if (search->found || strcmp (colon != NULL ? colon + 1 : element, EXP_EMBEDDED_ELEMENT) != 0)
    return;
  for (gsize i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], "type") == 0 && strcmp (values[i], EXP_EMBEDDED_MEDIA_TYPE) == 0)
      search->depth = 1;
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Search *search = user_data;

  if (search->depth == 0)
    return;
  search->depth--;
  search->found = search->depth == 0;
}

static void
text_cb (
  GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Search *search = user_data;

  if (search->depth == 1)
    g_string_append_len (search->text, text, (gssize)length);
}

static char *
extract_from_xml (const char *data, gsize length, GError **error)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };
  Search search = { g_string_new (NULL), 0, FALSE };
  g_autoptr (GMarkupParseContext)
    context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &search, NULL);
  g_autoptr (GError) local = NULL;

  /* whatever is wrong after the experiment does not matter */
  if (length > 0 && !g_markup_parse_context_parse (context, data, (gssize)length, &local) &&
      !search.found) {
    g_set_error (
      error, EXP_ERROR, EXP_ERROR_SYNTAX, _ ("this is not a figure: %s"), local->message);
    g_string_free (search.text, TRUE);
    return NULL;
  }
  return g_string_free (search.text, !search.found);
}

/* In the lines that begin with #, after the first one: what exp_sweep_table_print_header() and
 * fig_csv_print() write. */
static char *
extract_from_table (const char *data, gsize length)
{
  const char *end = data + length, *line = memchr (data, '\n', length), *next;
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonNode *experiment = NULL;

  for (; line != NULL; line = next) {
    line++;
    if (!begins_with (line, (gsize)(end - line), EXP_EMBEDDED_COMMENT))
      break;
    line += strlen (EXP_EMBEDDED_COMMENT);
    next = memchr (line, '\n', (gsize)(end - line));
    g_string_append_len (json, line, (next != NULL ? next : end) - line);
    g_string_append_c (json, '\n');
  }
  if (exp_json_check (json->str, json->len, NULL))
    node = json_from_string (json->str, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    experiment = json_object_get_member (json_node_get_object (node), "experiment");
  return experiment != NULL ? exp_json_print (experiment) : NULL;
}

/**
 * exp_embedded_extract:
 * @data: the file of a figure, or of a sweep
 * @length: how many bytes
 * @error: set to an #ExpError: %EXP_ERROR_SYNTAX where it cannot be read,
 *   %EXP_ERROR_FORMAT where there is no experiment in it
 *
 * Finds the experiment that a figure was made from, in an SVG, PDF or PNG file
 * as fig_export() writes them, or that of a sweep or of a figure's data
 * in their tables.
 *
 * Returns: (transfer full) (nullable): the text of the experiment's file
 */
char *
exp_embedded_extract (const char *data, gsize length, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *text;

  if (is_png (data, length))
    text = extract_from_png (data, length);
  else if (is_pdf (data, length))
    text = extract_from_pdf (data, length);
  else if (is_table (data, length))
    text = extract_from_table (data, length);
  else
    text = extract_from_xml (data, length, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (text == NULL)
    g_set_error_literal (
      error,
      EXP_ERROR,
      EXP_ERROR_FORMAT,
      is_table (data, length)
        ? _ ("there is no whole experiment in the lines of this table that begin with #")
        : _ ("there is no experiment in this picture: only figures that Attractor exported have "
             "one"));
  return text;
}
