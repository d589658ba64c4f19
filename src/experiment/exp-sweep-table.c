/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-sweep-table.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "exp-csv.h"
#include "exp-document.h"
#include "exp-embedded.h"
#include "exp-error.h"
#include "exp-file.h"
#include "exp-json.h"

/* The table: lines that begin with # have what the sweep is, as JSON; then the columns' names;
 * then a row for each network, in any order as long as it is being made. */
#define MAGIC EXP_EMBEDDED_TABLE
#define COMMENT EXP_EMBEDDED_COMMENT

/**
 * Reading:
 * @name: of the file, for messages
 * @sweep: what the header says
 * @n_places: how many columns say where a network belongs, its seed among them
 */
typedef struct {
  const char *name;
  ExpSweep *sweep;
  gsize n_places;
  guint line;
} Reading;

/**
 * exp_sweep_table_is_one:
 * @text: what a file begins with
 * @length: how many bytes there are
 *
 * Returns: whether it is the table of a sweep
 */
gboolean
exp_sweep_table_is_one (const char *text, gsize length)
{
  return exp_embedded_has_mark (text, length, MAGIC);
}

/**
 * exp_sweep_table_is_file:
 * @file: a file
 *
 * Returns: whether the file can be read and is the table of a sweep
 */
gboolean
exp_sweep_table_is_file (GFile *file)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char text[sizeof MAGIC + 3]; /* a byte order mark before it, the line's end after it */
  gsize length;

  return stream != NULL &&
         g_input_stream_read_all (
           G_INPUT_STREAM (stream), text, sizeof text, &length, NULL, NULL) &&
         exp_sweep_table_is_one (text, length);
}

static JsonNode *
make_experiment_node (const ExpExperiment *experiment)
{
  g_autofree char *text = exp_document_print (experiment);

  return json_from_string (text, NULL);
}

static JsonNode *
make_plan (const ExpSweep *sweep)
{
  JsonObject *object = json_object_new ();
  JsonArray *measures = json_array_new ();
  g_autofree char *x = sweep->x.parameter != NULL ? exp_axis_print (&sweep->x) : NULL;
  g_autofree char *y = sweep->y.parameter != NULL ? exp_axis_print (&sweep->y) : NULL;
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < EXP_N_MEASURES; i++)
    if ((sweep->measures & (1u << i)) != 0)
      json_array_add_string_element (measures, exp_measure_get_id ((ExpMeasure)i));
  if (x != NULL)
    json_object_set_string_member (object, "over", x);
  if (y != NULL)
    json_object_set_string_member (object, "and_over", y);
  json_object_set_int_member (object, "networks", (gint64)sweep->n_networks);
  json_object_set_array_member (object, "measures", measures);
  json_object_set_member (object, "experiment", make_experiment_node (sweep->experiment));
  json_node_take_object (node, object);
  return node;
}

static void
add_column_names (const ExpSweep *sweep, GString *text)
{
  if (sweep->x.parameter != NULL)
    g_string_append_printf (text, "%s,", sweep->x.parameter->path);
  if (sweep->y.parameter != NULL)
    g_string_append_printf (text, "%s,", sweep->y.parameter->path);
  g_string_append (text, "network.seed,failed,problem");
  for (guint i = 0; i < EXP_N_MEASURES; i++) {
    const char *id = exp_measure_get_id ((ExpMeasure)i);

    if ((sweep->measures & (1u << i)) == 0)
      continue;
    for (gsize k = 0; k < sweep->experiment->targets->n_rows; k++)
      g_string_append_printf (text, ",%s[%zu]", id, k);
    g_string_append_printf (text, ",%s", id);
  }
  g_string_append_c (text, '\n');
}

/**
 * exp_sweep_table_print_header:
 *
 * Returns: (transfer full): what the table begins with: the sweep as JSON, in lines that begin
 *   with #, and the names of the columns
 */
char *
exp_sweep_table_print_header (const ExpSweep *sweep)
{
  GString *text = g_string_new (MAGIC "\n");
  g_autoptr (JsonNode) plan = make_plan (sweep);
  g_autofree char *json = exp_json_print (plan);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (json), "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, COMMENT "%s\n", lines[i]);
  add_column_names (sweep, text);
  return g_string_free (text, FALSE);
}

