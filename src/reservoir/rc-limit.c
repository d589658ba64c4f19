/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-limit.h"

#include <gsl/gsl_blas.h>

#include "rc-mean-field.h"

/* The halvings of a bracket. */
#define MAX_STEPS 60
#define TOLERANCE 1e-4

/* (aΣaᵀ)_μμ of the target that drives the network most */
static double
find_drive (const RcModel *model)
{
  gsl_matrix *channels = rc_model_make_channels (model);
  gsl_matrix *covariance = rc_model_make_covariance (model);
  gsl_matrix *mixed = gsl_matrix_calloc (channels->size1, channels->size2);
  double largest = 0.0;

  gsl_blas_dgemm (CblasNoTrans, CblasNoTrans, 1.0, channels, covariance, 0.0, mixed);
  for (gsize i = 0; i < channels->size1; i++) {
    gsl_vector_const_view row = gsl_matrix_const_row (channels, i);
    gsl_vector_const_view other = gsl_matrix_const_row (mixed, i);
    double drive;

    gsl_blas_ddot (&row.vector, &other.vector, &drive);
    largest = MAX (largest, drive);
  }
  gsl_matrix_free (channels);
  gsl_matrix_free (covariance);
  gsl_matrix_free (mixed);
  return largest;
}

/**
 * rc_limit_gain:
 * @model: a network whose activity grows without bound
 * @monitor: (nullable): who watches; asked before each step, told of no progress
 * @error: set to %RC_ERROR_CANCELLED
 *
 * Finds by bisection where that begins, which is first for the target that drives the network
 * most. Cost: some 20 solutions for a variance.
 *
 * Returns: a gain at which the activity of all targets is finite, all else the same, within
 *   1e-4 of the largest; 0 if there is none, or if it was stopped
 */
double
rc_limit_gain (const RcModel *model, const RcMonitor *monitor, GError **error)
{
  g_autoptr (RcModel) trial = rc_model_copy (model);
  double drive = find_drive (model), low = 0.0, high = model->gain;

  for (guint i = 0; i < MAX_STEPS && high - low > TOLERANCE * high; i++) {
    double variance;

    if (!rc_monitor_report (monitor, 0.0, error))
      return 0.0;
    trial->gain = low + 0.5 * (high - low);
    if (rc_mean_field_variance (trial, drive, &variance, NULL, NULL))
      low = trial->gain;
    else
      high = trial->gain;
  }
  return low;
}
