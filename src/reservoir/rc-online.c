/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-online.h"

#include <math.h>

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_randist.h>

#include "rc-error.h"
#include "rc-parallel.h"
#include "rc-random.h"
#include "rc-rls.h"

/* The largest step of the simulation: small beside the neurons' time constant,
   whose own decay is exact. */
#define LARGEST_STEP 0.1
/* How long the untrained network is left to itself first, so that its activity is
   its own: chaos beyond the edge, rest below it. */
#define SPONTANEOUS 10.0
/* Beyond this the activity counts as unbounded. */
#define LARGEST_STATE 1e9

typedef struct {
  const RcNetwork *network;
  const RcOnlineSettings *settings;
  gsize n_targets;
  gsize n_outputs;
  gsl_matrix *readout;  /* W_out, N×K */
  gsl_vector *x;        /* N */
  gsl_vector *activity; /* φ(x), N */
  gsl_vector *drive;    /* W r + W_FB z + W_in u, N */
  gsl_vector *output;   /* z, K */
  gsl_vector *fed_back; /* z, or the target where it is held */
  double *errors;       /* z - A, K */
  gsl_rng *rng;
  RcRls *rls; /* (nullable): of FORCE */
  double step;
  double time; /* below 0 before the first target is presented */
  gsize target;
} Online;

static void
online_init (Online *self, const RcNetwork *network, const RcOnlineSettings *settings, guint64 seed)
{
  gsize n = network->size;

  self->network = network;
  self->settings = settings;
  self->n_targets = rc_model_get_n_targets (network->model);
  self->n_outputs = rc_model_get_n_outputs (network->model);
  self->readout = gsl_matrix_calloc (n, self->n_outputs);
  self->x = gsl_vector_alloc (n);
  self->activity = gsl_vector_alloc (n);
  self->drive = gsl_vector_alloc (n);
  self->output = gsl_vector_calloc (self->n_outputs);
  self->fed_back = gsl_vector_calloc (self->n_outputs);
  self->errors = g_new0 (double, self->n_outputs);
  self->step = settings->interval / ceil (settings->interval / LARGEST_STEP);
  self->rng = rc_random_new ();
  rc_random_seek (self->rng, seed, RC_STREAM_ONLINE, 0);
  for (gsize i = 0; i < n; i++)
    gsl_vector_set (self->x, i, gsl_ran_gaussian_ziggurat (self->rng, 1.0));
}

static void
online_clear (Online *self)
{
  g_clear_pointer (&self->readout, gsl_matrix_free);
  gsl_vector_free (self->x);
  gsl_vector_free (self->activity);
  gsl_vector_free (self->drive);
  gsl_vector_free (self->output);
  gsl_vector_free (self->fed_back);
  g_free (self->errors);
  gsl_rng_free (self->rng);
  g_clear_pointer (&self->rls, rc_rls_free);
}

/* r = φ(x), z = W_outᵀ r */
static void
read_out (Online *self)
{
  rc_transfer_values (
    self->network->model->transfer, self->x->size, self->x->data, self->activity->data);
  gsl_blas_dgemv (CblasTrans, 1.0, self->readout, self->activity, 0.0, self->output);
}

/*
 * One step of dx = (-x + Wr + W_FB z + W_in u) dt + η dB by the exponential Euler
 * scheme: the decay, and the noise that it lets through, are exact, the rest is
 * frozen during the step. Of strong and weak order 1; additive noise needs no more.
 */
static void
advance (Online *self)
{
  const RcNetwork *network = self->network;
  double decay = exp (-self->step), gain = -expm1 (-self->step);
  double deviation = self->settings->noise * sqrt (-0.5 * expm1 (-2.0 * self->step));

  rc_weights_multiply (network->recurrent, self->activity->data, self->drive->data);
  gsl_blas_dgemv (CblasNoTrans, 1.0, network->feedback, self->fed_back, 1.0, self->drive);
  if (network->input != NULL && self->time >= 0.0) {
    gsl_vector_const_view input = gsl_matrix_const_row (network->model->inputs, self->target);

    gsl_blas_dgemv (CblasNoTrans, 1.0, network->input, &input.vector, 1.0, self->drive);
  }
  for (gsize i = 0; i < self->x->size; i++) {
    double noise = deviation > 0.0 ? gsl_ran_gaussian_ziggurat (self->rng, deviation) : 0.0;

    self->x->data[i] = decay * self->x->data[i] + gain * self->drive->data[i] + noise;
  }
}

static gboolean
check_bounded (const Online *self, GError **error)
{
  double largest = fabs (gsl_vector_get (self->x, gsl_blas_idamax (self->x)));

  if (isfinite (gsl_blas_dnrm2 (self->x)) && largest < LARGEST_STATE)
    return TRUE;
  g_set_error (error,
               RC_ERROR,
               RC_ERROR_OVERFLOW,
               _ ("The activity of the network grew without bound at time %.4g of the training"),
               MAX (self->time, 0.0));
  return FALSE;
}

