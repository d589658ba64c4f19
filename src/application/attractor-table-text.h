/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-table.h"

G_BEGIN_DECLS

gboolean attractor_table_text_has_several (const char *text);
ExpTable *attractor_table_text_parse (const char *text, gboolean decimal_comma, GError **error);
char *attractor_table_text_print (const ExpTable *left, const ExpTable *right);

G_END_DECLS
