/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-step.h"

#include <math.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>

/* J_k, and beside it what the step adds to dc/dt, with a number that stays 1: its exponential
   takes both on, also where J_k has no inverse. */
static gsl_matrix *
make_generator (const RcLocalDynamics *dynamics, const double *step, double time_step)
{
  gsize m = dynamics->n_targets;
  gsl_matrix *generator = gsl_matrix_calloc (m + 1, m + 1);
  gsl_matrix_view jacobian = gsl_matrix_submatrix (generator, 0, 0, m, m);
  gsl_vector_view push = gsl_matrix_subcolumn (generator, m, 0, m);
  gsl_vector_const_view size = gsl_vector_const_view_array (step, dynamics->n_outputs);

  gsl_matrix_memcpy (&jacobian.matrix, dynamics->jacobian);
  gsl_blas_dgemv (
    CblasNoTrans, dynamics->probe_overlap, dynamics->feedback, &size.vector, 0.0, &push.vector);
  gsl_matrix_scale (generator, time_step);
  return generator;
}

/**
 * rc_step_respond:
 * @dynamics: the local dynamics, of m equations, in full
 * @step: the size of a lasting input to each of the K channels of the probe, from t = 0 on
 * @time_step: the time between two points
 * @n_times: how many points, the first at t = 0
 * @output: (out): δz at these times, n_times×K, row-major; NaN from where the
 *   output of an unstable attractor leaves the range of numbers
 *
 * The output after a step: δz(t) = BᵀT_k ∫₀ᵗ exp(J_k t') dt' ρF step, which comes to H(0) step
 * where the attractor is stable. Cost: an exponential of m + 1 equations.
 *
 * Returns: %FALSE if the exponential cannot be had
 */
gboolean
rc_step_respond (const RcLocalDynamics *dynamics,
                 const double *step,
                 double time_step,
                 gsize n_times,
                 double *output)
{
  gsize m = dynamics->n_targets, k = dynamics->n_outputs;
  gsl_matrix *generator = make_generator (dynamics, step, time_step);
  gsl_matrix *exponential = gsl_matrix_alloc (m + 1, m + 1);
  gsl_vector *c = gsl_vector_calloc (m + 1), *next = gsl_vector_alloc (m + 1);
  gsl_vector_const_view seen = gsl_vector_const_subvector (c, 0, m);
  gboolean success = gsl_linalg_exponential_ss (generator, exponential, GSL_PREC_DOUBLE) ==
                     GSL_SUCCESS;

  gsl_vector_set (c, m, 1.0);
  for (gsize t = 0; success && t < n_times; t++) {
    gsl_vector_view row = gsl_vector_view_array (output + t * k, k);

    gsl_blas_dgemv (CblasTrans, 1.0, dynamics->observation, &seen.vector, 0.0, &row.vector);
    for (gsize i = 0; i < k; i++)
      if (!isfinite (output[t * k + i]))
        output[t * k + i] = NAN;
    gsl_blas_dgemv (CblasNoTrans, 1.0, exponential, c, 0.0, next);
    gsl_vector_memcpy (c, next);
  }
  gsl_matrix_free (generator);
  gsl_matrix_free (exponential);
  gsl_vector_free (c);
  gsl_vector_free (next);
  return success;
}
