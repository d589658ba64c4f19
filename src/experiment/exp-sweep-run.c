/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "exp-memory.h"
#include "exp-sweep.h"
#include "rc-parallel.h"

#define PROGRESS_UNIT 1e6
/* What the theory of a place counts beside a network of it. */
#define THEORY_SHARE 0.05

/**
 * Run:
 * @sweep: what is being made; under the mutex
 * @order: n_cells: which cell comes when
 * @n_tasks: how many networks there are in all
 * @next: atomic: the next of them that nobody has taken
 * @n_done: of how many it is known what came of them; under the mutex, read atomically
 * @n_predicted: of how many cells it is known what theory says; atomic
 * @progress: how much of its network each lane has done, in millionths; atomic
 */
typedef struct {
  ExpSweep *sweep;
  gsize *order;
  guint stages;
  gsize n_tasks;
  gsize n_lanes;
  gsize next;
  int n_done;
  int n_predicted;
  int *progress;
  GMutex mutex;
  GCancellable *cancellable;
  const ExpSweepObserver *observer;
} Run;

typedef struct {
  Run *run;
  gsize index;
} Lane;

static void
report (Run *run)
{
  double done = (double)g_atomic_int_get (&run->n_done) +
                THEORY_SHARE * (double)g_atomic_int_get (&run->n_predicted);
  double all = (double)run->n_tasks + THEORY_SHARE * (double)run->sweep->n_cells;

  if (run->observer == NULL || run->observer->progress == NULL)
    return;
  for (gsize i = 0; i < run->n_lanes; i++)
    done += g_atomic_int_get (&run->progress[i]) / PROGRESS_UNIT;
  run->observer->progress (done / all, run->observer->user_data);
}

/* Of the stages that are run, all count alike. */
static void
stage_cb (ExpStage stage, double fraction, gpointer user_data)
{
  Lane *lane = user_data;
  guint before = 0, all = 0;

  for (guint i = 0; i < EXP_N_STAGES; i++) {
    guint wanted = (lane->run->stages >> i) & 1;

    all += wanted;
    before += i < (guint)stage ? wanted : 0;
  }
  g_atomic_int_set (&lane->run->progress[lane->index],
                    (int)((before + CLAMP (fraction, 0.0, 1.0)) / all * PROGRESS_UNIT));
  report (lane->run);
}

static void
finish (Lane *lane, gsize cell, gsize network, ExpOutcome *outcome)
{
  Run *run = lane->run;

  g_mutex_lock (&run->mutex);
  exp_sweep_take (run->sweep, cell, network, outcome);
  g_atomic_int_set (&run->progress[lane->index], 0);
  g_atomic_int_inc (&run->n_done);
  if (run->observer != NULL && run->observer->network != NULL)
    run->observer->network (run->sweep, cell, network, run->observer->user_data);
  g_mutex_unlock (&run->mutex);
  report (run);
}

static gboolean
measure (Lane *lane, gsize cell, gsize network, GError **error)
{
  Run *run = lane->run;
  guint measures = run->sweep->measures, missing = measures;
  g_autoptr (ExpExperiment) experiment = NULL;
  g_autoptr (ExpOutcome) known = NULL;
  g_autoptr (ExpOutcome) outcome = NULL;

  g_mutex_lock (&run->mutex);
  known = run->sweep->cells[cell]->outcomes[network];
  if (known != NULL)
    exp_outcome_ref (known);
  experiment = exp_ensemble_make_experiment (run->sweep->cells[cell], network);
  g_mutex_unlock (&run->mutex);
  if (exp_outcome_is_complete (known))
    return TRUE;
  if (known != NULL)
    missing = known->missing;
  outcome = exp_outcome_measure (experiment, missing, run->cancellable, stage_cb, lane, error);
  if (outcome == NULL)
    return FALSE;
  if (known != NULL)
    finish (lane,
            cell,
            network,
            exp_outcome_merge (known, measures, outcome, missing, experiment->targets->n_rows));
  else
    finish (lane, cell, network, g_steal_pointer (&outcome));
  return TRUE;
}

