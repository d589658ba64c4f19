/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-error.h"
#include "rc-fixed-points.h"
#include "rc-parallel.h"
#include "rc-return-map.h"
#include "rc-test.h"

static RcMeanField *
solve (RcModel *model)
{
  g_autoptr (GError) error = NULL;
  RcMeanField *field = rc_mean_field_new (model, &error);

  g_assert_no_error (error);
  return field;
}

static RcFixedPoints *
find (RcMeanField *field, const double *lower, const double *upper, gsize n_starts)
{
  g_autoptr (GError) error = NULL;
  RcFixedPoints *points = rc_fixed_points_new (field, NULL, lower, upper, n_starts, NULL, &error);

  g_assert_no_error (error);
  return points;
}

/* At a target the state is the target's: F(A) = A, and the poles of its M + 1
   equations are the M of the target and that of a copy of a state, -1 + g²⟨φ'²⟩. */
static void
test_target (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcMeanField) field = solve (model);
  g_autoptr (GError) error = NULL;

  for (gsize k = 0; k < 3; k++) {
    double target = gsl_matrix_get (model->targets, k, 0);
    g_autoptr (RcState) state = rc_state_new (field, &target, NULL, NULL, &error);
    g_autoptr (RcLocalDynamics) there = rc_local_dynamics_new_at (state, &error);
    g_autoptr (RcLocalDynamics) here = rc_local_dynamics_new (field, k, &error);
    double extra = here->bulk_radius * here->bulk_radius - 1.0;

    g_assert_cmpfloat_with_epsilon (state->returned[0], target, 1e-12);
    g_assert_cmpuint (there->n_targets, ==, 4);
    for (gsize i = 0; i < 3; i++) {
      double nearest = INFINITY;

      for (gsize j = 0; j < 4; j++)
        nearest = MIN (nearest, cabs (there->poles[j] - here->poles[i]));
      g_assert_cmpfloat (nearest, <, 1e-9);
    }
    for (gsize j = 0; j < 4; j++)
      extra = MIN (extra, fabs (creal (there->poles[j]) - extra) < 1e-9 ? -2.0 : extra);
    g_assert_cmpfloat (extra, ==, -2.0);
  }
}

/* ∂F/∂z = G(0), and both are what a difference of F says. */
static void
test_slope (void)
{
  static const double targets[] = { 1.2, 0.1, -0.4, 0.9, -0.5, -1.1 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.8, 3, 2, targets);
  g_autoptr (RcMeanField) field = solve (model);
  g_autoptr (GError) error = NULL;
  const double z[] = { 0.3, -0.7 }, step = 1e-4;
  g_autoptr (RcState) state = rc_state_new (field, z, NULL, NULL, &error);
  g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new_at (state, &error);
  double complex gain[4];
  double slope[4];

  g_assert_true (rc_state_slope (state, slope));
  g_assert_true (rc_local_dynamics_gain (dynamics, 0.0, gain));
  for (gsize j = 0; j < 2; j++) {
    double above[] = { z[0], z[1] }, below[] = { z[0], z[1] };
    g_autoptr (RcState) up = NULL, down = NULL;

    above[j] += step;
    below[j] -= step;
    up = rc_state_new (field, above, NULL, NULL, &error);
    down = rc_state_new (field, below, NULL, NULL, &error);
    for (gsize i = 0; i < 2; i++) {
      double difference = (up->returned[i] - down->returned[i]) / (2.0 * step);

      g_assert_cmpfloat_with_epsilon (slope[i * 2 + j], difference, 1e-6);
      g_assert_cmpfloat_with_epsilon (slope[i * 2 + j], creal (gain[i * 2 + j]), 1e-11);
    }
  }
}

/* With an odd φ the map is odd: the fixed points are 0, the targets, their
   mirror images, and what separates them. */
