/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-number.h"

#include <math.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"
#define TIMES "\xc3\x97"

/* Files have decimal points in every locale: they are made to be exchanged, and the same
 * experiment is to give the same file everywhere. For the screen texts are localized when they
 * are set: fig_number_localize(). */
static char *
print (const char *conversion, int digits, double value)
{
  char format[16];
  char buffer[400]; /* 1e308 with all its digits, and some decimals */

  g_snprintf (format, sizeof format, "%%.%d%s", CLAMP (digits, 0, 60), conversion);
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  return g_strdup (buffer);
}

static gboolean
is_zero (const char *number)
{
  return strpbrk (number, "123456789") == NULL;
}

/**
 * fig_number_format:
 * @value: a finite number
 * @decimals: how many digits after the point
 *
 * Returns: (transfer full): the number with a real minus sign, which zero
 *   never has
 */
char *
fig_number_format (double value, int decimals)
{
  g_autofree char *number = print ("f", decimals, fabs (value));

  if (signbit (value) && !is_zero (number))
    return g_strconcat (MINUS, number, NULL);
  return g_steal_pointer (&number);
}

/**
 * fig_number_format_power:
 * @mantissa: a finite number
 * @decimals: how many digits after its point
 * @exponent: of ten
 *
 * A mantissa of one is left out where it has no decimals, zero is just that.
 *
 * Returns: (transfer full): Pango markup with a raised exponent
 */
char *
fig_number_format_power (double mantissa, int decimals, int exponent)
{
  g_autofree char *number = fig_number_format (mantissa, decimals);
  g_autofree char *power = fig_number_format (exponent, 0);

  if (is_zero (number))
    return g_strdup ("0");
  if (strcmp (number, "1") == 0)
    return g_strdup_printf ("10<sup>%s</sup>", power);
  if (strcmp (number, MINUS "1") == 0)
    return g_strdup_printf (MINUS "10<sup>%s</sup>", power);
  return g_strdup_printf ("%s" TIMES "10<sup>%s</sup>", number, power);
}

/**
 * fig_number_format_short:
 * @value: any number
 * @digits: how many digits it may have in all, at least 1
 *
 * For numbers within text. What is neither very large nor very small is
 * written out, without trailing zeros.
 *
 * Returns: (transfer full): Pango markup
 */
char *
fig_number_format_short (double value, int digits)
{
  g_autofree char *number = NULL;
  char *exponent;

  if (isnan (value))
    return g_strdup ("?");
  if (isinf (value))
    return g_strdup (value < 0.0 ? MINUS "∞" : "∞");
  number = print ("g", MAX (digits, 1), fabs (value));
  exponent = strchr (number, 'e');
  if (exponent != NULL) {
    g_autofree char *power = fig_number_format (g_ascii_strtod (exponent + 1, NULL), 0);

    *exponent = '\0';
    return g_strdup_printf (
      "%s%s" TIMES "10<sup>%s</sup>", value < 0.0 ? MINUS : "", number, power);
  }
  if (value < 0.0)
    return g_strconcat (MINUS, number, NULL);
  return g_steal_pointer (&number);
}

/**
 * fig_number_set_minus:
 * @text: a text with numbers as data files have them
 *
 * Returns: (transfer full): the text with a real minus sign wherever a hyphen stands before a
 *   number
 */
char *
fig_number_set_minus (const char *text)
{
  GString *string = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++) {
    gboolean is_exponent = c > text + 1 && c[-1] == 'e' && g_ascii_isdigit (c[-2]);
    gboolean within = c > text && g_ascii_isalnum (c[-1]) && !is_exponent;

    if (*c == '-' && g_ascii_isdigit (c[1]) && !within)
      g_string_append (string, MINUS);
    else
      g_string_append_c (string, *c);
  }
  return g_string_free (string, FALSE);
}

/* Whether the point at @c stands within one number, and not in a version or after a letter */
static gboolean
is_decimal_point (const char *markup, const char *c)
{
  const char *begin = c, *end = c + 1;

  while (begin > markup && g_ascii_isdigit (begin[-1]))
    begin--;
  while (g_ascii_isdigit (*end))
    end++;
  if (begin == c || end == c + 1)
    return FALSE;
  return (begin == markup || !(g_ascii_isalnum (begin[-1]) || begin[-1] == '.')) &&
         !g_ascii_isalnum (*end) && !(*end == '.' && g_ascii_isalnum (end[1]));
}

/* Whether the comma at @c stands between two numbers of a vector */
static gboolean
is_between_numbers (const char *markup, const char *c)
{
  g_autofree char *before = g_strndup (markup, (gsize)(c - markup));
  const char *after = c + 1;

  if (*after != ' ' ||
      !(g_str_has_suffix (before, "</sup>") || (c > markup && g_ascii_isdigit (c[-1]))))
    return FALSE;
  after++;
  return g_ascii_isdigit (g_str_has_prefix (after, MINUS) ? after[strlen (MINUS)] : *after);
}

/**
 * fig_number_localize:
 * @markup: Pango markup with numbers as the functions above write them
 * @sign: a decimal sign
 *
 * Writes the numbers with @sign, and semicolons between those of a vector where that is a comma.
 * What is within a span stays as it is: a person's own words, see fig_text_quote().
 *
 * Returns: (transfer full): the markup for the screen
 */
char *
fig_number_localize (const char *markup, const char *sign)
{
  GString *local = g_string_sized_new (strlen (markup) + 8);
  const char *c = markup;

  while (*c != '\0') {
    const char *end = g_str_has_prefix (c, "<span") ? strstr (c, "</span>") : NULL;

    if (end != NULL) {
      g_string_append_len (local, c, end - c);
      c = end;
      continue;
    }
    if (*c == '.' && is_decimal_point (markup, c))
      g_string_append (local, sign);
    else if (*c == ',' && sign[0] == ',' && is_between_numbers (markup, c))
      g_string_append_c (local, ';');
    else
      g_string_append_c (local, *c);
    c++;
  }
  return g_string_free (local, FALSE);
}

/**
 * fig_number_compare:
 * @a: (type gdouble): where a number is
 * @b: (type gdouble): where another one is
 *
 * Puts numbers into ascending order, for g_array_sort() and qsort().
 *
 * Returns: below 0, 0 or above 0 as the first is smaller, equal or larger
 */
int
fig_number_compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *)a, second = *(const double *)b;

  return (first > second) - (first < second);
}
