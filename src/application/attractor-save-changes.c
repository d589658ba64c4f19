/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-save-changes.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
response_cb (GTask *task, const char *response)
{
  AttractorSaveChanges answer = ATTRACTOR_SAVE_CHANGES_CANCEL;

  if (g_strcmp0 (response, "discard") == 0)
    answer = ATTRACTOR_SAVE_CHANGES_DISCARD;
  else if (g_strcmp0 (response, "save") == 0)
    answer = ATTRACTOR_SAVE_CHANGES_SAVE;

  g_task_return_int (task, answer);
}

/**
 * attractor_save_changes_ask_async:
 * @parent: the window whose document has unsaved changes
 * @name: what the document is called
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what is to become of the changes.
 */
void
attractor_save_changes_ask_async (GtkWindow *parent,
                                  const char *name,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GtkWidget *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (name != NULL);

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, attractor_save_changes_ask_async);

  dialog = adw_message_dialog_new (parent, _ ("Save Changes?"), NULL);
  adw_message_dialog_format_body (
    ADW_MESSAGE_DIALOG (dialog),
    _ ("“%s” has unsaved changes. What is not saved now will be lost."),
    name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "discard",
                                    _ ("_Discard"),
                                    "save",
                                    _ ("_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (
    ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (
    ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  /* The task, and with it @parent, lasts as long as the dialog: GTK 4.8 forgets to tell a dialog
   * that closes that its parent has gone. */
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (response_cb),
                         task,
                         (GClosureNotify)(GCallback)g_object_unref,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * attractor_save_changes_ask_finish:
 * @parent: the window
 * @result: what the callback was given
 *
 * Returns: the answer
 */
AttractorSaveChanges
attractor_save_changes_ask_finish (GtkWindow *parent, GAsyncResult *result)
{
  gssize answer;

  g_return_val_if_fail (g_task_is_valid (result, parent), ATTRACTOR_SAVE_CHANGES_CANCEL);

  answer = g_task_propagate_int (G_TASK (result), NULL);
  return answer < 0 ? ATTRACTOR_SAVE_CHANGES_CANCEL : (AttractorSaveChanges)answer;
}
