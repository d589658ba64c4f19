/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <string.h>

#include <gsl/gsl_blas.h>

#include "rc-error.h"
#include "rc-parallel.h"

int openblas_get_num_threads (void);

typedef struct {
  int seen[1000];
  int fail_at;
} Cover;

static gboolean
cover_cb (gsize begin, gsize end, gpointer data, GError **error)
{
  Cover *cover = data;

  for (gsize i = begin; i < end; i++) {
    if ((int)i == cover->fail_at) {
      g_set_error_literal (error, RC_ERROR, RC_ERROR_ARGUMENT, "no");
      return FALSE;
    }
    g_atomic_int_inc (&cover->seen[i]);
  }
  return TRUE;
}

static void
test_cover (void)
{
  static const gsize sizes[] = { 0, 1, 7, 999, 1000 };

  for (guint threads = 1; threads <= 8; threads += 3) {
    for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++) {
      Cover cover = { .fail_at = -1 };

      rc_set_threads (threads);
      g_assert_cmpuint (rc_get_threads (), ==, threads);
      g_assert_true (rc_parallel_for (sizes[s], 7, cover_cb, &cover, NULL, NULL));
      for (gsize i = 0; i < 1000; i++)
        g_assert_cmpint (cover.seen[i], ==, i < sizes[s]);
    }
  }
  rc_set_threads (0);
}

static void
test_failure (void)
{
  Cover cover = { .fail_at = 500 };
  g_autoptr (GError) error = NULL;

  g_assert_false (rc_parallel_for (1000, 10, cover_cb, &cover, NULL, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_ARGUMENT);
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  int *calls = user_data;

  return g_atomic_int_add (calls, 1) < 3;
}

static void
test_stop (void)
{
  Cover cover = { .fail_at = -1 };
  int calls = 0;
  RcMonitor monitor = { stop_cb, &calls };
  g_autoptr (GError) error = NULL;

  rc_set_threads (1);
  g_assert_false (rc_parallel_for (1000, 10, cover_cb, &cover, &monitor, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
  g_assert_cmpint (cover.seen[39], ==, 1);
  g_assert_cmpint (cover.seen[40], ==, 0);
  rc_set_threads (0);
}

typedef struct {
  int running;
  int most;
  int done;
} Nested;

static gboolean
inner_cb (gsize begin, gsize end, gpointer data, GError **error)
{
  Nested *nested = data;
  int running = g_atomic_int_add (&nested->running, 1) + 1, most;

  do
    most = g_atomic_int_get (&nested->most);
  while (running > most && !g_atomic_int_compare_and_exchange (&nested->most, most, running));
  g_usleep (2000);
  g_atomic_int_add (&nested->running, -1);
  g_atomic_int_inc (&nested->done);
  return TRUE;
}

static gboolean
outer_cb (gsize begin, gsize end, gpointer data, GError **error)
{
  return rc_parallel_for (16, 1, inner_cb, data, NULL, error);
}

/* A loop inside a loop has its share of the threads and no more. A caller that
   only waits lends its place, so that for a moment there is one more of them
   for each thread that waited. */
static void
test_nested (void)
{
  Nested nested = { 0 };

  rc_set_threads (4);
  g_assert_true (rc_parallel_for (5, 1, outer_cb, &nested, NULL, NULL));
  rc_set_threads (0);
  g_assert_cmpint (nested.done, ==, 5 * 16);
  g_assert_cmpint (nested.most, >=, 2);
  g_assert_cmpint (nested.most, <, 8);
}

typedef struct {
  GMutex mutex;
  GCond changed;
  int n_waiting;
  gboolean go;
} Pause;

static gboolean
pause_cb (gsize begin, gsize end, gpointer data, GError **error)
{
  Pause *self = data;

  rc_parallel_begin_wait ();
  g_mutex_lock (&self->mutex);
  self->n_waiting++;
  g_cond_broadcast (&self->changed);
  while (!self->go)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  rc_parallel_end_wait ();
  return TRUE;
}

static gpointer
paused_thread (gpointer data)
{
  rc_parallel_for (4, 1, pause_cb, data, NULL, NULL);
  return NULL;
}

/* The threads of a loop that pauses are free for others, and count again when it goes on. */
static void
test_pause (void)
{
  Pause paused = { 0 };
  Nested other = { 0 }, after = { 0 };
  GThread *thread;

  g_mutex_init (&paused.mutex);
  g_cond_init (&paused.changed);
  rc_set_threads (4);
  thread = g_thread_new ("paused", paused_thread, &paused);
  g_mutex_lock (&paused.mutex);
  while (paused.n_waiting < 4)
    g_cond_wait (&paused.changed, &paused.mutex);
  g_mutex_unlock (&paused.mutex);

  g_assert_true (rc_parallel_for (64, 1, inner_cb, &other, NULL, NULL));
  g_assert_cmpint (other.most, >=, 2);
  g_assert_cmpint (other.most, <=, 4);

  g_mutex_lock (&paused.mutex);
  paused.go = TRUE;
  g_cond_broadcast (&paused.changed);
  g_mutex_unlock (&paused.mutex);
  g_thread_join (thread);
  g_assert_true (rc_parallel_for (64, 1, inner_cb, &after, NULL, NULL));
  g_assert_cmpint (after.most, <=, 4);
  rc_set_threads (0);
  g_mutex_clear (&paused.mutex);
  g_cond_clear (&paused.changed);
}

/* GSL's products must be OpenBLAS's, on the calling thread. */
static void
test_blas (void)
{
  Dl_info info;

  rc_init ();
  g_assert_cmpint (openblas_get_num_threads (), ==, 1);
  g_assert_cmpint (dladdr (dlsym (RTLD_DEFAULT, "cblas_dgemm"), &info), !=, 0);
  g_assert_nonnull (strstr (info.dli_fname, "openblas"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel/cover", test_cover);
  g_test_add_func ("/parallel/failure", test_failure);
  g_test_add_func ("/parallel/stop", test_stop);
  g_test_add_func ("/parallel/nested", test_nested);
  g_test_add_func ("/parallel/pause", test_pause);
  g_test_add_func ("/parallel/blas", test_blas);
  return g_test_run ();
}
