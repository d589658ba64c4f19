/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-runs.h"

#include "rc-weights.h"

/* How many runs that are over stay in the list … */
#define MAX_ENDED 20
/* … and how many bytes of recurrent weights their networks may take together. */
#define MAX_WEIGHTS ((guint64)256 << 20)

/**
 * AttractorRuns:
 *
 * The runs of a window, in the order in which they were asked for. One is under way
 * at a time; when it is over, the next that waits begins. Those that are over stay,
 * with their networks as long as memory allows.
 */
struct _AttractorRuns {
  GObject parent_instance;

  GPtrArray *runs;
  GPtrArray *removed;    /* those taken out that may come back, the latest last */
  AttractorRun *current; /* (nullable): the one under way, borrowed */
  AttractorRun *latest;  /* (nullable): the one that began last, even if it was taken out since */
  guint n_made;
};

G_DEFINE_FINAL_TYPE (AttractorRuns, attractor_runs, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_STARTED,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
attractor_runs_finalize (GObject *object)
{
  AttractorRuns *self = ATTRACTOR_RUNS (object);

  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_object (&self->latest);

  G_OBJECT_CLASS (attractor_runs_parent_class)->finalize (object);
}

static void
attractor_runs_class_init (AttractorRunsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = attractor_runs_finalize;

  /**
   * AttractorRuns::changed:
   *
   * Emitted when there are others, and when one begins, pauses, goes on, is
   * stopped or ends.
   */
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AttractorRuns::started:
   * @run: the one that begins
   */
  signals[SIGNAL_STARTED] = g_signal_new (
    "started", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ATTRACTOR_TYPE_RUN);

  /**
   * AttractorRuns::ended:
   * @run: the one that is over, before the next one begins
   */
  signals[SIGNAL_ENDED] = g_signal_new (
    "ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ATTRACTOR_TYPE_RUN);
}

static void
attractor_runs_init (AttractorRuns *self)
{
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->removed = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * attractor_runs_new:
 *
 * Returns: (transfer full): a list without runs
 */
AttractorRuns *
attractor_runs_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_RUNS, NULL);
}

static guint64
get_weights (AttractorRun *run)
{
  const ExpExperiment *experiment = attractor_run_get_experiment (run);

  return rc_weights_memory ((gsize)experiment->size, experiment->density);
}

/* Adds those of @runs that have them to @weights: the last ones first, and the others lose them. */
static void
trim_networks (GPtrArray *runs, guint64 *weights)
{
  for (guint i = runs->len; i-- > 0;) {
    AttractorRun *run = g_ptr_array_index (runs, i);
    gboolean first = *weights == 0;

    if (!attractor_run_has_ended (run))
      continue;
    *weights += get_weights (run);
    if (!first && *weights > MAX_WEIGHTS)
      attractor_run_forget_network (run);
  }
}

/* The oldest go first, and networks of runs that were taken out before any of those that are
 * there; the network of the last one stays in any case. */
static void
trim (AttractorRuns *self)
{
  guint64 weights = 0;
  guint n_ended = 0;

  for (guint i = self->runs->len; i-- > 0;) {
    AttractorRun *run = g_ptr_array_index (self->runs, i);

    if (attractor_run_has_ended (run) && ++n_ended > MAX_ENDED)
      g_ptr_array_remove (self->runs, run);
  }
  while (self->removed->len > MAX_ENDED) {
    AttractorRun *oldest = g_ptr_array_index (self->removed, 0);

    if (attractor_run_has_ended (oldest))
      attractor_run_forget_network (oldest);
    g_ptr_array_remove_index (self->removed, 0);
  }
  trim_networks (self->runs, &weights);
  trim_networks (self->removed, &weights);
}

static void start_next (AttractorRuns *self);

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorRuns) self = user_data;
  g_autoptr (AttractorRun) run = NULL;

  /* Unless the window has gone over to another document or was closed */
  if (self->current != NULL && attractor_run_get_job (self->current) == EXP_JOB (source)) {
    run = g_object_ref (self->current);
    self->current = NULL;
    attractor_run_finish (run, result);
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, run);
    trim (self);
    start_next (self);
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }

  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

