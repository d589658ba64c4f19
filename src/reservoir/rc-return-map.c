/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-return-map.h"

#include <math.h>

#include "rc-parallel.h"

#define POINTS_AT_ONCE 8

typedef struct {
  RcMeanField *field;
  const double *input;
  const double *outputs;
  double *returned;
  const RcMonitor *monitor;
} Evaluation;

static gboolean
evaluate_range (gsize begin, gsize end, gpointer data, GError **error)
{
  Evaluation *evaluation = data;
  gsize k = rc_model_get_n_outputs (evaluation->field->model);

  for (gsize i = begin; i < end; i++) {
    g_autoptr (RcState) state = rc_state_new (
      evaluation->field, evaluation->outputs + i * k, evaluation->input, evaluation->monitor, NULL);

    for (gsize j = 0; j < k; j++)
      evaluation->returned[i * k + j] = state != NULL ? state->returned[j] : NAN;
  }
  return TRUE;
}

/**
 * rc_return_map_evaluate:
 * @field: the statistics of the training states
 * @input: (nullable): u, L numbers
 * @n_points: how many outputs
 * @outputs: z, n_points×K
 * @monitor: (nullable): who watches
 * @returned: (out): F(z), n_points×K; NaN where the activity has no bound
 * @error: set to %RC_ERROR_CANCELLED
 *
 * Evaluates the return map at many outputs, on all processors. Cost: M + 1
 * scalar equations for each.
 *
 * Returns: %TRUE on success
 */
gboolean
rc_return_map_evaluate (RcMeanField *field,
                        const double *input,
                        gsize n_points,
                        const double *outputs,
                        const RcMonitor *monitor,
                        double *returned,
                        GError **error)
{
  Evaluation evaluation = { field, input, outputs, returned, monitor };

  return rc_parallel_for (n_points, POINTS_AT_ONCE, evaluate_range, &evaluation, monitor, error);
}

/**
 * rc_return_map_field:
 * @field: the statistics of the training states, with K = 1 or K = 2
 * @input: (nullable): u, L numbers
 * @lower: the least z, K numbers
 * @upper: the largest z, K numbers
 * @n_points: how many points along each, K numbers of at least 2
 * @monitor: (nullable): who watches
 * @flow: (out): F(z) - z on the grid, (∏ n_points)×K, the last component of z
 *   running fastest
 * @error: set to %RC_ERROR_CANCELLED
 *
 * The flow that an output feels that moves slowly.
 *
 * Returns: %TRUE on success
 */
gboolean
rc_return_map_field (RcMeanField *field,
                     const double *input,
                     const double *lower,
                     const double *upper,
                     const gsize *n_points,
                     const RcMonitor *monitor,
                     double *flow,
                     GError **error)
{
  gsize k = rc_model_get_n_outputs (field->model), n = n_points[0] * (k > 1 ? n_points[1] : 1);
  g_autofree double *outputs = g_new (double, n *k);

  g_return_val_if_fail (k <= 2, FALSE);

  for (gsize i = 0; i < n; i++) {
    gsize rest = i;

    for (gsize j = k; j-- > 0;) {
      double fraction = (double)(rest % n_points[j]) / (double)(n_points[j] - 1);

      outputs[i * k + j] = lower[j] + fraction * (upper[j] - lower[j]);
      rest /= n_points[j];
    }
  }
  if (!rc_return_map_evaluate (field, input, n, outputs, monitor, flow, error))
    return FALSE;
  for (gsize i = 0; i < n * k; i++)
    flow[i] -= outputs[i];
  return TRUE;
}
