/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-csv.h"

#include <math.h>
#include <string.h>

#include "exp-number.h"

/**
 * exp_csv_add_text:
 * @csv: a row in the making
 * @text: a field
 *
 * Adds a field, in quotation marks where it has to be (RFC 4180).
 */
void
exp_csv_add_text (GString *csv, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL) {
    g_string_append (csv, text);
    return;
  }
  g_string_append_c (csv, '"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *c);
  }
  g_string_append_c (csv, '"');
}

/**
 * exp_csv_add_number:
 * @csv: a row in the making
 * @value: a field; empty if it is not a number
 *
 * Adds a field, with as many digits as it takes to read the same number again.
 */
void
exp_csv_add_number (GString *csv, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isnan (value))
    g_string_append (csv, exp_number_print (value, buffer));
}

/**
 * exp_csv_split:
 * @line: a row, without what ends it
 *
 * Returns: (transfer full) (nullable): its fields, or %NULL if a quotation mark is missing
 */
GPtrArray *
exp_csv_split (const char *line)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);

  while (TRUE) {
    GString *field = g_string_new (NULL);
    gboolean quoted = *line == '"';

    if (quoted)
      line++;
    for (; *line != '\0' && (quoted || *line != ','); line++) {
      if (quoted && *line == '"') {
        if (line[1] != '"')
          break;
        line++;
      }
      g_string_append_c (field, *line);
    }
    g_ptr_array_add (fields, g_string_free (field, FALSE));
    if (quoted && *line++ != '"')
      return NULL;
    if (*line == '\0')
      return g_steal_pointer (&fields);
    if (*line++ != ',')
      return NULL;
  }
}
