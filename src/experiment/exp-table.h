/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ExpTable:
 * @n_rows: how many rows
 * @n_columns: how many numbers in each row
 * @values: the numbers, row after row
 *
 * A small table of numbers, such as the targets of a task.
 */
typedef struct {
  gsize n_rows;
  gsize n_columns;
  double *values;
} ExpTable;

ExpTable *exp_table_new (gsize n_rows, gsize n_columns);
ExpTable *exp_table_copy (const ExpTable *self);
void exp_table_free (ExpTable *self);
double exp_table_get_size (const ExpTable *self);
gboolean exp_table_equal (const ExpTable *a, const ExpTable *b);
gboolean exp_table_rows_equal (const ExpTable *a, gsize row_a, const ExpTable *b, gsize row_b);
double exp_table_get (const ExpTable *self, gsize row, gsize column);
gboolean exp_table_find_factor (const ExpTable *self, const ExpTable *before, double *factor);
void exp_table_set (ExpTable *self, gsize row, gsize column, double value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpTable, exp_table_free)

G_END_DECLS
