/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-measure.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

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

/* Signals are waited for by a thread of their own, so that an interrupt stops
   the run at once and in order. */
static gpointer
signal_thread (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t set;
  int number;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigwait (&set, &number);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
watch_signals (GCancellable *cancellable)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  /* It waits until the program ends. */
  g_thread_unref (g_thread_new ("signals", signal_thread, cancellable));
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
