/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-autosave.h"

#include <glib/gstdio.h>

#include "attractor-document-private.h"
#include "attractor-recovery.h"

/* In milliseconds: the most that a crash may cost */
#define DELAY 1000

/**
 * AttractorAutosave:
 *
 * Keeps the unsaved work of a document where it is found after a crash. It is
 * written on a worker thread, a moment after it has changed, and removed when
 * the document is saved, or undone to what is saved, or closed.
 */
struct _AttractorAutosave {
  GObject parent_instance;

  AttractorDocument *document;
  char *path; /* (nullable) until there is something to keep */
  guint timeout;
  gboolean busy;
  gboolean again; /* something has changed since the worker began */
  gboolean closed;
  gboolean failed; /* which was told */
};

G_DEFINE_FINAL_TYPE (AttractorAutosave, attractor_autosave, G_TYPE_OBJECT)

enum {
  SIGNAL_FAILED,
  SIGNAL_RESUMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct {
  char *path;
  ExpExperiment *experiment;
  ExpExperiment *saved;
  GFile *file;
} Work;

static void
work_free (Work *work)
{
  g_free (work->path);
  exp_experiment_free (work->experiment);
  exp_experiment_free (work->saved);
  g_clear_object (&work->file);
  g_free (work);
}

static void
attractor_autosave_dispose (GObject *object)
{
  AttractorAutosave *self = ATTRACTOR_AUTOSAVE (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (attractor_autosave_parent_class)->dispose (object);
}

static void
attractor_autosave_finalize (GObject *object)
{
  AttractorAutosave *self = ATTRACTOR_AUTOSAVE (object);

  g_free (self->path);

  G_OBJECT_CLASS (attractor_autosave_parent_class)->finalize (object);
}

static void
attractor_autosave_class_init (AttractorAutosaveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = attractor_autosave_dispose;
  object_class->finalize = attractor_autosave_finalize;

  /**
   * AttractorAutosave::failed:
   * @message: why, one sentence
   *
   * Emitted when work cannot be kept safe, once until it can be again.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);

  /**
   * AttractorAutosave::resumed:
   *
   * Emitted when work is safe again, or saved, after #AttractorAutosave::failed.
   */
  signals[SIGNAL_RESUMED] = g_signal_new (
    "resumed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
attractor_autosave_init (AttractorAutosave *self)
{
}

static void
tell_failure (AttractorAutosave *self, const GError *error)
{
  if (!self->failed)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
  self->failed = TRUE;
}

static void
tell_success (AttractorAutosave *self)
{
  if (self->failed)
    g_signal_emit (self, signals[SIGNAL_RESUMED], 0);
  self->failed = FALSE;
}

static void
write_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;

  if (attractor_recovery_write (work->path, work->experiment, work->saved, work->file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void run (AttractorAutosave *self);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AttractorAutosave *self = ATTRACTOR_AUTOSAVE (source);
  GApplication *application = user_data;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    tell_success (self);
  else if (!self->closed)
    tell_failure (self, error);

  if (self->again || self->closed)
    run (self);

  if (application != NULL)
    g_application_release (application);
}

static void
begin_writing (AttractorAutosave *self)
{
  GApplication *application = g_application_get_default ();
  GFile *file = attractor_document_get_file (self->document);
  g_autoptr (GTask) task = NULL;
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (self->path);
  work->experiment = exp_experiment_copy (attractor_document_get_experiment (self->document));
  work->saved = exp_experiment_copy (self->document->saved);
  work->file = file != NULL ? g_object_ref (file) : NULL;

  /* What is closed meanwhile is removed when the worker is done with it. */
  if (application != NULL)
    g_application_hold (application);
  self->busy = TRUE;
  task = g_task_new (self, NULL, written_cb, application);
  g_task_set_source_tag (task, begin_writing);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);
  g_task_run_in_thread (task, write_thread);
}

/* Makes what is kept agree with what there is to keep. */
static void
run (AttractorAutosave *self)
{
  g_autoptr (GError) error = NULL;

  self->again = self->busy;
  if (self->busy)
    return;

  if (self->closed || !attractor_document_get_modified (self->document)) {
    if (self->path != NULL)
      g_unlink (self->path);
    tell_success (self);
    return;
  }

  if (self->path == NULL)
    self->path = attractor_recovery_new_path (&error);
  if (self->path != NULL)
    begin_writing (self);
  else
    tell_failure (self, error);
}

static gboolean
timeout_cb (gpointer user_data)
{
  AttractorAutosave *self = user_data;

  self->timeout = 0;
  run (self);
  return G_SOURCE_REMOVE;
}

/* Not put off by further changes: a drag must not keep it away. */
static void
schedule (AttractorAutosave *self)
{
  if (self->closed || self->timeout != 0)
    return;

  self->timeout = g_timeout_add (DELAY, timeout_cb, self);
}

static void
modified_cb (AttractorAutosave *self)
{
  if (self->closed)
    return;

  if (attractor_document_get_modified (self->document))
    schedule (self);
  else
    run (self);
}

/**
 * attractor_autosave_new:
 * @document: a document
 *
 * Returns: (transfer full): what keeps the work in @document, from now until
 *   attractor_autosave_close()
 */
AttractorAutosave *
attractor_autosave_new (AttractorDocument *document)
{
  AttractorAutosave *self;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (document), NULL);

  self = g_object_new (ATTRACTOR_TYPE_AUTOSAVE, NULL);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    document, "notify::file", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    document, "notify::modified", G_CALLBACK (modified_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * attractor_autosave_adopt:
 * @self: one that has kept nothing yet
 * @path: from attractor_recovery_claim()
 *
 * Keeps the work where it was found, so that it is never in no place. Call it
 * before the document has that work.
 */
void
attractor_autosave_adopt (AttractorAutosave *self, const char *path)
{
  g_return_if_fail (ATTRACTOR_IS_AUTOSAVE (self));
  g_return_if_fail (self->path == NULL);

  self->path = g_strdup (path);
}

/**
 * attractor_autosave_close:
 * @self: what keeps the work of a document
 *
 * Tells that the document is gone, and its person content with that: nothing
 * is kept any more.
 */
void
attractor_autosave_close (AttractorAutosave *self)
{
  g_return_if_fail (ATTRACTOR_IS_AUTOSAVE (self));

  if (self->closed)
    return;

  self->closed = TRUE;
  g_clear_handle_id (&self->timeout, g_source_remove);
  run (self);
}
