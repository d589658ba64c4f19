/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-comparisons-private.h"

#include "attractor-refusal.h"

/* The runs that measure the networks of what was pinned */

/* Another run may have said meanwhile what the network of the same parameters says. */
static void
end_run (AttractorComparison *entry, ExpMeasurement *measurement, const GError *error)
{
  g_clear_object (&entry->job);
  entry->stopping = FALSE;
  if (entry->measurement == NULL && measurement != NULL)
    entry->measurement = exp_measurement_ref (measurement);
  else if (entry->measurement == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    entry->error = attractor_refusal_to_words (error->message);
  attractor_comparisons_tell (entry->owner);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AttractorComparison *entry = user_data;
  g_autoptr (GError) error = NULL;
  ExpMeasurement *measurement = exp_job_run_finish (EXP_JOB (source), result, &error);

  if (entry->owner != NULL)
    end_run (entry, measurement, error);
  g_clear_pointer (&measurement, exp_measurement_unref);
  attractor_comparison_unref (entry);
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

/**
 * attractor_comparisons_measure:
 * @self: comparisons
 * @index: of which
 *
 * Trains and measures the network of a pin, unless it was or is being measured.
 */
void
attractor_comparisons_measure (AttractorComparisons *self, guint index)
{
  AttractorComparison *entry;

  g_return_if_fail (ATTRACTOR_IS_COMPARISONS (self));

  entry = attractor_comparisons_get_entry (self, index);
  if (entry == NULL || entry->measurement != NULL || entry->job != NULL)
    return;

  /* The process must not end under a worker's feet. */
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  g_clear_pointer (&entry->error, g_free);
  entry->job = exp_job_new (entry->experiment);
  g_signal_connect_object (entry->job,
                           "notify",
                           G_CALLBACK (attractor_comparisons_tell_progress),
                           self,
                           G_CONNECT_SWAPPED);
  exp_job_run_async (entry->job, ran_cb, g_rc_box_acquire (entry));
  attractor_comparisons_tell (self);
}

/**
 * attractor_comparisons_stop_one:
 * @self: comparisons
 * @index: of which
 *
 * Stops the run that measures the network of a pin, if there is one.
 */
void
attractor_comparisons_stop_one (AttractorComparisons *self, guint index)
{
  AttractorComparison *entry;

  g_return_if_fail (ATTRACTOR_IS_COMPARISONS (self));

  entry = attractor_comparisons_get_entry (self, index);
  if (entry == NULL || entry->job == NULL)
    return;
  entry->stopping = TRUE;
  exp_job_cancel (entry->job);
  attractor_comparisons_tell (self);
}

/**
 * attractor_comparisons_stop:
 * @self: comparisons
 *
 * Stops all runs.
 */
void
attractor_comparisons_stop (AttractorComparisons *self)
{
  guint n = 0;

  g_return_if_fail (ATTRACTOR_IS_COMPARISONS (self));

  for (guint i = 0; i < self->entries->len; i++) {
    AttractorComparison *entry = attractor_comparisons_get_entry (self, i);

    if (entry->job == NULL)
      continue;
    entry->stopping = TRUE;
    exp_job_cancel (entry->job);
    n++;
  }
  if (n > 0)
    attractor_comparisons_tell (self);
}

/**
 * attractor_comparisons_set_paused:
 * @self: comparisons
 * @paused: whether the runs under way are to wait
 */
void
attractor_comparisons_set_paused (AttractorComparisons *self, gboolean paused)
{
  g_return_if_fail (ATTRACTOR_IS_COMPARISONS (self));

  for (guint i = 0; i < self->entries->len; i++) {
    AttractorComparison *entry = attractor_comparisons_get_entry (self, i);

    if (entry->job != NULL && !entry->stopping)
      exp_job_set_paused (entry->job, paused);
  }
}

/**
 * attractor_comparisons_get_progress:
 * @self: comparisons
 * @progress: (out): what is under way
 *
 * Tells of the runs together.
 *
 * Returns: how many there are
 */
guint
attractor_comparisons_get_progress (AttractorComparisons *self, AttractorMeasuring *progress)
{
  guint n = 0, n_stopping = 0, n_paused = 0;

  g_return_val_if_fail (ATTRACTOR_IS_COMPARISONS (self), 0);

  *progress = (AttractorMeasuring){ 0 };
  for (guint i = 0; i < self->entries->len; i++) {
    const AttractorComparison *entry = attractor_comparisons_get_entry (self, i);

    if (entry->job == NULL)
      continue;
    if (n++ == 0)
      progress->first = i;
    progress->fraction += exp_job_get_fraction (entry->job);
    n_stopping += entry->stopping ? 1 : 0;
    n_paused += !entry->stopping && exp_job_get_paused (entry->job) ? 1 : 0;
  }
  progress->fraction /= MAX (n, 1);
  progress->stopping = n > 0 && n_stopping == n;
  progress->paused = n_paused > 0 && n_paused + n_stopping == n;
  return n;
}

/**
 * attractor_comparisons_get_job:
 * @self: comparisons
 * @index: of which
 *
 * Returns: (transfer none) (nullable): the run that measures its network now
 */
ExpJob *
attractor_comparisons_get_job (AttractorComparisons *self, guint index)
{
  return attractor_comparisons_get_entry (self, index)->job;
}

/**
 * attractor_comparisons_get_stopping:
 * @self: comparisons
 * @index: of which
 *
 * Returns: whether that run has been told to stop
 */
gboolean
attractor_comparisons_get_stopping (AttractorComparisons *self, guint index)
{
  return attractor_comparisons_get_entry (self, index)->stopping;
}

/**
 * attractor_comparisons_get_error:
 * @self: comparisons
 * @index: of which
 *
 * Returns: (transfer none) (nullable): at which stage the last run that was to measure its network
 *   failed, and why, in words
 */
const char *
attractor_comparisons_get_error (AttractorComparisons *self, guint index)
{
  return attractor_comparisons_get_entry (self, index)->error;
}
