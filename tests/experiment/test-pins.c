/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "exp-document.h"
#include "exp-error.h"
#include "exp-pins.h"
#include "exp-theory.h"

#define HEAD "{\"format\": \"attractor-experiment\", \"version\": 1"

static gsize
count (const char *text, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (text, word, -1);

  return g_strv_length (parts) - 1;
}

static void
add_pin (ExpExperiment *experiment, const char *name)
{
  g_autoptr (ExpPins) pins = exp_pins_new_with (experiment->pins, name, experiment);

  exp_experiment_set_pins (experiment, pins);
}

/* Pins are written and read back; each keeps what its part of the file had besides. */
static void
test_round_trip (void)
{
  g_autoptr (ExpExperiment) experiment = exp_document_parse (
    HEAD ", \"color\": \"blue\", \"network\": {\"gain\": 0.4}}", -1, "test", NULL, NULL);
  g_autoptr (ExpExperiment) read = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  add_pin (experiment, "first “one”");
  experiment->gain = 1.3;
  exp_table_set (experiment->targets, 0, 0, 1.0 / 3.0);
  add_pin (experiment, "second");
  experiment->gain = 0.9;

  text = exp_document_print (experiment);
  read = exp_document_parse (text, -1, "test", NULL, NULL);
  g_assert_nonnull (read);
  g_assert_true (exp_experiment_equal (read, experiment));
  g_assert_cmpuint (exp_pins_get_n (read->pins), ==, 2);
  g_assert_cmpstr (read->pins->pins[0].name, ==, "first “one”");
  g_assert_cmpfloat (read->pins->pins[0].experiment->gain, ==, 0.4);
  g_assert_cmpfloat (exp_table_get (read->pins->pins[1].experiment->targets, 0, 0), ==, 1.0 / 3.0);
  again = exp_document_print (read);
  g_assert_cmpstr (again, ==, text);
  /* once in the file itself and once in each pin, but no pins within pins */
  g_assert_cmpuint (count (text, "\"color\""), ==, 3);
  g_assert_cmpuint (count (text, "\"pins\""), ==, 1);

  exp_experiment_set_pins (read, NULL);
  g_free (again);
  again = exp_document_print (read);
  g_assert_null (strstr (again, "\"pins\""));
}

static void
test_changes (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpExperiment) other = NULL;
  g_autoptr (ExpPins) renamed = NULL;
  g_autoptr (ExpPins) fewer = NULL;
  g_autoptr (ExpTheory) theory = NULL;

  add_pin (experiment, "a");
  add_pin (experiment, "b");
  add_pin (experiment, "c");
  other = exp_experiment_copy (experiment);
  g_assert_true (exp_experiment_equal (experiment, other));
  renamed = exp_pins_new_renamed (experiment->pins, 1, "B");
  g_assert_false (exp_pins_equal (renamed, experiment->pins));
  g_assert_cmpstr (renamed->pins[1].name, ==, "B");
  fewer = exp_pins_new_without (renamed, 0);
  g_assert_cmpuint (fewer->n_pins, ==, 2);
  g_assert_cmpstr (fewer->pins[0].name, ==, "B");
  g_assert_cmpstr (fewer->pins[1].name, ==, "c");
  exp_experiment_set_pins (other, fewer);
  g_assert_false (exp_experiment_equal (experiment, other));

  /* results do not depend on what they are compared with */
  theory = exp_theory_new (experiment, NULL, NULL);
  g_assert_null (theory->experiment->pins);
}

static void
test_bad_files (void)
{
  static const struct {
    const char *text;
    const char *words;
  } cases[] = {
    { HEAD ", \"pins\": 3}", "pins must be a list" },
    { HEAD ", \"pins\": [3]}", "pins[0]" },
    { HEAD ", \"pins\": [{\"name\": \"a\"}]}", "pins[0]" },
    { HEAD ", \"pins\": [{\"name\": \"a\", \"experiment\": 7}]}", "pins[0].experiment" },
    { HEAD ", \"pins\": [{\"name\": \"a\", \"experiment\": " HEAD
           ", \"network\": {\"gain\": 77}}}]}",
      "pins[0].experiment: network.gain is 77" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (exp_document_parse (cases[i].text, -1, "test", NULL, &error));
    g_assert_cmpint (error->domain, ==, EXP_ERROR);
    if (strstr (error->message, cases[i].words) == NULL)
      g_error ("“%s” is not in “%s”", cases[i].words, error->message);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pins/round-trip", test_round_trip);
  g_test_add_func ("/pins/changes", test_changes);
  g_test_add_func ("/pins/bad-files", test_bad_files);
  return g_test_run ();
}
