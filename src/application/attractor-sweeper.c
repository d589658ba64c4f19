/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-sweeper.h"

#include <glib/gi18n.h>

#include "attractor-refusal.h"

/* How many sweeps are kept besides the present one, and of how many places at most */
#define MAX_FORMER 8
#define MAX_FORMER_CELLS EXP_MAX_SWEEP_CELLS

/**
 * AttractorSweeper:
 *
 * Measures many networks, of one experiment or along its parameters, on worker
 * threads, and holds what is known of them. What was measured before counts when the
 * same is measured again, for more networks or measures or at other places: what was known of
 * other plans is kept, within limits.
 */
struct _AttractorSweeper {
  GObject parent_instance;

  ExpSweepJob *job;   /* (nullable): under way */
  ExpSweep *sweep;    /* (nullable): what is known */
  GPtrArray *former;  /* (element-type ExpSweep): what else was known before, latest last */
  char *problem;      /* (nullable): why the first network found that failed did so */
  gboolean preparing; /* the job does not know yet what of its plan is known */
  gboolean stopping;
  char *error; /* (nullable): why the last job failed */
};

G_DEFINE_FINAL_TYPE (AttractorSweeper, attractor_sweeper, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One is looked for among all networks, of which there may be a million: once, not whenever one
 * more is measured. */
static void
find_problem (AttractorSweeper *self)
{
  const char *problem = NULL;
  gsize n_failed = 0;

  if (self->sweep != NULL)
    exp_sweep_count (self->sweep, &n_failed);
  if (n_failed == 0)
    g_clear_pointer (&self->problem, g_free);
  if (n_failed == 0 || self->problem != NULL)
    return;
  for (gsize i = 0; i < self->sweep->n_cells && problem == NULL; i++)
    problem = exp_ensemble_get_problem (self->sweep->cells[i]);
  self->problem = g_strdup (problem);
}

static void
set_sweep (AttractorSweeper *self, ExpSweep *sweep)
{
  if (sweep == self->sweep)
    return;
  if (sweep != NULL)
    exp_sweep_ref (sweep);
  g_clear_pointer (&self->sweep, exp_sweep_unref);
  self->sweep = sweep;
  find_problem (self);
}

/* Another one, not the present one of which more is known */
static void
replace_sweep (AttractorSweeper *self, ExpSweep *sweep)
{
  g_clear_pointer (&self->problem, g_free);
  set_sweep (self, sweep);
}

static void
attractor_sweeper_finalize (GObject *object)
{
  AttractorSweeper *self = ATTRACTOR_SWEEPER (object);

  g_clear_object (&self->job);
  set_sweep (self, NULL);
  g_ptr_array_unref (self->former);
  g_clear_pointer (&self->error, g_free);

  G_OBJECT_CLASS (attractor_sweeper_parent_class)->finalize (object);
}

static void
attractor_sweeper_class_init (AttractorSweeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = attractor_sweeper_finalize;

  /**
   * AttractorSweeper::changed:
   *
   * Emitted when more is known, and when it begins, pauses or ends.
   */
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
attractor_sweeper_init (AttractorSweeper *self)
{
  self->former = g_ptr_array_new_with_free_func ((GDestroyNotify)exp_sweep_unref);
}

/**
 * attractor_sweeper_new:
 *
 * Returns: (transfer full): one that has measured nothing yet
 */
AttractorSweeper *
attractor_sweeper_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_SWEEPER, NULL);
}

/* What would be lost with the job's sweep in the place of the present one, within limits */
static void
keep_former (AttractorSweeper *self, GPtrArray *latest_first)
{
  gsize n_cells = 0, n = 0;

  g_ptr_array_set_size (self->former, 0);
  for (guint i = 0; i < latest_first->len; i++) {
    ExpSweep *sweep = g_ptr_array_index (latest_first, i);

    n_cells += sweep->n_cells;
    if (++n > MAX_FORMER || (n > 1 && n_cells > MAX_FORMER_CELLS))
      return;
    g_ptr_array_insert (self->former, 0, exp_sweep_ref (sweep));
  }
}