/**
 * exp_sweep_table_print_row:
 * @cell: of which cell
 * @network: of which of its networks; it is known what came of it
 *
 * Returns: (transfer full): the network's row
 */
char *
exp_sweep_table_print_row (const ExpSweep *sweep, gsize cell, gsize network)
{
  GString *text = g_string_new (NULL);
  const ExpOutcome *outcome = sweep->cells[cell]->outcomes[network];

  if (sweep->x.parameter != NULL) {
    exp_csv_add_number (text, sweep->x_values[cell % sweep->n_columns]);
    g_string_append_c (text, ',');
  }
  if (sweep->y.parameter != NULL) {
    exp_csv_add_number (text, sweep->y_values[cell / sweep->n_columns]);
    g_string_append_c (text, ',');
  }
  g_string_append_printf (text, "%" G_GINT64_FORMAT ",", sweep->experiment->seed + (gint64)network);
  if (outcome->problem != NULL) {
    /* a row is one line */
    g_autofree char *problem = g_strdelimit (g_strdup (outcome->problem), "\r\n", ' ');

    g_string_append_printf (text, "%s,", exp_stage_get_name (outcome->stage));
    exp_csv_add_text (text, problem);
  } else {
    g_string_append_c (text, ',');
  }
  for (gsize i = 0; i < outcome->n_values; i++) {
    g_string_append_c (text, ',');
    exp_csv_add_number (text, outcome->values[i]);
  }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

/**
 * exp_sweep_table_print:
 *
 * Returns: (transfer full): the whole table: of each cell in turn what came of its networks, as
 *   far as it is known; the same for the same results. Networks that failed for want of memory
 *   are not in it
 */
char *
exp_sweep_table_print (const ExpSweep *sweep)
{
  g_autofree char *header = exp_sweep_table_print_header (sweep);
  GString *text = g_string_new (header);

  for (gsize i = 0; i < sweep->n_cells; i++)
    for (gsize j = 0; j < sweep->n_networks; j++)
      if (exp_outcome_is_complete (sweep->cells[i]->outcomes[j]) &&
          !sweep->cells[i]->outcomes[j]->transient) {
        g_autofree char *row = exp_sweep_table_print_row (sweep, i, j);

        g_string_append (text, row);
      }
  return g_string_free (text, FALSE);
}

static gboolean
fail (const Reading *reading, const char *what, GError **error)
{
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_FORMAT,
               _ ("Line %u of the table “%s” cannot be read: %s"),
               reading->line,
               reading->name,
               what);
  return FALSE;
}

static gboolean
read_axis (JsonObject *plan, const char *member, ExpAxis *axis, gboolean *given, GError **error)
{
  JsonNode *node = json_object_get_member (plan, member);
  const char *text = "";

  *given = node != NULL;
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
    text = json_node_get_string (node);
  return !*given || exp_axis_parse (axis, text, error);
}

static gboolean
read_measures (JsonObject *plan, guint *measures)
{
  JsonNode *node = json_object_get_member (plan, "measures");

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++) {
    JsonNode *element = json_array_get_element (json_node_get_array (node), i);
    const char *id = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;
    ExpMeasure measure;

    if (id == NULL || !exp_measure_find (id, &measure))
      return FALSE;
    *measures |= 1u << measure;
  }
  return *measures != 0;
}

static ExpSweep *
make_sweep (Reading *reading, JsonObject *plan, gsize n_networks, GError **error)
{
  JsonNode *node = json_object_get_member (plan, "experiment");
  g_autofree char *text = node != NULL ? exp_json_print (node) : g_strdup ("");
  g_autoptr (ExpExperiment) experiment = NULL;
  gboolean has_x, has_y;
  guint measures = 0;
  ExpAxis x, y;

  if (!read_axis (plan, "over", &x, &has_x, error) ||
      !read_axis (plan, "and_over", &y, &has_y, error))
    return NULL;
  if (!read_measures (plan, &measures)) {
    fail (reading, _ ("what is measured is not known"), error);
    return NULL;
  }
  experiment = exp_document_parse (text, -1, reading->name, NULL, error);
  if (experiment == NULL)
    return NULL;
  reading->n_places = 1 + (has_x ? 1 : 0) + (has_y ? 1 : 0);
  return exp_sweep_new (
    experiment, has_x ? &x : NULL, has_y ? &y : NULL, measures, n_networks, error);
}

