/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-closed-loop.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-theory.h"

/* So many places besides the targets are tried at most. */
#define MAX_PLACES 24
/* Places nearer than this fraction of the range of outputs are one. */
#define SPACING 0.04

typedef struct {
  gsize n;
  gsize n_outputs;
  double spacing;
  double *outputs; /* n × K */
  gsize *inputs;   /* n */
} Places;

/* Adds a place unless there is one near it already. */
static void
add_place (Places *self, const double *output, gsize input, gsize limit)
{
  gsize k = self->n_outputs;

  if (self->n >= limit)
    return;
  for (gsize j = 0; j < k; j++)
    if (!isfinite (output[j]))
      return;
  for (gsize i = 0; i < self->n; i++) {
    double distance = 0.0;

    for (gsize j = 0; j < k; j++)
      distance = hypot (distance, output[j] - self->outputs[i * k + j]);
    if (distance < self->spacing && self->inputs[i] == input)
      return;
  }
  memcpy (self->outputs + self->n * k, output, k * sizeof (double));
  self->inputs[self->n++] = input;
}

static double
speed_at (const ExpMeasurement *measurement, const double *trajectory, gsize time)
{
  gsize k = measurement->n_outputs;
  double speed = 0.0;

  for (gsize j = 0; j < k; j++)
    speed = hypot (speed, trajectory[(time + 1) * k + j] - trajectory[time * k + j]);
  return speed;
}

/* Where a trajectory is slower than before and after: it may be passing a saddle. */
static void
add_slow_places (Places *self, const ExpMeasurement *measurement, gsize trajectory, gsize limit)
{
  gsize k = self->n_outputs;
  const double *z = measurement->trajectories + trajectory * EXP_N_TIMES * k;
  gsize input = measurement->experiment->inputs->n_columns > 0
                  ? trajectory % measurement->n_attractors
                  : 0;

  add_place (self, z + (EXP_N_TIMES - 1) * k, input, limit);
  for (gsize t = 1; t + 2 < EXP_N_TIMES; t++) {
    double here = speed_at (measurement, z, t);

    if (here < speed_at (measurement, z, t - 1) && here <= speed_at (measurement, z, t + 1))
      add_place (self, z + t * k, input, limit);
  }
  add_place (self, z, input, limit);
}

/* Between two attractors there is a saddle, and at 0 a fixed point of every odd φ. */
static void
add_between (Places *self, const ExpExperiment *experiment, gsize limit)
{
  gsize m = experiment->targets->n_rows, k = self->n_outputs;
  g_autofree double *place = g_new0 (double, k);

  add_place (self, place, 0, limit);
  for (gsize a = 0; a < m && self->n < m + MAX_PLACES / 2; a++) {
    for (gsize b = 0; b < a; b++) {
      for (gsize j = 0; j < k; j++)
        place[j] = 0.5 * (exp_table_get (experiment->targets, a, j) +
                          exp_table_get (experiment->targets, b, j));
      add_place (self, place, experiment->inputs->n_columns > 0 ? a : 0, limit);
    }
  }
}

static void
places_init (Places *self, const ExpMeasurement *measurement)
{
  const ExpExperiment *experiment = measurement->experiment;
  gsize m = measurement->n_attractors, k = measurement->n_outputs, limit = m + MAX_PLACES;
  double reach = 0.0;

  for (gsize i = 0; i < m * k; i++)
    reach = MAX (reach, fabs (experiment->targets->values[i]));
  self->n_outputs = k;
  self->spacing = SPACING * (reach > 0.0 ? 2.0 * reach : 1.0);
  self->outputs = g_new (double, limit *k);
  self->inputs = g_new (gsize, limit);
  for (gsize i = 0; i < m; i++)
    add_place (
      self, experiment->targets->values + i * k, experiment->inputs->n_columns > 0 ? i : 0, limit);
  add_between (self, experiment, limit);
  for (gsize i = 0; i < measurement->n_trajectories; i++)
    add_slow_places (self, measurement, i, limit);
}

/**
 * exp_closed_loop_find:
 * @measurement: with the trajectories, of the same network
 * @trained: the network
 * @monitor: (nullable): who watches
 * @error: set to an #RcError
 *
 * Looks for the fixed points of the closed loop, from the targets, places between
 * them, and places where the trajectories began, ended or were slow.
 *
 * Returns: (transfer full) (nullable): those found
 */
RcClosedLoop *
exp_closed_loop_find (const ExpMeasurement *measurement,
                      const RcTrained *trained,
                      const RcMonitor *monitor,
                      GError **error)
{
  Places places = { 0 };
  RcClosedLoop *closed_loop;
  gsl_matrix_view outputs;

  places_init (&places, measurement);
  outputs = gsl_matrix_view_array (places.outputs, places.n, places.n_outputs);
  closed_loop = rc_closed_loop_find (trained, &outputs.matrix, places.inputs, monitor, error);
  g_free (places.outputs);
  g_free (places.inputs);
  return closed_loop;
}

/**
 * exp_closed_loop_describe:
 *
 * Returns: (transfer full): in words, translated, how many fixed points there
 *   are that training did not ask for
 */
char *
exp_closed_loop_describe (const RcClosedLoop *closed_loop)
{
  gsize n_others = 0, n_stable = 0, n_marginal = 0;
  g_autofree char *others = NULL;

  for (gsize i = 0; i < closed_loop->n_points; i++) {
    if (closed_loop->points[i].target >= 0)
      continue;
    n_others++;
    n_stable += closed_loop->points[i].stable;
    n_marginal += closed_loop->points[i].verdict == RC_VERDICT_MARGINAL;
  }
  if (n_others == 0)
    return g_strdup (_ ("The network has no other fixed point that was found."));
  if (n_others == 1 && n_marginal == 1)
    return g_strdup (
      _ ("The network has one fixed point that training did not ask for; it is marginal."));
  if (n_marginal > 0)
    return g_strdup_printf (
      ngettext ("Fixed points that training did not ask for: %d, stable: %d; %d is marginal.",
                "Fixed points that training did not ask for: %d, stable: %d; %d are marginal.",
                (int)n_marginal),
      (int)n_others,
      (int)n_stable,
      (int)n_marginal);
  if (n_others == 1)
    return g_strdup (
      n_stable == 1
        ? _ ("The network has one fixed point that training did not ask for; it is stable.")
        : _ ("The network has one fixed point that training did not ask for; it is not stable."));
  others = g_strdup_printf (
    ngettext ("The network has %d fixed point that training did not ask for",
              "The network has %d fixed points that training did not ask for",
              (int)n_others),
    (int)n_others);
  /* Translators: the first part is “The network has … fixed points that training did not ask for”.
   */
  if (n_stable == 0)
    return g_strdup_printf (_ ("%s, none of which is stable."), others);
  return g_strdup_printf (
    ngettext ("%s, of which %d is stable.", "%s, of which %d are stable.", (int)n_stable),
    others,
    (int)n_stable);
}
