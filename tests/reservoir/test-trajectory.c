/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_odeiv2.h>

#include "rc-error.h"
#include "rc-local-dynamics.h"
#include "rc-test.h"
#include "rc-trajectory.h"

static int
closed_loop (double t, const double x[], double dx[], void *params)
{
  const RcTrained *trained = params;
  const RcNetwork *network = trained->network;
  gsize n = network->size;
  g_autofree double *r = g_new (double, n);
  double z = 0.0;

  rc_transfer_values (network->model->transfer, n, x, r);
  for (gsize i = 0; i < n; i++)
    z += gsl_matrix_get (trained->readout, i, 0) * r[i];
  for (gsize i = 0; i < n; i++) {
    dx[i] = -x[i] + gsl_matrix_get (network->feedback, i, 0) * z;
    for (gsize j = 0; j < n; j++)
      dx[i] += rc_weights_get (network->recurrent, i, j) * r[j];
  }
  return GSL_SUCCESS;
}

/* The same trajectory by GSL's Prince-Dormand method of order 8. */
static void
reference_output (const RcTrained *trained, double *x, double duration, gsize n_times, double *z)
{
  gsize n = trained->network->size;
  gsl_odeiv2_system system = { closed_loop, NULL, n, (void *)trained };
  gsl_odeiv2_driver *driver = gsl_odeiv2_driver_alloc_y_new (
    &system, gsl_odeiv2_step_rk8pd, 1e-2, 1e-12, 1e-12);
  double t = 0.0;

  for (gsize i = 0; i < n_times; i++) {
    if (i > 0)
      g_assert_cmpint (
        gsl_odeiv2_driver_apply (driver, &t, duration * (double)i / (double)(n_times - 1), x),
        ==,
        GSL_SUCCESS);
    z[i] = 0.0;
    for (gsize j = 0; j < n; j++)
      z[i] += gsl_matrix_get (trained->readout, j, 0) *
              rc_transfer_value (trained->network->model->transfer, x[j]);
  }
  gsl_odeiv2_driver_free (driver);
}

static void
test_against_gsl (void)
{
  enum { N_TIMES = 41, P = 3 };
  static const double tolerances[] = { 1e-4, 1e-6, 1e-8 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 80, 4);
  gsize n = 80;
  gsl_matrix *start = gsl_matrix_alloc (n, P);
  double output[P][N_TIMES], reference[P][N_TIMES], worst_before = INFINITY;
  g_autoptr (GError) error = NULL;

  for (gsize p = 0; p < P; p++) {
    g_autofree double *x = g_new (double, n);

    for (gsize i = 0; i < n; i++) {
      x[i] = sin ((double)(i * (p + 1))) * (1.0 + (double)p);
      gsl_matrix_set (start, i, p, x[i]);
    }
    reference_output (trained, x, 10.0, N_TIMES, reference[p]);
  }

  /* The error falls with the tolerance and stays within a modest multiple of it. */
  for (gsize i = 0; i < G_N_ELEMENTS (tolerances); i++) {
    double worst = 0.0;

    g_assert_true (rc_trajectory_run (
      trained, start, NULL, NULL, 10.0, N_TIMES, tolerances[i], NULL, output[0], NULL, &error));
    for (gsize p = 0; p < P; p++)
      for (gsize t = 0; t < N_TIMES; t++)
        worst = MAX (worst, fabs (output[p][t] - reference[p][t]));
    g_test_message ("tolerance %g: error %g", tolerances[i], worst);
    g_assert_cmpfloat (worst, <, 100.0 * tolerances[i]);
    g_assert_cmpfloat (worst, <, worst_before);
    worst_before = worst;
  }
  gsl_matrix_free (start);
}

