/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-local-dynamics.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_min.h>

#include "rc-error.h"
#include "rc-linear.h"

/* Where a resonance is looked for, and how finely at first. */
#define RESONANCE_MINIMUM 1e-3
#define RESONANCE_MAXIMUM 1e2
#define RESONANCE_POINTS 160
/* A peak that rises by less than this above |H(0)| is no resonance. */
#define RESONANCE_RISE 1e-6

/* T_k = diag ⟨φ'(x_ν)φ'(x_k)⟩ + (column k) ⟨φ(x_ν)φ''(x_k)⟩, M×M */
static gsl_matrix *
make_transfer_matrix (const RcMeanField *field, gsize k)
{
  gsize m = field->covariance->size1;
  gsl_matrix *t = gsl_matrix_calloc (m, m);
  double ckk = gsl_matrix_get (field->covariance, k, k);

  for (gsize i = 0; i < m; i++) {
    RcMoments moments;

    rc_transfer_moments (field->model->transfer,
                         gsl_matrix_get (field->covariance, i, i),
                         gsl_matrix_get (field->covariance, i, k),
                         ckk,
                         &moments);
    *gsl_matrix_ptr (t, i, i) += moments.slope;
    *gsl_matrix_ptr (t, i, k) += moments.curvature;
  }
  return t;
}

static void
make_matrices (RcLocalDynamics *self, const RcMeanField *field, gsize k)
{
  const RcModel *model = field->model;
  gsize m = self->n_targets, n_outputs = self->n_outputs;
  gsl_matrix *t = make_transfer_matrix (field, k);
  double gg = model->gain * model->gain;
  RcMoments moments;

  /* F = (aΣ) restricted to the feedback channels */
  self->feedback = gsl_matrix_alloc (m, n_outputs);
  gsl_matrix_memcpy (self->feedback, model->targets);
  gsl_matrix_scale (self->feedback, model->feedback_scale * model->feedback_scale);

  self->observation = gsl_matrix_calloc (m, n_outputs);
  gsl_blas_dgemm (CblasTrans, CblasNoTrans, 1.0, t, field->readout, 0.0, self->observation);

  self->open_loop_jacobian = gsl_matrix_alloc (m, m);
  gsl_matrix_memcpy (self->open_loop_jacobian, t);
  gsl_matrix_scale (self->open_loop_jacobian, gg);
  for (gsize i = 0; i < m; i++)
    *gsl_matrix_ptr (self->open_loop_jacobian, i, i) -= 1.0;

  /* J_k = -I + (g² I + F Bᵀ) T_k */
  self->jacobian = gsl_matrix_alloc (m, m);
  gsl_matrix_memcpy (self->jacobian, self->open_loop_jacobian);
  gsl_blas_dgemm (
    CblasNoTrans, CblasTrans, 1.0, self->feedback, self->observation, 1.0, self->jacobian);

  moments.slope = gsl_matrix_get (field->covariance, k, k);
  rc_transfer_moments (model->transfer, moments.slope, moments.slope, moments.slope, &moments);
  self->bulk_radius = model->gain * sqrt (moments.slope);
  gsl_matrix_free (t);
}

static gboolean
find_poles (const gsl_matrix *matrix, double complex *poles, GError **error)
{
  g_autofree double *copy = g_memdup2 (matrix->data,
                                       matrix->size1 * matrix->size1 * sizeof (double));

  return rc_eigenvalues (matrix->size1, copy, poles, error);
}

/* X = (sI - jacobian)^-1 right, with right M×K real */
static gboolean
resolvent (const gsl_matrix *jacobian, const gsl_matrix *right, double complex s, double complex *x)
{
  gsize m = jacobian->size1, k = right->size2;
  g_autofree double complex *a = g_new (double complex, m *m);

  for (gsize i = 0; i < m * m; i++)
    a[i] = -jacobian->data[i];
  for (gsize i = 0; i < m; i++)
    a[i * m + i] += s;
  for (gsize i = 0; i < m * k; i++)
    x[i] = right->data[i];
  return rc_solve_complex (m, k, a, x);
}

/* out = factor observationᵀ x, K×K */
static void
observe (const RcLocalDynamics *self, double factor, const double complex *x, double complex *out)
{
  gsize k = self->n_outputs;

  for (gsize i = 0; i < k; i++) {
    for (gsize j = 0; j < k; j++) {
      double complex sum = 0.0;

      for (gsize l = 0; l < self->n_targets; l++)
        sum += gsl_matrix_get (self->observation, l, i) * x[l * k + j];
      out[i * k + j] = factor * sum;
    }
  }
}

