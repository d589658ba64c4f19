/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "exp-document.h"
#include "exp-error.h"
#include "exp-key.h"

#define HEAD "{\"format\": \"attractor-experiment\", \"version\": 1"

static ExpExperiment *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  ExpExperiment *experiment = exp_document_parse (text, -1, "test", NULL, &error);

  g_assert_no_error (error);
  return experiment;
}

static void
test_defaults (void)
{
  g_autoptr (ExpExperiment) read = parse (HEAD "}");
  g_autoptr (ExpExperiment) fresh = exp_experiment_new ();

  g_assert_true (exp_experiment_equal (read, fresh));
  g_assert_cmpint (read->size, ==, 1000);
  g_assert_cmpfloat (read->gain, ==, 0.9);
  g_assert_cmpuint (read->targets->n_rows, ==, 3);
  g_assert_cmpfloat (exp_table_get (read->targets, 2, 0), ==, -0.6);
  g_assert_cmpfloat (read->tolerance, ==, 1e-6);
}

/* Every key set to something else, written and read back, bit for bit. */
static void
test_round_trip (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpExperiment) read = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  for (gsize i = 0; i < n_keys; i++) {
    double value = keys[i].minimum + (keys[i].maximum - keys[i].minimum) / 3.0;

    if (keys[i].type != EXP_KEY_REAL)
      value = (double)(gint64)value;
    g_assert_true (exp_key_set (&keys[i], experiment, value, NULL));
  }
  experiment->frequency_min = 1.0 / 3.0;
  g_free (experiment->title);
  experiment->transfer = EXP_TRANSFER_FORMULA;
  g_free (experiment->formula);
  experiment->formula = g_strdup ("max(0.5*x, 0) < 1 ? tanh(x) : tanh(2)");
  experiment->title = g_strdup ("Zwei “Attraktoren”\n\t\\ \"0,5\" \001\177");
  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (2, 3);
  for (gsize i = 0; i < 6; i++)
    experiment->targets->values[i] = 1.0 / (3.0 + (double)i) - 0.2;
  exp_table_free (experiment->inputs);
  experiment->inputs = exp_table_new (2, 1);
  exp_table_set (experiment->inputs, 1, 0, -1e-17);
  exp_table_free (experiment->channel_covariance);
  experiment->channel_covariance = exp_table_new (4, 4);
  for (gsize i = 0; i < 16; i++)
    experiment->channel_covariance->values[i] = i % 5 == 0 ? 1.0 : 1.0 / 7.0;

  text = exp_document_print (experiment);
  read = parse (text);
  g_assert_true (exp_experiment_equal (experiment, read));
  again = exp_document_print (read);
  g_assert_cmpstr (text, ==, again);
}

