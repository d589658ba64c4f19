/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-sweep-job.h"
#include "rc-parallel.h"

typedef struct {
  GMainLoop *loop;
  ExpSweep *sweep;
  GError *error;
  guint n_sweeps;
  gsize last_count;
  double last;
  gsize cancel_at;
  gsize pause_at;
} Outcome;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->sweep = exp_sweep_job_run_finish (EXP_SWEEP_JOB (source), result, &outcome->error);
  g_main_loop_quit (outcome->loop);
}

static void
fraction_cb (ExpSweepJob *job, GParamSpec *pspec, Outcome *outcome)
{
  double fraction = exp_sweep_job_get_fraction (job);

  g_assert_true (g_main_context_is_owner (NULL));
  g_assert_cmpfloat (fraction, >, outcome->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  outcome->last = fraction;
}

static gboolean
resume_cb (gpointer user_data)
{
  ExpSweepJob *job = user_data;

  exp_sweep_job_set_paused (job, FALSE);
  return G_SOURCE_REMOVE;
}

/* Results only grow; at some place of them the job is stopped, or waits for a while. */
static void
sweep_cb (ExpSweepJob *job, GParamSpec *pspec, Outcome *outcome)
{
  gsize n = exp_sweep_count (exp_sweep_job_get_sweep (job), NULL);

  g_assert_true (g_main_context_is_owner (NULL));
  g_assert_cmpuint (n, >=, outcome->last_count);
  outcome->last_count = n;
  outcome->n_sweeps++;
  if (outcome->cancel_at > 0 && n >= outcome->cancel_at)
    exp_sweep_job_cancel (job);
  if (outcome->pause_at > 0 && n >= outcome->pause_at) {
    outcome->pause_at = 0;
    g_object_set (job, "paused", TRUE, NULL);
    g_assert_true (exp_sweep_job_get_paused (job));
    g_timeout_add (300, resume_cb, job);
  }
}

static ExpSweep *
new_plan (gsize n_networks)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (GError) error = NULL;
  ExpSweep *plan;

  experiment->size = 150;
  plan = exp_sweep_new (experiment, NULL, NULL, 1u << EXP_MEASURE_SUCCESS, n_networks, &error);
  g_assert_no_error (error);
  return plan;
}

static void
run (ExpSweepJob *job, Outcome *outcome)
{
  outcome->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (job, "notify::fraction", G_CALLBACK (fraction_cb), outcome);
  g_signal_connect (job, "notify::sweep", G_CALLBACK (sweep_cb), outcome);
  exp_sweep_job_run_async (job, finished_cb, outcome);
  g_assert_true (exp_sweep_job_get_running (job));
  g_main_loop_run (outcome->loop);
  g_assert_false (exp_sweep_job_get_running (job));
  g_main_loop_unref (outcome->loop);
}

static void
test_run (void)
{
  g_autoptr (ExpSweep) plan = new_plan (12);
  g_autoptr (ExpSweepJob) job = exp_sweep_job_new (plan, NULL);
  Outcome outcome = { .pause_at = 2 };

  run (job, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (exp_sweep_count (outcome.sweep, NULL), ==, 12);
  g_assert_cmpuint (exp_sweep_count (plan, NULL), ==, 0);
  g_assert_true (outcome.sweep == exp_sweep_job_get_sweep (job));
  g_assert_cmpuint (outcome.n_sweeps, >, 1);
  g_assert_cmpfloat (outcome.last, ==, 1.0);
  g_assert_cmpstr (exp_sweep_job_get_stage_label (job), ==, "12 of 12 networks measured");
  exp_sweep_unref (outcome.sweep);
}

/* What was measured when it was stopped is kept, and another job goes on from there. */
static void
test_cancel_and_resume (void)
{
  g_autoptr (ExpSweep) plan = new_plan (60);
  g_autoptr (ExpSweepJob) first = exp_sweep_job_new (plan, NULL), second = NULL;
  Outcome outcome = { .cancel_at = 3 };
  gsize n;

  run (first, &outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (outcome.sweep);
  g_clear_error (&outcome.error);
  n = exp_sweep_count (exp_sweep_job_get_sweep (first), NULL);
  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpuint (n, <, 60);

  outcome = (Outcome){ .last_count = n };
  second = exp_sweep_job_new (exp_sweep_job_get_sweep (first), NULL);
  run (second, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (exp_sweep_count (outcome.sweep, NULL), ==, 60);
  for (gsize i = 0; i < n; i++)
    g_assert_true (outcome.sweep->cells[0]->outcomes[i] ==
                     exp_sweep_job_get_sweep (first)->cells[0]->outcomes[i] ||
                   exp_sweep_job_get_sweep (first)->cells[0]->outcomes[i] == NULL);
  exp_sweep_unref (outcome.sweep);
}

/* What was known earlier is looked for by the worker: until then there is nothing, and then all of
 * it, but for networks that the plan has not, whose sweep it tells. */
static void
test_earlier (void)
{
  g_autoptr (ExpSweep) plan = new_plan (4), few = new_plan (2), many = new_plan (6);
  g_autoptr (GPtrArray) earlier = g_ptr_array_new ();
  g_autoptr (ExpSweepJob) job = NULL;
  Outcome outcome = { .last_count = 3 };
  const double values[] = { 0.25, 0.25, 0.25, 0.25 };
  ExpOutcome *known = exp_outcome_new (few->experiment->targets->n_rows + 1, values);

  g_assert_cmpuint (known->n_values, <=, G_N_ELEMENTS (values));
  exp_sweep_take (few, 0, 1, known);
  exp_sweep_take (many, 0, 0, exp_outcome_ref (known));
  exp_sweep_take (many, 0, 3, exp_outcome_ref (known));
  exp_sweep_take (many, 0, 5, exp_outcome_ref (known));
  g_ptr_array_add (earlier, few);
  g_ptr_array_add (earlier, many);
  job = exp_sweep_job_new (plan, earlier);
  g_assert_null (exp_sweep_job_get_sweep (job));
  g_assert_cmpuint (exp_sweep_job_get_earlier (job)->len, ==, 2);
  run (job, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (exp_sweep_count_complete (outcome.sweep), ==, 4);
  for (gsize i = 0; i < 4; i++)
    g_assert_true ((outcome.sweep->cells[0]->outcomes[i] == known) == (i != 2));
  g_assert_cmpuint (exp_sweep_job_get_earlier (job)->len, ==, 1);
  g_assert_true (g_ptr_array_index (exp_sweep_job_get_earlier (job), 0) == many);
  exp_sweep_unref (outcome.sweep);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rc_init ();
  g_test_add_func ("/sweep-job/run", test_run);
  g_test_add_func ("/sweep-job/cancel-and-resume", test_cancel_and_resume);
  g_test_add_func ("/sweep-job/earlier", test_earlier);
  return g_test_run ();
}
