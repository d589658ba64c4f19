/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>
#include <time.h>

#include "exp-notes.h"
#include "exp-return-map.h"
#include "exp-scan.h"
#include "exp-sweep.h"
#include "exp-theory.h"
#include "rc-parallel.h"

static void
test_default (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpTheory) theory = exp_theory_new (experiment, NULL, &error);
  static const gboolean stable[] = { TRUE, FALSE, TRUE };

  g_assert_no_error (error);
  g_assert_cmpuint (theory->n_attractors, ==, 3);
  g_assert_cmpuint (theory->n_frequencies, ==, 200);
  g_assert_cmpfloat (theory->frequencies[0], ==, 0.01);
  g_assert_cmpfloat (theory->frequencies[199], ==, 10.0);
  g_assert_cmpfloat (theory->times[EXP_N_TIMES - 1], ==, 50.0);
  for (gsize k = 0; k < 3; k++) {
    const ExpTheoryAttractor *attractor = &theory->attractors[k];

    g_assert_cmpint (attractor->dynamics->stable, ==, stable[k]);
    for (gsize i = 0; i < 200; i++)
      g_assert_true (isfinite (exp_response_magnitude (1, &attractor->response[i])));
    /* right after the kick the output has moved by kick × BᵀT F = kick × G at high frequency */
    g_assert_true (isfinite (attractor->relaxation[0]));
    g_assert_cmpint (fabs (attractor->relaxation[EXP_N_TIMES - 1]) >
                       fabs (attractor->relaxation[0]),
                     ==,
                     !stable[k]);
  }
}

/* What was asked is kept, and later changes do not reach it. */
static void
test_snapshot (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpTheory) theory = exp_theory_new (experiment, NULL, NULL);

  experiment->gain = 0.1;
  exp_table_set (experiment->targets, 0, 0, 9.0);
  g_assert_cmpfloat (theory->experiment->gain, ==, 0.9);
  g_assert_cmpfloat (exp_table_get (theory->experiment->targets, 0, 0), ==, 1.6);
}

/* No parameters within their ranges make theory crash or hang: it answers or
   says why not. */
static void
test_extremes (void)
{
  static const double gains[] = { 0.0, 0.5, 1.0, 3.0, 10.0 };
  static const double targets[][2] = {
    { 0.0, 0.0 }, { 1.0, -1.0 }, { 1.0, 1.0 }, { 100.0, -0.001 }, { 1e-9, 1.0 },
  };

  for (guint transfer = 0; transfer < 4; transfer++) {
    for (gsize i = 0; i < G_N_ELEMENTS (gains); i++) {
      for (gsize j = 0; j < G_N_ELEMENTS (targets); j++) {
        g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
        g_autoptr (GError) error = NULL;
        g_autoptr (ExpTheory) theory = NULL;

        experiment->gain = gains[i];
        experiment->transfer = transfer;
        experiment->threshold = j % 2 == 0 ? 0.0 : 0.7;
        exp_table_free (experiment->targets);
        experiment->targets = exp_table_new (2, 1);
        exp_table_set (experiment->targets, 0, 0, targets[j][0]);
        exp_table_set (experiment->targets, 1, 0, targets[j][1]);
        theory = exp_theory_new (experiment, NULL, &error);
        g_assert_true ((theory == NULL) == (error != NULL));
        for (gsize k = 0; theory != NULL && k < 2; k++)
          g_assert_true (isfinite (creal (theory->attractors[k].dynamics->poles[0])));
      }
    }
  }
}

/* A note of these words is there, or no note at all. */
static void
assert_note (const ExpExperiment *experiment, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpTheory) theory = exp_theory_new (experiment, NULL, &error);
  g_auto (GStrv) notes = NULL;
  gboolean found = FALSE;

  g_assert_no_error (error);
  notes = exp_notes_new (theory);
  for (gsize i = 0; notes[i] != NULL; i++) {
    g_test_message ("%s", notes[i]);
    found = found || (words != NULL && strstr (notes[i], words) != NULL);
  }
  g_assert_true (words != NULL ? found : notes[0] == NULL);
}

static void
test_notes (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();

  assert_note (experiment, NULL);
  experiment->method = EXP_METHOD_RIDGE;
  experiment->ridge = 1e-4;
  assert_note (experiment, "does not hold these targets exactly: 1 (1.6); 2 (0.9); 3 (-0.6).");
  experiment->ridge = 100.0;
  assert_note (experiment, "no fixed point near these targets: 1 (1.6); 2 (0.9); 3 (-0.6).");
  experiment->method = EXP_METHOD_LEAST_SQUARES;
  exp_table_set (experiment->targets, 1, 0, -1.6);
  assert_note (experiment, "Target 2 mirrors target 1. The 3 targets have rank 2");
  exp_table_set (experiment->targets, 1, 0, 1.6);
  assert_note (experiment, "counted from 1: 1 (1.6); 2 (1.6).");
  exp_table_set (experiment->targets, 1, 0, 0.0);
  assert_note (experiment, "Target 2 leaves the network silent");
  exp_table_set (experiment->targets, 1, 0, 1.6 + 1e-5);
  assert_note (experiment,
               "rounding leaves few decimals of the poles at these: 1 (1.6); 2 (1.60001");
}

