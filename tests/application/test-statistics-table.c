/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-statistics-table.h"

#include <math.h>

#define N_NETWORKS 3

/* As many networks with one target, 0.5, and what they have of each measure; theory says nothing
 * yet. What one attractor has all have together. */
static ExpEnsemble *
make_ensemble (guint measures, const double *const *values)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  gsize n = exp_measures_count (measures);
  ExpEnsemble *ensemble;

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (1, 1);
  experiment->targets->values[0] = 0.5;
  ensemble = exp_ensemble_new (experiment, measures, N_NETWORKS);
  for (guint i = 0; i < N_NETWORKS; i++) {
    g_autofree double *all = g_new (double, 2 * n);

    for (gsize j = 0; j < n; j++)
      all[2 * j] = all[2 * j + 1] = values[j][i];
    ensemble->outcomes[i] = exp_outcome_new (2 * n, all);
  }
  return ensemble;
}

/* What they have of a measure, and theory says of it, as the table writes them. */
static void
assert_row (ExpMeasure measure,
            const double *values,
            double theory,
            const char *networks_text,
            const char *theory_text)
{
  g_autoptr (ExpEnsemble) ensemble = make_ensemble (1u << measure, &values);
  g_autoptr (GPtrArray) rows = NULL;
  const AttractorStatisticsRow *row;

  ensemble->theory[0] = ensemble->theory[1] = theory;
  rows = attractor_statistics_table_new (ensemble);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_true (row->heading);
  g_assert_cmpstr (row->networks, ==, "3 networks");
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->networks, ==, networks_text);
  g_assert_cmpstr (row->theory, ==, theory_text);
  /* where there is no number it is said why */
  g_assert_true ((row->networks_why != NULL) == g_str_equal (networks_text, "—"));
  g_assert_true ((row->theory_why != NULL) == g_str_equal (theory_text, "—"));
}

static void
test_numbers (void)
{
  const double usual[] = { 0.5, 0.6, 0.7 }, small[] = { 5e-7, 6e-7, 7e-7 };
  const double large[] = { 1e6, 2e6, 3e6 }, zero[] = { 0.5, -0.5, 0.001 };
  const double rounding[] = { 7.5e-16, 3e-16, 4e-14 }, missing[] = { 0.5, NAN, 0.7 };
  const double none[] = { NAN, NAN, NAN };

  assert_row (EXP_MEASURE_BULK_RADIUS, usual, 0.61, "0.600\u00a0±\u00a00.058", "0.6100");
  assert_row (EXP_MEASURE_READOUT_ERROR, small, NAN, "(6.00\u00a0±\u00a00.58)×10⁻⁷", "—");
  assert_row (EXP_MEASURE_BULK_RADIUS, large, 2e6, "(2.00\u00a0±\u00a00.58)×10⁶", "2.000×10⁶");
  assert_row (EXP_MEASURE_BULK_RADIUS, zero, 0.0, "0.00\u00a0±\u00a00.29", "0");
  assert_row (EXP_MEASURE_READOUT_ERROR, rounding, NAN, "0", "—");
  assert_row (EXP_MEASURE_BULK_RADIUS, missing, 0.61, "0.60\u00a0±\u00a00.10 (2)", "0.6100");
  assert_row (EXP_MEASURE_RESONANCE_FREQUENCY, none, NAN, "—", "—");
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
  const double *const values[] = { held, times };
  const char *why = "An attractor that the output leaves has no response time";
  g_autoptr (ExpEnsemble) ensemble = make_ensemble (
    1u << EXP_MEASURE_SUCCESS | 1u << EXP_MEASURE_MEAN_RESPONSE_TIME, values);
  g_autoptr (GPtrArray) rows = NULL;
  const AttractorStatisticsRow *row;

  ensemble->theory[0] = ensemble->theory[1] = theory_held;
  ensemble->theory[2] = ensemble->theory[3] = -4.5;
  rows = attractor_statistics_table_new (ensemble);
  row = g_ptr_array_index (rows, 2);
  g_assert_cmpstr (row->name, ==, "Mean response time (τ)");
  g_assert_cmpstr (row->networks, ==, network);
  g_assert_cmpstr (row->theory, ==, said);
  g_assert_cmpstr (row->networks_why, ==, g_str_has_prefix (network, "—") ? why : NULL);
  g_assert_cmpstr (row->theory_why, ==, g_str_has_prefix (said, "—") ? why : NULL);
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
