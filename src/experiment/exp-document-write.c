/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-document-private.h"

#include <string.h>

#include "exp-key.h"

/* What the parameters are made into: the file's object. */

/* The object at a section's path, made where it is not there. */
static JsonObject *
get_section (JsonObject *root, const char *path, const char **name)
{
  const char *dot;

  while ((dot = strchr (path, '.')) != NULL) {
    g_autofree char *section = g_strndup (path, (gsize)(dot - path));

    if (!json_object_has_member (root, section))
      json_object_set_object_member (root, section, json_object_new ());
    root = json_object_get_object_member (root, section);
    path = dot + 1;
  }
  *name = path;
  return root;
}

static void
write_key (const ExpKey *key, const ExpExperiment *self, JsonObject *root)
{
  const char *name;
  JsonObject *section = get_section (root, key->path, &name);
  double value = exp_key_get (key, self);

  if (key->type == EXP_KEY_CHOICE)
    json_object_set_string_member (section, name, key->choices[(gsize)value]);
  else if (key->type == EXP_KEY_INTEGER)
    json_object_set_int_member (section, name, (gint64)value);
  else
    json_object_set_double_member (section, name, value);
}

static void
write_formula (const ExpExperiment *self, JsonObject *root)
{
  const char *name;
  JsonObject *section = get_section (root, EXP_DOCUMENT_FORMULA, &name);

  json_object_set_string_member (section, name, self->formula);
}

static void
write_table (const ExpTable *table, const char *path, JsonObject *root)
{
  const char *name;
  JsonObject *section = get_section (root, path, &name);
  JsonArray *rows = json_array_new ();

  for (gsize i = 0; i < table->n_rows; i++) {
    JsonArray *row = json_array_new ();

    for (gsize j = 0; j < table->n_columns; j++)
      json_array_add_double_element (row, exp_table_get (table, i, j));
    json_array_add_array_element (rows, row);
  }
  json_object_set_array_member (section, name, rows);
}

/* An object that may be changed, from one that may not. */
static JsonObject *
copy_object (JsonObject *source)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, source);
  while (json_object_iter_next_ordered (&iter, &name, &member)) {
    if (JSON_NODE_HOLDS_OBJECT (member))
      json_object_set_object_member (copy, name, copy_object (json_node_get_object (member)));
    else
      json_object_set_member (copy, name, json_node_copy (member));
  }
  return copy;
}

/* What the window has added to what the file had comes after the parameters. */
static void
move_to_end (JsonObject *root, const char *name)
{
  JsonNode *node = json_object_dup_member (root, name);

  if (node == NULL)
    return;
  json_object_remove_member (root, name);
  json_object_set_member (root, name, node);
}

/* exp_document_write:
 *
 * Returns: (transfer full): what the file has: all keys, and those that were read
 *   but are not known */
JsonObject *
exp_document_write (const ExpExperiment *experiment)
{
  JsonObject *root = experiment->source != NULL ? copy_object (experiment->source->object)
                                                : json_object_new ();
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  json_object_set_string_member (root, "format", EXP_DOCUMENT_FORMAT);
  json_object_set_int_member (root, "version", EXP_DOCUMENT_VERSION);
  json_object_set_string_member (root, "title", experiment->title);
  json_object_set_string_member (root, "notes", experiment->notes);
  for (gsize i = 0; i < n_keys; i++) {
    if (g_str_has_prefix (keys[i].path, "training.") && !json_object_has_member (root, "task")) {
      write_table (experiment->targets, "task.targets", root);
      write_table (experiment->inputs, "task.inputs", root);
    }
    write_key (&keys[i], experiment, root);
    if (g_str_equal (keys[i].path, "network.transfer.threshold"))
      write_formula (experiment, root);
    if (g_str_equal (keys[i].path, "network.feedback_scale"))
      write_table (experiment->channel_covariance, EXP_DOCUMENT_COVARIANCE, root);
  }
  write_table (experiment->targets, "task.targets", root);
  write_table (experiment->inputs, "task.inputs", root);

  move_to_end (root, "sweep");
  exp_document_write_pins (experiment, root);
  return root;
}
