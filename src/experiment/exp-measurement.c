/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-measurement.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_qrng.h>

#include "exp-closed-loop.h"
#include "exp-error.h"
#include "exp-memory.h"
#include "exp-model.h"
#include "exp-run.h"
#include "exp-theory.h"
#include "rc-noise.h"
#include "rc-parallel.h"
#include "rc-rational-fit.h"
#include "rc-response.h"
#include "rc-settle.h"
#include "rc-trajectory.h"

G_DEFINE_BOXED_TYPE (ExpMeasurement, exp_measurement, exp_measurement_ref, exp_measurement_unref)

#define RESPONSE_TOLERANCE 1e-10
#define RESPONSE_ACCEPTED 1e-6
/* A finite network's response scatters by 1/√N about a function of low order.
   The fit that finds its poles is content with this fraction of that. */
#define FIT_FRACTION 0.1
#define START_TOLERANCE 1e-8
/* Trajectories begin with the output held between ± this times the largest target. */
#define START_REACH 1.3
/* Trajectories that are integrated with a common step; a fixed number, so that
   the result does not depend on the number of threads. */
#define GROUP 8
/* A readout that misses a target by more than this fraction of the largest one
   does not hold it. */
#define READOUT_TOLERANCE 0.05
#define PROGRESS_UNIT 1e6
/* Of the time of training; the rest is for finding where the closed loop is at rest. */
#define TRAINING_SHARE 0.9
/* What is kept of the neurons, at most. */
#define MAX_INPUTS 4000
#define MAX_UNITS 100
#define MAX_RECORDED 16

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

/* x = the open-loop states with the output held at places spread over the range
   of the targets: evenly for one output, a Sobol sequence for several. */
static gsl_matrix *
make_start_outputs (const ExpExperiment *experiment)
{
  gsize p = (gsize)experiment->trajectories, k = experiment->targets->n_columns;
  gsl_matrix *outputs = gsl_matrix_alloc (p, k);
  gsl_qrng *sobol = k > 1 ? gsl_qrng_alloc (gsl_qrng_sobol, (unsigned int)k) : NULL;
  double reach = 0.0;

  for (gsize i = 0; i < experiment->targets->n_rows * k; i++)
    reach = MAX (reach, fabs (experiment->targets->values[i]));
  reach = START_REACH * (reach > 0.0 ? reach : 1.0);

  for (gsize i = 0; i < p; i++) {
    double place[EXP_MAX_OUTPUTS];

    if (k > 1)
      gsl_qrng_get (sobol, place);
    else
      place[0] = p > 1 ? (double)i / (double)(p - 1) : 0.75;
    for (gsize j = 0; j < k; j++)
      gsl_matrix_set (outputs, i, j, reach * (2.0 * place[j] - 1.0));
  }
  g_clear_pointer (&sobol, gsl_qrng_free);
  return outputs;
}

/* The static input of each trajectory: those of the targets in turn. */
static gsl_matrix *
make_start_inputs (const RcModel *model, gsize first, gsize n)
{
  gsl_matrix *inputs;

  if (model->inputs == NULL)
    return NULL;
  inputs = gsl_matrix_alloc (n, model->inputs->size2);
  for (gsize i = 0; i < n; i++) {
    gsl_vector_view row = gsl_matrix_row (model->inputs, (first + i) % model->inputs->size1);

    gsl_matrix_set_row (inputs, i, &row.vector);
  }
  return inputs;
}

/* With noise, if there is any. */
static gboolean
run_freely (ExpRun *run,
            const gsl_matrix *states,
            const gsl_matrix *inputs,
            gsize first,
            const RcMonitor *monitor,
            const RcUnits *units,
            GError **error)
{
  ExpMeasurement *self = run->self;
  const ExpExperiment *experiment = self->experiment;
  const RcNoise noise = { experiment->noise, (guint64)experiment->seed, first };
  double *output = self->trajectories + first * EXP_N_TIMES * self->n_outputs;

  if (experiment->noise > 0.0)
    return rc_noise_trajectories (run->trained,
                                  states,
                                  inputs,
                                  &noise,
                                  experiment->duration,
                                  EXP_N_TIMES,
                                  monitor,
                                  output,
                                  units,
                                  error);
  return rc_trajectory_run (run->trained,
                            states,
                            inputs,
                            NULL,
                            experiment->duration,
                            EXP_N_TIMES,
                            experiment->tolerance,
                            monitor,
                            output,
                            units,
                            error);
}

