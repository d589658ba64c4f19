/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "batch-signals.h"

#include <signal.h>

#include <glib-unix.h>

static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE; /* a second interrupt ends the program at once */
}

static gpointer
signal_thread (gpointer data)
{
  GMainContext *context = data;

  while (TRUE)
    g_main_context_iteration (context, TRUE);
  return NULL;
}

/* An interrupt is seen by a thread of its own, while the main one computes. */
static void
watch (GCancellable *cancellable)
{
  static const int numbers[] = { SIGINT, SIGTERM };
  GMainContext *context = g_main_context_new (); /* in use until the program ends */

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (GSource) source = g_unix_signal_source_new (numbers[i]);

    g_source_set_callback (source, interrupted_cb, cancellable, NULL);
    g_source_attach (source, context);
  }
  g_thread_unref (g_thread_new ("signals", signal_thread, context));
}

/**
 * batch_watch_signals:
 *
 * Returns: (transfer none): what an interrupt, or the wish that the program should end, cancels;
 *   always the same
 */
GCancellable *
batch_watch_signals (void)
{
  static GCancellable *cancellable; /* the thread keeps it to the end */

  if (cancellable == NULL) {
    cancellable = g_cancellable_new ();
    watch (cancellable);
  }
  return cancellable;
}
