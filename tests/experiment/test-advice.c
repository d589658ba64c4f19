/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "exp-advice.h"
#include "exp-report.h"
#include "exp-theory.h"

static void
set_targets (ExpExperiment *experiment, gsize n_rows, gsize n_columns, const double *values)
{
  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (n_rows, n_columns);
  for (gsize i = 0; i < n_rows * n_columns; i++)
    experiment->targets->values[i] = values[i];
}

/* What theory itself says of the changed experiment. */
static gboolean
is_stable (const ExpRemedy *remedy, const ExpExperiment *experiment, double value)
{
  g_autoptr (ExpExperiment) changed = exp_experiment_copy (experiment);
  g_autoptr (ExpTheory) theory = NULL;
  gboolean removed = remedy->change.kind == EXP_CHANGE_REMOVAL;
  gboolean stable = TRUE;
  double largest = 0.0;

  exp_change_apply (&remedy->change, value, changed);
  theory = exp_theory_new (changed, NULL, NULL);
  for (gsize k = 0; theory != NULL && k < theory->n_attractors; k++)
    if (remedy->attractor == k + (removed && k >= remedy->change.target) ||
        remedy->attractor == EXP_ADVICE_ALL)
      stable = stable && theory->attractors[k].dynamics->stable;
  for (gsize i = 0; theory != NULL && i < changed->targets->n_rows * changed->targets->n_columns;
       i++)
    largest = MAX (largest, fabs (changed->targets->values[i]));
  /* and the readout has its targets at all */
  return theory != NULL && stable && theory->mean_field->readout_error <= 1e-6 * largest;
}

/* What is said to be lost is, and what is not mentioned is kept. */
static void
check_losses (const ExpAdvice *advice, const ExpRemedy *remedy)
{
  const ExpExperiment *experiment = advice->experiment;
  ExpRemedy other = *remedy;
  ExpRemedy present = { .change = { EXP_CHANGE_AMPLITUDE, 0 } };

  for (gsize k = 0; k < experiment->targets->n_rows; k++) {
    gboolean removed = remedy->change.kind == EXP_CHANGE_REMOVAL && remedy->change.target == k;
    gboolean lost = (remedy->lost & (1u << k)) != 0;

    other.attractor = present.attractor = k;
    if (!is_stable (&present, experiment, 1.0))
      g_assert_false (lost);
    else if ((remedy->endangered & (1u << k)) == 0)
      g_assert_true ((!removed && is_stable (&other, experiment, remedy->end)) == !lost);
  }
}

/* Each remedy that was found holds on one side of its limit and not on the other,
 * and up to its end; where none was found, nothing in the range helps. */
static void
check (const ExpAdvice *advice)
{
  const ExpExperiment *experiment = advice->experiment;

  for (gsize i = 0; i < advice->n_remedies; i++) {
    const ExpRemedy *remedy = &advice->remedies[i];
    double range = remedy->to - remedy->from;

    if (remedy->change.kind == EXP_CHANGE_REMOVAL) {
      g_assert_true (remedy->found && is_stable (remedy, experiment, NAN));
      check_losses (advice, remedy);
      continue;
    }
    g_assert_cmpfloat (remedy->value, ==, exp_change_get (&remedy->change, experiment));
    g_assert_false (is_stable (remedy, experiment, remedy->value));
    if (remedy->found) {
      g_assert_true (is_stable (remedy, experiment, remedy->limit));
      g_assert_true (is_stable (remedy, experiment, remedy->end));
      g_assert_false (is_stable (remedy, experiment, remedy->unstable));
      g_assert_cmpfloat (fabs (remedy->limit - remedy->unstable), <=, 1.001e-7 * range);
      /* next to each other, on the way out */
      g_assert_cmpint (
        remedy->limit > remedy->unstable, ==, remedy->limit > remedy->value ? TRUE : FALSE);
      g_assert_cmpfloat (
        fabs (remedy->limit - remedy->value), <=, fabs (remedy->end - remedy->value) + 1e-12);
      check_losses (advice, remedy);
    } else {
      g_assert_true (isnan (remedy->limit));
      for (gsize j = 0; j <= 16; j++)
        g_assert_false (
          is_stable (remedy, experiment, remedy->from + range * (double)j / 16.0 * 0.999));
    }
  }
}

static const ExpRemedy *
find (const ExpAdvice *advice, gsize attractor, ExpChangeKind kind, gboolean up)
{
  for (gsize i = 0; i < advice->n_remedies; i++) {
    const ExpRemedy *remedy = &advice->remedies[i];

    if (remedy->attractor == attractor && remedy->change.kind == kind && remedy->found &&
        (remedy->limit > remedy->value) == up)
      return remedy;
  }
  return NULL;
}