/* Nothing changes before the worker has seen what of the plan is known. */
static void
take_results (AttractorSweeper *self)
{
  ExpSweep *sweep = exp_sweep_job_get_sweep (self->job);

  if (sweep == NULL)
    return;
  if (!self->preparing) {
    set_sweep (self, sweep);
    return;
  }
  self->preparing = FALSE;
  keep_former (self, exp_sweep_job_get_earlier (self->job));
  replace_sweep (self, sweep);
}

static void
notify_cb (AttractorSweeper *self, GParamSpec *pspec, ExpSweepJob *job)
{
  if (self->job != job)
    return;
  take_results (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ExpSweepJob *job = EXP_SWEEP_JOB (source);
  g_autoptr (AttractorSweeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpSweep) sweep = exp_sweep_job_run_finish (job, result, &error);

  /* Unless it was cleared meanwhile */
  if (self->job == job) {
    take_results (self);
    g_clear_object (&self->job);
    self->stopping = self->preparing = FALSE;
    if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      self->error = attractor_refusal_to_words (error->message);
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

/* What is known, latest first */
static GPtrArray *
list_known (AttractorSweeper *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)exp_sweep_unref);

  if (self->sweep != NULL && exp_sweep_count (self->sweep, NULL) > 0)
    g_ptr_array_add (list, exp_sweep_ref (self->sweep));
  for (guint i = self->former->len; i-- > 0;)
    g_ptr_array_add (list, exp_sweep_ref (g_ptr_array_index (self->former, i)));
  return list;
}

/**
 * attractor_sweeper_start:
 * @self: a sweeper
 * @plan: what there is to be
 *
 * Begins to measure what of @plan is not known yet. Does nothing while it measures.
 */
void
attractor_sweeper_start (AttractorSweeper *self, ExpSweep *plan)
{
  g_autoptr (GPtrArray) known = NULL;

  g_return_if_fail (ATTRACTOR_IS_SWEEPER (self));
  g_return_if_fail (plan != NULL);

  if (self->job != NULL)
    return;
  known = list_known (self);
  g_clear_pointer (&self->error, g_free);

  self->preparing = TRUE;
  self->job = exp_sweep_job_new (plan, known);
  g_signal_connect_object (self->job, "notify", G_CALLBACK (notify_cb), self, G_CONNECT_SWAPPED);
  /* The process must not end under a worker's feet. */
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  exp_sweep_job_run_async (self->job, ran_cb, g_object_ref (self));
}

static gboolean
is_along (const ExpSweep *sweep,
          const ExpExperiment *experiment,
          const ExpAxis *x,
          const ExpAxis *y)
{
  return exp_axis_equal (&sweep->x, x) && exp_axis_equal (&sweep->y, y) &&
         exp_sweep_is_of (sweep, experiment);
}

/**
 * attractor_sweeper_recall:
 * @self: a sweeper
 * @experiment: the present parameters
 * @x: what changes across
 * @y: what changes upwards
 *
 * Has what was measured of these parameters along these axes for what is known, as before
 * another choice that was undone. Does nothing while it measures, where what is known is along
 * these axes, or where nothing is.
 */
void
attractor_sweeper_recall (AttractorSweeper *self,
                          const ExpExperiment *experiment,
                          const ExpAxis *x,
                          const ExpAxis *y)
{
  g_return_if_fail (ATTRACTOR_IS_SWEEPER (self));

  if (self->job != NULL || self->sweep == NULL || is_along (self->sweep, experiment, x, y))
    return;
  for (guint i = self->former->len; i-- > 0;) {
    g_autoptr (ExpSweep) sweep = exp_sweep_ref (g_ptr_array_index (self->former, i));

    if (!is_along (sweep, experiment, x, y))
      continue;
    g_ptr_array_remove_index (self->former, i);
    if (exp_sweep_count (self->sweep, NULL) > 0)
      g_ptr_array_add (self->former, exp_sweep_ref (self->sweep));
    replace_sweep (self, sweep);
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    return;
  }
}

/**
 * attractor_sweeper_stop:
 * @self: a sweeper
 *
 * Stops it, if it measures; what is known stays.
 */
void
attractor_sweeper_stop (AttractorSweeper *self)
{
  g_return_if_fail (ATTRACTOR_IS_SWEEPER (self));

  if (self->job == NULL || self->stopping)
    return;
  self->stopping = TRUE;
  exp_sweep_job_cancel (self->job);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * attractor_sweeper_clear:
 * @self: a sweeper
 *
 * Stops it, and forgets what is known.
 */
void
attractor_sweeper_clear (AttractorSweeper *self)
{
  g_return_if_fail (ATTRACTOR_IS_SWEEPER (self));

  g_ptr_array_set_size (self->former, 0);
  if (self->job == NULL && self->sweep == NULL)
    return;
  if (self->job != NULL)
    exp_sweep_job_cancel (self->job);
  g_clear_object (&self->job);
  set_sweep (self, NULL);
  self->stopping = self->preparing = FALSE;
  g_clear_pointer (&self->error, g_free);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
attractor_sweeper_set_paused (AttractorSweeper *self, gboolean paused)
{
  g_return_if_fail (ATTRACTOR_IS_SWEEPER (self));

  if (self->job != NULL)
    exp_sweep_job_set_paused (self->job, paused);
}

gboolean
attractor_sweeper_get_paused (AttractorSweeper *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEPER (self), FALSE);

  return self->job != NULL && exp_sweep_job_get_paused (self->job);
}

gboolean
attractor_sweeper_get_running (AttractorSweeper *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEPER (self), FALSE);

  return self->job != NULL;
}

/**
 * attractor_sweeper_get_stopping:
 * @self: a sweeper
 *
 * Returns: whether it was stopped, and the workers have not seen it yet
 */
gboolean
attractor_sweeper_get_stopping (AttractorSweeper *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEPER (self), FALSE);

  return self->stopping;
}