/* A formula that is not in use is kept, right or wrong; a copy has its own. */
static void
test_formula (void)
{
  g_autoptr (ExpExperiment)
    experiment = parse (HEAD ", \"network\": {\"transfer\": {\"formula\": \"x +\"}}}");
  g_autoptr (ExpExperiment) copy = exp_experiment_copy (experiment);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (experiment->formula, ==, "x +");
  g_assert_true (exp_experiment_equal (experiment, copy));
  g_free (copy->formula);
  copy->formula = g_strdup ("x");
  g_assert_false (exp_experiment_equal (experiment, copy));
  g_assert_cmpstr (experiment->formula, ==, "x +");

  experiment->transfer = EXP_TRANSFER_FORMULA;
  g_assert_false (exp_experiment_validate (experiment, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  copy->transfer = EXP_TRANSFER_FORMULA;
  g_assert_true (exp_experiment_validate (copy, NULL));
}

static void
test_short_numbers (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autofree char *text = exp_document_print (experiment);

  g_assert_nonnull (strstr (text, "\"gain\": 0.9,"));
  g_assert_nonnull (strstr (text, "\"targets\": [[1.6], [0.9], [-0.6]]"));
}

static void
test_unknown_keys (void)
{
  const char *text = HEAD
    ", \"colour\": {\"deep\": [1, null, \"x\"]}, \"network\": {\"gain\": 0.5, "
    "\"future\": true, \"transfer\": {\"steepness\": 2.5}}}";
  g_auto (GStrv) unknown = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpExperiment) experiment = exp_document_parse (text, -1, "test", &unknown, &error);
  g_autofree char *saved = NULL;
  g_auto (GStrv) again = NULL;
  g_autoptr (ExpExperiment) read = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (unknown), ==, 3);
  g_assert_cmpstr (unknown[0], ==, "colour");
  g_assert_cmpstr (unknown[1], ==, "network.future");
  g_assert_cmpstr (unknown[2], ==, "network.transfer.steepness");

  /* kept when saved, even after a change */
  experiment->gain = 0.7;
  saved = exp_document_print (experiment);
  read = exp_document_parse (saved, -1, "test", &again, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (read->gain, ==, 0.7);
  g_assert_cmpuint (g_strv_length (again), ==, 3);
  g_assert_nonnull (strstr (saved, "2.5"));
  g_assert_nonnull (strstr (saved, "\"deep\": [1, null, \"x\"]"));
}

static const struct {
  const char *text;
  ExpError code;
  const char *message;
} bad[] = {
  { "", EXP_ERROR_FORMAT, "not an experiment" },
  { "hello",
    EXP_ERROR_SYNTAX,
    "not JSON: in line 1, column 1 there is “h”, where a value is expected" },
  { "{\"format\": ",
    EXP_ERROR_SYNTAX,
    "not JSON: it ends in line 1, column 12, where a value is expected" },
  { "{\"a\": 1,\n \"b\": 2\n \"ü\": 3}",
    EXP_ERROR_SYNTAX,
    "in line 3, column 2 there is “\"”, where a comma or } is expected" },
  { "{\"ü\" 1}", EXP_ERROR_SYNTAX, "in line 1, column 6 there is “1”, where a colon is" },
  { "{\"a\": 1,}", EXP_ERROR_SYNTAX, "column 9 there is “}”, where a name in quotation marks" },
  { "[1,]", EXP_ERROR_SYNTAX, "column 4 there is “]”, where a value is" },
  { "[1 2]", EXP_ERROR_SYNTAX, "column 4 there is “2”, where a comma or ] is" },
  { "[\"x]", EXP_ERROR_SYNTAX, "it ends in line 1, column 5, where a closing quotation mark" },
  { "{}}", EXP_ERROR_SYNTAX, "column 3 there is “}”, where the end is" },
  { "\xff\xfe", EXP_ERROR_SYNTAX, "UTF-8" },
  { "[1, 2]", EXP_ERROR_FORMAT, "not an experiment" },
  { "{}", EXP_ERROR_FORMAT, "format" },
  { "{\"format\": \"other\", \"version\": 1}", EXP_ERROR_FORMAT, "format" },
  { "{\"format\": \"attractor-experiment\"}", EXP_ERROR_FORMAT, "version" },
  { "{\"format\": \"attractor-experiment\", \"version\": 2}", EXP_ERROR_FORMAT, "version is 2" },
  { "{\"format\": \"attractor-experiment\", \"version\": \"1\"}", EXP_ERROR_FORMAT, "version" },
  { HEAD ", \"network\": 3}", EXP_ERROR_VALUE, "network is a number, but must be an object" },
  { HEAD ", \"network\": {\"gain\": \"big\"}}", EXP_ERROR_VALUE, "network.gain is a text" },
  { HEAD ", \"network\": {\"gain\": null}}", EXP_ERROR_VALUE, "network.gain is null" },
  { HEAD ", \"network\": {\"gain\": 10.5}}",
    EXP_ERROR_VALUE,
    "network.gain is 10.5, but must be from 0 to 10" },
  { HEAD ", \"network\": {\"gain\": 1e999}}", EXP_ERROR_VALUE, "network.gain is inf" },
  { HEAD ", \"network\": {\"gain\": -1}}", EXP_ERROR_VALUE, "network.gain is -1" },
  { HEAD ", \"network\": {\"size\": 10.5}}",
    EXP_ERROR_VALUE,
    "network.size is 10.5, but must be a whole" },
  { HEAD ", \"network\": {\"size\": 0}}", EXP_ERROR_VALUE, "network.size is 0" },
  { HEAD ", \"network\": {\"feedback_scale\": 0}}", EXP_ERROR_VALUE, "greater than 0" },
  { HEAD ", \"network\": {\"transfer\": \"tanh\"}}",
    EXP_ERROR_VALUE,
    "network.transfer is a text" },
  { HEAD ", \"network\": {\"transfer\": {\"kind\": \"sine\"}}}",
    EXP_ERROR_VALUE,
    "must be one of: tanh, erf, logistic, relu, softplus, piecewise-linear, formula" },
  { HEAD ", \"network\": {\"transfer\": {\"kind\": \"formula\", \"formula\": \" \"}}}",
    EXP_ERROR_VALUE,
    "network.transfer.formula is empty" },
  { HEAD ", \"network\": {\"transfer\": {\"formula\": 3}}}",
    EXP_ERROR_VALUE,
    "network.transfer.formula is a number, but must be a text" },
  { HEAD ", \"network\": {\"transfer\": {\"kind\": \"formula\", \"formula\": \"tanh(y)\"}}}",
    EXP_ERROR_VALUE,
    "network.transfer.formula is “tanh(y)”, which is not possible: at character 6: " },
  { HEAD ", \"network\": {\"transfer\": {\"kind\": \"formula\", \"formula\": \"1/x\"}}}",
    EXP_ERROR_VALUE,
    "network.transfer.formula is “1/x”, which is not possible: at x = 0 it is infinite" },
  { HEAD ", \"task\": {\"targets\": []}}", EXP_ERROR_VALUE, "at least one target" },
  { HEAD ", \"task\": {\"targets\": [[]]}}", EXP_ERROR_VALUE, "at least one target" },
  { HEAD ", \"task\": {\"targets\": [1, 2]}}", EXP_ERROR_VALUE, "task.targets[0] is a number" },
  { HEAD ", \"task\": {\"targets\": [[1], [2, 3]]}}",
    EXP_ERROR_VALUE,
    "task.targets[1] has 2 numbers" },
  { HEAD ", \"task\": {\"targets\": [[1], [true]]}}",
    EXP_ERROR_VALUE,
    "task.targets[1][0] is true" },
  { HEAD ", \"task\": {\"targets\": [[1e300]]}}", EXP_ERROR_VALUE, "task.targets[0][0] is 1e+300" },
  { HEAD ", \"task\": {\"inputs\": [[1]]}}", EXP_ERROR_VALUE, "each target, 3 in all, and not 1" },
  { HEAD ", \"network\": {\"channel_covariance\": [[1, 0], [0, 1]]}}",
    EXP_ERROR_VALUE,
    "network.channel_covariance is a table of 2 × 2 numbers, but must be one of 1 × 1" },
  { HEAD ", \"network\": {\"channel_covariance\": [[1, 0.5], [0.25, 1]]}, "
         "\"task\": {\"targets\": [[1]], \"inputs\": [[2]]}}",
    EXP_ERROR_VALUE,
    "network.channel_covariance is not symmetric: [0][1] is 0.5, but [1][0] is 0.25" },
  { HEAD ", \"network\": {\"channel_covariance\": [[1, 2], [2, 1]]}, "
         "\"task\": {\"targets\": [[1, 2]]}}",
    EXP_ERROR_VALUE,
    "network.channel_covariance has the eigenvalue -1" },
  { HEAD ", \"network\": {\"channel_covariance\": [[1000]]}}",
    EXP_ERROR_VALUE,
    "network.channel_covariance[0][0] is 1000" },
  { HEAD ", \"probe\": {\"frequency_min\": 5, \"frequency_max\": 2}}",
    EXP_ERROR_VALUE,
    "probe.frequency_min is 5" },
  { HEAD ", \"title\": \"\\ud800 x\"}", EXP_ERROR_SYNTAX, "half a character" },
  { HEAD ", \"title\": \"\\udc00\"}", EXP_ERROR_SYNTAX, "half a character" },
  { HEAD ", \"title\": \"a\\u0000b\"}", EXP_ERROR_SYNTAX, "no character" },
  { HEAD ", \"x\": /* \" */ 1}", EXP_ERROR_SYNTAX, "comments" },
  { HEAD ",\n \"network\": {\"seed\": 18446744073709551617}}",
    EXP_ERROR_SYNTAX,
    "line 2: a whole number has too many digits" },
  { HEAD ", \"title\": 7}", EXP_ERROR_VALUE, "title is a number" },
};

static void
test_errors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (exp_document_parse (bad[i].text, -1, "FILE", NULL, &error));
    g_test_message ("%s", error->message);
    g_assert_error (error, EXP_ERROR, (int)bad[i].code);
    g_assert_nonnull (strstr (error->message, bad[i].message));
    g_assert_true (g_str_has_prefix (error->message, "FILE: "));
    g_assert_null (strchr (error->message, '\n'));
  }
}

