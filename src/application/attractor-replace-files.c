/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-replace-files.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* How many files that would be replaced are named */
#define MAX_NAMES 4

/* The names of the first files that are there, and how many more; %NULL for none */
static char *
list_existing (const GPtrArray *files, GCancellable *cancellable)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < files->len; i++) {
    g_autofree char *basename = g_file_get_basename (g_ptr_array_index (files, i));
    g_autofree char *name = g_filename_display_name (basename);

    if (!g_file_query_exists (g_ptr_array_index (files, i), cancellable) || ++n > MAX_NAMES)
      continue;
    /* TRANSLATORS: between the names of files */
    g_string_append (names, n > 1 ? C_ ("files", ", ") : "");
    g_string_append (names, name);
  }
  if (n <= MAX_NAMES)
    return n > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
  n -= MAX_NAMES;
  /* TRANSLATORS: the names of some files, and how many more there are */
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n), names->str, n);
}

/* A folder may be on another computer, and that takes its time. */
static void
look_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, list_existing (task_data, cancellable), g_free);
}

static void
response_cb (GtkWindow *dialog, const char *response, gpointer user_data)
{
  GTask *task = user_data;
  GtkWindow *parent = gtk_window_get_transient_for (dialog);
  GtkWindow *grandparent = parent != NULL ? gtk_window_get_transient_for (parent) : NULL;
  gboolean replace = g_strcmp0 (response, "replace") == 0;

  /* The question is about to close, and by then a dialog that it belongs to may have gone. */
  if (replace && grandparent != NULL)
    gtk_window_set_transient_for (dialog, grandparent);
  g_task_return_boolean (task, replace);
}

static void
ask (GTask *task, gboolean several, const char *names)
{
  GtkWidget *dialog = adw_message_dialog_new (
    g_task_get_source_object (task), several ? _ ("Replace Files?") : _ ("Replace File?"), NULL);

  adw_message_dialog_format_body (
    ADW_MESSAGE_DIALOG (dialog),
    several
      /* TRANSLATORS: the names of files */
      ? _ ("In this folder there are already: %s. Replacing them overwrites what is in them.")
      : _ ("A file named “%s” already exists. Replacing it overwrites what is in it."),
    names);
  adw_message_dialog_add_responses (
    ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "replace", _ ("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (
    ADW_MESSAGE_DIALOG (dialog), "replace", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (response_cb),
                         g_object_ref (task),
                         (GClosureNotify)(void (*) (void))g_object_unref,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  const GPtrArray *files = g_task_get_task_data (G_TASK (result));
  g_autofree char *names = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (names == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ask (task, files->len > 1, names);
}

/**
 * attractor_replace_files_ask_async:
 * @parent: a window, or a dialog that may close when they may be written
 * @files: (element-type GFile): what is to be written, in one folder
 * @callback: called when it is known whether they may be
 * @user_data: for @callback
 *
 * Looks on a worker which of them are there already, and asks, once for all of them, whether these
 * are to be replaced. Where @parent goes meanwhile, nobody is asked.
 */
void
attractor_replace_files_ask_async (GtkWindow *parent,
                                   GPtrArray *files,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) looking = NULL;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  /* The task keeps @parent, which is not disposed of before it is over. */
  g_signal_connect_object (
    parent, "unrealize", G_CALLBACK (g_cancellable_cancel), cancellable, G_CONNECT_SWAPPED);
  task = g_task_new (parent, cancellable, callback, user_data);
  looking = g_task_new (NULL, cancellable, looked_cb, task);
  g_task_set_source_tag (task, attractor_replace_files_ask_async);
  g_task_set_source_tag (looking, attractor_replace_files_ask_async);
  g_task_set_task_data (looking, g_ptr_array_ref (files), (GDestroyNotify)g_ptr_array_unref);
  g_task_run_in_thread (looking, look_thread);
}

/**
 * attractor_replace_files_ask_finish:
 * @result: what the callback was given
 * @error: set to %G_IO_ERROR_CANCELLED
 *
 * Returns: whether they may be written
 */
gboolean
attractor_replace_files_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
