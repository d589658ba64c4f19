/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"

G_BEGIN_DECLS

/* The exit statuses that scripts rely on. */
#define BATCH_EXIT_SUCCESS 0
#define BATCH_EXIT_FAILED 1 /* the run failed */
#define BATCH_EXIT_USAGE 2  /* bad usage or a bad file */

/**
 * BatchCommand:
 * @name: the word on the command line
 * @summary: (translatable) one line of help
 * @arguments: what follows the name, for the usage line
 * @run: does it; returns the exit status
 * @dup_names: (nullable): lines for the end of the help, which say what names there are
 *
 * A command of attractor-batch.
 */
typedef struct {
  const char *name;
  const char *summary;
  const char *arguments;
  int (*run) (int argc, char **argv);
  char *(*dup_names) (void);
} BatchCommand;

extern const BatchCommand batch_figure_command;
extern const BatchCommand batch_sweep_command;
extern const BatchCommand batch_theory_command;
extern const BatchCommand batch_train_command;

gboolean batch_parse_arguments (const BatchCommand *command,
                                const GOptionEntry *entries,
                                int *argc,
                                char ***argv,
                                int n_arguments);
ExpExperiment *batch_load (const char *path);
void batch_print_error (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
