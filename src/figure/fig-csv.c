/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-csv.h"

#include <string.h>

#include "exp-csv.h"
#include "exp-embedded.h"
#include "exp-json.h"
#include "fig-metadata.h"
#include "fig-text.h"

/* The names of all columns that some series has besides its coordinates. */
static GPtrArray *
list_columns (FigFigure *figure)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);

    for (guint j = 0; j < panel->layers->len; j++) {
      const FigSeries *series = ((const FigLayer *)g_ptr_array_index (panel->layers, j))->series;

      for (gsize k = 0; k < series->n_columns; k++)
        if (!g_ptr_array_find_with_equal_func (names, series->columns[k].name, g_str_equal, NULL))
          g_ptr_array_add (names, series->columns[k].name);
    }
  }
  return names;
}

static void
append_columns (GString *csv, const GPtrArray *names, const FigSeries *series, gsize point)
{
  for (guint i = 0; i < names->len; i++) {
    g_string_append_c (csv, ',');
    for (gsize k = 0; k < series->n_columns; k++)
      if (strcmp (series->columns[k].name, g_ptr_array_index (names, i)) == 0)
        exp_csv_add_number (csv, series->columns[k].values[point]);
  }
}

static void
append_series (GString *csv, const FigPanel *panel, const FigSeries *series, const GPtrArray *names)
{
  for (gsize i = 0; i < series->n_points; i++) {
    exp_csv_add_text (csv, panel->id);
    g_string_append_c (csv, ',');
    exp_csv_add_text (csv, series->name);
    g_string_append_c (csv, ',');
    exp_csv_add_text (csv, series->kind);
    g_string_append_c (csv, ',');
    exp_csv_add_number (csv, series->x[i]);
    g_string_append_c (csv, ',');
    exp_csv_add_number (csv, series->y[i]);
    append_columns (csv, names, series, i);
    g_string_append (csv, "\r\n");
  }
}

/* With what is lowered after a line, as τ_output, which would run into the word before. */
static void
set_axis (JsonObject *object, const char *name, const FigAxis *axis)
{
  g_autoptr (GString) markup = g_string_new (axis->title);
  g_autofree char *title = NULL;

  if (axis->title == NULL)
    return;
  g_string_replace (markup, "<sub>", "_", 0);
  g_string_replace (markup, "</sub>", "", 0);
  title = fig_text_from_markup (markup->str);
  json_object_set_string_member (object, name, title);
}

/* What x and y are in each panel, in the words of the axes, with their units. */
static JsonArray *
make_panels (FigFigure *figure)
{
  JsonArray *panels = json_array_new ();

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "panel", panel->id);
    if (panel->title != NULL) {
      g_autofree char *title = fig_text_from_markup (panel->title);

      json_object_set_string_member (object, "title", title);
    }
    set_axis (object, "x", &panel->x);
    set_axis (object, "y", &panel->y);
    json_array_add_object_element (panels, object);
  }
  return panels;
}

/* What the figure is, and the experiment that it was made from, in lines that begin with #. */
static void
append_header (GString *csv, FigFigure *figure)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *experiment = fig_metadata_print_experiment (figure);
  g_autofree char *json = NULL;
  g_auto (GStrv) lines = NULL;

  json_node_take_object (node, object);
  json_object_set_string_member (object, "program", fig_metadata_get_program ());
  json_object_set_string_member (object, "title", fig_figure_get_title (figure));
  json_object_set_string_member (object, "description", fig_figure_get_description (figure));
  json_object_set_array_member (object, "panels", make_panels (figure));
  if (experiment != NULL)
    json_object_set_member (object, "experiment", json_from_string (experiment, NULL));
  json = exp_json_print (node);
  lines = g_strsplit (g_strchomp (json), "\n", -1);
  g_string_append (csv, EXP_EMBEDDED_DATA "\r\n");
  for (gsize i = 0; lines[i] != NULL; i++)
    g_string_append_printf (csv, EXP_EMBEDDED_COMMENT "%s\r\n", lines[i]);
}

/**
 * fig_csv_print:
 * @figure: a figure
 *
 * Prints all data of a figure as a table of comma-separated values. In lines that begin with # it
 * says as JSON which program made it, the figure's title and description, what x and y are in each
 * panel, and the experiment, so that exp_document_load() opens that. Then come the columns' names
 * and a row for each point: panel, series, kind, x, y, and what more the figure's series have, as
 * "error" or "value", or "x_from" and "x_to" of a basin. Kinds are "theory",
 * "network", "target", "start", "guide" and the like. All points are there, also
 * where fewer are drawn; what is not a number is an empty field.
 *
 * Returns: (transfer full): the text
 */
char *
fig_csv_print (FigFigure *figure)
{
  GString *csv = g_string_new (NULL);
  g_autoptr (GPtrArray) names = list_columns (figure);

  append_header (csv, figure);
  g_string_append (csv, "panel,series,kind,x,y");
  for (guint i = 0; i < names->len; i++) {
    g_string_append_c (csv, ',');
    exp_csv_add_text (csv, g_ptr_array_index (names, i));
  }
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);

    for (guint j = 0; j < panel->layers->len; j++) {
      const FigLayer *layer = g_ptr_array_index (panel->layers, j);

      append_series (csv, panel, layer->series, names);
    }
  }
  return g_string_free (csv, FALSE);
}
