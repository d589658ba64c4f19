/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>

#include "exp-error.h"
#include "exp-memory.h"
#include "exp-sweep-report.h"
#include "exp-sweep-table.h"
#include "exp-sweep.h"
#include "rc-parallel.h"

#define MEASURE(name) (1u << EXP_MEASURE_##name)

static ExpExperiment *
make_experiment (void)
{
  ExpExperiment *experiment = exp_experiment_new ();

  experiment->size = 80;
  experiment->seed = 5;
  experiment->duration = 30.0;
  experiment->frequency_points = 40;
  experiment->trajectories = 2;
  return experiment;
}

static ExpAxis
make_axis (const char *text)
{
  g_autoptr (GError) error = NULL;
  ExpAxis axis;

  exp_axis_parse (&axis, text, &error);
  g_assert_no_error (error);
  return axis;
}

static ExpSweep *
run_sweep (ExpSweep *sweep, const ExpSweepObserver *observer)
{
  g_autoptr (GError) error = NULL;

  exp_sweep_run (&sweep, NULL, observer, &error);
  g_assert_no_error (error);
  return sweep;
}

static ExpSweep *
new_sweep (const ExpExperiment *experiment,
           const ExpAxis *x,
           const ExpAxis *y,
           guint measures,
           gsize n_networks)
{
  g_autoptr (GError) error = NULL;
  ExpSweep *sweep = exp_sweep_new (experiment, x, y, measures, n_networks, &error);

  g_assert_no_error (error);
  return sweep;
}

static void
assert_same (double a, double b)
{
  g_assert_true (a == b || (isnan (a) && isnan (b)));
}

static void
assert_equal (const ExpSweep *a, const ExpSweep *b)
{
  g_assert_cmpuint (a->n_cells, ==, b->n_cells);
  g_assert_cmpuint (a->n_networks, ==, b->n_networks);
  for (gsize i = 0; i < a->n_cells; i++)
    for (gsize j = 0; j < a->n_networks; j++) {
      const ExpOutcome *first = a->cells[i]->outcomes[j], *second = b->cells[i]->outcomes[j];

      g_assert_true ((first == NULL) == (second == NULL));
      if (first == NULL)
        continue;
      g_assert_cmpuint (first->n_values, ==, second->n_values);
      g_assert_cmpmem (first->values,
                       first->n_values * sizeof (double),
                       second->values,
                       second->n_values * sizeof (double));
      g_assert_cmpstr (first->problem, ==, second->problem);
    }
}

