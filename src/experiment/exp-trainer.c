/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-trainer.h"

#include <math.h>

/* About how many points in time the record has at the end. */
#define N_POINTS 2000

struct _ExpTrainer {
  RcOnlineSettings settings;
  gboolean online;
  guint64 seed;
  gsize n_outputs;
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
  gboolean kept;
};

/**
 * exp_trainer_new:
 * @experiment: a valid experiment; not kept
 *
 * Returns: (transfer full): a trainer that has not begun
 */
ExpTrainer *
exp_trainer_new (const ExpExperiment *experiment)
{
  ExpTrainer *self = g_new0 (ExpTrainer, 1);
  double n_intervals = ceil (experiment->training_duration / experiment->training_interval);

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
  self->stride = (gsize)ceil (n_intervals / N_POINTS);
  self->times = g_array_new (FALSE, FALSE, sizeof (double));
  self->targets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->held = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->outputs = g_array_new (FALSE, FALSE, sizeof (double));
  self->errors = g_array_new (FALSE, FALSE, sizeof (double));
  self->readout_norms = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
exp_trainer_free (ExpTrainer *self)
{
  g_array_unref (self->times);
  g_array_unref (self->targets);
  g_array_unref (self->held);
  g_array_unref (self->outputs);
  g_array_unref (self->errors);
  g_array_unref (self->readout_norms);
  g_free (self);
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
  }
  go_on = self->func == NULL || self->func (self, self->user_data);
  self->kept = !go_on;
  return go_on;
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
  RcMonitorPart online, states;
  gsl_matrix *readout;
  RcTrained *trained;

  if (!self->online)
    return rc_trained_new (network, monitor, error);

  self->func = func;
  self->user_data = user_data;
  readout = rc_online_train (network,
                             &self->settings,
                             self->seed,
                             point_cb,
                             self,
                             rc_monitor_part (monitor, 0.0, 0.95, &online),
                             error);
  if (readout == NULL)
    return NULL;
  trained = rc_trained_new_with_readout (
    network, readout, rc_monitor_part (monitor, 0.95, 1.0, &states), error);
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
    trace->n_outputs = self->n_outputs;
    trace->n_points = n;
    trace->times = g_memdup2 (self->times->data, n * sizeof (double));
    trace->targets = g_memdup2 (self->targets->data, n * sizeof (gsize));
    trace->held = g_memdup2 (self->held->data, n * sizeof (gboolean));
    trace->outputs = g_memdup2 (self->outputs->data, n * self->n_outputs * sizeof (double));
    trace->errors = g_memdup2 (self->errors->data, n * sizeof (double));
    trace->readout_norms = g_memdup2 (self->readout_norms->data, n * sizeof (double));
    trace->duration = self->settings.duration;
    trace->kept = self->kept;
  }
  return trace;
}
