/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-worker.h"

#include "rc-parallel.h"

/**
 * exp_worker_init:
 * @owner: the job
 * @update: told on the main thread that there is something new
 */
void
exp_worker_init (ExpWorker *self, gpointer owner, ExpWorkerFunc update)
{
  self->owner = owner;
  self->update = update;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->resumed);
}

void
exp_worker_clear (ExpWorker *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->resumed);
}

/**
 * exp_worker_begin:
 *
 * The work is about to begin; the main context of this thread is the one that hears of it.
 *
 * Returns: %FALSE if it has begun before
 */
gboolean
exp_worker_begin (ExpWorker *self)
{
  g_return_val_if_fail (self->context == NULL, FALSE);

  self->context = g_main_context_ref_thread_default ();
  self->running = TRUE;
  return TRUE;
}

/**
 * exp_worker_end:
 *
 * On the main thread: nobody is to be told of anything more.
 */
void
exp_worker_end (ExpWorker *self)
{
  self->running = FALSE;
}

gboolean
exp_worker_get_running (const ExpWorker *self)
{
  return self->running;
}

static gboolean
update_cb (gpointer user_data)
{
  ExpWorker *self = user_data;

  /* What the workers say from here on makes an update of its own. */
  g_atomic_int_set (&self->update_pending, FALSE);
  /* Who stopped it does not want to hear more of it, but for the end. */
  if (self->running && !g_cancellable_is_cancelled (self->cancellable))
    self->update (self->owner);
  return G_SOURCE_REMOVE;
}

static void
release_cb (gpointer user_data)
{
  ExpWorker *self = user_data;

  g_object_unref (self->owner);
}

/**
 * exp_worker_request_update:
 *
 * On any thread: one update is under way at most, however often this is called.
 */
void
exp_worker_request_update (ExpWorker *self)
{
  g_autoptr (GSource) update = NULL;

  if (!g_atomic_int_compare_and_exchange (&self->update_pending, FALSE, TRUE))
    return;
  g_object_ref (self->owner);
  update = g_idle_source_new ();
  g_source_set_callback (update, update_cb, self, release_cb);
  g_source_attach (update, self->context);
}

/**
 * exp_worker_wait_while_paused:
 *
 * On a worker thread, which is free for other work meanwhile.
 */
void
exp_worker_wait_while_paused (ExpWorker *self)
{
  if (!g_atomic_int_get (&self->paused) || !rc_monitor_may_wait ())
    return;

  rc_parallel_begin_wait ();
  g_mutex_lock (&self->mutex);
  if (self->n_waiting++ == 0)
    self->waits_since = g_get_monotonic_time ();
  while (g_atomic_int_get (&self->paused) && !g_cancellable_is_cancelled (self->cancellable))
    g_cond_wait (&self->resumed, &self->mutex);
  if (--self->n_waiting == 0)
    self->waited += g_get_monotonic_time () - self->waits_since;
  g_mutex_unlock (&self->mutex);
  rc_parallel_end_wait ();
}

/**
 * exp_worker_get_waited:
 *
 * On any thread.
 *
 * Returns: how long any thread has waited so far because the job was paused, in µs
 */
gint64
exp_worker_get_waited (ExpWorker *self)
{
  gint64 waited;

  g_mutex_lock (&self->mutex);
  waited = self->waited;
  if (self->n_waiting > 0)
    waited += g_get_monotonic_time () - self->waits_since;
  g_mutex_unlock (&self->mutex);
  return waited;
}

/**
 * exp_worker_cancel:
 *
 * Stops the work, also where it waits.
 */
void
exp_worker_cancel (ExpWorker *self)
{
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->resumed);
  g_mutex_unlock (&self->mutex);
}

/**
 * exp_worker_set_paused:
 * @paused: whether the workers should wait
 *
 * Returns: whether that is a change
 */
gboolean
exp_worker_set_paused (ExpWorker *self, gboolean paused)
{
  paused = paused != FALSE;
  if (paused == exp_worker_get_paused (self))
    return FALSE;

  g_mutex_lock (&self->mutex);
  g_atomic_int_set (&self->paused, paused);
  g_cond_broadcast (&self->resumed);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

gboolean
exp_worker_get_paused (const ExpWorker *self)
{
  return g_atomic_int_get (&self->paused);
}
