/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-json.h"

#include <math.h>
#include <string.h>

#include "exp-number.h"

static void print_node (JsonNode *node, guint depth, GString *text);

static void
print_number (double value, GString *text)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value)) {
    g_string_append (text, "null");
    return;
  }
  exp_number_print (value, buffer);
  g_string_append (text, buffer);
  /* A real number stays one when it is read again. */
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (text, ".0");
}

static void
print_string (const char *string, GString *text)
{
  g_string_append_c (text, '"');
  for (const char *c = string; *c != '\0'; c++) {
    switch (*c) {
    case '"':
    case '\\':
      g_string_append_c (text, '\\');
      g_string_append_c (text, *c);
      break;
    case '\n':
      g_string_append (text, "\\n");
      break;
    case '\t':
      g_string_append (text, "\\t");
      break;
    default:
      if ((guchar)*c < 0x20 || *c == 0x7f)
        g_string_append_printf (text, "\\u%04x", (guint)*c);
      else
        g_string_append_c (text, *c);
      break;
    }
  }
  g_string_append_c (text, '"');
}

static void
indent (guint depth, GString *text)
{
  g_string_append_c (text, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "  ");
}

static gboolean
holds_values_only (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNodeType type = json_node_get_node_type (json_array_get_element (array, i));

    if (type == JSON_NODE_OBJECT || type == JSON_NODE_ARRAY)
      return FALSE;
  }
  return TRUE;
}

/* Rows of numbers stay on one line, and so do short tables of such rows. */
static gboolean
fits_one_line (JsonArray *array)
{
  gsize total = 0;

  if (holds_values_only (array))
    return TRUE;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *row = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_ARRAY (row) || !holds_values_only (json_node_get_array (row)))
      return FALSE;
    total += json_array_get_length (json_node_get_array (row));
  }
  return total <= 16;
}

static void
print_array (JsonArray *array, guint depth, GString *text)
{
  gboolean one_line = fits_one_line (array);

  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (i > 0)
      g_string_append (text, one_line ? ", " : ",");
    if (!one_line)
      indent (depth + 1, text);
    print_node (json_array_get_element (array, i), depth + 1, text);
  }
  if (!one_line)
    indent (depth, text);
  g_string_append_c (text, ']');
}

static void
print_object (JsonObject *object, guint depth, GString *text)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  gboolean first = TRUE;

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member)) {
    if (!first)
      g_string_append_c (text, ',');
    first = FALSE;
    indent (depth + 1, text);
    print_string (name, text);
    g_string_append (text, ": ");
    print_node (member, depth + 1, text);
  }
  if (!first)
    indent (depth, text);
  g_string_append_c (text, '}');
}

static void
print_node (JsonNode *node, guint depth, GString *text)
{
  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    print_object (json_node_get_object (node), depth, text);
    break;
  case JSON_NODE_ARRAY:
    print_array (json_node_get_array (node), depth, text);
    break;
  case JSON_NODE_VALUE:
    if (json_node_get_value_type (node) == G_TYPE_STRING)
      print_string (json_node_get_string (node), text);
    else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
      g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
    else if (json_node_get_value_type (node) == G_TYPE_INT64)
      g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
    else
      print_number (json_node_get_double (node), text);
    break;
  case JSON_NODE_NULL:
  default:
    g_string_append (text, "null");
    break;
  }
}

/**
 * exp_json_print:
 * @node: what to print
 *
 * JSON for people: indented, rows of numbers on one line, and every number as
 * the shortest decimal that reads back the same, which the generator of
 * json-glib does not offer. A number that is not finite becomes null.
 *
 * Returns: (transfer full): the text, ending in a new line
 */
char *
exp_json_print (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  print_node (node, 0, text);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

/**
 * exp_json_add_number:
 *
 * Adds a number, or null if it is not finite.
 */
void
exp_json_add_number (JsonArray *array, double value)
{
  if (isfinite (value))
    json_array_add_double_element (array, value);
  else
    json_array_add_null_element (array);
}

/**
 * exp_json_set_number:
 *
 * Sets a member to a number, or to null if it is not finite.
 */
void
exp_json_set_number (JsonObject *object, const char *name, double value)
{
  if (isfinite (value))
    json_object_set_double_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}
