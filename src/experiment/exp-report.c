/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-report.h"

#include <math.h>

#include "exp-json.h"
#include "exp-notes.h"
#include "exp-return-map.h"
#include "rc-edge.h"
#include "rc-ode.h"

/* How many of a network's N eigenvalues are reported. */
#define N_LEADING 20
/* Digits of a coefficient in the ODE as text. */
#define N_ODE_DIGITS 6

static JsonArray *
make_complex (double complex value)
{
  JsonArray *pair = json_array_new ();

  exp_json_add_number (pair, creal (value));
  exp_json_add_number (pair, cimag (value));
  return pair;
}

static JsonArray *
make_complex_list (gsize n, const double complex *values)
{
  JsonArray *list = json_array_new ();

  for (gsize i = 0; i < n; i++)
    json_array_add_array_element (list, make_complex (values[i]));
  return list;
}

static JsonArray *
make_target (const ExpTable *targets, gsize row)
{
  JsonArray *target = json_array_new ();

  for (gsize j = 0; j < targets->n_columns; j++)
    exp_json_add_number (target, exp_table_get (targets, row, j));
  return target;
}

static JsonArray *
make_matrix (const gsl_matrix *matrix)
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

/* "response", and for several outputs "response_matrix" */
static void
add_response (JsonObject *object,
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
        matrix, make_complex_list (n_outputs, response + i * kk + j * n_outputs));
    json_array_add_array_element (matrices, matrix);
  }
  json_object_set_array_member (object, "response_matrix", matrices);
}

static void
set_matrix (JsonObject *object, const char *name, const gsl_matrix *matrix)
{
  json_object_set_array_member (
    object, name, matrix != NULL ? make_matrix (matrix) : json_array_new ());
}

static void
set_numbers (JsonObject *object, const char *name, gsize n, const double *numbers)
{
  JsonArray *list = json_array_new ();

  for (gsize i = 0; i < n; i++)
    exp_json_add_number (list, numbers[i]);
  json_object_set_array_member (object, name, list);
}

/* "order" and "ode": matrices, for one output polynomials by rising power, and a text */
static void
add_ode (JsonObject *object, const RcLocalDynamics *dynamics)
{
  g_autoptr (RcOde) ode = rc_ode_new (dynamics, NULL);
  g_autofree char *text = NULL;
  JsonObject *member;

  if (ode == NULL) {
    json_object_set_null_member (object, "order");
    json_object_set_null_member (object, "ode");
    return;
  }
  member = json_object_new ();
  set_matrix (member, "state", ode->state);
  set_matrix (member, "input", ode->input);
  set_matrix (member, "output", ode->output);
  if (ode->denominator != NULL) {
    set_numbers (member, "denominator", ode->order + 1, ode->denominator);
    set_numbers (member, "numerator", ode->order, ode->numerator);
  }
  text = rc_ode_format (ode, N_ODE_DIGITS, ".");
  json_object_set_string_member (member, "text", text);
  json_object_set_int_member (object, "order", (gint64)ode->order);
  json_object_set_object_member (object, "ode", member);
}

/* Where the closed loop is at rest near the target; null if nowhere */
static void
add_fixed_point (JsonObject *object, const ExpTheory *theory, gsize k)
{
  const ExpTheoryAttractor *attractor = &theory->attractors[k];
  JsonArray *output;

  if (attractor->dynamics->verdict == RC_VERDICT_ABSENT) {
    json_object_set_null_member (object, "fixed_point");
  } else if (attractor->state == NULL) {
    json_object_set_array_member (
      object, "fixed_point", make_target (theory->experiment->targets, k));
  } else {
    output = json_array_new ();
    for (gsize j = 0; j < theory->n_outputs; j++)
      exp_json_add_number (output, attractor->state->output[j]);
    json_object_set_array_member (object, "fixed_point", output);
  }
}

/* "step_response": rows of time and δz, where there is a step */
static void
add_step_response (JsonObject *object, gsize n_outputs, const double *times, const double *response)
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

