/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-refusal.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "exp-error.h"

#include "attractor-number.h"
#include "attractor-widget.h"

/**
 * attractor_refusal_check:
 * @key: a parameter
 * @value: a value for it
 * @error: set to %EXP_ERROR_VALUE
 *
 * As exp_key_check(), for a person who sees rows rather than a file: the
 * message has the row's label, and numbers as the person writes them.
 *
 * Returns: whether @key may have @value
 */
gboolean
attractor_refusal_check (const ExpKey *key, double value, GError **error)
{
  g_autofree char *number = NULL;
  g_autofree char *minimum = NULL;
  g_autofree char *maximum = NULL;

  g_return_val_if_fail (key != NULL, FALSE);

  if (exp_key_check (key, value, NULL))
    return TRUE;

  number = isfinite (value) ? attractor_number_format (value) : attractor_number_to_words (value);
  minimum = attractor_number_format (key->minimum);
  maximum = attractor_number_format (key->maximum);
  if (key->type == EXP_KEY_INTEGER && isfinite (value) && value != floor (value))
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s cannot be %s: it is a whole number from %s to %s."),
                 _ (key->label),
                 number,
                 minimum,
                 maximum);
  else if (key->open_minimum)
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s cannot be %s: it lies above %s, and is at most %s."),
                 _ (key->label),
                 number,
                 minimum,
                 maximum);
  else
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s cannot be %s: it lies from %s to %s."),
                 _ (key->label),
                 number,
                 minimum,
                 maximum);
  return FALSE;
}

static gboolean
is_path_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '.';
}

/* Whether @path stands at @text as a word of its own */
static gboolean
is_path_at (const char *text, const char *path)
{
  gsize length = strlen (path);

  if (strncmp (text, path, length) != 0)
    return FALSE;
  /* A full stop may end the sentence. */
  return !is_path_char (text[length]) || (text[length] == '.' && !is_path_char (text[length + 1]));
}

/* "task.targets[1][0]", counted from 1 for a person. Returns where it ends, or
 * %NULL if @at is nothing of the kind. */
static const char *
append_cell (GString *words, const char *at, const char *table, const char *name)
{
  char *end;
  guint64 row, column;

  if (at[strlen (table)] != '[')
    return NULL;
  row = g_ascii_strtoull (at + strlen (table) + 1, &end, 10);
  if (end[0] != ']' || end[1] != '[')
    return NULL;
  column = g_ascii_strtoull (end + 2, &end, 10);
  if (end[0] != ']')
    return NULL;

  /* TRANSLATORS: a place in a table: its name, then row and column */
  g_string_append_printf (words, _ ("%s %d (number %d)"), name, (int)row + 1, (int)column + 1);
  return end + 1;
}

/* A table, or a number in it; returns as append_cell(). */
static const char *
append_table (GString *words, const char *at)
{
  static const struct {
    const char *path;
    const char *cell;
    const char *table; /* as a sentence begins */
  } tables[] = {
    { "task.targets", N_ ("Target"), N_ ("The table of targets") },
    { "task.inputs", N_ ("Static input"), N_ ("The table of static inputs") },
    { "network.channel_covariance",
      N_ ("Covariance of channel"),
      N_ ("The covariance of the channels") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    const char *end = NULL;

    if (!g_str_has_prefix (at, tables[i].path))
      continue;
    end = append_cell (words, at, tables[i].path, _ (tables[i].cell));
    if (end != NULL || !is_path_at (at, tables[i].path))
      return end;
    g_string_append (words, _ (tables[i].table));
    return at + strlen (tables[i].path);
  }
  return NULL;
}

/* Returns where the path that begins at @at ends, or %NULL if there is none. */
static const char *
append_path (GString *words, const char *at)
{
  static const char formula[] = "network.transfer.formula";
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  for (gsize i = 0; i < n_keys; i++) {
    if (is_path_at (at, keys[i].path)) {
      g_string_append (words, _ (keys[i].label));
      return at + strlen (keys[i].path);
    }
  }
  if (is_path_at (at, formula)) {
    g_string_append (words, _ ("Formula"));
    return at + strlen (formula);
  }

  return append_table (words, at);
}

/**
 * attractor_refusal_to_words:
 * @message: what the engine says, which may name keys of the file
 *
 * Returns: (transfer full): the same, with what the rows are called for the keys' names, and
 *   numbers as the rows have them
 */
char *
attractor_refusal_to_words (const char *message)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *p = message;

  g_return_val_if_fail (message != NULL, NULL);

  while (*p != '\0') {
    gboolean at_word = p == message || !is_path_char (p[-1]);
    const char *end = at_word ? append_path (words, p) : NULL;

    if (end != NULL)
      p = end;
    else
      g_string_append_c (words, *p++);
  }

  return attractor_number_localize (words->str);
}

/**
 * attractor_refusal_propagate:
 * @destination: (nullable): where to
 * @source: (transfer full): an error whose message names a key of the file
 *
 * As g_propagate_error(), with the labels of rows for the keys' names.
 */
void
attractor_refusal_propagate (GError **destination, GError *source)
{
  g_autofree char *message = NULL;

  g_return_if_fail (source != NULL);

  message = attractor_refusal_to_words (source->message);
  g_set_error_literal (destination, source->domain, source->code, message);
  g_error_free (source);
}

/**
 * attractor_refusal_show:
 * @widget: a widget in a window
 * @error: an error whose message may name keys of the file
 *
 * Tells it as attractor_widget_show_message() does, in terms of the rows.
 */
void
attractor_refusal_show (GtkWidget *widget, const GError *error)
{
  g_autofree char *message = NULL;

  g_return_if_fail (error != NULL);

  message = attractor_refusal_to_words (error->message);
  attractor_widget_show_message (widget, message);
}