static gboolean
follow_group (ExpRun *run, gsize first, gsize n, const gsl_matrix *outputs, GError **error)
{
  ExpMeasurement *self = run->self;
  gsl_matrix *inputs = make_start_inputs (run->trained->network->model, first, n);
  gsl_matrix *states = gsl_matrix_alloc (run->trained->network->size, n);
  gsl_matrix_const_view group = gsl_matrix_const_submatrix (outputs, first, 0, n, outputs->size2);
  RcMonitorPart held, free_running;
  RcUnits units = { .n_units = self->n_units };
  double residual;
  gboolean success;
  ExpPart part;

  exp_part_init (&part, run, first / GROUP);
  if (first < self->n_recorded) {
    units.n_trajectories = MIN (n, self->n_recorded - first);
    units.activity = self->activity + first * EXP_N_TIMES * self->n_units;
  }
  /* Where no open-loop fixed point is found the last state serves to start from. */
  success = rc_network_clamped_states (run->trained->network,
                                       &group.matrix,
                                       inputs,
                                       START_TOLERANCE,
                                       rc_monitor_part (&part.monitor, 0.0, 0.1, &held),
                                       states,
                                       &residual,
                                       error) &&
            run_freely (run,
                        states,
                        inputs,
                        first,
                        rc_monitor_part (&part.monitor, 0.1, 1.0, &free_running),
                        &units,
                        error);
  gsl_matrix_free (states);
  g_clear_pointer (&inputs, gsl_matrix_free);
  return success;
}

static gboolean
follow_trajectories (gsize begin, gsize end, gpointer data, GError **error)
{
  ExpRun *run = data;
  gsl_matrix *outputs = make_start_outputs (run->self->experiment);
  gboolean success = TRUE;

  for (gsize i = begin; success && i < end; i++) {
    gsize n = MIN (GROUP, run->self->n_trajectories - i * GROUP);

    success = follow_group (run, i * GROUP, n, outputs, error);
  }
  gsl_matrix_free (outputs);
  return success;
}

/* The poles of what converged of the response; an order above that of the theory,
   M, would only describe the scatter. */
static void
fit_response (const ExpMeasurement *self, ExpMeasuredAttractor *attractor)
{
  gsize kk = self->n_outputs * self->n_outputs, n = 0;
  g_autofree double *frequencies = g_new (double, self->n_frequencies);
  g_autofree double complex *values = g_new (double complex, self->n_frequencies *kk);

  for (gsize i = 0; i < self->n_frequencies; i++) {
    if (attractor->response_residuals[i] > RESPONSE_ACCEPTED)
      continue;
    frequencies[n] = self->frequencies[i];
    memcpy (values + n * kk, attractor->response + i * kk, kk * sizeof *values);
    n++;
  }
  attractor->response_poles = g_new0 (double complex, self->n_attractors);
  attractor->n_response_poles = rc_rational_fit_lowest (n,
                                                        frequencies,
                                                        kk,
                                                        values,
                                                        FIT_FRACTION /
                                                          sqrt ((double)self->experiment->size),
                                                        self->n_attractors,
                                                        attractor->response_poles,
                                                        &attractor->response_fit_error);
}

static gboolean
measure_response (gsize begin, gsize end, gpointer data, GError **error)
{
  ExpRun *run = data;
  ExpMeasurement *self = run->self;
  g_autofree double complex *s = g_new (double complex, self->n_frequencies);

  for (gsize i = 0; i < self->n_frequencies; i++)
    s[i] = I * self->frequencies[i];
  for (gsize k = begin; k < end; k++) {
    ExpMeasuredAttractor *attractor = &self->attractors[k];
    gsize kk = self->n_outputs * self->n_outputs;
    ExpPart part;

    exp_part_init (&part, run, k);
    attractor->response_residuals = g_new0 (double, self->n_frequencies);
    attractor->response = g_new (double complex,
                                 self->n_frequencies * self->n_outputs * self->n_outputs);
    if (!rc_response_measure (run->trained,
                              k,
                              self->n_frequencies,
                              s,
                              RESPONSE_TOLERANCE,
                              &part.monitor,
                              attractor->response,
                              attractor->response_residuals,
                              &attractor->mean_response_time,
                              error))
      return FALSE;

    /* What did not converge is a gap, not a measurement. */
    for (gsize i = 0; i < self->n_frequencies; i++)
      for (gsize j = 0; attractor->response_residuals[i] > RESPONSE_ACCEPTED && j < kk; j++)
        attractor->response[i * kk + j] = NAN;
    fit_response (self, attractor);
  }
  return TRUE;
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

/* The results so far, which share everything with those of the run: what is there
   does not change any more, and what is not there yet is not seen. */
static ExpMeasurement *
make_snapshot (ExpMeasurement *self)
{
  ExpMeasurement *snapshot = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&snapshot->ref_count);
  snapshot->owner = exp_measurement_ref (self);
  snapshot->attractors = g_memdup2 (self->attractors,
                                    self->n_attractors * sizeof *self->attractors);
  return snapshot;
}

/* Also one that fails before it has come anywhere has been heard of. */
static gint64
begin_stage (ExpRun *run, ExpStage stage)
{
  run->stage = stage;
  if (run->observer->stage != NULL)
    run->observer->stage (stage, 0.0, run->observer->user_data);
  return g_get_monotonic_time ();
}

