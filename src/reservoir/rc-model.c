/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-model.h"

#include <math.h>

#include <glib/gi18n.h>
#include <gsl/gsl_eigen.h>

#include "rc-error.h"
#include "rc-parallel.h"

/* How far from symmetric and semidefinite a covariance may be, relative to its
   largest element: room for the rounding of whoever computed it. */
#define COVARIANCE_TOLERANCE 1e-10

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

static gsl_matrix *
copy_matrix (const gsl_matrix *matrix)
{
  gsl_matrix *copy = gsl_matrix_alloc (matrix->size1, matrix->size2);

  gsl_matrix_memcpy (copy, matrix);
  return copy;
}

/**
 * rc_model_copy:
 *
 * Returns: (transfer full): a model of its own with the same parameters, which
 *   may be changed until somebody else sees it
 */
RcModel *
rc_model_copy (const RcModel *self)
{
  RcModel *copy = rc_model_new (self->transfer, self->targets, self->inputs);

  copy->gain = self->gain;
  copy->density = self->density;
  copy->feedback_scale = self->feedback_scale;
  copy->probe_overlap = self->probe_overlap;
  copy->ridge = self->ridge;
  if (self->covariance != NULL)
    copy->covariance = copy_matrix (self->covariance);
  return copy;
}

/* The smallest eigenvalue of a symmetric matrix. */
static double
smallest_eigenvalue (const gsl_matrix *matrix)
{
  gsl_matrix *copy = copy_matrix (matrix);
  gsl_vector *values = gsl_vector_alloc (matrix->size1);
  gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc (matrix->size1);
  double smallest;

  gsl_eigen_symm (copy, values, work);
  smallest = gsl_vector_min (values);
  gsl_eigen_symm_free (work);
  gsl_vector_free (values);
  gsl_matrix_free (copy);
  return smallest;
}

/**
 * rc_model_is_covariance:
 * @matrix: square
 * @smallest: (out) (optional): its smallest eigenvalue; NaN where the matrix is not
 *   symmetric or not finite
 *
 * Returns: whether the matrix is symmetric and positive semidefinite, up to rounding
 */
gboolean
rc_model_is_covariance (const gsl_matrix *matrix, double *smallest)
{
  double largest = 0.0, eigenvalue;

  if (smallest != NULL)
    *smallest = NAN;

  for (gsize i = 0; i < matrix->size1; i++) {
    for (gsize j = 0; j < matrix->size2; j++) {
      double value = gsl_matrix_get (matrix, i, j);

      if (!isfinite (value))
        return FALSE;
      largest = MAX (largest, fabs (value));
    }
  }
  for (gsize i = 0; i < matrix->size1; i++)
    for (gsize j = 0; j < i; j++)
      if (fabs (gsl_matrix_get (matrix, i, j) - gsl_matrix_get (matrix, j, i)) >
          COVARIANCE_TOLERANCE * largest)
        return FALSE;
  eigenvalue = smallest_eigenvalue (matrix);
  if (smallest != NULL)
    *smallest = eigenvalue;
  return eigenvalue >= -COVARIANCE_TOLERANCE * largest;
}

/**
 * rc_model_set_covariance:
 * @covariance: Σ, (K+L)×(K+L), symmetric and positive semidefinite
 * @error: set to %RC_ERROR_ARGUMENT if it is not
 *
 * Gives the channels weights that are correlated, or of different sizes. It
 * takes the place of the feedback scale. To be called before anybody else
 * sees the model.
 *
 * Returns: %TRUE on success
 */
gboolean
rc_model_set_covariance (RcModel *self, const gsl_matrix *covariance, GError **error)
{
  gsize n = rc_model_get_n_outputs (self) + rc_model_get_n_inputs (self);

  if (covariance->size1 != n || covariance->size2 != n) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_ARGUMENT,
                 _ ("The covariance of %zu channels is a %zu×%zu matrix, not %zu×%zu"),
                 n,
                 n,
                 n,
                 covariance->size1,
                 covariance->size2);
    return FALSE;
  }
  if (!rc_model_is_covariance (covariance, NULL)) {
    g_set_error_literal (error,
                         RC_ERROR,
                         RC_ERROR_ARGUMENT,
                         _ ("The covariance of the channels is not symmetric and semidefinite"));
    return FALSE;
  }
  g_clear_pointer (&self->covariance, gsl_matrix_free);
  self->covariance = copy_matrix (covariance);
  return TRUE;
}

/**
 * rc_model_make_covariance:
 *
 * Returns: (transfer full): Σ, (K+L)×(K+L)
 */
gsl_matrix *
rc_model_make_covariance (const RcModel *self)
{
  gsize k = rc_model_get_n_outputs (self), n = k + rc_model_get_n_inputs (self);
  gsl_matrix *covariance;

  if (self->covariance != NULL)
    return copy_matrix (self->covariance);
  covariance = gsl_matrix_calloc (n, n);
  for (gsize i = 0; i < n; i++)
    gsl_matrix_set (covariance, i, i, i < k ? self->feedback_scale * self->feedback_scale : 1.0);
  return covariance;
}

/**
 * rc_model_make_channels:
 *
 * Returns: (transfer full): a = (A | U), M×(K+L), what each channel carries
 */
gsl_matrix *
rc_model_make_channels (const RcModel *self)
{
  gsize k = rc_model_get_n_outputs (self), l = rc_model_get_n_inputs (self);
  gsl_matrix *channels = gsl_matrix_alloc (self->targets->size1, k + l);

  for (gsize i = 0; i < channels->size1; i++) {
    for (gsize j = 0; j < k; j++)
      gsl_matrix_set (channels, i, j, gsl_matrix_get (self->targets, i, j));
    for (gsize j = 0; j < l; j++)
      gsl_matrix_set (channels, i, k + j, gsl_matrix_get (self->inputs, i, j));
  }
  return channels;
}

/**
 * rc_model_repeat_input:
 * @target: which target
 * @n: how many rows
 *
 * Returns: (transfer full) (nullable): n×L, the static input of one target for each of
 *   several trajectories; %NULL if there are none
 */
gsl_matrix *
rc_model_repeat_input (const RcModel *self, gsize target, gsize n)
{
  gsl_matrix *inputs;

  if (self->inputs == NULL)
    return NULL;
  inputs = gsl_matrix_alloc (n, self->inputs->size2);
  for (gsize i = 0; i < n; i++) {
    gsl_vector_const_view row = gsl_matrix_const_row (self->inputs, target);

    gsl_matrix_set_row (inputs, i, &row.vector);
  }
  return inputs;
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
  g_clear_pointer (&self->covariance, gsl_matrix_free);
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