/* A trained target is where the loop stays, if it is stable. */
static void
test_stays (void)
{
  enum { N_TIMES = 11 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 300, 4);
  double output[3][N_TIMES];
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_trajectory_run (
    trained, trained->states, NULL, NULL, 20.0, N_TIMES, 1e-8, NULL, output[0], NULL, &error));
  for (gsize t = 0; t < N_TIMES; t++) {
    g_assert_cmpfloat_with_epsilon (output[0][t], 1.6, 1e-6);
    g_assert_cmpfloat_with_epsilon (output[2][t], -0.6, 1e-6);
  }
}

/* The recorded activity of all neurons is what the readout reads, and distances
 * begin with that of the start. */
static void
test_units (void)
{
  enum { N_TIMES = 11, SIZE = 100, P = 3 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, 4);
  gsl_matrix *start = gsl_matrix_alloc (SIZE, P);
  double output[P][N_TIMES], distances[P][N_TIMES];
  g_autofree double *activity = g_new (double, 2 * N_TIMES * SIZE);
  RcUnits units = { SIZE, 2, activity, trained->states, distances[0] };
  g_autoptr (GError) error = NULL;

  gsl_matrix_memcpy (start, trained->states);
  gsl_matrix_add_constant (start, 0.125);
  g_assert_true (rc_trajectory_run (
    trained, start, NULL, NULL, 5.0, N_TIMES, 1e-6, NULL, output[0], &units, &error));
  for (gsize p = 0; p < 2; p++)
    for (gsize t = 0; t < N_TIMES; t++) {
      double z = 0.0;

      for (gsize i = 0; i < SIZE; i++)
        z += gsl_matrix_get (trained->readout, i, 0) * activity[(p * N_TIMES + t) * SIZE + i];
      g_assert_cmpfloat_with_epsilon (z, output[p][t], 1e-9);
    }
  for (gsize p = 0; p < P; p++)
    g_assert_cmpfloat_with_epsilon (distances[p][0], 0.125, 1e-12);
  gsl_matrix_free (start);
}

/* A small kick relaxes as the linear theory of a large network says. */
static void
test_relaxation (void)
{
  enum { N_TIMES = 31, SIZE = 1500 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcMeanField) field = rc_mean_field_new (model, &error);
  g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new (field, 0, &error);
  gsl_matrix *start = gsl_matrix_alloc (SIZE, 1);
  double measured[N_TIMES], expected[N_TIMES];
  const double kick = 0.02;

  for (gsize i = 0; i < SIZE; i++)
    gsl_matrix_set (start,
                    i,
                    0,
                    gsl_matrix_get (trained->states, i, 0) +
                      kick * gsl_matrix_get (trained->network->probe, i, 0));
  g_assert_true (rc_trajectory_run (
    trained, start, NULL, NULL, 15.0, N_TIMES, 1e-7, NULL, measured, NULL, &error));
  g_assert_true (rc_local_dynamics_impulse (dynamics, &kick, 0.5, N_TIMES, expected));
  /* One network deviates as 1/√N of the initial response; the kick's own
     nonlinearity is of relative order kick. */
  for (gsize t = 0; t < N_TIMES; t++)
    g_assert_cmpfloat_with_epsilon (
      measured[t] - 1.6, expected[t], (5.0 / sqrt (SIZE) + kick) * fabs (expected[0]));
  gsl_matrix_free (start);
}

/* What diverges is NaN from there on, and no error; the others go on. */
static void
test_divergence (void)
{
  enum { N_TIMES = 101 };
  static const double targets[] = { 1.0 };
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, 0.5);
  gsl_matrix_const_view view = gsl_matrix_const_view_array (targets, 1, 1);
  g_autoptr (RcModel) model = rc_model_new (transfer, &view.matrix, NULL);
  g_autoptr (RcTrained) trained = NULL;
  gsl_matrix *start = gsl_matrix_calloc (100, 3);
  double output[3][N_TIMES];
  g_autoptr (GError) error = NULL;

  model->gain = 0.9;
  trained = rc_test_train (model, 100, 1);
  for (gsize i = 0; i < 100; i++)
    gsl_matrix_set (start, i, 1, 3.0 * gsl_matrix_get (trained->states, i, 0));
  g_assert_true (rc_trajectory_run (
    trained, start, NULL, NULL, 1e4, N_TIMES, 1e-4, NULL, output[0], NULL, &error));
  g_assert_true (isfinite (output[1][0]));
  g_assert_true (isnan (output[1][N_TIMES - 1]));
  for (gsize t = 0; t < N_TIMES; t++) {
    g_assert_cmpfloat (output[0][t], ==, 0.0);
    g_assert_cmpfloat (output[2][t], ==, 0.0);
  }
  gsl_matrix_free (start);
}

