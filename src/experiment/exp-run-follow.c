/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-run.h"

#include <math.h>

#include <gsl/gsl_qrng.h>

#include "exp-theory.h"
#include "rc-noise.h"
#include "rc-trajectory.h"

#define START_TOLERANCE 1e-8
/* Trajectories begin with the output held between ± this times the largest target. */
#define START_REACH 1.3

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

  exp_part_init (&part, run, first / EXP_RUN_GROUP);
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

/* Trajectories of the closed loop from many starts, EXP_RUN_GROUP of them side by side. */
gboolean
exp_run_follow (gsize begin, gsize end, gpointer data, GError **error)
{
  ExpRun *run = data;
  gsl_matrix *outputs = make_start_outputs (run->self->experiment);
  gboolean success = TRUE;

  for (gsize i = begin; success && i < end; i++) {
    gsize n = MIN (EXP_RUN_GROUP, run->self->n_trajectories - i * EXP_RUN_GROUP);

    success = follow_group (run, i * EXP_RUN_GROUP, n, outputs, error);
  }
  gsl_matrix_free (outputs);
  return success;
}