static JsonObject *
make_theory_attractor (const ExpTheory *theory, gsize k)
{
  const RcLocalDynamics *dynamics = theory->attractors[k].dynamics;
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "target", make_target (theory->experiment->targets, k));
  add_fixed_point (object, theory, k);
  json_object_set_array_member (
    object, "poles", make_complex_list (dynamics->n_targets, dynamics->poles));
  exp_json_set_number (object, "bulk_radius", dynamics->bulk_radius);
  json_object_set_boolean_member (object, "stable", dynamics->stable);
  exp_json_set_number (object, "time_constant", dynamics->time_constant);
  exp_json_set_number (object, "open_loop_time_constant", dynamics->open_loop_time_constant);
  exp_json_set_number (object, "bulk_time_constant", dynamics->bulk_time_constant);
  exp_json_set_number (object, "mean_response_time", dynamics->mean_response_time);
  exp_json_set_number (object, "resonance_frequency", dynamics->resonance_frequency);
  exp_json_set_number (object, "resonance_quality", dynamics->resonance_quality);
  json_object_set_string_member (object, "verdict", rc_verdict_get_id (dynamics->verdict));
  exp_json_set_number (object, "digits", floor (dynamics->digits));
  exp_json_set_number (object, "edge_of_chaos_gain", rc_edge_gain (theory->mean_field, k));
  add_ode (object, dynamics);
  add_response (object,
                theory->n_outputs,
                theory->n_frequencies,
                theory->frequencies,
                theory->attractors[k].response);
  if (theory->attractors[k].step_response != NULL)
    add_step_response (
      object, theory->n_outputs, theory->times, theory->attractors[k].step_response);
  return object;
}

static JsonArray *
make_notes (const ExpTheory *theory)
{
  JsonArray *list = json_array_new ();
  g_auto (GStrv) notes = exp_notes_new (theory);

  for (gsize i = 0; notes[i] != NULL; i++)
    json_array_add_string_element (list, notes[i]);
  return list;
}

static JsonObject *
make_theory (const ExpTheory *theory)
{
  JsonObject *object = json_object_new ();
  JsonArray *attractors = json_array_new ();

  for (gsize k = 0; k < theory->n_attractors; k++)
    json_array_add_object_element (attractors, make_theory_attractor (theory, k));
  json_object_set_array_member (object, "attractors", attractors);
  json_object_set_array_member (object, "covariance", make_matrix (theory->mean_field->covariance));
  json_object_set_array_member (object, "overlap", make_matrix (theory->mean_field->overlap));
  json_object_set_int_member (object, "rank", (gint64)theory->mean_field->rank);
  exp_json_set_number (object, "condition", theory->mean_field->condition);
  exp_json_set_number (object, "readout_error", theory->mean_field->readout_error);
  json_object_set_array_member (object, "notes", make_notes (theory));
  return object;
}

/* "response_residuals", and the poles that a fit of the response found */
static void
add_fit (JsonObject *object,
         const ExpMeasurement *measurement,
         const ExpMeasuredAttractor *attractor)
{
  JsonArray *residuals = json_array_new ();

  for (gsize i = 0; i < measurement->n_frequencies; i++)
    exp_json_add_number (residuals, attractor->response_residuals[i]);
  json_object_set_array_member (object, "response_residuals", residuals);
  json_object_set_array_member (
    object,
    "response_poles",
    make_complex_list (attractor->n_response_poles, attractor->response_poles));
  exp_json_set_number (object, "response_fit_error", attractor->response_fit_error);
}

static void
set_complex (JsonObject *object, const char *name, double complex value)
{
  json_object_set_array_member (object, name, make_complex (value));
}

/* What the linearised network says, in the open loop and the closed one */
static void
add_spectrum (JsonObject *object, const ExpMeasuredAttractor *attractor)
{
  JsonArray *outliers = json_array_new ();

  json_object_set_string_member (object, "open_loop", rc_rest_get_id (attractor->open_loop));
  exp_json_set_number (object, "open_loop_residual", attractor->open_loop_residual);
  set_complex (object, "open_loop_eigenvalue", attractor->open_loop_eigenvalue);
  json_object_set_boolean_member (object, "fixed_point", attractor->fixed_point);
  exp_json_set_number (object, "rest_error", attractor->rest_error);
  exp_json_set_number (object, "speed", attractor->speed);
  json_object_set_string_member (
    object, "spectrum", attractor->complete_spectrum ? "complete" : "outliers");
  set_complex (object, "leading_eigenvalue", attractor->leading_eigenvalue);
  exp_json_set_number (object, "bulk_radius", attractor->bulk_radius);
  for (gsize i = 0; i < attractor->n_outliers; i++) {
    const RcOutlier *outlier = &attractor->outliers[i];
    JsonObject *member = json_object_new ();

    set_complex (member, "eigenvalue", outlier->value);
    exp_json_set_number (member, "residual", outlier->residual);
    exp_json_set_number (member, "feedback_overlap", outlier->feedback_overlap);
    exp_json_set_number (member, "readout_overlap", outlier->readout_overlap);
    exp_json_set_number (member, "condition", outlier->condition);
    json_array_add_object_element (outliers, member);
  }
  json_object_set_array_member (object, "outliers", outliers);
}

