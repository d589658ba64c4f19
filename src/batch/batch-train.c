/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-measure.h"
#include "batch-output.h"
#include "exp-report.h"

static int
run (int argc, char **argv)
{
  g_autoptr (ExpExperiment) experiment = NULL;
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (GError) error = NULL;

  if (!batch_parse_arguments (&batch_train_command, NULL, &argc, &argv, 1))
    return BATCH_EXIT_USAGE;
  experiment = batch_load (argv[1]);
  if (experiment == NULL)
    return BATCH_EXIT_USAGE;

  theory = exp_theory_new (experiment, NULL, &error);
  if (theory == NULL) {
    batch_print_error ("%s: %s", argv[1], error->message);
    return BATCH_EXIT_FAILED;
  }
  measurement = batch_measure (experiment);
  if (measurement == NULL)
    return BATCH_EXIT_FAILED;
  return batch_print_json (exp_report_train (theory, measurement));
}

const BatchCommand batch_train_command = {
  "train",
  N_ ("Train one network, measure it, and write the result beside the theory"),
  "FILE",
  run,
};
