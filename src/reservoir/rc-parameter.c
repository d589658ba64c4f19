/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-parameter.h"

static void
scale_feedback (RcModel *model, double scale)
{
  double ratio = model->feedback_scale != 0.0 ? scale / model->feedback_scale : 0.0;
  gsize k = rc_model_get_n_outputs (model);

  model->feedback_scale = scale;
  if (model->covariance == NULL)
    return;
  for (gsize i = 0; i < model->covariance->size1; i++)
    for (gsize j = 0; j < model->covariance->size2; j++)
      *gsl_matrix_ptr (model->covariance, i, j) *= (i < k ? ratio : 1.0) * (j < k ? ratio : 1.0);
}

static void
set_threshold (RcModel *model, double threshold)
{
  RcTransfer *transfer;

  if (rc_transfer_get_kind (model->transfer) != RC_TRANSFER_RELU)
    return;
  transfer = rc_transfer_new (RC_TRANSFER_RELU, threshold);
  rc_transfer_unref (model->transfer);
  model->transfer = transfer;
}

/**
 * rc_parameter_apply:
 * @parameter: which one
 * @value: its value, within its range
 * @model: a model that nobody else has seen yet
 *
 * Changes one parameter of a model.
 */
void
rc_parameter_apply (RcParameter parameter, double value, RcModel *model)
{
  switch (parameter) {
  case RC_PARAMETER_GAIN:
    model->gain = value;
    break;
  case RC_PARAMETER_FEEDBACK_SCALE:
    scale_feedback (model, value);
    break;
  case RC_PARAMETER_THRESHOLD:
    set_threshold (model, value);
    break;
  case RC_PARAMETER_AMPLITUDE:
    gsl_matrix_scale (model->targets, value);
    break;
  case RC_PARAMETER_OVERLAP:
    model->probe_overlap = value;
    break;
  case RC_PARAMETER_RIDGE:
    model->ridge = value;
    break;
  case RC_PARAMETER_DENSITY:
    model->density = value;
    break;
  default:
    g_assert_not_reached ();
  }
}