static gboolean
predict (Lane *lane, gsize cell, GError **error)
{
  Run *run = lane->run;
  g_autoptr (ExpExperiment) experiment = NULL;
  g_autofree double *theory = NULL;

  g_mutex_lock (&run->mutex);
  experiment = exp_ensemble_make_experiment (run->sweep->cells[cell], 0);
  g_mutex_unlock (&run->mutex);
  theory = g_new (double,
                  exp_measures_count (run->sweep->measures) * (experiment->targets->n_rows + 1));
  if (!exp_measures_predict (run->sweep->measures, experiment, run->cancellable, theory, error))
    return FALSE;
  g_mutex_lock (&run->mutex);
  exp_sweep_take_theory (run->sweep, cell, g_steal_pointer (&theory));
  g_mutex_unlock (&run->mutex);
  g_atomic_int_inc (&run->n_predicted);
  report (run);
  return TRUE;
}

/* One network after another, as long as there are any: what each is does not depend on who
   measures it, or when. The first one of every cell comes before the second of any, and what
   theory says there before it. */
static gboolean
run_lanes (gsize begin, gsize end, gpointer data, GError **error)
{
  Run *run = data;
  Lane lane = { run, begin };

  while (TRUE) {
    gsize task = (gsize)g_atomic_pointer_add (&run->next, 1);
    gsize cell = run->order[task % run->sweep->n_cells];

    if (task >= run->n_tasks)
      return TRUE;
    if ((task < run->sweep->n_cells && !predict (&lane, cell, error)) ||
        !measure (&lane, cell, task / run->sweep->n_cells, error))
      return FALSE;
  }
}

/* How many networks can be in memory at once, at any place of the sweep; where all are measured
   and only theory is left, as many as there are threads. */
static gsize
count_lanes (const ExpSweep *self, gsize n_left, GError **error)
{
  gsize n_lanes = rc_get_threads (); /* also where there is only theory to find */

  if (n_left == 0)
    return n_lanes;
  for (gsize i = 0; i < self->n_cells; i++)
    n_lanes = MIN (n_lanes, exp_memory_fit (self->cells[i]->experiment, n_lanes));
  if (n_lanes == 0)
    for (gsize i = 0; i < self->n_cells; i++)
      if (!exp_memory_check (self->cells[i]->experiment, error))
        return 0;
  return MAX (n_lanes, 1);
}

/**
 * exp_sweep_run:
 * @self: (inout): a sweep; becomes one with what is known at the end, also after an error
 * @cancellable: (nullable): to stop it
 * @observer: (nullable): who hears of it
 * @error: set to %G_IO_ERROR_CANCELLED, or to %EXP_ERROR_NO_MEMORY where not even one network
 *   would fit
 *
 * Measures the networks that are not measured yet, of those that are in part what is missing, and
 * again those that failed for want of memory, several at once as far as threads and
 * memory allow: first one in each cell, of a coarse grid of cells before the others, and then
 * the second in each. A network that fails is known to have failed, and the others go on.
 * Results do not depend on the number of threads, nor on what was known before. Blocks.
 *
 * Returns: %TRUE if all networks are measured
 */
gboolean
exp_sweep_run (ExpSweep **self,
               GCancellable *cancellable,
               const ExpSweepObserver *observer,
               GError **error)
{
  ExpSweep *sweep = exp_sweep_snapshot (*self);
  g_autofree gsize *order = exp_sweep_make_order (sweep);
  Run run = { .sweep = sweep,
              .order = order,
              .stages = exp_measures_get_stages (sweep->measures),
              .n_tasks = sweep->n_cells * sweep->n_networks,
              .cancellable = cancellable,
              .observer = observer };
  gboolean success;

  exp_sweep_unref (*self);
  *self = sweep;
  exp_sweep_forget_transient (sweep);
  run.n_done = (int)exp_sweep_count_complete (sweep);
  run.n_lanes = count_lanes (sweep, run.n_tasks - (gsize)run.n_done, error);
  if (run.n_lanes == 0)
    return FALSE;
  run.progress = g_new0 (int, run.n_lanes);
  g_mutex_init (&run.mutex);
  success = rc_parallel_for (run.n_lanes, 1, run_lanes, &run, NULL, error);
  g_mutex_clear (&run.mutex);
  g_free (run.progress);
  return success;
}
