/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "exp-notes.h"
#include "exp-theory.h"

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
  assert_note (experiment, "does not hold these targets exactly: 1, 2, 3.");
  experiment->ridge = 100.0;
  assert_note (experiment, "no fixed point near these targets: 1, 2, 3.");
  experiment->method = EXP_METHOD_LEAST_SQUARES;
  exp_table_set (experiment->targets, 1, 0, -1.6);
  assert_note (experiment, "Target 2 mirrors target 1. The 3 targets have rank 2");
  exp_table_set (experiment->targets, 1, 0, 1.6);
  assert_note (experiment, "Target 2 repeats target 1.");
  exp_table_set (experiment->targets, 1, 0, 0.0);
  assert_note (experiment, "Target 2 leaves the network silent");
  exp_table_set (experiment->targets, 1, 0, 1.6 + 1e-5);
  assert_note (experiment, "rounding leaves few decimals of the poles at these: 1, 2, 3.");
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (30000);
  g_cancellable_cancel (data);
  return NULL;
}

/* The largest theory that there may be is stopped at once. */
static void
test_cancel (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;
  gint64 begin;

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (EXP_MAX_TARGETS, EXP_MAX_OUTPUTS);
  for (gsize i = 0; i < EXP_MAX_TARGETS * EXP_MAX_OUTPUTS; i++)
    experiment->targets->values[i] = sin (1.0 + 37.0 * (double)i);
  experiment->transfer = EXP_TRANSFER_FORMULA;
  experiment->frequency_points = 5000;
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  begin = g_get_monotonic_time ();
  g_assert_null (exp_theory_new (experiment, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_test_message ("stopped after %g ms", 1e-3 * (double)(g_get_monotonic_time () - begin));
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
  return g_test_run ();
}
