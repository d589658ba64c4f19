/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <gsl/gsl_blas.h>

#include "rc-arpack.h"
#include "rc-error.h"
#include "rc-large-solve.h"
#include "rc-leading.h"
#include "rc-linear.h"
#include "rc-newton.h"
#include "rc-open-loop.h"
#include "rc-parallel.h"
#include "rc-spectrum.h"
#include "rc-test.h"

static RcNetwork *
draw (double gain, gsize n_targets, const double *targets, gsize size, double density)
{
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, gain, n_targets, 1, targets);
  g_autoptr (GError) error = NULL;
  RcNetwork *network;

  model->density = density;
  network = rc_network_new (model, size, 3, NULL, &error);
  g_assert_no_error (error);
  return network;
}

/* The largest |-x + W tanh x + drive|, summed by hand. */
static double
residual_by_hand (const RcNetwork *network, const gsl_matrix *states, gsize k)
{
  double output = gsl_matrix_get (network->model->targets, k, 0), worst = 0.0;

  for (gsize i = 0; i < network->size; i++) {
    double sum = gsl_matrix_get (network->feedback, i, 0) * output - gsl_matrix_get (states, i, k);

    for (gsize j = 0; j < network->size; j++)
      sum += rc_weights_get (network->recurrent, i, j) * tanh (gsl_matrix_get (states, j, k));
    worst = MAX (worst, fabs (sum));
  }
  return worst;
}

/* All eigenvalues of the open loop's Jacobian, by LAPACK: the rightmost. */
static double complex
leading_by_lapack (const RcNetwork *network, const double *state)
{
  g_autoptr (RcJacobian) jacobian = rc_jacobian_new (network, NULL, state);
  gsl_matrix *matrix = gsl_matrix_alloc (network->size, network->size);
  g_autofree double complex *values = g_new (double complex, network->size);

  rc_jacobian_copy_to (jacobian, matrix);
  g_assert_true (rc_eigenvalues (network->size, matrix->data, values, NULL));
  gsl_matrix_free (matrix);
  return values[0] - 1.0;
}

/* A strong input quiets the network, a weak one leaves it beyond the edge, where its
   fixed point is unstable, and relaxation would not find it. */
static void
test_kinds (void)
{
  static const double targets[] = { 8.0, 1.0, 0.5 };
  static const double gains[] = { 0.9, 1.6 };

  for (gsize g = 0; g < 2; g++) {
    g_autoptr (RcNetwork) network = draw (gains[g], 3, targets, 200, 1.0);
    g_autoptr (GError) error = NULL;
    gsl_matrix *states = gsl_matrix_alloc (200, 3);
    double residuals[3];
    gsize n_unstable = 0;

    g_assert_true (rc_open_loop_find (
      network, network->model->targets, NULL, 1e-12, NULL, states, residuals, &error));
    for (gsize k = 0; k < 3; k++) {
      double state[200];
      gsl_vector_view view = gsl_vector_view_array (state, 200);
      double complex leading, expected;
      RcRest rest;

      gsl_matrix_get_col (&view.vector, states, k);
      g_assert_cmpfloat_with_epsilon (residual_by_hand (network, states, k), residuals[k], 1e-13);
      if (residuals[k] > RC_OPEN_LOOP_ACCEPTED) {
        g_assert_cmpint (rc_open_loop_judge (residuals[k], -1.0, 0.0), ==, RC_REST_NOT_FOUND);
        g_assert_cmpfloat (gains[g], >, 1.0);
        continue;
      }
      g_assert_cmpfloat (residuals[k], <=, 1e-12);
      g_assert_true (rc_open_loop_leading (network, state, NULL, &leading, &error));
      expected = leading_by_lapack (network, state);
      g_assert_cmpfloat_with_epsilon (creal (leading), creal (expected), 5e-3);
      rest = rc_open_loop_judge (residuals[k], leading, NAN);
      g_assert_cmpint (rest, ==, creal (expected) < 0.0 ? RC_REST_STABLE : RC_REST_UNSTABLE);
      n_unstable += rest == RC_REST_UNSTABLE;
    }
    if (gains[g] < 1.0)
      g_assert_cmpuint (n_unstable, ==, 0);
    else
      g_assert_cmpuint (n_unstable, >, 0);
    gsl_matrix_free (states);
  }
}

typedef struct {
  gsize calls;
} Count;

