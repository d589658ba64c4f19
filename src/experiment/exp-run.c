/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-run.h"

#include "exp-closed-loop.h"
#include "exp-error.h"
#include "exp-memory.h"
#include "exp-model.h"
#include "exp-theory.h"
#include "rc-parallel.h"
#include "rc-settle.h"

#define PROGRESS_UNIT 1e6
/* Of the time of training; the rest is for finding where the closed loop is at rest. */
#define TRAINING_SHARE 0.9

static gboolean
part_cb (double fraction, gpointer user_data)
{
  ExpPart *part = user_data;
  ExpRun *run = part->run;
  double sum = 0.0;

  g_atomic_int_set (&run->progress[part->index], (int)(fraction * PROGRESS_UNIT));
  for (gsize i = 0; i < run->n_parts; i++)
    sum += g_atomic_int_get (&run->progress[i]);

  if (run->observer->stage != NULL)
    run->observer->stage (
      run->stage, sum / (PROGRESS_UNIT * (double)run->n_parts), run->observer->user_data);
  return !g_cancellable_is_cancelled (run->cancellable);
}

/**
 * exp_part_init:
 * @run: a run
 * @index: which part of its stage
 */
void
exp_part_init (ExpPart *self, ExpRun *run, gsize index)
{
  self->monitor.func = part_cb;
  self->monitor.user_data = self;
  self->run = run;
  self->index = index;
}

static gboolean
find_fixed_points (gsize begin, gsize end, gpointer data, GError **error)
{
  ExpRun *run = data;
  ExpPart part;

  exp_part_init (&part, run, 0);
  run->self->closed_loop = exp_closed_loop_find (run->self, run->trained, &part.monitor, error);
  return run->self->closed_loop != NULL;
}

static gboolean
measure_spectrum (gsize begin, gsize end, gpointer data, GError **error)
{
  ExpRun *run = data;
  gboolean leading_only = (run->stages & EXP_LEADING_ONLY) != 0;

  for (gsize k = begin; k < end; k++) {
    ExpMeasuredAttractor *attractor = &run->self->attractors[k];
    ExpPart part;

    exp_part_init (&part, run, k);
    if (!(leading_only ? exp_measured_attractor_find_leading : exp_measured_attractor_linearise) (
          attractor, run->trained, k, &part.monitor, error))
      return FALSE;
  }
  return TRUE;
}

/* In µs; it stands still while the run is paused. */
static gint64
read_clock (const ExpRun *run)
{
  gint64 now = g_get_monotonic_time ();

  return run->observer->waited != NULL ? now - run->observer->waited (run->observer->user_data)
                                       : now;
}

/* Also one that fails before it has come anywhere has been heard of. */
static gint64
begin_stage (ExpRun *run, ExpStage stage)
{
  run->stage = stage;
  if (run->observer->stage != NULL)
    run->observer->stage (stage, 0.0, run->observer->user_data);
  return read_clock (run);
}

static void
finish_stage (ExpRun *run, ExpStage stage, gint64 begin)
{
  ExpMeasurement *self = run->self;

  self->seconds[stage] = 1e-6 * (double)(read_clock (run) - begin);
  self->done |= 1u << stage;
  if (run->observer->partial != NULL) {
    g_autoptr (ExpMeasurement) snapshot = exp_measurement_snapshot (self);

    run->observer->partial (snapshot, run->observer->user_data);
  }
}

static gboolean
train (ExpRun *run, RcNetwork *network, GError **error)
{
  g_autoptr (ExpTrainer) trainer = exp_trainer_new (run->self->experiment);
  RcMonitorPart training, rest;
  ExpPart part;

  exp_part_init (&part, run, 0);
  run->trained = exp_trainer_run (trainer,
                                  network,
                                  run->observer->training,
                                  run->observer->user_data,
                                  rc_monitor_part (&part.monitor, 0.0, TRAINING_SHARE, &training),
                                  error);
  if (run->trained == NULL ||
      !rc_settle (run->trained, rc_monitor_part (&part.monitor, TRAINING_SHARE, 1.0, &rest), error))
    return FALSE;

  run->self->training = exp_trainer_dup_trace (trainer);
  for (gsize k = 0; k < run->self->n_attractors; k++)
    run->self->attractors[k].readout_error = run->trained->errors[k];
  return TRUE;
}

static gboolean
draw_and_train (ExpRun *run, GError **error)
{
  const ExpExperiment *experiment = run->self->experiment;
  g_autoptr (RcModel) model = exp_model_new (experiment);
  g_autoptr (RcNetwork) network = NULL;
  gint64 begin = begin_stage (run, EXP_STAGE_DRAW);
  ExpPart part;

  exp_part_init (&part, run, 0);
  network = rc_network_new (
    model, (gsize)experiment->size, (guint64)experiment->seed, &part.monitor, error);
  if (network == NULL)
    return FALSE;
  finish_stage (run, EXP_STAGE_DRAW, begin);

  begin = begin_stage (run, EXP_STAGE_TRAIN);
  if (!train (run, network, error))
    return FALSE;
  finish_stage (run, EXP_STAGE_TRAIN, begin);
  return TRUE;
}

