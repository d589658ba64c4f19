/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-number.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* The longest text that can still be a number somebody meant to write */
#define MAX_LENGTH 64
/* The powers of ten of the numbers that are written without one */
#define LEAST_WRITTEN_OUT (-3)
#define MOST_WRITTEN_OUT 4

/* What rounding leaves of a number after thousands of steps, as a part of it */
#define ROUNDING 1e-12

#define MINUS "−"
#define TIMES_TEN "×10"
#define RAISED_MINUS "⁻"

static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

static int digits = 4; /* of results; main thread */

static gboolean
is_blank (gunichar c)
{
  /* Marks of direction come along when a number is copied from a sentence. */
  return g_unichar_isspace (c) || c == 0x00a0 || c == 0x2009 || c == 0x202f || c == 0x200e ||
         c == 0x200f || (c >= 0x2066 && c <= 0x2069);
}

/**
 * attractor_number_has_decimal_comma:
 *
 * Returns: whether the locale writes numbers with a comma
 */
gboolean
attractor_number_has_decimal_comma (void)
{
  return localeconv ()->decimal_point[0] == ',';
}

/* "1,000" is a thousand where only integers make sense, and "1.000" too: a
 * separator before each group of three digits is no decimal separator. */
static void
drop_grouping (char *text)
{
  gsize n_digits = strspn (text, "0123456789");
  char separator = text[n_digits];
  char *end;

  if (text[0] == '0' || n_digits < 1 || n_digits > 3 || (separator != '.' && separator != ','))
    return;

  for (end = text + n_digits; *end == separator; end += 4) {
    if (!g_ascii_isdigit (end[1]) || !g_ascii_isdigit (end[2]) || !g_ascii_isdigit (end[3]))
      return;
  }
  if (*end != '\0')
    return;

  for (char *from = text, *to = text;; from++) {
    if (*from != separator)
      *to++ = *from;
    if (*from == '\0')
      return;
  }
}

/* "1.5×10⁻⁷" as "1.5e-7" */
static char *
plain_exponent (const char *text)
{
  const char *power = strstr (text, TIMES_TEN);
  GString *plain;

  if (power == NULL)
    return g_strdup (text);
  plain = g_string_new_len (text, power - text);
  g_string_append_c (plain, 'e');
  for (const char *p = power + strlen (TIMES_TEN); *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    guint digit = 0;

    while (digit < G_N_ELEMENTS (raised) && g_utf8_get_char (raised[digit]) != c)
      digit++;
    if (digit < G_N_ELEMENTS (raised))
      g_string_append_printf (plain, "%u", digit);
    else
      g_string_append_unichar (plain, c == g_utf8_get_char (RAISED_MINUS) ? '-' : c);
  }
  return g_string_free (plain, FALSE);
}

/**
 * attractor_number_parse:
 * @text: what a person wrote
 * @integer: whether only an integer makes sense, so that "1,000" is a thousand
 * @value: (out): the number
 *
 * Reads a number with a decimal comma or a decimal point, whatever the
 * locale; with an ASCII hyphen or a minus sign; with a power of ten as "e-7" or "×10⁻⁷"; with
 * blanks around it.
 *
 * Returns: %FALSE if @text is no finite number; @value is as it was
 */
gboolean
attractor_number_parse (const char *text, gboolean integer, double *value)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *written = NULL;
  gboolean after_blank = FALSE;
  char *comma;
  char *end;
  double number;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  written = plain_exponent (text);
  for (const char *p = written; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_blank (c)) {
      after_blank = plain->len > 0;
      continue;
    }
    /* "1 000" is a number, "0.1 0.2" is two; a part of what was written is not what was meant */
    if ((after_blank && !integer) || plain->len >= MAX_LENGTH)
      return FALSE;
    g_string_append_unichar (plain, c == 0x2212 ? '-' : c);
  }

  if (integer)
    drop_grouping (plain->str);

  comma = strchr (plain->str, ',');
  if (comma != NULL)
    *comma = '.';

  /* Not "inf", "nan" or hexadecimal, which strtod() takes too */
  if (plain->str[strspn (plain->str, "0123456789.+-eE")] != '\0')
    return FALSE;

  number = g_ascii_strtod (plain->str, &end);
  if (end == plain->str || *end != '\0' || !isfinite (number))
    return FALSE;

  *value = number;
  return TRUE;
}

