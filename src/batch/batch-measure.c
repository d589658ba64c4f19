/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-measure.h"

#include <signal.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "batch-command.h"

typedef struct {
  GMutex mutex;
  gboolean shown; /* progress is shown: standard error is a terminal */
  ExpStage stage;
  int percent;
} Progress;

static void
stage_cb (ExpStage stage, double fraction, gpointer user_data)
{
  Progress *progress = user_data;
  int percent = (int)(100.0 * fraction);

  g_mutex_lock (&progress->mutex);
  if (progress->shown && (progress->stage != stage || progress->percent != percent)) {
    progress->stage = stage;
    progress->percent = percent;
    g_printerr ("\r\033[K%s %d %%", exp_stage_get_label (stage), percent);
  }
  g_mutex_unlock (&progress->mutex);
}

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
watch_signals (GCancellable *cancellable)
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
 * batch_measure:
 * @experiment: a valid experiment
 *
 * Trains and measures a network; an interrupt stops it. Once per process.
 *
 * Returns: (transfer full) (nullable): the measurement; %NULL after a message
 */
ExpMeasurement *
batch_measure (const ExpExperiment *experiment)
{
  GCancellable *cancellable = g_cancellable_new (); /* the thread keeps it to the end */
  Progress progress = { .shown = isatty (STDERR_FILENO), .percent = -1 };
  g_autoptr (GError) error = NULL;
  ExpMeasurement *measurement;

  g_mutex_init (&progress.mutex);
  watch_signals (cancellable);
  measurement = exp_measurement_new (experiment, cancellable, stage_cb, &progress, &error);
  if (progress.shown)
    g_printerr ("\r\033[K");
  if (measurement == NULL)
    batch_print_error ("%s",
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _ ("stopped")
                                                                                 : error->message);
  g_mutex_clear (&progress.mutex);
  return measurement;
}
