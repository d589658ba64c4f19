/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-trajectory.h"

#include <math.h>

#include "fig-source.h"

/* A trajectory ends at a target that it is nearer to than this part of the distance
 * between targets … */
#define REACH 0.25
/* … all along this last part of the time, … */
#define STAY 0.2
/* … and in the end to this part of that: what passes by does not end there. */
#define CLOSE 0.5
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
distance (gsize n, const double *a, const double *b)
{
  double square = 0.0;

  for (gsize i = 0; i < n; i++)
    square += (a[i] - b[i]) * (a[i] - b[i]);
  return sqrt (square);
}

/* A place where a trajectory may end, and how far from it that may be */
typedef struct {
  const double *output;
  gssize target; /* below 0 for what nobody asked for */
  double near;
} End;

/* Whether the trajectory is nowhere else in the last part of its time, and comes close. */
static gboolean
ends_there (const End *end, gsize n_outputs, const double *trajectory)
{
  for (gsize i = (gsize)((1.0 - STAY) * EXP_N_TIMES); i < EXP_N_TIMES; i++)
    if (!(distance (n_outputs, end->output, trajectory + i * n_outputs) < end->near))
      return FALSE;
  return distance (n_outputs, end->output, trajectory + (EXP_N_TIMES - 1) * n_outputs) <
         CLOSE * end->near;
}

static double
find_reach (const ExpTable *targets, gsize row)
{
  double apart = fig_source_get_distance (targets, row);

  return REACH * (isfinite (apart) ? apart : MAX (largest_target (targets), 1e-3));
}

/* The stable fixed points of the closed loop with the trajectory's static input or, as long
 * as these are not known, the targets. */
static GArray *
list_ends (const ExpMeasurement *measurement, gsize index)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (End));
  const RcClosedLoop *closed_loop = measurement->closed_loop;
  const ExpTable *targets = measurement->experiment->targets;
  gboolean known = closed_loop != NULL && exp_measurement_has (measurement, EXP_STAGE_FIXED_POINTS);
  gsize input = measurement->experiment->inputs->n_columns > 0 ? index % targets->n_rows : 0;

  for (gsize i = 0; known && i < closed_loop->n_points; i++) {
    const RcClosedLoopPoint *point = &closed_loop->points[i];
    gboolean wanted = point->target >= 0 && (gsize)point->target < targets->n_rows;
    End end = { point->output,
                wanted ? point->target : -1,
                wanted ? find_reach (targets, (gsize)point->target) : INFINITY };

    if (point->stable && point->input == input)
      g_array_append_val (ends, end);
  }
  for (gsize row = 0; !known && row < targets->n_rows; row++) {
    End end = { targets->values + row * targets->n_columns,
                (gssize)row,
                find_reach (targets, row) };

    g_array_append_val (ends, end);
  }
  return ends;
}

/**
 * fig_trajectory_find_end:
 * @measurement: of a network
 * @index: which of its trajectories
 *
 * Returns: the target that it ends at and does not only pass, or %FIG_OWNER_NONE
 */
int
fig_trajectory_find_end (const ExpMeasurement *measurement, gsize index)
{
  gsize k = measurement->n_outputs;
  const double *trajectory = measurement->trajectories + index * EXP_N_TIMES * k;
  g_autoptr (GArray) ends = list_ends (measurement, index);
  double nearest = INFINITY;
  int owner = FIG_OWNER_NONE;

  for (guint i = 0; i < ends->len; i++) {
    const End *end = &g_array_index (ends, End, i);
    double away = distance (k, end->output, trajectory + (EXP_N_TIMES - 1) * k);

    if (!(away < nearest))
      continue;
    nearest = away;
    owner = end->target >= 0 && ends_there (end, k, trajectory) ? (int)end->target : FIG_OWNER_NONE;
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
