/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-noise.h"

#include <math.h>

#include <gsl/gsl_linalg.h>

#include "rc-error.h"
#include "rc-spread.h"
#include "rc-test.h"

enum { N = 24 };

/* A network whose neurons are linear, so that what noise does is known exactly. */
static RcTrained *
make_linear (void)
{
  static const double targets[] = { 1.0, 0.3, -0.4, 0.8 };
  gsl_matrix_const_view view = gsl_matrix_const_view_array (targets, 2, 2);
  g_autoptr (RcTransfer) transfer = rc_transfer_new_formula ("x", NULL, NULL);
  g_autoptr (RcModel) model = rc_model_new (transfer, &view.matrix, NULL);
  g_autoptr (RcNetwork) network = NULL;
  g_autoptr (RcTrained) trained = NULL;
  gsl_matrix *readout = gsl_matrix_alloc (N, 2);

  model->gain = 0.5;
  network = rc_network_new (model, N, 3, NULL, NULL);
  for (gsize i = 0; i < N; i++)
    for (gsize j = 0; j < 2; j++)
      gsl_matrix_set (readout, i, j, 0.4 * sin ((double)(3 * i + 7 * j + 1)) / N);
  trained = rc_trained_new_with_readout (network, readout, NULL, NULL);
  g_assert_nonnull (trained);
  gsl_matrix_free (readout);
  return g_steal_pointer (&trained);
}

/* J = -I + W + W_FB W_outᵀ */
static gsl_matrix *
make_jacobian (const RcTrained *trained)
{
  gsl_matrix *jacobian = gsl_matrix_alloc (N, N);

  rc_weights_copy_to (trained->network->recurrent, jacobian);
  for (gsize i = 0; i < N; i++)
    for (gsize j = 0; j < N; j++)
      for (gsize k = 0; k < 2; k++)
        *gsl_matrix_ptr (jacobian, i, j) += gsl_matrix_get (trained->network->feedback, i, k) *
                                              gsl_matrix_get (trained->readout, j, k) -
                                            (i == j ? 0.5 : 0.0);
  return jacobian;
}

/* S with J S + S Jᵀ + η² I = 0, as N² linear equations. */
static gsl_matrix *
solve_lyapunov (const gsl_matrix *jacobian, double strength)
{
  gsl_matrix *system = gsl_matrix_calloc (N * N, N * N), *s = gsl_matrix_alloc (N, N);
  gsl_vector *right = gsl_vector_calloc (N * N);
  gsl_vector_view solution = gsl_vector_view_array (s->data, N * N);
  gsl_permutation *permutation = gsl_permutation_alloc (N * N);
  int sign;

  for (gsize i = 0; i < N; i++)
    for (gsize j = 0; j < N; j++) {
      for (gsize k = 0; k < N; k++) {
        *gsl_matrix_ptr (system, i * N + j, k * N + j) += gsl_matrix_get (jacobian, i, k);
        *gsl_matrix_ptr (system, i * N + j, i * N + k) += gsl_matrix_get (jacobian, j, k);
      }
      if (i == j)
        gsl_vector_set (right, i * N + j, -strength * strength);
    }
  gsl_linalg_LU_decomp (system, permutation, &sign);
  gsl_linalg_LU_solve (system, permutation, right, &solution.vector);
  gsl_matrix_free (system);
  gsl_vector_free (right);
  gsl_permutation_free (permutation);
  return s;
}

/* The variances of neurons and outputs are those of the Lyapunov equation, within
   the standard errors that the measurement gives itself and the scheme's 0.3 %. */