static gboolean
count_cb (double fraction, gpointer user_data)
{
  ((Count *)user_data)->calls++;
  return TRUE;
}

/* No more products than plain relaxation. It cannot be far fewer: the eigenvalues of
   W D fill a disk, on which no polynomial is smaller than the power that
   plain relaxation makes. */
static void
test_products (void)
{
  static const double targets[] = { 1.6, 0.9, -0.6 };
  g_autoptr (RcNetwork) network = draw (1.0, 3, targets, 500, 1.0);
  g_autoptr (GError) error = NULL;
  gsl_matrix *states = gsl_matrix_alloc (500, 3), *activity = gsl_matrix_alloc (500, 3);
  gsl_matrix *update = gsl_matrix_alloc (500, 3);
  gsl_matrix *drive = rc_network_make_drive (network, network->model->targets, NULL);
  Count count = { 0 };
  RcMonitor monitor = { count_cb, &count };
  double residual;
  gsize plain = 0;

  g_assert_true (rc_network_clamped_states (
    network, network->model->targets, NULL, 1e-12, &monitor, states, &residual, &error));
  g_assert_cmpfloat (residual, <=, 1e-12);

  gsl_matrix_memcpy (states, drive);
  do {
    rc_network_update (network, drive, states, activity, update);
    gsl_matrix_sub (states, update);
    residual = MAX (gsl_matrix_max (states), -gsl_matrix_min (states));
    gsl_matrix_memcpy (states, update);
    plain++;
  } while (residual > 1e-12);
  g_test_message ("%zu products, plain relaxation %zu", count.calls + 1, plain);
  g_assert_cmpuint (count.calls + 1, <=, plain);
  gsl_matrix_free (states);
  gsl_matrix_free (activity);
  gsl_matrix_free (update);
  gsl_matrix_free (drive);
}

/* Columns that come to rest leave the product one by one: each of them is where it is
   found alone, and in its own place. */
static void
test_block (void)
{
  static const double targets[] = { 1.6, 0.9, -0.6 };
  enum { N = 200, P = 17 };
  g_autoptr (RcNetwork) network = draw (0.9, 3, targets, N, 1.0);
  gsl_matrix *outputs = gsl_matrix_alloc (P, 1), *states = gsl_matrix_alloc (N, P);
  gsl_matrix *alone = gsl_matrix_alloc (N, 1);
  g_autoptr (GError) error = NULL;
  double residual;

  for (gsize i = 0; i < P; i++)
    gsl_matrix_set (outputs, i, 0, 2.4 * sin (10.0 * (double)i));
  g_assert_true (
    rc_network_clamped_states (network, outputs, NULL, 1e-9, NULL, states, &residual, &error));
  g_assert_cmpfloat (residual, <=, 1e-9);
  g_assert_cmpfloat (residual, >, 0.0);
  for (gsize i = 0; i < P; i++) {
    gsl_matrix_view output = gsl_matrix_submatrix (outputs, i, 0, 1, 1);

    g_assert_true (rc_network_clamped_states (
      network, &output.matrix, NULL, 1e-12, NULL, alone, &residual, &error));
    for (gsize j = 0; j < N; j++)
      g_assert_cmpfloat_with_epsilon (
        gsl_matrix_get (states, j, i), gsl_matrix_get (alone, j, 0), 1e-7);
  }
  gsl_matrix_free (outputs);
  gsl_matrix_free (states);
  gsl_matrix_free (alone);
}

/* ARPACK's leading eigenvalues are LAPACK's, of dense and of listed weights, in the
   open loop and in the closed one, which has outliers. */
static void
test_arpack (void)
{
  static const double targets[] = { 1.6, 0.9, -0.6 };

  for (double density = 1.0; density > 0.01; density *= 0.05) {
    g_autoptr (RcNetwork) network = draw (0.9, 3, targets, 300, density);
    g_autoptr (GError) error = NULL;
    g_autoptr (RcTrained) trained = rc_trained_new (network, NULL, &error);
    double state[300];
    gsl_vector_view view = gsl_vector_view_array (state, 300);

    gsl_matrix_get_col (&view.vector, trained->states, 1);
    for (guint closed = 0; closed < 2; closed++) {
      g_autoptr (RcJacobian)
        jacobian = rc_jacobian_new (network, closed ? trained->readout : NULL, state);
      gsl_matrix *matrix = gsl_matrix_alloc (300, 300);
      double complex all[300], some[5];
      gsize n_found;

      rc_jacobian_copy_to (jacobian, matrix);
      g_assert_true (rc_eigenvalues (300, matrix->data, all, &error));
      g_assert_true (rc_arpack_eigenvalues (
        jacobian, RC_ARPACK_RIGHTMOST, 4, 1e-9, 200, NULL, some, &n_found, &error));
      g_assert_cmpuint (n_found, >=, 4);
      for (gsize i = 0; i < n_found; i++)
        g_assert_cmpfloat (cabs (some[i] - all[i]), <, 1e-7);
      gsl_matrix_free (matrix);
    }
  }
}

