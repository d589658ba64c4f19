/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double exp_number_drop_rounding (double value);
double exp_number_round (double value, double unit);
const char *exp_number_print (double value, char *buffer);

G_END_DECLS
