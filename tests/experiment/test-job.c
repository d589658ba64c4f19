/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-job.h"

typedef struct {
  GMainLoop *loop;
  ExpMeasurement *measurement;
  GError *error;
  guint n_fractions;
  double last;
  gint64 finished;
} Outcome;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->measurement = exp_job_run_finish (EXP_JOB (source), result, &outcome->error);
  outcome->finished = g_get_monotonic_time ();
  g_main_loop_quit (outcome->loop);
}

static void
fraction_cb (ExpJob *job, GParamSpec *pspec, Outcome *outcome)
{
  double fraction = exp_job_get_fraction (job);

  g_assert_true (g_main_context_is_owner (NULL));
  g_assert_cmpfloat (fraction, >, outcome->last);
  g_assert_cmpfloat (fraction, <=, 1.0 + 1e-9);
  outcome->last = fraction;
  outcome->n_fractions++;
}

static gboolean
cancel_cb (gpointer job)
{
  exp_job_cancel (job);
  return G_SOURCE_REMOVE;
}

static void
run (ExpJob *job, Outcome *outcome)
{
  outcome->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (job, "notify::fraction", G_CALLBACK (fraction_cb), outcome);
  g_assert_false (exp_job_get_running (job));
  exp_job_run_async (job, finished_cb, outcome);
  g_assert_true (exp_job_get_running (job));
  g_main_loop_run (outcome->loop);
  g_assert_false (exp_job_get_running (job));
  g_main_loop_unref (outcome->loop);
}

static void
test_run (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpJob) job = NULL;
  Outcome outcome = { 0 };

  experiment->size = 150;
  job = exp_job_new (experiment);
  experiment->size = 10; /* the job has its own copy */
  run (job, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.measurement->experiment->size, ==, 150);
  g_assert_cmpuint (outcome.n_fractions, >, 2);
  g_assert_cmpstr (exp_job_get_stage_label (job), !=, "");
  exp_measurement_unref (outcome.measurement);
}

/* Stopped anywhere in a run of 1000 neurons, it ends soon after. That it takes at
   most 0.2 s is what the interface promises; a machine that is busy with other
   things may need longer to say so, hence the margin here. */
static void
test_cancel (void)
{
  static const guint delays[] = { 0, 1, 30, 150, 400, 900, 1500 };

  for (gsize i = 0; i < G_N_ELEMENTS (delays); i++) {
    g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
    g_autoptr (ExpJob) job = exp_job_new (experiment);
    Outcome outcome = { 0 };
    gint64 begin = g_get_monotonic_time ();
    double waited;

    g_timeout_add (delays[i], cancel_cb, job);
    run (job, &outcome);
    waited = 1e-6 * (double)(outcome.finished - begin) - 1e-3 * delays[i];
    g_test_message ("stopped after %u ms: ended %.3f s later", delays[i], waited);
    g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_null (outcome.measurement);
    g_assert_cmpfloat (waited, <, 2.0);
    g_clear_error (&outcome.error);
  }
}

/* Trained on-line for so long that a test which waited for the end would time out. */
static ExpJob *
new_endless_job (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();

  experiment->size = 100;
  experiment->method = EXP_METHOD_FORCE;
  experiment->training_duration = 1e5;
  experiment->duration = 10.0;
  experiment->frequency_points = 10;
  return exp_job_new (experiment);
}

typedef struct {
  ExpJob *job;
  gsize n_traces;
  gsize n_points; /* of the latest */
  guint done;
  gsize n_partial;
  gsize n_stages;
} Stream;

static gboolean
resume_cb (gpointer user_data)
{
  Stream *stream = user_data;

  /* nothing has come in all this time, but what was under way */
  g_assert_cmpuint (stream->n_traces, <=, 4);
  g_assert_true (exp_job_get_paused (stream->job));
  exp_job_set_paused (stream->job, FALSE);
  return G_SOURCE_REMOVE;
}

/* Pauses after the third record, goes on after a while, and keeps what it has after
   some more. */
static void
trace_cb (ExpJob *job, GParamSpec *pspec, Stream *stream)
{
  const ExpTrainingTrace *trace = exp_job_get_trace (job);

  g_assert_true (g_main_context_is_owner (NULL));
  g_assert_cmpuint (trace->n_points, >=, stream->n_points);
  g_assert_cmpuint (trace->n_outputs, ==, 1);
  stream->n_points = trace->n_points;
  stream->n_traces++;
  if (stream->n_traces == 3) {
    exp_job_set_paused (job, TRUE);
    g_timeout_add (300, resume_cb, stream);
  }
  if (stream->n_traces == 8) {
    g_assert_true (exp_job_get_learning (job));
    exp_job_keep (job);
  }
}

static void
measurement_cb (ExpJob *job, GParamSpec *pspec, Stream *stream)
{
  const ExpMeasurement *measurement = exp_job_get_measurement (job);

  g_assert_cmpuint (measurement->done & stream->done, ==, stream->done); /* only more */
  g_assert_cmpuint (measurement->done, !=, stream->done);
  stream->done = measurement->done;
  stream->n_partial++;
  for (gsize k = 0; k < 3; k++) {
    g_assert_cmpint (measurement->attractors[k].response != NULL,
                     ==,
                     exp_measurement_has (measurement, EXP_STAGE_RESPONSE));
    g_assert_cmpint (measurement->attractors[k].eigenvalues != NULL,
                     ==,
                     exp_measurement_has (measurement, EXP_STAGE_SPECTRUM));
  }
  g_assert_cmpint (measurement->trajectories != NULL,
                   ==,
                   exp_measurement_has (measurement, EXP_STAGE_TRAJECTORIES));
}

