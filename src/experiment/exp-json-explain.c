/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* What is wrong with a text that is not JSON, and where: exp_json_explain() */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-json.h"

typedef struct {
  const char *at;
  const char *end;
  const char *expected; /* what is not there, where @at is */
} Reader;

static gboolean read_value (Reader *self);

static gboolean
expect (Reader *self, const char *what)
{
  self->expected = what;
  return FALSE;
}

static char
peek (const Reader *self)
{
  return self->at < self->end ? *self->at : '\0';
}

/* The parser passes over comments as well. */
static void
skip_blanks (Reader *self)
{
  for (;;) {
    while (self->at < self->end && g_ascii_isspace (*self->at))
      self->at++;
    if (self->end - self->at >= 2 && memcmp (self->at, "/*", 2) == 0) {
      const char *close = g_strstr_len (self->at + 2, self->end - self->at - 2, "*/");

      self->at = close != NULL ? close + 2 : self->end;
    } else if (self->end - self->at >= 2 && memcmp (self->at, "//", 2) == 0) {
      const char *line = memchr (self->at, '\n', (gsize)(self->end - self->at));

      self->at = line != NULL ? line : self->end;
    } else {
      return;
    }
  }
}

static gboolean
take (Reader *self, char character)
{
  skip_blanks (self);
  if (peek (self) != character)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
read_text (Reader *self)
{
  char mark = *self->at++;

  while (self->at < self->end && *self->at != mark)
    self->at += *self->at == '\\' && self->at + 1 < self->end ? 2 : 1;
  return self->at < self->end ? (self->at++, TRUE) : expect (self, _ ("a closing quotation mark"));
}

static gboolean
read_digits (Reader *self)
{
  if (!g_ascii_isdigit (peek (self)))
    return expect (self, _ ("a digit"));
  while (g_ascii_isdigit (peek (self)))
    self->at++;
  return TRUE;
}

static gboolean
read_number (Reader *self)
{
  if (peek (self) == '-')
    self->at++;
  if (!read_digits (self))
    return FALSE;
  if (peek (self) == '.' && (self->at++, !read_digits (self)))
    return FALSE;
  if (peek (self) != 'e' && peek (self) != 'E')
    return TRUE;
  self->at++;
  if (peek (self) == '-' || peek (self) == '+')
    self->at++;
  return read_digits (self);
}

static gboolean
read_word (Reader *self)
{
  static const char *const words[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize length = strlen (words[i]);

    if ((gsize)(self->end - self->at) >= length && memcmp (self->at, words[i], length) == 0) {
      self->at += length;
      return TRUE;
    }
  }
  return expect (self, _ ("a value"));
}

static gboolean
read_object (Reader *self)
{
  if (take (self, '}'))
    return TRUE;
  do {
    skip_blanks (self);
    if (peek (self) != '"' && peek (self) != '\'')
      return expect (self, _ ("a name in quotation marks"));
    if (!read_text (self))
      return FALSE;
    if (!take (self, ':'))
      return expect (self, _ ("a colon"));
    if (!read_value (self))
      return FALSE;
  } while (take (self, ','));
  return take (self, '}') || expect (self, _ ("a comma or }"));
}

static gboolean
read_array (Reader *self)
{
  if (take (self, ']'))
    return TRUE;
  do
    if (!read_value (self))
      return FALSE;
  while (take (self, ','));
  return take (self, ']') || expect (self, _ ("a comma or ]"));
}

static gboolean
read_value (Reader *self)
{
  if (take (self, '{'))
    return read_object (self);
  if (take (self, '['))
    return read_array (self);
  if (peek (self) == '"' || peek (self) == '\'')
    return read_text (self);
  if (peek (self) == '-' || g_ascii_isdigit (peek (self)))
    return read_number (self);
  return read_word (self);
}

/* Where it is, counted from 1, in characters */
static void
find_place (const char *text, const char *at, gsize *line, gsize *column)
{
  const char *begin = text;

  *line = 1;
  for (const char *c = text; c < at; c++)
    if (*c == '\n') {
      begin = c + 1;
      ++*line;
    }
  *column = (gsize)g_utf8_strlen (begin, at - begin) + 1;
}

/**
 * exp_json_explain:
 * @text: UTF-8 text that the parser refused, but exp_json_check() did not
 * @length: its length in bytes
 *
 * The parser says so in words of its own, which nobody translates, and of the piece before as
 * often as of the one that is wrong.
 *
 * Returns: (transfer full): a sentence that says in which line and column what stands, and what
 *   is expected there
 */
char *
exp_json_explain (const char *text, gsize length)
{
  Reader reader = { text, text + length, NULL };
  g_autofree char *found = NULL;
  gsize line, column;

  if (read_value (&reader)) {
    skip_blanks (&reader);
    if (reader.at >= reader.end)
      return g_strdup (_ ("this is not JSON"));
    reader.expected = _ ("the end");
  }
  find_place (text, reader.at, &line, &column);
  if (reader.at >= reader.end)
    /* Translators: a line, a column, and what should be there, as "a value" */
    return g_strdup_printf (
      _ ("this is not JSON: it ends in line %zu, column %zu, where %s is expected"),
      line,
      column,
      reader.expected);
  found = g_utf8_substring (reader.at, 0, 1);
  /* Translators: a line, a column, a character, and what should be there, as "a value" */
  return g_strdup_printf (
    _ ("this is not JSON: in line %zu, column %zu there is “%s”, where %s is expected"),
    line,
    column,
    found,
    reader.expected);
}
