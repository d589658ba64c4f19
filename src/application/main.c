/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "rc-parallel.h"

#include "attractor-application.h"

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

  rc_init ();

  application = attractor_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
