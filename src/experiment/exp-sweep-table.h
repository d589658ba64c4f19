/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-sweep.h"

G_BEGIN_DECLS

gboolean exp_sweep_table_is_one (const char *text, gsize length);
gboolean exp_sweep_table_is_file (GFile *file);
char *exp_sweep_table_print (const ExpSweep *sweep);
char *exp_sweep_table_print_header (const ExpSweep *sweep);
char *exp_sweep_table_print_row (const ExpSweep *sweep, gsize cell, gsize network);
ExpSweep *exp_sweep_table_parse (
  const char *text, gsize length, const char *name, gsize *complete, GError **error);
ExpSweep *exp_sweep_table_load (GFile *file, GError **error);

G_END_DECLS
