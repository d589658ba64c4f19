/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-document-private.h"

#include <glib/gi18n.h>

#include "exp-covariance.h"
#include "exp-error.h"

#include "attractor-number.h"

/* The table that a person sees: the outputs of each target, and its static
 * inputs beside them. */
typedef struct {
  ExpTable *targets;
  ExpTable *inputs;
} Task;

/* One that has the numbers of @experiment, and zeros where it has none */
static Task
task_new (const ExpExperiment *experiment, gsize n_rows, gsize n_outputs)
{
  gsize n_inputs = experiment->inputs->n_columns;
  Task task = { exp_table_new (n_rows, n_outputs),
                exp_table_new (n_inputs > 0 ? n_rows : 0, n_inputs) };

  for (gsize i = 0; i < MIN (n_rows, experiment->targets->n_rows); i++) {
    for (gsize j = 0; j < MIN (n_outputs, experiment->targets->n_columns); j++)
      exp_table_set (task.targets, i, j, exp_table_get (experiment->targets, i, j));
    for (gsize j = 0; j < n_inputs; j++)
      exp_table_set (task.inputs, i, j, exp_table_get (experiment->inputs, i, j));
  }
  return task;
}

static void
task_set (Task *task, gsize row, gsize column, double value)
{
  gsize n_outputs = task->targets->n_columns;

  if (column < n_outputs)
    exp_table_set (task->targets, row, column, value);
  else
    exp_table_set (task->inputs, row, column - n_outputs, value);
}

static gboolean
change_task (AttractorDocument *self, Task task, GError **error)
{
  ExpExperiment *experiment = exp_experiment_copy (self->experiment);

  exp_table_free (experiment->targets);
  exp_table_free (experiment->inputs);
  experiment->targets = task.targets;
  experiment->inputs = task.inputs;
  exp_covariance_fit (
    experiment, self->experiment->targets->n_columns, self->experiment->inputs->n_columns);
  return attractor_document_change (self, experiment, NULL, error);
}

static gboolean
refuse (GError **error, char *message)
{
  g_set_error_literal (error, EXP_ERROR, EXP_ERROR_VALUE, message);
  g_free (message);
  return FALSE;
}

/**
 * attractor_document_expects_decimal_comma:
 * @self: a document
 *
 * "0,5" in each line may be one number or two. In a locale with a decimal comma it is one; and
 * where the table has one column only, which such numbers fit as they are.
 *
 * Returns: whether a comma in numbers that are pasted into its cells is the decimal sign where it
 *   could also separate them
 */
gboolean
attractor_document_expects_decimal_comma (AttractorDocument *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);

  return attractor_number_has_decimal_comma () ||
         self->experiment->targets->n_columns + self->experiment->inputs->n_columns == 1;
}

/**
 * attractor_document_paste_numbers:
 * @self: a document
 * @numbers: rows of numbers
 * @row: the target where they begin
 * @column: the column where they begin, the static inputs counted after the
 *   outputs
 * @error: return location for why they have no place there
 *
 * Replaces numbers of the targets and their static inputs, in one step. Targets
 * are added where there are too few; outputs are too, but only where there is
 * no static input that would be in the way.
 *
 * Returns: %FALSE if @numbers are refused; nothing has changed then
 */
