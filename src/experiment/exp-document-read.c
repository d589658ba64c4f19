/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-document-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-key.h"

/* What the file's object is made into: the parameters. */

static const char *const known_sections[] = {
  "format",   "version", "title",      "notes", "network", "task",
  "training", "probe",   "simulation", "pins",  "sweep",   NULL,
};

static const char *
type_name (JsonNode *node)
{
  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    return _ ("an object");
  case JSON_NODE_ARRAY:
    return _ ("a list");
  case JSON_NODE_NULL:
    return _ ("null");
  case JSON_NODE_VALUE:
  default:
    if (json_node_get_value_type (node) == G_TYPE_STRING)
      return _ ("a text");
    return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? _ ("true or false") : _ ("a number");
  }
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
wrong_type (const char *path, JsonNode *node, const char *expected, GError **error)
{
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_VALUE,
               _ ("%s is %s, but must be %s"),
               path,
               type_name (node),
               expected);
  return FALSE;
}

/* The member at a path such as "network.transfer.kind": %NULL without an
   error if it is not there. */
static gboolean
find_member (JsonObject *root, const char *path, JsonNode **node, GError **error)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  JsonObject *object = root;

  *node = NULL;
  for (gsize i = 0; names[i] != NULL; i++) {
    JsonNode *member = json_object_get_member (object, names[i]);

    if (member == NULL)
      return TRUE;
    if (names[i + 1] == NULL) {
      *node = member;
    } else if (JSON_NODE_HOLDS_OBJECT (member)) {
      object = json_node_get_object (member);
    } else {
      g_autofree char *section = NULL;
      char *rest = g_steal_pointer (&names[i + 1]);

      section = g_strjoinv (".", names);
      names[i + 1] = rest;
      return wrong_type (section, member, _ ("an object"), error);
    }
  }
  return TRUE;
}

static gboolean
read_choice (const ExpKey *key, JsonNode *node, ExpExperiment *self, GError **error)
{
  g_autofree char *words = NULL;

  if (!is_string (node))
    return wrong_type (key->path, node, _ ("a text"), error);
  for (gsize i = 0; key->choices[i] != NULL; i++)
    if (strcmp (key->choices[i], json_node_get_string (node)) == 0)
      return exp_key_set (key, self, (double)i, error);

  words = g_strjoinv (", ", (char **)key->choices);
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_VALUE,
               _ ("%s is “%s”, but must be one of: %s"),
               key->path,
               json_node_get_string (node),
               words);
  return FALSE;
}

static gboolean
read_key (const ExpKey *key, JsonObject *root, ExpExperiment *self, GError **error)
{
  JsonNode *node;

  if (!find_member (root, key->path, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (key->type == EXP_KEY_CHOICE)
    return read_choice (key, node, self, error);
  if (!is_number (node))
    return wrong_type (key->path, node, _ ("a number"), error);
  return exp_key_set (key, self, json_node_get_double (node), error);
}

static gboolean
read_text (JsonObject *root, const char *path, char **text, GError **error)
{
  JsonNode *node;

  if (!find_member (root, path, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!is_string (node))
    return wrong_type (path, node, _ ("a text"), error);
  g_free (*text);
  *text = g_strdup (json_node_get_string (node));
  return TRUE;
}

static gboolean
read_row (ExpTable *table, gsize row, JsonNode *node, const char *path, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%s[%zu]", path, row);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return wrong_type (place, node, _ ("a list of numbers"), error);
  array = json_node_get_array (node);
  if (json_array_get_length (array) != table->n_columns) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 ngettext ("%s has %u number, but the first row has %zu",
                           "%s has %u numbers, but the first row has %zu",
                           json_array_get_length (array)),
                 place,
                 json_array_get_length (array),
                 table->n_columns);
    return FALSE;
  }
  for (gsize i = 0; i < table->n_columns; i++) {
    JsonNode *element = json_array_get_element (array, (guint)i);

    if (!is_number (element)) {
      g_autofree char *cell = g_strdup_printf ("%s[%zu]", place, i);

      return wrong_type (cell, element, _ ("a number"), error);
    }
    exp_table_set (table, row, i, json_node_get_double (element));
  }
  return TRUE;
}

static gboolean
read_table (JsonObject *root, const char *path, ExpTable **table, GError **error)
{
  g_autoptr (ExpTable) read = NULL;
  JsonNode *node, *first;
  JsonArray *rows;
  gsize n_rows, n_columns = 0;

  if (!find_member (root, path, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return wrong_type (path, node, _ ("a list of rows"), error);

  rows = json_node_get_array (node);
  n_rows = json_array_get_length (rows);
  if (n_rows > 0) {
    first = json_array_get_element (rows, 0);
    if (JSON_NODE_HOLDS_ARRAY (first))
      n_columns = json_array_get_length (json_node_get_array (first));
  }
  read = exp_table_new (n_rows, n_columns);
  for (gsize i = 0; i < n_rows; i++)
    if (!read_row (read, i, json_array_get_element (rows, (guint)i), path, error))
      return FALSE;

  exp_table_free (*table);
  *table = g_steal_pointer (&read);
  return TRUE;
}

/* exp_document_check_format:
 *
 * Returns: whether this is an experiment, of a version that can be read */
gboolean
exp_document_check_format (JsonNode *root, GError **error)
{
  JsonObject *object;
  JsonNode *format, *version;

  if (!JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, EXP_ERROR, EXP_ERROR_FORMAT, _ ("this is not an experiment"));
    return FALSE;
  }
  object = json_node_get_object (root);
  format = json_object_get_member (object, "format");
  version = json_object_get_member (object, "version");
  if (format == NULL || !is_string (format) ||
      strcmp (json_node_get_string (format), EXP_DOCUMENT_FORMAT) != 0) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_FORMAT,
                 _ ("this is not an experiment: its “format” is not “%s”"),
                 EXP_DOCUMENT_FORMAT);
    return FALSE;
  }
  if (version == NULL || !is_number (version) || json_node_get_double (version) < 1.0 ||
      json_node_get_double (version) != floor (json_node_get_double (version))) {
    g_set_error_literal (
      error, EXP_ERROR, EXP_ERROR_FORMAT, _ ("version is missing or is not a whole number from 1"));
    return FALSE;
  }
  if (json_node_get_double (version) > EXP_DOCUMENT_VERSION) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_FORMAT,
                 _ ("version is %.0f, but this program reads versions up to %d only"),
                 json_node_get_double (version),
                 EXP_DOCUMENT_VERSION);
    return FALSE;
  }
  return TRUE;
}