/* As in "1.500×10⁻⁷", which attractor_number_parse() takes as well */
static void
append_power (GString *text, int exponent)
{
  g_autofree char *size = g_strdup_printf ("%d", ABS (exponent));

  g_string_append_printf (text, "%s%s", TIMES_TEN, exponent < 0 ? RAISED_MINUS : "");
  for (const char *digit = size; *digit != '\0'; digit++)
    g_string_append (text, raised[*digit - '0']);
}

/* In the person's locale, as an entry shows and takes it back. */
static char *
localize (const char *ascii)
{
  const char *point = localeconv ()->decimal_point;
  g_auto (GStrv) parts = g_strsplit (ascii, ".", 2);

  return g_strjoinv (point, parts);
}

/**
 * attractor_number_format_plain:
 * @value: a finite number
 *
 * Writes a number for other programs, such as spreadsheets: as short as can be, but such that
 * attractor_number_parse() gives the very same number back; with an ASCII hyphen.
 *
 * Returns: (transfer full): the text, in the locale
 */
char *
attractor_number_format_plain (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *exponent;

  g_return_val_if_fail (isfinite (value), g_strdup (""));

  for (int precision = 1; precision <= 17; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%dg", precision);
    g_ascii_formatd (buffer, sizeof buffer, format, value);
    if (g_ascii_strtod (buffer, NULL) == value)
      break;
  }

  /* 1000 rather than 1e+03, and 1e-6 rather than 1e-06 */
  exponent = strchr (buffer, 'e');
  if (exponent != NULL && fabs (value) >= 1.0 && fabs (value) < 1e16)
    g_ascii_formatd (buffer, sizeof buffer, "%.0f", value);
  else if (exponent != NULL && exponent[2] == '0')
    memmove (exponent + 2, exponent + 3, strlen (exponent + 3) + 1);

  return localize (buffer);
}

/**
 * attractor_number_format:
 * @value: a finite number
 *
 * Writes a number for an entry, as attractor_number_format_plain() does, but with minus signs,
 * as what is written for reading has them.
 *
 * Returns: (transfer full): the text, in the locale
 */
char *
attractor_number_format (double value)
{
  g_autofree char *plain = attractor_number_format_plain (value);
  g_auto (GStrv) parts = g_strsplit (plain, "-", -1);

  return g_strjoinv (MINUS, parts);
}

/**
 * attractor_number_set_digits:
 * @n_digits: how many significant digits results are written with for reading, from 3
 *   on; on the main thread
 */
void
attractor_number_set_digits (int n_digits)
{
  digits = CLAMP (n_digits, 3, 15);
}

/**
 * attractor_number_get_digits:
 *
 * Returns: how many significant digits results are written with
 */
int
attractor_number_get_digits (void)
{
  return digits;
}

static char *
write_words (double value, const char *plus)
{
  char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GString) text = NULL;
  g_autofree char *size = NULL;
  gboolean written_out;
  int exponent;

  if (isnan (value))
    return g_strdup ("—");
  if (isinf (value))
    return g_strconcat (value > 0.0 ? plus : "−", "∞", NULL);
  if (value == 0.0)
    return g_strdup ("0");

  /* The power of ten is that of the rounded number: 9.9999 has as many digits as 10. */
  g_snprintf (format, sizeof format, "%%.%de", digits - 1);
  g_ascii_formatd (buffer, sizeof buffer, format, fabs (value));
  exponent = (int)g_ascii_strtoll (strchr (buffer, 'e') + 1, NULL, 10);
  written_out = exponent >= LEAST_WRITTEN_OUT && exponent <= MOST_WRITTEN_OUT;
  if (written_out) {
    g_snprintf (format, sizeof format, "%%.%df", MAX (digits - 1 - exponent, 0));
    g_ascii_formatd (buffer, sizeof buffer, format, fabs (value));
  } else {
    *strchr (buffer, 'e') = '\0';
  }

  size = localize (buffer);
  text = g_string_new (value < 0.0 ? MINUS : plus);
  g_string_append (text, size);
  if (!written_out)
    append_power (text, exponent);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * attractor_number_to_words:
 * @value: any number
 *
 * Writes a result for reading: with as many significant digits as people want, four
 * unless attractor_number_set_digits() says otherwise, whatever its size; a minus sign;
 * and a word where there is no finite number. Zero is just that, and the digits before the
 * point are all written.
 *
 * Returns: (transfer full): the text, in the locale
 */