/* A statistic is that of single runs of the same seeds, each with all that is measured. */
static void
test_against_single_runs (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  g_autoptr (ExpSweep) sweep = new_sweep (experiment, NULL, NULL, EXP_ALL_MEASURES, 5);
  const ExpEnsemble *ensemble;
  double leading[5], fitted[5], readout[5];
  gsize n_held = 0;
  ExpSummary summary;
  ExpProportion success;

  sweep = run_sweep (g_steal_pointer (&sweep), NULL);
  ensemble = sweep->cells[0];
  for (gsize i = 0; i < 5; i++) {
    g_autoptr (ExpMeasurement) single = NULL;
    g_autoptr (GError) error = NULL;

    experiment->seed = 5 + (gint64)i;
    single = exp_measurement_new (experiment, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    leading[i] = creal (single->attractors[2].leading_eigenvalue);
    readout[i] = single->attractors[0].readout_error;
    fitted[i] = single->attractors[0].time_constant;
    n_held += single->success;
    assert_same (exp_ensemble_get (ensemble, EXP_MEASURE_FITTED_TIME_CONSTANT, 0, i), fitted[i]);
    assert_same (exp_ensemble_get (ensemble, EXP_MEASURE_READOUT_ERROR, 0, i), readout[i]);
    assert_same (exp_ensemble_get (ensemble, EXP_MEASURE_BULK_RADIUS, 1, i),
                 single->attractors[1].bulk_radius);
  }
  exp_ensemble_summarise (ensemble, EXP_MEASURE_LEADING_EIGENVALUE, 2, &summary);
  g_assert_cmpuint (summary.n, ==, 5);
  g_assert_cmpfloat_with_epsilon (summary.mean, gsl_stats_mean (leading, 1, 5), 1e-12);
  g_assert_cmpfloat_with_epsilon (
    summary.standard_error, gsl_stats_sd (leading, 1, 5) / sqrt (5.0), 1e-12);
  g_assert_cmpfloat_with_epsilon (summary.median, gsl_stats_median (leading, 1, 5), 1e-12);
  exp_ensemble_get_success (ensemble, EXP_ALL_ATTRACTORS, &success);
  g_assert_cmpuint (success.n, ==, 5);
  g_assert_cmpuint (success.n_successes, ==, n_held);
}

/* The ends of Wilson's interval are where the number seen is just so far from its mean as the
   normal distribution lets it be in 95 of 100 cases. */
static void
test_proportion (void)
{
  const double z = gsl_cdf_ugaussian_Pinv (0.975);
  ExpProportion p;

  for (gsize n = 1; n < 30; n++)
    for (gsize k = 0; k <= n; k++) {
      double fraction = (double)k / (double)n;

      exp_proportion_init (&p, n, k);
      g_assert_cmpfloat (p.lower, >=, 0.0);
      g_assert_cmpfloat (p.upper, <=, 1.0);
      g_assert_cmpfloat_with_epsilon (p.fraction, fraction, 1e-15);
      g_assert_cmpfloat_with_epsilon (
        fraction - p.lower, z * sqrt (p.lower * (1.0 - p.lower) / (double)n), 1e-12);
      g_assert_cmpfloat_with_epsilon (
        p.upper - fraction, z * sqrt (p.upper * (1.0 - p.upper) / (double)n), 1e-12);
    }
  exp_proportion_init (&p, 0, 0);
  g_assert_true (isnan (p.fraction));
  g_assert_cmpfloat (p.upper - p.lower, ==, 1.0);
}

static void
test_summary (void)
{
  const double values[] = { 3.0, NAN, 1.0, INFINITY, 2.0, 10.0, -INFINITY };
  ExpSummary summary;

  exp_summary_init (&summary, G_N_ELEMENTS (values), values);
  g_assert_cmpuint (summary.n, ==, 4);
  g_assert_cmpfloat (summary.mean, ==, 4.0);
  g_assert_cmpfloat_with_epsilon (summary.standard_error, sqrt (50.0 / 3.0 / 4.0), 1e-14);
  g_assert_cmpfloat (summary.minimum, ==, 1.0);
  g_assert_cmpfloat (summary.lower_quartile, ==, 1.75);
  g_assert_cmpfloat (summary.median, ==, 2.5);
  g_assert_cmpfloat (summary.upper_quartile, ==, 4.75);
  g_assert_cmpfloat (summary.maximum, ==, 10.0);
  exp_summary_init (&summary, 1, values);
  g_assert_cmpfloat (summary.mean, ==, 3.0);
  g_assert_true (isnan (summary.standard_error));
  exp_summary_init (&summary, 0, NULL);
  g_assert_cmpuint (summary.n, ==, 0);
  g_assert_true (isnan (summary.mean));
}

/* Of several attractors the slowest counts, one that leaves more, and the faster that is the
   more; one without a number leaves none for all. */
static void
test_combine (void)
{
  const double slow[] = { 2.0, 7.0, 3.0 }, leaving[] = { 2.0, -9.0, -4.0 };
  const double endless[] = { 2.0, INFINITY }, unknown[] = { 2.0, NAN };
  const double held[] = { 1.0, 0.0 };

  g_assert_cmpfloat_with_epsilon (
    exp_measure_combine (EXP_MEASURE_TIME_CONSTANT, 3, slow), 7.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (
    exp_measure_combine (EXP_MEASURE_TIME_CONSTANT, 3, leaving), -4.0, 1e-12);
  g_assert_true (isinf (exp_measure_combine (EXP_MEASURE_TIME_CONSTANT, 2, endless)));
  g_assert_true (isnan (exp_measure_combine (EXP_MEASURE_TIME_CONSTANT, 2, unknown)));
  g_assert_cmpfloat (exp_measure_combine (EXP_MEASURE_READOUT_ERROR, 3, leaving), ==, 2.0);
  g_assert_cmpfloat (exp_measure_combine (EXP_MEASURE_SUCCESS, 2, held), ==, 0.0);
  g_assert_cmpfloat (exp_measure_combine (EXP_MEASURE_SUCCESS, 1, held), ==, 1.0);
}

static void
test_axis (void)
{
  static const char *const bad[] = {
    "",           "gain",       "gain:1:2",     "gain:1:2:0",       "gain:1:2:3:lin",
    "gain:x:2:3", "size:1:2:3", "gain:1:nan:3", "gain:1:2:3:log:4", "gain:1:2:1e1"
  };
  ExpAxis axis = make_axis ("gain:0.1:10:3:log"), again;
  g_autofree double *values = exp_axis_make_values (&axis);
  g_autofree char *text = exp_axis_print (&axis);

  g_assert_cmpstr (text, ==, "network.gain:0.1:10:3:log");
  again = make_axis (text);
  g_assert_true (exp_axis_equal (&axis, &again));
  g_assert_cmpfloat_with_epsilon (values[1], 1.0, 1e-14);
  again.logarithmic = FALSE;
  g_assert_false (exp_axis_equal (&axis, &again));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (exp_axis_parse (&again, bad[i], &error));
    g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  }
}

static void
test_refusals (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const ExpAxis many = make_axis ("gain:0.1:1:101"), others = make_axis ("amplitude:0.1:1:101");
  const ExpAxis point = make_axis ("gain:0.5:0.5:2");
  const ExpAxis beyond = make_axis ("gain:0.1:20:3"), large = make_axis ("amplitude:1:1000:3");
  const struct {
    const ExpAxis *x, *y;
    gsize n;
  } cases[] = { { &many, &others, 1 }, { &many, &many, 1 }, { &beyond, NULL, 1 },
                { NULL, &large, 1 },   { NULL, NULL, 0 },   { &many, NULL, 20000 },
                { &point, NULL, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (
      exp_sweep_new (experiment, cases[i].x, cases[i].y, MEASURE (SUCCESS), cases[i].n, &error));
    g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
    g_assert_cmpuint (strlen (error->message), >, 10);
  }
  experiment->seed = 9007199254740991;
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (exp_sweep_new (experiment, NULL, NULL, MEASURE (SUCCESS), 2, &error));
    g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  }
}

/* Each place once, every eighth along both axes first. */
static void
test_order (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const ExpAxis x = make_axis ("gain:0.1:1:17"), y = make_axis ("amplitude:0.1:1:10");
  g_autoptr (ExpSweep) sweep = new_sweep (experiment, &x, &y, MEASURE (SUCCESS), 1);
  g_autofree gsize *order = exp_sweep_make_order (sweep);
  g_autofree guint *seen = g_new0 (guint, sweep->n_cells);

  for (gsize i = 0; i < sweep->n_cells; i++) {
    seen[order[i]]++;
    if (i < 6)
      g_assert_true (order[i] % 17 % 8 == 0 && order[i] / 17 % 8 == 0);
  }
  for (gsize i = 0; i < sweep->n_cells; i++)
    g_assert_cmpuint (seen[i], ==, 1);
}

typedef struct {
  gsize n;
  gsize stop_after;
  GCancellable *cancellable;
  gsize last_count;
} Progress;

static void
count_cb (ExpSweep *sweep, gsize cell, gsize network, gpointer user_data)
{
  Progress *progress = user_data;
  g_autoptr (ExpSweep) snapshot = exp_sweep_snapshot (sweep);

  g_assert_nonnull (sweep->cells[cell]->outcomes[network]);
  g_assert_cmpuint (exp_sweep_count (snapshot, NULL), >, progress->last_count);
  progress->last_count = exp_sweep_count (snapshot, NULL);
  if (++progress->n == progress->stop_after)
    g_cancellable_cancel (progress->cancellable);
}

static void
extend_cb (ExpSweep *sweep, gsize cell, gsize network, gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_true (exp_outcome_is_complete (sweep->cells[cell]->outcomes[network]));
  progress->n++;
}

/* One thread or several, in one go or in pieces: the same numbers, bit for bit. */
static void
test_threads_and_pieces (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const ExpAxis x = make_axis ("gain:0.6:1.2:3"), y = make_axis ("amplitude:0.5:1.5:2");
  const guint measures = MEASURE (SUCCESS) | MEASURE (TIME_CONSTANT) | MEASURE (POLE_TIME_CONSTANT);
  g_autoptr (ExpSweep) one = new_sweep (experiment, &x, &y, measures, 3);
  g_autoptr (ExpSweep) two = exp_sweep_ref (one);
  g_autoptr (ExpSweep) pieces = exp_sweep_ref (one);
  g_autoptr (ExpSweep) plan = exp_sweep_ref (one);
  Progress progress = { 0 };
  gsize n_before = 0, n_pieces = 0;
  const ExpSweepObserver observer = { NULL, count_cb, &progress };

  rc_set_threads (1);
  one = run_sweep (g_steal_pointer (&one), NULL);
  rc_set_threads (3);
  two = run_sweep (g_steal_pointer (&two), &observer);
  g_assert_cmpuint (progress.n, ==, 18);
  assert_equal (one, two);
  g_assert_cmpuint (exp_sweep_count (plan, NULL), ==, 0);

  while (n_before < 18) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    ExpSweep *resumed = exp_sweep_resume (plan, pieces);

    exp_sweep_unref (pieces);
    pieces = resumed;
    progress = (Progress){ .stop_after = 5, .cancellable = cancellable, .last_count = n_before };
    if (!exp_sweep_run (&pieces, cancellable, &observer, &error))
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    /* what was measured before is not measured again */
    g_assert_cmpuint (exp_sweep_count (pieces, NULL), ==, n_before + progress.n);
    n_before += progress.n;
    n_pieces++;
  }
  g_assert_cmpuint (n_pieces, >, 2);
  assert_equal (one, pieces);
  rc_set_threads (0);
}

