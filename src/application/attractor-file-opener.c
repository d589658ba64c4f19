/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-file-opener.h"

#include <glib/gi18n.h>

#include "attractor-application.h"

static void
open_file (GtkWindow *window, GFile *file)
{
  GtkApplication *application = gtk_window_get_application (window);

  if (application != NULL)
    attractor_application_open_file (ATTRACTOR_APPLICATION (application), file, window);
}

/**
 * attractor_file_opener_create_filter:
 *
 * Returns: (transfer full): what shows experiments alone in a file dialog
 */
GtkFileFilter *
attractor_file_opener_create_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Experiments"));
  gtk_file_filter_add_pattern (filter, "*.attractor");
  return filter;
}

static void
response_cb (GtkWindow *window, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);

  if (file != NULL)
    open_file (window, file);
}

/**
 * attractor_file_opener_ask:
 * @window: a window of the application
 * @folder: (nullable): where to begin
 *
 * Asks for a file and opens it, in @window if nothing has been done there.
 */
void
attractor_file_opener_ask (GtkWindow *window, GFile *folder)
{
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) experiments = attractor_file_opener_create_filter ();
  g_autoptr (GtkFileFilter) figures = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  g_return_if_fail (GTK_IS_WINDOW (window));

  dialog = gtk_file_chooser_native_new (
    _ ("Open Experiment"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_filter_set_name (figures, _ ("Exported Figures"));
  gtk_file_filter_add_pattern (figures, "*.svg");
  gtk_file_filter_add_pattern (figures, "*.pdf");
  gtk_file_filter_add_pattern (figures, "*.png");
  gtk_file_filter_add_pattern (figures, "*.csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), experiments);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), figures);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), window, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
drop_cb (GtkWindow *window, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;

  for (GSList *l = files; l != NULL; l = l->next)
    open_file (window, l->data);
  return TRUE;
}

/**
 * attractor_file_opener_add_drop_target:
 * @window: a window of the application
 *
 * Lets files be dropped on @window to open them.
 */
void
attractor_file_opener_add_drop_target (GtkWindow *window)
{
  GtkDropTarget *target;

  g_return_if_fail (GTK_IS_WINDOW (window));

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
