/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-response.h"

#include <math.h>
#include <string.h>

#include "rc-error.h"
#include "rc-krylov.h"
#include "rc-linear.h"

#define MAX_DIMENSION 600
#define STEPS_AT_ONCE 10
/* How many small systems are solved between two looks at the monitor. */
#define FREQUENCIES_AT_ONCE 8
/* A number counts as known as long as its error is this fraction of it. */
#define KNOWN 0.1

typedef struct {
  const RcTrained *trained;
  gsize n_outputs;
  gsize n_points;
  const double complex *s;
  RcJacobian *open_loop;
  double *readout; /* D W_out, K×N, a row an output */
} Measurement;

/* Whether the space is good enough at all frequencies: @converged. */
static gboolean
check_convergence (RcKrylov *space,
                   gsize n,
                   const double complex *s,
                   double tolerance,
                   const RcMonitor *monitor,
                   gboolean *converged,
                   GError **error)
{
  g_autofree double complex *y = g_new (double complex, rc_krylov_get_dimension (space) + 1);

  *converged = TRUE;
  for (gsize i = 0; i < n && *converged; i++) {
    if (i % FREQUENCIES_AT_ONCE == 0 && !rc_monitor_report (monitor, 0.5, error))
      return FALSE;
    *converged = rc_krylov_solve (space, s[i], y) <= tolerance;
  }
  return TRUE;
}

/* One vector entering: W_outᵀ D ((1+s)I - WD)^-1 b at every s, into column
   @column of the K×K matrices @result, and its derivative at 0 into @slope. */
static gboolean
measure_column (const Measurement *self,
                const gsl_matrix *vectors,
                gsize column,
                double tolerance,
                const RcMonitor *monitor,
                double complex *result,
                double complex *slope,
                double *residuals,
                GError **error)
{
  gsize n = self->trained->network->size, k = self->n_outputs, m = 0;
  g_autofree double *start = g_new (double, n);
  g_autofree double *projected = NULL;
  g_autofree double complex *y = NULL;
  g_autoptr (RcKrylov) space = NULL;
  gboolean converged;

  for (gsize i = 0; i < n; i++)
    start[i] = gsl_matrix_get (vectors, i, column);
  space = rc_krylov_new (self->open_loop, FALSE, start, MAX_DIMENSION);
  do {
    m = rc_krylov_get_dimension (space);
    if (!rc_krylov_extend (space, STEPS_AT_ONCE, monitor, error) ||
        !check_convergence (space, self->n_points, self->s, tolerance, monitor, &converged, error))
      return FALSE;
  } while (!converged && rc_krylov_get_dimension (space) > m);

  m = rc_krylov_get_dimension (space);
  y = g_new (double complex, m + 1);
  projected = g_new (double, k *m + 1);
  for (gsize i = 0; i < k; i++)
    rc_krylov_project (space, self->readout + i * n, projected + i * m);
  for (gsize p = 0; p <= self->n_points; p++) {
    gboolean last = p == self->n_points; /* the derivative at 0 */
    double complex s = last ? 0.0 : self->s[p];

    double residual = rc_krylov_solve (space, s, y);

    if (p % FREQUENCIES_AT_ONCE == 0 && !rc_monitor_report (monitor, 0.9, error))
      return FALSE;
    if (last)
      rc_krylov_solve_again (space, s, y);
    else
      residuals[p] = MAX (residuals[p], residual);
    for (gsize i = 0; i < k; i++) {
      double complex sum = 0.0;

      for (gsize j = 0; j < m; j++)
        sum += projected[i * m + j] * y[j];
      if (last)
        slope[i * k + column] = -sum;
      else
        result[(p * k + i) * k + column] = sum;
    }
  }
  return TRUE;
}

/* x ← (I - G)^-1 x, K×K */
static gboolean
close_loop (gsize k, const double complex *gain, double complex *x)
{
  g_autofree double complex *a = g_new (double complex, k *k);

  for (gsize i = 0; i < k * k; i++)
    a[i] = (i % (k + 1) == 0 ? 1.0 : 0.0) - gain[i];
  return rc_solve_complex (k, k, a, x);
}

/* -H'(0)/H(0) along the direction of the largest response, where
   H = (I - G)^-1 P and so H' = (I - G)^-1 (G'H + P') */
static double
find_mean_response_time (gsize k,
                         const double complex *gain,
                         const double complex *gain_slope,
                         const double complex *probe,
                         const double complex *probe_slope,
                         double residual)
{
  g_autofree double complex *h = g_memdup2 (probe, k * k * sizeof *h);
  g_autofree double complex *slope = g_memdup2 (probe_slope, k * k * sizeof *slope);
  g_autofree double complex *left = g_new (double complex, k);
  g_autofree double complex *right = g_new (double complex, k);
  double complex sum = 0.0;
  double size, time;

  if (!close_loop (k, gain, h))
    return NAN;
  for (gsize i = 0; i < k; i++)
    for (gsize j = 0; j < k; j++)
      for (gsize l = 0; l < k; l++)
        slope[i * k + j] += gain_slope[i * k + l] * h[l * k + j];
  if (!close_loop (k, gain, slope))
    return NAN;

  size = rc_largest_singular_value (k, h, left, right);
  for (gsize i = 0; i < k; i++)
    for (gsize j = 0; j < k; j++)
      sum += conj (left[i]) * slope[i * k + j] * right[j];
  time = size > 0.0 ? -creal (sum) / size : NAN;
  /* Beyond that the loop is so nearly marginal that its sign hides in the residual. */
  return fabs (time) * residual <= KNOWN ? time : NAN;
}