/* A longer run takes over a shorter one with more measures; another experiment nothing. */
static void
test_resume (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const guint more = MEASURE (SUCCESS) | MEASURE (BULK_RADIUS) | MEASURE (READOUT_ERROR);
  g_autoptr (ExpSweep) earlier = new_sweep (experiment, NULL, NULL, more, 2);
  g_autoptr (ExpSweep) plan = new_sweep (experiment, NULL, NULL, MEASURE (READOUT_ERROR), 4);
  g_autoptr (ExpSweep) resumed = NULL;

  earlier = run_sweep (g_steal_pointer (&earlier), NULL);
  resumed = exp_sweep_resume (plan, earlier);
  g_assert_cmpuint (exp_sweep_count (resumed, NULL), ==, 2);
  for (gsize k = 0; k < 3; k++)
    g_assert_cmpfloat (exp_ensemble_get (resumed->cells[0], EXP_MEASURE_READOUT_ERROR, k, 1),
                       ==,
                       exp_ensemble_get (earlier->cells[0], EXP_MEASURE_READOUT_ERROR, k, 1));
  g_assert_null (exp_sweep_resume (earlier, plan));
  earlier->experiment->gain += 0.1;
  g_assert_null (exp_sweep_resume (plan, earlier));
}

/* What is known of one measure, or at places that both have, is neither lost nor measured again:
 * the numbers are those of a run for all at once, bit for bit. */