/**
 * rc_local_dynamics_gain:
 * @s: a complex frequency; on the imaginary axis, s = iω
 * @gain: (out): G(s) = BᵀT_k ((1+s)I - g²T_k)^-1 F, K×K, row-major
 *
 * The gain of the open loop, from the fed-back output to the output.
 * Cost: M³.
 *
 * Returns: %FALSE if s is a pole
 */
gboolean
rc_local_dynamics_gain (const RcLocalDynamics *self, double complex s, double complex *gain)
{
  g_autofree double complex *x = g_new (double complex, self->n_targets * self->n_outputs);

  if (!resolvent (self->open_loop_jacobian, self->feedback, s, x))
    return FALSE;
  observe (self, 1.0, x, gain);
  return TRUE;
}

/**
 * rc_local_dynamics_response:
 * @s: a complex frequency; on the imaginary axis, s = iω
 * @response: (out): H(s) = BᵀT_k (sI - J_k)^-1 ρF, K×K, row-major
 *
 * The response of the output to the probe with the loop closed. Cost: M³.
 *
 * Returns: %FALSE if s is a pole
 */
gboolean
rc_local_dynamics_response (const RcLocalDynamics *self, double complex s, double complex *response)
{
  g_autofree double complex *x = g_new (double complex, self->n_targets * self->n_outputs);

  if (!resolvent (self->jacobian, self->feedback, s, x))
    return FALSE;
  observe (self, self->probe_overlap, x, response);
  return TRUE;
}

/* -H'(0)/H(0) with H'(s) = -ρ BᵀT (sI - J)^-2 F */
static double
find_mean_response_time (const RcLocalDynamics *self)
{
  gsize m = self->n_targets, k = self->n_outputs;
  g_autofree double complex *x = g_new (double complex, m *k);
  g_autofree double complex *response = g_new (double complex, k *k);
  g_autofree double complex *slope = g_new (double complex, k *k);
  g_autofree double complex *left = g_new (double complex, k);
  g_autofree double complex *right = g_new (double complex, k);
  g_autofree double complex *a = g_new (double complex, m *m);
  double complex sum = 0.0;
  double size;

  if (self->probe_overlap == 0.0 || !resolvent (self->jacobian, self->feedback, 0.0, x))
    return NAN;
  observe (self, 1.0, x, response);
  for (gsize i = 0; i < m * m; i++)
    a[i] = -self->jacobian->data[i];
  if (!rc_solve_complex (m, k, a, x))
    return NAN;
  observe (self, 1.0, x, slope);

  size = rc_largest_singular_value (k, response, left, right);
  for (gsize i = 0; i < k; i++)
    for (gsize j = 0; j < k; j++)
      sum += conj (left[i]) * slope[i * k + j] * right[j];
  return size > 0.0 ? creal (sum) / size : NAN;
}

static double
negative_magnitude (double log_omega, void *data)
{
  const RcLocalDynamics *self = data;
  g_autofree double complex *h = g_new (double complex, self->n_outputs * self->n_outputs);

  if (!rc_local_dynamics_response (self, I * exp (log_omega), h))
    return 0.0;
  return self->n_outputs == 1 ? -cabs (h[0])
                              : -rc_largest_singular_value (self->n_outputs, h, NULL, NULL);
}

/* The place of the highest peak of |H(iω)| over ω > 0, where there is one. */
static double
find_resonance (RcLocalDynamics *self)
{
  double step = log (RESONANCE_MAXIMUM / RESONANCE_MINIMUM) / (RESONANCE_POINTS - 1);
  double values[RESONANCE_POINTS];
  gsl_function f = { negative_magnitude, self };
  gsl_min_fminimizer *minimizer;
  double at;
  gsize best = 0;

  for (gsize i = 0; i < RESONANCE_POINTS; i++) {
    values[i] = negative_magnitude (log (RESONANCE_MINIMUM) + i * step, self);
    if (values[i] < values[best])
      best = i;
  }
  if (best == 0 || best == RESONANCE_POINTS - 1 ||
      values[best] >= values[0] * (1.0 + RESONANCE_RISE))
    return NAN;

  at = log (RESONANCE_MINIMUM) + best * step;
  minimizer = gsl_min_fminimizer_alloc (gsl_min_fminimizer_brent);
  if (gsl_min_fminimizer_set_with_values (minimizer,
                                          &f,
                                          at,
                                          values[best],
                                          at - step,
                                          values[best - 1],
                                          at + step,
                                          values[best + 1]) == GSL_SUCCESS) {
    for (guint i = 0; i < 60; i++) {
      if (gsl_min_fminimizer_iterate (minimizer) != GSL_SUCCESS)
        break;
      if (gsl_min_fminimizer_x_upper (minimizer) - gsl_min_fminimizer_x_lower (minimizer) < 1e-9)
        break;
    }
    at = gsl_min_fminimizer_x_minimum (minimizer);
  }
  gsl_min_fminimizer_free (minimizer);
  return exp (at);
}

