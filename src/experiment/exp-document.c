/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-document.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-document-private.h"
#include "exp-embedded.h"
#include "exp-error.h"
#include "exp-file.h"
#include "exp-json.h"
#include "exp-plan.h"

#define MAX_FILE_SIZE (16 * 1024 * 1024)
#define MAX_FIGURE_SIZE (256 * 1024 * 1024)

static JsonNode *
parse_json (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (memchr (text, '\0', length) != NULL || !g_utf8_validate_len (text, length, NULL)) {
    g_set_error_literal (
      error, EXP_ERROR, EXP_ERROR_SYNTAX, _ ("this is not JSON: it is not UTF-8 text"));
    return NULL;
  }
  if (!exp_json_check (text, length, error))
    return NULL;
  if (!json_parser_load_from_data (parser, text, (gssize)length, NULL)) {
    g_autofree char *reason = exp_json_explain (text, length);

    g_set_error_literal (error, EXP_ERROR, EXP_ERROR_SYNTAX, reason);
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
  if (unknown_keys != NULL)
    *unknown_keys = exp_document_list_unknown (self->source->object);
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

/* A table of other numbers is no JSON with a mistake in it. */
static gboolean
is_other_table (const char *name, const char *text)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".csv") && text[0] != '{';
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
  if (length > 0 && is_other_table (name, text)) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_FORMAT,
                 "%s: %s",
                 name,
                 _ ("there is no whole experiment in the lines of this table that begin with #"));
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

/* As it is read again: what is not finite is null then, and can be compared. */
static JsonNode *
print_and_read (const ExpExperiment *experiment)
{
  g_autofree char *text = exp_document_print (experiment);

  return json_from_string (text, NULL);
}

/**
 * exp_document_equal:
 *
 * Returns: whether the files of both have the same keys with the same values, those that are not
 *   known included, in whatever order
 */
gboolean
exp_document_equal (const ExpExperiment *a, const ExpExperiment *b)
{
  g_autoptr (JsonNode) first = print_and_read (a);
  g_autoptr (JsonNode) second = print_and_read (b);

  g_assert (first != NULL && second != NULL);
  return json_node_equal (first, second);
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
