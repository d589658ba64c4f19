/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-theory.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "exp-model.h"
#include "exp-monitor.h"
#include "rc-error.h"
#include "rc-limit.h"
#include "rc-linear.h"
#include "rc-parallel.h"
#include "rc-rest.h"
#include "rc-step.h"

/* So many terms of responses are worth some threads. */
#define LARGE 30000
/* At so many frequencies at once: of as many targets and outputs as there may be, these take
   some milliseconds. */
#define FREQUENCIES_AT_ONCE 256

typedef struct {
  ExpTheory *theory;
  const RcMonitor *monitor;
} Computation;

static gboolean
compute_response (const ExpTheory *self,
                  ExpTheoryAttractor *attractor,
                  const RcMonitor *monitor,
                  GError **error)
{
  gsize kk = self->n_outputs * self->n_outputs;

  attractor->response = g_new (double complex, self->n_frequencies *kk);
  for (gsize i = 0; i < self->n_frequencies; i += FREQUENCIES_AT_ONCE) {
    if (!rc_monitor_report (monitor, 0.0, error))
      return FALSE;
    rc_local_dynamics_responses (attractor->dynamics,
                                 MIN (FREQUENCIES_AT_ONCE, self->n_frequencies - i),
                                 self->frequencies + i,
                                 attractor->response + i * kk);
  }
  return TRUE;
}

static void
compute_step (const ExpTheory *self, ExpTheoryAttractor *attractor)
{
  g_autofree double *step = exp_model_step (self->experiment);

  if (self->experiment->step == 0.0)
    return;
  attractor->step_response = g_new (double, EXP_N_TIMES * self->n_outputs);
  if (!rc_step_respond (
        attractor->dynamics, step, self->times[1], EXP_N_TIMES, attractor->step_response))
    for (gsize i = 0; i < EXP_N_TIMES * self->n_outputs; i++)
      attractor->step_response[i] = NAN;
}

static gboolean
compute_attractor (ExpTheory *self, gsize k, const RcMonitor *monitor, GError **error)
{
  ExpTheoryAttractor *attractor = &self->attractors[k];
  g_autofree double *kick = exp_model_kick (self->experiment);

  attractor->dynamics = rc_rest_dynamics (self->mean_field, k, monitor, &attractor->state, error);
  if (attractor->dynamics == NULL || !compute_response (self, attractor, monitor, error))
    return FALSE;

  attractor->relaxation = g_new (double, EXP_N_TIMES * self->n_outputs);
  if (!rc_local_dynamics_impulse (
        attractor->dynamics, kick, self->times[1], EXP_N_TIMES, attractor->relaxation))
    for (gsize i = 0; i < EXP_N_TIMES * self->n_outputs; i++)
      attractor->relaxation[i] = NAN;
  compute_step (self, attractor);
  return TRUE;
}

static gboolean
compute_range (gsize begin, gsize end, gpointer data, GError **error)
{
  const Computation *computation = data;

  for (gsize k = begin; k < end; k++)
    if (!compute_attractor (computation->theory, k, computation->monitor, error))
      return FALSE;
  return TRUE;
}

/* Whether threads would save more than it takes to start them. */
static gboolean
is_large (const ExpTheory *self)
{
  gsize m = self->n_attractors, k = self->n_outputs;

  return self->experiment->transfer == EXP_TRANSFER_FORMULA ||
         m * m * k * k * self->n_frequencies > LARGE;
}

/* Where activity has no bound, from which gain on that is so; rounded down, so that it is true. */
static void
explain_growth (const RcModel *model, const RcMonitor *monitor, GError **error)
{
  g_autoptr (GError) stopped = NULL;
  double gain = rc_limit_gain (model, monitor, &stopped), unit;

  if (stopped == NULL && gain <= 0.0)
    return;
  g_clear_error (error);
  if (stopped != NULL) {
    g_propagate_error (error, g_steal_pointer (&stopped));
    return;
  }
  unit = pow (10.0, floor (log10 (gain)) - 2.0);
  g_set_error (error,
               RC_ERROR,
               RC_ERROR_NO_SOLUTION,
               _ ("With gain %g the activity of this network grows without bound; with gain %g it "
                  "does not"),
               model->gain,
               floor (gain / unit) * unit);
}

