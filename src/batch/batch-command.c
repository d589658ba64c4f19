/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-command.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "exp-document.h"
#include "rc-parallel.h"

static gboolean
threads_cb (const char *name, const char *value, gpointer data, GError **error)
{
  guint64 threads;

  if (!g_ascii_string_to_unsigned (value, 10, 1, 1024, &threads, NULL)) {
    g_set_error (error,
                 G_OPTION_ERROR,
                 G_OPTION_ERROR_BAD_VALUE,
                 _ ("--threads is “%s”, but must be a whole number from 1 to 1024"),
                 value);
    return FALSE;
  }
  rc_set_threads ((guint)threads);
  return TRUE;
}

static const GOptionEntry common_entries[] = {
  { "threads",
    't',
    0,
    G_OPTION_ARG_CALLBACK,
    threads_cb,
    N_ ("How many threads to use (default: one per processor)"),
    N_ ("N") },
  G_OPTION_ENTRY_NULL,
};

/**
 * batch_print_error:
 *
 * Writes a line to the standard error stream, after the program's name.
 */
void
batch_print_error (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("attractor-batch: %s\n", message);
}

/**
 * batch_parse_arguments:
 * @command: whose arguments these are
 * @entries: (nullable): the options it has beside the common ones
 * @argc: (inout): how many arguments; the command's own name is the first
 * @argv: (inout): the arguments; options are taken out
 * @n_arguments: how many must be left
 *
 * Returns: %FALSE, after a message, if the usage is wrong
 */
gboolean
batch_parse_arguments (const BatchCommand *command,
                       const GOptionEntry *entries,
                       int *argc,
                       char ***argv,
                       int n_arguments)
{
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GError) error = NULL;
  g_autofree char *names = command->dup_names != NULL ? command->dup_names () : NULL;
  g_autofree char *program = g_strconcat ("attractor-batch ", command->name, NULL);

  g_set_prgname (program);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_description (context, names);
  g_option_context_add_main_entries (context, common_entries, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, argc, argv, &error)) {
    batch_print_error ("%s", error->message);
    return FALSE;
  }
  if (*argc != n_arguments + 1) {
    if (*argc > n_arguments + 1)
      batch_print_error (_ ("“%s” is one argument too many; the usage is %s %s"),
                         (*argv)[n_arguments + 1],
                         program,
                         command->arguments);
    else
      batch_print_error (
        _ ("something is missing; the usage is %s %s"), program, command->arguments);
    return FALSE;
  }
  return TRUE;
}

/**
 * batch_load:
 * @path: of an experiment file
 *
 * Reads an experiment, and says on the standard error stream which keys are
 * not known.
 *
 * Returns: (transfer full) (nullable): the experiment; %NULL after a message
 */
ExpExperiment *
batch_load (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) unknown = NULL;
  ExpExperiment *experiment = exp_document_load (file, &unknown, &error);

  if (experiment == NULL) {
    batch_print_error ("%s", error->message);
    return NULL;
  }
  for (gsize i = 0; unknown[i] != NULL; i++)
    batch_print_error (_ ("%s: the key %s is not known and has no effect"), path, unknown[i]);
  return experiment;
}
