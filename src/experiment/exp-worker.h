/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef void (*ExpWorkerFunc) (gpointer owner);

/**
 * ExpWorker:
 * @owner: the job, not owned: a #GObject that holds this
 * @update: told on the main thread that there is something new, unless the job was stopped
 * @cancellable: stops it
 * @mutex: over what the worker hands on to the main thread
 *
 * What a job shares with the threads that do its work: they ask the main thread to look at what
 * they have made, and wait while the job is paused. The rest is private.
 */
typedef struct {
  gpointer owner;
  ExpWorkerFunc update;
  GCancellable *cancellable;
  GMutex mutex;

  /*< private >*/
  GMainContext *context;
  GCond resumed;
  gboolean running;
  int update_pending; /* atomic */
  int paused;         /* atomic; changed under the mutex */
  guint n_waiting;    /* under the mutex, as what follows: how many threads wait now … */
  gint64 waits_since; /* … since when, in µs */
  gint64 waited;      /* … and for how long any did before that */
} ExpWorker;

void exp_worker_init (ExpWorker *self, gpointer owner, ExpWorkerFunc update);
void exp_worker_clear (ExpWorker *self);
gboolean exp_worker_begin (ExpWorker *self);
void exp_worker_end (ExpWorker *self);
gboolean exp_worker_get_running (const ExpWorker *self);
void exp_worker_request_update (ExpWorker *self);
void exp_worker_wait_while_paused (ExpWorker *self);
gint64 exp_worker_get_waited (ExpWorker *self);
void exp_worker_cancel (ExpWorker *self);
gboolean exp_worker_set_paused (ExpWorker *self, gboolean paused);
gboolean exp_worker_get_paused (const ExpWorker *self);

G_END_DECLS
