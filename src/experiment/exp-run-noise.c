/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "exp-run.h"

/* Independent runs around each attractor, and how long each settles and counts. */
#define N_RUNS 8
#define SETTLING 20.0
#define DURATION 80.0
/* The number of the first run's noise: beyond those of the closed-loop trajectories. */
#define FIRST_ROW 1000000

/* Half the way to the nearest other target; without one, the target's own size. */
static double
find_reach (const ExpTable *targets, gsize k)
{
  double reach = INFINITY, size = 0.0;

  for (gsize j = 0; j < targets->n_columns; j++)
    size = hypot (size, exp_table_get (targets, k, j));
  for (gsize i = 0; i < targets->n_rows; i++) {
    double distance = 0.0;

    for (gsize j = 0; j < targets->n_columns; j++)
      distance = hypot (distance, exp_table_get (targets, i, j) - exp_table_get (targets, k, j));
    if (distance > 0.0)
      reach = MIN (reach, 0.5 * distance);
  }
  return isfinite (reach) ? reach : MAX (size, 1.0);
}

/**
 * exp_run_measure_noise:
 *
 * How far noise takes the network from each attractor; nothing where there is none.
 */
gboolean
exp_run_measure_noise (gsize begin, gsize end, gpointer data, GError **error)
{
  ExpRun *run = data;
  const ExpExperiment *experiment = run->self->experiment;

  for (gsize k = begin; k < end && experiment->noise > 0.0; k++) {
    ExpMeasuredAttractor *attractor = &run->self->attractors[k];
    const RcNoise noise = { experiment->noise, (guint64)experiment->seed, FIRST_ROW + k * N_RUNS };
    ExpPart part;

    exp_part_init (&part, run, k);
    attractor->spread = rc_spread_new (run->trained,
                                       k,
                                       &noise,
                                       N_RUNS,
                                       SETTLING,
                                       DURATION,
                                       find_reach (experiment->targets, k),
                                       &part.monitor,
                                       error);
    if (attractor->spread == NULL)
      return FALSE;
  }
  return TRUE;
}