enum { LINEAR_SIZE = 16 };

/* A network of linear neurons, whose trajectories are matrix exponentials. */
static RcTrained *
make_linear (void)
{
  static const double targets[] = { 1.0 };
  gsl_matrix_const_view view = gsl_matrix_const_view_array (targets, 1, 1);
  g_autoptr (RcTransfer) transfer = rc_transfer_new_formula ("x", NULL, NULL);
  g_autoptr (RcModel) model = rc_model_new (transfer, &view.matrix, NULL);

  model->gain = 0.6;
  model->probe_overlap = 0.5;
  return rc_test_train (model, LINEAR_SIZE, 5);
}

/* x ← x(t + duration) of dx/dt = (A + W_FB W_outᵀ closed) x + b: the last row and
   column of the exponential take care of b. */
static void
evolve (const RcTrained *trained, gboolean closed, const double *b, double duration, double *x)
{
  enum { N = LINEAR_SIZE, ALL = N + 1 };
  gsl_matrix *generator = gsl_matrix_calloc (ALL, ALL), *flow = gsl_matrix_alloc (ALL, ALL);
  gsl_matrix *weights = gsl_matrix_alloc (N, N);
  double before[ALL], after[ALL];
  gsl_vector_view from = gsl_vector_view_array (before, ALL);
  gsl_vector_view to = gsl_vector_view_array (after, ALL);

  rc_weights_copy_to (trained->network->recurrent, weights);
  for (gsize i = 0; i < N; i++) {
    for (gsize j = 0; j < N; j++)
      gsl_matrix_set (generator,
                      i,
                      j,
                      gsl_matrix_get (weights, i, j) - (i == j ? 1.0 : 0.0) +
                        (closed ? gsl_matrix_get (trained->network->feedback, i, 0) *
                                    gsl_matrix_get (trained->readout, j, 0)
                                : 0.0));
    gsl_matrix_set (generator, i, N, b[i]);
    before[i] = x[i];
  }
  before[N] = 1.0;
  gsl_matrix_scale (generator, duration);
  gsl_linalg_exponential_ss (generator, flow, GSL_PREC_DOUBLE);
  gsl_blas_dgemv (CblasNoTrans, 1.0, flow, &from.vector, 0.0, &to.vector);
  for (gsize i = 0; i < N; i++)
    x[i] = after[i];
  gsl_matrix_free (generator);
  gsl_matrix_free (flow);
  gsl_matrix_free (weights);
}

static double
read_linear (const RcTrained *trained, const double *x)
{
  double z = 0.0;

  for (gsize i = 0; i < LINEAR_SIZE; i++)
    z += gsl_matrix_get (trained->readout, i, 0) * x[i];
  return z;
}