static void
paused_cb (AttractorRuns *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
start_next (AttractorRuns *self)
{
  for (guint i = 0; i < self->runs->len && self->current == NULL; i++) {
    AttractorRun *run = g_ptr_array_index (self->runs, i);

    if (attractor_run_get_state (run) != ATTRACTOR_RUN_WAITING)
      continue;
    self->current = run;
    g_set_object (&self->latest, run);
    /* The process must not end under a worker's feet. */
    if (g_application_get_default () != NULL)
      g_application_hold (g_application_get_default ());
    attractor_run_start (run, ran_cb, g_object_ref (self));
    g_signal_connect_object (attractor_run_get_job (run),
                             "notify::paused",
                             G_CALLBACK (paused_cb),
                             self,
                             G_CONNECT_SWAPPED);
    g_signal_emit (self, signals[SIGNAL_STARTED], 0, run);
  }
}

/**
 * attractor_runs_add:
 * @self: runs
 * @experiment: a valid experiment
 *
 * Adds a run, which begins at once if none is under way.
 *
 * Returns: (transfer none): the run
 */
AttractorRun *
attractor_runs_add (AttractorRuns *self, const ExpExperiment *experiment)
{
  AttractorRun *run;

  g_return_val_if_fail (ATTRACTOR_IS_RUNS (self), NULL);

  run = attractor_run_new (++self->n_made, experiment);
  g_ptr_array_add (self->runs, run);
  start_next (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return run;
}

/**
 * attractor_runs_remove:
 * @self: runs
 * @run: one of them
 *
 * Takes a run out of the list; one that is under way is stopped, and stays.
 * attractor_runs_restore() brings back what was taken out.
 */
void
attractor_runs_remove (AttractorRuns *self, AttractorRun *run)
{
  g_return_if_fail (ATTRACTOR_IS_RUNS (self));

  if (run == self->current) {
    attractor_run_stop (run);
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    return;
  }
  g_ptr_array_add (self->removed, g_object_ref (run));
  g_ptr_array_remove (self->runs, run);
  trim (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * attractor_runs_restore:
 * @self: runs
 * @run: one that was taken out of the list
 *
 * Puts a run back where it was; one that waits begins at once if none is under way.
 */
void
attractor_runs_restore (AttractorRuns *self, AttractorRun *run)
{
  guint index = 0;

  g_return_if_fail (ATTRACTOR_IS_RUNS (self));
  g_return_if_fail (ATTRACTOR_IS_RUN (run));

  if (g_ptr_array_find (self->runs, run, NULL))
    return;
  /* They are in the order of their numbers. */
  while (index < self->runs->len && attractor_run_get_number (g_ptr_array_index (
                                      self->runs, index)) < attractor_run_get_number (run))
    index++;
  g_ptr_array_insert (self->runs, (int)index, g_object_ref (run));
  g_ptr_array_remove (self->removed, run);
  start_next (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * attractor_runs_forget_removed:
 * @self: runs
 *
 * Lets go what is kept of those that were taken out of the list: they do not come back.
 */
void
attractor_runs_forget_removed (AttractorRuns *self)
{
  g_return_if_fail (ATTRACTOR_IS_RUNS (self));

  g_ptr_array_set_size (self->removed, 0);
}

/**
 * attractor_runs_clear:
 * @self: runs
 *
 * Forgets all; one that is under way is stopped, and nobody hears of it again.
 */
void
attractor_runs_clear (AttractorRuns *self)
{
  g_return_if_fail (ATTRACTOR_IS_RUNS (self));

  if (self->latest == NULL)
    return;
  if (self->current != NULL)
    attractor_run_stop (self->current);
  self->current = NULL;
  g_clear_object (&self->latest);
  g_ptr_array_set_size (self->runs, 0);
  g_ptr_array_set_size (self->removed, 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

guint
attractor_runs_get_n (AttractorRuns *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUNS (self), 0);

  return self->runs->len;
}

/**
 * attractor_runs_get_n_waiting:
 * @self: runs
 *
 * Returns: how many have not begun
 */
guint
attractor_runs_get_n_waiting (AttractorRuns *self)
{
  guint n = 0;

  g_return_val_if_fail (ATTRACTOR_IS_RUNS (self), 0);

  for (guint i = 0; i < self->runs->len; i++)
    n += attractor_run_get_state (g_ptr_array_index (self->runs, i)) == ATTRACTOR_RUN_WAITING;
  return n;
}

/**
 * attractor_runs_get:
 * @self: runs
 * @index: below attractor_runs_get_n()
 *
 * Returns: (transfer none): one of them, in the order in which they were added
 */
AttractorRun *
attractor_runs_get (AttractorRuns *self, guint index)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUNS (self), NULL);
  g_return_val_if_fail (index < self->runs->len, NULL);

  return g_ptr_array_index (self->runs, index);
}

/**
 * attractor_runs_find:
 * @self: runs
 * @number: by which people know one
 *
 * Returns: (transfer none) (nullable): it, if it is still there
 */
AttractorRun *
attractor_runs_find (AttractorRuns *self, guint number)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUNS (self), NULL);

  for (guint i = 0; i < self->runs->len; i++)
    if (attractor_run_get_number (g_ptr_array_index (self->runs, i)) == number)
      return g_ptr_array_index (self->runs, i);
  return NULL;
}

/**
 * attractor_runs_get_current:
 * @self: runs
 *
 * Returns: (transfer none) (nullable): the one under way
 */
AttractorRun *
attractor_runs_get_current (AttractorRuns *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUNS (self), NULL);

  return self->current;
}

/**
 * attractor_runs_get_latest:
 * @self: runs
 *
 * Returns: (transfer none) (nullable): the one that began last; it stays that when it is taken
 *   out of the list, as figures go on to show its network
 */
AttractorRun *
attractor_runs_get_latest (AttractorRuns *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUNS (self), NULL);

  return self->latest;
}
