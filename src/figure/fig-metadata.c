/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include "fig-metadata.h"

#include <string.h>

#include "exp-document.h"
#include "exp-embedded.h"

/**
 * fig_metadata_get_program:
 *
 * Returns: (transfer none): the program and its version
 */
const char *
fig_metadata_get_program (void)
{
  return "Attractor " PACKAGE_VERSION;
}

/* JSON says in ASCII whatever a string may hold, also what XML forbids. */
static char *
to_ascii (const char *json)
{
  GString *text = g_string_new (NULL);

  for (const char *c = json; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (letter < 0x7f)
      g_string_append_c (text, (char)letter);
    else if (letter < 0x10000)
      g_string_append_printf (text, "\\u%04x", letter);
    else
      g_string_append_printf (text,
                              "\\u%04x\\u%04x",
                              0xd800 + ((letter - 0x10000) >> 10),
                              0xdc00 + ((letter - 0x10000) & 0x3ff));
  }
  return g_string_free (text, FALSE);
}

/**
 * fig_metadata_print_experiment:
 * @figure: a figure
 *
 * Returns: (transfer full) (nullable): the file of the experiment that it was
 *   made from, in ASCII
 */
char *
fig_metadata_print_experiment (FigFigure *figure)
{
  const ExpExperiment *experiment = fig_figure_get_experiment (figure);
  g_autofree char *json = experiment != NULL ? exp_document_print (experiment) : NULL;

  return json != NULL ? to_ascii (json) : NULL;
}

/**
 * fig_metadata_print_svg:
 * @figure: a figure
 *
 * Returns: (transfer full): what belongs into the metadata of an SVG document:
 *   title, description and program as Dublin Core, and the experiment
 */
char *
fig_metadata_print_svg (FigFigure *figure)
{
  g_autofree char *json = fig_metadata_print_experiment (figure);
  g_autofree char *experiment = NULL;
  g_autofree char *work = g_markup_printf_escaped (
    "    <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
    " xmlns:cc=\"http://creativecommons.org/ns#\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
    "      <cc:Work rdf:about=\"\">\n"
    "        <dc:format>image/svg+xml</dc:format>\n"
    "        <dc:type rdf:resource=\"http://purl.org/dc/dcmitype/StillImage\"/>\n"
    "        <dc:title>%s</dc:title>\n"
    "        <dc:description>%s</dc:description>\n"
    "        <dc:source>%s</dc:source>\n"
    "      </cc:Work>\n"
    "    </rdf:RDF>\n",
    fig_figure_get_title (figure),
    fig_figure_get_description (figure),
    fig_metadata_get_program ());

  if (json == NULL)
    return g_steal_pointer (&work);
  experiment = g_markup_printf_escaped (
    "    <attractor:" EXP_EMBEDDED_ELEMENT " xmlns:attractor=\"" EXP_EMBEDDED_NAMESPACE
    "\" type=\"" EXP_EMBEDDED_MEDIA_TYPE "\" program=\"%s\">%s</attractor:" EXP_EMBEDDED_ELEMENT
    ">\n",
    fig_metadata_get_program (),
    json);
  return g_strconcat (work, experiment, NULL);
}

/* The number after the last occurrence of a key; 0 where there is none. */
static guint64
find_number (const char *pdf, const char *key)
{
  const char *found = g_strrstr (pdf, key);

  return found != NULL ? g_ascii_strtoull (found + strlen (key), NULL, 10) : 0;
}

static void
append_entry (GString *table, guint64 object, gsize offset)
{
  g_string_append_printf (
    table, "%" G_GUINT64_FORMAT " 1\n%010" G_GSIZE_FORMAT " 00000 n \n", object, offset);
}

static const char *
find (const char *data, const char *end, const char *what)
{
  return memmem (data, (gsize)(end - data), what, strlen (what));
}

