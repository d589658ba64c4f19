/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "rc-parallel.h"

#include "attractor-application.h"

/* Where GTK is told to draw in software, it would start OpenGL all the same, and nothing would
 * ever use it: that takes as long as half of the window. */
static void
leave_out_opengl (void)
{
  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") != 0)
    return;
  if (gtk_get_minor_version () < 16)
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  else
    g_setenv ("GDK_DISABLE", "gl", FALSE);
}

int
main (int argc, char **argv)
{
  g_autoptr (AttractorApplication) application = NULL;

  setlocale (LC_ALL, "");
  /* In the build tree the translations are elsewhere: build-aux/run says where. */
  bindtextdomain (GETTEXT_PACKAGE,
                  g_getenv ("ATTRACTOR_LOCALEDIR") != NULL ? g_getenv ("ATTRACTOR_LOCALEDIR")
                                                           : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  leave_out_opengl ();
  rc_init ();

  application = attractor_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
