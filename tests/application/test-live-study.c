/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-live-study.h"

#include <math.h>

#include "exp-key.h"

#define N_TARGETS 4
#define N_REQUESTS 20

/* Of these targets, which it takes, and with this threshold */
static ExpTheory *
new_theory (ExpTable *targets, double threshold)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (GError) error = NULL;
  ExpTheory *theory;

  exp_table_free (experiment->targets);
  experiment->targets = targets;
  g_assert_true (
    exp_key_set (exp_key_find ("network.transfer.threshold"), experiment, threshold, &error));
  theory = exp_theory_new (experiment, NULL, &error);
  g_assert_no_error (error);
  return theory;
}

/* Many targets, so that a map takes a while; the threshold is on neither of its axes. */
static ExpTheory *
make_theory (double threshold)
{
  ExpTable *targets = exp_table_new (N_TARGETS, 1);

  for (gsize k = 0; k < N_TARGETS; k++)
    exp_table_set (targets, k, 0, 0.6 * (double)(k + 1));
  return new_theory (targets, threshold);
}

static void
updated_cb (AttractorLiveStudy *live, gpointer user_data)
{
  GArray *strides = user_data;
  const FigStudy *study = attractor_live_study_get_study (live);

  if (study != NULL)
    g_array_append_val (strides, study->map->stride);
}

static void
wait_until_idle (AttractorLiveStudy *live)
{
  while (attractor_live_study_get_busy (live))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_coarse_first (void)
{
  g_autoptr (AttractorLiveStudy) live = attractor_live_study_new (FIG_NEEDS_MAP);
  g_autoptr (ExpTheory) theory = make_theory (0.0);
  g_autoptr (GArray) strides = g_array_new (FALSE, FALSE, sizeof (gsize));

  g_signal_connect (live, "updated", G_CALLBACK (updated_cb), strides);
  attractor_live_study_request (live, theory);
  g_assert_null (attractor_live_study_get_study (live));
  wait_until_idle (live);

  g_assert_cmpuint (strides->len, ==, 4);
  for (guint i = 0; i < strides->len; i++)
    g_assert_cmpuint (g_array_index (strides, gsize, i), ==, 8 >> i);
  g_assert_nonnull (attractor_live_study_get_study (live)->map->boundary);

  /* What is there is not computed again. */
  attractor_live_study_request (live, theory);
  g_assert_false (attractor_live_study_get_busy (live));
}

/* While parameters change, maps of them are seen, and the last one becomes whole. */
static void
test_superseded (void)
{
  g_autoptr (AttractorLiveStudy) live = attractor_live_study_new (FIG_NEEDS_MAP);
  g_autoptr (GArray) strides = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (ExpTheory) last = NULL;

  g_signal_connect (live, "updated", G_CALLBACK (updated_cb), strides);
  for (int i = 1; i <= N_REQUESTS; i++) {
    gint64 begin;

    g_clear_pointer (&last, exp_theory_unref);
    last = make_theory (0.01 * i);
    begin = g_get_monotonic_time ();
    attractor_live_study_request (live, last);
    g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC);
    while (g_main_context_iteration (NULL, FALSE))
      ;
  }
  wait_until_idle (live);

  g_assert_cmpuint (strides->len, >=, 4);
  g_assert_cmpuint (attractor_live_study_get_study (live)->map->stride, ==, 1);
  g_assert_true (
    fig_study_is_current (attractor_live_study_get_study (live), last->experiment, NULL));
}

#define N_MANY 10

/* With two outputs, so that basins take a while */
static ExpTheory *
make_plane (double scale)
{
  ExpTable *targets = exp_table_new (N_MANY, 2);

  for (gsize k = 0; k < N_MANY; k++) {
    exp_table_set (targets, k, 0, scale * cos (2.0 * G_PI * (double)k / N_MANY));
    exp_table_set (targets, k, 1, scale * sin (2.0 * G_PI * (double)k / N_MANY));
  }
  return new_theory (targets, 0.0);
}

/* What takes longer than it is left to go on comes to an end all the same, while the parameters
 * change all the time. */
static void
test_long (void)
{
  g_autoptr (AttractorLiveStudy) live = attractor_live_study_new (FIG_NEEDS_RETURN_MAP);
  gint64 begin = g_get_monotonic_time ();
  ExpTheory *theories[] = { make_plane (1.9), make_plane (2.0) };

  for (guint i = 0; attractor_live_study_get_study (live) == NULL; i++) {
    attractor_live_study_request (live, theories[i % 2]);
    g_main_context_iteration (NULL, FALSE);
    g_usleep (5000);
    g_assert_cmpint (g_get_monotonic_time () - begin, <, 60 * G_USEC_PER_SEC);
  }
  g_test_message ("after %.2f s", (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  attractor_live_study_stop (live);
  wait_until_idle (live);
  for (guint i = 0; i < 2; i++)
    exp_theory_unref (theories[i]);
}

/* A coarse map that nothing is added to any more is not taken for the whole. */
static void
test_stopped (void)
{
  g_autoptr (AttractorLiveStudy) live = attractor_live_study_new (FIG_NEEDS_MAP);
  g_autoptr (ExpTheory) theory = make_theory (0.0);

  attractor_live_study_request (live, theory);
  while (attractor_live_study_get_study (live) == NULL)
    g_main_context_iteration (NULL, TRUE);
  attractor_live_study_stop (live);
  wait_until_idle (live);
  attractor_live_study_request (live, theory);
  wait_until_idle (live);
  g_assert_cmpuint (attractor_live_study_get_study (live)->map->stride, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/application/live-study/coarse-first", test_coarse_first);
  g_test_add_func ("/application/live-study/superseded", test_superseded);
  g_test_add_func ("/application/live-study/stopped", test_stopped);
  g_test_add_func ("/application/live-study/long", test_long);
  return g_test_run ();
}
