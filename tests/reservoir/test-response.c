/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-error.h"
#include "rc-linear.h"
#include "rc-local-dynamics.h"
#include "rc-response.h"
#include "rc-test.h"

/* W_outᵀ D (s - J)^-1 W_probe with the closed loop's Jacobian J, by one dense
   solve: another formula than the one under test. */
static void
dense_response (const RcTrained *trained, gsize k, double complex s, double complex *response)
{
  const RcNetwork *network = trained->network;
  gsize n = network->size, n_outputs = trained->readout->size2;
  g_autofree double complex *a = g_new (double complex, n *n);
  g_autofree double complex *x = g_new (double complex, n *n_outputs);

  for (gsize i = 0; i < n; i++) {
    for (gsize j = 0; j < n; j++) {
      double slope = rc_transfer_slope (network->model->transfer,
                                        gsl_matrix_get (trained->states, j, k));
      double weight = rc_weights_get (network->recurrent, i, j);

      for (gsize l = 0; l < n_outputs; l++)
        weight += gsl_matrix_get (network->feedback, i, l) *
                  gsl_matrix_get (trained->readout, j, l);
      a[i * n + j] = (i == j ? 1.0 + s : 0.0) - weight * slope;
    }
    for (gsize l = 0; l < n_outputs; l++)
      x[i * n_outputs + l] = gsl_matrix_get (network->probe, i, l);
  }
  g_assert_true (rc_solve_complex (n, n_outputs, a, x));
  for (gsize l = 0; l < n_outputs; l++) {
    for (gsize m = 0; m < n_outputs; m++) {
      response[l * n_outputs + m] = 0.0;
      for (gsize i = 0; i < n; i++)
        response[l * n_outputs + m] += gsl_matrix_get (trained->readout, i, l) *
                                       rc_transfer_slope (network->model->transfer,
                                                          gsl_matrix_get (trained->states, i, k)) *
                                       x[i * n_outputs + m];
    }
  }
}

static void
check_against_dense (RcModel *model, gsize size)
{
  static const double omegas[] = { 0.01, 0.1, 0.3, 1.0, 5.0 };
  g_autoptr (RcTrained) trained = rc_test_train (model, size, 11);
  gsize k2 = trained->readout->size2 * trained->readout->size2;
  g_autofree double complex *response = g_new (double complex, G_N_ELEMENTS (omegas) * k2);
  g_autofree double complex *dense = g_new (double complex, k2);
  double complex s[G_N_ELEMENTS (omegas)];
  double residuals[G_N_ELEMENTS (omegas)], mean_response_time;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (omegas); i++)
    s[i] = I * omegas[i];
  for (gsize k = 0; k < rc_model_get_n_targets (model); k++) {
    g_assert_true (rc_response_measure (trained,
                                        k,
                                        G_N_ELEMENTS (omegas),
                                        s,
                                        1e-11,
                                        NULL,
                                        response,
                                        residuals,
                                        &mean_response_time,
                                        &error));
    for (gsize i = 0; i < G_N_ELEMENTS (omegas); i++) {
      g_assert_cmpfloat (residuals[i], <=, 1e-11);
      dense_response (trained, k, s[i], dense);
      for (gsize j = 0; j < k2; j++)
        g_assert_cmpfloat (
          cabs (response[i * k2 + j] - dense[j]), <, 1e-8 * (1.0 + cabs (dense[j])));
    }
  }
}

static void
test_dense (void)
{
  g_autoptr (RcModel) model = rc_test_default ();

  check_against_dense (model, 150);
}

static void
test_dense_fresh_probe (void)
{
  g_autoptr (RcModel) model = rc_test_default ();

  model->probe_overlap = 0.3;
  check_against_dense (model, 150);
}

static void
test_dense_two_outputs (void)
{
  static const double targets[] = { 1.0, 0.2, -0.4, 0.9 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_ERF, 0.8, 2, 2, targets);

  model->probe_overlap = -0.5;
  check_against_dense (model, 120);
}

/* -H'(0)/H(0) against a difference quotient of H. */
static void
test_mean_response_time (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 200, 2);
  const double h = 1e-4;
  double complex s[] = { -h, 0.0, h }, response[3];
  double mean_response_time;
  g_autoptr (GError) error = NULL;

  model->probe_overlap = 1.0;
  g_assert_true (rc_response_measure (
    trained, 0, 3, s, 1e-13, NULL, response, NULL, &mean_response_time, &error));
  g_assert_cmpfloat_with_epsilon (
    mean_response_time, -creal ((response[2] - response[0]) / (2.0 * h * response[1])), 1e-4);
}

/* Mean over seeds of |H| against theory, within four standard errors plus the
   bias of order 1/N. */
static void
test_against_theory (void)
{
  enum { N_SEEDS = 12, SIZE = 500 };
  static const double omegas[] = { 0.01, 0.2, 0.5, 2.0 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcMeanField) field = rc_mean_field_new (model, &error);
  g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new (field, 0, &error);

  for (gsize i = 0; i < G_N_ELEMENTS (omegas); i++) {
    double complex s = I * omegas[i], h, expected;
    double sum = 0.0, squares = 0.0, mean, deviation;

    for (guint64 seed = 1; seed <= N_SEEDS; seed++) {
      g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, seed);

      g_assert_true (rc_response_measure (trained, 0, 1, &s, 1e-10, NULL, &h, NULL, NULL, &error));
      sum += cabs (h);
      squares += cabs (h) * cabs (h);
    }
    g_assert_true (rc_local_dynamics_response (dynamics, s, &expected));
    mean = sum / N_SEEDS;
    deviation = sqrt ((squares / N_SEEDS - mean * mean) * N_SEEDS / (N_SEEDS - 1.0));
    g_test_message (
      "ω = %g: %g ± %g, theory %g", omegas[i], mean, deviation / sqrt (N_SEEDS), cabs (expected));
    g_assert_cmpfloat_with_epsilon (mean / cabs (expected),
                                    1.0,
                                    4.0 * deviation / sqrt (N_SEEDS) / cabs (expected) +
                                      10.0 / SIZE);
  }
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_cancel (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 100, 2);
  RcMonitor monitor = { stop_cb, NULL };
  double complex s = I, h;
  g_autoptr (GError) error = NULL;

  g_assert_false (rc_response_measure (trained, 0, 1, &s, 1e-10, &monitor, &h, NULL, NULL, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/response/dense", test_dense);
  g_test_add_func ("/response/dense-fresh-probe", test_dense_fresh_probe);
  g_test_add_func ("/response/dense-two-outputs", test_dense_two_outputs);
  g_test_add_func ("/response/mean-response-time", test_mean_response_time);
  g_test_add_func ("/response/against-theory", test_against_theory);
  g_test_add_func ("/response/cancel", test_cancel);
  return g_test_run ();
}