static void
finish_stage (ExpRun *run, ExpStage stage, gint64 begin)
{
  ExpMeasurement *self = run->self;

  self->seconds[stage] = 1e-6 * (double)(g_get_monotonic_time () - begin);
  self->done |= 1u << stage;
  if (run->observer->partial != NULL) {
    g_autoptr (ExpMeasurement) snapshot = make_snapshot (self);

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

static void
judge (ExpMeasurement *self)
{
  self->success = TRUE;
  for (gsize k = 0; k < self->n_attractors; k++)
    self->success = self->success && exp_measurement_holds (self, k);
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
    judge (run->self);
  if (success)
    finish_stage (run, stage, begin);
  return success;
}

static gboolean
run_trajectories (ExpRun *run, GError **error)
{
  ExpMeasurement *self = run->self;
  gsize n_groups = (self->n_trajectories + GROUP - 1) / GROUP;

  if ((run->stages & (1u << EXP_STAGE_TRAJECTORIES)) == 0)
    return TRUE;
  self->trajectories = g_new (double, self->n_trajectories *EXP_N_TIMES * self->n_outputs);
  self->activity = g_new (double, self->n_recorded *EXP_N_TIMES * self->n_units);
  return run_stage (run, EXP_STAGE_TRAJECTORIES, n_groups, follow_trajectories, error);
}

static gboolean
run_all (ExpRun *run, GError **error)
{
  ExpMeasurement *self = run->self;
  gsize m = self->n_attractors;

  run->n_parts = 1;
  run->progress = g_new0 (int, 1);
  return draw_and_train (run, error) &&
         run_stage (run, EXP_STAGE_RESPONSE, m, measure_response, error) &&
         run_stage (run, EXP_STAGE_RELAXATION, m, exp_run_relax, error) &&
         run_trajectories (run, error) &&
         run_stage (run, EXP_STAGE_FIXED_POINTS, 1, find_fixed_points, error) &&
         run_stage (run, EXP_STAGE_SPECTRUM, m, measure_spectrum, error) &&
         run_stage (run, EXP_STAGE_NOISE, m, exp_run_measure_noise, error) &&
         run_stage (run, EXP_STAGE_DRIVE, m, exp_run_drive, error);
}

static ExpMeasurement *
new_empty (const ExpExperiment *experiment)
{
  ExpMeasurement *self = g_new0 (ExpMeasurement, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (experiment);
  /* What follows from the parameters does not depend on what they are compared with. */
  exp_experiment_set_pins (self->experiment, NULL);
  self->n_attractors = experiment->targets->n_rows;
  self->n_outputs = experiment->targets->n_columns;
  self->n_frequencies = (gsize)experiment->frequency_points;
  self->frequencies = exp_model_frequencies (experiment);
  self->times = exp_model_times (experiment);
  self->n_driven = (gsize)experiment->driven_points;
  self->driven_frequencies = exp_model_driven_frequencies (experiment);
  self->n_trajectories = (gsize)experiment->trajectories;
  self->n_inputs = MIN ((gsize)experiment->size, MAX_INPUTS);
  self->n_units = MIN ((gsize)experiment->size, MAX_UNITS);
  self->n_recorded = MIN (self->n_trajectories, MAX_RECORDED);
  self->attractors = g_new0 (ExpMeasuredAttractor, self->n_attractors);
  return self;
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

  self = run.self = new_empty (experiment);
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

/**
 * exp_measurement_holds:
 * @self: with the spectrum
 * @attractor: which of the targets
 *
 * Returns: whether the network holds the target: it is stable there, and the readout
 *   does not miss it by more than a twentieth of the largest target
 */
gboolean
exp_measurement_holds (const ExpMeasurement *self, gsize attractor)
{
  const ExpTable *targets = self->experiment->targets;
  double largest = 0.0;

  for (gsize i = 0; i < self->n_attractors * self->n_outputs; i++)
    largest = MAX (largest, fabs (targets->values[i]));
  return self->attractors[attractor].stable &&
         self->attractors[attractor].readout_error <= READOUT_TOLERANCE * largest;
}

/**
 * exp_measurement_has:
 *
 * Returns: whether the results of a stage are there; not all are while a run goes on
 */
gboolean
exp_measurement_has (const ExpMeasurement *self, ExpStage stage)
{
  return (self->done & (1u << stage)) != 0;
}

ExpMeasurement *
exp_measurement_ref (ExpMeasurement *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_measurement_unref (ExpMeasurement *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->owner != NULL) {
    exp_measurement_unref (self->owner);
    g_free (self->attractors);
    g_free (self);
    return;
  }
  for (gsize k = 0; k < self->n_attractors; k++)
    exp_measured_attractor_clear (&self->attractors[k]);
  g_free (self->attractors);
  exp_experiment_free (self->experiment);
  g_free (self->frequencies);
  g_free (self->times);
  g_free (self->driven_frequencies);
  g_free (self->trajectories);
  g_free (self->activity);
  g_clear_pointer (&self->trained, rc_trained_unref);
  g_clear_pointer (&self->training, exp_training_trace_unref);
  g_clear_pointer (&self->closed_loop, rc_closed_loop_free);
  g_free (self);
}
