/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-report-network.h"

#include <math.h>

#include "exp-json.h"
#include "exp-report-values.h"
#include "exp-theory.h"

/* How many of a network's N eigenvalues are reported. */
#define N_LEADING 20

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
    exp_report_make_complex_list (attractor->n_response_poles, attractor->response_poles));
  exp_json_set_number (object, "response_fit_error", attractor->response_fit_error);
}

/* What the linearised network says, in the open loop and the closed one */
static void
add_spectrum (JsonObject *object, const ExpMeasuredAttractor *attractor)
{
  JsonArray *outliers = json_array_new ();

  json_object_set_string_member (object, "open_loop", rc_rest_get_id (attractor->open_loop));
  exp_json_set_number (object, "open_loop_residual", attractor->open_loop_residual);
  exp_report_set_complex (object, "open_loop_eigenvalue", attractor->open_loop_eigenvalue);
  json_object_set_boolean_member (object, "fixed_point", attractor->fixed_point);
  exp_json_set_number (object, "rest_error", attractor->rest_error);
  exp_json_set_number (object, "speed", attractor->speed);
  json_object_set_string_member (
    object, "spectrum", attractor->complete_spectrum ? "complete" : "outliers");
  exp_report_set_complex (object, "leading_eigenvalue", attractor->leading_eigenvalue);
  exp_json_set_number (object, "bulk_radius", attractor->bulk_radius);
  for (gsize i = 0; i < attractor->n_outliers; i++) {
    const RcOutlier *outlier = &attractor->outliers[i];
    JsonObject *member = json_object_new ();

    exp_report_set_complex (member, "eigenvalue", outlier->value);
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
    exp_report_add_step_response (
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
    object, "target", exp_report_make_target (measurement->experiment->targets, k));
  json_object_set_array_member (
    object,
    "leading_eigenvalues",
    exp_report_make_complex_list (MIN (N_LEADING, attractor->n_eigenvalues),
                                  attractor->eigenvalues));
  exp_report_add_response (object,
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

    exp_report_set_numbers (member, "output", closed_loop->n_outputs, point->output);
    if (has_inputs)
      json_object_set_int_member (member, "input", (gint64)point->input);
    if (point->target >= 0)
      json_object_set_int_member (member, "target", point->target);
    else
      json_object_set_null_member (member, "target");
    exp_json_set_number (member, "speed", point->speed);
    exp_report_set_complex (member, "leading_eigenvalue", point->leading);
    json_object_set_boolean_member (member, "stable", point->stable);
    json_object_set_string_member (member, "verdict", rc_verdict_get_id (point->verdict));
    json_array_add_object_element (list, member);
  }
  return list;
}

/**
 * exp_report_make_network:
 *
 * Returns: (transfer full): all that was measured
 */
JsonObject *
exp_report_make_network (const ExpMeasurement *measurement)
{
  JsonObject *network = json_object_new ();
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
  return network;
}
