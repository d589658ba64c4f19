/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file manager is to a drop: a window from which files can be dragged, which are the
 * arguments. */
#include <gtk/gtk.h>

int
main (int argc, char **argv)
{
  GSList *files = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;
  GtkDragSource *source;
  GtkWidget *window;

  gtk_init ();
  for (int i = argc - 1; i > 0; i--)
    files = g_slist_prepend (files, g_file_new_for_commandline_arg (argv[i]));
  provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
  g_slist_free_full (files, g_object_unref);

  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "Files");
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 120);
  source = gtk_drag_source_new ();
  gtk_drag_source_set_content (source, provider);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (source));
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_visible (window))
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
