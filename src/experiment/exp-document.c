/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-document.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-document-private.h"
#include "exp-embedded.h"
#include "exp-error.h"
#include "exp-file.h"
#include "exp-json.h"
#include "exp-key.h"
#include "exp-plan.h"

#define FORMAT "attractor-experiment"
#define VERSION 1
#define MAX_FILE_SIZE (16 * 1024 * 1024)
#define MAX_FIGURE_SIZE (256 * 1024 * 1024)

static const char *const known_sections[] = {
  "format",   "version", "title",      "notes", "network", "task",
  "training", "probe",   "simulation", "pins",  "sweep",   NULL,
};

static const char formula_path[] = "network.transfer.formula";
static const char covariance_path[] = "network.channel_covariance";

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
      strcmp (json_node_get_string (format), FORMAT) != 0) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_FORMAT,
                 _ ("this is not an experiment: its “format” is not “%s”"),
                 FORMAT);
    return FALSE;
  }
  if (version == NULL || !is_number (version) || json_node_get_double (version) < 1.0 ||
      json_node_get_double (version) != floor (json_node_get_double (version))) {
    g_set_error_literal (
      error, EXP_ERROR, EXP_ERROR_FORMAT, _ ("version is missing or is not a whole number from 1"));
    return FALSE;
  }
  if (json_node_get_double (version) > VERSION) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_FORMAT,
                 _ ("version is %.0f, but this program reads versions up to %d only"),
                 json_node_get_double (version),
                 VERSION);
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
  return *is_section || strcmp (path, formula_path) == 0 || strcmp (path, covariance_path) == 0 ||
         strcmp (path, "task.targets") == 0 || strcmp (path, "task.inputs") == 0 ||
         g_strv_contains (known_sections, path);
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
      !read_text (root, formula_path, &self->formula, error))
    return NULL;
  for (gsize i = 0; i < n_keys; i++)
    if (!read_key (&keys[i], root, self, error))
      return NULL;
  if (!read_table (root, "task.targets", &self->targets, error) ||
      !read_table (root, "task.inputs", &self->inputs, error) ||
      !read_table (root, covariance_path, &self->channel_covariance, error) ||
      !exp_experiment_validate (self, error))
    return NULL;
  self->source = exp_source_new (root);
  return g_steal_pointer (&self);
}

static JsonNode *
parse_json (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;
  JsonNode *root;

  if (memchr (text, '\0', length) != NULL || !g_utf8_validate_len (text, length, NULL)) {
    g_set_error_literal (
      error, EXP_ERROR, EXP_ERROR_SYNTAX, _ ("this is not JSON: it is not UTF-8 text"));
    return NULL;
  }
  if (!exp_json_check (text, length, error))
    return NULL;
  if (!json_parser_load_from_data (parser, text, (gssize)length, &local)) {
    const char *reason = g_str_has_prefix (local->message, "<data>:") ? local->message + 7
                                                                      : local->message;

    /* Translators: what follows is the parser's message with line and column */
    g_set_error (error, EXP_ERROR, EXP_ERROR_SYNTAX, _ ("this is not JSON, at %s"), reason);
    return NULL;
  }
  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (
      error, EXP_ERROR, EXP_ERROR_FORMAT, _ ("this is not an experiment: it is empty"));
  return root;
}