/* The entries of an object that is a dictionary, up to its end. */
static char *
find_dictionary (const GByteArray *pdf, guint64 object)
{
  g_autofree char *key = g_strdup_printf ("\n%" G_GUINT64_FORMAT " 0 obj\n", object);
  const char *data = (const char *)pdf->data, *limit = data + pdf->len;
  const char *begin = find (data, limit, key);
  const char *end;

  if (begin == NULL)
    return NULL;
  begin += strlen (key);
  end = find (begin, limit, "endobj");
  if (end == NULL || end - begin < 4 || memcmp (begin, "<<", 2) != 0)
    return NULL;
  while (end - begin > 4 && memcmp (end - 2, ">>", 2) != 0)
    end--;
  return g_strndup (begin, (gsize)(end - 2 - begin));
}

/* The last part of the file, which has the trailer: no zero bytes, unlike what
 * is before it. */
static char *
copy_trailer (const GByteArray *pdf)
{
  for (guint i = pdf->len; i >= 7; i--)
    if (memcmp (pdf->data + i - 7, "trailer", 7) == 0)
      return g_strndup ((const char *)pdf->data + i - 7, pdf->len - (i - 7));
  return NULL;
}

/**
 * fig_metadata_add_to_pdf:
 * @figure: a figure
 * @pdf: (inout): a file that Cairo wrote, of a version with a table of objects
 *   in plain text
 *
 * Attaches the experiment: readers list it among the attachments. It is added as
 * an incremental update (ISO 32000-1, 7.5.6): the new objects, a table of them
 * and a trailer that points to the one before. A file in which they cannot be
 * placed stays as it was.
 */
void
fig_metadata_add_to_pdf (FigFigure *figure, GByteArray *pdf)
{
  g_autofree char *json = fig_metadata_print_experiment (figure);
  g_autofree char *trailer = copy_trailer (pdf);
  g_autofree char *catalog = NULL;
  g_autoptr (GString) update = g_string_new (NULL);
  g_autoptr (GString) table = g_string_new ("xref\n");
  guint64 size, root;
  gsize begin = pdf->len;

  if (json == NULL || trailer == NULL)
    return;
  size = find_number (trailer, "/Size ");
  root = find_number (trailer, "/Root ");
  catalog = find_dictionary (pdf, root);
  if (catalog == NULL || size == 0)
    return;
  append_entry (table, root, begin + update->len);
  g_string_append_printf (update,
                          "%" G_GUINT64_FORMAT " 0 obj\n%s"
                          "   /Names << /EmbeddedFiles << /Names [ (experiment.attractor) "
                          "%" G_GUINT64_FORMAT " 0 R ] >> >>\n>>\nendobj\n",
                          root,
                          catalog,
                          size + 1);
  append_entry (table, size, begin + update->len);
  g_string_append_printf (update,
                          "%" G_GUINT64_FORMAT
                          " 0 obj\n<< /Type /EmbeddedFile /Subtype " EXP_EMBEDDED_PDF_TYPE
                          " /Length %" G_GSIZE_FORMAT " >>\nstream\n"
                          "%s\nendstream\nendobj\n",
                          size,
                          strlen (json),
                          json);
  append_entry (table, size + 1, begin + update->len);
  g_string_append_printf (update,
                          "%" G_GUINT64_FORMAT " 0 obj\n<< /Type /Filespec "
                          "/F (experiment.attractor) /UF (experiment.attractor) "
                          "/Desc (The experiment that this figure was made from) "
                          "/EF << /F %" G_GUINT64_FORMAT " 0 R >> >>\nendobj\n",
                          size + 1,
                          size);
  g_string_append_printf (table,
                          "trailer\n<< /Size %" G_GUINT64_FORMAT " /Root %" G_GUINT64_FORMAT
                          " 0 R /Info %" G_GUINT64_FORMAT " 0 R /Prev %" G_GUINT64_FORMAT
                          " >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          size + 2,
                          root,
                          find_number (trailer, "/Info "),
                          find_number (trailer, "startxref\n"),
                          begin + update->len);
  g_byte_array_append (pdf, (const guint8 *)update->str, (guint)update->len);
  g_byte_array_append (pdf, (const guint8 *)table->str, (guint)table->len);
}
