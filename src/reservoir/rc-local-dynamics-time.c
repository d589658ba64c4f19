/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The linear dynamics near an attractor as time goes by */

#include "rc-local-dynamics.h"

#include <math.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>

/**
 * rc_local_dynamics_follow:
 * @generator: what takes the state on, n×n; its first m rows and columns are the covariances'
 * @state: (inout): where it begins, n numbers; where it ends
 * @time_step: the time between two points
 * @n_times: how many points, the first at t = 0
 * @output: (out): BᵀT_k of the first m numbers of the state at these times, n_times×K,
 *   row-major; NaN from where it leaves the range of numbers
 *
 * Follows linear dynamics by the matrix exponential. Cost: that, and a product for each time.
 *
 * Returns: %FALSE if the exponential cannot be had
 */
gboolean
rc_local_dynamics_follow (const RcLocalDynamics *self,
                          const gsl_matrix *generator,
                          gsl_vector *state,
                          double time_step,
                          gsize n_times,
                          double *output)
{
  gsize n = generator->size1, k = self->n_outputs;
  gsl_matrix *step = gsl_matrix_alloc (n, n), *scaled = gsl_matrix_alloc (n, n);
  gsl_vector *next = gsl_vector_alloc (n);
  gsl_vector_const_view seen = gsl_vector_const_subvector (state, 0, self->n_targets);
  gboolean success;

  gsl_matrix_memcpy (scaled, generator);
  gsl_matrix_scale (scaled, time_step);
  success = gsl_linalg_exponential_ss (scaled, step, GSL_PREC_DOUBLE) == GSL_SUCCESS;

  for (gsize t = 0; success && t < n_times; t++) {
    gsl_vector_view row = gsl_vector_view_array (output + t * k, k);

    gsl_blas_dgemv (CblasTrans, 1.0, self->observation, &seen.vector, 0.0, &row.vector);
    for (gsize i = 0; i < k; i++)
      if (!isfinite (output[t * k + i]))
        output[t * k + i] = NAN;
    gsl_blas_dgemv (CblasNoTrans, 1.0, step, state, 0.0, next);
    gsl_vector_memcpy (state, next);
  }

  gsl_matrix_free (step);
  gsl_matrix_free (scaled);
  gsl_vector_free (next);
  return success;
}

/* The same by the matrix exponential, for modes that do not span the space. */
static gboolean
exponentiate (
  const RcLocalDynamics *self, const double *kick, double time_step, gsize n_times, double *output)
{
  gsl_vector *c = gsl_vector_calloc (self->n_targets);
  gsl_vector_const_view kick_view = gsl_vector_const_view_array (kick, self->n_outputs);
  gboolean success;

  gsl_blas_dgemv (CblasNoTrans, 1.0, self->feedback, &kick_view.vector, 0.0, c);
  success = rc_local_dynamics_follow (self, self->jacobian, c, time_step, n_times, output);
  gsl_vector_free (c);
  return success;
}

/**
 * rc_local_dynamics_impulse:
 * @kick: the size of a δ-kick to each of the K channels of the probe
 * @time_step: the time between two points
 * @n_times: how many points, the first at t = 0
 * @output: (out): δz at these times, n_times×K, row-major; NaN from where the
 *   output of an unstable attractor leaves the range of numbers
 *
 * The output after a kick: δz(t) = BᵀT_k exp(J_k t) ρF kick.
 *
 * Returns: %FALSE if the exponential cannot be had
 */
gboolean
rc_local_dynamics_impulse (
  const RcLocalDynamics *self, const double *kick, double time_step, gsize n_times, double *output)
{
  gsize k = self->n_outputs;
  g_autofree double *scaled_kick = g_new (double, k);

  for (gsize i = 0; i < k; i++)
    scaled_kick[i] = self->probe_overlap * kick[i];
  return rc_resolvent_impulse (self->resolvent, scaled_kick, time_step, n_times, output) ||
         exponentiate (self, scaled_kick, time_step, n_times, output);
}