/* Which column or row it is; the number of them if it is none. */
static gsize
find_place (const double *values, gsize n, const char *field)
{
  char *end;
  double value = g_ascii_strtod (field, &end);
  gsize i = 0;

  while (i < n && values[i] != value)
    i++;
  return end != field && *end == '\0' ? i : n;
}

/* Which of a cell's networks a seed is of, if that is possible for one. */
static gboolean
find_seed (const char *field, gint64 first, gint64 *network)
{
  guint64 seed;

  if (!g_ascii_string_to_unsigned (field, 10, 0, G_MAXINT64, &seed, NULL))
    return FALSE;
  *network = (gint64)seed - first;
  return *network >= 0 && *network < EXP_MAX_SWEEP_NETWORKS;
}

/* Where a row belongs: FALSE if nowhere. */
static gboolean
find_network (const Reading *reading, const GPtrArray *fields, gsize *cell, gsize *network)
{
  const ExpSweep *sweep = reading->sweep;
  gsize column = 0, row = 0, next = 0;
  gint64 number;

  if (sweep->x.parameter != NULL)
    column = find_place (sweep->x_values, sweep->n_columns, g_ptr_array_index (fields, next++));
  if (sweep->y.parameter != NULL)
    row = find_place (sweep->y_values, sweep->n_rows, g_ptr_array_index (fields, next++));
  if (column >= sweep->n_columns || row >= sweep->n_rows ||
      !find_seed (g_ptr_array_index (fields, next), sweep->experiment->seed, &number) ||
      (gsize)number >= sweep->n_networks)
    return FALSE;
  *cell = row * sweep->n_columns + column;
  *network = (gsize)number;
  return TRUE;
}

