/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-document-private.h"

#include <math.h>

#include "exp-covariance.h"

/* New targets are multiples of 0.1 up to this many */
#define MAX_TENTHS 20

/**
 * attractor_document_set_target:
 * @self: a document
 * @row: which target
 * @column: which of its outputs
 * @value: the new value, within ±%EXP_MAX_TARGET
 * @error: return location for what is wrong with @value
 *
 * Returns: %FALSE if @value is refused; nothing has changed then
 */
gboolean
attractor_document_set_target (
  AttractorDocument *self, gsize row, gsize column, double value, GError **error)
{
  g_autofree char *what = g_strdup_printf ("target %zu", row);
  ExpExperiment *experiment;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (row < self->experiment->targets->n_rows, FALSE);
  g_return_val_if_fail (column < self->experiment->targets->n_columns, FALSE);

  if (exp_table_get (self->experiment->targets, row, column) == value)
    return TRUE;

  experiment = exp_experiment_copy (self->experiment);
  exp_table_set (experiment->targets, row, column, value);
  return attractor_document_change (self, experiment, what, error);
}

/* A copy of @table with room for @n_rows × @n_columns; what is new is 0. */
static ExpTable *
resize (const ExpTable *table, gsize n_rows, gsize n_columns)
{
  ExpTable *resized = exp_table_new (n_rows, n_columns);

  for (gsize i = 0; i < n_rows; i++) {
    for (gsize j = 0; j < n_columns; j++) {
      gboolean is_new = i >= table->n_rows || j >= table->n_columns;

      exp_table_set (resized, i, j, is_new ? 0.0 : exp_table_get (table, i, j));
    }
  }

  return resized;
}

static void
replace_table (ExpTable **table, ExpTable *replacement)
{
  exp_table_free (*table);
  *table = replacement;
}

static void
remove_row (ExpTable **table, gsize row)
{
  ExpTable *shorter = resize (*table, (*table)->n_rows - 1, (*table)->n_columns);

  for (gsize i = row; i < shorter->n_rows; i++) {
    for (gsize j = 0; j < shorter->n_columns; j++)
      exp_table_set (shorter, i, j, exp_table_get (*table, i + 1, j));
  }
  replace_table (table, shorter);
}

/* A new target must differ from the others, or the task has one target less
 * than it seems: the value farthest from all that are in the column. */
static double
find_free_value (const ExpTable *targets, gsize column)
{
  double best = 0.0;
  double best_distance = -1.0;

  /* 0, 0.1, -0.1, 0.2 …: what lies nearest to 0 wins a tie */
  for (int step = 0; step <= 2 * MAX_TENTHS; step++) {
    double value = (step % 2 == 0 ? -1 : 1) * ((step + 1) / 2) / 10.0;
    double distance = G_MAXDOUBLE;

    for (gsize i = 0; i < targets->n_rows; i++)
      distance = MIN (distance, fabs (value - exp_table_get (targets, i, column)));
    if (distance > best_distance + 1e-9) {
      best_distance = distance;
      best = value;
    }
  }

  return best;
}

/**
 * attractor_document_add_target:
 * @self: a document with less than %EXP_MAX_TARGETS targets
 *
 * Appends a target that differs from those there are.
 */
void
attractor_document_add_target (AttractorDocument *self)
{
  const ExpTable *targets;
  ExpExperiment *experiment;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));

  targets = self->experiment->targets;
  g_return_if_fail (targets->n_rows < EXP_MAX_TARGETS);

  experiment = exp_experiment_copy (self->experiment);
  replace_table (&experiment->targets, resize (targets, targets->n_rows + 1, targets->n_columns));
  for (gsize j = 0; j < targets->n_columns; j++)
    exp_table_set (experiment->targets, targets->n_rows, j, find_free_value (targets, j));

  if (experiment->inputs != NULL && experiment->inputs->n_columns > 0)
    replace_table (&experiment->inputs,
                   resize (experiment->inputs, targets->n_rows + 1, experiment->inputs->n_columns));
  attractor_document_change (self, experiment, NULL, NULL);
}

/**
 * attractor_document_remove_target:
 * @self: a document with more than one target
 * @row: which target
 *
 * Removes a target, and the static input that goes with it.
 */