static void
test_extend (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const ExpAxis x = make_axis ("gain:0.5:0.9:3"), finer = make_axis ("gain:0.5:0.9:5");
  const ExpAxis y = make_axis ("amplitude:0.5:1:2");
  const guint held = MEASURE (SUCCESS), more = held | MEASURE (BULK_RADIUS) | MEASURE (MARGINAL);
  g_autoptr (ExpSweep) earlier = run_sweep (new_sweep (experiment, &x, &y, held, 2), NULL);
  g_autoptr (ExpSweep)
    radius = run_sweep (new_sweep (experiment, &x, &y, MEASURE (BULK_RADIUS), 1), NULL);
  g_autoptr (ExpSweep) plan = new_sweep (experiment, &finer, &y, more, 2);
  g_autoptr (ExpSweep) whole = run_sweep (exp_sweep_ref (plan), NULL);
  g_autoptr (ExpSweep) first = exp_sweep_extend (plan, earlier);
  g_autoptr (ExpSweep) both = exp_sweep_extend (first, radius);
  Progress progress = { 0 };
  const ExpSweepObserver observer = { .network = extend_cb, .user_data = &progress };

  g_assert_cmpuint (exp_sweep_count (plan, NULL), ==, 0);
  g_assert_cmpuint (exp_sweep_count (both, NULL), ==, 12);
  g_assert_cmpuint (exp_sweep_count_complete (both), ==, 0);
  g_assert_false (exp_sweep_has_all_of (both, earlier)); /* at other places */
  for (gsize i = 0; i < 10; i++)
    for (gsize j = 0; j < 2; j++) {
      double known = exp_ensemble_get (both->cells[i], EXP_MEASURE_SUCCESS, EXP_ALL_ATTRACTORS, j);

      g_assert_true (isnan (known) == (i % 5 % 2 == 1));
      g_assert_true (isnan (exp_ensemble_get (both->cells[i], EXP_MEASURE_BULK_RADIUS, 0, j)) ==
                     (i % 5 % 2 == 1 || j == 1));
      g_assert_true (isnan (exp_ensemble_get (both->cells[i], EXP_MEASURE_MARGINAL, 0, j)));
    }
  both = run_sweep (g_steal_pointer (&both), &observer);
  g_assert_cmpuint (progress.n, ==, 20);
  g_assert_cmpuint (exp_sweep_count_complete (both), ==, 20);
  assert_equal (whole, both);

  /* Nothing of another experiment, or along another parameter */
  experiment->gain += 0.1; /* on the axis */
  experiment->size++;
  g_clear_pointer (&plan, exp_sweep_unref);
  plan = new_sweep (experiment, &finer, &y, more, 2);
  g_clear_pointer (&first, exp_sweep_unref);
  first = exp_sweep_extend (plan, whole);
  g_assert_cmpuint (exp_sweep_count (first, NULL), ==, 0);
}

static void
test_has_all_of (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const guint both = MEASURE (SUCCESS) | MEASURE (BULK_RADIUS);
  g_autoptr (ExpSweep)
    few = run_sweep (new_sweep (experiment, NULL, NULL, MEASURE (SUCCESS), 1), NULL);
  g_autoptr (ExpSweep) plan = new_sweep (experiment, NULL, NULL, both, 2);
  g_autoptr (ExpSweep) partial = exp_sweep_extend (plan, few);
  g_autoptr (ExpSweep) whole = run_sweep (exp_sweep_ref (partial), NULL);

  g_assert_true (exp_sweep_has_all_of (few, few));
  g_assert_false (exp_sweep_has_all_of (plan, few));
  g_assert_true (exp_sweep_has_all_of (partial, few));
  g_assert_true (exp_sweep_has_all_of (whole, partial));
  g_assert_false (exp_sweep_has_all_of (partial, whole));
  g_assert_false (exp_sweep_has_all_of (few, whole));
}

/* What failed is measured anew where more is wanted of it, and fails as a whole. */
static void
test_extend_failure (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  g_autoptr (ExpSweep) earlier = NULL;
  g_autoptr (ExpSweep) plan = NULL;
  g_autoptr (ExpSweep) whole = NULL;
  g_autoptr (ExpSweep) extended = NULL;
  gsize n_failed;

  experiment->transfer = EXP_TRANSFER_RELU;
  experiment->gain = 10.0;
  earlier = run_sweep (new_sweep (experiment, NULL, NULL, MEASURE (SUCCESS), 2), NULL);
  exp_sweep_count (earlier, &n_failed);
  g_assert_cmpuint (n_failed, ==, 2);
  plan = new_sweep (experiment, NULL, NULL, MEASURE (SUCCESS) | MEASURE (BULK_RADIUS), 2);
  whole = run_sweep (exp_sweep_ref (plan), NULL);
  extended = exp_sweep_extend (plan, earlier);
  g_assert_cmpuint (exp_sweep_count (extended, NULL), ==, 0);
  extended = run_sweep (g_steal_pointer (&extended), NULL);
  assert_equal (whole, extended);
}

