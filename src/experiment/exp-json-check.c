/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-json.h"

/* json-glib's parser calls itself for each level, so that a hostile file could
   exhaust the stack; no experiment is nested deeply. */
#define MAX_DEPTH 64
/* More digits than these do not fit the integers that the parser makes. */
#define MAX_INTEGER_DIGITS 18

typedef struct {
  const char *text;
  gsize length;
  gsize at;
  int depth;
} Scanner;

static gboolean
fail (const Scanner *self, const char *reason, GError **error)
{
  gsize line = 1;

  for (gsize i = 0; i < self->at && i < self->length; i++)
    line += self->text[i] == '\n';
  g_set_error (
    error, EXP_ERROR, EXP_ERROR_SYNTAX, _ ("this is not JSON, in line %zu: %s"), line, reason);
  return FALSE;
}

/* The four hexadecimal digits of an escape; -1 if they are not there. */
static int
read_unit (const Scanner *self, gsize at)
{
  int unit = 0;

  for (gsize i = at; i < at + 4; i++) {
    if (i >= self->length || !g_ascii_isxdigit (self->text[i]))
      return -1;
    unit = 16 * unit + g_ascii_xdigit_value (self->text[i]);
  }
  return unit;
}

/* At the u of an escape: it must stand for a character, or for half of a pair that
   the other half follows. The parser takes any number and makes bad text of it. */
static gboolean
scan_escape (Scanner *self, GError **error)
{
  int unit = read_unit (self, self->at + 1), low;

  if (unit <= 0)
    return fail (self, _ ("an escape stands for no character"), error);
  self->at += 4;
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;

  low = self->at + 2 < self->length && self->text[self->at + 1] == '\\' &&
            self->text[self->at + 2] == 'u'
          ? read_unit (self, self->at + 3)
          : -1;
  if (unit > 0xdbff || low < 0xdc00 || low > 0xdfff)
    return fail (self, _ ("an escape stands for half a character"), error);
  self->at += 6;
  return TRUE;
}

/* From the quotation mark that begins a string to the one that ends it. */
static gboolean
scan_string (Scanner *self, GError **error)
{
  for (self->at++; self->at < self->length && self->text[self->at] != '"'; self->at++) {
    if (self->text[self->at] != '\\')
      continue;
    self->at++;
    if (self->at < self->length && self->text[self->at] == 'u' && !scan_escape (self, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
scan_number (Scanner *self, GError **error)
{
  gsize digits = 0, end = self->at;

  while (end < self->length && g_ascii_isdigit (self->text[end])) {
    digits++;
    end++;
  }
  if (digits > MAX_INTEGER_DIGITS &&
      (end == self->length || strchr (".eE", self->text[end]) == NULL))
    return fail (self, _ ("a whole number has too many digits"), error);
  /* the fraction may have as many digits as it likes */
  while (end < self->length && (g_ascii_isalnum (self->text[end]) || self->text[end] == '.'))
    end++;
  self->at = end - 1;
  return TRUE;
}

/**
 * exp_json_check:
 * @text: UTF-8 without zero bytes
 * @length: its length in bytes
 * @error: set to %EXP_ERROR_SYNTAX
 *
 * Looks for what json-glib's parser takes but must not be given: nesting deep
 * enough to exhaust the stack, comments, escapes that are no characters, and
 * whole numbers that it would wrap around.
 *
 * Returns: %TRUE if the text may be parsed
 */
gboolean
exp_json_check (const char *text, gsize length, GError **error)
{
  Scanner self = { text, length, 0, 0 };

  for (; self.at < length; self.at++) {
    char c = text[self.at];

    if (c == '"' && !scan_string (&self, error))
      return FALSE;
    if (c == '/')
      return fail (&self, _ ("there are no comments in JSON"), error);
    if (g_ascii_isdigit (c) && !scan_number (&self, error))
      return FALSE;
    if (c == '[' || c == '{')
      self.depth++;
    else if (c == ']' || c == '}')
      self.depth--;
    if (self.depth > MAX_DEPTH)
      return fail (&self, _ ("it is nested too deeply"), error);
  }
  return TRUE;
}
