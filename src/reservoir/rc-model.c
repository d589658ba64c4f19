/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-model.h"

#include "rc-parallel.h"

/**
 * rc_model_new:
 * @transfer: the transfer function φ
 * @targets: A, M×K, finite
 * @inputs: (nullable): U, M×L, finite
 *
 * Makes a model with g = 0, p = 1, σ = 1, ρ = 1 and λ = 0. Whoever makes it
 * sets these fields before anybody else sees it.
 *
 * Returns: (transfer full): a model
 */
RcModel *
rc_model_new (RcTransfer *transfer, const gsl_matrix *targets, const gsl_matrix *inputs)
{
  RcModel *self;

  g_return_val_if_fail (inputs == NULL || inputs->size1 == targets->size1, NULL);

  rc_init ();
  self = g_new0 (RcModel, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->transfer = rc_transfer_ref (transfer);
  self->density = 1.0;
  self->feedback_scale = 1.0;
  self->probe_overlap = 1.0;
  self->targets = gsl_matrix_alloc (targets->size1, targets->size2);
  gsl_matrix_memcpy (self->targets, targets);
  if (inputs != NULL) {
    self->inputs = gsl_matrix_alloc (inputs->size1, inputs->size2);
    gsl_matrix_memcpy (self->inputs, inputs);
  }
  return self;
}

RcModel *
rc_model_ref (RcModel *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_model_unref (RcModel *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  rc_transfer_unref (self->transfer);
  g_clear_pointer (&self->targets, gsl_matrix_free);
  g_clear_pointer (&self->inputs, gsl_matrix_free);
  g_free (self);
}

/**
 * rc_model_get_n_targets:
 *
 * Returns: M
 */
gsize
rc_model_get_n_targets (const RcModel *self)
{
  return self->targets->size1;
}

/**
 * rc_model_get_n_outputs:
 *
 * Returns: K
 */
gsize
rc_model_get_n_outputs (const RcModel *self)
{
  return self->targets->size2;
}

/**
 * rc_model_get_n_inputs:
 *
 * Returns: L, 0 if there are no static inputs
 */
gsize
rc_model_get_n_inputs (const RcModel *self)
{
  return self->inputs != NULL ? self->inputs->size2 : 0;
}
