/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Usage: bench-leaks [N]. Runs a measurement with all its stages and its basins N times,
 * a thousand if nothing else is said, and every tenth time one that is stopped. Fails if the
 * program's memory grows after the first tenth.
 */
#include <stdio.h>
#include <unistd.h>

#include "exp-basins.h"
#include "exp-theory.h"

#define SIZE 40
#define ALLOWED (1 << 20) /* bytes, for what the allocator does with pages */

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  unsigned long total = 0, resident = 0;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) ||
      sscanf (text, "%lu %lu", &total, &resident) != 2)
    return 0.0;
  return (double)resident * (double)sysconf (_SC_PAGESIZE);
}

static void
stop_cb (ExpStage stage, double fraction, gpointer user_data)
{
  if (user_data != NULL && stage == EXP_STAGE_TRAJECTORIES)
    g_cancellable_cancel (user_data);
}

static gboolean
run (const ExpExperiment *experiment, gboolean stop)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ExpTheory) theory = exp_theory_new (experiment, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpMeasurement) measurement = exp_measurement_new (
    experiment, cancellable, stop_cb, stop ? cancellable : NULL, &error);
  g_autoptr (ExpBasins) basins = NULL;

  if (stop)
    return theory != NULL && measurement == NULL;
  if (measurement != NULL)
    basins = exp_basins_new (measurement, 0, NULL, NULL, NULL, NULL, &error);
  if (error != NULL)
    g_printerr ("seed %lld: %s\n", (long long)experiment->seed, error->message);
  return theory != NULL && (basins != NULL || error != NULL);
}

int
main (int argc, char **argv)
{
  int n = argc > 1 ? (int)g_ascii_strtoll (argv[1], NULL, 10) : 1000;
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  double first = 0.0, last;

  experiment->size = SIZE;
  experiment->gain = 0.5;
  experiment->duration = 5.0;
  experiment->trajectories = 4;
  experiment->tolerance = 1e-3;
  experiment->noise = 0.1;
  experiment->frequency_points = 10;
  for (int i = 0; i < n; i++) {
    experiment->seed = i;
    if (!run (experiment, i % 10 == 9))
      return 1;
    if (i == n / 10)
      first = get_memory ();
  }
  last = get_memory ();
  printf ("%d runs: %.0f KiB after a tenth of them, %.0f KiB at the end\n",
          n,
          first / 1024.0,
          last / 1024.0);
  return last - first > ALLOWED;
}
