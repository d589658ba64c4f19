/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-return-map.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-monitor.h"
#include "rc-return-map.h"

/* How far beyond the largest target the region goes, and how large it is when all
   targets are 0. */
#define REACH 1.5
#define LEAST_REACH 1.0
/* How many points along each side, for one output and for two, and how many starts
   the search for fixed points has. */
#define POINTS_1D 401
#define POINTS_2D 33
#define STARTS_2D 12
/* How much of the time the points take, and the fixed points the rest. */
#define POINTS_SHARE 0.4
/* Two places that are no farther apart, relative to the region, are one. */
#define SAME 1e-6

static void
choose_region (ExpReturnMap *self, const double *lower, const double *upper)
{
  const ExpTable *targets = self->experiment->targets;
  double reach = 0.0;

  for (gsize i = 0; i < targets->n_rows * targets->n_columns; i++)
    reach = MAX (reach, REACH * fabs (targets->values[i]));
  if (reach == 0.0)
    reach = LEAST_REACH;
  for (gsize j = 0; j < EXP_MAX_MAP_OUTPUTS; j++) {
    gboolean used = j < self->n_outputs;

    self->lower[j] = !used ? 0.0 : lower != NULL ? lower[j] : -reach;
    self->upper[j] = !used ? 0.0 : upper != NULL ? upper[j] : reach;
    self->n_points[j] = !used ? 1 : self->n_outputs == 1 ? POINTS_1D : POINTS_2D;
  }
}

static void
make_grid (ExpReturnMap *self)
{
  gsize k = self->n_outputs, n = self->n_points[0] * self->n_points[1];

  self->outputs = g_new (double, n *k);
  self->returned = g_new (double, n *k);
  for (gsize i = 0; i < n; i++) {
    gsize rest = i;

    for (gsize j = k; j-- > 0;) {
      double fraction = (double)(rest % self->n_points[j]) / (double)(self->n_points[j] - 1);

      self->outputs[i * k + j] = self->lower[j] + fraction * (self->upper[j] - self->lower[j]);
      rest /= self->n_points[j];
    }
  }
}

static gboolean
compute (ExpReturnMap *self, RcMeanField *field, GCancellable *cancellable, GError **error)
{
  const ExpTable *inputs = self->experiment->inputs;
  const double *input = inputs->n_columns > 0 ? inputs->values + self->attractor * inputs->n_columns
                                              : NULL;
  RcMonitor monitor = exp_monitor (cancellable);
  RcMonitorPart part;

  if (!rc_return_map_evaluate (field,
                               input,
                               self->n_points[0] * self->n_points[1],
                               self->outputs,
                               rc_monitor_part (&monitor, 0.0, POINTS_SHARE, &part),
                               self->returned,
                               error))
    return FALSE;
  self->fixed_points = rc_fixed_points_new (field,
                                            input,
                                            self->lower,
                                            self->upper,
                                            self->n_outputs == 1 ? POINTS_1D : STARTS_2D,
                                            rc_monitor_part (&monitor, POINTS_SHARE, 1.0, &part),
                                            error);
  return self->fixed_points != NULL;
}

static gboolean
check_request (const ExpTheory *theory, const double *lower, const double *upper, GError **error)
{
  gsize k = theory->n_outputs;

  if (k > EXP_MAX_MAP_OUTPUTS) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_UNSUPPORTED,
                 _ ("The return map is made for one output or two, not for %zu"),
                 k);
    return FALSE;
  }
  for (gsize j = 0; lower != NULL && upper != NULL && j < k; j++) {
    if (!(lower[j] < upper[j]) || !isfinite (lower[j]) || !isfinite (upper[j])) {
      g_set_error (error,
                   EXP_ERROR,
                   EXP_ERROR_VALUE,
                   _ ("The region of the return map goes from %g to %g, which is no interval"),
                   lower[j],
                   upper[j]);
      return FALSE;
    }
  }
  return TRUE;
}

/* Where theory finds a target's attractor beside the target, the fixed point there is that. */
static void
name_rests (ExpReturnMap *self, const ExpTheory *theory)
{
  gboolean own_input = theory->experiment->inputs->n_columns > 0;
  double scale = 0.0;

  for (gsize j = 0; j < self->n_outputs; j++)
    scale = MAX (scale, MAX (fabs (self->lower[j]), fabs (self->upper[j])));
  for (gsize k = 0; k < theory->n_attractors; k++) {
    const RcState *rest = theory->attractors[k].state;

    for (gsize i = 0; rest != NULL && i < self->fixed_points->n_points; i++) {
      RcFixedPoint *point = &self->fixed_points->points[i];
      double distance = 0.0;

      for (gsize j = 0; j < self->n_outputs; j++)
        distance = hypot (distance, point->state->output[j] - rest->output[j]);
      if (point->target < 0 && distance <= SAME * scale && (!own_input || k == self->attractor))
        point->target = (gssize)k;
    }
  }
}

/**
 * exp_return_map_new:
 * @theory: the theory of an experiment with one output or two
 * @attractor: whose static input the network gets; without static inputs all
 *   attractors share one map
 * @lower: (nullable): the least z, K numbers; %NULL to reach 1.5 times as far as
 *   the largest target
 * @upper: (nullable): the largest z, likewise
 * @cancellable: (nullable): to stop it
 * @error: set to %EXP_ERROR_UNSUPPORTED for more outputs, %EXP_ERROR_VALUE for a
 *   region that is none, %G_IO_ERROR_CANCELLED, or to an #RcError
 *
 * Computes the return map and its fixed points, on all processors. The result does
 * not depend on their number. Blocks. Cost: some 30 ms for three tanh targets and
 * one output, ten times that for two.
 *
 * Returns: (transfer full) (nullable): the return map
 */
ExpReturnMap *
exp_return_map_new (const ExpTheory *theory,
                    gsize attractor,
                    const double *lower,
                    const double *upper,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (ExpReturnMap) self = NULL;

  g_return_val_if_fail (attractor < theory->n_attractors, NULL);

  if (!check_request (theory, lower, upper, error))
    return NULL;
  self = g_new0 (ExpReturnMap, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (theory->experiment);
  self->attractor = attractor;
  self->n_outputs = theory->n_outputs;
  choose_region (self, lower, upper);
  make_grid (self);
  if (!compute (self, theory->mean_field, cancellable, error)) {
    exp_monitor_translate (cancellable, error);
    return NULL;
  }
  name_rests (self, theory);
  return g_steal_pointer (&self);
}

ExpReturnMap *
exp_return_map_ref (ExpReturnMap *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_return_map_unref (ExpReturnMap *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  exp_experiment_free (self->experiment);
  g_free (self->outputs);
  g_free (self->returned);
  g_clear_pointer (&self->fixed_points, rc_fixed_points_unref);
  g_free (self);
}
