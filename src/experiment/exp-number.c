/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-number.h"

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