/* "driven_response": ω, |H|, phase and the error of H, for each frequency */
static void
add_driven_response (JsonObject *object, const ExpMeasurement *measurement, gsize k)
{
  const ExpMeasuredAttractor *attractor = &measurement->attractors[k];
  gsize n_outputs = measurement->n_outputs;
  JsonArray *curve = json_array_new ();

  for (gsize i = 0; i < measurement->n_driven; i++) {
    const double complex *h = attractor->driven_response + i * n_outputs * n_outputs;
    JsonArray *point = json_array_new ();

    exp_json_add_number (point, measurement->driven_frequencies[i]);
    exp_json_add_number (point, exp_response_magnitude (n_outputs, h));
    exp_json_add_number (point, exp_response_phase (n_outputs, h));
    exp_json_add_number (point, attractor->driven_errors[i]);
    json_array_add_array_element (curve, point);
  }
  json_object_set_array_member (object, "driven_response", curve);
}

/* "noise": standard deviations with their errors, and how many runs escaped */
static void
add_spread (JsonObject *object, const RcSpread *spread)
{
  JsonObject *member = json_object_new ();
  JsonArray *deviations = json_array_new (), *errors = json_array_new ();
  double neurons = sqrt (spread->neurons);

  for (gsize i = 0; i < spread->n_outputs; i++) {
    double deviation = sqrt (spread->output[i * (spread->n_outputs + 1)]);

    exp_json_add_number (deviations, deviation);
    exp_json_add_number (errors, 0.5 * spread->output_error[i] / deviation);
  }
  json_object_set_array_member (member, "output_deviation", deviations);
  json_object_set_array_member (member, "output_deviation_error", errors);
  exp_json_set_number (member, "neuron_deviation", neurons);
  exp_json_set_number (member, "neuron_deviation_error", 0.5 * spread->neurons_error / neurons);
  json_object_set_int_member (member, "runs", (gint64)spread->n_runs);
  json_object_set_int_member (member, "escaped", (gint64)spread->n_escaped);
  json_object_set_object_member (object, "noise", member);
}

/* What trajectories say: relaxation, drive and noise */
static void
add_dynamics (JsonObject *object, const ExpMeasurement *measurement, gsize k)
{
  const ExpMeasuredAttractor *attractor = &measurement->attractors[k];

  exp_json_set_number (object, "time_constant", attractor->time_constant);
  exp_json_set_number (object, "time_constant_error", attractor->time_constant_error);
  exp_json_set_number (object, "internal_time_constant", attractor->internal_time_constant);
  exp_json_set_number (
    object, "internal_time_constant_error", attractor->internal_time_constant_error);
  if (measurement->n_driven > 0)
    add_driven_response (object, measurement, k);
  if (attractor->step_response != NULL)
    add_step_response (
      object, measurement->n_outputs, measurement->times, attractor->step_response);
  if (attractor->spread != NULL)
    add_spread (object, attractor->spread);
}

static JsonObject *
make_network_attractor (const ExpMeasurement *measurement, gsize k)
{
  const ExpMeasuredAttractor *attractor = &measurement->attractors[k];
  JsonObject *object = json_object_new ();

  json_object_set_array_member (
    object, "target", make_target (measurement->experiment->targets, k));
  json_object_set_array_member (
    object,
    "leading_eigenvalues",
    make_complex_list (MIN (N_LEADING, attractor->n_eigenvalues), attractor->eigenvalues));
  add_response (object,
                measurement->n_outputs,
                measurement->n_frequencies,
                measurement->frequencies,
                attractor->response);
  add_fit (object, measurement, attractor);
  exp_json_set_number (object, "mean_response_time", attractor->mean_response_time);
  exp_json_set_number (object, "readout_error", attractor->readout_error);
  json_object_set_boolean_member (object, "stable", attractor->stable);
  json_object_set_string_member (object, "verdict", rc_verdict_get_id (attractor->verdict));
  exp_json_set_number (object, "margin", attractor->fixed_point ? attractor->margin : NAN);
  add_spectrum (object, attractor);
  add_dynamics (object, measurement, k);
  return object;
}

/* "training": whether it was ended early, and a row of time, target, |z - A|, |W_out| and
   the overlaps with the attractors for each point of the record */
static JsonObject *
make_training (const ExpTrainingTrace *trace)
{
  JsonObject *object = json_object_new ();
  JsonArray *rows = json_array_new ();

  for (gsize i = 0; i < trace->n_points; i++) {
    JsonArray *row = json_array_new ();

    exp_json_add_number (row, trace->times[i]);
    json_array_add_int_element (row, (gint64)trace->targets[i]);
    exp_json_add_number (row, trace->errors[i]);
    exp_json_add_number (row, trace->readout_norms[i]);
    for (gsize k = 0; k < trace->n_targets; k++)
      exp_json_add_number (row, trace->overlaps[i * trace->n_targets + k]);
    json_array_add_array_element (rows, row);
  }
  json_object_set_boolean_member (object, "kept", trace->kept);
  json_object_set_array_member (object, "trace", rows);
  return object;
}

