/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-figure-rows.h"

#include "fig-line-layer.h"

#define N_POINTS 200000
#define N_LOOKS 2000 /* more than are bound by scrolling for a second */

static FigFigure *
make_figure (FigScaleKind kind, gsize n, const double *x, const double *y)
{
  FigFigure *figure = fig_figure_new ("figure");
  FigPanel *panel = fig_figure_add_panel (figure, "panel");
  FigLook look = { .owner = 0 };

  panel->y.kind = kind;
  fig_panel_take_layer (panel, fig_line_layer_new (fig_series_new ("a", "theory", n, x, y), &look));
  return figure;
}

static char *
dup_shown (AttractorFigureRows *rows, guint row, AttractorFigureColumn column)
{
  g_autoptr (AttractorFigureRow) item = g_list_model_get_item (G_LIST_MODEL (rows), row);

  return attractor_figure_row_dup_shown (item, column);
}

/* What rounding leaves is 0 among numbers that are added, not where ratios count. */
static void
test_dust (void)
{
  static const double x[] = { -1.0, 1e-17, 1.0 }, y[] = { 1.0, 1e-8, 1e-18 };
  static const struct {
    FigScaleKind kind;
    const char *shown;
  } cases[] = {
    { FIG_SCALE_LINEAR, "0" },
    { FIG_SCALE_LOGARITHMIC, "1e−18" },
    { FIG_SCALE_SYMMETRIC, "1e−18" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (FigFigure) figure = make_figure (cases[i].kind, 3, x, y);
    g_autoptr (AttractorFigureRows) rows = attractor_figure_rows_new (figure);
    g_autofree char *across = dup_shown (rows, 1, ATTRACTOR_FIGURE_COLUMN_X);
    g_autofree char *small = dup_shown (rows, 1, ATTRACTOR_FIGURE_COLUMN_Y);
    g_autofree char *smallest = dup_shown (rows, 2, ATTRACTOR_FIGURE_COLUMN_Y);

    g_assert_cmpstr (across, ==, "0");
    g_assert_cmpstr (small, ==, "1e−8");
    g_assert_cmpstr (smallest, ==, cases[i].shown);
  }
}

/* Rows of a long series are shown as fast as those of a short one, but for the first: to look
 * through all points for each of them would take thousands of times as long. */
static void
test_long_series (void)
{
  g_autofree double *values = g_new (double, N_POINTS);
  gint64 spent[2];

  for (gsize i = 0; i < N_POINTS; i++)
    values[i] = (double)i;
  for (guint i = 0; i < 2; i++) {
    gsize n = i == 0 ? N_LOOKS : N_POINTS;
    g_autoptr (FigFigure) figure = make_figure (FIG_SCALE_LINEAR, n, values, values);
    g_autoptr (AttractorFigureRows) rows = attractor_figure_rows_new (figure);
    g_autofree char *first = dup_shown (rows, 0, ATTRACTOR_FIGURE_COLUMN_Y);

    g_assert_cmpstr (first, ==, "0");
    spent[i] = g_get_monotonic_time ();
    for (guint j = 0; j < N_LOOKS; j++)
      g_free (dup_shown (rows, j, ATTRACTOR_FIGURE_COLUMN_Y));
    spent[i] = g_get_monotonic_time () - spent[i];
  }
  g_assert_cmpint (spent[1], <, 20 * spent[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure-rows/dust", test_dust);
  g_test_add_func ("/figure-rows/long-series", test_long_series);
  return g_test_run ();
}