/* Whether there is a key of this path, or keys below it. */
static gboolean
is_known (const char *path, gboolean *is_section)
{
  gsize n_keys, length = strlen (path);
  const ExpKey *keys = exp_key_list (&n_keys);

  *is_section = strcmp (path, "task") == 0;
  for (gsize i = 0; i < n_keys; i++) {
    if (strcmp (keys[i].path, path) == 0)
      return TRUE;
    if (strncmp (keys[i].path, path, length) == 0 && keys[i].path[length] == '.')
      *is_section = TRUE;
  }
  return *is_section || strcmp (path, EXP_DOCUMENT_FORMULA) == 0 ||
         strcmp (path, EXP_DOCUMENT_COVARIANCE) == 0 || strcmp (path, "task.targets") == 0 ||
         strcmp (path, "task.inputs") == 0 || g_strv_contains (known_sections, path);
}

static void
collect_unknown (JsonObject *object, const char *prefix, GPtrArray *unknown)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member)) {
    g_autofree char *path = *prefix != '\0' ? g_strconcat (prefix, ".", name, NULL)
                                            : g_strdup (name);
    gboolean is_section;

    /* A dot in a name makes no path: "network.gain" at the top is another key. */
    if (strchr (name, '.') != NULL || !is_known (path, &is_section))
      g_ptr_array_add (unknown, g_steal_pointer (&path));
    else if (is_section && JSON_NODE_HOLDS_OBJECT (member))
      collect_unknown (json_node_get_object (member), path, unknown);
  }
}

/* exp_document_read:
 * @root: what the file has, or what it has of a pin
 *
 * Returns: (transfer full) (nullable): the parameters, without pins */
ExpExperiment *
exp_document_read (JsonObject *root, GError **error)
{
  g_autoptr (ExpExperiment) self = exp_experiment_new ();
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  if (!read_text (root, "title", &self->title, error) ||
      !read_text (root, "notes", &self->notes, error) ||
      !read_text (root, EXP_DOCUMENT_FORMULA, &self->formula, error))
    return NULL;
  for (gsize i = 0; i < n_keys; i++)
    if (!read_key (&keys[i], root, self, error))
      return NULL;
  if (!read_table (root, "task.targets", &self->targets, error) ||
      !read_table (root, "task.inputs", &self->inputs, error) ||
      !read_table (root, EXP_DOCUMENT_COVARIANCE, &self->channel_covariance, error) ||
      !exp_experiment_validate (self, error))
    return NULL;
  self->source = exp_source_new (root);
  return g_steal_pointer (&self);
}

/* exp_document_list_unknown:
 * @root: what the file has
 *
 * Returns: (transfer full): the paths of keys that this version does not know */
GStrv
exp_document_list_unknown (JsonObject *root)
{
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();

  collect_unknown (root, "", unknown);
  g_ptr_array_add (unknown, NULL);
  return (GStrv)g_ptr_array_steal (unknown, NULL);
}
