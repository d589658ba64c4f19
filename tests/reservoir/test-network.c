/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "rc-error.h"
#include "rc-local-dynamics.h"
#include "rc-parallel.h"
#include "rc-spectrum.h"
#include "rc-test.h"

static RcNetwork *
draw (RcModel *model, gsize size, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  RcNetwork *network = rc_network_new (model, size, seed, NULL, &error);

  g_assert_no_error (error);
  return network;
}

static gboolean
same (const gsl_matrix *a, const gsl_matrix *b)
{
  return memcmp (a->data, b->data, a->size1 * a->size2 * sizeof (double)) == 0;
}

static gboolean
same_weights (const RcWeights *a, const RcWeights *b)
{
  gsize n = rc_weights_get_size (a);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      if (rc_weights_get (a, i, j) != rc_weights_get (b, i, j))
        return FALSE;
  return TRUE;
}

static void
test_reproducible (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcNetwork) first = NULL;

  model->probe_overlap = 0.5;
  rc_set_threads (1);
  first = draw (model, 203, 42);
  for (guint threads = 2; threads <= 5; threads++) {
    g_autoptr (RcNetwork) other = NULL;

    rc_set_threads (threads);
    other = draw (model, 203, 42);
    g_assert_true (same_weights (first->recurrent, other->recurrent));
    g_assert_true (same (first->feedback, other->feedback));
    g_assert_true (same (first->probe, other->probe));
  }
  rc_set_threads (0);

  for (guint64 seed = 43; seed < ((guint64)1 << 40); seed = seed * 1000 + 1) {
    g_autoptr (RcNetwork) other = draw (model, 203, seed);

    g_assert_false (same_weights (first->recurrent, other->recurrent));
  }
}

/* Mean and variance of the weights, within five standard errors. */
static void
test_statistics (void)
{
  static const double densities[] = { 1.0, 0.3, 0.05 };
  g_autoptr (RcModel) model = rc_test_default ();
  gsize n = 800;

  model->feedback_scale = 2.0;
  for (gsize d = 0; d < G_N_ELEMENTS (densities); d++) {
    g_autoptr (RcNetwork) network = NULL;
    double sum = 0.0, squares = 0.0, feedback = 0.0, count = 0.0;
    double samples = (double)(n * n), p = densities[d];

    model->density = p;
    network = draw (model, n, 5);
    for (gsize i = 0; i < n * n; i++) {
      double w = rc_weights_get (network->recurrent, i / n, i % n) * sqrt ((double)n) / 0.9;

      sum += w;
      squares += w * w;
      count += w != 0.0;
    }
    for (gsize i = 0; i < n; i++)
      feedback += gsl_matrix_get (network->feedback, i, 0) *
                  gsl_matrix_get (network->feedback, i, 0);
    g_assert_cmpfloat_with_epsilon (sum / samples, 0.0, 5.0 / sqrt (samples));
    g_assert_cmpfloat_with_epsilon (squares / samples, 1.0, 5.0 * sqrt ((3.0 / p - 1.0) / samples));
    g_assert_cmpfloat_with_epsilon (
      count / samples, p, 5.0 * sqrt (p * (1.0 - p) / samples) + 1e-12);
    g_assert_cmpfloat_with_epsilon (feedback / (double)n, 4.0, 5.0 * 4.0 * sqrt (2.0 / (double)n));
  }
}

/* Rows of (W_FB | W_in) have the covariance asked for, a singular one here, and
   the probe has the feedback's and its overlap; within five standard errors. */
static void
test_covariance (void)
{
  enum { SIZE = 20000 };
  static const double sigma[] = { 2.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0 };
  static const double targets[] = { 1.0, 0.5 }, inputs[] = { 1.0 };
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_TANH, 0.0);
  gsl_matrix_const_view a = gsl_matrix_const_view_array (targets, 1, 2);
  gsl_matrix_const_view u = gsl_matrix_const_view_array (inputs, 1, 1);
  gsl_matrix_const_view view = gsl_matrix_const_view_array (sigma, 3, 3);
  g_autoptr (RcModel) model = rc_model_new (transfer, &a.matrix, &u.matrix);
  g_autoptr (GError) error = NULL;
  double sums[4][4] = { { 0.0 } };

  g_assert_true (rc_model_set_covariance (model, &view.matrix, &error));
  model->probe_overlap = 0.6;
  for (guint64 seed = 0; seed < SIZE / 200; seed++) {
    g_autoptr (RcNetwork) network = draw (model, 200, seed);

    for (gsize i = 0; i < 200; i++) {
      double row[] = { gsl_matrix_get (network->feedback, i, 0),
                       gsl_matrix_get (network->feedback, i, 1),
                       gsl_matrix_get (network->input, i, 0),
                       gsl_matrix_get (network->probe, i, 0) };

      for (gsize j = 0; j < 4; j++)
        for (gsize k = 0; k < 4; k++)
          sums[j][k] += row[j] * row[k] / SIZE;
      /* The first channel is the sum of the others: the rank is 2. */
      g_assert_cmpfloat_with_epsilon (row[0], row[1] + row[2], 1e-7);
    }
  }
  for (gsize j = 0; j < 3; j++) {
    for (gsize k = 0; k < 3; k++)
      g_assert_cmpfloat_with_epsilon (sums[j][k], sigma[j * 3 + k], 5.0 * 2.0 * sqrt (2.0 / SIZE));
    g_assert_cmpfloat_with_epsilon (sums[3][j], 0.6 * sigma[j], 5.0 * 2.0 * sqrt (2.0 / SIZE));
  }
  g_assert_cmpfloat_with_epsilon (sums[3][3], 2.0, 5.0 * 2.0 * sqrt (2.0 / SIZE));
}