/* Beyond 4000 neurons an outlier is found that lies so near to the bulk that few restarts would
 * miss it, where it decides about stability: A = W + W_FB W_outᵀ with one at about 1.04. */
static void
test_hidden_outlier (void)
{
  enum { N = 4100 };
  static const double targets[] = { 1.0 };
  g_autoptr (RcNetwork) network = draw (0.98, 1, targets, N, 0.005);
  g_autofree double *state = g_new0 (double, N);
  gsl_matrix *readout = gsl_matrix_alloc (N, 1);
  g_autoptr (RcJacobian) jacobian = NULL;
  g_autoptr (RcSpectrum) spectrum = NULL;
  g_autoptr (GError) error = NULL;
  double complex leading;
  double norm = 0.0;

  for (gsize i = 0; i < N; i++)
    norm += pow (gsl_matrix_get (network->feedback, i, 0), 2.0);
  gsl_matrix_memcpy (readout, network->feedback);
  gsl_matrix_scale (readout, 1.04 / norm);
  jacobian = rc_jacobian_new (network, readout, state);
  g_assert_true (rc_leading_is_in_doubt (jacobian));
  g_assert_true (rc_leading_eigenvalue (jacobian, 1e-7, NULL, &leading, &error));
  g_test_message ("%g%+gi", creal (leading), cimag (leading));
  g_assert_cmpfloat (creal (leading), >, 0.0);
  spectrum = rc_spectrum_new (network, readout, state, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (cabs (spectrum->leading - leading), <, 1e-5);
  gsl_matrix_free (readout);
}

static gboolean
go_on_cb (double fraction, gpointer user_data)
{
  return TRUE;
}

typedef struct {
  GMutex mutex;
  GCond changed;
  gboolean begun;
  gboolean paused;
} Pause;

/* As a job does that was asked to pause. */
static gboolean
pause_cb (double fraction, gpointer user_data)
{
  Pause *pause = user_data;

  g_mutex_lock (&pause->mutex);
  pause->begun = TRUE;
  g_cond_broadcast (&pause->changed);
  while (pause->paused && rc_monitor_may_wait ())
    g_cond_wait (&pause->changed, &pause->mutex);
  g_mutex_unlock (&pause->mutex);
  return TRUE;
}

typedef struct {
  const RcJacobian *jacobian;
  RcMonitor monitor;
} Finding;

static gpointer
find_cb (gpointer data)
{
  Finding *finding = data;
  double complex values[2];
  gsize n_found;

  return GINT_TO_POINTER (rc_arpack_eigenvalues (finding->jacobian,
                                                 RC_ARPACK_RIGHTMOST,
                                                 1,
                                                 1e-9,
                                                 200,
                                                 &finding->monitor,
                                                 values,
                                                 &n_found,
                                                 NULL));
}

/* Work that pauses does not do so in ARPACK, where only one thread can be: others go on. */
static void
test_pause (void)
{
  static const double targets[] = { 1.0 };
  g_autoptr (RcNetwork) network = draw (0.9, 1, targets, 300, 1.0);
  g_autofree double *state = g_new0 (double, 300);
  g_autoptr (RcJacobian) jacobian = rc_jacobian_new (network, NULL, state);
  Pause pause = { .paused = TRUE };
  Finding finding = { jacobian, { pause_cb, &pause } }, other = { jacobian, { pause_cb, &pause } };
  GThread *thread;

  g_mutex_init (&pause.mutex);
  g_cond_init (&pause.changed);
  thread = g_thread_new ("paused", find_cb, &finding);
  g_mutex_lock (&pause.mutex);
  while (!pause.begun)
    g_cond_wait (&pause.changed, &pause.mutex);
  g_mutex_unlock (&pause.mutex);
  other.monitor.func = go_on_cb;
  g_assert_true (GPOINTER_TO_INT (find_cb (&other)));
  g_assert_true (rc_monitor_may_wait ());

  g_mutex_lock (&pause.mutex);
  pause.paused = FALSE;
  g_cond_broadcast (&pause.changed);
  g_mutex_unlock (&pause.mutex);
  g_assert_true (GPOINTER_TO_INT (g_thread_join (thread)));
  g_mutex_clear (&pause.mutex);
  g_cond_clear (&pause.changed);
}

/* Where the neurons do not act upon each other, ARPACK has nothing to begin with. */
static void
test_nothing (void)
{
  static const double targets[] = { 1.0 };
  g_autoptr (RcNetwork) network = draw (0.0, 1, targets, 300, 1.0);
  g_autofree double *state = g_new0 (double, 300);
  g_autoptr (GError) error = NULL;
  double complex leading = 0.0;

  g_assert_true (rc_open_loop_leading (network, state, NULL, &leading, &error));
  g_assert_no_error (error);
  g_assert_true (leading == -1.0);
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_stop (void)
{
  static const double targets[] = { 1.0 };
  g_autoptr (RcNetwork) network = draw (0.9, 1, targets, 300, 1.0);
  RcMonitor monitor = { stop_cb, NULL };
  g_autofree double *state = g_new0 (double, 300);
  g_autofree double *matrix = g_new0 (double, 300 * 300);
  double complex leading;
  double speed;
  GError *error = NULL;

  g_assert_false (rc_open_loop_leading (network, state, &monitor, &leading, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
  g_clear_error (&error);
  /* … and leaves ARPACK to the next. */
  g_assert_true (rc_open_loop_leading (network, state, NULL, &leading, NULL));

  g_assert_false (rc_newton_solve (
    network, NULL, network->feedback->data, 1e-12, 300, &monitor, state, &speed, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (rc_large_solve (300, matrix, state, &monitor, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (rc_large_solve (300, matrix, state, NULL, &error)); /* all 0 */
  g_assert_error (error, RC_ERROR, RC_ERROR_NO_SOLUTION);
  g_clear_error (&error);
}

/* A solution, put back into the equations; bit for bit for any number of threads. */
static void
test_large_solve (void)
{
  static const gsize sizes[] = { 1, 63, 64, 65, 500 };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++) {
    gsize n = sizes[s];
    g_autoptr (RcNetwork) network = draw (1.5, 1, (const double[]){ 1.0 }, n, 1.0);
    gsl_matrix *matrix = gsl_matrix_alloc (n, n), *copy = gsl_matrix_alloc (n, n);
    gsl_vector *x = gsl_vector_alloc (n), *first = gsl_vector_alloc (n);

    for (guint threads = 1; threads <= 4; threads += 3) {
      rc_set_threads (threads);
      rc_weights_copy_to (network->recurrent, matrix);
      gsl_matrix_memcpy (copy, matrix);
      gsl_matrix_get_col (x, network->feedback, 0);
      g_assert_true (rc_large_solve (n, matrix->data, x->data, NULL, NULL));
      if (threads == 1)
        gsl_vector_memcpy (first, x);
      g_assert_true (gsl_vector_equal (first, x));
    }
    gsl_blas_dgemv (CblasNoTrans, 1.0, copy, x, 0.0, first);
    for (gsize i = 0; i < n; i++)
      g_assert_cmpfloat_with_epsilon (
        gsl_vector_get (first, i), gsl_matrix_get (network->feedback, i, 0), 1e-9);
    gsl_matrix_free (matrix);
    gsl_matrix_free (copy);
    gsl_vector_free (x);
    gsl_vector_free (first);
  }
  rc_set_threads (0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rc_init ();
  g_test_add_func ("/open-loop/kinds", test_kinds);
  g_test_add_func ("/open-loop/products", test_products);
  g_test_add_func ("/open-loop/block", test_block);
  g_test_add_func ("/open-loop/arpack", test_arpack);
  g_test_add_func ("/open-loop/hidden-outlier", test_hidden_outlier);
  g_test_add_func ("/open-loop/pause", test_pause);
  g_test_add_func ("/open-loop/nothing", test_nothing);
  g_test_add_func ("/open-loop/stop", test_stop);
  g_test_add_func ("/open-loop/large-solve", test_large_solve);
  return g_test_run ();
}
