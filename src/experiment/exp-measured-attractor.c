/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-measured-attractor.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "rc-leading.h"
#include "rc-margin.h"
#include "rc-spectrum.h"

#define OPEN_LOOP_SHARE 0.1 /* of the whole time */
/* Of the leading eigenvalue where it alone is wanted, relative */
#define LEADING_TOLERANCE 1e-8
/* A fixed point whose output is this far from the target is beside it. */
#define BESIDE 1e-6

static void
examine_rest (ExpMeasuredAttractor *self, const RcTrained *trained, gsize attractor)
{
  const gsl_matrix *targets = trained->network->model->targets;
  double distance = 0.0;

  for (gsize j = 0; j < targets->size2; j++)
    distance = hypot (distance,
                      gsl_matrix_get (trained->rest_outputs, attractor, j) -
                        gsl_matrix_get (targets, attractor, j));
  self->open_loop_residual = trained->residuals[attractor];
  self->speed = rc_trained_speed (trained, attractor);
  self->fixed_point = self->speed <= EXP_SPEED_TOLERANCE;
  self->rest_error = self->fixed_point ? distance : NAN;
}

static gboolean
examine_open_loop (ExpMeasuredAttractor *self,
                   const RcTrained *trained,
                   const double *state,
                   const RcMonitor *monitor,
                   GError **error)
{
  g_autoptr (RcJacobian) open_loop = rc_jacobian_new (trained->network, NULL, state);
  double radius = rc_jacobian_bulk_radius (open_loop);

  if (!rc_open_loop_leading (trained->network, state, monitor, &self->open_loop_eigenvalue, error))
    return FALSE;
  if (isnan (creal (self->open_loop_eigenvalue)) &&
      trained->network->size > RC_SPECTRUM_LARGEST_COMPLETE)
    self->open_loop_eigenvalue = radius - 1.0;
  self->open_loop = rc_open_loop_judge (
    self->open_loop_residual, self->open_loop_eigenvalue, radius);
  return TRUE;
}

static void
judge (ExpMeasuredAttractor *self, double margin)
{
  RcVerdict verdict = rc_verdict_new (creal (self->leading_eigenvalue), 0.0, margin);

  self->margin = margin;
  self->stable = verdict == RC_VERDICT_STABLE;
  self->verdict = self->fixed_point ? verdict : RC_VERDICT_ABSENT;
}

/* κ of the leading eigenvalue, if it is an outlier */
static double
find_condition (const ExpMeasuredAttractor *self)
{
  const RcOutlier *outlier = exp_measured_attractor_find_outlier (self, self->leading_eigenvalue);

  return outlier != NULL ? outlier->condition : NAN;
}

static gboolean
find_spectrum (ExpMeasuredAttractor *self,
               const RcTrained *trained,
               const double *state,
               const RcMonitor *monitor,
               GError **error)
{
  g_autoptr (RcSpectrum)
    spectrum = rc_spectrum_new (trained->network,
                                trained->readout,
                                state,
                                trained->network->size <= RC_SPECTRUM_LARGEST_COMPLETE,
                                monitor,
                                error);

  g_autoptr (RcJacobian) closed_loop = NULL;
  double margin;

  if (spectrum == NULL)
    return FALSE;
  self->complete_spectrum = spectrum->complete;
  self->n_eigenvalues = spectrum->n_values;
  self->eigenvalues = g_steal_pointer (&spectrum->values);
  self->leading_eigenvalue = spectrum->leading;
  self->bulk_radius = spectrum->bulk_radius;
  self->n_outliers = spectrum->n_outliers;
  self->outliers = g_steal_pointer (&spectrum->outliers);
  closed_loop = rc_jacobian_new (trained->network, trained->readout, state);
  margin = rc_margin_bound (closed_loop,
                            self->leading_eigenvalue,
                            find_condition (self),
                            self->complete_spectrum ? 0.0 : RC_SPECTRUM_ACCURACY,
                            self->speed);
  /* An edge that no eigenvalue shows */
  if (!self->complete_spectrum && self->leading_eigenvalue == self->bulk_radius - 1.0)
    margin = MAX (margin, rc_leading_slack (closed_loop));
  judge (self, margin);
  return TRUE;
}

static double *
copy_state (const gsl_matrix *states, gsize attractor)
{
  double *state = g_new (double, states->size1);

  for (gsize i = 0; i < states->size1; i++)
    state[i] = gsl_matrix_get (states, i, attractor);
  return state;
}

/**
 * exp_measured_attractor_linearise:
 * @trained: a trained network
 * @attractor: which of its targets
 * @monitor: (nullable): who watches
 * @error: set to an #RcError
 *
 * Fills in what the network does at the state of a target in the open loop, and
 * where the closed one is at rest near it: whether it rests there, and the spectra. Blocks, for
 * about 10 N³ operations up to 4000 neurons and some hundred products beyond.
 *
 * Returns: %TRUE on success
 */
gboolean
exp_measured_attractor_linearise (ExpMeasuredAttractor *self,
                                  const RcTrained *trained,
                                  gsize attractor,
                                  const RcMonitor *monitor,
                                  GError **error)
{
  g_autofree double *state = copy_state (trained->states, attractor);
  g_autofree double *rest = copy_state (trained->rests, attractor);
  RcMonitorPart open_loop, closed_loop;

  examine_rest (self, trained, attractor);
  return examine_open_loop (self,
                            trained,
                            state,
                            rc_monitor_part (monitor, 0.0, OPEN_LOOP_SHARE, &open_loop),
                            error) &&
         find_spectrum (self,
                        trained,
                        rest,
                        rc_monitor_part (monitor, OPEN_LOOP_SHARE, 1.0, &closed_loop),
                        error);
}

