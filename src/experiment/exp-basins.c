/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-basins.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-json.h"
#include "exp-monitor.h"

/* How far beyond the largest target the region goes, and how large it is when all
   targets are 0. */
#define REACH 1.5
#define LEAST_REACH 1.0
/* How many points along each side for a start, and into how many parts the distance
   between them is divided where two basins meet, for one output and for two. Many
   points at once cost little more than one. */
#define COARSE_1D 33
#define PARTS_1D 4
#define COARSE_2D 9
#define PARTS_2D 2
#define LEVELS 2
/* Trajectories are followed for so many time constants of the slowest attractor
   beyond the experiment's duration, but no longer than this. */
#define TIME_CONSTANTS 8.0
#define LONGEST 500.0
/* Where a trajectory ends does not depend on its last digits. */
#define TOLERANCE 1e-4

typedef struct {
  GCancellable *cancellable;
  const RcMonitor *monitor;
} Watch;

static gboolean
watch_cb (double fraction, gpointer user_data)
{
  const Watch *watch = user_data;

  return !g_cancellable_is_cancelled (watch->cancellable) &&
         (watch->monitor == NULL || watch->monitor->func (fraction, watch->monitor->user_data));
}

static double
choose_duration (const ExpMeasurement *measurement)
{
  const RcClosedLoop *closed_loop = measurement->closed_loop;
  double slowest = 0.0;

  for (gsize i = 0; closed_loop != NULL && i < closed_loop->n_points; i++) {
    double rate = -creal (closed_loop->points[i].leading);

    if (closed_loop->points[i].stable && rate > 0.0)
      slowest = MAX (slowest, 1.0 / rate);
  }
  return MAX (measurement->experiment->duration,
              MIN (measurement->experiment->duration + TIME_CONSTANTS * slowest, LONGEST));
}

static RcBasinsRegion
choose_region (const ExpMeasurement *measurement, const double *lower, const double *upper)
{
  const ExpTable *targets = measurement->experiment->targets;
  RcBasinsRegion region = { .duration = choose_duration (measurement), .tolerance = TOLERANCE };
  double reach = 0.0;

  for (gsize i = 0; i < targets->n_rows * targets->n_columns; i++)
    reach = MAX (reach, REACH * fabs (targets->values[i]));
  if (reach == 0.0)
    reach = LEAST_REACH;
  for (gsize j = 0; j < measurement->n_outputs; j++) {
    region.lower[j] = lower != NULL ? lower[j] : -reach;
    region.upper[j] = upper != NULL ? upper[j] : reach;
  }
  region.n_coarse = measurement->n_outputs == 1 ? COARSE_1D : COARSE_2D;
  region.n_parts = measurement->n_outputs == 1 ? PARTS_1D : PARTS_2D;
  region.n_levels = LEVELS;
  return region;
}

