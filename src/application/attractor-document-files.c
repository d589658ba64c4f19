/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-document-private.h"

#include <glib/gi18n.h>

#include "exp-document.h"
#include "exp-error.h"

#include "attractor-examples.h"
#include "attractor-file-name.h"
#include "attractor-recovery.h"

typedef struct {
  ExpExperiment *experiment;
  GStrv unknown_keys;
  gboolean from_figure;
  gboolean from_example;
} Loaded;

typedef struct {
  GFile *file;
  guint number;
  guint n_saves; /* that were begun before */
} Loading;

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->experiment, exp_experiment_free);
  g_strfreev (loaded->unknown_keys);
  g_free (loaded);
}

static void
loading_free (Loading *loading)
{
  g_clear_object (&loading->file);
  g_free (loading);
}

typedef struct {
  GFile *file;
  ExpExperiment *experiment;
  ExpExperiment *known; /* what should be in the file by now; NULL for whatever it is */
  guint number;
  guint n_replaced;
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->file);
  g_clear_pointer (&saving->experiment, exp_experiment_free);
  g_clear_pointer (&saving->known, exp_experiment_free);
  g_free (saving);
}

static void
load_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Loading *loading = task_data;
  Loaded *loaded = g_new0 (Loaded, 1);
  GError *error = NULL;

  loaded->from_figure = exp_document_is_figure (loading->file);
  loaded->from_example = attractor_examples_contain (loading->file);
  loaded->experiment = exp_document_load (loading->file, &loaded->unknown_keys, &error);
  if (loaded->experiment != NULL && loaded->from_example)
    exp_example_translate (loaded->experiment);
  if (loaded->experiment == NULL) {
    loaded_free (loaded);
    g_task_return_error (task, error);
  } else {
    g_task_return_pointer (task, loaded, (GDestroyNotify)loaded_free);
  }
}

/**
 * attractor_document_load_async:
 * @self: a document
 * @file: the file to open
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads @file on a worker thread. It may be a figure that was exported: the
 * document then has no file yet, so that saving does not replace the figure. So it is
 * with an example, of which a copy is opened. Both are as good as saved.
 * What is in it replaces the experiment in attractor_document_load_finish(); if
 * it cannot be read, nothing changes. A file that is asked for later takes its place, whichever is
 * read first.
 */
void
attractor_document_load_async (AttractorDocument *self,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Loading *loading;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  loading = g_new0 (Loading, 1);
  loading->file = g_object_ref (file);
  loading->number = ++self->n_loads;
  loading->n_saves = self->n_saves;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, attractor_document_load_async);
  g_task_set_task_data (task, loading, (GDestroyNotify)loading_free);
  g_task_run_in_thread (task, load_thread);
}

/* What was read, if nothing else was asked for since */
static Loaded *
take_loaded (AttractorDocument *self, GAsyncResult *result, GError **error)
{
  Loading *loading = g_task_get_task_data (G_TASK (result));
  Loaded *loaded = g_task_propagate_pointer (G_TASK (result), error);

  if (loaded == NULL || loading->number == self->n_loads)
    return loaded;
  loaded_free (loaded);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Another file was asked for");
  return NULL;
}

/**
 * attractor_document_load_finish:
 * @self: a document
 * @result: what the callback was given
 * @unknown_keys: (out) (optional) (nullable): the keys of the file that mean
 *   nothing to this version, or %NULL
 * @error: return location for why the file could not be opened;
 *   %G_IO_ERROR_CANCELLED if another one was asked for meanwhile
 *
 * Returns: whether the document now is what the file has
 */
gboolean
attractor_document_load_finish (AttractorDocument *self,
                                GAsyncResult *result,
                                GStrv *unknown_keys,
                                GError **error)
{
  Loading *loading;
  Loaded *loaded;
  ExpExperiment *saved;
  gboolean own;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  loaded = take_loaded (self, result, error);
  if (loaded == NULL)
    return FALSE;

  loading = g_task_get_task_data (G_TASK (result));
  saved = exp_experiment_copy (loaded->experiment);
  own = !loaded->from_figure && !loaded->from_example;
  attractor_document_become (
    self, g_steal_pointer (&loaded->experiment), saved, own ? loading->file : NULL);

  if (unknown_keys != NULL)
    *unknown_keys = g_steal_pointer (&loaded->unknown_keys);
  loaded_free (loaded);
  return TRUE;
}

/**
 * attractor_document_reload_finish:
 * @self: a document
 * @result: what the callback of attractor_document_load_async() was given for the document's file
 * @unknown_keys: (out) (optional) (nullable): as of attractor_document_load_finish()
 * @error: return location for why the file could not be read; %G_IO_ERROR_CANCELLED if the
 *   document belongs to another file meanwhile, or was saved since
 *
 * Makes what another program has written to the file one change of what is here, which can be
 * undone. It is what saving compares the file with from now on.
 *
 * Returns: whether the document now is what the file has
 */
gboolean
attractor_document_reload_finish (AttractorDocument *self,
                                  GAsyncResult *result,
                                  GStrv *unknown_keys,
                                  GError **error)
{
  Loading *loading;
  Loaded *loaded;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  loaded = take_loaded (self, result, error);
  if (loaded == NULL)
    return FALSE;

  /* What was read before a save began is not what the file has after it. */
  loading = g_task_get_task_data (G_TASK (result));
  if (self->file == NULL || !g_file_equal (loading->file, self->file) ||
      loading->n_saves != self->n_saves) {
    loaded_free (loaded);
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "It was saved meanwhile");
    return FALSE;
  }

  if (!exp_document_equal (loaded->experiment, self->experiment))
    attractor_document_take (self, exp_experiment_copy (loaded->experiment), NULL);
  attractor_document_set_saved (self, g_steal_pointer (&loaded->experiment), loading->file);
  if (unknown_keys != NULL)
    *unknown_keys = g_steal_pointer (&loaded->unknown_keys);
  loaded_free (loaded);
  return TRUE;
}

