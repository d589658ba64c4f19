/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "attractor-file-opener.h"
#include "attractor-recent.h"
#include "attractor-recovery.h"
#include "attractor-save-changes.h"

/* The guard: a task of the window that returns whether its document may go. */

static void
saved_first_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task, g_task_propagate_boolean (G_TASK (result), NULL));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  ATTRACTOR_WINDOW (source)->asking = FALSE;
  switch (attractor_save_changes_ask_finish (GTK_WINDOW (source), result)) {
  case ATTRACTOR_SAVE_CHANGES_SAVE:
    attractor_window_save_first (ATTRACTOR_WINDOW (source), saved_first_cb, g_object_ref (task));
    break;
  case ATTRACTOR_SAVE_CHANGES_DISCARD:
    g_task_return_boolean (task, TRUE);
    break;
  case ATTRACTOR_SAVE_CHANGES_CANCEL:
  default:
    g_task_return_boolean (task, FALSE);
  }
}

static void
guard_async (AttractorWindow *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *name = NULL;

  g_task_set_source_tag (task, guard_async);
  if (!attractor_document_get_modified (self->document)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  if (self->asking) {
    g_task_return_boolean (task, FALSE);
    return;
  }

  self->asking = TRUE;
  name = attractor_document_dup_name (self->document);
  attractor_save_changes_ask_async (GTK_WINDOW (self), name, asked_cb, g_object_ref (task));
}

static gboolean
guard_finish (AttractorWindow *self, GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

static void
close_guarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AttractorWindow *self = ATTRACTOR_WINDOW (source);

  if (!guard_finish (self, result))
    return;

  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * attractor_window_close_guarded:
 * @self: a window whose document has unsaved changes
 *
 * Asks what is to become of them, and then closes the window, or not.
 */
void
attractor_window_close_guarded (AttractorWindow *self)
{
  guard_async (self, close_guarded_cb, NULL);
}

/* Opening */

static void
report_unknown_keys (AttractorWindow *self, GStrv keys)
{
  guint n_keys = keys != NULL ? g_strv_length (keys) : 0;
  g_autofree char *list = NULL;
  g_autofree char *message = NULL;

  if (n_keys == 0)
    return;

  list = g_strjoinv (", ", keys);
  message = g_strdup_printf (
    ngettext ("This version does not know the key %s; it is kept when the file is saved.",
              "This version does not know the keys %s; they are kept when the file is saved.",
              n_keys),
    list);
  attractor_window_show_message (self, message);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorWindow) self = user_data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autoptr (GFile) file = g_steal_pointer (&self->opening);
  g_auto (GStrv) unknown_keys = NULL;
  g_autoptr (GError) error = NULL;

  /* Who began to work here meanwhile keeps that work. */
  if (!attractor_window_is_pristine (self)) {
    if (application != NULL)
      attractor_file_opener_open_elsewhere (application, file, GTK_WINDOW (self));
    return;
  }

  if (!attractor_document_load_finish (
        ATTRACTOR_DOCUMENT (source), result, &unknown_keys, &error)) {
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      return;
    if (self->made_for_it && application != NULL)
      attractor_file_opener_give_up (GTK_WINDOW (self), error->message);
    else
      attractor_notice_add (self->open_notice, error->message);
    return;
  }

  if (application != NULL)
    attractor_file_opener_close_welcome (application);
  if (attractor_document_get_file (self->document) != NULL)
    attractor_recent_add (file);
  attractor_window_restore_sight (self);
  report_unknown_keys (self, unknown_keys);
}

/**
 * attractor_window_load:
 * @self: a window in which nothing has been done
 * @file: a file
 * @made_for_it: whether the window was made to show it
 *
 * Opens @file in this window. If it cannot be read, says why, until other files are asked for:
 * here, or, from where the person came, where the window was made for it and would be in the way.
 */
void
attractor_window_load (AttractorWindow *self, GFile *file, gboolean made_for_it)
{
  g_return_if_fail (ATTRACTOR_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->opening == NULL);

  self->opening = g_object_ref (file);
  self->made_for_it = made_for_it;
  attractor_document_load_async (self->document, file, NULL, loaded_cb, g_object_ref (self));
}

/**
 * attractor_window_is_waiting:
 * @self: a window
 *
 * Returns: whether it was made for a file that has not been read yet
 */
gboolean
attractor_window_is_waiting (AttractorWindow *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_WINDOW (self), FALSE);

  return self->opening != NULL && self->made_for_it;
}

