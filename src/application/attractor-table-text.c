/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-table-text.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "exp-error.h"
#include "exp-experiment.h"

#include "attractor-number.h"

/* Of a cell, in a message */
#define MAX_QUOTED 24

/* What stands between the cells of a row */
typedef enum {
  SEPARATOR_TAB,
  SEPARATOR_SEMICOLON,
  SEPARATOR_COMMA_BLANK, /* as in "0,5, 0,7" */
  SEPARATOR_COMMA,
  SEPARATOR_BLANK,
} Separator;

static gboolean
has_comma_and_blank (const char *text)
{
  for (const char *p = strchr (text, ','); p != NULL; p = strchr (p + 1, ','))
    if (p[1] == ' ')
      return TRUE;
  return FALSE;
}

/* As in "1,-1" and in "1,2,3" */
static gboolean
has_comma_between_numbers (const char *text)
{
  return g_regex_match_simple (",([-+−]|\\d+,)", text, 0, 0);
}

static Separator
find_separator (const char *text, gboolean decimal_comma)
{
  if (strchr (text, '\t') != NULL)
    return SEPARATOR_TAB;
  if (strchr (text, ';') != NULL)
    return SEPARATOR_SEMICOLON;
  if (has_comma_and_blank (text))
    return SEPARATOR_COMMA_BLANK;
  /* Numbers that have a point have no decimal comma, and no number has two of them. */
  if (strchr (text, ',') != NULL &&
      (!decimal_comma || strchr (text, '.') != NULL || has_comma_between_numbers (text)))
    return SEPARATOR_COMMA;
  return SEPARATOR_BLANK;
}

static GStrv
split_blanks (const char *line)
{
  g_auto (GStrv) parts = g_strsplit_set (line, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

static GStrv
split_line (const char *line, Separator separator)
{
  static const char *const separators[] = { "\t", ";", ", ", "," };
  GStrv cells = separator == SEPARATOR_BLANK ? split_blanks (line)
                                             : g_strsplit (line, separators[separator], -1);

  for (gsize i = 0; cells[i] != NULL; i++) {
    gsize length;

    g_strstrip (cells[i]);
    length = strlen (cells[i]);
    if (length >= 2 && cells[i][0] == '"' && cells[i][length - 1] == '"') {
      cells[i][length - 1] = '\0';
      memmove (cells[i], cells[i] + 1, length - 1);
    }
  }
  return cells;
}

static gboolean
is_empty (const char *line)
{
  return line[strspn (line, " \t")] == '\0';
}

/* Whatever the line ends; empty lines around the table come from spreadsheets. */
static GPtrArray *
split_lines (const char *text)
{
  g_autoptr (GString)
    plain = g_string_new (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text);
  g_auto (GStrv) lines = NULL;
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);

  g_string_replace (plain, "\r\n", "\n", 0);
  lines = g_strsplit_set (plain->str, "\r\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (kept->len > 0 || !is_empty (lines[i]))
      g_ptr_array_add (kept, g_strdup (lines[i]));
  while (kept->len > 0 && is_empty (g_ptr_array_index (kept, kept->len - 1)))
    g_ptr_array_set_size (kept, (int)kept->len - 1);
  return kept;
}

/**
 * attractor_table_text_has_several:
 * @text: what is to be pasted
 *
 * Returns: whether @text may be more than what goes into one cell
 */
gboolean
attractor_table_text_has_several (const char *text)
{
  g_autoptr (GPtrArray) lines = split_lines (text);
  g_auto (GStrv) cells = NULL;
  double value;

  if (lines->len != 1)
    return lines->len > 1;
  if (attractor_number_parse (g_ptr_array_index (lines, 0), FALSE, &value))
    return FALSE;
  cells = split_line (g_ptr_array_index (lines, 0),
                      find_separator (g_ptr_array_index (lines, 0), TRUE));
  for (gsize i = 0; cells[i] != NULL; i++)
    if (attractor_number_parse (cells[i], FALSE, &value))
      return g_strv_length (cells) > 1;
  return FALSE;
}

static char *
shorten (const char *cell)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (cell, -1) <= MAX_QUOTED)
    return g_strdup (cell);
  start = g_utf8_substring (cell, 0, MAX_QUOTED);
  return g_strconcat (start, "…", NULL);
}

static gboolean
refuse (GError **error, gsize row, gsize column, const char *why)
{
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_VALUE,
               /* TRANSLATORS: a place in a table, counted from 1, and what is wrong there */
               _ ("Row %d, column %d of the pasted text %s"),
               (int)row + 1,
               (int)column + 1,
               why);
  return FALSE;
}