/**
 * attractor_sweeper_get_fraction:
 * @self: a sweeper
 *
 * Returns: how much of what there is to be is measured, from 0 to 1
 */
double
attractor_sweeper_get_fraction (AttractorSweeper *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEPER (self), 0.0);

  return self->job != NULL ? exp_sweep_job_get_fraction (self->job) : 0.0;
}

/**
 * attractor_sweeper_get_error:
 * @self: a sweeper
 *
 * Returns: (transfer none) (nullable): why it could not measure, one sentence
 */
const char *
attractor_sweeper_get_error (AttractorSweeper *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEPER (self), NULL);

  return self->error;
}

/**
 * attractor_sweeper_get_problem:
 * @self: a sweeper
 *
 * Returns: (transfer none) (nullable): why one of the networks could not be measured, the first
 *   of which that was known; %NULL if all could
 */
const char *
attractor_sweeper_get_problem (AttractorSweeper *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEPER (self), NULL);

  return self->problem;
}

/**
 * attractor_sweeper_get_sweep:
 * @self: a sweeper
 *
 * Returns: (transfer none) (nullable): what is known
 */
ExpSweep *
attractor_sweeper_get_sweep (AttractorSweeper *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEPER (self), NULL);

  return self->sweep;
}

/**
 * attractor_sweeper_dup_state:
 * @self: a sweeper
 *
 * Returns: (transfer full): in words, what it does or has done
 */
char *
attractor_sweeper_dup_state (AttractorSweeper *self)
{
  guint n_known, n;

  g_return_val_if_fail (ATTRACTOR_IS_SWEEPER (self), NULL);

  if (self->stopping)
    return g_strdup (_ ("Stopping…"));
  if (self->preparing)
    return g_strdup (_ ("Measuring…"));
  if (self->sweep == NULL)
    return g_strdup (_ ("Nothing measured yet"));
  n_known = (guint)exp_sweep_count_complete (self->sweep);
  n = (guint)(self->sweep->n_cells * self->sweep->n_networks);
  if (attractor_sweeper_get_paused (self))
    return g_strdup_printf (
      ngettext ("Paused after %u of %u network", "Paused after %u of %u networks", n), n_known, n);
  if (self->job != NULL)
    return g_strdup_printf (
      ngettext ("Measuring: %u of %u network", "Measuring: %u of %u networks", n), n_known, n);
  /* Of the others it is told besides how many could not be. */
  return g_strdup_printf (ngettext ("Measured: %u of %u network", "Measured: %u of %u networks", n),
                          (guint)self->sweep->n_measured,
                          n);
}
