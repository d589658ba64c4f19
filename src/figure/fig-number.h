/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *fig_number_format (double value, int decimals);
char *fig_number_format_power (double mantissa, int decimals, int exponent);
char *fig_number_format_short (double value, int digits);
char *fig_number_set_minus (const char *text);
char *fig_number_localize (const char *markup, const char *sign);
int fig_number_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
