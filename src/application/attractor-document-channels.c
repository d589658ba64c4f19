/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-document-private.h"

#include <glib/gi18n.h>

#include "exp-error.h"

/* The covariance that holds, also where the experiment has none */
static ExpTable *
dup_covariance (const ExpExperiment *experiment)
{
  gsize n = experiment->targets->n_columns + experiment->inputs->n_columns;
  ExpTable *table;

  if (experiment->channel_covariance->n_rows > 0)
    return exp_table_copy (experiment->channel_covariance);
  table = exp_table_new (n, n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      exp_table_set (table, i, j, i == j ? 1.0 : 0.0);
  return table;
}

static gboolean
is_identity (const ExpTable *table)
{
  for (gsize i = 0; i < table->n_rows; i++)
    for (gsize j = 0; j < table->n_columns; j++)
      if (exp_table_get (table, i, j) != (i == j ? 1.0 : 0.0))
        return FALSE;
  return TRUE;
}

/* Takes @table. Independent channels of variance 1 need none. */
static gboolean
change_covariance (AttractorDocument *self, ExpTable *table, const char *what, GError **error)
{
  ExpExperiment *experiment = exp_experiment_copy (self->experiment);

  if (is_identity (table)) {
    exp_table_free (table);
    table = exp_table_new (0, 0);
  }
  exp_table_free (experiment->channel_covariance);
  experiment->channel_covariance = table;
  return attractor_document_change (self, experiment, what, error);
}

/**
 * attractor_document_set_covariance:
 * @self: a document
 * @row: a channel: the outputs, and after them the static inputs
 * @column: another, or the same for its variance
 * @value: the covariance of a neuron's weights from the two, where σ is 1
 * @error: return location for why it cannot be that: no weights have such a covariance
 *
 * Changes both numbers of a pair, as the table is symmetric.
 *
 * Returns: %FALSE if @value is refused; nothing has changed then
 */
gboolean
attractor_document_set_covariance (
  AttractorDocument *self, gsize row, gsize column, double value, GError **error)
{
  g_autofree char *what = g_strdup_printf (
    "covariance %zu %zu", MIN (row, column), MAX (row, column));
  ExpTable *table;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);

  table = dup_covariance (self->experiment);
  g_return_val_if_fail (row < table->n_rows && column < table->n_columns, FALSE);

  exp_table_set (table, row, column, value);
  exp_table_set (table, column, row, value);
  return change_covariance (self, table, what, error);
}

/**
 * attractor_document_paste_covariance:
 * @self: a document
 * @numbers: rows of numbers
 * @row: the channel where they begin
 * @column: the column where they begin
 * @error: return location for why they have no place there
 *
 * Replaces numbers of the table in one step. What lies across the diagonal from them
 * follows, unless it is replaced itself.
 *
 * Returns: %FALSE if @numbers are refused; nothing has changed then
 */
gboolean
attractor_document_paste_covariance (
  AttractorDocument *self, const ExpTable *numbers, gsize row, gsize column, GError **error)
{
  ExpTable *table;
  gsize n;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (numbers != NULL, FALSE);

  table = dup_covariance (self->experiment);
  n = table->n_rows;
  if (row + numbers->n_rows > n || column + numbers->n_columns > n) {
    exp_table_free (table);
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%d × %d numbers do not fit there: the table has %d × %d."),
                 (int)numbers->n_rows,
                 (int)numbers->n_columns,
                 (int)n,
                 (int)n);
    return FALSE;
  }
  for (gsize pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < numbers->n_rows; i++)
      for (gsize j = 0; j < numbers->n_columns; j++)
        exp_table_set (table,
                       pass == 0 ? column + j : row + i,
                       pass == 0 ? row + i : column + j,
                       exp_table_get (numbers, i, j));
  return change_covariance (self, table, NULL, error);
}

/**
 * attractor_document_make_channels_independent:
 * @self: a document
 *
 * Forgets the covariance of the channels: the weights of each output and each
 * static input are then drawn independently.
 */
void
attractor_document_make_channels_independent (AttractorDocument *self)
{
  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));

  change_covariance (self, exp_table_new (0, 0), NULL, NULL);
}
