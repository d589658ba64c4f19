/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-statistics-table.h"

#include <math.h>

/* What three networks with one target, 0.5, have of a measure, and theory says of it, as the
 * table writes them. */
static void
assert_row (ExpMeasure measure,
            const double *values,
            double theory,
            const char *networks_text,
            const char *theory_text)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpEnsemble) ensemble = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  char **row;

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (1, 1);
  experiment->targets->values[0] = 0.5;
  ensemble = exp_ensemble_new (experiment, 1u << measure, 3);
  for (guint i = 0; i < 3; i++) {
    const double both[] = { values[i], values[i] }; /* of the attractor, and of all */

    ensemble->outcomes[i] = exp_outcome_new (2, both);
  }
  ensemble->theory[0] = ensemble->theory[1] = theory;

  rows = attractor_statistics_table_new (ensemble);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row[1], ==, "3 networks");
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row[1], ==, networks_text);
  g_assert_cmpstr (row[2], ==, theory_text);
}

static void
test_numbers (void)
{
  const double usual[] = { 0.5, 0.6, 0.7 }, small[] = { 5e-7, 6e-7, 7e-7 };
  const double large[] = { 1e6, 2e6, 3e6 }, zero[] = { 0.5, -0.5, 0.001 };
  const double rounding[] = { 7.5e-16, 3e-16, 4e-14 }, missing[] = { 0.5, NAN, 0.7 };

  assert_row (EXP_MEASURE_BULK_RADIUS, usual, 0.61, "0.600\u00a0±\u00a00.058", "0.6100");
  assert_row (EXP_MEASURE_READOUT_ERROR, small, NAN, "(6.00\u00a0±\u00a00.58)×10⁻⁷", "—");
  assert_row (EXP_MEASURE_BULK_RADIUS, large, 2e6, "(2.00\u00a0±\u00a00.58)×10⁶", "2.000×10⁶");
  assert_row (EXP_MEASURE_BULK_RADIUS, zero, 0.0, "0.00\u00a0±\u00a00.29", "0");
  assert_row (EXP_MEASURE_READOUT_ERROR, rounding, NAN, "0", "—");
  assert_row (EXP_MEASURE_BULK_RADIUS, missing, 0.61, "0.60\u00a0±\u00a00.10 (2)", "0.6100");
}

/* A negative time constant is one of growth, and is told so. */
static void
test_growth (void)
{
  const double all[] = { -9.0, -10.0, -11.0 }, some[] = { -9.0, 10.0, 11.0 };

  assert_row (
    EXP_MEASURE_TIME_CONSTANT, all, -10.5, "10.00\u00a0±\u00a00.58, grows", "10.50, grows");
  assert_row (EXP_MEASURE_TIME_CONSTANT, some, 10.5, "4.0\u00a0±\u00a06.5, some grow", "10.50");
}

/* An attractor that does not hold has no response time, and says why. */
static void
assert_response_time (const double *held, double theory_held, const char *network, const char *said)
{
  static const double times[] = { 3.0, -4.0, 5.0 };
  guint measures = 1u << EXP_MEASURE_SUCCESS | 1u << EXP_MEASURE_MEAN_RESPONSE_TIME;
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpEnsemble) ensemble = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  char **row;

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (1, 1);
  experiment->targets->values[0] = 0.5;
  ensemble = exp_ensemble_new (experiment, measures, 3);
  for (guint i = 0; i < 3; i++) {
    const double all[] = { held[i], held[i], times[i], times[i] };

    ensemble->outcomes[i] = exp_outcome_new (4, all);
  }
  ensemble->theory[0] = ensemble->theory[1] = theory_held;
  ensemble->theory[2] = ensemble->theory[3] = -4.5;

  rows = attractor_statistics_table_new (ensemble);
  row = g_ptr_array_index (rows, 2);
  g_assert_cmpstr (row[0], ==, "Mean response time");
  g_assert_cmpstr (row[1], ==, network);
  g_assert_cmpstr (row[2], ==, said);
}

static void
test_response_time (void)
{
  static const double some[] = { 1.0, 0.0, 1.0 }, none[] = { 0.0, 0.0, 0.0 };

  assert_response_time (some, 0.0, "4.0\u00a0±\u00a01.0 (2)", "— (unstable)");
  assert_response_time (none, 1.0, "— (unstable)", "−4.500");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/statistics-table/numbers", test_numbers);
  g_test_add_func ("/statistics-table/growth", test_growth);
  g_test_add_func ("/statistics-table/response-time", test_response_time);

  return g_test_run ();
}
