/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-step.h"

#include <gsl/gsl_blas.h>

/* J_k, and beside it what the step adds to dc/dt, with a number that stays 1: its exponential
   takes both on, also where J_k has no inverse. */
static gsl_matrix *
make_generator (const RcLocalDynamics *dynamics, const double *step)
{
  gsize m = dynamics->n_targets;
  gsl_matrix *generator = gsl_matrix_calloc (m + 1, m + 1);
  gsl_matrix_view jacobian = gsl_matrix_submatrix (generator, 0, 0, m, m);
  gsl_vector_view push = gsl_matrix_subcolumn (generator, m, 0, m);
  gsl_vector_const_view size = gsl_vector_const_view_array (step, dynamics->n_outputs);

  gsl_matrix_memcpy (&jacobian.matrix, dynamics->jacobian);
  gsl_blas_dgemv (
    CblasNoTrans, dynamics->probe_overlap, dynamics->feedback, &size.vector, 0.0, &push.vector);
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
  gsl_matrix *generator = make_generator (dynamics, step);
  gsl_vector *c = gsl_vector_calloc (generator->size1);
  gboolean success;

  gsl_vector_set (c, dynamics->n_targets, 1.0);
  success = rc_local_dynamics_follow (dynamics, generator, c, time_step, n_times, output);
  gsl_matrix_free (generator);
  gsl_vector_free (c);
  return success;
}
