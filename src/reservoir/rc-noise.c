/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-noise.h"

#include <math.h>

#include <gsl/gsl_randist.h>

#include "rc-parallel.h"
#include "rc-random.h"

typedef struct {
  RcVectorField *loop;
  double strength;
  gsl_rng **rngs; /* P: each trajectory draws from a row of its own */
  gsl_matrix *x;  /* N×P */
  gsl_matrix *predicted;
  gsl_matrix *kicks; /* of the step */
  gsl_matrix *slope;
  gsl_matrix *predicted_slope;
} Scheme;

static void
draw_kicks (Scheme *self, double h)
{
  double deviation = self->strength * sqrt (h);

  for (gsize j = 0; j < self->kicks->size2; j++)
    for (gsize i = 0; i < self->kicks->size1; i++)
      gsl_matrix_set (self->kicks, i, j, gsl_ran_gaussian_ziggurat (self->rngs[j], deviation));
}

/*
 * The stochastic Heun scheme for dx = f(x) dt + η dB:
 *
 *   y = x + h f(x) + η√h ξ,   x ← x + h (f(x) + f(y))/2 + η√h ξ
 *
 * As the noise is additive it is of strong order 1 and of weak order 2: averages over
 * noise have an error of order h², which is 0.3 % of a neuron's variance at h = 0.1.
 */
static void
advance (Scheme *self, double h)
{
  gsize n = self->x->size1 * self->x->size2;

  draw_kicks (self, h);
  rc_vector_field_derivative (self->loop, 0.0, self->x, self->slope);
  for (gsize i = 0; i < n; i++)
    self->predicted->data[i] = self->x->data[i] + h * self->slope->data[i] + self->kicks->data[i];
  rc_vector_field_derivative (self->loop, 0.0, self->predicted, self->predicted_slope);
  for (gsize i = 0; i < n; i++)
    self->x->data[i] += 0.5 * h * (self->slope->data[i] + self->predicted_slope->data[i]) +
                        self->kicks->data[i];
}

static void
scheme_init (Scheme *self,
             const RcTrained *trained,
             gsl_matrix *states,
             const gsl_matrix *inputs,
             const RcNoise *noise)
{
  gsize n = states->size1, p = states->size2;

  self->loop = rc_vector_field_new (trained, p, inputs, NULL);
  self->strength = noise->strength;
  self->rngs = g_new (gsl_rng *, p);
  for (gsize j = 0; j < p; j++) {
    self->rngs[j] = rc_random_new ();
    rc_random_seek (self->rngs[j], noise->seed, RC_STREAM_NOISE, noise->first + j);
  }
  self->x = states;
  self->predicted = gsl_matrix_alloc (n, p);
  self->kicks = gsl_matrix_alloc (n, p);
  self->slope = gsl_matrix_alloc (n, p);
  self->predicted_slope = gsl_matrix_alloc (n, p);
}

static void
scheme_clear (Scheme *self)
{
  rc_vector_field_free (self->loop);
  for (gsize j = 0; j < self->kicks->size2; j++)
    gsl_rng_free (self->rngs[j]);
  g_free (self->rngs);
  gsl_matrix_free (self->predicted);
  gsl_matrix_free (self->kicks);
  gsl_matrix_free (self->slope);
  gsl_matrix_free (self->predicted_slope);
}

static void
tell (const Scheme *self, double time, RcNoiseFunc func, gpointer user_data)
{
  const gsl_matrix *outputs = rc_vector_field_read_out (self->loop, self->x);

  func (time, self->x, rc_vector_field_get_activity (self->loop), outputs, user_data);
}

