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
/* The relative error of a moment, and of what is solved from moments. */
#define MOMENT_ERROR 4e-15

/* Where the dynamics are linearised: at a training state, or at any other. */
typedef struct {
  const RcMeanField *field;
  const RcState *state; /* NULL at a training state */
  gsize k;              /* which row is the state's own */
  gsize n;              /* how many rows there are */
} Place;

/* Of a place that is no training state: ⟨x_ν²⟩ and ⟨x_ν x_k⟩ */
static double
variance (const Place *place, gsize i)
{
  return i == place->k ? place->state->variance : gsl_matrix_get (place->field->covariance, i, i);
}

static double
covariance (const Place *place, gsize i)
{
  return i == place->k ? place->state->variance : place->state->covariances[i];
}

/* T_k = diag ⟨φ'(x_ν)φ'(x_k)⟩ + (column k) ⟨φ(x_ν)φ''(x_k)⟩, n×n */
static gsl_matrix *
make_transfer_matrix (const Place *place, double *slope)
{
  gsl_matrix *t = gsl_matrix_calloc (place->n, place->n);

  for (gsize i = 0; i < place->n; i++) {
    RcMoments moments = { 0.0 };

    if (place->state == NULL) {
      moments.slope = gsl_matrix_get (place->field->slope, i, place->k);
      moments.curvature = gsl_matrix_get (place->field->curvature, i, place->k);
    } else {
      rc_transfer_moments (place->field->model->transfer,
                           variance (place, i),
                           covariance (place, i),
                           place->state->variance,
                           &moments);
    }
    *gsl_matrix_ptr (t, i, i) += moments.slope;
    *gsl_matrix_ptr (t, i, place->k) += moments.curvature;
    if (i == place->k)
      *slope = moments.slope;
  }
  return t;
}

/* F = (aΣ) restricted to the feedback channels, and B; the state's own row of B is 0 */
static void
make_channels (RcLocalDynamics *self, const Place *place, gsl_matrix *readout)
{
  const RcMeanField *field = place->field;

  for (gsize i = 0; i < self->n_targets; i++) {
    for (gsize j = 0; j < self->n_outputs; j++) {
      if (place->state != NULL && i == place->k) {
        gsl_matrix_set (self->feedback, i, j, place->state->channels[j]);
        continue;
      }
      gsl_matrix_set (self->feedback, i, j, gsl_matrix_get (field->channels, i, j));
      gsl_matrix_set (readout, i, j, gsl_matrix_get (field->readout, i, j));
    }
  }
}

/* J_k = -I + (g² I + F Bᵀ) T_k and what it is made of; T_k is returned */
static gsl_matrix *
make_matrices (RcLocalDynamics *self, const Place *place)
{
  const RcModel *model = place->field->model;
  gsize n = self->n_targets, n_outputs = self->n_outputs;
  double slope = 0.0;
  gsl_matrix *t = make_transfer_matrix (place, &slope);
  gsl_matrix *readout = gsl_matrix_calloc (n, n_outputs);

  self->feedback = gsl_matrix_alloc (n, n_outputs);
  make_channels (self, place, readout);
  self->observation = gsl_matrix_calloc (n, n_outputs);
  gsl_blas_dgemm (CblasTrans, CblasNoTrans, 1.0, t, readout, 0.0, self->observation);

  self->open_loop_jacobian = gsl_matrix_alloc (n, n);
  gsl_matrix_memcpy (self->open_loop_jacobian, t);
  gsl_matrix_scale (self->open_loop_jacobian, model->gain * model->gain);
  for (gsize i = 0; i < n; i++)
    *gsl_matrix_ptr (self->open_loop_jacobian, i, i) -= 1.0;

  self->jacobian = gsl_matrix_alloc (n, n);
  gsl_matrix_memcpy (self->jacobian, self->open_loop_jacobian);
  gsl_blas_dgemm (
    CblasNoTrans, CblasTrans, 1.0, self->feedback, self->observation, 1.0, self->jacobian);

  self->bulk_radius = model->gain * sqrt (slope);
  gsl_matrix_free (readout);
  return t;
}

