/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-trainer.h"

#include <math.h>

#include <gsl/gsl_blas.h>

/* About how many points in time the record has at the end. */
#define N_POINTS 2000

struct _ExpTrainer {
  ExpExperiment *experiment;
  RcOnlineSettings settings;
  gboolean online;
  guint64 seed;
  gsize n_outputs;
  gsize n_targets;
  gsize stride; /* of the intervals, how many make one point of the record */
  gsize n_intervals;
  ExpTrainerFunc func;
  gpointer user_data;

  GArray *times;
  GArray *targets;
  GArray *held;
  GArray *outputs;
  GArray *errors;
  GArray *readout_norms;
  GArray *overlaps;
  gboolean kept;

  const gsl_matrix *wanted; /* A, M×K, while training goes on … */
  gsl_matrix *activity;     /* … and r at each, N×M */
};

/**
 * exp_trainer_new:
 * @experiment: a valid experiment, which is copied
 *
 * Returns: (transfer full): a trainer that has not begun
 */
ExpTrainer *
exp_trainer_new (const ExpExperiment *experiment)
{
  ExpTrainer *self = g_new0 (ExpTrainer, 1);
  double n_intervals = ceil (experiment->training_duration / experiment->training_interval);

  self->experiment = exp_experiment_copy (experiment);
  self->settings = (RcOnlineSettings){
    .rule = experiment->method == EXP_METHOD_FORCE ? RC_ONLINE_FORCE : RC_ONLINE_DELTA,
    .duration = experiment->training_duration,
    .presentation = experiment->training_presentation,
    .settling = experiment->training_settling,
    .interval = experiment->training_interval,
    .regularization = experiment->regularization,
    .forgetting = experiment->forgetting,
    .rate = experiment->rate,
    .noise = experiment->training_noise,
  };
  self->online = exp_method_is_online (experiment->method);
  self->seed = (guint64)experiment->seed;
  self->n_outputs = experiment->targets->n_columns;
  self->n_targets = experiment->targets->n_rows;
  self->stride = (gsize)ceil (n_intervals / N_POINTS);
  self->times = g_array_new (FALSE, FALSE, sizeof (double));
  self->targets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->held = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->outputs = g_array_new (FALSE, FALSE, sizeof (double));
  self->errors = g_array_new (FALSE, FALSE, sizeof (double));
  self->readout_norms = g_array_new (FALSE, FALSE, sizeof (double));
  self->overlaps = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
exp_trainer_free (ExpTrainer *self)
{
  exp_experiment_free (self->experiment);
  g_array_unref (self->times);
  g_array_unref (self->targets);
  g_array_unref (self->held);
  g_array_unref (self->outputs);
  g_array_unref (self->errors);
  g_array_unref (self->readout_norms);
  g_array_unref (self->overlaps);
  g_free (self);
}

/* How much of each target the readout gives where the output is held at it. */
static void
append_overlaps (ExpTrainer *self, const gsl_matrix *readout)
{
  gsize m = self->wanted->size1, k = self->wanted->size2;
  gsl_matrix *outputs = gsl_matrix_alloc (m, k);

  gsl_blas_dgemm (CblasTrans, CblasNoTrans, 1.0, self->activity, readout, 0.0, outputs);
  for (gsize i = 0; i < m; i++) {
    gsl_vector_const_view target = gsl_matrix_const_row (self->wanted, i);
    gsl_vector_const_view output = gsl_matrix_const_row (outputs, i);
    double product, square, overlap;

    gsl_blas_ddot (&target.vector, &output.vector, &product);
    gsl_blas_ddot (&target.vector, &target.vector, &square);
    overlap = square > 0.0 ? product / square : NAN;
    g_array_append_val (self->overlaps, overlap);
  }
  gsl_matrix_free (outputs);
}

static gboolean
point_cb (const RcOnlinePoint *point, gpointer user_data)
{
  ExpTrainer *self = user_data;
  gboolean go_on;

  if (self->n_intervals++ % self->stride == 0) {
    g_array_append_val (self->times, point->time);
    g_array_append_val (self->targets, point->target);
    g_array_append_val (self->held, point->held);
    g_array_append_vals (self->outputs, point->output, (guint)self->n_outputs);
    g_array_append_val (self->errors, point->error);
    g_array_append_val (self->readout_norms, point->readout_norm);
    append_overlaps (self, point->readout);
  }
  go_on = self->func == NULL || self->func (self, self->user_data);
  self->kept = !go_on;
  return go_on;
}

/* The open loop does not depend on the readout: where it rests is known before the
 * training begins, and that it does not is said at once. */
static RcTrained *
find_states (RcNetwork *network, const RcMonitor *monitor, GError **error)
{
  gsl_matrix *none = gsl_matrix_calloc (network->size, rc_model_get_n_outputs (network->model));
  RcTrained *untrained = rc_trained_new_with_readout (network, none, monitor, error);

  gsl_matrix_free (none);
  return untrained;
}

static void
watch_states (ExpTrainer *self, const RcTrained *untrained)
{
  const gsl_matrix *states = untrained->states;
  const RcModel *model = untrained->network->model;

  self->wanted = model->targets;
  self->activity = gsl_matrix_alloc (states->size1, states->size2);
  rc_transfer_values (
    model->transfer, states->size1 * states->size2, states->data, self->activity->data);
}

/**
 * exp_trainer_run:
 * @network: the network
 * @func: (nullable): told at each interval of on-line training
 * @user_data: for @func
 * @monitor: (nullable): who watches
 * @error: as rc_trained_new() and rc_online_train()
 *
 * Trains the readout; once only. Blocks.
 *
 * Returns: (transfer full) (nullable): the trained network
 */
RcTrained *
exp_trainer_run (ExpTrainer *self,
                 RcNetwork *network,
                 ExpTrainerFunc func,
                 gpointer user_data,
                 const RcMonitor *monitor,
                 GError **error)
{
  RcMonitorPart states, online;
  g_autoptr (RcTrained) untrained = NULL;
  RcTrained *trained = NULL;
  gsl_matrix *readout;

  if (!self->online)
    return rc_trained_new (network, monitor, error);

  self->func = func;
  self->user_data = user_data;
  untrained = find_states (network, rc_monitor_part (monitor, 0.0, 0.05, &states), error);
  if (untrained == NULL)
    return NULL;
  watch_states (self, untrained);
  readout = rc_online_train (network,
                             &self->settings,
                             self->seed,
                             point_cb,
                             self,
                             rc_monitor_part (monitor, 0.05, 1.0, &online),
                             error);
  gsl_matrix_free (self->activity);
  if (readout == NULL)
    return NULL;
  trained = rc_trained_with_readout (untrained, readout);
  gsl_matrix_free (readout);
  return trained;
}

/**
 * exp_trainer_dup_trace:
 *
 * Returns: (transfer full) (nullable): how far on-line training has come; %NULL if
 *   the method is another or training has not begun. Cost: a copy of the record.
 */
ExpTrainingTrace *
exp_trainer_dup_trace (ExpTrainer *self)
{
  ExpTrainingTrace *trace = NULL;

  if (self->times->len > 0) {
    gsize n = self->times->len;

    trace = g_new0 (ExpTrainingTrace, 1);
    g_atomic_ref_count_init (&trace->ref_count);
    trace->experiment = exp_experiment_copy (self->experiment);
    trace->n_outputs = self->n_outputs;
    trace->n_points = n;
    trace->times = g_memdup2 (self->times->data, n * sizeof (double));
    trace->targets = g_memdup2 (self->targets->data, n * sizeof (gsize));
    trace->held = g_memdup2 (self->held->data, n * sizeof (gboolean));
    trace->outputs = g_memdup2 (self->outputs->data, n * self->n_outputs * sizeof (double));
    trace->errors = g_memdup2 (self->errors->data, n * sizeof (double));
    trace->readout_norms = g_memdup2 (self->readout_norms->data, n * sizeof (double));
    trace->n_targets = self->n_targets;
    trace->overlaps = g_memdup2 (self->overlaps->data, self->overlaps->len * sizeof (double));
    trace->duration = self->settings.duration;
    trace->kept = self->kept;
  }
  return trace;
}
