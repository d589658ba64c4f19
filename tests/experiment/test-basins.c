/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-basins.h"
#include "exp-error.h"
#include "exp-theory.h"

static ExpMeasurement *
measure (const ExpExperiment *experiment)
{
  g_autoptr (GError) error = NULL;
  ExpMeasurement *measurement = exp_measurement_new (experiment, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return measurement;
}

static ExpExperiment *
make_experiment (void)
{
  ExpExperiment *experiment = exp_experiment_new ();

  experiment->size = 100;
  experiment->seed = 4;
  experiment->trajectories = 8;
  return experiment;
}

static int progress; /* atomic, in thousandths */

static gboolean
watch_cb (double fraction, gpointer user_data)
{
  g_atomic_int_set (&progress, (int)(1000.0 * fraction));
  return TRUE;
}

/* The trajectories of the run itself end where the basins say that they do. */
static void
test_trajectories (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (ExpBasins) basins = NULL;
  g_autoptr (GError) error = NULL;
  RcMonitor monitor = { watch_cb, NULL };
  const RcBasins *found;
  gsize n_compared = 0;

  experiment->duration = 300.0;
  measurement = measure (experiment);
  basins = exp_basins_new (measurement, 0, NULL, NULL, NULL, &monitor, &error);
  g_assert_no_error (error);
  found = basins->basins;
  g_assert_cmpint (g_atomic_int_get (&progress), >, 500);
  g_assert_cmpfloat_with_epsilon (found->region.upper[0], 2.4, 1e-12);
  g_assert_cmpfloat (found->region.duration, >=, 300.0);
  g_assert_cmpuint (found->n_points[0], ==, 513);
  for (gsize i = 0; i < measurement->n_trajectories; i++) {
    double *z = measurement->trajectories + i * EXP_N_TIMES;
    double held = -2.08 + 4.16 * (double)i / 7.0; /* before it is released */
    gsize at = (gsize)((held + 2.4) / 4.8 * 512.0 + 0.5);

    if (found->ends[at] < 0 || found->ends[at - 1] != found->ends[at + 1])
      continue;
    g_assert_cmpfloat_with_epsilon (
      z[EXP_N_TIMES - 1], found->closed_loop->points[found->ends[at]].output[0], 1e-2);
    n_compared++;
  }
  g_assert_cmpuint (n_compared, >=, 4);
}

/* All of the region is accounted for in the report. */
static void
test_report (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  g_autoptr (ExpMeasurement) measurement = measure (experiment);
  g_autoptr (ExpBasins) basins = exp_basins_new (measurement, 0, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (JsonObject) report = exp_basins_report (basins);
  JsonArray *points = json_object_get_array_member (report, "fixed_points");
  double sum = json_object_get_double_member (report, "restless") +
               json_object_get_double_member (report, "diverged");

  g_assert_cmpuint (json_array_get_length (points), >=, 2);
  for (guint i = 0; i < json_array_get_length (points); i++)
    sum += json_object_get_double_member (json_array_get_object_element (points, i), "fraction");
  g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-9);
}

static void
test_region (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  g_autoptr (ExpMeasurement) measurement = measure (experiment);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ExpBasins) basins = NULL;
  g_autoptr (GError) error = NULL;
  const double lower[] = { 1.0 }, upper[] = { 2.0 };

  basins = exp_basins_new (measurement, 1, lower, upper, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (basins->basins->outputs[256], 1.5, 1e-12);

  g_assert_null (exp_basins_new (measurement, 0, upper, lower, NULL, NULL, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (exp_basins_new (measurement, 0, NULL, NULL, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_outputs (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (GError) error = NULL;

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (1, 3);
  exp_table_set (experiment->targets, 0, 1, 1.0);
  measurement = measure (experiment);
  g_assert_null (exp_basins_new (measurement, 0, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basins/trajectories", test_trajectories);
  g_test_add_func ("/basins/report", test_report);
  g_test_add_func ("/basins/region", test_region);
  g_test_add_func ("/basins/outputs", test_outputs);
  return g_test_run ();
}