/* One network that cannot be had does not keep the others from being measured. */
static void
test_failure (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const ExpAxis x = make_axis ("gain:0.5:10:2");
  g_autoptr (ExpSweep) sweep = NULL;
  gsize n_failed;
  ExpProportion success;

  experiment->transfer = EXP_TRANSFER_RELU;
  sweep = run_sweep (
    new_sweep (experiment, &x, NULL, MEASURE (FITTED_TIME_CONSTANT) | MEASURE (SUCCESS), 2), NULL);
  g_assert_cmpuint (exp_sweep_count (sweep, &n_failed), ==, 4);
  g_test_message ("%zu failed: %s", n_failed, exp_ensemble_get_problem (sweep->cells[1]));
  g_assert_cmpuint (n_failed, ==, 2);
  g_assert_null (exp_ensemble_get_problem (sweep->cells[0]));
  g_assert_cmpint (sweep->cells[1]->outcomes[0]->stage, ==, EXP_STAGE_TRAIN);
  g_assert_nonnull (exp_ensemble_get_problem (sweep->cells[1]));
  exp_ensemble_get_success (sweep->cells[1], EXP_ALL_ATTRACTORS, &success);
  /* it is known, though, that they hold nothing */
  g_assert_cmpuint (success.n, ==, 2);
  g_assert_cmpuint (success.n_successes, ==, 0);
  g_assert_true (
    isnan (exp_ensemble_get (sweep->cells[1], EXP_MEASURE_FITTED_TIME_CONSTANT, 0, 0)));
}

/* As many networks at once as there is room for; without room for one there is an error, and
   nothing is tried. */
