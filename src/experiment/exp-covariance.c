/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-covariance.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"

#define PATH "network.channel_covariance"

static gboolean
check_symmetry (const ExpTable *table, GError **error)
{
  for (gsize i = 0; i < table->n_rows; i++) {
    for (gsize j = 0; j < i; j++) {
      char above[G_ASCII_DTOSTR_BUF_SIZE], below[G_ASCII_DTOSTR_BUF_SIZE];

      if (exp_table_get (table, i, j) == exp_table_get (table, j, i))
        continue;
      g_ascii_formatd (above, sizeof above, "%.10g", exp_table_get (table, j, i));
      g_ascii_formatd (below, sizeof below, "%.10g", exp_table_get (table, i, j));
      g_set_error (error,
                   EXP_ERROR,
                   EXP_ERROR_VALUE,
                   _ ("%s is not symmetric: [%zu][%zu] is %s, but [%zu][%zu] is %s"),
                   PATH,
                   j,
                   i,
                   above,
                   i,
                   j,
                   below);
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * exp_covariance_check:
 * @experiment: an experiment whose targets and inputs are valid
 * @error: set to %EXP_ERROR_VALUE
 *
 * Returns: %TRUE if the channels' covariance is empty, or is a covariance of as
 *   many channels as there are outputs and static inputs
 */
gboolean
exp_covariance_check (const ExpExperiment *experiment, GError **error)
{
  const ExpTable *table = experiment->channel_covariance;
  gsize k = experiment->targets->n_columns, l = experiment->inputs->n_columns;
  gsl_matrix_view view;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  double smallest;

  if (table->n_rows == 0)
    return TRUE;
  if (table->n_rows != k + l || table->n_columns != k + l) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s is a table of %zu × %zu numbers, but must be one of %zu × %zu: a row and a "
                    "column for each output and each static input"),
                 PATH,
                 table->n_rows,
                 table->n_columns,
                 k + l,
                 k + l);
    return FALSE;
  }
  if (!check_symmetry (table, error))
    return FALSE;
  view = gsl_matrix_view_array (table->values, k + l, k + l);
  if (rc_model_is_covariance (&view.matrix, &smallest))
    return TRUE;
  g_ascii_formatd (number, sizeof number, "%.4g", smallest);
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_VALUE,
               _ ("%s has the eigenvalue %s, but no covariance has one below 0"),
               PATH,
               number);
  return FALSE;
}

/**
 * exp_covariance_apply:
 * @experiment: a valid experiment
 * @model: its model, with the feedback scale set
 *
 * Gives the model its Σ where the experiment has one: S with the rows and columns
 * of the outputs multiplied by σ.
 */
void
exp_covariance_apply (const ExpExperiment *experiment, RcModel *model)
{
  const ExpTable *table = experiment->channel_covariance;
  gsize n = table->n_rows, k = experiment->targets->n_columns;
  gsl_matrix *covariance;
  gboolean success;

  if (n == 0)
    return;
  covariance = gsl_matrix_alloc (n, n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      gsl_matrix_set (covariance,
                      i,
                      j,
                      exp_table_get (table, i, j) * (i < k ? experiment->feedback_scale : 1.0) *
                        (j < k ? experiment->feedback_scale : 1.0));
  success = rc_model_set_covariance (model, covariance, NULL);
  gsl_matrix_free (covariance);
  g_assert (success); /* exp_covariance_check() has seen it */
}

/**
 * exp_covariance_fit:
 * @experiment: an experiment whose outputs or static inputs have become more or fewer
 * @n_outputs: how many outputs there were before
 * @n_inputs: how many static inputs there were before
 *
 * Makes the channels' covariance, where there is one, fit again: channels that are
 * still there keep what they had, and new ones are independent, of variance 1.
 */
void
exp_covariance_fit (ExpExperiment *experiment, gsize n_outputs, gsize n_inputs)
{
  ExpTable *table = experiment->channel_covariance, *fitted;
  gsize k = experiment->targets->n_columns, n = k + experiment->inputs->n_columns;
  gsize from[EXP_MAX_OUTPUTS + EXP_MAX_INPUTS];

  if (table->n_rows == 0 || table->n_rows != n_outputs + n_inputs)
    return;
  g_return_if_fail (n <= G_N_ELEMENTS (from));

  for (gsize i = 0; i < n; i++) {
    from[i] = i < k ? i : n_outputs + i - k;
    if (i < k ? i >= n_outputs : i - k >= n_inputs)
      from[i] = G_MAXSIZE;
  }
  fitted = exp_table_new (n, n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      exp_table_set (fitted,
                     i,
                     j,
                     from[i] == G_MAXSIZE || from[j] == G_MAXSIZE
                       ? (i == j ? 1.0 : 0.0)
                       : exp_table_get (table, from[i], from[j]));
  exp_table_free (table);
  experiment->channel_covariance = fitted;
}