/**
 * rc_local_dynamics_new:
 * @mean_field: the statistics of the attractors' states
 * @attractor: which one, k, from 0 to M - 1
 * @error: set to %RC_ERROR_LAPACK or %RC_ERROR_OVERFLOW
 *
 * Linearises the output's dynamics at one attractor. Gaussian integration by
 * parts closes the equations of c_ν = ⟨x_ν δx⟩: the order is at most M.
 *
 * Returns: (transfer full) (nullable): the local dynamics
 */
RcLocalDynamics *
rc_local_dynamics_new (const RcMeanField *mean_field, gsize attractor, GError **error)
{
  g_autoptr (RcLocalDynamics) self = g_new0 (RcLocalDynamics, 1);

  g_return_val_if_fail (attractor < mean_field->covariance->size1, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_targets = rc_model_get_n_targets (mean_field->model);
  self->n_outputs = rc_model_get_n_outputs (mean_field->model);
  self->probe_overlap = mean_field->model->probe_overlap;
  make_matrices (self, mean_field, attractor);

  self->poles = g_new (double complex, self->n_targets);
  self->open_loop_poles = g_new (double complex, self->n_targets);
  if (!find_poles (self->jacobian, self->poles, error) ||
      !find_poles (self->open_loop_jacobian, self->open_loop_poles, error))
    return NULL;

  self->stable = creal (self->poles[0]) < 0.0 && self->bulk_radius < 1.0;
  self->time_constant = -1.0 / creal (self->poles[0]);
  self->open_loop_time_constant = -1.0 / creal (self->open_loop_poles[0]);
  self->bulk_time_constant = 1.0 / (1.0 - self->bulk_radius);
  self->mean_response_time = find_mean_response_time (self);
  self->resonance_frequency = find_resonance (self);
  return g_steal_pointer (&self);
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
  gsize m = self->n_targets, k = self->n_outputs;
  gsl_matrix *step = gsl_matrix_alloc (m, m), *scaled = gsl_matrix_alloc (m, m);
  gsl_vector *c = gsl_vector_calloc (m), *next = gsl_vector_alloc (m);
  gsl_vector_const_view kick_view = gsl_vector_const_view_array (kick, k);
  gboolean success;

  gsl_matrix_memcpy (scaled, self->jacobian);
  gsl_matrix_scale (scaled, time_step);
  success = gsl_linalg_exponential_ss (scaled, step, GSL_PREC_DOUBLE) == GSL_SUCCESS;

  gsl_blas_dgemv (CblasNoTrans, self->probe_overlap, self->feedback, &kick_view.vector, 0.0, c);
  for (gsize t = 0; success && t < n_times; t++) {
    gsl_vector_view row = gsl_vector_view_array (output + t * k, k);

    gsl_blas_dgemv (CblasTrans, 1.0, self->observation, c, 0.0, &row.vector);
    for (gsize i = 0; i < k; i++)
      if (!isfinite (output[t * k + i]))
        output[t * k + i] = NAN;
    gsl_blas_dgemv (CblasNoTrans, 1.0, step, c, 0.0, next);
    gsl_vector_memcpy (c, next);
  }

  gsl_matrix_free (step);
  gsl_matrix_free (scaled);
  gsl_vector_free (c);
  gsl_vector_free (next);
  return success;
}

RcLocalDynamics *
rc_local_dynamics_ref (RcLocalDynamics *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_local_dynamics_unref (RcLocalDynamics *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->jacobian, gsl_matrix_free);
  g_clear_pointer (&self->open_loop_jacobian, gsl_matrix_free);
  g_clear_pointer (&self->observation, gsl_matrix_free);
  g_clear_pointer (&self->feedback, gsl_matrix_free);
  g_free (self->poles);
  g_free (self->open_loop_poles);
  g_free (self);
}
