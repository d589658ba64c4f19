/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Numbers within sentences: attractor_number_localize(), attractor_number_raise() and
 * attractor_number_isolate() */
#include "attractor-number.h"

#include <locale.h>
#include <string.h>

/* U+2066 and U+2069: what stands between them reads from left to right. Other marks that do so
 * would turn a paragraph that begins with them. */
#define ISOLATE "\u2066"
#define END_ISOLATE "\u2069"
#define POWER "×10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"

static gboolean isolated = FALSE; /* main thread */

/**
 * attractor_number_set_isolated:
 * @is_isolated: whether sentences read from right to left; on the main thread
 */
void
attractor_number_set_isolated (gboolean is_isolated)
{
  isolated = is_isolated;
}

/**
 * attractor_number_isolate:
 * @number: (transfer full): a number, or a vector of them
 *
 * Keeps its sign before it, and its parts in order, in a sentence that reads from right to left:
 * bare digits alone are so by themselves. On the main thread.
 *
 * Returns: (transfer full): @number for such a sentence, if attractor_number_set_isolated() says
 *   that sentences are so
 */
char *
attractor_number_isolate (char *number)
{
  g_autofree char *plain = number;

  g_return_val_if_fail (number != NULL, NULL);

  if (!isolated || plain[strspn (plain, "0123456789.,")] == '\0')
    return g_steal_pointer (&plain);
  return g_strconcat (ISOLATE, plain, END_ISOLATE, NULL);
}

/* A plot says something else in each frame of a drag: @regex is kept. */
static char *
replace (GRegex **regex, const char *pattern, const char *text, const char *replacement)
{
  if (*regex == NULL)
    *regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  return g_regex_replace (*regex, text, -1, 0, replacement, 0, NULL);
}

static gboolean
raise_cb (const GMatchInfo *info, GString *text, gpointer user_data)
{
  g_autofree char *sign = g_match_info_fetch (info, 1);
  g_autofree char *size = g_match_info_fetch (info, 2);
  int exponent = (int)g_ascii_strtoll (size, NULL, 10);
  gboolean negative = g_str_equal (sign, "-") || g_str_equal (sign, "−");
  g_autofree char *power = attractor_number_to_power (negative ? -exponent : exponent);

  g_string_append (text, power);
  return FALSE;
}

/**
 * attractor_number_raise:
 * @text: numbers, perhaps among words, with exponents as in "1.5e-7"
 *
 * Returns: (transfer full): @text with powers of ten instead, "1.5×10⁻⁷"; on the main thread
 */
char *
attractor_number_raise (const char *text)
{
  static GRegex *exponents;

  if (exponents == NULL)
    exponents = g_regex_new (
      "(?<=\\d)e([-+−]?)(\\d{1,3})(?!\\w|[.,]\\d)", G_REGEX_OPTIMIZE, 0, NULL);
  return g_regex_replace_eval (exponents, text, -1, 0, 0, raise_cb, NULL, NULL);
}

/* Takes @text; with "z = −0.6" as a whole, which is no sentence */
static char *
isolate_in_sentence (char *text)
{
  static GRegex *numbers;
  g_autofree char *plain = text;

  if (!isolated)
    return g_steal_pointer (&plain);
  return replace (&numbers,
                  "(?<![\\w.," ISOLATE "])(?:\\w+ = )?"
                  "(?:[−+]\\d+(?:[.,]\\d+)*(?:" POWER ")?|\\d+(?:[.,]\\d+)*" POWER ")",
                  plain,
                  ISOLATE "\\0" END_ISOLATE);
}

static char *
localize_sentence (const char *text)
{
  static GRegex *minus, *decimals, *commas;
  g_autofree char *sign = g_strdup_printf ("\\1%s", localeconv ()->decimal_point);
  g_autofree char *signed_text = NULL;
  g_autofree char *decimal = NULL;
  g_autofree char *local = NULL;

  signed_text = replace (&minus, "(?<![\\w.])-(?=\\d)", text, "−");
  decimal = replace (
    &decimals, "(?<![\\w.])(\\d+)\\.(?=\\d+(e[-+]?\\d+)?(?!\\w|\\.\\w))", signed_text, sign);
  local = attractor_number_raise (decimal);
  if (!attractor_number_has_decimal_comma ())
    return isolate_in_sentence (g_steal_pointer (&local));
  return isolate_in_sentence (replace (&commas, "(?<=\\d), (?=−?\\d)", local, "; "));
}

static void
append_localized (GString *words, const char *text, gsize length)
{
  g_autofree char *plain = g_strndup (text, length);
  g_autofree char *local = localize_sentence (plain);

  g_string_append (words, local);
}

/* The end of what @text begins with a quotation mark for, English or German, or NULL */
static const char *
find_end_of_quotation (const char *text)
{
  const char *mark = g_str_has_prefix (text, "„") ? "“" : "”";
  const char *end = strstr (text + strlen ("“"), mark);

  return end != NULL ? end + strlen (mark) : NULL;
}

/**
 * attractor_number_localize:
 * @text: sentences of the engine or of a figure, with numbers as files have them
 *
 * Writes their numbers as the rest of the window does: with the decimal sign of the locale,
 * with a real minus, and with semicolons between those of a vector where that sign is a comma.
 * What stands between quotation marks, as names and formulas do, stays as it is, and so do
 * versions. On the main thread.
 *
 * Returns: (transfer full): the sentences for a person
 */
char *
attractor_number_localize (const char *text)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *begin = text;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    const char *end = g_str_has_prefix (p, "„") || g_str_has_prefix (p, "“")
                        ? find_end_of_quotation (p)
                        : NULL;

    if (end != NULL) {
      append_localized (words, begin, (gsize)(p - begin));
      g_string_append_len (words, p, end - p);
      begin = end;
      p = g_utf8_prev_char (end);
    }
  }
  append_localized (words, begin, strlen (begin));
  return g_string_free (g_steal_pointer (&words), FALSE);
}