/* What on-line training takes is most of the run, and the progress says so. */
static void
stage_cb (ExpJob *job, GParamSpec *pspec, Stream *stream)
{
  const char *label = exp_job_get_stage_label (job);

  if (g_str_equal (label, exp_stage_get_label (EXP_STAGE_DRAW)) ||
      g_str_equal (label, exp_stage_get_label (EXP_STAGE_TRAIN)))
    return;
  stream->n_stages++;
  g_assert_cmpfloat (exp_job_get_fraction (job), >, 0.5);
}

/* On-line training shows how it goes, pauses, goes on, and is kept when it is ended;
   results come stage by stage, and what came stays as it was. */
static void
test_stream (void)
{
  g_autoptr (ExpJob) job = new_endless_job ();
  Outcome outcome = { 0 };
  Stream stream = { .job = job };

  g_signal_connect (job, "notify::trace", G_CALLBACK (trace_cb), &stream);
  g_signal_connect (job, "notify::measurement", G_CALLBACK (measurement_cb), &stream);
  g_signal_connect (job, "notify::stage-label", G_CALLBACK (stage_cb), &stream);
  run (job, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_false (exp_job_get_learning (job));
  g_assert_cmpuint (stream.n_traces, >=, 8);
  g_assert_cmpuint (stream.n_partial, >=, 2);
  g_assert_cmpuint (stream.n_stages, >=, 1);
  g_assert_true (outcome.measurement->training->kept);
  g_assert_cmpuint (outcome.measurement->training->n_points, >=, stream.n_points);
  g_assert_cmpfloat (outcome.measurement->training->times[stream.n_points - 1], <, 1e5);
  for (guint stage = 0; stage < EXP_N_STAGES; stage++)
    g_assert_true (exp_measurement_has (outcome.measurement, stage));
  exp_measurement_unref (outcome.measurement);
}

static gboolean
pause_cb (gpointer job)
{
  exp_job_set_paused (job, TRUE);
  return G_SOURCE_REMOVE;
}

/* What is paused can be stopped, in training and in any other stage. */
static void
test_cancel_paused (void)
{
  for (gsize i = 0; i < 2; i++) {
    g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
    g_autoptr (ExpJob) job = i == 0 ? new_endless_job () : exp_job_new (experiment);
    Outcome outcome = { 0 };

    g_timeout_add (100, pause_cb, job);
    g_timeout_add (300, cancel_cb, job);
    run (job, &outcome);
    g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_error (&outcome.error);
  }
}

typedef struct {
  ExpJob *job;
  gsize n_traces;
  gint64 begin; /* of the pause, in µs */
  gint64 paused;
} Pause;

static gboolean
end_pause_cb (gpointer user_data)
{
  Pause *pause = user_data;

  pause->paused = g_get_monotonic_time () - pause->begin;
  exp_job_keep (pause->job); /* which lets it go on */
  return G_SOURCE_REMOVE;
}

static void
begin_pause_cb (ExpJob *job, GParamSpec *pspec, Pause *pause)
{
  if (pause->n_traces++ > 0)
    return;
  pause->begin = g_get_monotonic_time ();
  exp_job_set_paused (job, TRUE);
  g_timeout_add (1000, end_pause_cb, pause);
}

/* What a stage took has nothing of the time for which it was paused, but for what the worker needs
   to see that. */
static void
test_paused_time (void)
{
  g_autoptr (ExpJob) job = new_endless_job ();
  gint64 begin = g_get_monotonic_time ();
  Outcome outcome = { 0 };
  Pause pause = { .job = job };
  double whole, seconds = 0.0;

  g_signal_connect (job, "notify::trace", G_CALLBACK (begin_pause_cb), &pause);
  run (job, &outcome);
  g_assert_no_error (outcome.error);
  whole = 1e-6 * (double)(outcome.finished - begin);
  for (guint stage = 0; stage < EXP_N_STAGES; stage++) {
    g_assert_cmpfloat (outcome.measurement->seconds[stage], >=, 0.0);
    seconds += outcome.measurement->seconds[stage];
  }
  g_test_message ("%.3f s of %.3f s, of which %.3f s paused", seconds, whole, 1e-6 * pause.paused);
  g_assert_cmpint (pause.paused, >, 900000);
  g_assert_cmpfloat (outcome.measurement->seconds[EXP_STAGE_TRAIN], >, 0.0);
  g_assert_cmpfloat (seconds, <, whole - 0.5e-6 * (double)pause.paused);
  exp_measurement_unref (outcome.measurement);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job/run", test_run);
  g_test_add_func ("/job/cancel", test_cancel);
  g_test_add_func ("/job/stream", test_stream);
  g_test_add_func ("/job/cancel-paused", test_cancel_paused);
  g_test_add_func ("/job/paused-time", test_paused_time);
  return g_test_run ();
}
