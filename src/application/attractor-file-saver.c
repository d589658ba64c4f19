/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-file-saver.h"

#include <glib/gi18n.h>

#include "attractor-replace-files.h"

typedef struct {
  GStrv extensions;
  GFile *file;
} Choice;

static void
choice_free (Choice *choice)
{
  g_strfreev (choice->extensions);
  g_clear_object (&choice->file);
  g_free (choice);
}

static void
return_dismissed (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
}

static gboolean
has_extension (const char *path, const char *const *extensions)
{
  for (gsize i = 0; extensions[i] != NULL; i++) {
    g_autofree char *suffix = g_strconcat (".", extensions[i], NULL);
    g_autofree char *folded_path = g_ascii_strdown (path, -1);

    if (g_str_has_suffix (folded_path, suffix))
      return TRUE;
  }

  return FALSE;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Choice *choice = g_task_get_task_data (task);

  if (attractor_replace_files_ask_finish (result, NULL))
    g_task_return_pointer (task, g_steal_pointer (&choice->file), g_object_unref);
  else
    return_dismissed (task);
}

static void
chosen (GTask *task, GFile *file)
{
  Choice *choice = g_task_get_task_data (task);
  g_autofree char *path = g_file_get_parse_name (file);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *longer = NULL;
  g_autoptr (GPtrArray) files = NULL;

  if (has_extension (path, (const char *const *)choice->extensions)) {
    g_task_return_pointer (task, g_object_ref (file), g_object_unref);
    g_object_unref (task);
    return;
  }

  /* The chooser asked about the name that was written, not about this one. */
  longer = g_strconcat (uri, ".", choice->extensions[0], NULL);
  choice->file = g_file_new_for_uri (longer);
  files = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (files, g_object_ref (choice->file));
  attractor_replace_files_ask_async (g_task_get_source_object (task), files, asked_cb, task);
}

static void
response_cb (GTask *task, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);

  if (file != NULL) {
    chosen (task, file);
  } else {
    return_dismissed (task);
    g_object_unref (task);
  }
}

/**
 * attractor_file_saver_choose_async:
 * @parent: the window that wants to save
 * @title: of the dialog
 * @folder: (nullable): where to begin
 * @name: the name that is proposed
 * @extensions: %NULL-terminated, without dots: what the name may end with; the
 *   first is added to a name that ends otherwise
 * @filter: (nullable): which files to list
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for a file to write to. No file is replaced without asking.
 */
void
attractor_file_saver_choose_async (GtkWindow *parent,
                                   const char *title,
                                   GFile *folder,
                                   const char *name,
                                   const char *const *extensions,
                                   GtkFileFilter *filter,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GtkFileChooserNative *dialog;
  Choice *choice;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (name != NULL);
  g_return_if_fail (extensions != NULL && extensions[0] != NULL);

  choice = g_new0 (Choice, 1);
  choice->extensions = g_strdupv ((char **)extensions);

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, attractor_file_saver_choose_async);
  g_task_set_task_data (task, choice, (GDestroyNotify)choice_free);

  dialog = gtk_file_chooser_native_new (
    title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);

  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * attractor_file_saver_choose_finish:
 * @parent: the window
 * @result: what the callback was given
 * @error: return location; %G_IO_ERROR_CANCELLED if there is nothing to tell
 *
 * Returns: (nullable) (transfer full): the file to write to
 */
GFile *
attractor_file_saver_choose_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
