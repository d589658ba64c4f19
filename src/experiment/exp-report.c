/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-report.h"

#include "exp-json.h"
#include "exp-report-network.h"
#include "exp-report-theory.h"

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
  return wrap (exp_report_make_theory (theory));
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
  JsonObject *seconds = json_object_new ();

  for (guint i = 0; i < EXP_N_STAGES; i++)
    exp_json_set_number (seconds, exp_stage_get_name (i), measurement->seconds[i]);

  json_object_set_object_member (object, "theory", exp_report_make_theory (theory));
  json_object_set_object_member (object, "network", exp_report_make_network (measurement));
  json_object_set_object_member (object, "seconds", seconds);
  return wrap (object);
}
