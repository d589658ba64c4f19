/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-closed-loop.h"
#include "rc-error.h"
#include "rc-leading.h"
#include "rc-linear.h"
#include "rc-parallel.h"
#include "rc-spectrum.h"
#include "rc-test.h"

#define SIZE 300

/* From evenly spaced outputs, those at the targets among them. */
static RcClosedLoop *
find (const RcTrained *trained, gsize n)
{
  gsl_matrix *outputs = gsl_matrix_alloc (n, 1);
  g_autofree gsize *inputs = g_new0 (gsize, n);
  g_autoptr (GError) error = NULL;
  RcClosedLoop *found;

  for (gsize i = 0; i < n; i++)
    gsl_matrix_set (outputs, i, 0, -2.0 + 4.0 * (double)i / (double)(n - 1));
  found = rc_closed_loop_find (trained, outputs, inputs, NULL, &error);
  g_assert_no_error (error);
  gsl_matrix_free (outputs);
  return found;
}

/* An odd φ: with each target goes its negative, and 0 is a fixed point as well. The
   targets are where training put them, and as stable as their whole spectrum says. */
static void
test_symmetric (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, 5);
  g_autoptr (RcClosedLoop) found = find (trained, 41);
  gsize n_targets = 0;

  g_assert_cmpuint (found->n_starts, ==, 41);
  g_assert_cmpuint (found->n_converged, >=, found->n_points);
  g_assert_cmpuint (found->n_converged, <=, 41);
  g_assert_cmpuint (found->n_points, >=, 7);
  g_assert_cmpuint (found->n_points % 2, ==, 1);
  for (gsize i = 0; i < found->n_points; i++) {
    const RcClosedLoopPoint *point = &found->points[i];
    const RcClosedLoopPoint *mirror = &found->points[found->n_points - 1 - i];

    g_assert_cmpfloat (point->speed, <=, RC_CLOSED_LOOP_SPEED);
    g_assert_cmpfloat_with_epsilon (point->output[0], -mirror->output[0], 1e-7);
    g_assert_cmpint (point->stable, ==, mirror->stable);
    g_assert_cmpfloat_with_epsilon (creal (point->leading), creal (mirror->leading), 1e-6);
    if (i > 0) /* sorted, and none of them twice */
      g_assert_cmpfloat (point->output[0], >, point[-1].output[0] + 1e-6);
    if (point->target >= 0) {
      g_autofree double complex *all = rc_spectrum_closed_loop (
        trained, (gsize)point->target, NULL, NULL);

      n_targets++;
      g_assert_cmpfloat_with_epsilon (
        point->output[0], gsl_matrix_get (model->targets, (gsize)point->target, 0), 1e-8);
      g_assert_cmpfloat (cabs (point->leading - all[0]), <, 1e-6);
      g_assert_cmpint (point->stable, ==, creal (all[0]) < 0.0);
    }
  }
  g_assert_cmpuint (n_targets, ==, 3);
}

/* Each is a zero of F(z) - z, the return map of the network itself with the output
   held; that has no more zeros than sign changes show. */
static void
test_return_map (void)
{
  enum { N = 201 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, 5);
  g_autoptr (RcClosedLoop) found = find (trained, 41);
  gsl_matrix *held = gsl_matrix_alloc (N, 1), *states = gsl_matrix_alloc (SIZE, N);
  double residual, before = 0.0;
  gsize changes = 0;

  for (gsize i = 0; i < N; i++)
    gsl_matrix_set (held, i, 0, -2.0 + 4.0 * ((double)i + 0.3) / N);
  g_assert_true (
    rc_network_clamped_states (trained->network, held, NULL, 1e-10, NULL, states, &residual, NULL));
  for (gsize i = 0; i < N; i++) {
    double flow = -gsl_matrix_get (held, i, 0);

    for (gsize j = 0; j < SIZE; j++)
      flow += gsl_matrix_get (trained->readout, j, 0) * tanh (gsl_matrix_get (states, j, i));
    changes += i > 0 && (flow > 0.0) != (before > 0.0);
    before = flow;
  }
  g_assert_cmpuint (found->n_points, ==, changes);
  gsl_matrix_free (held);
  gsl_matrix_free (states);
}

