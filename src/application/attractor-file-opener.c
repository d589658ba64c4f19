/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-file-opener.h"

#include <glib/gi18n.h>

#include "attractor-examples.h"
#include "attractor-notice.h"
#include "attractor-welcome.h"
#include "attractor-window.h"

/* Where a window says which files cannot be opened; %NULL if it has no such place */
static AttractorNotice *
get_notice (GtkWindow *window)
{
  if (ATTRACTOR_IS_WINDOW (window))
    return attractor_window_get_notice (ATTRACTOR_WINDOW (window));
  if (ATTRACTOR_IS_WELCOME (window))
    return attractor_welcome_get_notice (ATTRACTOR_WELCOME (window));
  return NULL;
}

static AttractorWindow *
find_window_of (GtkApplication *application, GFile *file)
{
  GList *windows = gtk_application_get_windows (application);

  for (GList *l = windows; l != NULL; l = l->next) {
    GFile *other = ATTRACTOR_IS_WINDOW (l->data) ? attractor_window_get_file (l->data) : NULL;

    if (other != NULL && g_file_equal (other, file))
      return l->data;
  }
  return NULL;
}

/* In @from if nothing has been done there, or in a new window */
static AttractorWindow *
load (GtkApplication *application, GFile *file, GtkWindow *from)
{
  gboolean here = ATTRACTOR_IS_WINDOW (from) &&
                  attractor_window_is_pristine (ATTRACTOR_WINDOW (from));
  AttractorWindow *window = here ? ATTRACTOR_WINDOW (from) : attractor_window_new (application);

  attractor_window_load (window, file, !here);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
show (GtkApplication *application, GFile *file, GtkWindow *from)
{
  AttractorWindow *window = find_window_of (application, file);

  if (window == NULL) {
    load (application, file, from);
  } else {
    gtk_window_present (GTK_WINDOW (window));
    attractor_file_opener_close_welcome (application);
  }
}

/**
 * attractor_file_opener_open:
 * @application: the application
 * @files: files
 * @n_files: how many
 * @from: (nullable): the window that they are asked for in
 *
 * Shows each of @files: in the window that has it already, or in @from if nothing has been done
 * there, or in a window of its own. Which cannot be opened, and why, is said in @from if it can,
 * until other files are asked for there.
 */
void
attractor_file_opener_open (GtkApplication *application,
                            GFile *const *files,
                            gsize n_files,
                            GtkWindow *from)
{
  AttractorNotice *notice = get_notice (from);

  g_return_if_fail (GTK_IS_APPLICATION (application));

  if (notice != NULL)
    attractor_notice_clear (notice);
  for (gsize i = 0; i < n_files; i++)
    show (application, files[i], from);
}

/**
 * attractor_file_opener_open_elsewhere:
 * @application: the application
 * @file: a file
 * @from: the window that it was asked for in, where other work was begun before it was read
 *
 * Shows @file as attractor_file_opener_open() does. Which of those that were asked for with it
 * cannot be opened is still said in @from.
 */
void
attractor_file_opener_open_elsewhere (GtkApplication *application, GFile *file, GtkWindow *from)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));
  g_return_if_fail (G_IS_FILE (file));

  show (application, file, from);
}

/**
 * attractor_file_opener_open_example:
 * @application: the application
 * @example: an example
 * @from: (nullable): the window that it is asked for in
 *
 * Opens a copy, in which the page is in sight that shows best what it is about.
 */
void
attractor_file_opener_open_example (GtkApplication *application,
                                    const ExpExample *example,
                                    GtkWindow *from)
{
  g_autoptr (GFile) file = NULL;
  AttractorNotice *notice = get_notice (from);
  AttractorWindow *window;

  g_return_if_fail (GTK_IS_APPLICATION (application));
  g_return_if_fail (example != NULL);

  if (notice != NULL)
    attractor_notice_clear (notice);
  file = attractor_examples_get_file (example);
  window = load (application, file, from);
  g_action_group_activate_action (
    G_ACTION_GROUP (window), "show-figure", g_variant_new_string (example->figure));
}

/**
 * attractor_file_opener_close_welcome:
 * @application: the application
 *
 * Where there is something to work with, the welcome is over, unless it still has to say which
 * files cannot be opened.
 */
void
attractor_file_opener_close_welcome (GtkApplication *application)
{
  AttractorWelcome *welcome;

  g_return_if_fail (GTK_IS_APPLICATION (application));

  welcome = attractor_welcome_find (application);
  if (welcome != NULL && !gtk_widget_get_visible (GTK_WIDGET (get_notice (GTK_WINDOW (welcome)))))
    gtk_window_close (GTK_WINDOW (welcome));
}

/* A window that may be the next to go */
static gboolean
is_waiting (GtkWindow *window)
{
  return ATTRACTOR_IS_WINDOW (window) && attractor_window_is_waiting (ATTRACTOR_WINDOW (window));
}

/**
 * attractor_file_opener_give_up:
 * @window: a window of the application that was made for a file which cannot be opened
 * @message: which file that is, and why, one sentence
 *
 * Takes @window away, which would be in the way, and says @message where the person came from:
 * in the window that was used last, or where there is none, where the program begins.
 */
void
attractor_file_opener_give_up (GtkWindow *window, const char *message)
{
  GtkApplication *application;
  GtkWindow *other = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (message != NULL);

  application = gtk_window_get_application (window);
  for (GList *l = gtk_application_get_windows (application); l != NULL && other == NULL;
       l = l->next) {
    if (l->data != window && get_notice (l->data) != NULL && !is_waiting (l->data))
      other = l->data;
  }

  if (other != NULL)
    gtk_window_present (other);
  else
    other = GTK_WINDOW (attractor_welcome_present (application));
  attractor_notice_add (get_notice (other), message);
  gtk_window_destroy (window);
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
    attractor_file_opener_open (gtk_window_get_application (window), &file, 1, window);
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
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_ptr_array_add (files, l->data);
  if (files->len == 0)
    return FALSE;

  attractor_file_opener_open (
    gtk_window_get_application (window), (GFile *const *)files->pdata, files->len, window);
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
