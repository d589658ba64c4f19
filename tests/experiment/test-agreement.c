/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "exp-agreement.h"

/* Of a few networks, the mean of what differs by 1/√N from each to the next */
#define N_SEEDS 4

static void
test_network (void)
{
  double pole_error = 0.0, frequency = 0.0, scatter = 0.0;
  double predicted = NAN;

  for (gint64 seed = 1; seed <= N_SEEDS; seed++) {
    g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
    g_autoptr (ExpTheory) theory = NULL;
    g_autoptr (ExpMeasurement) measurement = NULL;
    g_autoptr (ExpAgreement) leaves = NULL;
    g_autoptr (ExpAgreement) resonates = NULL;

    experiment->size = 300;
    experiment->seed = seed;
    experiment->trajectories = 1;
    experiment->duration = 1.0;
    theory = exp_theory_new (experiment, NULL, NULL);
    measurement = exp_measurement_new (experiment, NULL, NULL, NULL, NULL);
    leaves = exp_agreement_new (theory, measurement, 1);
    resonates = exp_agreement_new (theory, measurement, 2);

    /* the pole at +0.095 stands out of the bulk; the other two of 0.9 do not */
    g_assert_cmpuint (leaves->n_poles, ==, 3);
    g_assert_true (isnan (creal (leaves->eigenvalues[2])));
    pole_error += creal (leaves->eigenvalues[0] - theory->attractors[1].dynamics->poles[0]);
    g_assert_false (leaves->leading_pole_is_fitted);
    g_assert_true (leaves->leading_pole == leaves->eigenvalues[0]);
    g_assert_cmpfloat (
      fabs (leaves->time_constant + 1.0 / creal (leaves->eigenvalues[0])), <, 1e-12);
    frequency += resonates->resonance_frequency;
    predicted = theory->attractors[2].dynamics->resonance_frequency;
    scatter = leaves->scatter;
    g_assert_cmpfloat (
      fabs (measurement->attractors[1].bulk_radius - theory->attractors[1].dynamics->bulk_radius),
      <,
      5.0 * scatter);
  }
  g_assert_cmpfloat (fabs (pole_error / N_SEEDS), <, 3.0 * scatter);
  g_assert_cmpfloat (fabs (frequency / N_SEEDS - predicted), <, 3.0 * scatter);
}

/* Of a pole inside the bulk no eigenvalue tells, and the leading one is the bulk's edge: it is
 * the response that is compared. */
static void
test_hidden_pole (void)
{
  double error = 0.0, distance = 0.0, scatter = 0.0;

  for (gint64 seed = 1; seed <= N_SEEDS; seed++) {
    g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
    g_autoptr (ExpTheory) theory = NULL;
    g_autoptr (ExpMeasurement) measurement = NULL;
    g_autoptr (ExpAgreement) agreement = NULL;
    double pole;

    exp_table_free (experiment->targets);
    experiment->targets = exp_table_new (1, 1);
    exp_table_set (experiment->targets, 0, 0, 1.2);
    experiment->gain = 1.5;
    experiment->size = 300;
    experiment->seed = seed;
    experiment->trajectories = 1;
    experiment->duration = 1.0;
    theory = exp_theory_new (experiment, NULL, NULL);
    measurement = exp_measurement_new (experiment, NULL, NULL, NULL, NULL);
    agreement = exp_agreement_new (theory, measurement, 0);
    pole = creal (theory->attractors[0].dynamics->poles[0]);

    g_assert_true (isnan (creal (agreement->eigenvalues[0])));
    g_assert_true (agreement->leading_pole_is_fitted);
    error += creal (agreement->leading_pole) - pole;
    distance += creal (measurement->attractors[0].leading_eigenvalue) - pole;
    scatter = agreement->scatter;
  }
  g_assert_cmpfloat (fabs (error / N_SEEDS), <, 3.0 * scatter);
  g_assert_cmpfloat (distance / N_SEEDS, >, 5.0 * scatter);
}

/* A small network at the targets of a new experiment, and its theory */
static ExpMeasurement *
measure_small (ExpTheory **theory)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();

  experiment->size = 100;
  experiment->trajectories = 1;
  experiment->duration = 1.0;
  *theory = exp_theory_new (experiment, NULL, NULL);
  return exp_measurement_new (experiment, NULL, NULL, NULL, NULL);
}

/* What strays from the bulk of a finite network is no pole, unless it leads. */
static void
test_stray (void)
{
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpMeasurement) measurement = measure_small (&theory);
  g_autoptr (ExpAgreement) agreement = NULL;
  ExpMeasuredAttractor *measured;

  measured = &measurement->attractors[1];
  measured->n_outliers = 0;
  measured->leading_eigenvalue = measured->eigenvalues[0] = -0.5;
  for (gsize i = 1; i < measured->n_eigenvalues; i++)
    measured->eigenvalues[i] = -1.0 + I;
  agreement = exp_agreement_new (theory, measurement, 1);
  g_assert_true (agreement->eigenvalues[0] == -0.5);
  g_assert_true (isnan (creal (agreement->eigenvalues[1])));
  g_assert_cmpfloat (agreement->time_constant, ==, 2.0);
}

