/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "exp-model.h"
#include "exp-run.h"
#include "exp-theory.h"
#include "rc-driven.h"
#include "rc-trajectory.h"

/* How far the drive may move the output: little, for a linear response. */
#define REACH 1e-3
#define TOLERANCE 1e-8
/* The drive acts until its onset is forgotten to this, but no longer than that. */
#define FORGOTTEN 1e-4
#define LONGEST_SETTLING 400.0
/* Of the time where there is a step as well */
#define DRIVE_SHARE 0.8

/* |H| at the nearest of the frequencies of the frequency response; 1 if not known. */
static double
find_magnitude (const ExpMeasurement *self, gsize k, double frequency)
{
  gsize kk = self->n_outputs * self->n_outputs, nearest = 0;
  double magnitude;

  for (gsize i = 1; i < self->n_frequencies; i++)
    if (fabs (log (self->frequencies[i] / frequency)) <
        fabs (log (self->frequencies[nearest] / frequency)))
      nearest = i;
  magnitude = exp_response_magnitude (self->n_outputs, self->attractors[k].response + nearest * kk);
  return isfinite (magnitude) ? magnitude : 1.0;
}

static gboolean
drive (ExpRun *run, gsize k, const RcMonitor *monitor, GError **error)
{
  ExpMeasurement *self = run->self;
  ExpMeasuredAttractor *attractor = &self->attractors[k];
  gsize n = self->n_driven, n_values = n * self->n_outputs * self->n_outputs;
  double decay = attractor->stable ? -creal (attractor->leading_eigenvalue) : 0.0;
  double settling = -log (FORGOTTEN) / decay;
  g_autofree double *amplitudes = g_new (double, n);

  attractor->driven_response = g_new (double complex, n_values);
  attractor->driven_errors = g_new (double, n);
  for (gsize i = 0; i < n_values; i++)
    attractor->driven_response[i] = NAN;
  for (gsize i = 0; i < n; i++) {
    attractor->driven_errors[i] = NAN;
    amplitudes[i] = REACH / MAX (1.0, find_magnitude (self, k, self->driven_frequencies[i]));
  }
  if (!attractor->stable || settling > LONGEST_SETTLING)
    return TRUE;
  return rc_driven_response (run->trained,
                             k,
                             n,
                             self->driven_frequencies,
                             amplitudes,
                             settling,
                             TOLERANCE,
                             monitor,
                             attractor->driven_response,
                             attractor->driven_errors,
                             error);
}

/* z - z* from the attractor on, with a lasting input through the probe */
static gboolean
step (ExpRun *run, gsize k, const RcMonitor *monitor, GError **error)
{
  ExpMeasurement *self = run->self;
  gsize n_outputs = self->n_outputs, size = run->trained->network->size;
  g_autofree double *sizes = exp_model_step (self->experiment);
  g_autofree double *response = g_new (double, EXP_N_TIMES *n_outputs);
  gsl_matrix_const_view rest = gsl_matrix_const_submatrix (run->trained->rests, 0, k, size, 1);
  gsl_matrix_view channels = gsl_matrix_view_array (sizes, 1, n_outputs);
  gsl_matrix *start = gsl_matrix_alloc (size, 1);
  gsl_matrix *inputs = rc_model_repeat_input (run->trained->network->model, k, 1);
  RcProtocol protocol = { .drive = &channels.matrix };
  gboolean success;

  gsl_matrix_memcpy (start, &rest.matrix);
  success = rc_trajectory_run (run->trained,
                               start,
                               inputs,
                               &protocol,
                               self->experiment->duration,
                               EXP_N_TIMES,
                               self->experiment->tolerance,
                               monitor,
                               response,
                               NULL,
                               error);
  gsl_matrix_free (start);
  g_clear_pointer (&inputs, gsl_matrix_free);
  if (!success)
    return FALSE;
  for (gsize i = 0; i < EXP_N_TIMES * n_outputs; i++)
    response[i] -= gsl_matrix_get (run->trained->rest_outputs, k, i % n_outputs);
  self->attractors[k].step_response = g_steal_pointer (&response);
  return TRUE;
}

/**
 * exp_run_drive:
 *
 * The response by driving the network by sines, and by a step, where the experiment asks for it.
 */
gboolean
exp_run_drive (gsize begin, gsize end, gpointer data, GError **error)
{
  ExpRun *run = data;

  for (gsize k = begin; k < end; k++) {
    RcMonitorPart sines, lasting;
    ExpPart part;

    exp_part_init (&part, run, k);
    if (run->self->n_driven > 0 &&
        !drive (run, k, rc_monitor_part (&part.monitor, 0.0, DRIVE_SHARE, &sines), error))
      return FALSE;
    if (run->self->experiment->step != 0.0 &&
        !step (run, k, rc_monitor_part (&part.monitor, DRIVE_SHARE, 1.0, &lasting), error))
      return FALSE;
  }
  return TRUE;
}