/* A ridge moves the fixed points off the targets, and they are found where they are. */
static void
test_ridge (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = NULL;
  g_autoptr (RcClosedLoop) found = NULL;
  gsize n_targets = 0;

  model->ridge = 1e-5;
  trained = rc_test_train (model, SIZE, 5);
  g_assert_cmpfloat (rc_trained_speed (trained, 0), >, 1e-6);
  found = find (trained, 21);
  for (gsize i = 0; i < found->n_points; i++)
    n_targets += found->points[i].target >= 0;
  g_assert_cmpuint (n_targets, >, 0);
}

/* Rectified neurons with a threshold of 0 know no scale: every output is held, and all that
   an eigenvalue can be is 0. A threshold beside it makes one fixed point of them. */
static void
test_marginal (void)
{
  static const double thresholds[] = { 0.0, -0.05, 0.05 };
  static const double target[] = { 1.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (thresholds); i++) {
    g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_RELU, 0.9, 1, 1, target);
    g_autoptr (RcTrained) trained = NULL;
    g_autoptr (RcClosedLoop) found = NULL;
    gsize n_marginal = 0;

    rc_transfer_unref (model->transfer);
    model->transfer = rc_transfer_new (RC_TRANSFER_RELU, thresholds[i]);
    trained = rc_test_train (model, SIZE, 5);
    found = find (trained, 21);
    for (gsize j = 0; j < found->n_points; j++) {
      const RcClosedLoopPoint *point = &found->points[j];

      n_marginal += point->verdict == RC_VERDICT_MARGINAL;
      g_assert_cmpint (point->stable, ==, point->verdict == RC_VERDICT_STABLE);
      if (point->target >= 0)
        g_assert_cmpint (point->verdict,
                         ==,
                         i == 0   ? RC_VERDICT_MARGINAL
                         : i == 1 ? RC_VERDICT_STABLE
                                  : RC_VERDICT_UNSTABLE);
    }
    if (i == 0)
      g_assert_cmpuint (n_marginal, >=, 8);
    else
      g_assert_cmpuint (n_marginal, ==, 0);
  }
}

static void
test_threads (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 200, 6);
  g_autoptr (RcClosedLoop) first = NULL;
  g_autoptr (RcClosedLoop) other = NULL;

  rc_set_threads (1);
  first = find (trained, 13);
  rc_set_threads (4);
  other = find (trained, 13);
  rc_set_threads (0);
  g_assert_cmpuint (first->n_points, ==, other->n_points);
  for (gsize i = 0; i < first->n_points; i++) {
    g_assert_true (first->points[i].output[0] == other->points[i].output[0]);
    g_assert_true (first->points[i].leading == other->points[i].leading);
  }
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  return g_atomic_int_add ((int *)user_data, 1) < 30;
}

static void
test_stop (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 200, 6);
  gsl_matrix *outputs = gsl_matrix_calloc (3, 1);
  gsize inputs[3] = { 0 };
  int calls = 0;
  RcMonitor monitor = { stop_cb, &calls };
  g_autoptr (GError) error = NULL;

  gsl_matrix_set (outputs, 1, 0, 1.0);
  gsl_matrix_set (outputs, 2, 0, -1.0);
  g_assert_null (rc_closed_loop_find (trained, outputs, inputs, &monitor, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
  gsl_matrix_free (outputs);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/closed-loop/symmetric", test_symmetric);
  g_test_add_func ("/closed-loop/return-map", test_return_map);
  g_test_add_func ("/closed-loop/ridge", test_ridge);
  g_test_add_func ("/closed-loop/marginal", test_marginal);
  g_test_add_func ("/closed-loop/threads", test_threads);
  g_test_add_func ("/closed-loop/stop", test_stop);
  return g_test_run ();
}
