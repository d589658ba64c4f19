/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void exp_csv_add_text (GString *csv, const char *text);
void exp_csv_add_number (GString *csv, double value);
GPtrArray *exp_csv_split (const char *line);

G_END_DECLS