static void
test_deep (void)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  g_assert_null (exp_document_parse (text->str, (gssize)text->len, "deep", NULL, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_SYNTAX);
  g_string_free (text, TRUE);
}

/* Escapes, pairs of them, and long fractions are read as they stand. */
static void
test_escapes (void)
{
  g_autoptr (ExpExperiment) experiment = parse (
    HEAD ", \"title\": \"\\u00e9 \\ud83d\\ude00 \\\\u0000 // [[\", "
         "\"network\": {\"gain\": 0.12345678901234567890123}, \"network.gain\": 5}");
  g_auto (GStrv) unknown = NULL;
  g_autoptr (ExpExperiment)
    dotted = exp_document_parse (HEAD ", \"network.gain\": 1.5}", -1, "test", &unknown, NULL);

  g_assert_cmpstr (experiment->title, ==, "é 😀 \\u0000 // [[");
  g_assert_cmpfloat (experiment->gain, ==, 0.12345678901234567890123);
  g_assert_cmpfloat (dotted->gain, ==, 0.9);
  g_assert_cmpstr (unknown[0], ==, "network.gain");
}

/* Every prefix of a file, and the file with each byte changed, is read or refused,
   and what is read is valid. */
static void
test_mutations (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autofree char *text = exp_document_print (experiment);
  gsize length = strlen (text);
  GRand *rand = g_rand_new_with_seed (1);

  for (gsize i = 0; i < length; i++) {
    for (guint variant = 0; variant < 3; variant++) {
      g_autofree char *copy = g_strdup (text);
      g_autoptr (ExpExperiment) read = NULL;
      g_autoptr (GError) error = NULL;

      if (variant > 0)
        copy[i] = (char)g_rand_int_range (rand, 1, 256);
      read = exp_document_parse (
        copy, variant > 0 ? (gssize)length : (gssize)i, "mutant", NULL, &error);
      if (read != NULL)
        g_assert_true (exp_experiment_validate (read, NULL));
      else
        g_assert_nonnull (error);
    }
  }
  g_rand_free (rand);
}