static void
test_memory (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  g_autoptr (ExpSweep) sweep = NULL;
  g_autoptr (GError) error = NULL;

  /* A limit far below what is free, so that the machine makes no difference; a fifth is spared. */
  exp_memory_set_limit ((gsize)(10 * exp_memory_needed (experiment)));
  g_assert_cmpuint (exp_memory_fit (experiment, 3), ==, 3);
  g_assert_cmpuint (exp_memory_fit (experiment, G_MAXSIZE), ==, 8);
  experiment->size = 1000000;
  g_assert_cmpuint (exp_memory_fit (experiment, 3), ==, 0);
  sweep = new_sweep (experiment, NULL, NULL, MEASURE (SUCCESS), 3);
  g_assert_false (exp_sweep_run (&sweep, NULL, NULL, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_NO_MEMORY);
  g_assert_cmpuint (exp_sweep_count (sweep, NULL), ==, 0);
  exp_memory_set_limit (0);
}

/* Takes all memory away after some networks. */
static void
take_memory_cb (ExpSweep *sweep, gsize cell, gsize network, gpointer user_data)
{
  gsize *n_left = user_data;

  if (*n_left > 0 && --*n_left == 0)
    exp_memory_set_limit (1);
}

/* A network for which there was no memory is tried again; that it was not measured is not
   written down as what came of it. */
static void
test_transient (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const ExpAxis x = make_axis ("gain:0.5:0.9:2");
  g_autoptr (ExpSweep) plan = new_sweep (experiment, &x, NULL, MEASURE (SUCCESS), 2);
  g_autoptr (ExpSweep) sweep = exp_sweep_ref (plan);
  g_autoptr (ExpSweep) whole = exp_sweep_ref (plan);
  g_autoptr (ExpSweep) resumed = NULL;
  g_autoptr (ExpSweep) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;
  gsize n_left = 1, n_failed;
  const ExpSweepObserver observer = { NULL, take_memory_cb, &n_left };

  whole = run_sweep (g_steal_pointer (&whole), NULL);
  rc_set_threads (1);
  sweep = run_sweep (g_steal_pointer (&sweep), &observer);
  exp_memory_set_limit (0);
  rc_set_threads (0);
  g_assert_cmpuint (exp_sweep_count (sweep, &n_failed), ==, 4);
  g_assert_cmpuint (n_failed, ==, 3);
  g_assert_cmpuint (exp_sweep_count_transient (sweep), ==, 3);

  table = exp_sweep_table_print (sweep);
  read = exp_sweep_table_parse (table, strlen (table), "t", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (exp_sweep_count (read, NULL), ==, 1);
  resumed = exp_sweep_resume (plan, sweep);
  g_assert_cmpuint (exp_sweep_count (resumed, NULL), ==, 1);
  /* whether it was resumed or is run as it is */
  resumed = run_sweep (g_steal_pointer (&resumed), NULL);
  assert_equal (whole, resumed);
  sweep = run_sweep (g_steal_pointer (&sweep), NULL);
  assert_equal (whole, sweep);
}

static void
assert_counts (const ExpSweep *sweep)
{
  gsize n_known = 0, n_failed = 0, n_complete = 0, n_measured = 0, n_transient = 0, failed;

  for (gsize i = 0; i < sweep->n_cells; i++)
    for (gsize j = 0; j < sweep->n_networks; j++) {
      const ExpOutcome *outcome = sweep->cells[i]->outcomes[j];

      n_known += outcome != NULL;
      n_failed += outcome != NULL && outcome->problem != NULL;
      n_complete += exp_outcome_is_complete (outcome);
      n_measured += exp_outcome_is_complete (outcome) && outcome->problem == NULL;
      n_transient += outcome != NULL && outcome->transient;
    }
  g_assert_cmpuint (exp_sweep_count (sweep, &failed), ==, n_known);
  g_assert_cmpuint (failed, ==, n_failed);
  g_assert_cmpuint (exp_sweep_count_complete (sweep), ==, n_complete);
  g_assert_cmpuint (sweep->n_measured, ==, n_measured);
  g_assert_cmpuint (exp_sweep_count_transient (sweep), ==, n_transient);
}

/* Where there is no memory for more of a network, what is known of it stays, also for the next run
 * and in another plan. */
static void
test_transient_rest (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const ExpAxis x = make_axis ("gain:0.5:0.9:2");
  const guint held = MEASURE (SUCCESS), more = held | MEASURE (READOUT_ERROR);
  g_autoptr (ExpSweep) earlier = run_sweep (new_sweep (experiment, &x, NULL, held, 2), NULL);
  g_autoptr (ExpSweep) plan = new_sweep (experiment, &x, NULL, more, 2);
  g_autoptr (ExpSweep) whole = run_sweep (exp_sweep_ref (plan), NULL);
  g_autoptr (ExpSweep) sweep = exp_sweep_extend (plan, earlier);
  g_autoptr (ExpSweep) again = NULL;
  gsize n_left = 1, n_failed;
  const ExpSweepObserver observer = { NULL, take_memory_cb, &n_left };

  g_assert_cmpuint (exp_sweep_count_measured (sweep, held), ==, 4);
  g_assert_cmpuint (exp_sweep_count_measured (sweep, MEASURE (READOUT_ERROR)), ==, 0);
  rc_set_threads (1);
  sweep = run_sweep (g_steal_pointer (&sweep), &observer);
  exp_memory_set_limit (0);
  rc_set_threads (0);
  assert_counts (sweep);
  g_assert_cmpuint (exp_sweep_count (sweep, &n_failed), ==, 4);
  g_assert_cmpuint (n_failed, ==, 3);
  g_assert_nonnull (exp_ensemble_get_problem (sweep->cells[1]));
  g_assert_cmpuint (exp_sweep_count_transient (sweep), ==, 3);
  g_assert_cmpuint (exp_sweep_count_complete (sweep), ==, 1);
  g_assert_cmpuint (exp_sweep_count_measured (sweep, held), ==, 4);
  g_assert_cmpuint (exp_sweep_count_measured (sweep, MEASURE (READOUT_ERROR)), ==, 1);
  g_assert_true (exp_sweep_has_all_of (sweep, earlier));

  again = exp_sweep_extend (plan, sweep);
  assert_counts (again);
  g_assert_cmpuint (exp_sweep_count (again, &n_failed), ==, 4);
  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_true (exp_sweep_has_all_of (again, earlier));
  /* whether it was extended or is run as it is */
  again = run_sweep (g_steal_pointer (&again), NULL);
  assert_equal (whole, again);
  sweep = run_sweep (g_steal_pointer (&sweep), NULL);
  assert_equal (whole, sweep);
  assert_counts (sweep);
}

/* Of each measure the table tells how many networks it knows. */
static void
test_summaries_of_some (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const guint both = MEASURE (SUCCESS) | MEASURE (READOUT_ERROR);
  g_autoptr (ExpSweep)
    earlier = run_sweep (new_sweep (experiment, NULL, NULL, MEASURE (SUCCESS), 2), NULL);
  g_autoptr (ExpSweep) plan = new_sweep (experiment, NULL, NULL, both, 3);
  g_autoptr (ExpSweep) sweep = exp_sweep_extend (plan, earlier);
  g_autofree char *text = exp_sweep_report_summaries (sweep);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++, n++) {
    g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);
    gboolean success = strcmp (fields[0], "success") == 0;

    g_assert_cmpstr (fields[3], ==, success ? "2" : "0");
    g_assert_cmpstr (fields[4], ==, "0");
    g_assert_cmpstr (fields[5], ==, success ? "2" : "0");
  }
  g_assert_cmpuint (n, ==, 2 * (1 + sweep->cells[0]->n_attractors));
}

typedef struct {
  gsize n_predicted; /* of how many cells theory is known when the first network is measured */
  double last;
} Order;