/* x = Wφ(x) + W_FB z, evaluated here by hand. */
static void
test_fixed_points (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 300, 3);
  const RcNetwork *network = trained->network;

  g_assert_cmpfloat (trained->residual, <=, 1e-12);
  for (gsize k = 0; k < 3; k++) {
    double target = gsl_matrix_get (model->targets, k, 0), output = 0.0;

    for (gsize i = 0; i < 300; i++) {
      double sum = gsl_matrix_get (network->feedback, i, 0) * target;

      for (gsize j = 0; j < 300; j++)
        sum += rc_weights_get (network->recurrent, i, j) *
               tanh (gsl_matrix_get (trained->states, j, k));
      g_assert_cmpfloat_with_epsilon (sum, gsl_matrix_get (trained->states, i, k), 2e-12);
      output += gsl_matrix_get (trained->readout, i, 0) *
                tanh (gsl_matrix_get (trained->states, i, k));
    }
    g_assert_cmpfloat_with_epsilon (output, target, 1e-11);
    g_assert_cmpfloat (trained->errors[k], <, 1e-11);
  }
}

/* W_out has no part outside the span of the activities, so that it is the
   shortest readout; a ridge makes it shorter still, and less exact. */
static void
test_readout (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) plain = rc_test_train (model, 300, 3);
  g_autoptr (RcModel) ridge_model = rc_test_default ();
  g_autoptr (RcTrained) ridge = NULL;
  double norm = 0.0, ridge_norm = 0.0;

  ridge_model->ridge = 0.01;
  ridge = rc_test_train (ridge_model, 300, 3);
  for (gsize i = 0; i < 300; i++) {
    norm += pow (gsl_matrix_get (plain->readout, i, 0), 2.0);
    ridge_norm += pow (gsl_matrix_get (ridge->readout, i, 0), 2.0);
  }
  g_assert_cmpfloat (ridge_norm, <, norm);

  /* (RᵀR + λN) B = A with W_out = R B gives A - Rᵀ W_out = λN B */
  for (gsize k = 0; k < 3; k++)
    g_assert_cmpfloat (ridge->errors[k], >, 1e-4);
}

static void
test_degenerate (void)
{
  static const double targets[] = { 1.0, -1.0, 1.0 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.8, 3, 1, targets);
  g_autoptr (RcTrained) trained = rc_test_train (model, 200, 3);

  for (gsize k = 0; k < 3; k++)
    g_assert_cmpfloat (trained->errors[k], <, 1e-10);
}

static void
test_no_memory (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_network_new (model, (gsize)1 << 28, 1, NULL, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_NO_MEMORY);
}

static void
test_overflow (void)
{
  static const double targets[] = { 1.0 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_RELU, 10.0, 1, 1, targets);
  g_autoptr (RcNetwork) network = draw (model, 100, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcTrained) trained = rc_trained_new (network, NULL, &error);

  /* No fixed point, or one that no measurement could trust: an error either way. */
  if (trained == NULL)
    g_assert_true (error->domain == RC_ERROR);
  else
    g_assert_cmpfloat (trained->residual, <=, 1e-9);
}

/* The leading eigenvalue of the closed loop against the theory's leading pole
   at the attractor 1.6: mean over seeds, within four standard errors plus the
   bias of order 1/N that a finite network has. */
static void
test_against_theory (void)
{
  enum { N_SEEDS = 8, SIZE = 400 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcMeanField) field = rc_mean_field_new (model, &error);

  for (gsize k = 0; k < 2; k++) {
    g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new (field, k, &error);
    double sum = 0.0, squares = 0.0, mean, deviation;

    for (guint64 seed = 1; seed <= N_SEEDS; seed++) {
      g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, seed);
      g_autofree double complex *values = rc_spectrum_closed_loop (trained, k, NULL, &error);

      g_assert_no_error (error);
      sum += creal (values[0]);
      squares += creal (values[0]) * creal (values[0]);
    }
    mean = sum / N_SEEDS;
    deviation = sqrt ((squares / N_SEEDS - mean * mean) * N_SEEDS / (N_SEEDS - 1.0));
    g_test_message ("attractor %zu: %g ± %g, theory %g",
                    k,
                    mean,
                    deviation / sqrt (N_SEEDS),
                    creal (dynamics->poles[0]));
    /* the scatter itself is of order 1/√N */
    g_assert_cmpfloat (deviation, <, 2.0 / sqrt (SIZE));
    g_assert_cmpfloat_with_epsilon (
      mean, creal (dynamics->poles[0]), 4.0 * deviation / sqrt (N_SEEDS) + 5.0 / SIZE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/reproducible", test_reproducible);
  g_test_add_func ("/network/statistics", test_statistics);
  g_test_add_func ("/network/covariance", test_covariance);
  g_test_add_func ("/network/fixed-points", test_fixed_points);
  g_test_add_func ("/network/readout", test_readout);
  g_test_add_func ("/network/degenerate", test_degenerate);
  g_test_add_func ("/network/no-memory", test_no_memory);
  g_test_add_func ("/network/overflow", test_overflow);
  g_test_add_func ("/network/against-theory", test_against_theory);
  return g_test_run ();
}
