/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-test.h"

/**
 * rc_test_model:
 *
 * Returns: (transfer full): a model with this transfer function, gain and targets
 */
RcModel *
rc_test_model (
  RcTransferKind kind, double gain, gsize n_targets, gsize n_outputs, const double *targets)
{
  g_autoptr (RcTransfer) transfer = rc_transfer_new (kind, 0.0);
  gsl_matrix_const_view view = gsl_matrix_const_view_array (targets, n_targets, n_outputs);
  RcModel *model = rc_model_new (transfer, &view.matrix, NULL);

  model->gain = gain;
  return model;
}

/**
 * rc_test_default:
 *
 * Returns: (transfer full): tanh, g = 0.9, targets 1.6, 0.9 and -0.6
 */
RcModel *
rc_test_default (void)
{
  static const double targets[] = { 1.6, 0.9, -0.6 };

  return rc_test_model (RC_TRANSFER_TANH, 0.9, 3, 1, targets);
}

/**
 * rc_test_train:
 *
 * Returns: (transfer full): a network of the model, trained
 */
RcTrained *
rc_test_train (RcModel *model, gsize size, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcNetwork) network = rc_network_new (model, size, seed, NULL, &error);
  RcTrained *trained;

  g_assert_no_error (error);
  trained = rc_trained_new (network, NULL, &error);
  g_assert_no_error (error);
  return trained;
}