static void
test_files (void)
{
  g_autofree char *directory = g_dir_make_tmp ("attractor-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "a.attractor", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/a.attractor");
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpExperiment) read = NULL;
  g_autoptr (GError) error = NULL;

  experiment->gain = 0.3;
  g_assert_true (exp_document_save (experiment, file, &error));
  read = exp_document_load (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (exp_experiment_equal (experiment, read));

  g_assert_null (exp_document_load (nowhere, NULL, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_FILE);
  g_assert_cmpstr (
    error->message, ==, "“/nonexistent/a.attractor” cannot be opened: No such file or directory");
  g_clear_error (&error);
  g_assert_false (exp_document_save (experiment, nowhere, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "/nonexistent/a.attractor"));

  g_unlink (path);
  g_rmdir (directory);
}

/* A disk that is full in the middle of the file: what was there before is there
   still. A limit on the size of files stands in for the disk. */
static void
test_full_disk (void)
{
  g_autofree char *directory = g_dir_make_tmp ("attractor-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "a.attractor", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpExperiment) read = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small;

  g_assert_true (exp_document_save (experiment, file, &error));
  experiment->gain = 0.1;
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 100;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (exp_document_save (experiment, file, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_error (error, EXP_ERROR, EXP_ERROR_FILE);
  g_clear_error (&error);

  read = exp_document_load (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (read->gain, ==, 0.9);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/defaults", test_defaults);
  g_test_add_func ("/document/round-trip", test_round_trip);
  g_test_add_func ("/document/formula", test_formula);
  g_test_add_func ("/document/short-numbers", test_short_numbers);
  g_test_add_func ("/document/unknown-keys", test_unknown_keys);
  g_test_add_func ("/document/errors", test_errors);
  g_test_add_func ("/document/deep", test_deep);
  g_test_add_func ("/document/escapes", test_escapes);
  g_test_add_func ("/document/mutations", test_mutations);
  g_test_add_func ("/document/files", test_files);
  g_test_add_func ("/document/full-disk", test_full_disk);
  return g_test_run ();
}
