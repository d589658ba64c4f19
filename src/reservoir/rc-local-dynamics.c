/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-local-dynamics.h"

#include <math.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>

#include "rc-linear.h"
#include "rc-pole-error.h"
#include "rc-resonance.h"

/* A mode of which the readout sees, or the feedback reaches, less than this is not there. */
#define UNSEEN 1e-9

/* Where the dynamics are linearised: at a training state, or at any other. */
typedef struct {
  const RcMeanField *field;
  const RcState *state; /* NULL at a training state */
  gsize k;              /* which row is the state's own */
  gsize n;              /* how many rows there are */
  gboolean poles_only;
} Place;

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
      moments = place->state->moments[i];
    }
    *gsl_matrix_ptr (t, i, i) += moments.slope;
    *gsl_matrix_ptr (t, i, place->k) += moments.curvature;
    if (i == place->k)
      *slope = moments.slope;
  }
  return t;
}

static double *
make_deviations (const Place *place)
{
  double *deviations = g_new (double, place->n);

  for (gsize i = 0; i < place->n; i++) {
    double variance = place->state != NULL && i == place->k
                        ? place->state->variance
                        : gsl_matrix_get (place->field->covariance, i, i);

    deviations[i] = variance > 0.0 ? sqrt (variance) : 1.0;
  }
  return deviations;
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

  self->deviations = make_deviations (place);
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

static int
compare_descending (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? 1 : x > y ? -1 : 0;
}

/* The eigenvalues of -I + g² T_k: T_k is diagonal but for its column k, so that they
   are its diagonal. */
static void
find_open_loop_poles (RcLocalDynamics *self)
{
  gsize n = self->n_targets;
  g_autofree double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = gsl_matrix_get (self->open_loop_jacobian, i, i);
  qsort (values, n, sizeof *values, compare_descending);
  self->open_loop_poles = g_new (double complex, n);
  for (gsize i = 0; i < n; i++)
    self->open_loop_poles[i] = values[i];
}

/* Poles and modes, and what answers at every frequency. */
static gboolean
decompose (RcLocalDynamics *self, gboolean poles_only, GError **error)
{
  gsize n = self->n_targets;

  self->poles = g_new (double complex, n);
  self->left = g_new (double complex, n *n);
  self->right = g_new (double complex, n *n);
  if (!rc_eigenvectors (n, self->jacobian->data, self->poles, self->left, self->right, error))
    return FALSE;
  find_open_loop_poles (self);
  if (poles_only)
    return TRUE;
  self->resolvent = rc_resolvent_new (n,
                                      self->n_outputs,
                                      self->jacobian->data,
                                      self->feedback->data,
                                      self->observation->data,
                                      self->poles,
                                      self->left,
                                      self->right,
                                      error);
  return self->resolvent != NULL;
}

/* residues_i = ρ (observationᵀ v)(uᴴ F)/(uᴴ v) */
static void
find_residues (RcLocalDynamics *self)
{
  gsize n = self->n_targets, k = self->n_outputs;

  self->residues = g_new0 (double complex, n *k *k);
  for (gsize i = 0; i < n; i++) {
    double complex norm = 0.0;

    for (gsize l = 0; l < n; l++)
      norm += conj (self->left[l * n + i]) * self->right[l * n + i];
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
  if (!rc_resolvent_evaluate (self->resolvent, s, response, NULL))
    return FALSE;
  for (gsize i = 0; i < self->n_outputs * self->n_outputs; i++)
    response[i] *= self->probe_overlap;
  return TRUE;
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
  rc_resolvent_evaluate_axis (self->resolvent, n, frequencies, responses);
  for (gsize i = 0; self->probe_overlap != 1.0 && i < n * self->n_outputs * self->n_outputs; i++)
    responses[i] *= self->probe_overlap;
}

/* -H'(0)/H(0), along the direction of the largest response */
static double
find_mean_response_time (const RcLocalDynamics *self)
{
  gsize k = self->n_outputs;
  g_autofree double complex *response = g_new (double complex, 2 * k * k + 2 * k);
  double complex *slope = response + k * k, *left = slope + k * k, *right = left + k;
  double complex sum = 0.0;
  double size;

  for (gsize i = 0; i < self->n_targets; i++)
    if (cabs (self->poles[i]) <= self->tolerance)
      return NAN;
  if (self->probe_overlap == 0.0 || !rc_resolvent_evaluate (self->resolvent, 0.0, response, slope))
    return NAN;
  if (k == 1)
    return response[0] != 0.0 ? -creal (slope[0] / response[0]) : NAN;

  size = rc_largest_singular_value (k, response, left, right);
  for (gsize i = 0; i < k; i++)
    for (gsize j = 0; j < k; j++)
      sum += conj (left[i]) * slope[i * k + j] * right[j];
  return size > 0.0 ? -creal (sum) / size : NAN;
}

/* -1/Re, infinite for what is on the axis */
static double
time_constant (double real_part, double tolerance)
{
  return fabs (real_part) <= tolerance ? INFINITY : -1.0 / real_part;
}

/* A row of the channels, in the natural units of c or in their inverse */
static double
scale_channel (const RcLocalDynamics *self, const gsl_matrix *channels, gsize row, gsize a)
{
  double channel = gsl_matrix_get (channels, row, a), unit = self->deviations[row];

  return channels == self->observation ? channel * unit : channel / unit;
}

static double
find_size (const RcLocalDynamics *self, const gsl_matrix *channels)
{
  double sum = 0.0;

  for (gsize l = 0; l < self->n_targets; l++)
    for (gsize a = 0; a < self->n_outputs; a++) {
      double channel = scale_channel (self, channels, l, a);

      sum += channel * channel;
    }
  return sqrt (sum);
}

/* Whether mode i has of the channels, of this size, more than next to nothing; in the natural
   units, so that a faint target's modes are no smaller than the others'. */
static gboolean
is_seen (const RcLocalDynamics *self,
         const gsl_matrix *channels,
         double channels_size,
         const double complex *vectors,
         gsize i)
{
  double size = 0.0, sum = 0.0;

  for (gsize l = 0; l < self->n_targets; l++) {
    double part = cabs (vectors[l * self->n_targets + i]);

    part = channels == self->observation ? part / self->deviations[l] : part * self->deviations[l];
    size += part * part;
  }
  for (gsize a = 0; a < self->n_outputs; a++) {
    double complex along = 0.0;

    for (gsize l = 0; l < self->n_targets; l++)
      along += gsl_matrix_get (channels, l, a) * vectors[l * self->n_targets + i];
    sum += creal (along) * creal (along) + cimag (along) * cimag (along);
  }
  return sqrt (sum) > UNSEEN * channels_size * sqrt (size);
}

/* Of a set of targets that is redundant, there are modes of which the output knows nothing. */
static void
find_visible (RcLocalDynamics *self)
{
  double seen = find_size (self, self->observation), driven = find_size (self, self->feedback);

  self->visible = g_new (gboolean, self->n_targets);
  self->output_pole = NAN;
  for (gsize i = self->n_targets; i-- > 0;) {
    /* of a pair, which comes with the positive imaginary part first, one tells */
    self->visible[i] = cimag (self->poles[i]) > 0.0 && i + 1 < self->n_targets
                         ? self->visible[i + 1]
                         : is_seen (self, self->observation, seen, self->right, i) &&
                             is_seen (self, self->feedback, driven, self->left, i);
    if (self->visible[i])
      self->output_pole = self->poles[i];
  }
}

static void
find_figures (RcLocalDynamics *self, const Place *place, const gsl_matrix *t)
{
  self->pole_error = rc_pole_error_estimate (self, place->field, t);
  self->digits = CLAMP (-log10 (MAX (self->pole_error, 1e-300)), 0.0, 15.0);
  self->tolerance = MAX (RC_MARGINAL_TOLERANCE, self->pole_error);

  self->verdict = rc_verdict_new (creal (self->poles[0]), self->bulk_radius, self->tolerance);
  self->stable = self->verdict == RC_VERDICT_STABLE;
  find_visible (self);
  self->time_constant = time_constant (creal (self->output_pole), self->tolerance);
  self->open_loop_time_constant = time_constant (creal (self->open_loop_poles[0]),
                                                 RC_MARGINAL_TOLERANCE);
  self->bulk_time_constant = time_constant (self->bulk_radius - 1.0, RC_MARGINAL_TOLERANCE);
  self->mean_response_time = self->resonance_frequency = NAN;
  self->resonance_magnitude = self->resonance_quality = NAN;
  if (place->poles_only)
    return;
  self->mean_response_time = find_mean_response_time (self);
  find_residues (self);
  rc_resonance_find (self);
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
  success = decompose (self, place->poles_only, error);
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
  Place place = { mean_field, NULL, attractor, mean_field->covariance->size1, FALSE };

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
  Place place = { state->mean_field, state, m, m + 1, FALSE };

  return linearise (&place, error);
}

/**
 * rc_local_dynamics_new_poles:
 * @mean_field: the statistics of the attractors' states
 * @attractor: which one, k, from 0 to M - 1
 * @state: (nullable): where to linearise instead; with M + 1 equations then
 * @error: set to %RC_ERROR_LAPACK or %RC_ERROR_OVERFLOW
 *
 * The poles, and what they decide: the verdict, the time constants, and the digits that
 * stand. Nothing of the response: there are no residues, no resonance and no mean response
 * time, and no function of @self may be called. Takes less than half as long: for maps.
 *
 * Returns: (transfer full) (nullable): the local dynamics
 */
RcLocalDynamics *
rc_local_dynamics_new_poles (const RcMeanField *mean_field,
                             gsize attractor,
                             const RcState *state,
                             GError **error)
{
  gsize m = mean_field->covariance->size1;
  Place place = { mean_field, state, state != NULL ? m : attractor, m + (state != NULL), TRUE };

  g_return_val_if_fail (attractor < m, NULL);

  return linearise (&place, error);
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
  g_free (self->visible);
  g_free (self->deviations);
  g_free (self->left);
  g_free (self->right);
  g_free (self->residues);
  g_free (self->open_loop_poles);
  g_clear_pointer (&self->resolvent, rc_resolvent_free);
  g_free (self);
}
