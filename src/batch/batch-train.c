/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-measure.h"
#include "batch-networks.h"
#include "batch-output.h"
#include "batch-signals.h"
#include "exp-basins.h"
#include "exp-report.h"
#include "exp-sweep-report.h"

#define NOT_GIVEN G_MININT

static int n_networks = NOT_GIVEN;
static char **measure_texts;
static gboolean with_basins;

static const GOptionEntry entries[] = {
  { "networks",
    'n',
    0,
    G_OPTION_ARG_INT,
    &n_networks,
    N_ ("Measure so many networks, of seeds that follow one another, for statistics of them"),
    N_ ("R") },
  { "measure",
    'm',
    0,
    G_OPTION_ARG_STRING_ARRAY,
    &measure_texts,
    N_ ("What to take statistics of, with commas between (default: all)"),
    N_ ("NAMES") },
  { "basins",
    'b',
    0,
    G_OPTION_ARG_NONE,
    &with_basins,
    N_ ("Find the basins of attraction as well, for one output or two"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

/* Without noise, its effect is not measured. */
static ExpSweep *
make_networks (const ExpExperiment *experiment)
{
  guint measures = EXP_ALL_MEASURES;
  g_autoptr (GError) error = NULL;
  ExpSweep *sweep;

  if (experiment->noise == 0.0)
    measures &= ~(1u << EXP_MEASURE_OUTPUT_VARIANCE | 1u << EXP_MEASURE_NEURON_VARIANCE);
  if (!batch_parse_measures (measure_texts, &measures))
    return NULL;
  if (n_networks < 1 || n_networks > EXP_MAX_SWEEP_NETWORKS) {
    batch_print_error (
      _ ("--networks is %d, but must be from 1 to %d"), n_networks, EXP_MAX_SWEEP_NETWORKS);
    return NULL;
  }
  sweep = exp_sweep_new (experiment, NULL, NULL, measures, (gsize)n_networks, &error);
  if (sweep == NULL)
    batch_print_error ("%s", error->message);
  return sweep;
}

/* An interrupt is nothing to be explained. */
static void
print_failure (const char *name, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    batch_print_error ("%s", _ ("stopped"));
  else
    batch_print_error ("%s: %s", name, error->message);
}

static gboolean
add_statistics (JsonNode *report, ExpSweep **networks)
{
  g_autoptr (GError) error = NULL;

  if (!batch_run_networks (networks, NULL, NULL, &error)) {
    batch_print_error ("%s",
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _ ("stopped")
                                                                                 : error->message);
    return FALSE;
  }
  json_object_set_member (json_node_get_object (report),
                          "statistics",
                          exp_sweep_report_statistics ((*networks)->cells[0]));
  return TRUE;
}

/* One for each static input, or one where there are none; an interrupt ends it */
static gboolean
add_basins (JsonNode *report, const ExpMeasurement *measurement, GError **error)
{
  gsize n = measurement->experiment->inputs->n_columns > 0 ? measurement->n_attractors : 1;
  g_autoptr (JsonArray) list = json_array_new ();

  for (gsize k = 0; k < n; k++) {
    g_autoptr (ExpBasins)
      basins = exp_basins_new (measurement, k, NULL, NULL, batch_watch_signals (), NULL, error);

    if (basins == NULL)
      return FALSE;
    json_array_add_object_element (list, exp_basins_report (basins));
  }
  json_object_set_array_member (
    json_object_get_object_member (json_node_get_object (report), "network"),
    "basins",
    g_steal_pointer (&list));
  return TRUE;
}

static char *
dup_names (void)
{
  g_autofree char *measures = batch_dup_measures ();

  return g_strdup_printf (_ ("NAMES are of: %s"), measures);
}

static int
run (int argc, char **argv)
{
  g_autoptr (ExpExperiment) experiment = NULL;
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (ExpSweep) networks = NULL;
  g_autoptr (JsonNode) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!batch_parse_arguments (&batch_train_command, entries, &argc, &argv, 1))
    return BATCH_EXIT_USAGE;
  experiment = batch_load (argv[1]);
  if (experiment == NULL)
    return BATCH_EXIT_USAGE;
  if (n_networks != NOT_GIVEN && (networks = make_networks (experiment)) == NULL)
    return BATCH_EXIT_USAGE;

  theory = exp_theory_new (experiment, NULL, &error);
  if (theory == NULL) {
    batch_print_error ("%s: %s", argv[1], error->message);
    return BATCH_EXIT_FAILED;
  }
  measurement = batch_measure (experiment);
  if (measurement == NULL)
    return BATCH_EXIT_FAILED;
  report = exp_report_train (theory, measurement);
  if (with_basins && !add_basins (report, measurement, &error)) {
    print_failure (argv[1], error);
    return BATCH_EXIT_FAILED;
  }
  if (networks != NULL && !add_statistics (report, &networks))
    return BATCH_EXIT_FAILED;
  return batch_print_json (g_steal_pointer (&report));
}

const BatchCommand batch_train_command = {
  "train",   N_ ("Train one network, measure it, and write the result beside the theory"),
  "FILE",    run,
  dup_names,
};
