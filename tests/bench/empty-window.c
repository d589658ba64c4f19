/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window of libadwaita's with nothing in it: what no program with such a window can be
 * faster than. It is measured as the window of Attractor is. */
#include <adwaita.h>

#include "attractor-frame-log.h"

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  GtkWidget *window;

  attractor_frame_log_start (application);
  window = adw_application_window_new (application);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 780);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