/* The readout moves against e = z - A, as the rule has it. */
static void
learn (Online *self)
{
  double power, rate;

  if (self->rls != NULL) {
    rc_rls_learn (self->rls, self->activity->data, self->errors, self->readout);
    return;
  }
  /* dW/dt = -rate r eᵀ/N solved exactly over the interval, with r as it is now:
     however fast the rule, the error does not change its sign. */
  gsl_blas_ddot (self->activity, self->activity, &power);
  if (!(power > 0.0))
    return;
  rate = -expm1 (-self->settings->rate * self->settings->interval * power /
                 (double)self->activity->size) /
         power;
  for (gsize i = 0; i < self->activity->size; i++)
    for (gsize j = 0; j < self->n_outputs; j++)
      *gsl_matrix_ptr (self->readout, i, j) -= rate * self->activity->data[i] * self->errors[j];
}

/* Half a step early: times are sums, and miss the end of a turn by rounding. */
static gboolean
is_held (const Online *self)
{
  double time = self->time + 0.5 * self->step;

  return time > 0.0 && fmod (time, self->settings->presentation) < self->settings->settling;
}

/* Compares the output with the target and learns from it, unless the output is held.
   Returns FALSE if whoever watches wants no more training. */
static gboolean
compare (Online *self, RcOnlineFunc func, gpointer user_data)
{
  const gsl_matrix *targets = self->network->model->targets;
  double sum = 0.0;
  gboolean held = is_held (self);
  RcOnlinePoint point = { .time = self->time, .target = self->target, .held = held };

  for (gsize j = 0; j < self->n_outputs; j++) {
    self->errors[j] = gsl_vector_get (self->output, j) - gsl_matrix_get (targets, self->target, j);
    sum += self->errors[j] * self->errors[j];
  }
  point.output = self->output->data;
  point.readout = self->readout;
  point.error = sqrt (sum);
  point.readout_norm = cblas_dnrm2 (
    (int)(self->readout->size1 * self->readout->size2), self->readout->data, 1);
  if (func != NULL && !func (&point, user_data))
    return FALSE;

  if (!held) {
    learn (self);
    gsl_blas_dgemv (CblasTrans, 1.0, self->readout, self->activity, 0.0, self->output);
  }
  return TRUE;
}

/* What is fed back until the next change of the readout. */
static void
feed_back (Online *self)
{
  if (is_held (self)) {
    gsl_vector_const_view target = gsl_matrix_const_row (self->network->model->targets,
                                                         self->target);

    gsl_vector_memcpy (self->fed_back, &target.vector);
  } else {
    gsl_vector_memcpy (self->fed_back, self->output);
  }
}

static gboolean
run (Online *self, RcOnlineFunc func, gpointer user_data, const RcMonitor *monitor, GError **error)
{
  const RcOnlineSettings *settings = self->settings;
  gsize n_steps = (gsize)lround (settings->interval / self->step);
  gsize n_silent = (gsize)ceil (SPONTANEOUS / settings->interval);
  gsize n_intervals = n_silent + (gsize)ceil (settings->duration / settings->interval);

  for (gsize i = 0; i < n_intervals; i++) {
    self->time = ((double)i - (double)n_silent) * settings->interval;
    if (i >= n_silent) {
      gsize turn = (gsize)((self->time + 0.5 * self->step) / settings->presentation);

      self->target = turn % self->n_targets;
      read_out (self);
      if (!compare (self, func, user_data))
        return TRUE;
    }
    for (gsize j = 0; j < n_steps; j++) {
      read_out (self);
      feed_back (self);
      advance (self);
      if (!rc_monitor_report (monitor, (double)i / (double)n_intervals, error) ||
          !check_bounded (self, error))
        return FALSE;
      self->time += self->step;
    }
  }
  return TRUE;
}

/**
 * rc_online_train:
 * @network: the network to train
 * @settings: how
 * @seed: names the initial state and the noise
 * @func: (nullable): told of each interval; it may end the training, and may block
 * @user_data: for @func
 * @monitor: (nullable): who watches; it may stop everything
 * @error: set to %RC_ERROR_OVERFLOW if the activity grows without bound,
 *   %RC_ERROR_NO_MEMORY or %RC_ERROR_CANCELLED
 *
 * Trains a readout in the closed loop while the network runs, beginning with none
 * and with the network's own activity. The targets are presented in turn, each with
 * its static input. Cost: a product of W with a vector for each step of at most 0.1,
 * and with FORCE 2 N² multiplications for each interval in which it learns.
 *
 * Returns: (transfer full) (nullable): W_out, N×K
 */
gsl_matrix *
rc_online_train (const RcNetwork *network,
                 const RcOnlineSettings *settings,
                 guint64 seed,
                 RcOnlineFunc func,
                 gpointer user_data,
                 const RcMonitor *monitor,
                 GError **error)
{
  Online self = { 0 };
  gsl_matrix *readout = NULL;

  g_return_val_if_fail (settings->duration > 0.0 && settings->presentation > 0.0, NULL);
  g_return_val_if_fail (settings->interval > 0.0, NULL);

  rc_init ();
  online_init (&self, network, settings, seed);
  if (settings->rule == RC_ONLINE_FORCE)
    self.rls = rc_rls_new (network->size, settings->regularization, settings->forgetting, error);
  if ((settings->rule != RC_ONLINE_FORCE || self.rls != NULL) &&
      run (&self, func, user_data, monitor, error))
    readout = g_steal_pointer (&self.readout);
  online_clear (&self);
  return readout;
}
