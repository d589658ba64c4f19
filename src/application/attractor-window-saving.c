/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "attractor-file-opener.h"
#include "attractor-file-saver.h"
#include "attractor-recent.h"

/* Saving: a task of the window that returns whether the file was written.
 * Whoever starts one gives it away. Until it ends, no other file is opened here:
 * what is saved is what the window has then. */

typedef struct {
  GFile *file;      /* NULL for the document's, whichever that is when its turn comes */
  gboolean replace; /* whatever is in the file */
} Save;

static void start_next_save (AttractorWindow *self);

static void
save_free (Save *save)
{
  g_clear_object (&save->file);
  g_free (save);
}

static GTask *
begin_save (AttractorWindow *self, GAsyncReadyCallback callback, gpointer user_data)
{
  self->n_saves++;
  return g_task_new (self, NULL, callback, user_data);
}

static void
end_save (GTask *task, gboolean saved)
{
  AttractorWindow *self = g_task_get_source_object (task);

  self->n_saves--;
  g_task_return_boolean (task, saved);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AttractorWindow *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;
  /* Why it failed before need no longer be true. */
  attractor_notice_clear (self->save_notice);
  attractor_notice_clear (self->changed_notice);
  if (attractor_document_save_finish (ATTRACTOR_DOCUMENT (source), result, &error)) {
    attractor_recent_add (((Save *)g_task_get_task_data (task))->file);
    end_save (task, TRUE);
  } else {
    attractor_notice_add (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG)
                            ? self->changed_notice
                            : self->save_notice,
                          error->message);
    end_save (task, FALSE);
  }

  start_next_save (self);
}

/* One at a time: two threads that write the same file would leave it to chance
 * which of the two is kept. */
static void
start_next_save (AttractorWindow *self)
{
  GTask *task = self->saving ? NULL : g_queue_pop_head (&self->saves);
  Save *save;

  if (task == NULL)
    return;

  self->saving = TRUE;
  save = g_task_get_task_data (task);
  if (save->file == NULL)
    save->file = g_object_ref (attractor_document_get_file (self->document));
  attractor_document_save_async (self->document, save->file, save->replace, NULL, saved_cb, task);
}

static void
save_to (GTask *task, GFile *file, gboolean replace)
{
  AttractorWindow *self = g_task_get_source_object (task);
  Save *save = g_new0 (Save, 1);

  g_set_object (&save->file, file);
  save->replace = replace;
  g_task_set_task_data (task, save, (GDestroyNotify)save_free);
  g_queue_push_tail (&self->saves, task);
  start_next_save (self);
}

static void
save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GFile) file = attractor_file_saver_choose_finish (GTK_WINDOW (source), result, NULL);

  /* Who chooses a file that is there was asked about it. */
  if (file != NULL) {
    save_to (task, file, TRUE);
  } else {
    end_save (task, FALSE);
    g_object_unref (task);
  }
}

static void
choose_and_save (GTask *task)
{
  static const char *const extensions[] = { "attractor", NULL };
  AttractorWindow *self = g_task_get_source_object (task);
  g_autoptr (GtkFileFilter) filter = attractor_file_opener_create_filter ();
  g_autoptr (GFile) folder = attractor_document_get_folder (self->document);
  g_autofree char *document_name = attractor_document_dup_name (self->document);
  g_autofree char *name = g_strconcat (document_name, ".attractor", NULL);

  /* A title may have what no file name can. */
  g_strdelimit (name, "/", '-');
  attractor_file_saver_choose_async (GTK_WINDOW (self),
                                     _ ("Save Experiment"),
                                     folder,
                                     name,
                                     extensions,
                                     filter,
                                     save_chosen_cb,
                                     task);
}

static void
save_anywhere (GTask *task, gboolean replace)
{
  AttractorWindow *self = g_task_get_source_object (task);

  if (attractor_document_get_file (self->document) != NULL)
    save_to (task, NULL, replace);
  else
    choose_and_save (task);
}

/**
 * attractor_window_save:
 * @self: a window
 *
 * Saves the document to its file; asks where to if it has none. If the file is no longer what it
 * was when it was opened or saved here, says so, and offers to replace it.
 */
void
attractor_window_save (AttractorWindow *self)
{
  save_anywhere (begin_save (self, NULL, NULL), FALSE);
}

/**
 * attractor_window_replace_file:
 * @self: a window
 *
 * Saves the document to its file, whoever has changed that meanwhile.
 */
void
attractor_window_replace_file (AttractorWindow *self)
{
  save_anywhere (begin_save (self, NULL, NULL), TRUE);
}

/**
 * attractor_window_save_first:
 * @self: a window whose document is about to go
 * @callback: called when done
 * @user_data: for @callback
 *
 * Saves as attractor_window_save() does. The result is a #GTask of a boolean: whether the file
 * was written.
 */
void
attractor_window_save_first (AttractorWindow *self,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  save_anywhere (begin_save (self, callback, user_data), FALSE);
}

/**
 * attractor_window_save_as:
 * @self: a window
 *
 * Asks where to save the document, and saves it.
 */
void
attractor_window_save_as (AttractorWindow *self)
{
  choose_and_save (begin_save (self, NULL, NULL));
}
