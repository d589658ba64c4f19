/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-advice.h"

#include "exp-json.h"

static void
report_attractors (JsonObject *object, const char *name, guint32 attractors)
{
  JsonArray *array = json_array_new ();

  for (gsize k = 0; k < 8 * sizeof attractors; k++)
    if ((attractors & ((guint32)1 << k)) != 0)
      json_array_add_int_element (array, (gint64)k);
  json_object_set_array_member (object, name, array);
}

/**
 * exp_advice_report:
 * @theory: the object that exp_report_theory() has made of the same experiment
 *
 * Adds "advice", a list of remedies: "attractor" (its index, or null for all
 * together), "change" (the key, "task.targets" for a common factor),
 * "remove" (whether that target goes), "value" (as it is), "stable_from" and "stable_to" (null
 * where nothing helps), "loses" (the indices of those that are stable now and would not be),
 * "may_lose" (of those that would not be in part of the range) and "searched", two ends.
 */
void
exp_advice_report (const ExpAdvice *self, JsonObject *theory)
{
  JsonArray *advice = json_array_new ();

  for (gsize i = 0; i < self->n_remedies; i++) {
    const ExpRemedy *remedy = &self->remedies[i];
    g_autofree char *path = exp_change_dup_path (&remedy->change);
    JsonObject *object = json_object_new ();
    JsonArray *searched = json_array_new ();

    if (remedy->attractor == EXP_ADVICE_ALL)
      json_object_set_null_member (object, "attractor");
    else
      json_object_set_int_member (object, "attractor", (gint64)remedy->attractor);
    json_object_set_string_member (object, "change", path);
    json_object_set_boolean_member (object, "remove", remedy->change.kind == EXP_CHANGE_REMOVAL);
    exp_json_set_number (object, "value", remedy->value);
    exp_json_set_number (object, "stable_from", remedy->limit);
    exp_json_set_number (object, "stable_to", remedy->end);
    report_attractors (object, "loses", remedy->lost);
    report_attractors (object, "may_lose", remedy->endangered);
    exp_json_add_number (searched, remedy->from);
    exp_json_add_number (searched, remedy->to);
    json_object_set_array_member (object, "searched", searched);
    json_array_add_object_element (advice, object);
  }
  json_object_set_array_member (theory, "advice", advice);
}
