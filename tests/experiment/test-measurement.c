/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "exp-error.h"
#include "exp-measure.h"
#include "exp-measurement.h"
#include "exp-memory.h"
#include "exp-theory.h"
#include "rc-parallel.h"

static ExpExperiment *
small (void)
{
  ExpExperiment *experiment = exp_experiment_new ();

  experiment->size = 200;
  experiment->duration = 20.0;
  experiment->frequency_points = 20;
  experiment->trajectories = 11;
  return experiment;
}

static ExpMeasurement *
measure (const ExpExperiment *experiment)
{
  g_autoptr (GError) error = NULL;
  ExpMeasurement *measurement = exp_measurement_new (experiment, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return measurement;
}

/* One target and rectified neurons with a threshold, which decides: at 0 the attractor is a point
   of a line. What is said of it does not depend on how its eigenvalue was found. */
static void
check_threshold (double threshold, RcVerdict verdict)
{
  const guint spectrum = 1u << EXP_STAGE_SPECTRUM;
  const ExpObserver nobody = { 0 };

  for (guint leading = 0; leading <= 1; leading++) {
    g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
    g_autoptr (ExpMeasurement) measurement = NULL;
    const ExpMeasuredAttractor *attractor;

    experiment->size = 300;
    experiment->transfer = EXP_TRANSFER_RELU;
    experiment->threshold = threshold;
    exp_table_free (experiment->targets);
    experiment->targets = exp_table_new (1, 1);
    exp_table_set (experiment->targets, 0, 0, 1.0);
    measurement = exp_measurement_run_stages (
      experiment, spectrum | (leading ? EXP_LEADING_ONLY : 0), NULL, &nobody, NULL);
    g_assert_nonnull (measurement);
    attractor = &measurement->attractors[0];
    g_assert_true (attractor->fixed_point);
    g_assert_cmpint (attractor->verdict, ==, verdict);
    g_assert_cmpint (attractor->stable, ==, verdict == RC_VERDICT_STABLE);
    g_assert_cmpint (measurement->success, ==, verdict == RC_VERDICT_STABLE);
    g_assert_cmpfloat (attractor->margin, >=, 1e-9);
    g_assert_cmpfloat (attractor->margin, <, 1e-4);
    g_assert_cmpfloat (exp_measure_take (EXP_MEASURE_MARGINAL, measurement, NULL, 0),
                       ==,
                       verdict == RC_VERDICT_MARGINAL ? 1.0 : 0.0);
  }
}

static void
test_marginal (void)
{
  check_threshold (0.0, RC_VERDICT_MARGINAL);
  check_threshold (-0.1, RC_VERDICT_STABLE);
  check_threshold (0.1, RC_VERDICT_UNSTABLE);
}

/* The parts of a measurement agree with each other. */
static void
test_consistent (void)
{
  g_autoptr (ExpExperiment) experiment = small ();
  g_autoptr (ExpMeasurement) measurement = measure (experiment);
  gboolean all_stable = TRUE;

  g_assert_cmpuint (measurement->n_trajectories, ==, 11);
  for (gsize k = 0; k < 3; k++) {
    const ExpMeasuredAttractor *attractor = &measurement->attractors[k];

    g_assert_cmpuint (attractor->n_eigenvalues, ==, 200);
    g_assert_cmpint (attractor->stable, ==, creal (attractor->eigenvalues[0]) < 0.0);
    g_assert_true (attractor->complete_spectrum);
    g_assert_true (attractor->leading_eigenvalue == attractor->eigenvalues[0]);
    g_assert_cmpint (attractor->open_loop, ==, RC_REST_STABLE);
    g_assert_cmpfloat (creal (attractor->open_loop_eigenvalue), <, 0.0);
    g_assert_true (attractor->fixed_point);
    g_assert_cmpfloat (attractor->speed, <, 1e-10);
    g_assert_cmpfloat (attractor->readout_error, <, 1e-10);
    /* the leading pole of the fit is the leading eigenvalue, where that is an outlier */
    g_assert_cmpuint (attractor->n_response_poles, >=, 1);
    g_assert_cmpfloat (attractor->response_fit_error, <, 0.5 / sqrt (200.0));
    g_assert_cmpfloat (
      cabs (attractor->response_poles[0] - attractor->eigenvalues[0]), <, 0.5 / sqrt (200.0));
    all_stable = all_stable && attractor->stable;
    /* a stable attractor takes the output back, to within what is left at this time */
    if (attractor->stable)
      g_assert_cmpfloat (fabs (attractor->relaxation[EXP_N_TIMES - 1]),
                         <,
                         fabs (attractor->relaxation[0]) * 20.0 *
                             exp (20.0 * creal (attractor->eigenvalues[0])) +
                           1e-4);
  }
  g_assert_cmpint (measurement->success, ==, all_stable);
  for (gsize k = 0; k < 3; k++) {
    const RcClosedLoopPoint *found = NULL;

    for (gsize i = 0; i < measurement->closed_loop->n_points; i++)
      if (measurement->closed_loop->points[i].target == (gssize)k)
        found = &measurement->closed_loop->points[i];
    g_assert_nonnull (found);
    g_assert_cmpint (found->stable, ==, measurement->attractors[k].stable);
    g_assert_cmpfloat (
      cabs (found->leading - measurement->attractors[k].leading_eigenvalue), <, 1e-5);
  }
  /* an odd φ: the negative of each target, and 0 */
  g_assert_cmpuint (measurement->closed_loop->n_points, >=, 7);
  /* what is kept of the neurons: a kick moves each by a random weight */
  g_assert_cmpuint (measurement->n_inputs, ==, 200);
  g_assert_cmpuint (measurement->n_units, ==, 100);
  g_assert_cmpuint (measurement->n_recorded, ==, 11);
  for (gsize i = 0; i < 11 * EXP_N_TIMES * 100; i++)
    g_assert_cmpfloat (fabs (measurement->activity[i]), <=, 1.0);
  for (gsize k = 0; k < 3; k++)
    g_assert_cmpfloat_with_epsilon (
      measurement->attractors[k].internal_relaxation[0], experiment->kick, 0.3 * experiment->kick);
  for (gsize i = 0; i < 11 * EXP_N_TIMES; i++)
    g_assert_true (isfinite (measurement->trajectories[i]));
}

static void
test_threads (void)
{
  g_autoptr (ExpExperiment) experiment = small ();
  g_autoptr (ExpMeasurement) one = NULL;
  g_autoptr (ExpMeasurement) many = NULL;

  rc_set_threads (1);
  one = measure (experiment);
  rc_set_threads (4);
  many = measure (experiment);
  rc_set_threads (0);
  g_assert_cmpmem (one->trajectories,
                   11 * EXP_N_TIMES * sizeof (double),
                   many->trajectories,
                   11 * EXP_N_TIMES * sizeof (double));
  for (gsize k = 0; k < 3; k++)
    g_assert_cmpmem (one->attractors[k].eigenvalues,
                     200 * sizeof (double complex),
                     many->attractors[k].eigenvalues,
                     200 * sizeof (double complex));
}

static void
test_several_outputs (void)
{
  g_autoptr (ExpExperiment) experiment = small ();
  g_autoptr (ExpMeasurement) measurement = NULL;

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (2, 3);
  for (gsize i = 0; i < 6; i++)
    experiment->targets->values[i] = cos (1.0 + 2.0 * (double)i);
  exp_table_free (experiment->inputs);
  experiment->inputs = exp_table_new (2, 2);
  exp_table_set (experiment->inputs, 0, 0, 0.5);
  experiment->overlap = 0.5;
  measurement = measure (experiment);
  g_assert_cmpuint (measurement->n_outputs, ==, 3);
  for (gsize k = 0; k < 2; k++) {
    g_assert_cmpfloat (measurement->attractors[k].readout_error, <, 1e-10);
    for (gsize i = 0; i < 20; i++)
      g_assert_cmpfloat (
        exp_response_magnitude (3, measurement->attractors[k].response + 9 * i), >, 0.0);
  }
}

/* Noise, drive and fits say what the spectrum and the response of the same network say. */
static void
test_dynamics (void)
{
  g_autoptr (ExpExperiment) experiment = small ();
  g_autoptr (ExpMeasurement) measurement = NULL;
  const ExpMeasuredAttractor *attractor;

  experiment->noise = 0.01;
  experiment->kick = 0.002;
  experiment->duration = 60.0;
  experiment->driven_points = 2;
  experiment->frequency_min = 0.2; /* both ends are driven, too */
  experiment->frequency_max = 2.0;
  measurement = measure (experiment);
  attractor = &measurement->attractors[0];
  g_assert_true (attractor->stable);
  g_assert_cmpfloat_with_epsilon (
    attractor->time_constant * -creal (attractor->eigenvalues[0]), 1.0, 0.02);
  g_assert_cmpfloat (attractor->time_constant_error, <, 0.1 * attractor->time_constant);
  g_assert_cmpfloat (attractor->random_internal_relaxation[0], >, 0.0018);
  g_assert_cmpfloat (attractor->random_internal_relaxation[0], <, 0.0022);
  g_assert_cmpfloat (cabs (attractor->driven_response[0] - attractor->response[0]),
                     <,
                     0.005 * cabs (attractor->response[0]));
  g_assert_cmpfloat (cabs (attractor->driven_response[1] - attractor->response[19]),
                     <,
                     0.005 * cabs (attractor->response[19]));
  /* a neuron by itself would have η/√2, and feedback adds to that */
  g_assert_cmpuint (attractor->spread->n_escaped, ==, 0);
  g_assert_cmpfloat (sqrt (attractor->spread->neurons), >, 0.0068);
  g_assert_cmpfloat (sqrt (attractor->spread->neurons), <, 0.02);
  for (gsize i = 0; i < 11 * EXP_N_TIMES; i++)
    g_assert_true (isfinite (measurement->trajectories[i]));
}

/* A small lasting input takes the output to H(0) times the input where the attractor is stable;
   theory's answer begins as that to a kick of the same size, summed up. */
static void
test_step (void)
{
  g_autoptr (ExpExperiment) experiment = small ();
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (ExpTheory) theory = NULL;

  experiment->step = experiment->kick = 1e-4;
  experiment->duration = 80.0;
  experiment->frequency_min = 1e-4;
  measurement = measure (experiment);
  theory = exp_theory_new (experiment, NULL, NULL);
  for (gsize k = 0; k < 3; k++) {
    const double *measured = measurement->attractors[k].step_response;
    const double *predicted = theory->attractors[k].step_response;
    const double *kick = theory->attractors[k].relaxation;
    double measured_end = 1e-4 * creal (measurement->attractors[k].response[0]);
    double predicted_end = 1e-4 * creal (theory->attractors[k].response[0]);

    g_assert_cmpfloat (fabs (measured[0]), <, 1e-9);
    g_assert_cmpfloat (predicted[0], ==, 0.0);
    g_assert_cmpfloat_with_epsilon (
      (predicted[2] - predicted[0]) / (2.0 * theory->times[1]), kick[1], 0.02 * fabs (kick[1]));
    if (measurement->attractors[k].stable)
      g_assert_cmpfloat_with_epsilon (
        measured[EXP_N_TIMES - 1], measured_end, 0.02 * fabs (measured_end));
    if (theory->attractors[k].dynamics->stable)
      g_assert_cmpfloat_with_epsilon (
        predicted[EXP_N_TIMES - 1], predicted_end, 0.02 * fabs (predicted_end));
  }
  experiment->step = 0.0;
  g_clear_pointer (&theory, exp_theory_unref);
  theory = exp_theory_new (experiment, NULL, NULL);
  g_assert_null (theory->attractors[0].step_response);
}

static void
test_no_memory (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (GError) error = NULL;

  experiment->size = 1000000;
  g_assert_cmpuint (exp_memory_needed (experiment), >, (guint64)8e12);
  g_assert_null (exp_measurement_new (experiment, NULL, NULL, NULL, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_NO_MEMORY);
  g_assert_nonnull (strstr (error->message, "network.size is 1000000"));

  /* of listed weights there are few, but recursive least squares has a matrix all the same */
  experiment->density = 1e-6;
  g_assert_cmpuint (exp_memory_needed (experiment), <, (guint64)1e11);
  experiment->method = EXP_METHOD_FORCE;
  g_assert_cmpuint (exp_memory_needed (experiment), >, (guint64)8e12);
}

/* A rectifier whose activity explodes is an error that names the stage, and the next
   run is none the worse for it. */
static void
test_failure (void)
{
  g_autoptr (ExpExperiment) experiment = small ();
  g_autoptr (ExpExperiment) sound = small ();
  g_autoptr (ExpMeasurement) before = measure (sound);
  g_autoptr (ExpMeasurement) after = NULL;
  g_autoptr (GError) error = NULL;

  experiment->transfer = EXP_TRANSFER_RELU;
  experiment->gain = 4.0;
  g_assert_null (exp_measurement_new (experiment, NULL, NULL, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, exp_stage_get_label (EXP_STAGE_TRAIN)));

  after = measure (sound);
  g_assert_cmpuint (after->done, ==, before->done);
  for (gsize i = 0; i < 11 * EXP_N_TIMES; i++)
    g_assert_cmpfloat (after->trajectories[i], ==, before->trajectories[i]);
}

/* Nothing saturates: released above the target, which is unstable, the output grows for
   ever. Such trajectories end there, those released below it go on, and so does the run. */
static void
test_diverging (void)
{
  g_autoptr (ExpExperiment) experiment = small ();
  g_autoptr (ExpMeasurement) measurement = NULL;
  const double *last;

  experiment->transfer = EXP_TRANSFER_RELU;
  experiment->threshold = 0.5;
  experiment->gain = 0.5;
  experiment->duration = 2000.0;
  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (1, 1);
  experiment->targets->values[0] = 1.0;
  measurement = measure (experiment);
  g_assert_false (measurement->attractors[0].stable);
  last = measurement->trajectories + EXP_N_TIMES - 1;
  g_assert_true (isfinite (last[0]));
  g_assert_true (isnan (last[10 * EXP_N_TIMES]));
  g_assert_true (isfinite (measurement->trajectories[10 * EXP_N_TIMES]));
  g_assert_true (isfinite (creal (measurement->attractors[0].eigenvalues[199])));
}

/* The record of on-line training ends near what the readout gives at the open loop's
   fixed points in the end, and begins with nothing; a target of 0 has no overlap. */
static void
test_overlaps (void)
{
  g_autoptr (ExpExperiment) experiment = small ();
  g_autoptr (ExpMeasurement) measurement = NULL;
  const ExpTrainingTrace *trace;
  const gsl_matrix *states;

  experiment->method = EXP_METHOD_FORCE;
  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (3, 2);
  memcpy (
    experiment->targets->values, (double[]){ 1.2, 0.3, -0.6, 0.8, 0.0, 0.0 }, 6 * sizeof (double));
  measurement = measure (experiment);
  trace = measurement->training;
  states = measurement->trained->states;
  g_assert_cmpuint (trace->n_targets, ==, 3);
  for (gsize k = 0; k < 3; k++) {
    const double *target = experiment->targets->values + 2 * k;
    double output[2] = { 0.0 }, last = trace->overlaps[3 * (trace->n_points - 1) + k];

    for (gsize i = 0; i < states->size1; i++)
      for (gsize j = 0; j < 2; j++)
        output[j] += gsl_matrix_get (measurement->trained->readout, i, j) *
                     tanh (gsl_matrix_get (states, i, k));
    if (k == 2) {
      g_assert_true (isnan (last));
      continue;
    }
    g_assert_cmpfloat (trace->overlaps[k], ==, 0.0);
    g_assert_cmpfloat_with_epsilon (last,
                                    (target[0] * output[0] + target[1] * output[1]) /
                                      (target[0] * target[0] + target[1] * target[1]),
                                    1e-3);
    g_assert_cmpfloat_with_epsilon (last, 1.0, 0.3);
  }
}

typedef struct {
  ExpStage stage;
  guint n_between; /* how often a fraction was neither 0 nor 1 */
} Seen;

static void
seen_cb (ExpStage stage, double fraction, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_cmpint (stage, >=, seen->stage);
  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  seen->n_between += fraction > 0.01 && fraction < 0.99;
  seen->stage = stage;
}

/* How far each stage is, is told as a fraction of it. */
static void
test_progress (void)
{
  g_autoptr (ExpExperiment) experiment = small ();
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (GError) error = NULL;
  Seen seen = { 0 };

  rc_set_threads (1); /* so that nobody else is in the function meanwhile */
  measurement = exp_measurement_new (experiment, NULL, seen_cb, &seen, &error);
  rc_set_threads (0);
  g_assert_no_error (error);
  g_assert_cmpuint (seen.n_between, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measurement/consistent", test_consistent);
  g_test_add_func ("/measurement/marginal", test_marginal);
  g_test_add_func ("/measurement/threads", test_threads);
  g_test_add_func ("/measurement/several-outputs", test_several_outputs);
  g_test_add_func ("/measurement/dynamics", test_dynamics);
  g_test_add_func ("/measurement/step", test_step);
  g_test_add_func ("/measurement/overlaps", test_overlaps);
  g_test_add_func ("/measurement/no-memory", test_no_memory);
  g_test_add_func ("/measurement/failure", test_failure);
  g_test_add_func ("/measurement/diverging", test_diverging);
  g_test_add_func ("/measurement/progress", test_progress);
  return g_test_run ();
}