/* What is stopped, when, and the processor's time at that moment. */
typedef struct {
  GCancellable *cancellable;
  gulong delay; /* µs of real time */
  clock_t begin;
} Stop;

static gpointer
stop_thread (gpointer data)
{
  Stop *stop = data;

  g_usleep (stop->delay);
  stop->begin = clock ();
  g_cancellable_cancel (stop->cancellable);
  return NULL;
}

typedef gpointer (*LongFunc) (const ExpExperiment *experiment,
                              GCancellable *cancellable,
                              GError **error);

/* On one thread, so that the processor's time is that of the computation, whatever else the
   machine does. */
static void
assert_stops (LongFunc func, const ExpExperiment *experiment, gulong delay)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Stop stop = { cancellable, delay };
  GThread *thread;
  double seconds;

  rc_set_threads (1);
  thread = g_thread_new ("stop", stop_thread, &stop);
  g_assert_null (func (experiment, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  seconds = (double)(clock () - stop.begin) / CLOCKS_PER_SEC;
  rc_set_threads (0);
  g_test_message ("stopped within %g ms", 1e3 * seconds);
  g_assert_cmpfloat (seconds, <, 0.2);
}

/* As many targets and outputs as there may be, and averages that take long. */
static ExpExperiment *
make_largest (gsize n_outputs)
{
  ExpExperiment *experiment = exp_experiment_new ();

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (EXP_MAX_TARGETS, n_outputs);
  for (gsize i = 0; i < EXP_MAX_TARGETS * n_outputs; i++)
    experiment->targets->values[i] = sin (1.0 + 37.0 * (double)i);
  experiment->transfer = EXP_TRANSFER_FORMULA;
  g_free (experiment->formula);
  experiment->formula = g_strdup ("x/(1 + abs(x))");
  experiment->frequency_points = 5000;
  return experiment;
}

static gpointer
find_theory (const ExpExperiment *experiment, GCancellable *cancellable, GError **error)
{
  return exp_theory_new (experiment, cancellable, error);
}

static gpointer
find_map (const ExpExperiment *experiment, GCancellable *cancellable, GError **error)
{
  RcQuantity quantity = { RC_SCALAR_LEADING_POLE, RC_SCALAR_ALL };
  ExpAxis x, y;

  g_assert_true (exp_axis_parse (&x, "gain:0.5:0.9:9", NULL));
  g_assert_true (exp_axis_parse (&y, "amplitude:0.5:1:9", NULL));
  return exp_scan_new (experiment, &x, &y, &quantity, 1, cancellable, NULL, NULL, error);
}

static gpointer
find_return_map (const ExpExperiment *experiment, GCancellable *cancellable, GError **error)
{
  g_autoptr (ExpTheory) theory = exp_theory_new (experiment, cancellable, error);

  return theory != NULL ? exp_return_map_new (theory, 0, NULL, NULL, cancellable, error) : NULL;
}

static gpointer
run_sweep (const ExpExperiment *experiment, GCancellable *cancellable, GError **error)
{
  ExpSweep *sweep = exp_sweep_new (experiment, NULL, NULL, 1u << EXP_MEASURE_BULK_RADIUS, 1, NULL);

  if (exp_sweep_run (&sweep, cancellable, NULL, error))
    return sweep;
  exp_sweep_unref (sweep);
  return NULL;
}

/* In the mean field, on the way to where one attractor rests, and in its response. */
static void
test_cancel (void)
{
  g_autoptr (ExpExperiment) experiment = make_largest (EXP_MAX_OUTPUTS);

  assert_stops (find_theory, experiment, 100000);
  experiment->method = EXP_METHOD_RIDGE;
  experiment->ridge = 0.01;
  assert_stops (find_theory, experiment, 1000000);
  experiment->transfer = EXP_TRANSFER_TANH;
  assert_stops (find_theory, experiment, 50000);
}

/* Within one point of a map or of a sweep, or in the search for fixed points. */
static void
test_cancel_maps (void)
{
  g_autoptr (ExpExperiment) experiment = make_largest (2);

  assert_stops (find_map, experiment, 300000);
  experiment->frequency_points = 2;
  assert_stops (find_return_map, experiment, 1500000);
  experiment->method = EXP_METHOD_RIDGE;
  experiment->ridge = 0.01;
  assert_stops (find_map, experiment, 1000000);
  assert_stops (run_sweep, experiment, 1000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theory/default", test_default);
  g_test_add_func ("/theory/snapshot", test_snapshot);
  g_test_add_func ("/theory/extremes", test_extremes);
  g_test_add_func ("/theory/notes", test_notes);
  g_test_add_func ("/theory/cancel", test_cancel);
  g_test_add_func ("/theory/cancel-maps", test_cancel_maps);
  return g_test_run ();
}