static gboolean
find_stage (const char *name, ExpStage *stage)
{
  for (guint i = 0; i < EXP_N_STAGES; i++)
    if (strcmp (exp_stage_get_name ((ExpStage)i), name) == 0) {
      *stage = (ExpStage)i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_row (Reading *reading, const char *line, GError **error)
{
  g_autoptr (GPtrArray) fields = exp_csv_split (line);
  gsize n_values = exp_measures_count (reading->sweep->measures) *
                   (reading->sweep->experiment->targets->n_rows + 1);
  gsize first = reading->n_places + 2, cell, network;
  g_autofree double *values = g_new (double, n_values);
  const char *stage_name;
  ExpStage stage;

  if (fields == NULL || fields->len != first + n_values)
    return fail (reading, _ ("it has not as many fields as there are columns"), error);
  if (!find_network (reading, fields, &cell, &network))
    return fail (reading, _ ("it belongs to no network of this sweep"), error);
  for (gsize i = 0; i < n_values; i++) {
    const char *field = g_ptr_array_index (fields, first + i);
    char *end;

    values[i] = *field == '\0' ? NAN : g_ascii_strtod (field, &end);
    if (*field != '\0' && *end != '\0')
      return fail (reading, _ ("a number was expected"), error);
  }
  stage_name = g_ptr_array_index (fields, reading->n_places);
  if (*stage_name == '\0')
    exp_sweep_take (reading->sweep, cell, network, exp_outcome_new (n_values, values));
  else if (find_stage (stage_name, &stage))
    exp_sweep_take (reading->sweep,
                    cell,
                    network,
                    exp_outcome_new_failed (
                      n_values, values, stage, g_ptr_array_index (fields, reading->n_places + 1)));
  else
    return fail (reading, _ ("what failed there is not known"), error);
  return TRUE;
}

/* The lines that begin with #, without that, and how many there are. */
static char *
read_comments (char **lines, guint *n)
{
  GString *json = g_string_new (NULL);

  for (*n = 1; lines[*n] != NULL && g_str_has_prefix (lines[*n], COMMENT); (*n)++)
    g_string_append_printf (json, "%s\n", lines[*n] + strlen (COMMENT));
  return g_string_free (json, FALSE);
}

/* A longer run of the same sweep may have been going on when it was stopped: the seeds of the
   rows say how many networks there are in each cell. */
static gsize
count_networks (char **lines, guint first, JsonObject *plan, gint64 seed)
{
  gint64 n = json_object_get_int_member_with_default (plan, "networks", 1);
  gsize place = (json_object_has_member (plan, "over") ? 1 : 0) +
                (json_object_has_member (plan, "and_over") ? 1 : 0);

  for (guint i = first; lines[i] != NULL; i++) {
    g_autoptr (GPtrArray) fields = exp_csv_split (lines[i]);
    gint64 network;

    if (fields != NULL && fields->len > place &&
        find_seed (g_ptr_array_index (fields, place), seed, &network))
      n = MAX (n, network + 1);
  }
  return (gsize)CLAMP (n, 1, EXP_MAX_SWEEP_NETWORKS);
}

static gint64
read_seed (JsonObject *plan)
{
  JsonNode *node = json_object_get_member (plan, "experiment");
  g_autofree char *text = node != NULL ? exp_json_print (node) : g_strdup ("");
  g_autoptr (ExpExperiment) experiment = exp_document_parse (text, -1, "", NULL, NULL);

  return experiment != NULL ? experiment->seed : 0;
}

/**
 * exp_sweep_table_parse:
 * @text: a table, perhaps one that was not finished
 * @length: how many bytes it has
 * @name: of the file, for messages
 * @complete: (out) (optional): how many bytes there are up to the end of the last whole line
 * @error: set to %EXP_ERROR_FORMAT or %EXP_ERROR_VALUE
 *
 * Reads the sweep and what is known of it. A last line that was not written to its end is left
 * out.
 *
 * Returns: (transfer full) (nullable): the sweep
 */
ExpSweep *
exp_sweep_table_parse (
  const char *text, gsize length, const char *name, gsize *complete, GError **error)
{
  Reading reading = { .name = name, .line = 1 };
  const char *end = length > 0 ? g_strrstr_len (text, (gssize)length, "\n") : NULL;
  g_autofree char *whole = g_strndup (text, end != NULL ? (gsize)(end - text) : 0);
  g_auto (GStrv) lines = g_strsplit (whole, "\n", -1);
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ExpSweep) sweep = NULL;
  guint first;

  if (complete != NULL)
    *complete = end != NULL ? (gsize)(end - text) + 1 : 0;
  if (!exp_sweep_table_is_one (text, length)) {
    g_set_error (error, EXP_ERROR, EXP_ERROR_FORMAT, _ ("“%s” is not the table of a sweep"), name);
    return NULL;
  }
  if (!g_utf8_validate (whole, -1, NULL)) {
    g_set_error (error, EXP_ERROR, EXP_ERROR_FORMAT, _ ("The table “%s” is not UTF-8 text"), name);
    return NULL;
  }
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_suffix (lines[i], "\r"))
      lines[i][strlen (lines[i]) - 1] = '\0';
  json = read_comments (lines, &first);
  reading.line = 2;
  node = exp_json_check (json, strlen (json), NULL) ? json_from_string (json, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) || lines[first] == NULL) {
    fail (&reading, _ ("it does not say what the sweep is"), error);
    return NULL;
  }
  first++; /* the columns' names */
  sweep = reading.sweep = make_sweep (
    &reading,
    json_node_get_object (node),
    count_networks (
      lines, first, json_node_get_object (node), read_seed (json_node_get_object (node))),
    error);
  for (guint i = first; sweep != NULL && lines[i] != NULL; i++) {
    reading.line = i + 1;
    if (!read_row (&reading, lines[i], error))
      return NULL;
  }
  return g_steal_pointer (&sweep);
}

/**
 * exp_sweep_table_load:
 * @file: a table
 * @error: set to %EXP_ERROR_FILE, %EXP_ERROR_FORMAT or %EXP_ERROR_VALUE
 *
 * Returns: (transfer full) (nullable): the sweep, with what is known of it
 */
ExpSweep *
exp_sweep_table_load (GFile *file, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length;

  if (!g_file_load_contents (file, NULL, &text, &length, NULL, &reason)) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_FILE,
                 _ ("“%s” cannot be read: %s"),
                 name,
                 exp_file_get_reason (reason));
    return NULL;
  }
  return exp_sweep_table_parse (text, length, name, NULL, error);
}