/**
 * attractor_window_get_notice:
 * @self: a window
 *
 * Returns: (transfer none): where it says which files cannot be opened
 */
AttractorNotice *
attractor_window_get_notice (AttractorWindow *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_WINDOW (self), NULL);

  return self->open_notice;
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorWindow) self = user_data;
  g_auto (GStrv) unknown_keys = NULL;
  g_autoptr (GError) error = NULL;

  if (attractor_document_reload_finish (
        ATTRACTOR_DOCUMENT (source), result, &unknown_keys, &error)) {
    attractor_notice_clear (self->changed_notice);
    report_unknown_keys (self, unknown_keys);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    attractor_notice_add (self->changed_notice, error->message);
  }
}

/**
 * attractor_window_reload:
 * @self: a window whose file was changed by another program
 *
 * Reads the file anew: a change that can be undone. If it cannot be read, says why.
 */
void
attractor_window_reload (AttractorWindow *self)
{
  g_return_if_fail (ATTRACTOR_IS_WINDOW (self));

  if (attractor_document_get_file (self->document) != NULL && self->n_saves == 0)
    attractor_document_load_async (self->document,
                                   attractor_document_get_file (self->document),
                                   NULL,
                                   reloaded_cb,
                                   g_object_ref (self));
}

typedef struct {
  AttractorWindow *window;
  char *path;
} Recovering;

static void
recovering_free (Recovering *recovering)
{
  g_object_unref (recovering->window);
  g_free (recovering->path);
  g_free (recovering);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Recovering, recovering_free)

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Recovering) recovering = user_data;
  AttractorWindow *self = recovering->window;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  g_clear_object (&self->opening);
  if (!attractor_document_recover_finish (ATTRACTOR_DOCUMENT (source), result, &error)) {
    attractor_recovery_put_aside (recovering->path);
    attractor_notice_add (self->open_notice, error->message);
    return;
  }
  if (!attractor_document_get_modified (self->document))
    return;

  toast = adw_toast_new (_ ("Unsaved changes were recovered."));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * attractor_window_recover:
 * @self: a new window
 * @path: from attractor_recovery_claim()
 *
 * Opens what was not saved when the program ended last, and the file that it
 * belongs to; undo goes back to that.
 */
void
attractor_window_recover (AttractorWindow *self, const char *path)
{
  Recovering *recovering;

  g_return_if_fail (ATTRACTOR_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  recovering = g_new0 (Recovering, 1);
  recovering->window = g_object_ref (self);
  recovering->path = g_strdup (path);

  /* Until it is known which file that is, it is the one with the work. */
  self->opening = attractor_recovery_find_file (path);
  if (self->opening == NULL)
    self->opening = g_file_new_for_path (path);
  attractor_autosave_adopt (self->autosave, path);
  attractor_document_recover_async (self->document, path, recovered_cb, recovering);
}

/**
 * attractor_window_get_file:
 * @self: a window
 *
 * Returns: (nullable) (transfer none): the file that it shows, or is about to
 */
GFile *
attractor_window_get_file (AttractorWindow *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_WINDOW (self), NULL);

  return self->opening != NULL ? self->opening : attractor_document_get_file (self->document);
}

/**
 * attractor_window_open:
 * @self: a window
 *
 * Asks for a file and opens it.
 */
void
attractor_window_open (AttractorWindow *self)
{
  g_autoptr (GFile) folder = attractor_document_get_folder (self->document);

  attractor_file_opener_ask (GTK_WINDOW (self), folder);
}

static void
recent_cb (AttractorWindow *self)
{
  attractor_recent_fill_menu (self->recent_menu);
}

/**
 * attractor_window_follow_recent:
 * @self: a window
 *
 * Keeps the recent files in the menu.
 */
void
attractor_window_follow_recent (AttractorWindow *self)
{
  g_signal_connect_object (
    gtk_recent_manager_get_default (), "changed", G_CALLBACK (recent_cb), self, G_CONNECT_SWAPPED);
  recent_cb (self);
}
