/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean attractor_number_has_decimal_comma (void);
gboolean attractor_number_parse (const char *text, gboolean integer, double *value);
void attractor_number_set_isolated (gboolean isolated);
char *attractor_number_isolate (char *number);
char *attractor_number_raise (const char *text);
char *attractor_number_localize (const char *text);
char *attractor_number_format (double value);
char *attractor_number_format_plain (double value);
void attractor_number_set_digits (int n_digits);
int attractor_number_get_digits (void);
char *attractor_number_to_words (double value);
char *attractor_number_to_power (int exponent);
double attractor_number_drop_rounding (double value, double size);
char *attractor_number_to_short_words (double value);
char *attractor_number_with_sign (double value);
char *attractor_number_with_unit (const char *title, const char *unit);
char *attractor_number_row_to_text (gsize n_values, const double *values);

G_END_DECLS