static gboolean
read_cell (const char *cell, gsize row, gsize column, double *value, GError **error)
{
  g_autofree char *quoted = shorten (cell);
  g_autofree char *why = NULL;

  if (cell[0] == '\0')
    /* TRANSLATORS: goes on from "Row 2, column 1 of the pasted text" */
    return refuse (error, row, column, _ ("is empty; the targets stay as they are."));
  if (!attractor_number_parse (cell, FALSE, value))
    /* TRANSLATORS: goes on from "Row 2, column 1 of the pasted text" */
    why = g_strdup_printf (_ ("is “%s”, which is no number; the targets stay as they are."),
                           quoted);
  else if (fabs (*value) > EXP_MAX_TARGET)
    /* TRANSLATORS: goes on from "Row 2, column 1 of the pasted text" */
    why = g_strdup_printf (_ ("is %s, but must be from −%d to %d; the targets stay as they are."),
                           quoted,
                           (int)EXP_MAX_TARGET,
                           (int)EXP_MAX_TARGET);
  return why == NULL || refuse (error, row, column, why);
}

static gboolean
read_row (ExpTable *table, gsize row, GStrv cells, GError **error)
{
  for (gsize j = 0; j < table->n_columns; j++) {
    double value = 0.0;

    if (cells[j] == NULL)
      /* TRANSLATORS: goes on from "Row 2, column 1 of the pasted text" */
      return refuse (error, row, j, _ ("is missing; the targets stay as they are."));
    if (!read_cell (cells[j], row, j, &value, error))
      return FALSE;
    exp_table_set (table, row, j, value);
  }
  if (cells[table->n_columns] != NULL)
    return refuse (error,
                   row,
                   table->n_columns,
                   /* TRANSLATORS: goes on from "Row 2, column 3 of the pasted text" */
                   _ ("has no place, as the first row is shorter; the targets stay as they are."));
  return TRUE;
}

/**
 * attractor_table_text_parse:
 * @text: rows of numbers, as a spreadsheet copies them
 * @decimal_comma: whether a comma is the decimal sign where it could also separate cells, as
 *   attractor_document_expects_decimal_comma() says
 * @error: return location for what is wrong, naming row and column
 *
 * Reads cells that are separated by tabs, semicolons, commas or blanks. Where
 * tabs or semicolons separate them, a number may have a decimal comma or point
 * in any locale. Quotation marks around a cell, and empty lines around the table,
 * do not count.
 *
 * Returns: (transfer full) (nullable): the numbers, within ±%EXP_MAX_TARGET, at
 *   least one row and one column; any number of columns, but not of rows: up to
 *   %EXP_MAX_TARGETS
 */
ExpTable *
attractor_table_text_parse (const char *text, gboolean decimal_comma, GError **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (ExpTable) table = NULL;
  Separator separator;

  g_return_val_if_fail (text != NULL, NULL);

  lines = split_lines (text);
  if (lines->len == 0 || lines->len > EXP_MAX_TARGETS) {
    if (lines->len == 0)
      g_set_error_literal (error, EXP_ERROR, EXP_ERROR_VALUE, _ ("There are no numbers to paste."));
    else
      g_set_error (error,
                   EXP_ERROR,
                   EXP_ERROR_VALUE,
                   _ ("The pasted text has %d rows, but there can be at most %d targets."),
                   (int)lines->len,
                   EXP_MAX_TARGETS);
    return NULL;
  }

  separator = find_separator (text, decimal_comma);
  for (guint i = 0; i < lines->len; i++) {
    g_auto (GStrv) cells = split_line (g_ptr_array_index (lines, i), separator);

    if (table == NULL)
      table = exp_table_new (lines->len, MAX (g_strv_length (cells), 1));
    if (!read_row (table, i, cells, error))
      return NULL;
  }
  return g_steal_pointer (&table);
}

static void
print_row (GString *text, const ExpTable *table, gsize row)
{
  for (gsize j = 0; j < table->n_columns; j++) {
    g_autofree char *cell = attractor_number_format_plain (exp_table_get (table, row, j));

    if (text->len > 0 && text->str[text->len - 1] != '\n')
      g_string_append_c (text, '\t');
    g_string_append (text, cell);
  }
}

/**
 * attractor_table_text_print:
 * @left: a table
 * @right: a table with as many rows, or with none
 *
 * Writes the two beside each other, with tabs between the cells and the decimal
 * sign of the locale, as spreadsheets take them.
 *
 * Returns: (transfer full): the text, which attractor_table_text_parse() reads
 */
char *
attractor_table_text_print (const ExpTable *left, const ExpTable *right)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < left->n_rows; i++) {
    print_row (text, left, i);
    if (i < right->n_rows)
      print_row (text, right, i);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}
