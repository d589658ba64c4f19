/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-number.h"

#include <math.h>

/**
 * exp_number_drop_rounding:
 * @value: what came of a calculation with decimals
 *
 * Returns: the decimal of 15 digits next to it: 0.9 times 0.7 is 0.63, not 0.6299999999999999
 */
double
exp_number_drop_rounding (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value), NULL);
}

/**
 * exp_number_round:
 * @value: a number
 * @unit: a power of ten, within the machine's range
 *
 * Returns: the multiple of @unit next to @value, as it is read from a decimal: by a whole number
 *   where there is one, since 0.1 is not a number of the machine
 */
double
exp_number_round (double value, double unit)
{
  return unit < 1.0 ? rint (value / unit) / rint (1.0 / unit) : rint (value / unit) * unit;
}

/**
 * exp_number_print:
 * @value: a number
 * @buffer: room for %G_ASCII_DTOSTR_BUF_SIZE bytes
 *
 * Returns: @buffer, with the shortest decimal that reads back as the same number,
 *   in every locale
 */
const char *
exp_number_print (double value, char *buffer)
{
  for (int digits = 15; digits <= 17; digits++) {
    char format[] = "%.15g";

    format[3] = (char)('0' + digits - 10);
    g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, format, value);
    if (g_ascii_strtod (buffer, NULL) == value)
      break;
  }
  return buffer;
}