static void
order_progress_cb (double fraction, gpointer user_data)
{
  Order *order = user_data;

  g_assert_cmpfloat (fraction, >=, order->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  order->last = fraction;
}

static void
order_network_cb (ExpSweep *sweep, gsize cell, gsize network, gpointer user_data)
{
  Order *order = user_data;

  if (order->n_predicted > 0)
    return;
  g_assert_false (isnan (exp_ensemble_get_theory (sweep->cells[cell], EXP_MEASURE_BULK_RADIUS, 0)));
  for (gsize i = 0; i < sweep->n_cells; i++)
    order->n_predicted += !isnan (
      exp_ensemble_get_theory (sweep->cells[i], EXP_MEASURE_BULK_RADIUS, 0));
}

/* The first network does not wait for theory of all places; in the end all have it. */
static void
test_theory_on_the_way (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const ExpAxis x = make_axis ("gain:0.5:0.9:5");
  g_autoptr (ExpSweep) sweep = new_sweep (experiment, &x, NULL, MEASURE (BULK_RADIUS), 1);
  Order order = { 0, 0.0 };
  const ExpSweepObserver observer = { order_progress_cb, order_network_cb, &order };

  rc_set_threads (1);
  sweep = run_sweep (g_steal_pointer (&sweep), &observer);
  rc_set_threads (0);
  g_assert_cmpuint (order.n_predicted, ==, 1);
  g_assert_cmpfloat_with_epsilon (order.last, 1.0, 1e-9);
  for (gsize i = 0; i < sweep->n_cells; i++)
    g_assert_false (isnan (exp_ensemble_get_theory (sweep->cells[i], EXP_MEASURE_BULK_RADIUS, 0)));
}

/* Where the leading eigenvalue alone is wanted it is the same one, but for its last digits. */
static void
test_leading_only (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  const guint some = MEASURE (SUCCESS) | MEASURE (LEADING_EIGENVALUE);
  const ExpAxis x = make_axis ("gain:0.3:1.5:4");
  g_autoptr (ExpSweep) all = new_sweep (experiment, &x, NULL, some | MEASURE (TIME_CONSTANT), 4);
  g_autoptr (ExpSweep) leading = new_sweep (experiment, &x, NULL, some, 4);

  g_assert_cmpuint (exp_measures_get_stages (some) & EXP_LEADING_ONLY, !=, 0);
  g_assert_cmpuint (exp_measures_get_stages (all->measures) & EXP_LEADING_ONLY, ==, 0);
  all = run_sweep (g_steal_pointer (&all), NULL);
  leading = run_sweep (g_steal_pointer (&leading), NULL);
  for (gsize i = 0; i < all->n_cells; i++)
    for (gsize j = 0; j < 4; j++)
      for (gsize k = 0; k < 3; k++) {
        double first = exp_ensemble_get (all->cells[i], EXP_MEASURE_LEADING_EIGENVALUE, k, j);
        double second = exp_ensemble_get (leading->cells[i], EXP_MEASURE_LEADING_EIGENVALUE, k, j);

        g_assert_true (isnan (first) == isnan (second));
        if (isnan (first))
          continue;
        g_assert_cmpfloat_with_epsilon (first, second, 1e-6);
        g_assert_cmpfloat (exp_ensemble_get (all->cells[i], EXP_MEASURE_SUCCESS, k, j),
                           ==,
                           exp_ensemble_get (leading->cells[i], EXP_MEASURE_SUCCESS, k, j));
      }
}

/* Of one target learnability ends with the edge of chaos: before it networks hold the target, as
   far as so few can say; beyond it only some, which have found one of the fixed points that are
   stable all the same. */
static void
test_limit_of_learnability (void)
{
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  g_autoptr (ExpSweep) sweep = NULL;
  const ExpAxis x = make_axis ("gain:0.8:2.4:5");
  gsize n_networks = 12;

  experiment->size = 200;
  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (1, 1);
  exp_table_set (experiment->targets, 0, 0, 1.0);
  sweep = run_sweep (
    new_sweep (experiment, &x, NULL, MEASURE (SUCCESS) | MEASURE (BULK_RADIUS), n_networks), NULL);
  for (gsize i = 0; i < sweep->n_cells; i++) {
    const ExpEnsemble *cell = sweep->cells[i];
    double radius = exp_ensemble_get_theory (cell, EXP_MEASURE_BULK_RADIUS, 0);
    ExpProportion success;

    exp_ensemble_get_success (cell, 0, &success);
    g_test_message ("radius %.3f: %zu of %zu", radius, success.n_successes, success.n);
    g_assert_cmpuint (success.n, ==, n_networks);
    /* the bulk's edge scatters by less than 1/√N about theory's */
    if (radius < 1.0 - 1.0 / sqrt (200.0)) {
      g_assert_cmpfloat (exp_ensemble_get_theory (cell, EXP_MEASURE_SUCCESS, 0), ==, 1.0);
      g_assert_cmpfloat (success.upper, >, 0.97);
    }
    if (radius > 1.0 + 1.0 / sqrt (200.0)) {
      g_assert_cmpfloat (exp_ensemble_get_theory (cell, EXP_MEASURE_SUCCESS, 0), ==, 0.0);
      g_assert_cmpuint (2 * success.n_successes, <, success.n);
    }
  }
}

/* Means over networks are those of theory: within the standard error, and what a finite network
   differs by on average, of the order of 1/N. */
static void
test_against_theory (void)
{
  static const ExpMeasure compared[] = { EXP_MEASURE_LEADING_EIGENVALUE, EXP_MEASURE_BULK_RADIUS };
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  g_autoptr (ExpSweep) sweep = NULL;

  experiment->size = 300;
  sweep = run_sweep (
    new_sweep (experiment, NULL, NULL, MEASURE (LEADING_EIGENVALUE) | MEASURE (BULK_RADIUS), 16),
    NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (compared); i++)
    for (gsize k = 0; k < 3; k++) {
      double theory = exp_ensemble_get_theory (sweep->cells[0], compared[i], k);
      ExpSummary summary;

      exp_ensemble_summarise (sweep->cells[0], compared[i], k, &summary);
      g_test_message ("%g ± %g, theory %g", summary.mean, summary.standard_error, theory);
      g_assert_cmpuint (summary.n, ==, 16);
      g_assert_cmpfloat (summary.standard_error, <, 1.0 / sqrt (300.0));
      g_assert_cmpfloat (
        fabs (summary.mean - theory), <, 4.0 * summary.standard_error + 5.0 / 300.0);
    }
}

/* Networks over amplitudes, in units of targets of which there is a multiple now */
static void
test_rescale (void)
{
  ExpAxis x = make_axis ("gain:0.5:1.5:3"), y = make_axis ("amplitude:0.5:1.5:2");
  ExpAxis threshold = make_axis ("threshold:0:1:2");
  g_autoptr (ExpExperiment) experiment = make_experiment ();
  g_autoptr (ExpSweep) sweep = new_sweep (experiment, &x, &y, MEASURE (SUCCESS), 1);
  g_autoptr (ExpSweep) other = new_sweep (experiment, &x, &threshold, MEASURE (SUCCESS), 1);
  gsize n = experiment->targets->n_rows * experiment->targets->n_columns;

  /* where it is on the other axis makes no difference */
  experiment->gain = 0.9;
  for (gsize i = 0; i < n; i++)
    experiment->targets->values[i] *= 0.7;
  g_assert_false (exp_sweep_is_of (sweep, experiment));
  for (int across = 0; across < 2; across++) {
    g_autoptr (ExpSweep) turned = new_sweep (sweep->experiment, &y, &x, MEASURE (SUCCESS), 1);
    const ExpSweep *from = across ? turned : sweep;
    g_autoptr (ExpSweep) rescaled = exp_sweep_rescale (from, experiment);
    const ExpAxis *axis = across ? &rescaled->x : &rescaled->y;
    const double *values = across ? rescaled->x_values : rescaled->y_values;

    g_assert_true (exp_sweep_is_of (rescaled, experiment));
    g_assert_true (exp_axis_equal (across ? &rescaled->y : &rescaled->x, &x));
    g_assert_cmpfloat_with_epsilon (axis->first, 0.5 / 0.7, 1e-12);
    g_assert_cmpfloat_with_epsilon (axis->last, 1.5 / 0.7, 1e-12);
    g_assert_cmpfloat_with_epsilon (values[1], 1.5 / 0.7, 1e-12);
    for (gsize i = 0; i < rescaled->n_cells; i++)
      g_assert_true (rescaled->cells[i] == from->cells[i]);
  }

  g_assert_null (exp_sweep_rescale (other, experiment)); /* no amplitudes */
  experiment->seed++;
  g_assert_null (exp_sweep_rescale (sweep, experiment)); /* other networks */
  experiment->seed--;
  experiment->targets->values[0] *= 1.001;
  g_assert_null (exp_sweep_rescale (sweep, experiment)); /* no multiple */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rc_init ();
  g_test_add_func ("/sweep/against-single-runs", test_against_single_runs);
  g_test_add_func ("/sweep/proportion", test_proportion);
  g_test_add_func ("/sweep/summary", test_summary);
  g_test_add_func ("/sweep/combine", test_combine);
  g_test_add_func ("/sweep/axis", test_axis);
  g_test_add_func ("/sweep/refusals", test_refusals);
  g_test_add_func ("/sweep/order", test_order);
  g_test_add_func ("/sweep/threads-and-pieces", test_threads_and_pieces);
  g_test_add_func ("/sweep/resume", test_resume);
  g_test_add_func ("/sweep/extend", test_extend);
  g_test_add_func ("/sweep/extend-failure", test_extend_failure);
  g_test_add_func ("/sweep/has-all-of", test_has_all_of);
  g_test_add_func ("/sweep/rescale", test_rescale);
  g_test_add_func ("/sweep/failure", test_failure);
  g_test_add_func ("/sweep/memory", test_memory);
  g_test_add_func ("/sweep/transient", test_transient);
  g_test_add_func ("/sweep/transient-rest", test_transient_rest);
  g_test_add_func ("/sweep/summaries-of-some", test_summaries_of_some);
  g_test_add_func ("/sweep/theory-on-the-way", test_theory_on_the_way);
  g_test_add_func ("/sweep/leading-only", test_leading_only);
  g_test_add_func ("/sweep/limit-of-learnability", test_limit_of_learnability);
  g_test_add_func ("/sweep/against-theory", test_against_theory);
  return g_test_run ();
}
