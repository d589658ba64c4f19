/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-report-theory.h"

#include <math.h>

#include "exp-json.h"
#include "exp-notes.h"
#include "exp-report-values.h"
#include "exp-report.h"
#include "exp-return-map.h"
#include "rc-edge.h"
#include "rc-ode.h"

/* Digits of a coefficient in the ODE as text. */
#define N_ODE_DIGITS 6

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
  exp_report_set_matrix (member, "state", ode->state);
  exp_report_set_matrix (member, "input", ode->input);
  exp_report_set_matrix (member, "output", ode->output);
  if (ode->denominator != NULL) {
    exp_report_set_numbers (member, "denominator", ode->order + 1, ode->denominator);
    exp_report_set_numbers (member, "numerator", ode->order, ode->numerator);
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
      object, "fixed_point", exp_report_make_target (theory->experiment->targets, k));
  } else {
    output = json_array_new ();
    for (gsize j = 0; j < theory->n_outputs; j++)
      exp_json_add_number (output, attractor->state->output[j]);
    json_object_set_array_member (object, "fixed_point", output);
  }
}

static JsonObject *
make_theory_attractor (const ExpTheory *theory, gsize k)
{
  const RcLocalDynamics *dynamics = theory->attractors[k].dynamics;
  JsonObject *object = json_object_new ();

  json_object_set_array_member (
    object, "target", exp_report_make_target (theory->experiment->targets, k));
  add_fixed_point (object, theory, k);
  json_object_set_array_member (
    object, "poles", exp_report_make_complex_list (dynamics->n_targets, dynamics->poles));
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
  exp_json_set_number (object, "tolerance", dynamics->tolerance);
  exp_json_set_number (object, "edge_of_chaos_gain", rc_edge_gain (theory->mean_field, k));
  add_ode (object, dynamics);
  exp_report_add_response (object,
                           theory->n_outputs,
                           theory->n_frequencies,
                           theory->frequencies,
                           theory->attractors[k].response);
  if (theory->attractors[k].step_response != NULL)
    exp_report_add_step_response (
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

/**
 * exp_report_make_theory:
 *
 * Returns: (transfer full): all that theory says
 */
JsonObject *
exp_report_make_theory (const ExpTheory *theory)
{
  JsonObject *object = json_object_new ();
  JsonArray *attractors = json_array_new ();

  for (gsize k = 0; k < theory->n_attractors; k++)
    json_array_add_object_element (attractors, make_theory_attractor (theory, k));
  json_object_set_array_member (object, "attractors", attractors);
  json_object_set_array_member (
    object, "covariance", exp_report_make_matrix (theory->mean_field->covariance));
  json_object_set_array_member (
    object, "overlap", exp_report_make_matrix (theory->mean_field->overlap));
  json_object_set_int_member (object, "rank", (gint64)theory->mean_field->rank);
  exp_json_set_number (object, "condition", theory->mean_field->condition);
  exp_json_set_number (object, "readout_error", theory->mean_field->readout_error);
  json_object_set_array_member (object, "notes", make_notes (theory));
  return object;
}

/* The state's own equation, which joins those of the targets, may be one that the output does
   not see, as at a target or its mirror image. */
static JsonArray *
make_visible_poles (const RcLocalDynamics *dynamics)
{
  JsonArray *poles = json_array_new ();

  for (gsize i = 0; i < dynamics->n_targets; i++)
    if (dynamics->visible[i])
      json_array_add_array_element (poles, exp_report_make_complex (dynamics->poles[i]));
  return poles;
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
  json_object_set_array_member (object, "poles", make_visible_poles (point->dynamics));
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