/* Nor is it that of another pole than the leading one. */
static void
test_stray_beside_poles (void)
{
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpMeasurement) measurement = measure_small (&theory);
  g_autoptr (ExpAgreement) agreement = NULL;
  RcLocalDynamics *dynamics;
  ExpMeasuredAttractor *measured;

  dynamics = theory->attractors[1].dynamics;
  g_assert_true (dynamics->visible[0] && dynamics->visible[1]);
  /* so that both stand out of it */
  dynamics->bulk_radius = 0.5 * cabs (dynamics->poles[1] + 1.0);

  measured = &measurement->attractors[1];
  measured->outliers = g_renew (RcOutlier, measured->outliers, 1);
  measured->outliers[0] = (RcOutlier){ .value = dynamics->poles[0] };
  measured->n_outliers = 1;
  measured->eigenvalues[0] = measured->leading_eigenvalue = -0.05;
  measured->eigenvalues[1] = dynamics->poles[0];
  agreement = exp_agreement_new (theory, measurement, 1);
  g_assert_true (agreement->eigenvalues[0] == dynamics->poles[0]);
  g_assert_true (isnan (creal (agreement->eigenvalues[1])));
}

/* A network that loses its target has the pole that makes it so, and not one that happens to be
 * near theory's. */
static void
test_decisive_pole (void)
{
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpMeasurement) measurement = measure_small (&theory);
  g_autoptr (ExpAgreement) agreement = NULL;
  double complex pole = 0.2 + 0.4 * I;
  ExpMeasuredAttractor *measured;

  measured = &measurement->attractors[0];
  measured->outliers = g_renew (RcOutlier, measured->outliers, measured->n_outliers + 1);
  measured->outliers[measured->n_outliers++] = (RcOutlier){ .value = pole };
  measured->leading_eigenvalue = pole;
  measured->verdict = RC_VERDICT_UNSTABLE;
  agreement = exp_agreement_new (theory, measurement, 0);
  g_assert_true (creal (agreement->eigenvalues[0]) < 0.0);
  g_assert_true (agreement->leading_pole == pole);
  g_assert_cmpfloat (agreement->time_constant, ==, -1.0 / 0.2);
}

/* Where there is no fixed point nothing decays, and where there is one that is marginal, only
 * what its leading eigenvalue belongs to takes for ever. */
static void
test_time_constant (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpMeasurement) measurement = NULL;
  ExpMeasuredAttractor *measured;

  experiment->size = 300;
  experiment->trajectories = 1;
  experiment->duration = 1.0;
  theory = exp_theory_new (experiment, NULL, NULL);
  measurement = exp_measurement_new (experiment, NULL, NULL, NULL, NULL);
  measured = &measurement->attractors[1];
  for (guint i = 0; i < 4; i++) {
    g_autoptr (ExpAgreement) agreement = NULL;
    double rate;

    measured->fixed_point = i != 0;
    measured->margin = i == 0 ? 1e3 : 1e-9;
    measured->verdict = i == 0   ? RC_VERDICT_ABSENT
                        : i == 1 ? RC_VERDICT_UNSTABLE
                                 : RC_VERDICT_MARGINAL;
    agreement = exp_agreement_new (theory, measurement, 1);
    rate = creal (agreement->eigenvalues[0]);
    measured->leading_eigenvalue = i == 3 ? rate + 0.1 : rate;
    exp_agreement_free (g_steal_pointer (&agreement));
    agreement = exp_agreement_new (theory, measurement, 1);
    g_assert_false (isnan (rate));
    if (i == 0)
      g_assert_true (isnan (agreement->time_constant));
    else if (i == 2)
      g_assert_true (isinf (agreement->time_constant));
    else
      g_assert_cmpfloat (agreement->time_constant, ==, -1.0 / rate);
  }
}

/* A measured network of other targets is compared where it has the same, whatever its number. */
static void
test_other_targets (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (ExpTheory) theory = NULL, fewer = NULL;
  g_autoptr (ExpAgreement) moved = NULL;

  experiment->size = 60;
  experiment->trajectories = 1;
  experiment->duration = 1.0;
  measurement = exp_measurement_new (experiment, NULL, NULL, NULL, NULL);
  exp_table_set (experiment->targets, 1, 0, 0.8);
  theory = exp_theory_new (experiment, NULL, NULL);
  g_assert_cmpint (exp_agreement_find_target (theory, measurement, 0), ==, 0);
  g_assert_cmpint (exp_agreement_find_target (theory, measurement, 1), ==, -1);
  g_assert_null (exp_agreement_new (theory, measurement, 1));
  g_assert_cmpint (exp_agreement_find_target (theory, NULL, 0), ==, -1);

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (2, 1);
  exp_table_set (experiment->targets, 0, 0, 0.8);
  exp_table_set (experiment->targets, 1, 0, exp_table_get (measurement->experiment->targets, 2, 0));
  fewer = exp_theory_new (experiment, NULL, NULL);
  moved = exp_agreement_new (fewer, measurement, 1);
  g_assert_cmpint (exp_agreement_find_target (fewer, measurement, 1), ==, 2);
  g_assert_cmpfloat (moved->mean_response_time, ==, measurement->attractors[2].mean_response_time);
}

