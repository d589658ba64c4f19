/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-agreement.h"

#include <math.h>

/* A pole stands out of the bulk when it is farther from its centre than this times
 * its radius; nearer, an eigenvalue of the bulk itself may be meant. */
#define OUTSIDE 1.02

/**
 * exp_agreement_find_target:
 * @theory: what theory says
 * @measurement: (nullable): what a network says
 * @k: which attractor of theory
 *
 * Returns: which of the network's attractors has the same target, as others may have come or gone
 *   since; -1 if none has
 */
gssize
exp_agreement_find_target (const ExpTheory *theory, const ExpMeasurement *measurement, gsize k)
{
  gssize found;

  if (measurement == NULL || k >= theory->n_attractors)
    return -1;
  found = exp_experiment_find_target (measurement->experiment, theory->experiment, k);
  return found >= 0 &&
             exp_table_rows_equal (
               theory->experiment->targets, k, measurement->experiment->targets, (gsize)found)
           ? found
           : -1;
}

/* What strays from the edge of the bulk, as it does in a finite network, is nobody's. But the
 * leading eigenvalue may be the leading pole of a network so small that its edge hides it. */
static gboolean
may_be_pole (const ExpMeasuredAttractor *measured, double complex eigenvalue, gboolean leads)
{
  return (leads && creal (eigenvalue) == creal (measured->leading_eigenvalue)) ||
         exp_measured_attractor_find_outlier (measured, eigenvalue) != NULL;
}

/* The eigenvalue that is nearest to the pole, which is the leading one or not, and belongs to no
 * other */
static gsize
find_nearest (const ExpMeasuredAttractor *measured,
              double complex pole,
              gboolean leads,
              const gboolean *taken)
{
  gsize nearest = measured->n_eigenvalues;
  double distance = INFINITY;

  for (gsize i = 0; i < measured->n_eigenvalues; i++) {
    double candidate = cabs (measured->eigenvalues[i] - pole);

    if (!taken[i] && candidate < distance &&
        may_be_pole (measured, measured->eigenvalues[i], leads)) {
      nearest = i;
      distance = candidate;
    }
  }
  return nearest;
}

/* Poles by descending real part; each takes the nearest that is left. */
static void
match (ExpAgreement *self, const RcLocalDynamics *dynamics, const ExpMeasuredAttractor *measured)
{
  g_autofree gboolean *taken = g_new0 (gboolean, measured->n_eigenvalues);
  gboolean leads = TRUE;

  self->n_poles = dynamics->n_targets;
  self->eigenvalues = g_new (double complex, self->n_poles);
  for (gsize i = 0; i < self->n_poles; i++) {
    double complex pole = dynamics->poles[i];
    gsize found = measured->n_eigenvalues;

    if (dynamics->visible[i] && cabs (pole + 1.0) > OUTSIDE * dynamics->bulk_radius)
      found = find_nearest (measured, pole, leads, taken);
    leads = leads && !dynamics->visible[i];
    self->eigenvalues[i] = NAN;
    if (found < measured->n_eigenvalues) {
      self->eigenvalues[i] = measured->eigenvalues[found];
      taken[found] = TRUE;
    }
  }
}

/* The eigenvalue of the output's leading pole; NaN if that is in the bulk, or there is none */
static double complex
get_output_eigenvalue (const ExpAgreement *self, const RcLocalDynamics *dynamics)
{
  for (gsize i = 0; i < self->n_poles; i++)
    if (dynamics->visible[i])
      return self->eigenvalues[i];
  return NAN;
}

/* An outlier right of the nearest one decides what becomes of the output, whatever theory has
 * there. What no eigenvalue shows, the output's response does. */
static void
take_leading_pole (ExpAgreement *self,
                   const RcLocalDynamics *dynamics,
                   const ExpMeasuredAttractor *measured)
{
  self->leading_pole = exp_measured_attractor_find_outlier (measured,
                                                            measured->leading_eigenvalue) != NULL
                         ? measured->leading_eigenvalue
                         : get_output_eigenvalue (self, dynamics);
  if (!isnan (creal (self->leading_pole)) || measured->n_response_poles == 0)
    return;
  self->leading_pole = measured->response_poles[0];
  self->leading_pole_is_fitted = TRUE;
}

/**
 * exp_agreement_find_resonance:
 * @k: which attractor of the network
 *
 * Between the frequencies that were measured by a parabola in log ω and log |H|.
 *
 * Returns: where |H| is largest; NaN if that is at the lowest frequency or the highest, or
 *   if it was not measured
 */
double
exp_agreement_find_resonance (const ExpMeasurement *measurement, gsize k)
{
  const double complex *response = measurement->attractors[k].response;
  gsize kk = measurement->n_outputs * measurement->n_outputs, peak = 0;
  g_autofree double *size = g_new (double, measurement->n_frequencies);
  double before, at, after, curvature, step;

  if (response == NULL)
    return NAN;
  for (gsize i = 0; i < measurement->n_frequencies; i++) {
    size[i] = log (exp_response_magnitude (measurement->n_outputs, response + i * kk));
    if (size[i] > size[peak] || !isfinite (size[peak]))
      peak = i;
  }
  if (peak == 0 || peak + 1 >= measurement->n_frequencies)
    return NAN;
  before = size[peak - 1];
  at = size[peak];
  after = size[peak + 1];
  curvature = before - 2.0 * at + after;
  step = curvature < 0.0 ? 0.5 * (before - after) / curvature : 0.0;
  return measurement->frequencies[peak] *
         pow (measurement->frequencies[peak + 1] / measurement->frequencies[peak], step);
}

/* Infinite only where it is the eigenvalue of the leading pole that lies on the axis */
static double
find_time_constant (const ExpAgreement *self, const ExpMeasuredAttractor *measured)
{
  double rate = creal (self->leading_pole);

  if (!measured->fixed_point || self->leading_pole_is_fitted)
    return NAN;
  if (measured->verdict == RC_VERDICT_MARGINAL && rate == creal (measured->leading_eigenvalue))
    return INFINITY;
  return -1.0 / rate;
}

/**
 * exp_agreement_new:
 * @theory: what theory says
 * @measurement: (nullable): what a network says
 * @k: which attractor of theory
 *
 * Puts what was measured beside what theory predicts. Cost: M N.
 *
 * Returns: (transfer full) (nullable): both; %NULL if exp_agreement_find_target() finds none
 */
ExpAgreement *
exp_agreement_new (const ExpTheory *theory, const ExpMeasurement *measurement, gsize k)
{
  const RcLocalDynamics *dynamics = theory->attractors[k].dynamics;
  const ExpMeasuredAttractor *measured;
  gssize target = exp_agreement_find_target (theory, measurement, k);
  ExpAgreement *self;

  if (target < 0)
    return NULL;

  measured = &measurement->attractors[target];
  self = g_new0 (ExpAgreement, 1);
  match (self, dynamics, measured);
  take_leading_pole (self, dynamics, measured);
  self->time_constant = find_time_constant (self, measured);
  self->resonance_frequency = exp_agreement_find_resonance (measurement, (gsize)target);
  self->mean_response_time = measured->mean_response_time;
  self->scatter = 1.0 / sqrt ((double)measurement->experiment->size);
  return self;
}

void
exp_agreement_free (ExpAgreement *self)
{
  g_free (self->eigenvalues);
  g_free (self);
}