void
attractor_document_remove_target (AttractorDocument *self, gsize row)
{
  ExpExperiment *experiment;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (self->experiment->targets->n_rows > 1);
  g_return_if_fail (row < self->experiment->targets->n_rows);

  experiment = exp_experiment_copy (self->experiment);
  remove_row (&experiment->targets, row);
  if (experiment->inputs != NULL && experiment->inputs->n_columns > 0)
    remove_row (&experiment->inputs, row);
  attractor_document_change (self, experiment, NULL, NULL);
}

/**
 * attractor_document_set_n_outputs:
 * @self: a document
 * @n_outputs: from 1 to %EXP_MAX_OUTPUTS
 *
 * Cuts the targets to their first outputs, or gives them further ones of 0.
 */
void
attractor_document_set_n_outputs (AttractorDocument *self, gsize n_outputs)
{
  const ExpTable *targets;
  ExpExperiment *experiment;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (n_outputs >= 1 && n_outputs <= EXP_MAX_OUTPUTS);

  targets = self->experiment->targets;
  if (targets->n_columns == n_outputs)
    return;

  experiment = exp_experiment_copy (self->experiment);
  replace_table (&experiment->targets, resize (targets, targets->n_rows, n_outputs));
  exp_covariance_fit (experiment, targets->n_columns, experiment->inputs->n_columns);
  attractor_document_change (self, experiment, NULL, NULL);
}

/**
 * attractor_document_set_targets:
 * @self: a document
 * @targets: the new targets, at least one; they are copied
 * @what: (nullable): as for attractor_document_set_experiment()
 * @error: return location for what is wrong with them
 *
 * Replaces all targets at once. Of the static inputs, those of the first
 * targets stay; what further targets need is 0.
 *
 * Returns: %FALSE if @targets are refused; nothing has changed then
 */
gboolean
attractor_document_set_targets (AttractorDocument *self,
                                const ExpTable *targets,
                                const char *what,
                                GError **error)
{
  ExpExperiment *experiment;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (targets != NULL, FALSE);

  experiment = exp_experiment_copy (self->experiment);
  replace_table (&experiment->targets, exp_table_copy (targets));
  exp_covariance_fit (
    experiment, self->experiment->targets->n_columns, experiment->inputs->n_columns);
  if (experiment->inputs->n_columns > 0)
    replace_table (&experiment->inputs,
                   resize (experiment->inputs, targets->n_rows, experiment->inputs->n_columns));
  return attractor_document_change (self, experiment, what, error);
}

/**
 * attractor_document_set_n_inputs:
 * @self: a document
 * @n_inputs: from 0 to %EXP_MAX_INPUTS
 *
 * Cuts the static inputs of each target to the first ones, or gives it further
 * ones of 0.
 */
void
attractor_document_set_n_inputs (AttractorDocument *self, gsize n_inputs)
{
  gsize n_rows;
  ExpExperiment *experiment;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (n_inputs <= EXP_MAX_INPUTS);

  if (self->experiment->inputs->n_columns == n_inputs)
    return;

  n_rows = n_inputs > 0 ? self->experiment->targets->n_rows : 0;
  experiment = exp_experiment_copy (self->experiment);
  replace_table (&experiment->inputs, resize (experiment->inputs, n_rows, n_inputs));
  exp_covariance_fit (
    experiment, experiment->targets->n_columns, self->experiment->inputs->n_columns);
  attractor_document_change (self, experiment, NULL, NULL);
}

/**
 * attractor_document_set_input:
 * @self: a document with static inputs
 * @row: which target it belongs to
 * @column: which input
 * @value: the new value, within ±%EXP_MAX_TARGET
 * @error: return location for what is wrong with @value
 *
 * Returns: %FALSE if @value is refused; nothing has changed then
 */
gboolean
attractor_document_set_input (
  AttractorDocument *self, gsize row, gsize column, double value, GError **error)
{
  g_autofree char *what = g_strdup_printf ("input %zu", row);
  ExpExperiment *experiment;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (row < self->experiment->inputs->n_rows, FALSE);
  g_return_val_if_fail (column < self->experiment->inputs->n_columns, FALSE);

  experiment = exp_experiment_copy (self->experiment);
  exp_table_set (experiment->inputs, row, column, value);
  return attractor_document_change (self, experiment, what, error);
}