/* Whether what is to be swept is possible, if anything is. */
static gboolean
check_plan (const ExpExperiment *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  ExpPlan plan;

  if (exp_plan_read (&plan, self, &local) || local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * exp_document_parse:
 * @text: the text of an experiment file
 * @length: its length in bytes, or -1 if it ends in a zero byte
 * @name: what messages call it
 * @unknown_keys: (out) (optional) (transfer full): the paths of keys that this
 *   version does not know; they are kept when the experiment is saved
 * @error: set to an #ExpError with one sentence: name, key, value, reason
 *
 * Reads an experiment. Keys that are not there have their defaults; only
 * "format" and "version" must be there.
 *
 * Returns: (transfer full) (nullable): the experiment
 */
ExpExperiment *
exp_document_parse (
  const char *text, gssize length, const char *name, GStrv *unknown_keys, GError **error)
{
  gsize size = length >= 0 ? (gsize)length : strlen (text);
  g_autoptr (JsonNode) root = parse_json (text, size, error);
  g_autoptr (ExpExperiment) self = NULL;

  if (root != NULL && exp_document_check_format (root, error))
    self = exp_document_read (json_node_get_object (root), error);
  if (self != NULL &&
      (!exp_document_read_pins (self->source->object, self, error) || !check_plan (self, error)))
    g_clear_pointer (&self, exp_experiment_free);
  if (self == NULL) {
    g_prefix_error (error, "%s: ", name);
    return NULL;
  }
  if (unknown_keys != NULL) {
    g_autoptr (GPtrArray) unknown = g_ptr_array_new ();

    collect_unknown (self->source->object, "", unknown);
    g_ptr_array_add (unknown, NULL);
    *unknown_keys = (GStrv)g_ptr_array_steal (unknown, NULL);
  }
  return g_steal_pointer (&self);
}

/* The whole file, unless it is larger than an experiment or a figure may be. */
static char *
read_all (GFile *file, gsize *length, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = NULL;
  gsize limit = MAX_FILE_SIZE, more = 0;

  if (stream == NULL)
    return NULL;
  text = g_malloc (limit + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, limit + 1, length, NULL, error))
    return NULL;
  if (*length > limit && exp_embedded_is_figure (text, *length)) {
    limit = MAX_FIGURE_SIZE;
    text = g_realloc (text, limit + 1);
    if (!g_input_stream_read_all (
          G_INPUT_STREAM (stream), text + *length, limit + 1 - *length, &more, NULL, error))
      return NULL;
    *length += more;
  }
  if (*length > limit) {
    g_set_error (
      error, EXP_ERROR, EXP_ERROR_FILE, _ ("It is larger than %zu MiB"), limit / (1024 * 1024));
    return NULL;
  }
  return g_steal_pointer (&text);
}

/**
 * exp_document_load:
 * @file: where to read from: an experiment, or a figure that was exported
 * @unknown_keys: (out) (optional) (transfer full): see exp_document_parse()
 * @error: set to an #ExpError
 *
 * Reads an experiment from its file, or from the file of a figure that was made
 * from it: SVG, PDF, PNG or CSV. Blocks.
 *
 * Returns: (transfer full) (nullable): the experiment
 */
ExpExperiment *
exp_document_load (GFile *file, GStrv *unknown_keys, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *name = g_file_get_parse_name (file);
  gsize length = 0;
  g_autofree char *text = read_all (file, &length, &local);

  if (text == NULL) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_FILE,
                 _ ("“%s” cannot be opened: %s"),
                 name,
                 exp_file_get_reason (local));
    return NULL;
  }
  if (exp_embedded_is_figure (text, length)) {
    g_autofree char *embedded = exp_embedded_extract (text, length, error);

    if (embedded != NULL)
      return exp_document_parse (embedded, -1, name, unknown_keys, error);
    g_prefix_error (error, "%s: ", name);
    return NULL;
  }
  return exp_document_parse (text, (gssize)length, name, unknown_keys, error);
}

/**
 * exp_document_is_figure:
 * @file: any file
 *
 * An experiment that was opened from a figure has no file of its own: to save it
 * there would replace the figure. Blocks.
 *
 * Returns: whether it is a picture, as far as can be told
 */
gboolean
exp_document_is_figure (GFile *file)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char beginning[64];
  gsize length = 0;

  return stream != NULL &&
         g_input_stream_read_all (
           G_INPUT_STREAM (stream), beginning, sizeof beginning, &length, NULL, NULL) &&
         exp_embedded_is_figure (beginning, length);
}

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
  JsonObject *section = get_section (root, formula_path, &name);

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

  json_object_set_string_member (root, "format", FORMAT);
  json_object_set_int_member (root, "version", VERSION);
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
      write_table (experiment->channel_covariance, covariance_path, root);
  }
  write_table (experiment->targets, "task.targets", root);
  write_table (experiment->inputs, "task.inputs", root);

  move_to_end (root, "sweep");
  exp_document_write_pins (experiment, root);
  return root;
}

/**
 * exp_document_print:
 *
 * Returns: (transfer full): the text of the experiment's file: all keys, and
 *   those that were read but are not known
 */
char *
exp_document_print (const ExpExperiment *experiment)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, exp_document_write (experiment));
  return exp_json_print (node);
}

/**
 * exp_document_save:
 * @file: where to write
 * @error: set to %EXP_ERROR_FILE
 *
 * Writes an experiment, atomically: after a failure the file is as it was.
 * Blocks.
 *
 * Returns: %TRUE on success
 */
gboolean
exp_document_save (const ExpExperiment *experiment, GFile *file, GError **error)
{
  g_autofree char *text = exp_document_print (experiment);

  return exp_file_save (file, text, strlen (text), error);
}