/* A file that is gone, or has the same in other words, is as it was. What is no experiment any
 * more was changed; of what cannot be read at all nobody knows. */
static gboolean
check_known (Saving *saving, GError **error)
{
  g_autoptr (ExpExperiment) found = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) local = NULL;

  if (saving->known == NULL || !g_file_query_exists (saving->file, NULL))
    return TRUE;
  found = exp_document_load (saving->file, NULL, &local);
  if (found != NULL && exp_document_equal (found, saving->known))
    return TRUE;
  if (g_error_matches (local, EXP_ERROR, EXP_ERROR_FILE)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }

  name = attractor_file_name_dup (saving->file);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_WRONG_ETAG,
               _ ("“%s” was not saved: another program has changed the file."),
               name);
  return FALSE;
}

static void
save_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Saving *saving = task_data;
  GError *error = NULL;

  if (check_known (saving, &error) && exp_document_save (saving->experiment, saving->file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * attractor_document_save_async:
 * @self: a document
 * @file: where to
 * @replace: whether to write even if @file is the document's own and has been changed since
 *   it was opened or saved here
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Writes the experiment as it is now to @file, on a worker thread. The
 * document may change meanwhile; it then stays modified.
 */
void
attractor_document_save_async (AttractorDocument *self,
                               GFile *file,
                               gboolean replace,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  saving = g_new0 (Saving, 1);
  saving->file = g_object_ref (file);
  saving->experiment = exp_experiment_copy (self->experiment);
  if (!replace && self->file != NULL && g_file_equal (file, self->file))
    saving->known = exp_experiment_copy (self->saved);
  saving->number = ++self->n_saves;
  saving->n_replaced = self->n_replaced;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, attractor_document_save_async);
  g_task_set_task_data (task, saving, (GDestroyNotify)saving_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * attractor_document_save_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location for why the file could not be written, or not be looked at before;
 *   %G_IO_ERROR_WRONG_ETAG if somebody else has changed it
 *
 * Returns: whether the file was written; the document belongs to it then,
 *   unless another file was opened, or one chosen to save to, since it began
 */
gboolean
attractor_document_save_finish (AttractorDocument *self, GAsyncResult *result, GError **error)
{
  Saving *saving;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  saving = g_task_get_task_data (G_TASK (result));
  /* What was opened since has a file of its own, and a file that was chosen
   * later is the one that counts. */
  if (saving->n_replaced == self->n_replaced && saving->number > self->last_save) {
    self->last_save = saving->number;
    attractor_document_set_saved (self, g_steal_pointer (&saving->experiment), saving->file);
  }
  return TRUE;
}

typedef struct {
  ExpExperiment *experiment;
  ExpExperiment *saved;
  GFile *file;
} Recovered;

static void
recovered_free (Recovered *recovered)
{
  g_clear_pointer (&recovered->experiment, exp_experiment_free);
  g_clear_pointer (&recovered->saved, exp_experiment_free);
  g_clear_object (&recovered->file);
  g_free (recovered);
}

static void
recover_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Recovered *recovered = g_new0 (Recovered, 1);
  g_autoptr (ExpExperiment) found = NULL;
  GError *error = NULL;

  if (!attractor_recovery_read (
        task_data, &recovered->experiment, &recovered->saved, &recovered->file, &error)) {
    recovered_free (recovered);
    g_task_return_error (task, error);
    return;
  }

  /* The file may be gone, or another program may have changed it, as saving will tell; the work is
   * there all the same. All may have been saved just before the end. */
  if (recovered->file != NULL)
    found = exp_document_load (recovered->file, NULL, NULL);
  if (found != NULL &&
      (recovered->saved == NULL || exp_document_equal (found, recovered->experiment))) {
    g_clear_pointer (&recovered->saved, exp_experiment_free);
    recovered->saved = g_steal_pointer (&found);
  }
  if (recovered->saved == NULL)
    recovered->saved = exp_experiment_new ();
  g_task_return_pointer (task, recovered, (GDestroyNotify)recovered_free);
}

/**
 * attractor_document_recover_async:
 * @self: a document
 * @path: from attractor_recovery_claim()
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads, on a worker thread, unsaved work, what was saved before it and the file that both
 * belong to.
 */
void
attractor_document_recover_async (AttractorDocument *self,
                                  const char *path,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, attractor_document_recover_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, recover_thread);
}

/**
 * attractor_document_recover_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location for why there is nothing to recover
 *
 * Makes what was not saved one change of what was, which can be undone. The
 * document is modified, unless all had been saved. What another program has
 * written to the file since is told when it is saved.
 *
 * Returns: whether the document now is what it was when the program ended
 */
gboolean
attractor_document_recover_finish (AttractorDocument *self, GAsyncResult *result, GError **error)
{
  Recovered *recovered;
  ExpExperiment *saved;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  recovered = g_task_propagate_pointer (G_TASK (result), error);
  if (recovered == NULL)
    return FALSE;

  self->n_loads++;
  saved = exp_experiment_copy (recovered->saved);
  attractor_document_become (self, g_steal_pointer (&recovered->saved), saved, recovered->file);
  attractor_document_change (self, g_steal_pointer (&recovered->experiment), NULL, NULL);
  recovered_free (recovered);
  return TRUE;
}
