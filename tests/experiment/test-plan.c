/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "exp-document.h"
#include "exp-error.h"
#include "exp-plan.h"

#define HEAD "{\"format\": \"attractor-experiment\", \"version\": 1"

/* What was chosen is written and read back, with what its part of the file had besides. */
static void
test_round_trip (void)
{
  g_autoptr (ExpExperiment) experiment = exp_document_parse (
    HEAD ", \"sweep\": {\"across\": \"gain:0.1:1.7:9:log\", \"upwards\": \"amplitude:0.3:2:4\","
         " \"networks\": 3, \"shown\": \"bulk-radius\", \"measures\": [\"success\"],"
         " \"color\": \"blue\"}}",
    -1,
    "test",
    NULL,
    NULL);
  g_autoptr (ExpExperiment) read = NULL;
  g_autofree char *text = NULL;
  ExpPlan plan, again;

  g_assert_nonnull (experiment);
  g_assert_true (exp_plan_read (&plan, experiment, NULL));
  g_assert_cmpstr (plan.x.parameter->path, ==, "network.gain");
  g_assert_true (plan.x.logarithmic);
  g_assert_cmpuint (plan.y.n_points, ==, 4);
  g_assert_cmpuint (plan.n_networks, ==, 3);
  g_assert_cmpint (plan.shown, ==, EXP_MEASURE_BULK_RADIUS);
  g_assert_cmpuint (plan.measures, ==, 1u << EXP_MEASURE_SUCCESS);

  plan.y = (ExpAxis){ 0 };
  plan.n_networks = 1000;
  plan.measures = EXP_ALL_MEASURES;
  exp_plan_keep (&plan, experiment);
  text = exp_document_print (experiment);
  read = exp_document_parse (text, -1, "test", NULL, NULL);
  g_assert_nonnull (read);
  g_assert_true (exp_plan_read (&again, read, NULL));
  g_assert_true (exp_plan_equal (&again, &plan));
  g_assert_nonnull (strstr (text, "\"color\""));
}

/* Where a document returns to other parameters, its own words, its plan and what else its file had
 * stay. */
static void
test_return (void)
{
  g_autoptr (ExpExperiment) document = exp_document_parse (
    HEAD ", \"title\": \"now\", \"notes\": \"of now\", \"author\": \"somebody\","
         " \"sweep\": {\"across\": \"gain:0.1:1.7:9\", \"shown\": \"success\", \"measures\": []}}",
    -1,
    "test",
    NULL,
    NULL);
  g_autoptr (ExpExperiment) other = exp_document_parse (
    HEAD ", \"title\": \"then\", \"network\": {\"gain\": 0.4, \"size\": 70},"
         " \"task\": {\"targets\": [[0.25]]},"
         " \"sweep\": {\"across\": \"gain:0.1:0.5:3\", \"shown\": \"success\", \"measures\": []}}",
    -1,
    "test",
    NULL,
    NULL);
  g_autoptr (ExpExperiment) returned = exp_experiment_copy_with_parameters (document, other);
  g_autofree char *text = exp_document_print (returned);
  ExpPlan plan;

  g_assert_true (exp_experiment_computes_equal (returned, other));
  g_assert_cmpstr (returned->title, ==, "now");
  g_assert_cmpstr (returned->notes, ==, "of now");
  g_assert_true (exp_plan_read (&plan, returned, NULL));
  g_assert_cmpuint (plan.x.n_points, ==, 9);
  g_assert_nonnull (strstr (text, "somebody"));
}

/* Quick changes of one choice are one step of undo, those of several are not. */
static void
test_names_of_changes (void)
{
  ExpPlan before = { .n_networks = 1, .measures = 1u << EXP_MEASURE_SUCCESS }, after;

  g_assert_true (exp_axis_parse (&before.x, "gain:0.5:0.7:3", NULL));
  after = before;
  g_assert_null (exp_plan_name_change (&before, &after));
  after.x.last = 0.9;
  g_assert_cmpstr (exp_plan_name_change (&before, &after), ==, "sweep.across.last");
  after.n_networks = 2;
  g_assert_null (exp_plan_name_change (&before, &after));
  after.x.last = 0.7;
  g_assert_cmpstr (exp_plan_name_change (&before, &after), ==, "sweep.networks");
  after.n_networks = 1;
  g_assert_true (exp_axis_parse (&after.y, "amplitude:0.5:2:4", NULL));
  g_assert_cmpstr (exp_plan_name_change (&before, &after), ==, "sweep.upwards");
  before.y = after.y;
  after.measures |= 1u << EXP_MEASURE_BULK_RADIUS;
  g_assert_null (exp_plan_name_change (&before, &after));
  after.measures = before.measures;
  after.y.n_points = 5;
  g_assert_cmpstr (exp_plan_name_change (&before, &after), ==, "sweep.upwards.points");
}

