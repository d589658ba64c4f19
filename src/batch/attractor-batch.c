/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n.h>

#include "batch-command.h"
#include "rc-parallel.h"

static const BatchCommand *const commands[] = {
  &batch_theory_command,
  &batch_train_command,
  &batch_sweep_command,
  &batch_figure_command,
};

static void
print_usage (FILE *stream)
{
  fprintf (stream, "%s\n", _ ("Usage: attractor-batch COMMAND …"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream,
             "\n  attractor-batch %s %s\n      %s\n",
             commands[i]->name,
             commands[i]->arguments,
             _ (commands[i]->summary));
  fprintf (stream,
           "\n%s\n",
           _ ("Each command has more options: attractor-batch COMMAND --help.\n"
              "Exit status: 0 success, 1 the run failed, 2 bad usage or a bad file."));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  /* In the build tree the translations are elsewhere: build-aux/run says where. */
  bindtextdomain (GETTEXT_PACKAGE,
                  g_getenv ("ATTRACTOR_LOCALEDIR") != NULL ? g_getenv ("ATTRACTOR_LOCALEDIR")
                                                           : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  rc_init ();

  if (argc < 2) {
    print_usage (stderr);
    return BATCH_EXIT_USAGE;
  }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0) {
    print_usage (stdout);
    return BATCH_EXIT_SUCCESS;
  }
  if (strcmp (argv[1], "--version") == 0) {
    printf ("attractor-batch %s\n", PACKAGE_VERSION);
    return BATCH_EXIT_SUCCESS;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name, argv[1]) == 0)
      return commands[i]->run (argc - 1, argv + 1);

  batch_print_error (_ ("there is no command “%s”; see attractor-batch --help"), argv[1]);
  return BATCH_EXIT_USAGE;
}