static gboolean
check_request (gsize n_outputs, const double *lower, const double *upper, GError **error)
{
  if (n_outputs > RC_BASINS_MAX_OUTPUTS) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_UNSUPPORTED,
                 _ ("Basins of attraction are found for one output or two, not for %zu"),
                 n_outputs);
    return FALSE;
  }
  for (gsize j = 0; lower != NULL && upper != NULL && j < n_outputs; j++) {
    if (!(lower[j] < upper[j]) || !isfinite (lower[j]) || !isfinite (upper[j])) {
      g_set_error (error,
                   EXP_ERROR,
                   EXP_ERROR_VALUE,
                   _ ("The region of the basins goes from %g to %g, which is no interval"),
                   lower[j],
                   upper[j]);
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * exp_basins_new:
 * @measurement: a run that has trained its network; if %EXP_STAGE_FIXED_POINTS is
 *   there as well, the search begins with those
 * @attractor: whose static input the network gets; without static inputs all
 *   attractors share one plane
 * @lower: (nullable): the least z, K numbers; %NULL to reach 1.5 times as far as
 *   the largest target
 * @upper: (nullable): the largest z, likewise
 * @cancellable: (nullable): to stop it, within a step of an integration
 * @monitor: (nullable): is told the progress, from any thread, and may stop it too
 * @error: set to %EXP_ERROR_UNSUPPORTED for more than two outputs, %EXP_ERROR_VALUE
 *   for a region that is none, %G_IO_ERROR_CANCELLED, or to an #RcError
 *
 * Finds the basins of attraction of the trained network, on all processors: 513
 * points for one output, 33×33 for two, most of which are known from their
 * neighbours. The result does not depend on the number of processors. Blocks, for
 * seconds with 1000 neurons.
 *
 * Returns: (transfer full) (nullable): the basins
 */
ExpBasins *
exp_basins_new (const ExpMeasurement *measurement,
                gsize attractor,
                const double *lower,
                const double *upper,
                GCancellable *cancellable,
                const RcMonitor *monitor,
                GError **error)
{
  Watch watch = { cancellable, monitor };
  RcMonitor watching = { watch_cb, &watch };
  gsize input = measurement->experiment->inputs->n_columns > 0 ? attractor : 0;
  RcBasinsRegion region;
  RcBasins *basins;
  ExpBasins *self;

  g_return_val_if_fail (attractor < measurement->n_attractors, NULL);
  g_return_val_if_fail (measurement->trained != NULL, NULL);

  if (!check_request (measurement->n_outputs, lower, upper, error))
    return NULL;
  region = choose_region (measurement, lower, upper);
  basins = rc_basins_new (
    measurement->trained, measurement->closed_loop, input, &region, &watching, error);
  if (basins == NULL) {
    exp_monitor_translate (cancellable, error);
    return NULL;
  }
  self = g_new0 (ExpBasins, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (measurement->experiment);
  self->attractor = attractor;
  self->basins = basins;
  return self;
}

static void
set_numbers (JsonObject *object, const char *name, gsize n, const double *numbers)
{
  JsonArray *list = json_array_new ();

  for (gsize i = 0; i < n; i++)
    exp_json_add_number (list, numbers[i]);
  json_object_set_array_member (object, name, list);
}

/* The share of the points that lead to no fixed point, in one of two ways */
static double
get_share (const RcBasins *basins, gssize end)
{
  gsize n = basins->n_points[0] * basins->n_points[1], n_found = 0;

  for (gsize i = 0; i < n; i++)
    n_found += basins->ends[i] == end;
  return (double)n_found / (double)n;
}

/**
 * exp_basins_report:
 *
 * Returns: (transfer full): the region, each fixed point to which a part of it leads, with
 *   the "fraction" of the points that do, and the rest
 */
JsonObject *
exp_basins_report (const ExpBasins *self)
{
  const RcBasins *basins = self->basins;
  JsonObject *object = json_object_new ();
  JsonArray *points = json_array_new ();

  set_numbers (object, "lower", basins->n_outputs, basins->region.lower);
  set_numbers (object, "upper", basins->n_outputs, basins->region.upper);
  exp_json_set_number (object, "duration", basins->region.duration);
  for (gsize i = 0; i < basins->closed_loop->n_points; i++) {
    const RcClosedLoopPoint *point = &basins->closed_loop->points[i];
    JsonObject *member;

    if (basins->fractions[i] <= 0.0)
      continue;
    member = json_object_new ();
    set_numbers (member, "output", basins->n_outputs, point->output);
    if (point->target >= 0)
      json_object_set_int_member (member, "target", point->target);
    else
      json_object_set_null_member (member, "target");
    json_object_set_boolean_member (member, "stable", point->stable);
    exp_json_set_number (member, "fraction", basins->fractions[i]);
    json_array_add_object_element (points, member);
  }
  json_object_set_array_member (object, "fixed_points", points);
  exp_json_set_number (object, "restless", get_share (basins, RC_BASINS_RESTLESS));
  exp_json_set_number (object, "diverged", get_share (basins, RC_BASINS_DIVERGED));
  return object;
}

ExpBasins *
exp_basins_ref (ExpBasins *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_basins_unref (ExpBasins *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  exp_experiment_free (self->experiment);
  rc_basins_free (self->basins);
  g_free (self);
}
