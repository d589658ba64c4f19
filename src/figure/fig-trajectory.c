/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-trajectory.h"

#include <math.h>

#include "fig-source.h"

/* An end belongs to a target when it is nearer than this part of the distance
 * between targets. */
#define REACH 0.25
/* Trajectories that leave by more than so many times the largest target do not
 * make the axis longer. */
#define EXCURSION 4.0

static double
largest_target (const ExpTable *targets)
{
  double largest = 0.0;

  for (gsize i = 0; i < targets->n_rows * targets->n_columns; i++)
    largest = MAX (largest, fabs (targets->values[i]));
  return largest;
}

/**
 * fig_trajectory_get_limits:
 * @targets: the network's
 *
 * Returns: how far an axis follows the output of a trajectory
 */
FigRange
fig_trajectory_get_limits (const ExpTable *targets)
{
  double largest = largest_target (targets);
  FigRange limits = { -G_MAXDOUBLE, G_MAXDOUBLE };

  if (largest > 0.0) {
    limits.minimum = -EXCURSION * largest;
    limits.maximum = EXCURSION * largest;
  }
  return limits;
}

static double
distance_to_target (const ExpTable *targets, gsize row, const double *output)
{
  double square = 0.0;

  for (gsize i = 0; i < targets->n_columns; i++) {
    double difference = output[i] - exp_table_get (targets, row, i);

    square += difference * difference;
  }
  return sqrt (square);
}

/**
 * fig_trajectory_find_end:
 * @measurement: of a network
 * @index: which of its trajectories
 *
 * Returns: the target that it ends at, or %FIG_OWNER_NONE
 */
int
fig_trajectory_find_end (const ExpMeasurement *measurement, gsize index)
{
  const double *trajectory = measurement->trajectories +
                             index * EXP_N_TIMES * measurement->n_outputs;
  const ExpTable *targets = measurement->experiment->targets;
  const double *end = trajectory + (EXP_N_TIMES - 1) * measurement->n_outputs;
  double nearest = INFINITY;
  int owner = FIG_OWNER_NONE;

  for (gsize row = 0; row < targets->n_rows; row++) {
    double distance = distance_to_target (targets, row, end);
    double apart = fig_source_get_distance (targets, row);

    if (!isfinite (apart))
      apart = MAX (largest_target (targets), 1e-3);
    if (distance < REACH * apart && distance < nearest) {
      nearest = distance;
      owner = (int)row;
    }
  }
  return owner;
}

/**
 * fig_trajectory_get_name:
 * @index: which trajectory
 *
 * Returns: (transfer full): what it is called in data files
 */
char *
fig_trajectory_get_name (gsize index)
{
  return g_strdup_printf ("trajectory %" G_GSIZE_FORMAT, index + 1);
}
