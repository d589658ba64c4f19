/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-model.h"

#include <math.h>

#include "exp-covariance.h"
#include "exp-theory.h"

/* Angular frequencies between which a network is driven, where there are such. */
#define SLOWEST_DRIVE 0.1
#define FASTEST_DRIVE 3.0

/**
 * exp_model_new_transfer:
 * @experiment: a valid experiment
 *
 * Returns: (transfer full): its transfer function
 */
RcTransfer *
exp_model_new_transfer (const ExpExperiment *experiment)
{
  static const RcTransferKind kinds[] = {
    [EXP_TRANSFER_TANH] = RC_TRANSFER_TANH,
    [EXP_TRANSFER_ERF] = RC_TRANSFER_ERF,
    [EXP_TRANSFER_LOGISTIC] = RC_TRANSFER_LOGISTIC,
    [EXP_TRANSFER_RELU] = RC_TRANSFER_RELU,
    [EXP_TRANSFER_SOFTPLUS] = RC_TRANSFER_SOFTPLUS,
    [EXP_TRANSFER_PIECEWISE_LINEAR] = RC_TRANSFER_PIECEWISE_LINEAR,
  };

  if (experiment->transfer == EXP_TRANSFER_FORMULA) {
    g_autoptr (GError) error = NULL;
    RcTransfer *transfer = rc_transfer_new_formula (experiment->formula, NULL, &error);

    g_assert_no_error (error); /* exp_experiment_validate() has made the same */
    return transfer;
  }
  return rc_transfer_new (kinds[experiment->transfer], experiment->threshold);
}

/**
 * exp_model_new:
 * @experiment: a valid experiment
 *
 * Returns: (transfer full): the model that theory and network share
 */
RcModel *
exp_model_new (const ExpExperiment *experiment)
{
  g_autoptr (RcTransfer) transfer = exp_model_new_transfer (experiment);
  const ExpTable *targets = experiment->targets, *inputs = experiment->inputs;
  gsl_matrix_view target_view = gsl_matrix_view_array (
    targets->values, targets->n_rows, targets->n_columns);
  gsl_matrix_view input_view;
  gboolean has_inputs = inputs->n_rows > 0 && inputs->n_columns > 0;
  RcModel *model;

  if (has_inputs)
    input_view = gsl_matrix_view_array (inputs->values, inputs->n_rows, inputs->n_columns);
  model = rc_model_new (transfer, &target_view.matrix, has_inputs ? &input_view.matrix : NULL);
  model->gain = experiment->gain;
  model->density = experiment->density;
  model->feedback_scale = experiment->feedback_scale;
  exp_covariance_apply (experiment, model);
  model->probe_overlap = experiment->overlap;
  model->ridge = experiment->method == EXP_METHOD_RIDGE ? experiment->ridge : 0.0;
  return model;
}

/**
 * exp_model_times:
 *
 * Returns: (transfer full): %EXP_N_TIMES times from 0 to the duration
 */
double *
exp_model_times (const ExpExperiment *experiment)
{
  double *times = g_new (double, EXP_N_TIMES);

  for (gsize i = 0; i < EXP_N_TIMES; i++)
    times[i] = experiment->duration * (double)i / (EXP_N_TIMES - 1);
  return times;
}

/**
 * exp_model_frequencies:
 *
 * Returns: (transfer full): the probe's frequencies ω, logarithmically spaced
 */
double *
exp_model_frequencies (const ExpExperiment *experiment)
{
  gsize n = (gsize)experiment->frequency_points;
  double ratio = experiment->frequency_max / experiment->frequency_min;
  double *frequencies = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    frequencies[i] = experiment->frequency_min * pow (ratio, (double)i / (double)(n - 1));
  frequencies[n - 1] = experiment->frequency_max;
  return frequencies;
}

/**
 * exp_model_driven_frequencies:
 *
 * Returns: (transfer full): the frequencies at which the network is driven: those of
 *   the probe's range that are neither too slow to wait for nor too fast to be seen,
 *   logarithmically spaced
 */
double *
exp_model_driven_frequencies (const ExpExperiment *experiment)
{
  gsize n = (gsize)experiment->driven_points;
  double low = CLAMP (SLOWEST_DRIVE, experiment->frequency_min, experiment->frequency_max);
  double high = CLAMP (FASTEST_DRIVE, experiment->frequency_min, experiment->frequency_max);
  double *frequencies = g_new (double, n);

  if (experiment->frequency_max < SLOWEST_DRIVE || experiment->frequency_min > FASTEST_DRIVE) {
    low = experiment->frequency_min;
    high = experiment->frequency_max;
  }
  for (gsize i = 0; i < n; i++)
    frequencies[i] = n > 1 ? low * pow (high / low, (double)i / (double)(n - 1))
                           : sqrt (low * high);
  return frequencies;
}

/* An input to the K channels of the probe, all the same and together of a size */
static double *
spread (const ExpExperiment *experiment, double size)
{
  gsize k = experiment->targets->n_columns;
  double *channels = g_new (double, k);

  for (gsize i = 0; i < k; i++)
    channels[i] = size / sqrt ((double)k);
  return channels;
}

/**
 * exp_model_kick:
 *
 * Returns: (transfer full): the kick to each of the K channels of the probe, all
 *   the same and together of the experiment's size
 */
double *
exp_model_kick (const ExpExperiment *experiment)
{
  return spread (experiment, experiment->kick);
}

/**
 * exp_model_step:
 *
 * Returns: (transfer full): likewise the lasting input
 */
double *
exp_model_step (const ExpExperiment *experiment)
{
  return spread (experiment, experiment->step);
}
