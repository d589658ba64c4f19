/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-resonance.h"

#include <math.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>

#include "rc-linear.h"

/* Where a resonance is looked for, and how finely at first. */
#define MINIMUM 1e-3
#define MAXIMUM 1e2
#define N_POINTS 160
/* A peak that rises by less than this above |H(0)| is no resonance. */
#define RISE 1e-6
/* A peak is flat: its place is known to the root of the rounding error only. */
#define TOLERANCE 1e-8
#define MAX_STEPS 60

/* The frequencies of the first search, evenly spaced in the logarithm. */
static const double *
get_grid (void)
{
  static double grid[N_POINTS];
  static gsize filled = 0;

  if (g_once_init_enter (&filled)) {
    for (gsize i = 0; i < N_POINTS; i++)
      grid[i] = MINIMUM * pow (MAXIMUM / MINIMUM, (double)i / (N_POINTS - 1));
    g_once_init_leave (&filled, 1);
  }
  return grid;
}

typedef struct {
  const RcLocalDynamics *dynamics;
  double complex *response;
} Search;

static double
magnitude (gsize k, const double complex *response)
{
  double re = creal (response[0]), im = cimag (response[0]);

  return k == 1 ? sqrt (re * re + im * im) : rc_largest_singular_value (k, response, NULL, NULL);
}

static double
negative_magnitude (double log_omega, void *data)
{
  Search *search = data;

  if (!rc_local_dynamics_response (search->dynamics, I * exp (log_omega), search->response))
    return 0.0;
  return -magnitude (search->dynamics->n_outputs, search->response);
}

/* |p|/(-2 Re p) of the complex pole whose term is largest at the peak */
static double
find_quality (const RcLocalDynamics *dynamics)
{
  gsize kk = dynamics->n_outputs * dynamics->n_outputs;
  double best = 0.0, quality = NAN;

  for (gsize i = 0; i < dynamics->n_targets; i++) {
    double complex p = dynamics->poles[i];
    double weight = 0.0;

    for (gsize j = 0; j < kk; j++)
      weight = hypot (weight, cabs (dynamics->residues[i * kk + j]));
    weight /= cabs (I * dynamics->resonance_frequency - p);
    if (cimag (p) > 0.0 && weight > best) {
      best = weight;
      quality = creal (p) < 0.0 ? cabs (p) / (-2.0 * creal (p)) : NAN;
    }
  }
  return quality;
}

/* Where the highest of three points' neighbourhood is highest, as a logarithm. */
static double
refine_peak (Search *search, gsize peak, const double *values)
{
  gsl_function f = { negative_magnitude, search };
  gsl_min_fminimizer *minimizer = gsl_min_fminimizer_alloc (gsl_min_fminimizer_brent);
  const double *grid = get_grid ();
  double at = log (grid[peak]);

  if (gsl_min_fminimizer_set_with_values (minimizer,
                                          &f,
                                          at,
                                          -values[peak],
                                          log (grid[peak - 1]),
                                          -values[peak - 1],
                                          log (grid[peak + 1]),
                                          -values[peak + 1]) == GSL_SUCCESS) {
    for (guint i = 0; i < MAX_STEPS; i++) {
      if (gsl_min_fminimizer_iterate (minimizer) != GSL_SUCCESS)
        break;
      if (gsl_min_fminimizer_x_upper (minimizer) - gsl_min_fminimizer_x_lower (minimizer) <
          TOLERANCE)
        break;
    }
    at = gsl_min_fminimizer_x_minimum (minimizer);
  }
  gsl_min_fminimizer_free (minimizer);
  return at;
}

/**
 * rc_resonance_find:
 * @dynamics: what is known but for its resonance, which is set
 *
 * Finds the highest peak of |H(iω)| over ω > 0, where there is one that is higher
 * than |H(0)|. Cost: some 200 responses.
 */
void
rc_resonance_find (RcLocalDynamics *dynamics)
{
  gsize k = dynamics->n_outputs, best = 0;
  g_autofree double complex *responses = g_new (double complex, N_POINTS *k *k);
  Search search = { dynamics, responses };
  double values[N_POINTS], at;

  dynamics->resonance_frequency = NAN;
  dynamics->resonance_magnitude = NAN;
  dynamics->resonance_quality = NAN;
  rc_local_dynamics_responses (dynamics, N_POINTS, get_grid (), responses);
  for (gsize i = 0; i < N_POINTS; i++) {
    values[i] = magnitude (k, responses + i * k * k);
    if (isnan (values[i]))
      values[i] = 0.0;
    if (values[i] > values[best])
      best = i;
  }
  if (best == 0 || best == N_POINTS - 1 || values[best] <= values[0] * (1.0 + RISE))
    return;

  at = refine_peak (&search, best, values);
  dynamics->resonance_frequency = exp (at);
  dynamics->resonance_magnitude = -negative_magnitude (at, &search);
  dynamics->resonance_quality = find_quality (dynamics);
}
