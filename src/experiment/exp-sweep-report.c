/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-sweep-report.h"

#include <math.h>

#include "exp-csv.h"
#include "exp-json.h"

static const char *const summary_names[] = { "mean",           "standard_error", "minimum",
                                             "lower_quartile", "median",         "upper_quartile",
                                             "maximum" };

static void
list_numbers (const ExpSummary *summary, double *numbers)
{
  const double all[G_N_ELEMENTS (summary_names)] = { summary->mean,    summary->standard_error,
                                                     summary->minimum, summary->lower_quartile,
                                                     summary->median,  summary->upper_quartile,
                                                     summary->maximum };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    numbers[i] = all[i];
}

static void
add_summary (const ExpSweep *sweep, gsize cell, ExpMeasure measure, gsize attractor, GString *text)
{
  const ExpEnsemble *ensemble = sweep->cells[cell];
  double numbers[G_N_ELEMENTS (summary_names)];
  gsize n_failed, n = exp_ensemble_count_measured (ensemble, 1u << measure, &n_failed);
  ExpProportion proportion = { .lower = NAN, .upper = NAN };
  ExpSummary summary;

  if (sweep->x.parameter != NULL) {
    exp_csv_add_number (text, sweep->x_values[cell % sweep->n_columns]);
    g_string_append_c (text, ',');
  }
  if (sweep->y.parameter != NULL) {
    exp_csv_add_number (text, sweep->y_values[cell / sweep->n_columns]);
    g_string_append_c (text, ',');
  }
  g_string_append_printf (text, "%s,", exp_measure_get_id (measure));
  if (attractor != EXP_ALL_ATTRACTORS)
    g_string_append_printf (text, "%zu", attractor);
  g_string_append_c (text, ',');
  exp_csv_add_number (text, exp_ensemble_get_theory (ensemble, measure, attractor));
  exp_ensemble_summarise (ensemble, measure, attractor, &summary);
  list_numbers (&summary, numbers);
  g_string_append_printf (text, ",%zu,%zu,%zu", n, n_failed, summary.n);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_string_append_c (text, ',');
    exp_csv_add_number (text, numbers[i]);
  }
  if (measure == EXP_MEASURE_SUCCESS)
    exp_ensemble_get_success (ensemble, attractor, &proportion);
  g_string_append_c (text, ',');
  exp_csv_add_number (text, proportion.lower);
  g_string_append_c (text, ',');
  exp_csv_add_number (text, proportion.upper);
  g_string_append_c (text, '\n');
}

/**
 * exp_sweep_report_summaries:
 * @sweep: a sweep that has been run
 *
 * Prints comma-separated values: at each place and for each measure a row for all attractors
 * together and then one for each, with what theory says, of how many networks it is known what
 * came of that measure, how many of them failed, for how many the number is defined, and the
 * statistics of these; of success also the interval of 95 % of its probability. Where more was
 * measured of some networks than of others, the rows of one place tell different numbers.
 *
 * Returns: (transfer full): the text
 */
char *
exp_sweep_report_summaries (const ExpSweep *sweep)
{
  GString *text = g_string_new (NULL);

  if (sweep->x.parameter != NULL)
    g_string_append_printf (text, "%s,", sweep->x.parameter->path);
  if (sweep->y.parameter != NULL)
    g_string_append_printf (text, "%s,", sweep->y.parameter->path);
  g_string_append (text, "measure,attractor,theory,networks,failed,n");
  for (gsize i = 0; i < G_N_ELEMENTS (summary_names); i++)
    g_string_append_printf (text, ",%s", summary_names[i]);
  g_string_append (text, ",lower,upper\n");
  for (gsize i = 0; i < sweep->n_cells; i++)
    for (guint j = 0; j < EXP_N_MEASURES; j++) {
      if (!exp_ensemble_has (sweep->cells[i], (ExpMeasure)j))
        continue;
      add_summary (sweep, i, (ExpMeasure)j, EXP_ALL_ATTRACTORS, text);
      for (gsize k = 0; k < sweep->cells[i]->n_attractors; k++)
        add_summary (sweep, i, (ExpMeasure)j, k, text);
    }
  return g_string_free (text, FALSE);
}

static JsonObject *
make_statistic (const ExpEnsemble *ensemble, ExpMeasure measure, gsize attractor)
{
  JsonObject *object = json_object_new ();
  double numbers[G_N_ELEMENTS (summary_names)];
  ExpProportion proportion;
  ExpSummary summary;
  JsonArray *interval;

  exp_json_set_number (object, "theory", exp_ensemble_get_theory (ensemble, measure, attractor));
  exp_ensemble_summarise (ensemble, measure, attractor, &summary);
  json_object_set_int_member (object, "n", (gint64)summary.n);
  if (measure == EXP_MEASURE_SUCCESS) {
    exp_ensemble_get_success (ensemble, attractor, &proportion);
    exp_json_set_number (object, "fraction", proportion.fraction);
    interval = json_array_new ();
    exp_json_add_number (interval, proportion.lower);
    exp_json_add_number (interval, proportion.upper);
    json_object_set_array_member (object, "interval", interval);
    return object;
  }
  list_numbers (&summary, numbers);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    exp_json_set_number (object, summary_names[i], numbers[i]);
  return object;
}

static JsonObject *
make_statistics (const ExpEnsemble *ensemble, gsize attractor)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < EXP_N_MEASURES; i++) {
    g_autofree char *name = g_strdelimit (g_strdup (exp_measure_get_id ((ExpMeasure)i)), "-", '_');

    if (exp_ensemble_has (ensemble, (ExpMeasure)i))
      json_object_set_object_member (
        object, name, make_statistic (ensemble, (ExpMeasure)i, attractor));
  }
  return object;
}

/**
 * exp_sweep_report_statistics:
 * @ensemble: the networks of one experiment, measured
 *
 * Returns: (transfer full): what is measured on average and by how much it scatters, for all
 *   attractors together and for each
 */
JsonNode *
exp_sweep_report_statistics (const ExpEnsemble *ensemble)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *attractors = json_array_new ();
  gsize n_failed, n = exp_ensemble_count (ensemble, &n_failed);
  const char *problem = exp_ensemble_get_problem (ensemble);

  json_object_set_int_member (object, "networks", (gint64)n);
  json_object_set_int_member (object, "seed", ensemble->experiment->seed);
  json_object_set_int_member (object, "failed", (gint64)n_failed);
  if (problem != NULL)
    json_object_set_string_member (object, "problem", problem);
  json_object_set_object_member (object, "all", make_statistics (ensemble, EXP_ALL_ATTRACTORS));
  for (gsize k = 0; k < ensemble->n_attractors; k++)
    json_array_add_object_element (attractors, make_statistics (ensemble, k));
  json_object_set_array_member (object, "attractors", attractors);
  json_node_take_object (node, object);
  return node;
}
