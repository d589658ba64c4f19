/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-document.h"

#include <math.h>
#include <string.h>

#include "exp-error.h"

static const ExpExperiment *
get (AttractorDocument *document)
{
  return attractor_document_get_experiment (document);
}

static ExpTable *
make_table (gsize n_rows, gsize n_columns, const double *values)
{
  ExpTable *table = exp_table_new (n_rows, n_columns);

  for (gsize i = 0; i < n_rows * n_columns; i++)
    table->values[i] = values[i];
  return table;
}

static void
assert_values (const ExpTable *table, gsize n_rows, gsize n_columns, const double *values)
{
  g_autoptr (ExpTable) expected = make_table (n_rows, n_columns, values);

  g_assert_true (exp_table_equal (table, expected));
}

static void
test_paste_extends (void)
{
  const double numbers[] = { 0.1, 0.2, 0.3, 0.4 };
  const double after[] = { 1.6, 0.0, 0.0, 0.9, 0.0, 0.0, -0.6, 0.1, 0.2, 0.0, 0.3, 0.4 };
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (ExpTable) table = make_table (2, 2, numbers);
  g_autoptr (ExpTable) before = exp_table_copy (get (document)->targets);
  g_autoptr (GError) error = NULL;

  g_assert_true (attractor_document_paste_numbers (document, table, 2, 1, &error));
  g_assert_no_error (error);
  assert_values (get (document)->targets, 4, 3, after);

  attractor_document_undo (document);
  g_assert_true (exp_table_equal (get (document)->targets, before));
  g_assert_false (attractor_document_get_can_undo (document));
}

/* Static inputs stand right of the outputs, and stay where they are. */
static void
test_paste_into_inputs (void)
{
  const double numbers[] = { 0.1, 0.2 };
  const double targets[] = { 1.6, 0.1, -0.6 }, inputs[] = { 0.0, 0.2, 0.0 };
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (ExpTable) table = make_table (1, 2, numbers);
  g_autoptr (GError) error = NULL;

  attractor_document_set_n_inputs (document, 1);
  g_assert_true (attractor_document_paste_numbers (document, table, 1, 0, &error));
  assert_values (get (document)->targets, 3, 1, targets);
  assert_values (get (document)->inputs, 3, 1, inputs);

  g_assert_false (attractor_document_paste_numbers (document, table, 1, 1, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  assert_values (get (document)->targets, 3, 1, targets);
}

static void
test_paste_refuses (void)
{
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (ExpTable) tall = exp_table_new (EXP_MAX_TARGETS, 1);
  g_autoptr (ExpTable) wide = exp_table_new (1, EXP_MAX_OUTPUTS);
  g_autoptr (GError) error = NULL;

  g_assert_false (attractor_document_paste_numbers (document, tall, 1, 0, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (attractor_document_paste_numbers (document, wide, 0, 1, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  g_assert_false (attractor_document_get_can_undo (document));
}

static void
test_replace (void)
{
  const double numbers[] = { 0.1, 0.2, 0.3, 0.4 };
  const double targets[] = { 0.1, 0.3 }, inputs[] = { 0.2, 0.4 };
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (ExpTable) table = make_table (2, 2, numbers);
  g_autoptr (ExpTable) wide = exp_table_new (1, 3);
  g_autoptr (GError) error = NULL;

  g_assert_true (attractor_document_replace_numbers (document, table, &error));
  assert_values (get (document)->targets, 2, 2, numbers);

  attractor_document_set_n_outputs (document, 1);
  attractor_document_set_n_inputs (document, 1);
  g_assert_true (attractor_document_replace_numbers (document, table, &error));
  assert_values (get (document)->targets, 2, 1, targets);
  assert_values (get (document)->inputs, 2, 1, inputs);

  g_assert_false (attractor_document_replace_numbers (document, wide, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  assert_values (get (document)->inputs, 2, 1, inputs);
}

static void
test_reset (void)
{
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (ExpExperiment) fresh = exp_experiment_new ();
  g_autoptr (ExpExperiment) correlated = exp_experiment_copy (fresh);
  const double covariance[] = { 1.0, 0.5, 0.5, 1.0 };

  attractor_document_set_n_inputs (document, 1);
  attractor_document_set_target (document, 0, 0, 0.7, NULL);
  attractor_document_reset_task (document);
  g_assert_true (exp_experiment_equal (get (document), fresh));
  g_assert_false (attractor_document_get_modified (document));

  exp_table_free (correlated->channel_covariance);
  exp_table_free (correlated->targets);
  correlated->channel_covariance = make_table (2, 2, covariance);
  correlated->targets = make_table (2, 2, covariance);
  g_assert_true (attractor_document_set_experiment (document, correlated, NULL, NULL));
  attractor_document_make_channels_independent (document);
  g_assert_cmpuint (get (document)->channel_covariance->n_rows, ==, 0);
  g_assert_true (exp_table_equal (get (document)->targets, correlated->targets));
}

/* The table stays symmetric and a covariance; independent channels have none. */
static void
test_covariance (void)
{
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (GError) error = NULL;
  const double one[] = { 1.0, -0.5, -0.5, 1.0 }, pasted[] = { 0.3, 2.0 };
  const double both[] = { 1.0, 0.3, 0.3, 2.0 }, crooked[] = { 1.0, 0.3, 0.4, 1.0 };
  g_autoptr (ExpTable) column = make_table (2, 1, pasted);
  g_autoptr (ExpTable) square = make_table (2, 2, crooked);

  attractor_document_set_n_inputs (document, 1);
  g_assert_true (attractor_document_set_covariance (document, 0, 1, -0.5, &error));
  assert_values (get (document)->channel_covariance, 2, 2, one);

  g_assert_false (attractor_document_set_covariance (document, 1, 0, 1.5, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "The covariance of the channels has the eigenvalue −0.5, but no covariance has "
                   "one below 0");
  g_clear_error (&error);
  g_assert_false (attractor_document_set_covariance (document, 1, 1, NAN, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (attractor_document_paste_covariance (document, square, 0, 0, &error));
  g_assert_nonnull (strstr (error->message, "is not symmetric"));
  g_clear_error (&error);
  g_assert_false (attractor_document_paste_covariance (document, column, 1, 1, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  assert_values (get (document)->channel_covariance, 2, 2, one);
  g_clear_error (&error);

  /* What lies across the diagonal follows. */
  g_assert_true (attractor_document_paste_covariance (document, column, 0, 1, &error));
  assert_values (get (document)->channel_covariance, 2, 2, both);
  attractor_document_set_covariance (document, 0, 1, 0.0, NULL);
  attractor_document_set_covariance (document, 1, 1, 1.0, NULL);
  g_assert_cmpuint (get (document)->channel_covariance->n_rows, ==, 0);
  attractor_document_undo (document);
  g_assert_cmpuint (get (document)->channel_covariance->n_rows, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paste/extends", test_paste_extends);
  g_test_add_func ("/paste/into-inputs", test_paste_into_inputs);
  g_test_add_func ("/paste/refuses", test_paste_refuses);
  g_test_add_func ("/paste/replace", test_replace);
  g_test_add_func ("/paste/reset", test_reset);
  g_test_add_func ("/paste/covariance", test_covariance);

  return g_test_run ();
}
