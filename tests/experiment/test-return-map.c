/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "exp-error.h"
#include "exp-return-map.h"

static ExpReturnMap *
make_map (const ExpExperiment *experiment, gsize attractor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpTheory) theory = exp_theory_new (experiment, NULL, &error);
  ExpReturnMap *map = NULL;

  g_assert_no_error (error);
  map = exp_return_map_new (theory, attractor, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return map;
}

static const RcFixedPoint *
find_target (const ExpReturnMap *map, gssize target)
{
  for (gsize i = 0; i < map->fixed_points->n_points; i++)
    if (map->fixed_points->points[i].target == target)
      return &map->fixed_points->points[i];
  return NULL;
}

/* The curve crosses the diagonal where the fixed points are, and nowhere else; each
   target is one, with the poles of theory. */
static void
test_one_output (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpTheory) theory = exp_theory_new (experiment, NULL, NULL);
  g_autoptr (ExpReturnMap) map = make_map (experiment, 0);
  gsize n_crossings = 0;

  g_assert_cmpuint (map->n_outputs, ==, 1);
  g_assert_cmpfloat_with_epsilon (map->lower[0], -2.4, 1e-12);
  for (gsize i = 1; i < map->n_points[0]; i++)
    n_crossings += (map->returned[i] < map->outputs[i]) !=
                   (map->returned[i - 1] < map->outputs[i - 1]);
  g_assert_cmpuint (map->fixed_points->n_points, ==, n_crossings);
  for (gssize k = 0; k < 3; k++) {
    const RcFixedPoint *point = find_target (map, k);
    double complex pole = theory->attractors[k].dynamics->poles[0];

    g_assert_nonnull (point);
    g_assert_cmpfloat_with_epsilon (creal (point->dynamics->poles[0]), creal (pole), 1e-6);
  }
}

/* Two targets that mirror each other: the middle is a saddle, and the field has the
   symmetry of the targets. */
static void
test_two_outputs (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpReturnMap) map = NULL;
  gsize n;

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (2, 2);
  exp_table_set (experiment->targets, 0, 0, 1.0);
  exp_table_set (experiment->targets, 1, 1, 1.0);
  map = make_map (experiment, 0);
  n = map->n_points[0];
  g_assert_cmpuint (map->n_points[1], ==, n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      g_assert_cmpfloat_with_epsilon (
        map->returned[2 * (i * n + j)], map->returned[2 * (j * n + i) + 1], 1e-12);
  g_assert_nonnull (find_target (map, 0));
  g_assert_nonnull (find_target (map, 1));
}

/* A static input changes the map: each target is a fixed point of its own map. */
static void
test_inputs (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();

  exp_table_free (experiment->inputs);
  experiment->inputs = exp_table_new (3, 1);
  for (gsize k = 0; k < 3; k++)
    exp_table_set (experiment->inputs, k, 0, (double)k - 1.0);
  for (gsize k = 0; k < 3; k++) {
    g_autoptr (ExpReturnMap) map = make_map (experiment, k);

    g_assert_nonnull (find_target (map, (gssize)k));
  }
}

static void
test_refused (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpTheory) theory = exp_theory_new (experiment, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double lower = 1.0, upper = 1.0;

  g_assert_null (exp_return_map_new (theory, 0, &lower, &upper, NULL, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (exp_return_map_new (theory, 0, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (2, 3);
  exp_table_set (experiment->targets, 0, 0, 1.0);
  g_clear_pointer (&theory, exp_theory_unref);
  theory = exp_theory_new (experiment, NULL, NULL);
  g_assert_null (exp_return_map_new (theory, 0, NULL, NULL, NULL, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/return-map/one-output", test_one_output);
  g_test_add_func ("/return-map/two-outputs", test_two_outputs);
  g_test_add_func ("/return-map/inputs", test_inputs);
  g_test_add_func ("/return-map/refused", test_refused);
  return g_test_run ();
}
