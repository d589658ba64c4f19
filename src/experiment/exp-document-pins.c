/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-document-private.h"

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-pins.h"

static gboolean
read_pin (JsonNode *node, gsize index, ExpExperiment *experiment, GError **error)
{
  g_autoptr (ExpExperiment) pinned = NULL;
  g_autoptr (ExpPins) pins = NULL;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *parameters = object != NULL ? json_object_get_member (object, "experiment") : NULL;
  const char *name = object != NULL
                       ? json_object_get_string_member_with_default (object, "name", "")
                       : NULL;

  if (parameters == NULL || name == NULL) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("pins[%zu] must be an object with a “name” and an “experiment”"),
                 index);
    return FALSE;
  }
  if (exp_document_check_format (parameters, error))
    pinned = exp_document_read (json_node_get_object (parameters), error);
  if (pinned == NULL) {
    g_prefix_error (error, "pins[%" G_GSIZE_FORMAT "].experiment: ", index);
    return FALSE;
  }
  pins = exp_pins_new_with (experiment->pins, name, pinned);
  exp_experiment_set_pins (experiment, pins);
  return TRUE;
}

/* exp_document_read_pins:
 * @root: what the file has
 * @experiment: what was read from it so far
 * @error: set to %EXP_ERROR_VALUE with the place and the reason
 *
 * Reads what was kept for comparison: "pins", a list of names and experiments. */
gboolean
exp_document_read_pins (JsonObject *root, ExpExperiment *experiment, GError **error)
{
  JsonNode *node = json_object_get_member (root, "pins");
  JsonArray *list;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    g_set_error_literal (error, EXP_ERROR, EXP_ERROR_VALUE, _ ("pins must be a list"));
    return FALSE;
  }
  list = json_node_get_array (node);
  if (json_array_get_length (list) > EXP_MAX_PINS) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("pins has %u entries, but at most %d are possible"),
                 json_array_get_length (list),
                 EXP_MAX_PINS);
    return FALSE;
  }
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!read_pin (json_array_get_element (list, i), i, experiment, error))
      return FALSE;
  return TRUE;
}

/* exp_document_write_pins:
 * @root: what the file will have
 *
 * Writes them; a file without any has no such key. */
void
exp_document_write_pins (const ExpExperiment *experiment, JsonObject *root)
{
  JsonArray *list;

  if (json_object_has_member (root, "pins"))
    json_object_remove_member (root, "pins");
  if (exp_pins_get_n (experiment->pins) == 0)
    return;

  list = json_array_new ();
  for (gsize i = 0; i < experiment->pins->n_pins; i++) {
    const ExpPin *pin = &experiment->pins->pins[i];
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "name", pin->name);
    json_object_set_object_member (object, "experiment", exp_document_write (pin->experiment));
    json_array_add_object_element (list, object);
  }
  json_object_set_array_member (root, "pins", list);
}