gboolean
attractor_document_paste_numbers (
  AttractorDocument *self, const ExpTable *numbers, gsize row, gsize column, GError **error)
{
  gsize n_outputs, n_inputs, n_rows;
  Task task;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (numbers != NULL, FALSE);

  n_outputs = self->experiment->targets->n_columns;
  n_inputs = self->experiment->inputs->n_columns;
  n_rows = MAX (self->experiment->targets->n_rows, row + numbers->n_rows);
  if (n_inputs == 0)
    n_outputs = MAX (n_outputs, column + numbers->n_columns);
  if (n_rows > EXP_MAX_TARGETS)
    return refuse (
      error,
      g_strdup_printf (ngettext ("%d row does not fit from target %d on: there can be at "
                                 "most %d targets.",
                                 "%d rows do not fit from target %d on: there can be "
                                 "at most %d targets.",
                                 numbers->n_rows),
                       (int)numbers->n_rows,
                       (int)row + 1,
                       EXP_MAX_TARGETS));
  if (n_outputs > EXP_MAX_OUTPUTS || column + numbers->n_columns > n_outputs + n_inputs)
    return refuse (error,
                   g_strdup_printf (ngettext ("%d column does not fit from column %d on: the table "
                                              "has %d, and there can be at most %d outputs.",
                                              "%d columns do not fit from column %d on: the table "
                                              "has %d, and there can be at most %d outputs.",
                                              numbers->n_columns),
                                    (int)numbers->n_columns,
                                    (int)column + 1,
                                    (int)(self->experiment->targets->n_columns + n_inputs),
                                    EXP_MAX_OUTPUTS));

  task = task_new (self->experiment, n_rows, n_outputs);
  for (gsize i = 0; i < numbers->n_rows; i++)
    for (gsize j = 0; j < numbers->n_columns; j++)
      task_set (&task, row + i, column + j, exp_table_get (numbers, i, j));
  return change_task (self, task, error);
}

/**
 * attractor_document_replace_numbers:
 * @self: a document
 * @numbers: the new targets, a row each; where there are static inputs, these
 *   may follow the outputs in each row
 * @error: return location for why they cannot be that
 *
 * Replaces all targets in one step, and their number. Without static inputs,
 * the number of outputs becomes that of the columns.
 *
 * Returns: %FALSE if @numbers are refused; nothing has changed then
 */
gboolean
attractor_document_replace_numbers (AttractorDocument *self,
                                    const ExpTable *numbers,
                                    GError **error)
{
  gsize n_outputs, n_inputs, n = numbers->n_columns;
  Task task;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);

  n_outputs = self->experiment->targets->n_columns;
  n_inputs = self->experiment->inputs->n_columns;
  if (n_inputs == 0 && n > EXP_MAX_OUTPUTS)
    return refuse (error,
                   g_strdup_printf (_ ("The pasted text has %d columns, but there can be at most "
                                       "%d outputs."),
                                    (int)n,
                                    EXP_MAX_OUTPUTS));
  if (n_inputs > 0 && n != n_outputs && n != n_outputs + n_inputs)
    return refuse (error,
                   g_strdup_printf (ngettext ("The pasted text has %d column, but the table needs "
                                              "%d for the outputs, or also %d for static inputs.",
                                              "The pasted text has %d columns, but the table needs "
                                              "%d for the outputs, or also %d for static inputs.",
                                              n),
                                    (int)n,
                                    (int)n_outputs,
                                    (int)n_inputs));

  task = task_new (self->experiment, numbers->n_rows, n_inputs == 0 ? n : n_outputs);
  for (gsize i = 0; i < numbers->n_rows; i++)
    for (gsize j = 0; j < n; j++)
      task_set (&task, i, j, exp_table_get (numbers, i, j));
  return change_task (self, task, error);
}

/**
 * attractor_document_reset_task:
 * @self: a document
 *
 * Brings the targets back that a new document has, without static inputs, and
 * with channels that are independent.
 */
void
attractor_document_reset_task (AttractorDocument *self)
{
  g_autoptr (ExpExperiment) fresh = exp_experiment_new ();
  ExpExperiment *experiment;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));

  experiment = exp_experiment_copy (self->experiment);
  exp_table_free (experiment->targets);
  exp_table_free (experiment->inputs);
  exp_table_free (experiment->channel_covariance);
  experiment->targets = exp_table_copy (fresh->targets);
  experiment->inputs = exp_table_copy (fresh->inputs);
  experiment->channel_covariance = exp_table_copy (fresh->channel_covariance);
  attractor_document_change (self, experiment, NULL, NULL);
}
