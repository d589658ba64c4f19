/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "exp-covariance.h"
#include "exp-model.h"
#include "exp-theory.h"
#include "rc-parallel.h"
#include "rc-response.h"
#include "rc-trained.h"

/* Two targets of one output, each with a static input whose weights are correlated
   with the feedback's. */
static ExpExperiment *
make_experiment (double correlation)
{
  static const double targets[] = { 1.2, 0.7 }, inputs[] = { 0.8, -0.5 };
  ExpExperiment *experiment = exp_experiment_new ();
  ExpTable *covariance = exp_table_new (2, 2);

  exp_table_free (experiment->targets);
  exp_table_free (experiment->inputs);
  exp_table_free (experiment->channel_covariance);
  experiment->targets = exp_table_new (2, 1);
  experiment->inputs = exp_table_new (2, 1);
  for (gsize i = 0; i < 2; i++) {
    exp_table_set (experiment->targets, i, 0, targets[i]);
    exp_table_set (experiment->inputs, i, 0, inputs[i]);
    exp_table_set (covariance, i, i, 1.0);
    exp_table_set (covariance, i, 1 - i, correlation);
  }
  experiment->channel_covariance = covariance;
  experiment->gain = 0.8;
  experiment->feedback_scale = 1.3;
  g_assert_true (exp_experiment_validate (experiment, NULL));
  return experiment;
}

/* The covariance of the states in a network, (x_μ · x_ν)/N, and |H(i)| of the second
   attractor. */
static void
measure (const ExpExperiment *experiment, guint64 seed, double *values)
{
  enum { SIZE = 400 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RcModel) model = exp_model_new (experiment);
  g_autoptr (RcNetwork) network = rc_network_new (model, SIZE, seed, NULL, &error);
  g_autoptr (RcTrained) trained = NULL;
  double complex s = I, response;
  double residual, time;

  g_assert_no_error (error);
  trained = rc_trained_new (network, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < 3; i++) {
    gsize mu = i / 2, nu = (i + 1) / 2;

    values[i] = 0.0;
    for (gsize n = 0; n < SIZE; n++)
      values[i] += gsl_matrix_get (trained->states, n, mu) *
                   gsl_matrix_get (trained->states, n, nu) / SIZE;
  }
  g_assert_true (
    rc_response_measure (trained, 1, 1, &s, 1e-9, NULL, &response, &residual, &time, &error));
  values[3] = cabs (response);
}

static void
predict (const ExpExperiment *experiment, double *values)
{
  g_autoptr (ExpTheory) theory = exp_theory_new (experiment, NULL, NULL);
  double complex response;

  for (gsize i = 0; i < 3; i++)
    values[i] = gsl_matrix_get (theory->mean_field->covariance, i / 2, (i + 1) / 2);
  rc_local_dynamics_response (theory->attractors[1].dynamics, I, &response);
  values[3] = cabs (response);
}

/* Networks agree with theory within four standard errors of their mean and its bias
   of order 1/N, and do not agree with the theory of independent channels. */
static void
test_networks (void)
{
  enum { SEEDS = 40, VALUES = 4 };
  g_autoptr (ExpExperiment) experiment = make_experiment (0.7);
  g_autoptr (ExpExperiment) independent = make_experiment (0.0);
  double predicted[VALUES], other[VALUES], mean[VALUES] = { 0.0 }, squares[VALUES] = { 0.0 };
  guint n_distinct = 0;

  predict (experiment, predicted);
  predict (independent, other);
  for (guint64 seed = 1; seed <= SEEDS; seed++) {
    double values[VALUES];

    measure (experiment, seed, values);
    for (gsize i = 0; i < VALUES; i++) {
      mean[i] += values[i] / SEEDS;
      squares[i] += values[i] * values[i] / SEEDS;
    }
  }
  for (gsize i = 0; i < VALUES; i++) {
    double deviation = sqrt (squares[i] - mean[i] * mean[i]);
    double tolerance = 4.0 * deviation / sqrt (SEEDS) + 2.0 * deviation * deviation / predicted[i];

    g_test_message ("%g ± %g, theory %g, of independent channels %g",
                    mean[i],
                    deviation / sqrt (SEEDS),
                    predicted[i],
                    other[i]);
    g_assert_cmpfloat_with_epsilon (mean[i], predicted[i], tolerance);
    n_distinct += fabs (mean[i] - other[i]) > 2.0 * tolerance;
  }
  g_assert_cmpuint (n_distinct, >=, 2);
}

/* An identity changes nothing, and σ scales the feedback's part. */
static void
test_identity (void)
{
  g_autoptr (ExpExperiment) identity = make_experiment (0.0);
  g_autoptr (ExpExperiment) none = exp_experiment_copy (identity);
  double values[2][4];

  exp_table_free (none->channel_covariance);
  none->channel_covariance = exp_table_new (0, 0);
  predict (identity, values[0]);
  predict (none, values[1]);
  for (gsize i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (values[0][i], values[1][i], 1e-13);
}

/* Channels that come and go leave the others as they were. */
static void
test_fit (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment (0.7);
  static const double grown[] = { 1.0, 0.0, 0.7, 0.0, 1.0, 0.0, 0.7, 0.0, 1.0 };

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (2, 2);
  exp_covariance_fit (experiment, 1, 1);
  g_assert_cmpmem (
    experiment->channel_covariance->values, 9 * sizeof (double), grown, sizeof grown);
  g_assert_true (exp_experiment_validate (experiment, NULL));

  exp_table_free (experiment->inputs);
  experiment->inputs = exp_table_new (0, 0);
  exp_covariance_fit (experiment, 2, 1);
  g_assert_cmpuint (experiment->channel_covariance->n_rows, ==, 2);
  g_assert_cmpfloat (exp_table_get (experiment->channel_covariance, 0, 1), ==, 0.0);
  g_assert_true (exp_experiment_validate (experiment, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rc_init ();
  g_test_add_func ("/covariance/networks", test_networks);
  g_test_add_func ("/covariance/identity", test_identity);
  g_test_add_func ("/covariance/fit", test_fit);
  return g_test_run ();
}
