/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-table.h"

#include <math.h>
#include <string.h>

#define ROUNDING 1e-12 /* what it leaves at most, as a part of the largest number */

/**
 * exp_table_new:
 *
 * Returns: (transfer full): a table of zeros
 */
ExpTable *
exp_table_new (gsize n_rows, gsize n_columns)
{
  ExpTable *self = g_new0 (ExpTable, 1);

  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->values = g_new0 (double, n_rows *n_columns);
  return self;
}

ExpTable *
exp_table_copy (const ExpTable *self)
{
  ExpTable *copy = exp_table_new (self->n_rows, self->n_columns);

  if (self->values != NULL)
    memcpy (copy->values, self->values, self->n_rows * self->n_columns * sizeof (double));
  return copy;
}

void
exp_table_free (ExpTable *self)
{
  g_free (self->values);
  g_free (self);
}

gboolean
exp_table_equal (const ExpTable *a, const ExpTable *b)
{
  if (a->n_rows != b->n_rows || a->n_columns != b->n_columns)
    return FALSE;
  for (gsize i = 0; i < a->n_rows * a->n_columns; i++)
    if (a->values[i] != b->values[i])
      return FALSE;
  return TRUE;
}

/**
 * exp_table_rows_equal:
 * @a: a table
 * @row_a: one of its rows
 * @b: another
 * @row_b: one of its rows
 *
 * Returns: whether the same numbers stand in both
 */
gboolean
exp_table_rows_equal (const ExpTable *a, gsize row_a, const ExpTable *b, gsize row_b)
{
  g_return_val_if_fail (row_a < a->n_rows && row_b < b->n_rows, FALSE);

  if (a->n_columns != b->n_columns)
    return FALSE;
  for (gsize i = 0; i < a->n_columns; i++)
    if (exp_table_get (a, row_a, i) != exp_table_get (b, row_b, i))
      return FALSE;
  return TRUE;
}

double
exp_table_get (const ExpTable *self, gsize row, gsize column)
{
  g_return_val_if_fail (row < self->n_rows && column < self->n_columns, 0.0);

  return self->values[row * self->n_columns + column];
}

void
exp_table_set (ExpTable *self, gsize row, gsize column, double value)
{
  g_return_if_fail (row < self->n_rows && column < self->n_columns);

  self->values[row * self->n_columns + column] = value;
}

/**
 * exp_table_find_factor:
 * @before: another table
 * @factor: (out): what all its numbers are multiplied by in @self, above 0
 *
 * Returns: whether there is such a number, but for what rounding leaves
 */
gboolean
exp_table_find_factor (const ExpTable *self, const ExpTable *before, double *factor)
{
  double size = exp_table_get_size (self);

  *factor = size / exp_table_get_size (before);
  if (self->n_rows != before->n_rows || self->n_columns != before->n_columns || !(*factor > 0.0) ||
      !isfinite (*factor))
    return FALSE;
  for (gsize i = 0; i < self->n_rows * self->n_columns; i++)
    if (fabs (self->values[i] - *factor * before->values[i]) > ROUNDING * size)
      return FALSE;
  return TRUE;
}

/**
 * exp_table_get_size:
 * @self: a table
 *
 * Returns: the largest absolute value in it, 0 without any
 */
double
exp_table_get_size (const ExpTable *self)
{
  double size = 0.0;

  g_return_val_if_fail (self != NULL, 0.0);

  for (gsize i = 0; i < self->n_rows * self->n_columns; i++)
    size = MAX (size, fabs (self->values[i]));
  return size;
}
