/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-csv.h"

#include <string.h>

#include "exp-csv.h"

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

/**
 * fig_csv_print:
 * @figure: a figure
 *
 * Prints all data of a figure as a table of comma-separated values with a
 * header and one row for each point: panel, series, kind, x, y, and what more
 * the figure's series have, as "error" or "value". Kinds are "theory",
 * "network", "target", "start", "guide" and the like. All points are there, also
 * where fewer are drawn; what is not a number is an empty field.
 *
 * Returns: (transfer full): the text
 */
char *
fig_csv_print (FigFigure *figure)
{
  GString *csv = g_string_new ("panel,series,kind,x,y");
  g_autoptr (GPtrArray) names = list_columns (figure);

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
