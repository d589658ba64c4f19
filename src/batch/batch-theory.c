/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-output.h"
#include "exp-advice.h"
#include "exp-report.h"

static gboolean no_advice;

static const GOptionEntry entries[] = {
  { "no-advice",
    0,
    0,
    G_OPTION_ARG_NONE,
    &no_advice,
    N_ ("Do not search what would make training succeed"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

static int
run (int argc, char **argv)
{
  g_autoptr (ExpExperiment) experiment = NULL;
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpAdvice) advice = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *report;

  if (!batch_parse_arguments (&batch_theory_command, entries, &argc, &argv, 1))
    return BATCH_EXIT_USAGE;
  experiment = batch_load (argv[1]);
  if (experiment == NULL)
    return BATCH_EXIT_USAGE;

  theory = exp_theory_new (experiment, NULL, &error);
  if (theory == NULL) {
    batch_print_error ("%s: %s", argv[1], error->message);
    return BATCH_EXIT_FAILED;
  }
  report = exp_report_theory (theory);
  if (!exp_report_fixed_points (theory, json_node_get_object (report), &error)) {
    batch_print_error ("%s: %s", argv[1], error->message);
    json_node_unref (report);
    return BATCH_EXIT_FAILED;
  }
  if (!no_advice) {
    advice = exp_advice_new (experiment, NULL, NULL);
    exp_advice_report (advice, json_node_get_object (report));
  }
  return batch_print_json (report);
}

const BatchCommand batch_theory_command = {
  "theory",
  N_ ("Write what theory says of an experiment: mean field, poles, time constants, gains"),
  "FILE",
  run,
  NULL,
};
