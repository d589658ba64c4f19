/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <gsl/gsl_randist.h>

#include "exp-model.h"
#include "exp-run.h"
#include "exp-theory.h"
#include "rc-decay.h"
#include "rc-random.h"
#include "rc-trajectory.h"

/* Two kicks: one through the probe, one in a random direction. */
#define N_KICKS 2
/* What may be left at the end of a relaxation, of its largest value: with more than
   that it is none, and its time constant is not known. */
#define LEFT_OVER 0.1
/* A fit may leave this, relative: what the bulk adds to the few modes of the output is
   of the order of 1/√N. */
#define FIT_FRACTION 0.1
/* Of the neurons' distance, which is a sum over many modes, a closer fit is needed to
   find the slowest of them. */
#define INTERNAL_FIT 1e-4

/* x* + W_probe kick and x* + ξ, with ξ of the kick's size at each neuron. */
static gsl_matrix *
make_starts (const ExpRun *run, gsize k)
{
  const ExpExperiment *experiment = run->self->experiment;
  const gsl_matrix *probe = run->trained->network->probe;
  g_autofree double *kick = exp_model_kick (experiment);
  gsl_matrix *starts = gsl_matrix_alloc (probe->size1, N_KICKS);
  gsl_rng *rng = rc_random_new ();

  rc_random_seek (rng, (guint64)experiment->seed, RC_STREAM_KICK, k);
  for (gsize i = 0; i < probe->size1; i++) {
    double x = gsl_matrix_get (run->trained->rests, i, k), along = x;

    for (gsize j = 0; j < probe->size2; j++)
      along += gsl_matrix_get (probe, i, j) * kick[j];
    gsl_matrix_set (starts, i, 0, along);
    gsl_matrix_set (starts, i, 1, x + experiment->kick * gsl_ran_gaussian_ziggurat (rng, 1.0));
  }
  gsl_rng_free (rng);
  return starts;
}

/* The slowest time constant of what relaxes to 0, and its standard error. */
static void
fit_time_constant (const ExpMeasurement *self,
                   gsize n_outputs,
                   const double *values,
                   double tolerance,
                   double *time_constant,
                   double *time_constant_error)
{
  gsize n = EXP_N_TIMES * n_outputs;
  double largest = 0.0, late = 0.0;
  RcDecay decay;

  *time_constant = *time_constant_error = NAN;
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (values[i]))
      return;
    largest = MAX (largest, fabs (values[i]));
    if (i >= n - n / 8)
      late = MAX (late, fabs (values[i]));
  }
  if (late > LEFT_OVER * largest ||
      !rc_decay_fit (
        EXP_N_TIMES, self->times[1], n_outputs, values, RC_DECAY_MAX_MODES, tolerance, &decay) ||
      creal (decay.poles[0]) >= 0.0)
    return;
  *time_constant = -1.0 / creal (decay.poles[0]);
  *time_constant_error = decay.errors[0] * *time_constant * *time_constant;
}

/* Of the neurons: the square of their distance is a sum of exponentials, with the sum
   of two poles for each. */
static void
fit_internal (const ExpMeasurement *self, ExpMeasuredAttractor *attractor)
{
  g_autofree double *squares = g_new (double, EXP_N_TIMES);

  for (gsize i = 0; i < EXP_N_TIMES; i++)
    squares[i] = pow (attractor->random_internal_relaxation[i], 2.0);
  fit_time_constant (self,
                     1,
                     squares,
                     INTERNAL_FIT,
                     &attractor->internal_time_constant,
                     &attractor->internal_time_constant_error);
  attractor->internal_time_constant *= 2.0;
  attractor->internal_time_constant_error *= 2.0;
}

static double *
take_deviation (const ExpRun *run, gsize k, const double *outputs)
{
  const ExpMeasurement *self = run->self;
  gsize n_outputs = self->n_outputs;
  double *deviation = g_new (double, EXP_N_TIMES *n_outputs);

  for (gsize i = 0; i < EXP_N_TIMES; i++)
    for (gsize j = 0; j < n_outputs; j++)
      deviation[i * n_outputs + j] = outputs[i * n_outputs + j] -
                                     gsl_matrix_get (run->trained->rest_outputs, k, j);
  return deviation;
}

static void
keep (const ExpRun *run,
      gsize k,
      const gsl_matrix *origins,
      const double *outputs,
      const double *distances)
{
  const ExpMeasurement *self = run->self;
  ExpMeasuredAttractor *attractor = &self->attractors[k];

  attractor->relaxation = take_deviation (run, k, outputs);
  attractor->random_relaxation = take_deviation (run, k, outputs + EXP_N_TIMES * self->n_outputs);
  attractor->internal_relaxation = g_memdup2 (distances, EXP_N_TIMES * sizeof *distances);
  attractor->random_internal_relaxation = g_memdup2 (distances + EXP_N_TIMES,
                                                     EXP_N_TIMES * sizeof *distances);
  attractor->inputs = g_new (double, self->n_inputs);
  for (gsize i = 0; i < self->n_inputs; i++)
    attractor->inputs[i] = gsl_matrix_get (origins, i, 0);
  fit_time_constant (self,
                     self->n_outputs,
                     attractor->relaxation,
                     FIT_FRACTION / sqrt ((double)self->experiment->size),
                     &attractor->time_constant,
                     &attractor->time_constant_error);
  fit_internal (self, attractor);
}

static gboolean
relax (ExpRun *run, gsize k, GError **error)
{
  ExpMeasurement *self = run->self;
  gsize size = run->trained->network->size;
  gsl_matrix *inputs = rc_model_repeat_input (run->trained->network->model, k, N_KICKS);
  gsl_matrix *starts = make_starts (run, k), *origins = gsl_matrix_alloc (size, N_KICKS);
  g_autofree double *outputs = g_new (double, N_KICKS *EXP_N_TIMES * self->n_outputs);
  g_autofree double *distances = g_new (double, N_KICKS *EXP_N_TIMES);
  RcUnits units = { .origin = origins, .distances = distances };
  gboolean success;
  ExpPart part;

  exp_part_init (&part, run, k);
  for (gsize i = 0; i < size; i++)
    for (gsize j = 0; j < N_KICKS; j++)
      gsl_matrix_set (origins, i, j, gsl_matrix_get (run->trained->rests, i, k));
  success = rc_trajectory_run (run->trained,
                               starts,
                               inputs,
                               NULL,
                               self->experiment->duration,
                               EXP_N_TIMES,
                               self->experiment->tolerance,
                               &part.monitor,
                               outputs,
                               &units,
                               error);
  if (success)
    keep (run, k, origins, outputs, distances);
  gsl_matrix_free (starts);
  gsl_matrix_free (origins);
  g_clear_pointer (&inputs, gsl_matrix_free);
  return success;
}

/**
 * exp_run_relax:
 *
 * The outputs and the neurons after a kick, and how long they take.
 */
gboolean
exp_run_relax (gsize begin, gsize end, gpointer data, GError **error)
{
  for (gsize k = begin; k < end; k++)
    if (!relax (data, k, error))
      return FALSE;
  return TRUE;
}
