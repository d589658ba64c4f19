/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "rc-basins.h"
#include "rc-error.h"
#include "rc-parallel.h"
#include "rc-test.h"
#include "rc-trajectory.h"

#define SIZE 200

static const RcBasinsRegion line = { { -2.4 }, { 2.4 }, 17, 4, 1, 300.0, 1e-4 };

static RcBasins *
make (const RcTrained *trained, const RcClosedLoop *known, const RcBasinsRegion *region)
{
  g_autoptr (GError) error = NULL;
  RcBasins *basins = rc_basins_new (trained, known, 0, region, NULL, &error);

  g_assert_no_error (error);
  return basins;
}

#define EVERY 3 /* so many points are checked: one of these */

/* Where the output is after a long time, from points of the grid. */
static double *
follow (const RcTrained *trained, const RcBasins *basins, gsize n)
{
  gsize k = basins->n_outputs;
  gsl_matrix *outputs = gsl_matrix_alloc (n, k);
  gsl_matrix *states = gsl_matrix_alloc (trained->network->size, n);
  g_autofree double *run = g_new (double, 2 * n * k);
  double *ends = g_new (double, n *k), residual;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n * k; i++)
    outputs->data[i] = basins->outputs[i / k * EVERY * k + i % k];
  g_assert_true (rc_network_clamped_states (
    trained->network, outputs, NULL, 1e-9, NULL, states, &residual, &error));
  g_assert_true (
    rc_trajectory_run (trained, states, NULL, NULL, 300.0, 2, 1e-5, NULL, run, NULL, &error));
  for (gsize i = 0; i < n; i++)
    memcpy (ends + i * k, run + (2 * i + 1) * k, k * sizeof (double));
  gsl_matrix_free (outputs);
  gsl_matrix_free (states);
  return ends;
}

static gboolean
is_stable (const RcBasins *basins, gsize point)
{
  gssize end = basins->ends[point];

  return end >= 0 && basins->closed_loop->points[end].stable;
}

static double
output_of (const RcBasins *basins, gsize point)
{
  return is_stable (basins, point) ? basins->closed_loop->points[basins->ends[point]].output[0]
                                   : 0.0;
}

/* Whether a long run stayed where it began, at a saddle: only rounding drives it away. */
static gboolean
stayed_at_saddle (const RcBasins *basins, const double *output)
{
  for (gsize i = 0; i < basins->closed_loop->n_points; i++) {
    const RcClosedLoopPoint *point = &basins->closed_loop->points[i];
    double distance = 0.0;

    for (gsize j = 0; j < basins->n_outputs; j++)
      distance = hypot (distance, output[j] - point->output[j]);
    if (!point->stable && distance < 1e-3)
      return TRUE;
  }
  return FALSE;
}

/* Every point, released or not, leads where a long run from it by itself leads. */
static void
check (const RcTrained *trained, const RcBasins *basins)
{
  gsize n_all = basins->n_points[0] * basins->n_points[1], k = basins->n_outputs;
  gsize n = (n_all + EVERY - 1) / EVERY, n_saddles = 0;
  g_autofree double *ends = follow (trained, basins, n);
  double sum = 0.0;

  for (gsize i = 0; i < n; i++) {
    gsize point = i * EVERY;
    double distance = 0.0;

    g_assert_cmpint (basins->ends[point], <, (gssize)basins->closed_loop->n_points);
    /* who starts at a saddle stays there, but for rounding errors */
    if (!is_stable (basins, point)) {
      g_assert_cmpint (basins->ends[point], !=, RC_BASINS_DIVERGED);
      n_saddles++;
      continue;
    }
    for (gsize j = 0; j < k; j++)
      distance = hypot (
        distance, ends[i * k + j] - basins->closed_loop->points[basins->ends[point]].output[j]);
    if (stayed_at_saddle (basins, ends + i * k)) {
      n_saddles++;
      continue;
    }
    g_assert_cmpfloat (distance, <, 0.05);
  }
  g_assert_cmpuint (n_saddles, <=, 3);
  for (gsize i = 0; i < basins->closed_loop->n_points; i++)
    sum += basins->fractions[i];
  g_assert_cmpfloat (sum, >, 1.0 - 4.0 / (double)n_all);
  g_assert_cmpfloat (sum, <, 1.0 + 1e-9);
}

static void
test_line (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, 5);
  g_autoptr (RcBasins) basins = make (trained, NULL, &line);
  gsize n_stable = 0;

  g_assert_cmpuint (basins->n_points[0], ==, 65);
  g_assert_cmpuint (basins->n_points[1], ==, 1);
  g_assert_cmpuint (basins->n_released, <, 50);
  check (trained, basins);
  /* tanh is odd, and so are the basins */
  for (gsize i = 0; i < 32; i++)
    g_assert_cmpfloat_with_epsilon (output_of (basins, i), -output_of (basins, 64 - i), 1e-7);
  for (gsize i = 0; i < basins->closed_loop->n_points; i++)
    n_stable += basins->fractions[i] > 0.1;
  g_assert_cmpuint (n_stable, >=, 2);
}