static void
test_lyapunov (void)
{
  const RcNoise noise = { 0.3, 11, 0 };
  g_autoptr (RcTrained) trained = make_linear ();
  gsl_matrix *jacobian = make_jacobian (trained);
  gsl_matrix *s = solve_lyapunov (jacobian, noise.strength);
  g_autoptr (RcSpread) spread = NULL;
  double neurons = 0.0;

  /* the state that stays where it is without noise is 0 here, and its output too */
  gsl_matrix_set_zero (trained->states);
  spread = rc_spread_new (trained, 0, &noise, 48, 20.0, 400.0, INFINITY, NULL, NULL);
  g_assert_cmpuint (spread->n_escaped, ==, 0);
  for (gsize i = 0; i < N; i++)
    neurons += gsl_matrix_get (s, i, i) / N;
  g_test_message ("neurons: %g ± %g, exact %g", spread->neurons, spread->neurons_error, neurons);
  g_assert_cmpfloat (spread->neurons_error, <, 0.02 * neurons);
  g_assert_cmpfloat_with_epsilon (
    spread->neurons, neurons, 4.0 * spread->neurons_error + 0.005 * neurons);

  for (gsize a = 0; a < 2; a++) {
    for (gsize b = 0; b < 2; b++) {
      double exact = 0.0;

      for (gsize i = 0; i < N; i++)
        for (gsize j = 0; j < N; j++)
          exact += gsl_matrix_get (trained->readout, i, a) * gsl_matrix_get (s, i, j) *
                   gsl_matrix_get (trained->readout, j, b);
      g_test_message ("outputs %zu, %zu: %g, exact %g", a, b, spread->output[2 * a + b], exact);
      g_assert_cmpfloat_with_epsilon (spread->output[2 * a + b],
                                      exact,
                                      4.0 * MAX (spread->output_error[0], spread->output_error[1]) +
                                        0.005 * fabs (exact));
    }
    g_assert_cmpfloat (spread->output_error[a], <, 0.05 * spread->output[3 * a]);
  }
  gsl_matrix_free (jacobian);
  gsl_matrix_free (s);
}

/* Each trajectory has noise of its own, which depends on its number alone; and the
   record is that of the run. */
static void
test_trajectories (void)
{
  enum { N_TIMES = 81 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 100, 4);
  RcNoise noise = { 0.05, 5, 0 };
  double all[3][N_TIMES], second[N_TIMES], spread = 0.0;
  gsl_matrix_const_view start = gsl_matrix_const_submatrix (trained->states, 0, 1, 100, 1);

  g_assert_true (rc_noise_trajectories (
    trained, trained->states, NULL, &noise, 7.77, N_TIMES, NULL, all[0], NULL, NULL));
  noise.first = 1;
  g_assert_true (rc_noise_trajectories (
    trained, &start.matrix, NULL, &noise, 7.77, N_TIMES, NULL, second, NULL, NULL));
  for (gsize t = 0; t < N_TIMES; t++) {
    g_assert_true (isfinite (all[0][t]) && isfinite (all[2][t]));
    g_assert_cmpfloat_with_epsilon (all[1][t], second[t], 1e-9);
    spread = MAX (spread, fabs (all[0][t] - 1.6));
  }
  g_assert_cmpfloat (all[0][0], ==, all[0][0]);
  g_assert_cmpfloat_with_epsilon (all[0][0], 1.6, 1e-9);
  g_assert_cmpfloat (spread, >, 1e-3);
  g_assert_cmpfloat (spread, <, 0.5);
}

/* Runs that leave the attractor are told of, and do not enter. */
static void
test_escape (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 100, 4);
  const RcNoise noise = { 0.1, 5, 0 };
  g_autoptr (RcSpread)
    unstable = rc_spread_new (trained, 1, &noise, 4, 20.0, 60.0, 0.15, NULL, NULL);
  g_autoptr (RcSpread) stable = rc_spread_new (trained, 0, &noise, 4, 20.0, 60.0, 0.35, NULL, NULL);

  g_assert_cmpuint (unstable->n_escaped, >, 0);
  g_assert_cmpuint (stable->n_escaped, ==, 0);
  g_assert_cmpfloat (stable->output[0], >, 0.0);
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  return fraction < 0.5;
}

static void
test_cancel (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 100, 4);
  const RcNoise noise = { 0.1, 5, 0 };
  const RcMonitor monitor = { stop_cb, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_spread_new (trained, 1, &noise, 4, 20.0, 60.0, 1.0, &monitor, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/noise/lyapunov", test_lyapunov);
  g_test_add_func ("/noise/trajectories", test_trajectories);
  g_test_add_func ("/noise/escape", test_escape);
  g_test_add_func ("/noise/cancel", test_cancel);
  return g_test_run ();
}