/* Held, released, and stepped: each at its time, and exactly. */
static void
test_protocol (void)
{
  enum { N_TIMES = 61 };
  const double held = 0.7, held_until = 1.37, step = 0.4, begin = 2.21, interval = 0.1;
  gsl_matrix_const_view outputs = gsl_matrix_const_view_array (&held, 1, 1);
  gsl_matrix_const_view drive = gsl_matrix_const_view_array (&step, 1, 1);
  const RcProtocol protocol = {
    .held = &outputs.matrix, .held_until = held_until, .drive = &drive.matrix, .drive_begin = begin
  };
  g_autoptr (RcTrained) trained = make_linear ();
  gsl_matrix *start = gsl_matrix_alloc (LINEAR_SIZE, 1);
  double measured[N_TIMES];
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < LINEAR_SIZE; i++)
    gsl_matrix_set (start, i, 0, sin (1.0 + (double)i));
  g_assert_true (rc_trajectory_run (
    trained, start, NULL, &protocol, 6.0, N_TIMES, 1e-9, NULL, measured, NULL, &error));
  for (gsize t = 0; t < N_TIMES; t++) {
    double time = interval * (double)t, x[LINEAR_SIZE], b[LINEAR_SIZE];

    for (gsize i = 0; i < LINEAR_SIZE; i++) {
      x[i] = gsl_matrix_get (start, i, 0);
      b[i] = held * gsl_matrix_get (trained->network->feedback, i, 0);
    }
    evolve (trained, FALSE, b, MIN (time, held_until), x);
    memset (b, 0, sizeof b);
    if (time > held_until)
      evolve (trained, TRUE, b, MIN (time, begin) - held_until, x);
    for (gsize i = 0; i < LINEAR_SIZE; i++)
      b[i] = step * gsl_matrix_get (trained->network->probe, i, 0);
    if (time > begin)
      evolve (trained, TRUE, b, time - begin, x);
    g_assert_cmpfloat_with_epsilon (measured[t], read_linear (trained, x), 1e-7);
  }
  gsl_matrix_free (start);
}

/* A tolerance of half the size halves the error, over four octaves of it. */
static void
test_halving (void)
{
  enum { N_TIMES = 21 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 60, 4);
  gsl_matrix *start = gsl_matrix_alloc (60, 1);
  double reference[N_TIMES], first = 0.0, last = 0.0;

  for (gsize i = 0; i < 60; i++)
    gsl_matrix_set (start, i, 0, 2.0 * cos ((double)(i * i)));
  g_assert_true (rc_trajectory_run (
    trained, start, NULL, NULL, 10.0, N_TIMES, 1e-12, NULL, reference, NULL, NULL));
  for (guint i = 0; i <= 8; i++) {
    double tolerance = ldexp (1e-4, -(int)i), measured[N_TIMES], worst = 0.0;

    g_assert_true (rc_trajectory_run (
      trained, start, NULL, NULL, 10.0, N_TIMES, tolerance, NULL, measured, NULL, NULL));
    for (gsize t = 0; t < N_TIMES; t++)
      worst = MAX (worst, fabs (measured[t] - reference[t]));
    g_test_message ("tolerance %g: error %g", tolerance, worst);
    g_assert_cmpfloat (worst, <, 10.0 * tolerance);
    first = i == 0 ? worst : first;
    last = worst;
  }
  /* 2⁸ times smaller, give or take what steps of whole numbers add */
  g_assert_cmpfloat (first / last, >, 50.0);
  gsl_matrix_free (start);
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  return fraction < 0.1;
}

static void
test_cancel (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 100, 1);
  RcMonitor monitor = { stop_cb, NULL };
  double output[3 * 11];
  g_autoptr (GError) error = NULL;

  g_assert_false (rc_trajectory_run (
    trained, trained->states, NULL, NULL, 50.0, 11, 1e-6, &monitor, output, NULL, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trajectory/against-gsl", test_against_gsl);
  g_test_add_func ("/trajectory/units", test_units);
  g_test_add_func ("/trajectory/stays", test_stays);
  g_test_add_func ("/trajectory/relaxation", test_relaxation);
  g_test_add_func ("/trajectory/divergence", test_divergence);
  g_test_add_func ("/trajectory/protocol", test_protocol);
  g_test_add_func ("/trajectory/halving", test_halving);
  g_test_add_func ("/trajectory/cancel", test_cancel);
  return g_test_run ();
}