static void
test_interval (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcMeanField) field = solve (model);
  const double lower = -2.5, upper = 2.5;
  g_autoptr (RcFixedPoints) points = find (field, &lower, &upper, 200);
  guint n_targets = 0;

  g_assert_cmpuint (points->n_points, >=, 7);
  for (gsize i = 0; i < points->n_points; i++) {
    const RcFixedPoint *point = &points->points[i], *mirror;

    mirror = &points->points[points->n_points - 1 - i];
    g_assert_cmpfloat_with_epsilon (point->state->returned[0], point->state->output[0], 1e-9);
    g_assert_cmpfloat_with_epsilon (point->state->output[0], -mirror->state->output[0], 1e-8);
    g_assert_cmpfloat (cabs (point->dynamics->poles[0] - mirror->dynamics->poles[0]), <, 1e-6);
    n_targets += point->target >= 0;
    if (i > 0)
      g_assert_cmpfloat (point->state->output[0], >, points->points[i - 1].state->output[0]);
  }
  g_assert_cmpuint (n_targets, ==, 3);
}

/* 0.6 and 0.9 lie between two points of this grid, so that no sign changes: the
   pair is found by the map's approach to the diagonal. */
static void
test_close_pair (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcMeanField) field = solve (model);
  const double lower = 0.25, upper = 1.25;
  const gsize n = 4;
  g_autoptr (RcFixedPoints) points = find (field, &lower, &upper, n);
  g_autoptr (GError) error = NULL;
  double flow[4];

  g_assert_true (rc_return_map_field (field, NULL, &lower, &upper, &n, NULL, flow, &error));
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (flow[i], >, 0.0);
  g_assert_cmpuint (points->n_points, ==, 2);
  g_assert_cmpfloat_with_epsilon (points->points[0].state->output[0], 0.6, 1e-8);
  g_assert_cmpfloat_with_epsilon (points->points[1].state->output[0], 0.9, 1e-8);
  g_assert_cmpint (points->points[0].dynamics->verdict, ==, RC_VERDICT_STABLE);
  g_assert_cmpint (points->points[1].dynamics->verdict, ==, RC_VERDICT_UNSTABLE);
}

/* A square of targets: the fixed points have its symmetry, whatever the number
   of threads, and the targets are among them. */
static void
test_rectangle (void)
{
  static const double targets[] = { 1.0, 0.0, 0.0, 1.0, -1.0, 0.0, 0.0, -1.0 };
  static const double lower[] = { -1.7, -1.7 }, upper[] = { 1.7, 1.7 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.7, 4, 2, targets);
  g_autoptr (RcMeanField) field = solve (model);
  g_autoptr (RcFixedPoints) points = NULL, again = NULL;
  guint n_targets = 0;

  rc_set_threads (1);
  points = find (field, lower, upper, 7);
  rc_set_threads (3);
  again = find (field, lower, upper, 7);
  rc_set_threads (0);
  g_assert_cmpuint (points->n_points, ==, again->n_points);
  for (gsize i = 0; i < points->n_points; i++) {
    const double *z = points->points[i].state->output;
    double turned = INFINITY;

    g_assert_cmpfloat (z[0], ==, again->points[i].state->output[0]);
    g_assert_cmpfloat (z[1], ==, again->points[i].state->output[1]);
    g_assert_cmpfloat_with_epsilon (points->points[i].state->returned[0], z[0], 1e-8);
    g_assert_cmpfloat_with_epsilon (points->points[i].state->returned[1], z[1], 1e-8);
    for (gsize j = 0; j < points->n_points; j++)
      turned = MIN (turned,
                    hypot (points->points[j].state->output[0] + z[1],
                           points->points[j].state->output[1] - z[0]));
    g_assert_cmpfloat (turned, <, 1e-6);
    n_targets += points->points[i].target >= 0;
  }
  g_assert_cmpuint (n_targets, ==, 4);
  g_assert_cmpuint (points->n_points, >=, 5);
}

