/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-measure.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-signals.h"

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

/**
 * batch_measure:
 * @experiment: a valid experiment
 *
 * Trains and measures a network; an interrupt stops it.
 *
 * Returns: (transfer full) (nullable): the measurement; %NULL after a message
 */
ExpMeasurement *
batch_measure (const ExpExperiment *experiment)
{
  GCancellable *cancellable = batch_watch_signals ();
  Progress progress = { .shown = isatty (STDERR_FILENO), .percent = -1 };
  g_autoptr (GError) error = NULL;
  ExpMeasurement *measurement;

  g_mutex_init (&progress.mutex);
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
