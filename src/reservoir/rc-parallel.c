/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-parallel.h"

#include <cblas.h>
#include <gsl/gsl_errno.h>

static int n_threads_wanted; /* atomic; 0 stands for one per processor */
static int n_helpers;        /* atomic: the threads of all loops but their callers,
                                less those of all that only wait */
static GPrivate is_helper;   /* of the thread */

typedef struct {
  gsize n;
  gsize chunk;
  gsize n_chunks;
  RcRangeFunc func;
  gpointer data;
  const RcMonitor *monitor;
  gsize next;    /* atomic: the next chunk that nobody has taken */
  gsize done;    /* atomic: how many chunks are finished */
  int failed;    /* atomic */
  GError *error; /* atomic: the first one */
} Loop;

/**
 * rc_init:
 *
 * Prepares the libraries underneath; must have been called once before any
 * other function of this layer, and may be called again from any thread.
 *
 * BLAS is told to use the calling thread only: the parallelism is that of
 * rc_parallel_for(), over independent pieces of work, so that threads never
 * multiply and results never depend on their number. GSL reports its errors
 * by return value rather than by ending the program.
 */
void
rc_init (void)
{
  static gsize initialised = 0;

  if (g_once_init_enter (&initialised)) {
    gsl_set_error_handler_off ();
    openblas_set_num_threads (1);
    g_once_init_leave (&initialised, 1);
  }
}

/**
 * rc_set_threads:
 * @n_threads: how many threads a parallel loop may use; 0 for one per processor
 */
void
rc_set_threads (guint n_threads)
{
  g_atomic_int_set (&n_threads_wanted, (int)MIN (n_threads, 1024));
}

/**
 * rc_get_threads:
 *
 * Returns: how many threads a parallel loop may use, at least 1
 */
guint
rc_get_threads (void)
{
  static gsize n_processors = 0;
  int wanted = g_atomic_int_get (&n_threads_wanted);

  if (wanted > 0)
    return (guint)wanted;
  /* To ask the system takes longer than a small loop. */
  if (g_once_init_enter (&n_processors))
    g_once_init_leave (&n_processors, g_get_num_processors ());
  return (guint)n_processors;
}

static gboolean
run_chunk (Loop *loop, gsize i, GError **error)
{
  gsize done;

  if (!loop->func (i * loop->chunk, MIN ((i + 1) * loop->chunk, loop->n), loop->data, error))
    return FALSE;
  done = 1 + (gsize)g_atomic_pointer_add (&loop->done, 1);
  return rc_monitor_report (loop->monitor, (double)done / loop->n_chunks, error);
}

static void
work_on (Loop *loop)
{
  while (!g_atomic_int_get (&loop->failed)) {
    gsize i = (gsize)g_atomic_pointer_add (&loop->next, 1);
    g_autoptr (GError) error = NULL;

    if (i >= loop->n_chunks)
      break;
    if (!run_chunk (loop, i, &error)) {
      if (g_atomic_pointer_compare_and_exchange (&loop->error, NULL, error))
        error = NULL;
      g_atomic_int_set (&loop->failed, TRUE);
    }
  }
}

/* How many of @wanted threads may join, so that all loops together, one inside
   the other or side by side, have no more than rc_get_threads() asks for. */
static gsize
take_helpers (gsize wanted)
{
  int taken, busy;

  do {
    busy = g_atomic_int_get (&n_helpers);
    taken = MIN ((int)wanted, (int)rc_get_threads () - 1 - busy);
    if (taken <= 0)
      return 0;
  } while (!g_atomic_int_compare_and_exchange (&n_helpers, busy, busy + taken));
  return (gsize)taken;
}

static gpointer
helper_thread (gpointer data)
{
  g_private_set (&is_helper, GINT_TO_POINTER (TRUE));
  work_on (data);
  /* At once, not when the caller is done: others may need a hand. */
  g_atomic_int_add (&n_helpers, -1);
  return NULL;
}

/**
 * rc_parallel_begin_wait:
 *
 * To be called in a monitor before it blocks, because the work is to pause: if this is
 * a thread that helps in a loop, other loops may have one in its place meanwhile.
 */
void
rc_parallel_begin_wait (void)
{
  if (g_private_get (&is_helper) != NULL)
    g_atomic_int_add (&n_helpers, -1);
}

/**
 * rc_parallel_end_wait:
 *
 * To be called when the work goes on. It does so at once: until one of the others is done
 * there may be more threads than rc_get_threads().
 */
void
rc_parallel_end_wait (void)
{
  if (g_private_get (&is_helper) != NULL)
    g_atomic_int_add (&n_helpers, 1);
}

/**
 * rc_parallel_for:
 * @n: how many indices
 * @chunk: how many consecutive ones are handed out together, at least 1
 * @func: (scope call): works on one range of indices
 * @data: for @func
 * @monitor: (nullable): told after each range, from any of the threads
 * @error: the first error of @func or @monitor
 *
 * Calls @func for ranges that together cover 0 … @n - 1 once, from up to
 * rc_get_threads() threads, the calling one among them, and returns when all
 * are done or, after a failure, when those that had begun are. The ranges are
 * the same whatever the number of threads. Inside @func it may be called again:
 * that loop uses threads which the outer one has no more work for.
 *
 * Returns: %TRUE if all succeeded
 */
gboolean
rc_parallel_for (
  gsize n, gsize chunk, RcRangeFunc func, gpointer data, const RcMonitor *monitor, GError **error)
{
  Loop loop = { .n = n, .chunk = chunk, .func = func, .data = data, .monitor = monitor };
  g_autofree GThread **threads = NULL;
  gsize n_helpers_here;

  g_return_val_if_fail (chunk > 0, FALSE);

  loop.n_chunks = (n + chunk - 1) / chunk;
  n_helpers_here = loop.n_chunks > 1 ? take_helpers (loop.n_chunks - 1) : 0;
  threads = g_new0 (GThread *, MAX (n_helpers_here, 1));

  /* A thread that cannot be had is no error: the others do its share. */
  for (gsize i = 0; i < n_helpers_here; i++) {
    threads[i] = g_thread_try_new ("rc-parallel", helper_thread, &loop, NULL);
    if (threads[i] == NULL)
      g_atomic_int_add (&n_helpers, -1);
  }
  work_on (&loop);
  if (n_helpers_here > 0) {
    g_atomic_int_add (&n_helpers, -1);
    for (gsize i = 0; i < n_helpers_here; i++)
      g_clear_pointer (&threads[i], g_thread_join);
    g_atomic_int_add (&n_helpers, 1);
  }

  if (loop.error != NULL) {
    g_propagate_error (error, loop.error);
    return FALSE;
  }
  return TRUE;
}