/* Targets on a line through zero have the fixed points of one output along it, and no others. */
static void
test_targets_on_a_line (void)
{
  static const double along[] = { 1.6, 0.9, -0.6 }, low = -2.4, high = 2.4;
  static const double lower[] = { -2.4, -2.4 }, upper[] = { 2.4, 2.4 };
  static const double directions[][2] = { { 1.0, 0.0 }, { 0.8, 0.6 }, { -0.28, 0.96 } };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.9, 3, 1, along);
  g_autoptr (RcMeanField) field = solve (model);
  g_autoptr (RcFixedPoints) one = find (field, &low, &high, 400);

  g_assert_cmpuint (one->n_points, ==, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++) {
    const double *e = directions[i];
    const double targets[] = { along[0] * e[0], along[0] * e[1], along[1] * e[0],
                               along[1] * e[1], along[2] * e[0], along[2] * e[1] };
    g_autoptr (RcModel) plane = rc_test_model (RC_TRANSFER_TANH, 0.9, 3, 2, targets);
    g_autoptr (RcMeanField) plane_field = solve (plane);
    g_autoptr (RcFixedPoints) two = find (plane_field, lower, upper, 12);

    g_assert_cmpuint (two->n_points, ==, one->n_points);
    for (gsize j = 0; j < one->n_points; j++) {
      double z = one->points[j].state->output[0], nearest = INFINITY;

      for (gsize k = 0; k < two->n_points; k++) {
        const double *output = two->points[k].state->output;

        nearest = MIN (nearest, hypot (output[0] - z * e[0], output[1] - z * e[1]));
      }
      g_assert_cmpfloat (nearest, <, 1e-6);
    }
  }
}

static void
test_field (void)
{
  static const double targets[] = { 1.0, 0.0, 0.0, 1.0 };
  static const double lower[] = { -1.0, -2.0 }, upper[] = { 1.0, 2.0 };
  static const gsize n_points[] = { 3, 5 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_ERF, 0.7, 2, 2, targets);
  g_autoptr (RcMeanField) field = solve (model);
  g_autoptr (GError) error = NULL;
  double flow[30];

  g_assert_true (rc_return_map_field (field, NULL, lower, upper, n_points, NULL, flow, &error));
  for (gsize i = 0; i < 15; i++) {
    const double z[] = { (double)(i / 5) - 1.0, (double)(i % 5) - 2.0 };
    g_autoptr (RcState) state = rc_state_new (field, z, NULL, NULL, &error);

    g_assert_cmpfloat (flow[2 * i], ==, state->returned[0] - z[0]);
    g_assert_cmpfloat (flow[2 * i + 1], ==, state->returned[1] - z[1]);
  }
}

static void
test_too_many_outputs (void)
{
  static const double targets[] = { 1.0, 0.0, 0.5 }, bounds[] = { 1.0, 1.0, 1.0 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_ERF, 0.7, 1, 3, targets);
  g_autoptr (RcMeanField) field = solve (model);
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_fixed_points_new (field, NULL, targets, bounds, 5, NULL, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_ARGUMENT);
}

/* A rectifier without threshold scales: with one target every output above zero is held. */
static void
test_line (void)
{
  static const double target = 1.0, lower = -1.0, upper = 2.0;
  static const double ends[] = { 0.0, 1.0 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_RELU, 0.7, 1, 1, &target);
  g_autoptr (RcMeanField) field = solve (model);
  g_autoptr (RcFixedPoints) points = find (field, &lower, &upper, 151);

  g_assert_cmpuint (points->n_points, ==, G_N_ELEMENTS (ends));
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    g_assert_cmpfloat_with_epsilon (points->points[i].state->output[0], ends[i], 1e-9);
  g_assert_cmpint (points->points[1].target, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state/target", test_target);
  g_test_add_func ("/state/slope", test_slope);
  g_test_add_func ("/state/interval", test_interval);
  g_test_add_func ("/state/close-pair", test_close_pair);
  g_test_add_func ("/state/rectangle", test_rectangle);
  g_test_add_func ("/state/targets-on-a-line", test_targets_on_a_line);
  g_test_add_func ("/state/field", test_field);
  g_test_add_func ("/state/line", test_line);
  g_test_add_func ("/state/too-many-outputs", test_too_many_outputs);
  return g_test_run ();
}