/**
 * exp_measured_attractor_find_leading:
 * @trained: a trained network
 * @attractor: which of its targets
 * @monitor: (nullable): who watches
 * @error: set to an #RcError
 *
 * Fills in the leading eigenvalue of the closed loop, the bulk's radius and whether the target
 * is stable, and nothing of the open loop. Blocks, for some dozens of products with W; for a
 * whole spectrum where the eigenvalue does not converge, or leaves a doubt about stability.
 *
 * Returns: %TRUE on success
 */
gboolean
exp_measured_attractor_find_leading (ExpMeasuredAttractor *self,
                                     const RcTrained *trained,
                                     gsize attractor,
                                     const RcMonitor *monitor,
                                     GError **error)
{
  g_autofree double *state = copy_state (trained->rests, attractor);
  g_autoptr (RcJacobian) closed_loop = rc_jacobian_new (trained->network, trained->readout, state);
  double margin;

  examine_rest (self, trained, attractor);
  self->open_loop_eigenvalue = NAN;
  self->bulk_radius = rc_jacobian_bulk_radius (closed_loop);
  if (!rc_leading_eigenvalue (
        closed_loop, LEADING_TOLERANCE, monitor, &self->leading_eigenvalue, error) ||
      !rc_margin_find (closed_loop,
                       self->leading_eigenvalue,
                       LEADING_TOLERANCE,
                       self->speed,
                       monitor,
                       &margin,
                       error))
    return FALSE;
  /* An outlier's condition is known; of the bulk all eigenvalues have to say what is what. */
  if (!(fabs (creal (self->leading_eigenvalue)) > margin) &&
      !(cabs (1.0 + self->leading_eigenvalue) > rc_outlier_threshold (closed_loop)))
    return find_spectrum (self, trained, state, monitor, error);
  judge (self, margin);
  return TRUE;
}

/**
 * exp_measured_attractor_find_outlier:
 * @self: what was measured
 * @eigenvalue: one of its eigenvalues
 *
 * Returns: (nullable) (transfer none): the outlier that @eigenvalue is; %NULL if it is of the bulk
 */
const RcOutlier *
exp_measured_attractor_find_outlier (const ExpMeasuredAttractor *self, double complex eigenvalue)
{
  for (gsize i = 0; i < self->n_outliers; i++)
    if (self->outliers[i].value == eigenvalue)
      return &self->outliers[i];
  return NULL;
}

/**
 * exp_measured_attractor_describe:
 *
 * Returns: (transfer full): in words, translated, what the network does there
 */
char *
exp_measured_attractor_describe (const ExpMeasuredAttractor *self)
{
  static const char *const open_loop[] = {
    [RC_REST_STABLE] = N_ ("With the output held at the target, the network comes to rest."),
    [RC_REST_UNSTABLE] = N_ ("With the output held at the target, the network has a fixed "
                             "point, but leaves it: the open loop is unstable there."),
    [RC_REST_NOT_FOUND] = N_ ("With the output held at the target, no fixed point was found."),
  };
  const char *closed_loop, *spectrum = "";

  if (!self->fixed_point)
    closed_loop = _ ("With the loop closed, the target is not a fixed point.");
  else if (self->verdict == RC_VERDICT_MARGINAL)
    closed_loop = _ ("With the loop closed, there is a fixed point that is marginal: nothing takes "
                     "the output back after a small push, and nothing takes it farther away.");
  else if (self->rest_error > BESIDE)
    closed_loop =
      self->stable
        ? _ ("With the loop closed, there is a stable fixed point beside the target.")
        : _ ("With the loop closed, there is an unstable fixed point beside the target.");
  else if (self->stable)
    closed_loop = _ ("With the loop closed, the target is a stable fixed point.");
  else
    closed_loop = _ ("With the loop closed, the target is a fixed point, but an unstable one.");
  if (!self->complete_spectrum)
    spectrum = _ (" Of the spectrum only the outliers were computed; the bulk is theory’s.");
  return g_strconcat (_ (open_loop[self->open_loop]), " ", closed_loop, spectrum, NULL);
}

/**
 * exp_measured_attractor_clear:
 *
 * Frees what the struct holds, not the struct.
 */
void
exp_measured_attractor_clear (ExpMeasuredAttractor *self)
{
  g_clear_pointer (&self->eigenvalues, g_free);
  g_clear_pointer (&self->outliers, g_free);
  g_clear_pointer (&self->response, g_free);
  g_clear_pointer (&self->response_residuals, g_free);
  g_clear_pointer (&self->response_poles, g_free);
  g_clear_pointer (&self->relaxation, g_free);
  g_clear_pointer (&self->internal_relaxation, g_free);
  g_clear_pointer (&self->random_relaxation, g_free);
  g_clear_pointer (&self->random_internal_relaxation, g_free);
  g_clear_pointer (&self->spread, rc_spread_free);
  g_clear_pointer (&self->driven_response, g_free);
  g_clear_pointer (&self->driven_errors, g_free);
  g_clear_pointer (&self->step_response, g_free);
  g_clear_pointer (&self->inputs, g_free);
}