/* Targets may change after a plan was chosen, so that they would leave their range on its way:
 * the sweep is refused, but the file is not, and has the plan still. */
static void
test_unsuited (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpExperiment) read = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  ExpPlan plan = { .n_networks = 1, .measures = 1u << EXP_MEASURE_SUCCESS }, again;

  g_assert_true (exp_axis_parse (&plan.x, "gain:0.5:0.7:3", NULL));
  g_assert_true (exp_axis_parse (&plan.y, "amplitude:0.5:2:4", NULL));
  exp_plan_keep (&plan, experiment);
  experiment->targets->values[0] = 95.0;
  text = exp_document_print (experiment);
  read = exp_document_parse (text, -1, "test", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (read);
  g_assert_true (exp_plan_read (&again, read, &error));
  g_assert_no_error (error);
  g_assert_true (exp_plan_equal (&again, &plan));
  g_assert_true (exp_axis_check_range (&again.y, NULL));
  g_assert_false (exp_axis_check (&again.y, read, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
}

/* It is no parameter, but belongs to the document. */
static void
test_parameters (void)
{
  g_autoptr (ExpExperiment) without = exp_experiment_new ();
  g_autoptr (ExpExperiment) with = exp_experiment_copy (without);
  g_autoptr (ExpExperiment) copy = NULL;
  ExpPlan plan = { .n_networks = 1 };

  g_assert_false (exp_plan_read (&plan, without, NULL));
  plan.n_networks = 1;
  g_assert_true (exp_axis_parse (&plan.x, "gain:0.5:1.5:11", NULL));
  exp_plan_keep (&plan, with);
  copy = exp_experiment_copy (with);
  g_assert_true (exp_experiment_equal (with, without));
  g_assert_false (exp_plan_is_kept_in_both (with, without));
  g_assert_true (exp_plan_is_kept_in_both (with, copy));
  plan.n_networks = 2;
  exp_plan_keep (&plan, copy);
  g_assert_false (exp_plan_is_kept_in_both (with, copy));
}

/* Messages name the key. */
static void
test_refused (void)
{
  static const struct {
    const char *sweep;
    const char *key;
  } cases[] = {
    { "[]", "sweep must be" },
    { "{}", "sweep.across" },
    { "{\"across\": 3}", "sweep.across" },
    { "{\"across\": \"gain:0:99:5\", \"shown\": \"success\", \"measures\": []}", "sweep.across" },
    { "{\"across\": \"gain:0:1:5\", \"upwards\": \"x\"}", "sweep.upwards" },
    { "{\"across\": \"gain:0:1:5\", \"upwards\": \"gain:0:1:5\"}", "sweep.upwards" },
    { "{\"across\": \"gain:0:1:5\", \"shown\": \"joy\"}", "sweep.shown" },
    { "{\"across\": \"gain:0:1:5\", \"shown\": \"success\"}", "sweep.measures" },
    { "{\"across\": \"gain:0:1:5\", \"shown\": \"success\", \"measures\": [1]}", "sweep.measures" },
    { "{\"across\": \"gain:0:1:5\", \"shown\": \"success\", \"measures\": [], \"networks\": 0}",
      "sweep.networks" },
    { "{\"across\": \"gain:0:1:5\", \"shown\": \"success\", \"measures\": [], \"networks\": [3]}",
      "sweep.networks" },
    { "{\"across\": \"gain:0:1:5\", \"shown\": \"success\", \"measures\": [], \"networks\": 2.7}",
      "sweep.networks" },
    { "{\"across\": \"gain:0:1:5\", \"shown\": \"success\", \"measures\": [], \"networks\": null}",
      "sweep.networks" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf (HEAD ", \"sweep\": %s}", cases[i].sweep);
    g_autoptr (GError) error = NULL;

    g_assert_null (exp_document_parse (text, -1, "test", NULL, &error));
    g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
    g_assert_nonnull (strstr (error->message, cases[i].key));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/round-trip", test_round_trip);
  g_test_add_func ("/plan/return", test_return);
  g_test_add_func ("/plan/names-of-changes", test_names_of_changes);
  g_test_add_func ("/plan/unsuited", test_unsuited);
  g_test_add_func ("/plan/parameters", test_parameters);
  g_test_add_func ("/plan/refused", test_refused);
  return g_test_run ();
}