/**
 * rc_noise_run:
 * @trained: a trained network
 * @states: (inout): N×P, the states of P trajectories, from the first to the last
 * @inputs: (nullable): P×L, the static input to each trajectory
 * @noise: what each neuron receives
 * @duration: how long, a whole number of steps of %RC_NOISE_STEP up to rounding
 * @func: (nullable): told of each step
 * @user_data: for @func
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_CANCELLED
 *
 * Runs the closed loop with noise. A trajectory that diverges becomes NaN or infinite
 * and leaves the others as they are. Cost: two products of W with N×P a step.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_noise_run (const RcTrained *trained,
              gsl_matrix *states,
              const gsl_matrix *inputs,
              const RcNoise *noise,
              double duration,
              RcNoiseFunc func,
              gpointer user_data,
              const RcMonitor *monitor,
              GError **error)
{
  gsize n_steps = (gsize)lround (duration / RC_NOISE_STEP);
  gboolean success = TRUE;
  Scheme self;

  rc_init ();
  scheme_init (&self, trained, states, inputs, noise);
  for (gsize i = 0; success; i++) {
    if (func != NULL)
      tell (&self, (double)i * RC_NOISE_STEP, func, user_data);
    if (i == n_steps)
      break;
    advance (&self, RC_NOISE_STEP);
    success = rc_monitor_report (monitor, (double)i / (double)n_steps, error);
  }
  scheme_clear (&self);
  return success;
}

typedef struct {
  gsize n_times;
  gsize next; /* the first point in time that has not been reached */
  double interval;
  double last_time;
  gsl_matrix *last; /* z at the step before, K×P */
  double *output;
  const RcUnits *units; /* (nullable) */
} Record;

/* The neurons' activity is that of the step itself. */
static void
record_units (const Record *record, const gsl_matrix *activity)
{
  const RcUnits *units = record->units;

  for (gsize i = 0; units != NULL && i < units->n_trajectories; i++)
    for (gsize j = 0; j < units->n_units; j++) {
      double r = gsl_matrix_get (activity, j, i);

      units->activity[(i * record->n_times + record->next) * units->n_units + j] = isfinite (r)
                                                                                     ? r
                                                                                     : NAN;
    }
}

/* Between two steps the output is read off a straight line. */
static void
record_cb (double time,
           const gsl_matrix *states,
           const gsl_matrix *activity,
           const gsl_matrix *outputs,
           gpointer user_data)
{
  Record *record = user_data;
  gsize k = outputs->size1;

  for (; record->next < record->n_times &&
         (double)record->next * record->interval <= time + 1e-9 * record->interval;
       record->next++) {
    double wanted = (double)record->next * record->interval;
    double weight = time > record->last_time
                      ? (wanted - record->last_time) / (time - record->last_time)
                      : 1.0;

    record_units (record, activity);
    for (gsize p = 0; p < outputs->size2; p++)
      for (gsize j = 0; j < k; j++) {
        double z = weight * gsl_matrix_get (outputs, j, p);

        if (time > record->last_time)
          z += (1.0 - weight) * gsl_matrix_get (record->last, j, p);
        record->output[(p * record->n_times + record->next) * k + j] = isfinite (z) ? z : NAN;
      }
  }
  gsl_matrix_memcpy (record->last, outputs);
  record->last_time = time;
}

/**
 * rc_noise_trajectories:
 * @start: N×P, the states to start from
 * @n_times: how many points in time, at least 2, evenly spaced, the first at 0
 * @output: (out): z, P × n_times × K; NaN from where a trajectory diverges
 * @units: (nullable): what to record of the neurons, without distances
 *
 * As rc_noise_run(), for outputs at given times.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_noise_trajectories (const RcTrained *trained,
                       const gsl_matrix *start,
                       const gsl_matrix *inputs,
                       const RcNoise *noise,
                       double duration,
                       gsize n_times,
                       const RcMonitor *monitor,
                       double *output,
                       const RcUnits *units,
                       GError **error)
{
  gsl_matrix *states = gsl_matrix_alloc (start->size1, start->size2);
  Record record = { .n_times = n_times,
                    .interval = duration / (double)(n_times - 1),
                    .output = output,
                    .units = units,
                    .last = gsl_matrix_alloc (trained->readout->size2, start->size2) };
  /* a step more than there is, so that rounding does not lose the last point */
  double whole = RC_NOISE_STEP * ceil (duration / RC_NOISE_STEP);
  gboolean success;

  gsl_matrix_memcpy (states, start);
  success = rc_noise_run (
    trained, states, inputs, noise, whole + RC_NOISE_STEP, record_cb, &record, monitor, error);
  gsl_matrix_free (record.last);
  gsl_matrix_free (states);
  return success;
}