/* Does nothing where nobody wants the stage. */
static gboolean
run_stage (ExpRun *run, ExpStage stage, gsize n_parts, RcRangeFunc func, GError **error)
{
  gboolean success;
  gint64 begin;

  if ((run->stages & (1u << stage)) == 0)
    return TRUE;
  g_free (run->progress);
  run->n_parts = n_parts;
  run->progress = g_new0 (int, n_parts);
  begin = begin_stage (run, stage);
  success = rc_parallel_for (n_parts, 1, func, run, NULL, error);
  if (success && stage == EXP_STAGE_SPECTRUM)
    exp_measurement_judge (run->self);
  if (success)
    finish_stage (run, stage, begin);
  return success;
}

static gboolean
run_trajectories (ExpRun *run, GError **error)
{
  ExpMeasurement *self = run->self;
  gsize n_groups = (self->n_trajectories + EXP_RUN_GROUP - 1) / EXP_RUN_GROUP;

  if ((run->stages & (1u << EXP_STAGE_TRAJECTORIES)) == 0)
    return TRUE;
  self->trajectories = g_new (double, self->n_trajectories *EXP_N_TIMES * self->n_outputs);
  self->activity = g_new (double, self->n_recorded *EXP_N_TIMES * self->n_units);
  return run_stage (run, EXP_STAGE_TRAJECTORIES, n_groups, exp_run_follow, error);
}

static gboolean
run_all (ExpRun *run, GError **error)
{
  ExpMeasurement *self = run->self;
  gsize m = self->n_attractors;

  run->n_parts = 1;
  run->progress = g_new0 (int, 1);
  return draw_and_train (run, error) &&
         run_stage (run, EXP_STAGE_RESPONSE, m, exp_run_respond, error) &&
         run_stage (run, EXP_STAGE_RELAXATION, m, exp_run_relax, error) &&
         run_trajectories (run, error) &&
         run_stage (run, EXP_STAGE_FIXED_POINTS, 1, find_fixed_points, error) &&
         run_stage (run, EXP_STAGE_SPECTRUM, m, measure_spectrum, error) &&
         run_stage (run, EXP_STAGE_NOISE, m, exp_run_measure_noise, error) &&
         run_stage (run, EXP_STAGE_DRIVE, m, exp_run_drive, error);
}

/**
 * exp_measurement_run_stages:
 * @experiment: a valid experiment
 * @wanted: a bit, 1 << stage, for each #ExpStage that is wanted; a network is drawn and
 *   trained in any case; with %EXP_LEADING_ONLY the spectrum is not looked at in full; fixed points
 * are looked for along trajectories, and driven is what the spectrum says is stable
 * @cancellable: (nullable): to stop it: asked every few milliseconds
 * @observer: who hears of it
 * @error: set to %G_IO_ERROR_CANCELLED, %EXP_ERROR_NO_MEMORY or an #RcError; the message names the
 * stage
 *
 * Draws a network, trains it and measures what is wanted. What a stage measures does not
 * depend on which others are. Blocks, for some seconds with 1000 neurons: the spectra take
 * about 10 N³ each.
 *
 * Returns: (transfer full) (nullable): the measurement
 */
ExpMeasurement *
exp_measurement_run_stages (const ExpExperiment *experiment,
                            guint wanted,
                            GCancellable *cancellable,
                            const ExpObserver *observer,
                            GError **error)
{
  g_autoptr (ExpMeasurement) self = NULL;
  g_autoptr (GError) local = NULL;
  ExpRun run = { .cancellable = cancellable, .observer = observer, .stages = wanted };
  gboolean success;

  if ((wanted & (1u << EXP_STAGE_FIXED_POINTS)) != 0)
    run.stages |= 1u << EXP_STAGE_TRAJECTORIES;
  if ((wanted & (1u << EXP_STAGE_DRIVE)) != 0)
    run.stages |= 1u << EXP_STAGE_SPECTRUM;
  if (!exp_memory_check (experiment, error))
    return NULL;

  self = run.self = exp_measurement_new_empty (experiment);
  success = run_all (&run, &local);
  g_free (run.progress);
  self->trained = run.trained;

  if (success)
    return g_steal_pointer (&self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_propagate_prefixed_error (
    error, g_steal_pointer (&local), "%s: ", exp_stage_get_label (run.stage));
  return NULL;
}

/**
 * exp_measurement_run:
 *
 * As exp_measurement_run_stages(), with all stages.
 *
 * Returns: (transfer full) (nullable): the measurement
 */
ExpMeasurement *
exp_measurement_run (const ExpExperiment *experiment,
                     GCancellable *cancellable,
                     const ExpObserver *observer,
                     GError **error)
{
  return exp_measurement_run_stages (experiment, EXP_ALL_STAGES, cancellable, observer, error);
}

/**
 * exp_measurement_new:
 * @stage_func: (nullable): told of stage and fraction, from any thread
 * @user_data: for @stage_func
 *
 * As exp_measurement_run(), where nothing else is wanted before the end.
 *
 * Returns: (transfer full) (nullable): the measurement
 */
ExpMeasurement *
exp_measurement_new (const ExpExperiment *experiment,
                     GCancellable *cancellable,
                     ExpStageFunc stage_func,
                     gpointer user_data,
                     GError **error)
{
  ExpObserver observer = { .stage = stage_func, .user_data = user_data };

  return exp_measurement_run (experiment, cancellable, &observer, error);
}
