/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "exp-json.h"
#include "exp-report.h"

/* What the report says of attractor 0.9 beyond the poles. */
static void
check_theory (JsonObject *attractor)
{
  JsonObject *ode = json_object_get_object_member (attractor, "ode");

  g_assert_cmpstr (json_object_get_string_member (attractor, "verdict"), ==, "unstable");
  g_assert_cmpint (json_object_get_int_member (attractor, "order"), ==, 3);
  g_assert_cmpfloat (json_object_get_double_member (attractor, "digits"), >=, 8.0);
  g_assert_cmpfloat (json_object_get_double_member (attractor, "edge_of_chaos_gain"), >, 1.0);
  g_assert_true (json_object_get_null_member (attractor, "resonance_quality"));
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (ode, "denominator")), ==, 4);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (ode, "numerator")), ==, 3);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (ode, "state")), ==, 3);
  g_assert_nonnull (strstr (json_object_get_string_member (ode, "text"), "d³z/dt³ + 0.978884 d²z"));
}

static void
test_shape (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object, *attractor;
  JsonArray *attractors;

  experiment->size = 100;
  experiment->frequency_points = 7;
  theory = exp_theory_new (experiment, NULL, NULL);
  measurement = exp_measurement_new (experiment, NULL, NULL, NULL, NULL);
  measurement->attractors[2].fixed_point = FALSE;
  node = exp_report_train (theory, measurement);
  object = json_node_get_object (node);
  g_assert_cmpuint (
    json_object_get_size (json_object_get_object_member (object, "seconds")), ==, EXP_N_STAGES);

  attractors = json_object_get_array_member (json_object_get_object_member (object, "theory"),
                                             "attractors");
  g_assert_cmpuint (json_array_get_length (attractors), ==, 3);
  attractor = json_array_get_object_element (attractors, 1);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (attractor, "poles")), ==, 3);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (attractor, "response")), ==, 7);
  g_assert_true (json_object_get_null_member (attractor, "resonance_frequency"));
  g_assert_false (json_object_get_boolean_member (attractor, "stable"));
  g_assert_false (json_object_has_member (attractor, "response_matrix"));
  check_theory (attractor);

  attractors = json_object_get_array_member (json_object_get_object_member (object, "network"),
                                             "attractors");
  attractor = json_array_get_object_element (attractors, 0);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (attractor, "leading_eigenvalues")), >=, 3);
  g_assert_cmpfloat (json_object_get_double_member (attractor, "readout_error"), <, 1e-10);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (attractor, "response_poles")), >=, 1);
  g_assert_cmpfloat (json_object_get_double_member (attractor, "response_fit_error"), <, 0.1);
  g_assert_cmpfloat (json_object_get_double_member (attractor, "margin"), >=, 1e-9);
  attractor = json_array_get_object_element (attractors, 2);
  g_assert_true (json_object_get_null_member (attractor, "margin"));
}

static void
test_matrix (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonObject *attractor;
  JsonArray *point;

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (2, 2);
  exp_table_set (experiment->targets, 0, 0, 1.0);
  exp_table_set (experiment->targets, 1, 1, 1.0);
  theory = exp_theory_new (experiment, NULL, NULL);
  node = exp_report_theory (theory);
  attractor = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (node), "attractors"), 0);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (attractor, "response_matrix")), ==, 200);
  point = json_array_get_array_element (json_object_get_array_member (attractor, "response"), 0);
  g_assert_true (json_array_get_null_element (point, 2));
  g_assert_nonnull (strstr (
    json_object_get_string_member (json_object_get_object_member (attractor, "ode"), "text"),
    "dw₁/dt = "));

  text = exp_json_print (node);
  g_assert_null (strstr (text, " nan"));
  g_assert_null (strstr (text, "inf")); /* in no key either */
}

/* What is said of targets that are redundant is in the report too, and no number is missing. */
static void
test_notes (void)
{
  static const struct {
    double second;
    const char *words;
    gint64 rank;
  } cases[] = {
    { -1.6, "Target 2 mirrors target 1.", 2 },
    { 1.6, "Target 2 repeats target 1.", 2 },
    { 0.0, "Target 2 leaves the network silent", 2 },
    { 0.9, NULL, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
    g_autoptr (ExpTheory) theory = NULL;
    g_autoptr (JsonNode) node = NULL;
    JsonObject *report;
    JsonArray *notes, *attractors;

    exp_table_set (experiment->targets, 1, 0, cases[i].second);
    theory = exp_theory_new (experiment, NULL, NULL);
    node = exp_report_theory (theory);
    report = json_node_get_object (node);
    notes = json_object_get_array_member (report, "notes");
    g_assert_cmpint (json_object_get_int_member (report, "rank"), ==, cases[i].rank);
    g_assert_cmpuint (json_array_get_length (notes), ==, cases[i].words != NULL);
    if (cases[i].words != NULL)
      g_assert_nonnull (strstr (json_array_get_string_element (notes, 0), cases[i].words));
    attractors = json_object_get_array_member (report, "attractors");
    for (guint k = 0; k < 3; k++) {
      JsonObject *attractor = json_array_get_object_element (attractors, k);
      JsonArray *poles = json_object_get_array_member (attractor, "poles");

      for (guint j = 0; j < json_array_get_length (poles); j++)
        g_assert_false (json_array_get_null_element (json_array_get_array_element (poles, j), 0));
    }
  }
}

/* Numbers are printed so that they read back the same, and as short as that allows. */
static void
test_numbers (void)
{
  static const struct {
    double value;
    const char *text;
  } cases[] = {
    { 0.1, "0.1\n" },       { 1.0 / 3.0, "0.3333333333333333\n" }, { -2.0, "-2.0\n" },
    { 1e300, "1e+300\n" },  { 5e-324, "4.94065645841247e-324\n" }, { NAN, "null\n" },
    { INFINITY, "null\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), cases[i].value);
    g_autofree char *text = exp_json_print (node);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/shape", test_shape);
  g_test_add_func ("/report/matrix", test_matrix);
  g_test_add_func ("/report/notes", test_notes);
  g_test_add_func ("/report/numbers", test_numbers);
  return g_test_run ();
}
