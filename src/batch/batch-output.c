/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-output.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gi18n.h>

#include "batch-command.h"
#include "exp-json.h"

/**
 * batch_print:
 * @text: what to write
 *
 * Writes to the standard output stream.
 *
 * Returns: the exit status: a full disk or a closed pipe is a failure
 */
int
batch_print (const char *text)
{
  if (fputs (text, stdout) == EOF || fflush (stdout) == EOF) {
    batch_print_error (_ ("the result cannot be written: %s"), g_strerror (errno));
    return BATCH_EXIT_FAILED;
  }
  return BATCH_EXIT_SUCCESS;
}

/**
 * batch_print_json:
 * @node: (transfer full): what to write
 *
 * Writes JSON to the standard output stream.
 *
 * Returns: the exit status: a full disk or a closed pipe is a failure
 */
int
batch_print_json (JsonNode *node)
{
  g_autofree char *text = exp_json_print (node);

  json_node_unref (node);
  return batch_print (text);
}
