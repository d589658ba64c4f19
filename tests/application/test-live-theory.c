/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-live-theory.h"

#include "exp-key.h"

#define N_REQUESTS 200

static void
updated_cb (AttractorLiveTheory *theory, gpointer user_data)
{
  guint *n_updates = user_data;

  (*n_updates)++;
}

static void
wait_until_idle (AttractorLiveTheory *theory)
{
  while (attractor_live_theory_get_busy (theory))
    g_main_context_iteration (NULL, TRUE);
}

static void
request_gain (AttractorLiveTheory *theory, double gain)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();

  g_assert_true (exp_key_set (exp_key_find ("network.gain"), experiment, gain, NULL));
  attractor_live_theory_request (theory, experiment);
}

static void
test_latest_wins (void)
{
  g_autoptr (AttractorLiveTheory) theory = attractor_live_theory_new ();
  guint n_updates = 0;

  g_signal_connect (theory, "updated", G_CALLBACK (updated_cb), &n_updates);
  g_assert_null (attractor_live_theory_get_theory (theory));

  for (int i = 1; i <= N_REQUESTS; i++)
    request_gain (theory, i / 400.0);
  g_assert_true (attractor_live_theory_get_busy (theory));
  wait_until_idle (theory);

  /* The first was in flight, the last waited; the main loop saw no other. */
  g_assert_cmpuint (n_updates, ==, 2);
  g_assert_null (attractor_live_theory_get_error (theory));
  g_assert_cmpfloat (attractor_live_theory_get_theory (theory)->experiment->gain, ==, 0.5);
}

static void
test_follows (void)
{
  g_autoptr (AttractorLiveTheory) theory = attractor_live_theory_new ();
  guint n_updates = 0;

  g_signal_connect (theory, "updated", G_CALLBACK (updated_cb), &n_updates);
  for (int i = 1; i <= 5; i++) {
    request_gain (theory, i / 10.0);
    wait_until_idle (theory);
    g_assert_cmpuint (n_updates, ==, i);
    g_assert_cmpfloat (attractor_live_theory_get_theory (theory)->experiment->gain, ==, i / 10.0);
  }
}

/* Whoever asked may be gone before the answer is there. */
static void
test_outlived (void)
{
  AttractorLiveTheory *theory = attractor_live_theory_new ();
  gpointer weak = theory;

  g_object_add_weak_pointer (G_OBJECT (theory), &weak);
  request_gain (theory, 0.5);
  g_object_unref (theory);
  /* The worker may be the last to let go of it, which wakes no main loop. */
  while (g_atomic_pointer_get (&weak) != NULL)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/live-theory/latest-wins", test_latest_wins);
  g_test_add_func ("/live-theory/follows", test_follows);
  g_test_add_func ("/live-theory/outlived", test_outlived);

  return g_test_run ();
}
