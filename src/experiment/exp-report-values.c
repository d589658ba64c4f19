/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-report-values.h"

#include "exp-json.h"
#include "exp-theory.h"

/**
 * exp_report_make_complex:
 *
 * Returns: (transfer full): the real and the imaginary part
 */
JsonArray *
exp_report_make_complex (double complex value)
{
  JsonArray *pair = json_array_new ();

  exp_json_add_number (pair, creal (value));
  exp_json_add_number (pair, cimag (value));
  return pair;
}

/**
 * exp_report_make_complex_list:
 * @values: n numbers
 *
 * Returns: (transfer full): a pair for each
 */
JsonArray *
exp_report_make_complex_list (gsize n, const double complex *values)
{
  JsonArray *list = json_array_new ();

  for (gsize i = 0; i < n; i++)
    json_array_add_array_element (list, exp_report_make_complex (values[i]));
  return list;
}

/**
 * exp_report_make_target:
 *
 * Returns: (transfer full): a row of the table
 */
JsonArray *
exp_report_make_target (const ExpTable *targets, gsize row)
{
  JsonArray *target = json_array_new ();

  for (gsize j = 0; j < targets->n_columns; j++)
    exp_json_add_number (target, exp_table_get (targets, row, j));
  return target;
}

/**
 * exp_report_make_matrix:
 *
 * Returns: (transfer full): an array for each row
 */
JsonArray *
exp_report_make_matrix (const gsl_matrix *matrix)
{
  JsonArray *rows = json_array_new ();

  for (gsize i = 0; i < matrix->size1; i++) {
    JsonArray *row = json_array_new ();

    for (gsize j = 0; j < matrix->size2; j++)
      exp_json_add_number (row, gsl_matrix_get (matrix, i, j));
    json_array_add_array_element (rows, row);
  }
  return rows;
}

/**
 * exp_report_set_complex:
 *
 * Adds a pair of real and imaginary part to an object.
 */
void
exp_report_set_complex (JsonObject *object, const char *name, double complex value)
{
  json_object_set_array_member (object, name, exp_report_make_complex (value));
}

/**
 * exp_report_set_matrix:
 * @matrix: (nullable): for one without rows
 *
 * Adds a matrix to an object.
 */
void
exp_report_set_matrix (JsonObject *object, const char *name, const gsl_matrix *matrix)
{
  json_object_set_array_member (
    object, name, matrix != NULL ? exp_report_make_matrix (matrix) : json_array_new ());
}

/**
 * exp_report_set_numbers:
 * @numbers: n of them
 *
 * Adds an array to an object.
 */
void
exp_report_set_numbers (JsonObject *object, const char *name, gsize n, const double *numbers)
{
  JsonArray *list = json_array_new ();

  for (gsize i = 0; i < n; i++)
    exp_json_add_number (list, numbers[i]);
  json_object_set_array_member (object, name, list);
}

/**
 * exp_report_add_response:
 * @n_outputs: K
 * @frequencies: n_frequencies of them
 * @response: H at each, K×K
 *
 * Adds "response", rows of ω, |H| and phase, and for several outputs "response_matrix".
 */
void
exp_report_add_response (JsonObject *object,
                         gsize n_outputs,
                         gsize n_frequencies,
                         const double *frequencies,
                         const double complex *response)
{
  gsize kk = n_outputs * n_outputs;
  JsonArray *curve = json_array_new ();
  JsonArray *matrices;

  for (gsize i = 0; i < n_frequencies; i++) {
    JsonArray *point = json_array_new ();

    exp_json_add_number (point, frequencies[i]);
    exp_json_add_number (point, exp_response_magnitude (n_outputs, response + i * kk));
    exp_json_add_number (point, exp_response_phase (n_outputs, response + i * kk));
    json_array_add_array_element (curve, point);
  }
  json_object_set_array_member (object, "response", curve);
  if (n_outputs == 1)
    return;

  matrices = json_array_new ();
  for (gsize i = 0; i < n_frequencies; i++) {
    JsonArray *matrix = json_array_new ();

    for (gsize j = 0; j < n_outputs; j++)
      json_array_add_array_element (
        matrix, exp_report_make_complex_list (n_outputs, response + i * kk + j * n_outputs));
    json_array_add_array_element (matrices, matrix);
  }
  json_object_set_array_member (object, "response_matrix", matrices);
}

/**
 * exp_report_add_step_response:
 * @n_outputs: K
 * @times: %EXP_N_TIMES of them
 * @response: K numbers at each
 *
 * Adds "step_response": rows of time and δz.
 */
void
exp_report_add_step_response (JsonObject *object,
                              gsize n_outputs,
                              const double *times,
                              const double *response)
{
  JsonArray *rows = json_array_new ();

  for (gsize i = 0; i < EXP_N_TIMES; i++) {
    JsonArray *row = json_array_new ();

    exp_json_add_number (row, times[i]);
    for (gsize j = 0; j < n_outputs; j++)
      exp_json_add_number (row, response[i * n_outputs + j]);
    json_array_add_array_element (rows, row);
  }
  json_object_set_array_member (object, "step_response", rows);
}