static void
test_default (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpAdvice) advice = exp_advice_new (experiment, NULL, NULL);
  const ExpRemedy *remedy;

  g_assert_nonnull (advice);
  g_assert_cmpuint (advice->n_remedies, >, 0);
  check (advice);
  for (gsize i = 0; i < advice->n_remedies; i++)
    g_assert_true (advice->remedies[i].attractor == 1 ||
                   advice->remedies[i].attractor == EXP_ADVICE_ALL);
  remedy = find (advice, 1, EXP_CHANGE_TARGET, TRUE);
  g_assert_nonnull (remedy);
  g_assert_cmpfloat (remedy->limit, >, 0.9);
  /* No change holds all three of these: one is lost for another. */
  remedy = find (advice, 1, EXP_CHANGE_TARGET, FALSE);
  g_assert_nonnull (remedy);
  for (gsize i = 0; i < advice->n_remedies; i++)
    if (advice->remedies[i].found)
      g_assert_true (advice->remedies[i].always_takes);
}

/* A learnable task needs no advice. */
static void
test_stable (void)
{
  static const double targets[] = { 1.0 };
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpAdvice) advice = NULL;

  set_targets (experiment, 1, 1, targets);
  advice = exp_advice_new (experiment, NULL, NULL);
  g_assert_nonnull (advice);
  g_assert_cmpuint (advice->n_remedies, ==, 0);
}

/* A target that is held and has to go for another is lost with it. */
static void
test_removal (void)
{
  static const double targets[] = { 1.2, 0.6 };
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpAdvice) advice = NULL;
  gboolean found = FALSE;

  experiment->gain = 0.9;
  set_targets (experiment, 2, 1, targets);
  advice = exp_advice_new (experiment, NULL, NULL);
  check (advice);
  for (gsize i = 0; i < advice->n_remedies; i++) {
    const ExpRemedy *remedy = &advice->remedies[i];

    if (remedy->change.kind != EXP_CHANGE_REMOVAL || remedy->attractor != 1)
      continue;
    found = TRUE;
    g_assert_cmpuint (remedy->change.target, ==, 0);
    g_assert_cmpuint (remedy->lost, ==, 1);
  }
  g_assert_true (found);
}

/*
 * One target and φ = max(x - θ, 0): stable for θ < 0 only, at any gain and any
 * target, until the activity has no bound.
 */
static void
test_rectifier (void)
{
  static const double targets[] = { 1.0 };
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpAdvice) advice = NULL;
  const ExpRemedy *remedy;

  experiment->transfer = EXP_TRANSFER_RELU;
  experiment->threshold = 0.5;
  set_targets (experiment, 1, 1, targets);
  advice = exp_advice_new (experiment, NULL, NULL);
  check (advice);
  remedy = find (advice, 0, EXP_CHANGE_THRESHOLD, FALSE);
  g_assert_nonnull (remedy);
  g_assert_cmpfloat (remedy->limit, <, 0.0);
  g_assert_cmpfloat (remedy->unstable, >, -1e-6);
  for (gsize i = 0; i < advice->n_remedies; i++)
    if (advice->remedies[i].change.kind != EXP_CHANGE_THRESHOLD)
      g_assert_false (advice->remedies[i].found);
}

/* Beyond the edge of chaos, it is the gain that helps. */
static void
test_chaos (void)
{
  static const double targets[] = { 0.4, 0.0, 0.0, 0.4 };
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpAdvice) advice = NULL;

  experiment->gain = 1.8;
  set_targets (experiment, 2, 2, targets);
  theory = exp_theory_new (experiment, NULL, NULL);
  g_assert_cmpint (theory->attractors[0].dynamics->verdict, ==, RC_VERDICT_CHAOTIC);
  advice = exp_advice_new (experiment, NULL, NULL);
  check (advice);
  g_assert_nonnull (find (advice, 0, EXP_CHANGE_GAIN, FALSE));
  g_assert_nonnull (find (advice, EXP_ADVICE_ALL, EXP_CHANGE_GAIN, FALSE));
}

static void
test_report (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpTheory) theory = exp_theory_new (experiment, NULL, NULL);
  g_autoptr (ExpAdvice) advice = exp_advice_new (experiment, NULL, NULL);
  g_autoptr (JsonNode) node = exp_report_theory (theory);
  JsonObject *object = json_node_get_object (node), *first;
  JsonArray *list;

  exp_advice_report (advice, object);
  list = json_object_get_array_member (object, "advice");
  g_assert_cmpuint (json_array_get_length (list), ==, advice->n_remedies);
  first = json_array_get_object_element (list, 0);
  g_assert_cmpint (json_object_get_int_member (first, "attractor"), ==, 1);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (first, "searched")), ==, 2);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double targets[EXP_MAX_TARGETS];
  GThread *thread;
  gint64 start;

  /* too many targets to be done within the time */
  for (gsize i = 0; i < EXP_MAX_TARGETS; i++)
    targets[i] = 0.1 * (double)i - 1.55;
  set_targets (experiment, EXP_MAX_TARGETS, 1, targets);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  start = g_get_monotonic_time ();
  g_assert_null (exp_advice_new (experiment, cancellable, &error));
  g_test_message ("stopped after %.3f s", (double)(g_get_monotonic_time () - start) * 1e-6);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advice/default", test_default);
  g_test_add_func ("/advice/stable", test_stable);
  g_test_add_func ("/advice/removal", test_removal);
  g_test_add_func ("/advice/rectifier", test_rectifier);
  g_test_add_func ("/advice/chaos", test_chaos);
  g_test_add_func ("/advice/report", test_report);
  g_test_add_func ("/advice/cancel", test_cancel);
  return g_test_run ();
}