static gboolean
find_mean_field (ExpTheory *self, RcModel *model, const RcMonitor *monitor, GError **error)
{
  g_autoptr (GError) local = NULL;

  self->mean_field = is_large (self) ? rc_mean_field_new_parallel (model, monitor, &local)
                                     : rc_mean_field_new_watched (model, monitor, &local);
  if (self->mean_field != NULL)
    return TRUE;
  if (g_error_matches (local, RC_ERROR, RC_ERROR_NO_SOLUTION))
    explain_growth (model, monitor, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
compute (ExpTheory *self, RcModel *model, GCancellable *cancellable, GError **error)
{
  RcMonitor monitor = exp_monitor (cancellable);
  Computation computation = { self, &monitor };

  if (!find_mean_field (self, model, &monitor, error))
    return FALSE;
  if (!is_large (self))
    return compute_range (0, self->n_attractors, &computation, error);
  return rc_parallel_for (self->n_attractors, 1, compute_range, &computation, &monitor, error);
}

/**
 * exp_theory_new:
 * @experiment: a valid experiment
 * @cancellable: (nullable): to stop it, within some milliseconds
 * @error: set to an #RcError if theory has no solution here, or to
 *   %G_IO_ERROR_CANCELLED
 *
 * Computes all that theory says of an experiment. Cost: a quarter of a millisecond for
 * three targets; up to a second for as many targets, outputs and frequencies as there
 * may be, then on all processors. The result does not depend on their number.
 *
 * Returns: (transfer full) (nullable): the theory
 */
ExpTheory *
exp_theory_new (const ExpExperiment *experiment, GCancellable *cancellable, GError **error)
{
  g_autoptr (ExpTheory) self = NULL;
  g_autoptr (RcModel) model = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self = g_new0 (ExpTheory, 1);
  model = exp_model_new (experiment);
  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (experiment);
  /* What follows from the parameters does not depend on what they are compared with. */
  exp_experiment_set_pins (self->experiment, NULL);
  self->n_outputs = experiment->targets->n_columns;
  self->n_frequencies = (gsize)experiment->frequency_points;
  self->frequencies = exp_model_frequencies (experiment);
  self->times = exp_model_times (experiment);
  self->n_attractors = experiment->targets->n_rows;
  self->attractors = g_new0 (ExpTheoryAttractor, self->n_attractors);
  if (!compute (self, model, cancellable, error)) {
    exp_monitor_translate (cancellable, error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

ExpTheory *
exp_theory_ref (ExpTheory *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_theory_unref (ExpTheory *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (gsize k = 0; k < self->n_attractors; k++) {
    g_clear_pointer (&self->attractors[k].state, rc_state_unref);
    g_clear_pointer (&self->attractors[k].dynamics, rc_local_dynamics_unref);
    g_free (self->attractors[k].response);
    g_free (self->attractors[k].relaxation);
    g_free (self->attractors[k].step_response);
  }
  g_free (self->attractors);
  g_clear_pointer (&self->mean_field, rc_mean_field_unref);
  exp_experiment_free (self->experiment);
  g_free (self->frequencies);
  g_free (self->times);
  g_free (self);
}

/**
 * exp_response_magnitude:
 * @n_outputs: K
 * @response: H at one frequency, K×K
 *
 * Returns: |H|, for K > 1 the largest singular value; NaN if H is not finite
 */
double
exp_response_magnitude (gsize n_outputs, const double complex *response)
{
  double magnitude = n_outputs == 1 ? cabs (response[0])
                                    : rc_largest_singular_value (n_outputs, response, NULL, NULL);

  return isfinite (magnitude) ? magnitude : NAN;
}

/**
 * exp_response_phase:
 * @n_outputs: K
 * @response: H at one frequency, K×K
 *
 * Returns: the phase of H in radians, from -π to π; NaN for K > 1
 */
double
exp_response_phase (gsize n_outputs, const double complex *response)
{
  return n_outputs == 1 ? carg (response[0]) : NAN;
}