char *
attractor_number_to_words (double value)
{
  return attractor_number_isolate (write_words (value, ""));
}

/**
 * attractor_number_to_power:
 * @exponent: of ten
 *
 * Returns: (transfer full): it after a number, as "×10⁻⁷"
 */
char *
attractor_number_to_power (int exponent)
{
  GString *text = g_string_new (NULL);

  append_power (text, exponent);
  return g_string_free (text, FALSE);
}

/**
 * attractor_number_drop_rounding:
 * @value: a difference of numbers
 * @size: of these numbers
 *
 * Returns: @value, or 0 where that is no more than rounding leaves of numbers that are equal
 */
double
attractor_number_drop_rounding (double value, double size)
{
  return fabs (value) <= ROUNDING * size ? 0.0 : value;
}

/**
 * attractor_number_to_short_words:
 * @value: a finite number
 *
 * As attractor_number_to_words(), but for a table of numbers that may be round: zeros at the
 * end are left out.
 *
 * Returns: (transfer full): the text, in the locale
 */
char *
attractor_number_to_short_words (double value)
{
  char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *size = NULL;
  double rounded;

  g_return_val_if_fail (isfinite (value), g_strdup (""));

  g_snprintf (format, sizeof format, "%%.%de", digits - 1);
  rounded = g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, format, fabs (value)), NULL);
  size = attractor_number_format (rounded);
  return g_strconcat (value < 0.0 ? MINUS : "", size, NULL);
}

/**
 * attractor_number_with_sign:
 * @value: any number
 *
 * As attractor_number_to_words(), for a number whose sign decides: it has a
 * plus sign where it is positive.
 *
 * Returns: (transfer full): the text, in the locale
 */
char *
attractor_number_with_sign (double value)
{
  return attractor_number_isolate (write_words (value, "+"));
}

/**
 * attractor_number_with_unit:
 * @title: what numbers are, in words
 * @unit: (nullable): what they are measured in
 *
 * Returns: (transfer full): @title with @unit, as axes of figures have it: "Time constant (τ)"
 */
char *
attractor_number_with_unit (const char *title, const char *unit)
{
  return unit != NULL && *unit != '\0' ? g_strdup_printf ("%s (%s)", title, unit)
                                       : g_strdup (title);
}

/**
 * attractor_number_row_to_text:
 * @n_values: how many numbers
 * @values: the numbers
 *
 * Writes a target for reading: "0.9", or "(0.9, -0.3)" where it has several
 * outputs.
 *
 * Returns: (transfer full): the text, in the locale
 */
char *
attractor_number_row_to_text (gsize n_values, const double *values)
{
  g_autoptr (GString) text = g_string_new (n_values > 1 ? "(" : "");

  for (gsize i = 0; i < n_values; i++) {
    g_autofree char *plain = attractor_number_format (fabs (values[i]));
    g_autofree char *size = attractor_number_raise (plain);

    if (i > 0)
      /* TRANSLATORS: between the components of a vector; where the decimal
       * separator is a comma, a semicolon is the clearer choice */
      g_string_append (text, C_ ("vector", ", "));
    if (values[i] < 0.0)
      g_string_append (text, MINUS);
    g_string_append (text, size);
  }
  if (n_values > 1)
    g_string_append (text, ")");

  return attractor_number_isolate (g_string_free (g_steal_pointer (&text), FALSE));
}
