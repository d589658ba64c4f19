/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-number.h"

#include <math.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"
#define TIMES "\xc3\x97"

/* Figures have decimal points in every locale: they are made to be exchanged,
 * and the same experiment is to give the same file everywhere. */
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