static ExpExperiment *
with_targets (gsize n, const double *targets, const double *inputs)
{
  ExpExperiment *self = exp_experiment_new ();

  exp_table_free (self->targets);
  self->targets = exp_table_new (n, 1);
  memcpy (self->targets->values, targets, n * sizeof (double));
  if (inputs == NULL)
    return self;
  exp_table_free (self->inputs);
  self->inputs = exp_table_new (n, 1);
  memcpy (self->inputs->values, inputs, n * sizeof (double));
  return self;
}

static void
test_targets_come_and_go (void)
{
  const double inputs[] = { 1.0, -1.0 };
  g_autoptr (ExpExperiment) three = with_targets (3, (double[]){ 1.6, 0.9, -0.6 }, NULL);
  g_autoptr (ExpExperiment) two = with_targets (2, (double[]){ 0.9, -0.6 }, NULL);
  g_autoptr (ExpExperiment) moved = with_targets (3, (double[]){ 1.6, 0.8, -0.6 }, NULL);
  g_autoptr (ExpExperiment) swapped = with_targets (3, (double[]){ 0.9, 1.6, -0.6 }, NULL);
  g_autoptr (ExpExperiment) halves = with_targets (3, (double[]){ 0.8, 0.45, -0.3 }, NULL);
  g_autoptr (ExpExperiment) shifted = with_targets (3, (double[]){ 1.7, 0.8, -0.6 }, NULL);
  g_autoptr (ExpExperiment) others = with_targets (3, (double[]){ 0.5, -0.2, 1.0 }, NULL);
  g_autoptr (ExpExperiment) driven = with_targets (2, (double[]){ 0.5, 0.5 }, inputs);
  g_autoptr (ExpExperiment) rest = with_targets (1, (double[]){ 0.5 }, inputs + 1);
  g_autoptr (ExpExperiment) met = with_targets (2, (double[]){ -0.6, -0.6 }, NULL);

  g_assert_cmpint (exp_experiment_find_target (three, two, 0), ==, 1);
  g_assert_cmpint (exp_experiment_find_target (three, two, 1), ==, 2);
  g_assert_cmpint (exp_experiment_find_target (two, three, 0), ==, -1);
  g_assert_cmpint (exp_experiment_find_target (three, moved, 1), ==, 1);
  g_assert_cmpint (exp_experiment_find_target (moved, three, 1), ==, 1);
  g_assert_cmpint (exp_experiment_find_target (three, swapped, 0), ==, 1);
  g_assert_cmpint (exp_experiment_find_target (three, swapped, 2), ==, 2);
  /* of two that differ in their inputs alone */
  g_assert_cmpint (exp_experiment_find_target (driven, rest, 0), ==, 1);
  g_assert_cmpint (exp_experiment_find_target (driven, two, 0), ==, 0);
  g_assert_cmpint (exp_experiment_find_target (rest, driven, 7), ==, -1);
  for (gsize i = 0; i < 3; i++) {
    g_assert_cmpint (exp_experiment_find_target (three, halves, i), ==, i);
    g_assert_cmpint (exp_experiment_find_target (halves, three, i), ==, i);
    g_assert_cmpint (exp_experiment_find_target (three, shifted, i), ==, i);
    /* as many as before, but none of those */
    g_assert_cmpint (exp_experiment_find_target (three, others, i), ==, -1);
    g_assert_cmpint (exp_experiment_find_target (others, three, i), ==, -1);
  }
  /* one comes to where another is, as it is dragged by, and goes on */
  for (gsize i = 0; i < 2; i++) {
    g_assert_cmpint (exp_experiment_find_target (met, two, i), ==, i);
    g_assert_cmpint (exp_experiment_find_target (two, met, i), ==, i);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/network", test_network);
  g_test_add_func ("/agreement/hidden-pole", test_hidden_pole);
  g_test_add_func ("/agreement/stray", test_stray);
  g_test_add_func ("/agreement/stray-beside-poles", test_stray_beside_poles);
  g_test_add_func ("/agreement/decisive-pole", test_decisive_pole);
  g_test_add_func ("/agreement/time-constant", test_time_constant);
  g_test_add_func ("/agreement/other-targets", test_other_targets);
  g_test_add_func ("/agreement/targets-come-and-go", test_targets_come_and_go);
  return g_test_run ();
}