/* Poles and modes, and the Schur form that answers at every frequency. */
static gboolean
decompose (RcLocalDynamics *self, GError **error)
{
  gsize n = self->n_targets, k = self->n_outputs;
  g_autofree double *open_loop = g_memdup2 (self->open_loop_jacobian->data,
                                            n * n * sizeof (double));
  g_autofree double complex *vectors = g_new (double complex, n *n);

  self->poles = g_new (double complex, n);
  self->open_loop_poles = g_new (double complex, n);
  self->left = g_new (double complex, n *n);
  self->right = g_new (double complex, n *n);
  self->schur = g_new (double complex, n *n);
  self->schur_feedback = g_new0 (double complex, n *k);
  self->schur_observation = g_new0 (double complex, n *k);
  for (gsize i = 0; i < n * n; i++)
    self->schur[i] = self->jacobian->data[i];
  if (!rc_eigenvectors (n, self->jacobian->data, self->poles, self->left, self->right, error) ||
      !rc_eigenvalues (n, open_loop, self->open_loop_poles, error) ||
      !rc_schur (n, self->schur, vectors, error))
    return FALSE;

  for (gsize i = 0; i < n; i++) {
    for (gsize j = 0; j < k; j++) {
      for (gsize l = 0; l < n; l++) {
        self->schur_feedback[i * k + j] += conj (vectors[l * n + i]) *
                                           gsl_matrix_get (self->feedback, l, j);
        self->schur_observation[i * k + j] += vectors[l * n + i] *
                                              gsl_matrix_get (self->observation, l, j);
      }
    }
  }
  return TRUE;
}

/* uᴴv of mode i, which is 0 where the mode has no partner of its own */
static double complex
overlap (const RcLocalDynamics *self, gsize i)
{
  gsize n = self->n_targets;
  double complex sum = 0.0;

  for (gsize l = 0; l < n; l++)
    sum += conj (self->left[l * n + i]) * self->right[l * n + i];
  return sum;
}

/* residues_i = ρ (observationᵀ v)(uᴴ F)/(uᴴ v) */
static void
find_residues (RcLocalDynamics *self)
{
  gsize n = self->n_targets, k = self->n_outputs;

  self->residues = g_new0 (double complex, n *k *k);
  for (gsize i = 0; i < n; i++) {
    double complex norm = overlap (self, i);

    if (cabs (norm) < G_MINDOUBLE)
      continue;
    for (gsize a = 0; a < k; a++) {
      for (gsize b = 0; b < k; b++) {
        double complex seen = 0.0, driven = 0.0;

        for (gsize l = 0; l < n; l++) {
          seen += gsl_matrix_get (self->observation, l, a) * self->right[l * n + i];
          driven += gsl_matrix_get (self->feedback, l, b) * conj (self->left[l * n + i]);
        }
        self->residues[(i * k + a) * k + b] = self->probe_overlap * seen * driven / norm;
      }
    }
  }
}

static double
frobenius (const gsl_matrix *matrix)
{
  gsl_vector_const_view all = gsl_vector_const_view_array (matrix->data,
                                                           matrix->size1 * matrix->size2);

  return gsl_blas_dnrm2 (&all.vector);
}

static double
norm_of (gsize n, const double complex *vector)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += creal (vector[i]) * creal (vector[i]) + cimag (vector[i]) * cimag (vector[i]);
  return sqrt (sum);
}

/* out = op(matrix) v for complex v */
static void
multiply (const gsl_matrix *matrix,
          gboolean transpose,
          const double complex *v,
          double complex *out)
{
  gsize rows = transpose ? matrix->size2 : matrix->size1;
  gsize columns = transpose ? matrix->size1 : matrix->size2;

  for (gsize i = 0; i < rows; i++) {
    out[i] = 0.0;
    for (gsize j = 0; j < columns; j++)
      out[i] += (transpose ? gsl_matrix_get (matrix, j, i) : gsl_matrix_get (matrix, i, j)) * v[j];
  }
}

/*
 * How far relative errors ε of the moments move pole i, to first order:
 *
 *   δλ = uᴴ δJ v/(uᴴv),   δJ = (g² + F Bᵀ) δT - F Bᵀ δQ (Q+λ)^+ T
 *
 * with |δQ| = ε|Q| and |δT| = ε|T|, and ε|J| for the eigenvalues themselves. The
 * terms are products of norms of what δQ stands between, so that a target set
 * that only looks ill-conditioned is not blamed. A pole that is double, where
 * the first order is infinite, moves as the square root.
 */
