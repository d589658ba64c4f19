/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-state.h"

#include <gsl/gsl_blas.h>

/* (z | u)Σ and, from it, the drives to the state's variance and covariances */
static double
make_drives (RcState *self, const double *input, double *drives)
{
  const RcModel *model = self->mean_field->model;
  gsize k = rc_model_get_n_outputs (model), n = k + rc_model_get_n_inputs (model);
  g_autofree double *channels = g_new0 (double, n);
  gsl_matrix *covariance = rc_model_make_covariance (model);
  gsl_vector_view row = gsl_vector_view_array (channels, n);
  gsl_vector_view mixed = gsl_vector_view_array (self->channels, n);
  double drive;

  for (gsize j = 0; j < k; j++)
    channels[j] = self->output[j];
  for (gsize j = k; input != NULL && j < n; j++)
    channels[j] = input[j - k];
  gsl_blas_dgemv (CblasTrans, 1.0, covariance, &row.vector, 0.0, &mixed.vector);
  gsl_blas_ddot (&row.vector, &mixed.vector, &drive);

  for (gsize i = 0; i < self->mean_field->channels->size1; i++) {
    gsl_vector_const_view other = gsl_matrix_const_row (self->mean_field->channels, i);

    gsl_blas_ddot (&row.vector, &other.vector, &drives[i]);
  }
  gsl_matrix_free (covariance);
  return MAX (drive, 0.0);
}

/**
 * rc_state_new:
 * @mean_field: the statistics of the training states
 * @output: z, K numbers
 * @input: (nullable): u, L numbers; %NULL for none
 * @monitor: (nullable): who watches; asked before each equation, told of no progress
 * @error: set to %RC_ERROR_NO_SOLUTION if the activity would grow without bound, or to
 *   %RC_ERROR_CANCELLED
 *
 * Finds the state with the feedback clamped to z, and the return map there.
 * Cost: M + 1 scalar equations.
 *
 * Returns: (transfer full) (nullable): the state
 */
RcState *
rc_state_new (RcMeanField *mean_field,
              const double *output,
              const double *input,
              const RcMonitor *monitor,
              GError **error)
{
  g_autoptr (RcState) self = g_new0 (RcState, 1);
  const RcModel *model = mean_field->model;
  gsize m = rc_model_get_n_targets (model), k = rc_model_get_n_outputs (model);
  g_autofree double *drives = g_new (double, m);
  double drive;

  g_atomic_ref_count_init (&self->ref_count);
  self->mean_field = rc_mean_field_ref (mean_field);
  self->output = g_memdup2 (output, k * sizeof *output);
  self->channels = g_new0 (double, k + rc_model_get_n_inputs (model));
  self->covariances = g_new (double, m);
  self->moments = g_new (RcMoments, m + 1);
  self->returned = g_new0 (double, k);

  drive = make_drives (self, input, drives);
  if (!rc_monitor_report (monitor, 0.0, error) ||
      !rc_mean_field_variance (model, drive, &self->variance, &self->moments[m], error))
    return NULL;
  for (gsize i = 0; i < m; i++) {
    double variance = gsl_matrix_get (mean_field->covariance, i, i);

    if (!rc_monitor_report (monitor, 0.0, error))
      return NULL;
    self->covariances[i] = rc_mean_field_covariance (
      model, drives[i], variance, self->variance, &self->moments[i]);
    for (gsize j = 0; j < k; j++)
      self->returned[j] += gsl_matrix_get (mean_field->readout, i, j) * self->moments[i].value;
  }
  return g_steal_pointer (&self);
}

RcState *
rc_state_ref (RcState *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_state_unref (RcState *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  rc_mean_field_unref (self->mean_field);
  g_free (self->output);
  g_free (self->channels);
  g_free (self->covariances);
  g_free (self->moments);
  g_free (self->returned);
  g_free (self);
}

/**
 * rc_state_slope:
 * @slope: (out): ∂F_i/∂z_j = G(0), K×K, row-major
 *
 * The Jacobian of the return map. The state's own ⟨x δx⟩, which obeys one scalar
 * equation, drives the covariances with the M training states, each of which
 * obeys one more: no matrix has to be inverted. Cost: M K².
 *
 * Returns: %FALSE at a state where the open loop itself is at its edge
 */
gboolean
rc_state_slope (const RcState *self, double *slope)
{
  const RcMeanField *field = self->mean_field;
  gsize m = field->covariance->size1, k = field->readout->size2;
  double gg = field->model->gain * field->model->gain, own;

  own = 1.0 - gg * (self->moments[m].slope + self->moments[m].curvature);
  if (own == 0.0)
    return FALSE;

  for (gsize i = 0; i < k * k; i++)
    slope[i] = 0.0;
  for (gsize i = 0; i < m; i++) {
    const RcMoments *moments = &self->moments[i];

    if (1.0 - gg * moments->slope == 0.0)
      return FALSE;
    for (gsize j = 0; j < k; j++) {
      double along = self->channels[j] / own; /* ⟨x(z) ∂x(z)/∂z_j⟩ */
      double c = (gsl_matrix_get (field->channels, i, j) + gg * moments->curvature * along) /
                 (1.0 - gg * moments->slope);

      for (gsize l = 0; l < k; l++)
        slope[l * k + j] += gsl_matrix_get (field->readout, i, l) *
                            (moments->slope * c + moments->curvature * along);
    }
  }
  return TRUE;
}