/* What is known beforehand keeps its place, and the basins are the same. */
static void
test_known (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, 5);
  g_autoptr (RcBasins) first = make (trained, NULL, &line);
  g_autoptr (RcBasins) again = make (trained, first->closed_loop, &line);

  g_assert_cmpuint (again->closed_loop->n_points, ==, first->closed_loop->n_points);
  g_assert_true (again->closed_loop->points != first->closed_loop->points);
  for (gsize i = 0; i < 65; i++)
    if (is_stable (again, i))
      g_assert_cmpint (again->ends[i], ==, first->ends[i]);
}

static void
test_plane (void)
{
  static const double targets[] = { 1.2, 0.0, -0.6, 1.0, -0.6, -1.0 };
  static const RcBasinsRegion plane = { { -2.0, -2.0 }, { 2.0, 2.0 }, 5, 2, 2, 300.0, 1e-4 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.6, 3, 2, targets);
  g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, 3);
  g_autoptr (RcBasins) basins = make (trained, NULL, &plane);
  gsize n_different = 0;

  g_assert_cmpuint (basins->n_points[0], ==, 17);
  g_assert_cmpuint (basins->n_points[1], ==, 17);
  g_assert_cmpfloat_with_epsilon (basins->outputs[2 * 18], -2.0 + 4.0 / 16.0, 1e-12);
  g_assert_cmpuint (basins->n_released, <, 240);
  check (trained, basins);
  for (gsize i = 0; i < basins->closed_loop->n_points; i++)
    n_different += basins->fractions[i] > 0.05;
  g_assert_cmpuint (n_different, >=, 2);
}

/* A trajectory for which there is not enough time is not said to end anywhere. */
static void
test_restless (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, 5);
  RcBasinsRegion region = line;
  g_autoptr (RcBasins) basins = NULL;
  gsize n_restless = 0;

  region.duration = 0.5;
  basins = make (trained, NULL, &region);
  for (gsize i = 0; i < basins->n_points[0]; i++)
    n_restless += basins->ends[i] == RC_BASINS_RESTLESS;
  g_assert_cmpuint (n_restless, >, 50);
}

/* Nothing saturates: far out the output grows for ever. */
static void
test_diverging (void)
{
  static const double targets[] = { 1.0 };
  static const RcBasinsRegion region = { { 0.5 }, { 3.0 }, 6, 2, 1, 2000.0, 1e-4 };
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, 0.5);
  gsl_matrix_const_view view = gsl_matrix_const_view_array (targets, 1, 1);
  g_autoptr (RcModel) model = rc_model_new (transfer, &view.matrix, NULL);
  g_autoptr (RcTrained) trained = NULL;
  g_autoptr (RcBasins) basins = NULL;

  model->gain = 0.5;
  trained = rc_test_train (model, SIZE, 2);
  basins = make (trained, NULL, &region);
  g_assert_cmpint (basins->ends[10], ==, RC_BASINS_DIVERGED);
  g_assert_cmpint (basins->ends[0], !=, RC_BASINS_DIVERGED);
}

static void
test_threads (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 100, 6);
  RcBasinsRegion region = line;
  g_autoptr (RcBasins) first = NULL;
  g_autoptr (RcBasins) other = NULL;

  region.n_coarse = 65;
  rc_set_threads (1);
  first = make (trained, NULL, &region);
  rc_set_threads (4);
  other = make (trained, NULL, &region);
  rc_set_threads (0);
  g_assert_cmpuint (first->n_released, ==, other->n_released);
  g_assert_cmpuint (first->closed_loop->n_points, ==, other->closed_loop->n_points);
  for (gsize i = 0; i < first->n_points[0]; i++)
    g_assert_cmpint (first->ends[i], ==, other->ends[i]);
  for (gsize i = 0; i < first->closed_loop->n_points; i++)
    g_assert_true (first->closed_loop->points[i].output[0] ==
                   other->closed_loop->points[i].output[0]);
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  double *largest = user_data;

  g_assert_cmpfloat (fraction, >=, 0.0);
  *largest = MAX (*largest, fraction);
  return fraction < 0.3;
}

static void
test_stop (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 100, 6);
  RcBasinsRegion region = line;
  double largest = 0.0;
  RcMonitor monitor = { stop_cb, &largest };
  g_autoptr (GError) error = NULL;

  region.n_coarse = 129;
  rc_set_threads (1);
  g_assert_null (rc_basins_new (trained, NULL, 0, &region, &monitor, &error));
  rc_set_threads (0);
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
  g_assert_cmpfloat (largest, >=, 0.3);
  g_assert_cmpfloat (largest, <, 0.7);
}

static void
test_outputs (void)
{
  static const double targets[] = { 1.0, 0.0, 0.0, 0.0, 1.0, 0.0 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.5, 2, 3, targets);
  g_autoptr (RcTrained) trained = rc_test_train (model, 50, 3);
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_basins_new (trained, NULL, 0, &line, NULL, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_ARGUMENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basins/line", test_line);
  g_test_add_func ("/basins/known", test_known);
  g_test_add_func ("/basins/plane", test_plane);
  g_test_add_func ("/basins/restless", test_restless);
  g_test_add_func ("/basins/diverging", test_diverging);
  g_test_add_func ("/basins/threads", test_threads);
  g_test_add_func ("/basins/stop", test_stop);
  g_test_add_func ("/basins/outputs", test_outputs);
  return g_test_run ();
}