static double
estimate_error (const RcLocalDynamics *self, const Place *place, const gsl_matrix *t, gsize i)
{
  const RcMeanField *field = place->field;
  gsize n = self->n_targets, k = self->n_outputs, m = field->overlap->size1;
  g_autofree double complex *u = g_new (double complex, n), *v = g_new (double complex, n);
  g_autofree double complex *x = g_new (double complex, n), *y = g_new (double complex, n);
  g_autofree double complex *z = g_new (double complex, n + k);
  double gg = field->model->gain * field->model->gain, norm = cabs (overlap (self, i)), error;

  for (gsize l = 0; l < n; l++) {
    u[l] = self->left[l * n + i];
    v[l] = self->right[l * n + i];
  }
  multiply (t, FALSE, v, x);
  multiply (field->inverse, FALSE, x, y); /* (Q+λ)^+ T v over the training states */
  multiply (self->feedback, TRUE, u, z);
  multiply (field->readout, FALSE, z, x); /* B Fᵀ u */
  error = norm_of (m, x) * norm_of (m, y) * frobenius (field->overlap) +
          (gg + norm_of (m, x)) * frobenius (t) + frobenius (self->jacobian);
  error *= MOMENT_ERROR;
  return MIN (error / MAX (norm, G_MINDOUBLE), sqrt (error));
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

/* x = (s - S)^-1 x by back substitution; FALSE if s is a pole */
static gboolean
substitute (const RcLocalDynamics *self, double complex s, double complex *x)
{
  gsize n = self->n_targets, k = self->n_outputs;

  for (gsize i = n; i-- > 0;) {
    double complex pivot = s - self->schur[i * n + i];

    if (pivot == 0.0)
      return FALSE;
    for (gsize j = 0; j < k; j++) {
      double complex sum = x[i * k + j];

      for (gsize l = i + 1; l < n; l++)
        sum += self->schur[i * n + l] * x[l * k + j];
      x[i * k + j] = sum / pivot;
    }
  }
  return TRUE;
}

/* out = factor observationᵀ x, K×K, for x in the Schur basis */
static void
observe (const RcLocalDynamics *self, double factor, const double complex *x, double complex *out)
{
  gsize k = self->n_outputs;

  for (gsize i = 0; i < k; i++) {
    for (gsize j = 0; j < k; j++) {
      double complex sum = 0.0;

      for (gsize l = 0; l < self->n_targets; l++)
        sum += self->schur_observation[l * k + i] * x[l * k + j];
      out[i * k + j] = factor * sum;
    }
  }
}

/* H(s) with room for n×K numbers given */
static gboolean
respond (const RcLocalDynamics *self, double complex s, double complex *x, double complex *response)
{
  memcpy (x, self->schur_feedback, self->n_targets * self->n_outputs * sizeof *x);
  if (!substitute (self, s, x))
    return FALSE;
  observe (self, self->probe_overlap, x, response);
  return TRUE;
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
  gsize n = self->n_targets, k = self->n_outputs;
  g_autofree double complex *x = g_new (double complex, n *k);

  if (!resolvent (self->open_loop_jacobian, self->feedback, s, x))
    return FALSE;
  for (gsize i = 0; i < k; i++) {
    for (gsize j = 0; j < k; j++) {
      gain[i * k + j] = 0.0;
      for (gsize l = 0; l < n; l++)
        gain[i * k + j] += gsl_matrix_get (self->observation, l, i) * x[l * k + j];
    }
  }
  return TRUE;
}

/**
 * rc_local_dynamics_response:
 * @s: a complex frequency; on the imaginary axis, s = iω
 * @response: (out): H(s) = BᵀT_k (sI - J_k)^-1 ρF, K×K, row-major
 *
 * The response of the output to the probe with the loop closed. Cost: K M².
 *
 * Returns: %FALSE if s is a pole
 */
gboolean
rc_local_dynamics_response (const RcLocalDynamics *self, double complex s, double complex *response)
{
  g_autofree double complex *x = g_new (double complex, self->n_targets * self->n_outputs);

  return respond (self, s, x, response);
}

/**
 * rc_local_dynamics_responses:
 * @n: how many frequencies
 * @frequencies: ω, n numbers
 * @responses: (out): H(iω), n×K×K; NaN where iω is a pole
 *
 * The response on many frequencies. Cost: K M² for each.
 */
void
rc_local_dynamics_responses (const RcLocalDynamics *self,
                             gsize n,
                             const double *frequencies,
                             double complex *responses)
{
  gsize kk = self->n_outputs * self->n_outputs;
  g_autofree double complex *x = g_new (double complex, self->n_targets * self->n_outputs);

  for (gsize i = 0; i < n; i++)
    if (!respond (self, I * frequencies[i], x, responses + i * kk))
      for (gsize j = 0; j < kk; j++)
        responses[i * kk + j] = NAN;
}

/* -H'(0)/H(0) with H'(s) = -ρ BᵀT (sI - J)^-2 F */
static double
find_mean_response_time (const RcLocalDynamics *self)
{
  gsize n = self->n_targets, k = self->n_outputs;
  g_autofree double complex *x = g_memdup2 (self->schur_feedback, n * k * sizeof *x);
  g_autofree double complex *response = g_new (double complex, k *k);
  g_autofree double complex *slope = g_new (double complex, k *k);
  g_autofree double complex *left = g_new (double complex, k);
  g_autofree double complex *right = g_new (double complex, k);
  double complex sum = 0.0;
  double size;

  for (gsize i = 0; i < n; i++)
    if (cabs (self->poles[i]) <= self->tolerance)
      return NAN;
  if (self->probe_overlap == 0.0 || !substitute (self, 0.0, x))
    return NAN;
  observe (self, 1.0, x, response);
  if (!substitute (self, 0.0, x))
    return NAN;
  observe (self, 1.0, x, slope);

  size = rc_largest_singular_value (k, response, left, right);
  for (gsize i = 0; i < k; i++)
    for (gsize j = 0; j < k; j++)
      sum += conj (left[i]) * slope[i * k + j] * right[j];
  return size > 0.0 ? creal (sum) / size : NAN;
}

/* The largest singular value, for two outputs in closed form: the search for a
   resonance asks for it at every frequency. */
static double
magnitude (gsize k, const double complex *h)
{
  double squares = 0.0, determinant;

  if (k == 1)
    return cabs (h[0]);
  if (k > 2)
    return rc_largest_singular_value (k, h, NULL, NULL);
  for (gsize i = 0; i < 4; i++)
    squares += creal (h[i]) * creal (h[i]) + cimag (h[i]) * cimag (h[i]);
  determinant = cabs (h[0] * h[3] - h[1] * h[2]);
  return sqrt (0.5 *
               (squares + sqrt (MAX (squares * squares - 4.0 * determinant * determinant, 0.0))));
}

typedef struct {
  const RcLocalDynamics *dynamics;
  double complex *x;
  double complex *h;
} Search;

static double
negative_magnitude (double log_omega, void *data)
{
  Search *search = data;

  if (!respond (search->dynamics, I * exp (log_omega), search->x, search->h))
    return 0.0;
  return -magnitude (search->dynamics->n_outputs, search->h);
}

/* |p|/(-2 Re p) of the complex pole whose term is largest at the peak */
static double
find_quality (const RcLocalDynamics *self)
{
  gsize kk = self->n_outputs * self->n_outputs;
  double best = 0.0, quality = NAN;

  for (gsize i = 0; i < self->n_targets; i++) {
    double complex p = self->poles[i];
    double weight = norm_of (kk, self->residues + i * kk) /
                    cabs (I * self->resonance_frequency - p);

    if (cimag (p) > 0.0 && weight > best) {
      best = weight;
      quality = creal (p) < 0.0 ? cabs (p) / (-2.0 * creal (p)) : NAN;
    }
  }
  return quality;
}

static double
refine_peak (Search *search, double at, double step, const double *values)
{
  gsl_function f = { negative_magnitude, search };
  gsl_min_fminimizer *minimizer = gsl_min_fminimizer_alloc (gsl_min_fminimizer_brent);

  if (gsl_min_fminimizer_set_with_values (
        minimizer, &f, at, values[0], at - step, values[-1], at + step, values[1]) == GSL_SUCCESS) {
    for (guint i = 0; i < 60; i++) {
      if (gsl_min_fminimizer_iterate (minimizer) != GSL_SUCCESS)
        break;
      if (gsl_min_fminimizer_x_upper (minimizer) - gsl_min_fminimizer_x_lower (minimizer) < 1e-9)
        break;
    }
    at = gsl_min_fminimizer_x_minimum (minimizer);
  }
  gsl_min_fminimizer_free (minimizer);
  return at;
}

/* The highest peak of |H(iω)| over ω > 0, where there is one. */
static void
find_resonance (RcLocalDynamics *self)
{
  double step = log (RESONANCE_MAXIMUM / RESONANCE_MINIMUM) / (RESONANCE_POINTS - 1);
  double values[RESONANCE_POINTS], at;
  g_autofree double complex *x = g_new (double complex, self->n_targets * self->n_outputs);
  g_autofree double complex *h = g_new (double complex, self->n_outputs * self->n_outputs);
  Search search = { self, x, h };
  gsize best = 0;

  self->resonance_frequency = self->resonance_magnitude = self->resonance_quality = NAN;
  for (gsize i = 0; i < RESONANCE_POINTS; i++) {
    values[i] = negative_magnitude (log (RESONANCE_MINIMUM) + i * step, &search);
    if (values[i] < values[best])
      best = i;
  }
  if (best == 0 || best == RESONANCE_POINTS - 1 ||
      values[best] >= values[0] * (1.0 + RESONANCE_RISE))
    return;

  at = refine_peak (&search, log (RESONANCE_MINIMUM) + best * step, step, values + best);
  self->resonance_frequency = exp (at);
  self->resonance_magnitude = -negative_magnitude (at, &search);
  self->resonance_quality = find_quality (self);
}

/* -1/Re, infinite for what is on the axis */
static double
time_constant (double real_part, double tolerance)
{
  return fabs (real_part) <= tolerance ? INFINITY : -1.0 / real_part;
}

static void
find_figures (RcLocalDynamics *self, const Place *place, const gsl_matrix *t)
{
  self->pole_error = 0.0;
  for (gsize i = 0; i < self->n_targets; i++)
    self->pole_error = MAX (self->pole_error, estimate_error (self, place, t, i));
  self->digits = CLAMP (-log10 (MAX (self->pole_error, 1e-300)), 0.0, 15.0);
  self->tolerance = MAX (RC_MARGINAL_TOLERANCE, self->pole_error);

  self->verdict = rc_verdict_new (creal (self->poles[0]), self->bulk_radius, self->tolerance);
  self->stable = self->verdict == RC_VERDICT_STABLE;
  self->time_constant = time_constant (creal (self->poles[0]), self->tolerance);
  self->open_loop_time_constant = time_constant (creal (self->open_loop_poles[0]),
                                                 RC_MARGINAL_TOLERANCE);
  self->bulk_time_constant = time_constant (self->bulk_radius - 1.0, RC_MARGINAL_TOLERANCE);
  self->mean_response_time = find_mean_response_time (self);
  find_residues (self);
  find_resonance (self);
}

static RcLocalDynamics *
linearise (const Place *place, GError **error)
{
  g_autoptr (RcLocalDynamics) self = g_new0 (RcLocalDynamics, 1);
  gsl_matrix *t;
  gboolean success;

  g_atomic_ref_count_init (&self->ref_count);
  self->n_targets = place->n;
  self->n_outputs = rc_model_get_n_outputs (place->field->model);
  self->probe_overlap = place->field->model->probe_overlap;
  t = make_matrices (self, place);
  success = decompose (self, error);
  if (success)
    find_figures (self, place, t);
  gsl_matrix_free (t);
  return success ? g_steal_pointer (&self) : NULL;
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
  Place place = { mean_field, NULL, attractor, mean_field->covariance->size1 };

  g_return_val_if_fail (attractor < mean_field->covariance->size1, NULL);

  return linearise (&place, error);
}

/**
 * rc_local_dynamics_new_at:
 * @state: any state; the poles mean something where F(z) = z
 * @error: set to %RC_ERROR_LAPACK or %RC_ERROR_OVERFLOW
 *
 * Linearises the output's dynamics at a state that is not one of the targets.
 * The state joins the others as one more row, which the readout does not see.
 *
 * Returns: (transfer full) (nullable): the local dynamics, of M + 1 equations
 */
RcLocalDynamics *
rc_local_dynamics_new_at (const RcState *state, GError **error)
{
  gsize m = state->mean_field->covariance->size1;
  Place place = { state->mean_field, state, m, m + 1 };

  return linearise (&place, error);
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
  g_free (self->left);
  g_free (self->right);
  g_free (self->residues);
  g_free (self->open_loop_poles);
  g_free (self->schur);
  g_free (self->schur_feedback);
  g_free (self->schur_observation);
  g_free (self);
}