static void
prepare (Measurement *self, gsize attractor)
{
  const RcTrained *trained = self->trained;
  gsize n = trained->network->size;
  g_autofree double *state = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    state[i] = gsl_matrix_get (trained->rests, i, attractor);
  self->open_loop = rc_jacobian_new (trained->network, NULL, state);
  self->readout = g_new (double, self->n_outputs *n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < self->n_outputs; j++)
      self->readout[j * n + i] = self->open_loop->slopes[i] *
                                 gsl_matrix_get (trained->readout, i, j);
}

static gboolean
measure (const Measurement *self,
         double tolerance,
         const RcMonitor *monitor,
         double complex *response,
         double *residuals,
         double *mean_response_time,
         GError **error)
{
  const RcNetwork *network = self->trained->network;
  gsize k = self->n_outputs, kk = k * k, n = self->n_points + 1;
  /* One frequency more: ω = 0, for the mean response time. */
  g_autofree double complex *gain = g_new0 (double complex, n *kk);
  g_autofree double complex *probe = g_new0 (double complex, n *kk);
  g_autofree double complex *gain_slope = g_new0 (double complex, kk);
  g_autofree double complex *probe_slope = g_new0 (double complex, kk);
  g_autofree double complex *s = g_new0 (double complex, n);
  g_autofree double *worst = g_new0 (double, n);
  Measurement more = *self;
  double rho = network->model->probe_overlap;

  memcpy (s, self->s, self->n_points * sizeof *s);
  more.s = s;
  more.n_points = n;
  for (gsize j = 0; j < k; j++) {
    if (!measure_column (
          &more, network->feedback, j, tolerance, monitor, gain, gain_slope, worst, error))
      return FALSE;
    if (rho * rho < 1.0 &&
        !measure_column (
          &more, network->probe, j, tolerance, monitor, probe, probe_slope, worst, error))
      return FALSE;
  }
  if (rho * rho >= 1.0) {
    /* The probe enters through the feedback line itself. */
    for (gsize i = 0; i < n * kk; i++)
      probe[i] = rho * gain[i];
    for (gsize i = 0; i < kk; i++)
      probe_slope[i] = rho * gain_slope[i];
  }

  if (residuals != NULL)
    memcpy (residuals, worst, self->n_points * sizeof *residuals);
  if (mean_response_time != NULL)
    *mean_response_time = find_mean_response_time (
      k, gain + (n - 1) * kk, gain_slope, probe + (n - 1) * kk, probe_slope, worst[n - 1]);
  for (gsize p = 0; p < self->n_points; p++) {
    memcpy (response + p * kk, probe + p * kk, kk * sizeof *response);
    if (!close_loop (k, gain + p * kk, response + p * kk))
      for (gsize i = 0; i < kk; i++)
        response[p * kk + i] = NAN;
  }
  return TRUE;
}

/**
 * rc_response_measure:
 * @trained: a trained network
 * @attractor: which one
 * @n_points: how many frequencies
 * @s: complex frequencies; on the imaginary axis, s = iω
 * @tolerance: the relative residual to reach in each linear system
 * @monitor: (nullable): who watches
 * @response: (out): H(s) from the probe to the output, n_points×K×K, row-major;
 *   NaN at a pole
 * @residuals: (out) (optional): the largest relative residual at each s
 * @mean_response_time: (out) (optional): -H'(0)/H(0), for K > 1 along the
 *   direction of the largest response; NaN if there is none
 * @error: set to %RC_ERROR_CANCELLED or %RC_ERROR_NO_MEMORY
 *
 * The network's own frequency response, linearised at the attractor. With
 * D = diag φ'(x*) the gain W_outᵀD ((1+s)I - WD)^-1 W_FB of the open loop comes
 * from one Krylov space for all frequencies, and the loop is closed afterwards:
 * H = (I - G)^-1 P, with P the same from W_probe. Cost: a few dozen to a few
 * hundred products with W for each channel.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_response_measure (const RcTrained *trained,
                     gsize attractor,
                     gsize n_points,
                     const double complex *s,
                     double tolerance,
                     const RcMonitor *monitor,
                     double complex *response,
                     double *residuals,
                     double *mean_response_time,
                     GError **error)
{
  Measurement self = {
    .trained = trained, .n_outputs = trained->readout->size2, .n_points = n_points, .s = s
  };
  gboolean success;

  prepare (&self, attractor);
  success = measure (&self, tolerance, monitor, response, residuals, mean_response_time, error);
  rc_jacobian_free (self.open_loop);
  g_free (self.readout);
  return success;
}