/* The fixed points that the network has, whether training asked for them or not */
static JsonArray *
make_fixed_points (const RcClosedLoop *closed_loop, gboolean has_inputs)
{
  JsonArray *list = json_array_new ();

  for (gsize i = 0; i < closed_loop->n_points; i++) {
    const RcClosedLoopPoint *point = &closed_loop->points[i];
    JsonObject *member = json_object_new ();

    set_numbers (member, "output", closed_loop->n_outputs, point->output);
    if (has_inputs)
      json_object_set_int_member (member, "input", (gint64)point->input);
    if (point->target >= 0)
      json_object_set_int_member (member, "target", point->target);
    else
      json_object_set_null_member (member, "target");
    exp_json_set_number (member, "speed", point->speed);
    set_complex (member, "leading_eigenvalue", point->leading);
    json_object_set_boolean_member (member, "stable", point->stable);
    json_object_set_string_member (member, "verdict", rc_verdict_get_id (point->verdict));
    json_array_add_object_element (list, member);
  }
  return list;
}

static JsonNode *
wrap (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

/**
 * exp_report_theory:
 *
 * Returns: (transfer full): all that theory says, as JSON; a number that is not
 *   finite is null
 */
JsonNode *
exp_report_theory (const ExpTheory *theory)
{
  return wrap (make_theory (theory));
}

/**
 * exp_report_train:
 *
 * Returns: (transfer full): "theory", "network" with the same measured, and
 *   "seconds" with the time of each stage
 */
JsonNode *
exp_report_train (const ExpTheory *theory, const ExpMeasurement *measurement)
{
  JsonObject *object = json_object_new ();
  JsonObject *network = json_object_new ();
  JsonObject *seconds = json_object_new ();
  JsonArray *attractors = json_array_new ();

  for (gsize k = 0; k < measurement->n_attractors; k++)
    json_array_add_object_element (attractors, make_network_attractor (measurement, k));
  json_object_set_array_member (network, "attractors", attractors);
  json_object_set_array_member (
    network,
    "fixed_points",
    make_fixed_points (measurement->closed_loop, measurement->experiment->inputs->n_columns > 0));
  json_object_set_boolean_member (network, "success", measurement->success);
  if (measurement->training != NULL)
    json_object_set_object_member (network, "training", make_training (measurement->training));
  for (guint i = 0; i < EXP_N_STAGES; i++)
    exp_json_set_number (seconds, exp_stage_get_name (i), measurement->seconds[i]);

  json_object_set_object_member (object, "theory", make_theory (theory));
  json_object_set_object_member (object, "network", network);
  json_object_set_object_member (object, "seconds", seconds);
  return wrap (object);
}

static JsonObject *
make_fixed_point (const RcFixedPoint *point, gsize n_outputs)
{
  JsonObject *object = json_object_new ();
  JsonArray *output = json_array_new ();

  for (gsize j = 0; j < n_outputs; j++)
    exp_json_add_number (output, point->state->output[j]);
  json_object_set_array_member (object, "output", output);
  if (point->target >= 0)
    json_object_set_int_member (object, "target", point->target);
  else
    json_object_set_null_member (object, "target");
  json_object_set_array_member (
    object, "poles", make_complex_list (point->dynamics->n_targets, point->dynamics->poles));
  exp_json_set_number (object, "bulk_radius", point->dynamics->bulk_radius);
  json_object_set_string_member (object, "verdict", rc_verdict_get_id (point->dynamics->verdict));
  return object;
}

/**
 * exp_report_fixed_points:
 * @theory: the theory
 * @report: of the theory
 * @error: as for exp_return_map_new()
 *
 * Adds "fixed_points" where there are one or two outputs: for each attractor's static
 * input, or once where there are none, all fixed points of the return map.
 *
 * Returns: %TRUE on success
 */
gboolean
exp_report_fixed_points (const ExpTheory *theory, JsonObject *report, GError **error)
{
  gsize n_maps = theory->experiment->inputs->n_columns > 0 ? theory->n_attractors : 1;
  g_autoptr (JsonArray) maps = json_array_new ();

  if (theory->n_outputs > EXP_MAX_MAP_OUTPUTS)
    return TRUE;
  for (gsize k = 0; k < n_maps; k++) {
    g_autoptr (ExpReturnMap) map = exp_return_map_new (theory, k, NULL, NULL, NULL, error);
    JsonArray *points;

    if (map == NULL)
      return FALSE;
    points = json_array_new ();
    for (gsize i = 0; i < map->fixed_points->n_points; i++)
      json_array_add_object_element (
        points, make_fixed_point (&map->fixed_points->points[i], theory->n_outputs));
    json_array_add_array_element (maps, points);
  }
  json_object_set_array_member (report, "fixed_points", g_steal_pointer (&maps));
  return TRUE;
}
