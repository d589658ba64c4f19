/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-driven.h"

#include <math.h>

#include <glib/gi18n.h>
#include <gsl/gsl_linalg.h>

#include "rc-error.h"
#include "rc-trajectory.h"

/* How often the output is looked at in the shortest period. */
#define SAMPLES_PER_PERIOD 16
/* More points in time than this are not kept, whatever the frequencies. */
#define MAX_SAMPLES 50000

/* The response to a unit of sin ωt: a + ib from the least-squares fit of
   c + a sin ωt + b cos ωt to z at points @begin to @end. */
static double complex
project (const double *z, gsize stride, gsize begin, gsize end, double omega, double interval)
{
  double sums[3][3] = { { 0 } }, right[3] = { 0 }, solution[3];
  gsl_matrix_view matrix = gsl_matrix_view_array (sums[0], 3, 3);
  gsl_vector_view b = gsl_vector_view_array (right, 3), x = gsl_vector_view_array (solution, 3);

  for (gsize t = begin; t < end; t++) {
    double phase = omega * (double)t * interval;
    double basis[3] = { 1.0, sin (phase), cos (phase) };

    for (gsize i = 0; i < 3; i++) {
      right[i] += basis[i] * z[t * stride];
      for (gsize j = 0; j < 3; j++)
        sums[i][j] += basis[i] * basis[j];
    }
  }
  if (gsl_linalg_HH_solve (&matrix.matrix, &b.vector, &x.vector) != 0)
    return NAN;
  return solution[1] + I * solution[2];
}

/* z of one trajectory for each frequency and each channel that it enters through. */
static gboolean
drive (const RcTrained *trained,
       gsize attractor,
       gsize n_frequencies,
       const double *frequencies,
       const double *amplitudes,
       double duration,
       gsize n_times,
       double tolerance,
       const RcMonitor *monitor,
       double *output,
       GError **error)
{
  const RcModel *model = trained->network->model;
  gsize k = trained->readout->size2, p = n_frequencies * k;
  gsl_matrix *start = gsl_matrix_alloc (trained->network->size, p);
  gsl_matrix *inputs = rc_model_repeat_input (model, attractor, p);
  gsl_matrix *strengths = gsl_matrix_calloc (p, k);
  g_autofree double *omegas = g_new (double, p);
  RcProtocol protocol = { .drive = strengths, .frequencies = omegas };
  gboolean success;

  for (gsize j = 0; j < p; j++) {
    gsl_vector_const_view state = gsl_matrix_const_column (trained->rests, attractor);

    gsl_matrix_set_col (start, j, &state.vector);
    omegas[j] = frequencies[j / k];
    gsl_matrix_set (strengths, j, j % k, amplitudes[j / k]);
  }
  success = rc_trajectory_run (
    trained, start, inputs, &protocol, duration, n_times, tolerance, monitor, output, NULL, error);
  gsl_matrix_free (start);
  gsl_matrix_free (strengths);
  g_clear_pointer (&inputs, gsl_matrix_free);
  return success;
}

/**
 * rc_driven_response:
 * @trained: a trained network
 * @attractor: which one; it must be stable
 * @n_frequencies: how many frequencies
 * @frequencies: ω, positive
 * @amplitudes: of the drive, for each frequency: small enough for a linear response
 * @settling: how long the drive acts before anything is measured
 * @tolerance: of the integration, see rc_trajectory_run(); far below the response
 * @monitor: (nullable): who watches
 * @response: (out): H(iω), n_frequencies × K × K, row-major
 * @errors: (out): for each frequency, by how much it differs from what the stretch
 *   before said, the largest over the elements of H
 * @error: set to %RC_ERROR_CANCELLED, or %RC_ERROR_ARGUMENT if the frequencies are too
 *   far apart to be measured together
 *
 * Drives the closed loop by sin ωt through each of the probe's channels and projects
 * the output on the drive, in two stretches of the longest period each, of which the
 * second counts. Cost: that of
 * n_frequencies × K trajectories of the settling time and two of the longest period.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_driven_response (const RcTrained *trained,
                    gsize attractor,
                    gsize n_frequencies,
                    const double *frequencies,
                    const double *amplitudes,
                    double settling,
                    double tolerance,
                    const RcMonitor *monitor,
                    double complex *response,
                    double *errors,
                    GError **error)
{
  gsize k = trained->readout->size2, n_times, begin, middle;
  double slowest = INFINITY, fastest = 0.0, duration, interval;
  g_autofree double *output = NULL;

  for (gsize i = 0; i < n_frequencies; i++) {
    slowest = MIN (slowest, frequencies[i]);
    fastest = MAX (fastest, frequencies[i]);
  }
  duration = settling + 4.0 * G_PI / slowest;
  if (duration * fastest * SAMPLES_PER_PERIOD / (2.0 * G_PI) > MAX_SAMPLES) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_ARGUMENT,
                 _ ("The frequencies from %g to %g are too far apart to be driven together"),
                 slowest,
                 fastest);
    return FALSE;
  }
  n_times = 2 + (gsize)ceil (duration * fastest * SAMPLES_PER_PERIOD / (2.0 * G_PI));
  interval = duration / (double)(n_times - 1);
  begin = (gsize)ceil (settling / interval);
  middle = (begin + n_times) / 2;
  output = g_new (double, n_times *n_frequencies *k *k);
  if (!drive (trained,
              attractor,
              n_frequencies,
              frequencies,
              amplitudes,
              duration,
              n_times,
              tolerance,
              monitor,
              output,
              error))
    return FALSE;

  for (gsize i = 0; i < n_frequencies; i++) {
    errors[i] = 0.0;
    for (gsize in = 0; in < k; in++)
      for (gsize out = 0; out < k; out++) {
        const double *z = output + (i * k + in) * n_times * k + out;
        double complex first = project (z, k, begin, middle, frequencies[i], interval);
        double complex second = project (z, k, middle, n_times, frequencies[i], interval);

        response[(i * k + out) * k + in] = second / amplitudes[i];
        errors[i] = fmax (errors[i], cabs (first - second) / amplitudes[i]);
      }
  }
  return TRUE;
}
