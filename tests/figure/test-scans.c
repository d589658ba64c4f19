/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fig-hit.h"
#include "fig-layout.h"
#include "rc-edge.h"
#include "fig-test.h"

static FigStudy *
make_study (FigNeeds needs, const ExpTheory *theory)
{
  g_autoptr (GError) error = NULL;
  FigStudy *study = fig_study_new (needs, theory, NULL, NULL, &error);

  g_assert_no_error (error);
  return study;
}

/* Curves are those of the study, a time of leaving is dashed, and the edge of
 * chaos is where root finding has it. */
static void
test_time_constants (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  g_autoptr (FigStudy) study = make_study (FIG_NEEDS_CURVE, theory);
  FigSource source = { theory, measurement, study }, early = { theory, NULL, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("time-constants")->build (&source);
  g_autoptr (FigFigure) waiting = fig_kind_find ("time-constants")->build (&early);
  static const char *const names[] = { "z = 1.6", "z = 0.9", "z = -0.6" };

  g_assert_cmpuint (fig_figure_get_n_panels (figure), ==, 3);
  g_assert_nonnull (fig_figure_get_panel (waiting, 0)->note);
  for (gsize k = 0; k < 3; k++) {
    const double *output = fig_study_get_curve (study, k, 0);
    const FigLayer *stays = fig_test_find_layer (figure, 0, names[k], "theory");
    const FigLayer *leaves = fig_test_find_layer (figure, 0, names[k], "escape");
    const FigLayer *edge = fig_test_find_layer (figure, 2, names[k], "edge-of-chaos");
    double gain = rc_edge_gain (theory->mean_field, k), time;
    const FigLayer *network;

    for (gsize i = 0; i < study->curve->n_points; i++)
      if (output[i] > 0.0)
        g_assert_cmpfloat (stays->series->y[i], ==, output[i]);
      else
        g_assert_true (leaves->look.broken && leaves->series->y[i] == -output[i]);
    g_assert_cmpint (gain < 2.0, ==, edge != NULL);
    if (edge != NULL)
      g_assert_cmpfloat_with_epsilon (edge->series->x[0], gain, 1e-3);
    /* the made-up network is theory, a little off */
    time = theory->attractors[k].dynamics->time_constant;
    network = fig_test_find_layer (figure, 0, names[k], time < 0.0 ? "network-escape" : "network");
    g_assert_cmpfloat_with_epsilon (network->series->y[0], fabs (time), 0.25 * fabs (time));
    g_assert_cmpint (network->look.crossed, ==, time < 0.0);
  }
  fig_test_check_picture (figure, theory, fig_style_get (FIG_SCHEME_LIGHT));
}

/* Slow attractors have all of their curves in sight. */
static void
test_slow (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (
    "{\"format\": \"attractor-experiment\", \"version\": 1, \"network\": {\"gain\": 1.2},"
    "\"task\": {\"targets\": [[2, 0], [0.618, 1.902], [-1.618, 1.176], [-1.618, -1.176],"
    "[0.618, -1.902]]}}");
  g_autoptr (FigStudy) study = make_study (FIG_NEEDS_CURVE, theory);
  FigSource source = { .theory = theory, .study = study };
  g_autoptr (FigFigure) figure = fig_kind_find ("time-constants")->build (&source);
  const FigLayer *layer = g_ptr_array_index (fig_figure_get_panel (figure, 0)->layers, 0);
  FigRange x = FIG_RANGE_EMPTY, y = FIG_RANGE_EMPTY;

  fig_layer_extend (layer, FIG_SCALE_LINEAR, FIG_SCALE_LOGARITHMIC, &x, &y);
  g_assert_cmpfloat (y.maximum, >, 400.0);
  g_assert_cmpfloat (y.maximum, ==, layer->series->y[0]);
}

/* The map is that of the study, its boundary is drawn, and the experiment is
 * where it belongs. */
static void
test_sweep (void)
{
  g_autoptr (ExpTheory)
    theory = fig_test_theory ("{\"format\": \"attractor-experiment\", \"version\": 1,"
                              "\"task\": {\"targets\": [[1]]}, \"network\": {\"gain\": 1.1}}");
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  g_autoptr (FigStudy) study = make_study (FIG_NEEDS_MAP, theory);
  FigSource source = { theory, measurement, study }, early = { theory, measurement, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("sweep")->build (&source);
  g_autoptr (FigFigure) waiting = fig_kind_find ("sweep")->build (&early);
  const FigSeries *map = fig_test_find_layer (figure, 0, "max Re λ", "theory")->series;
  const FigSeries *mark;
  guint n_lines = 0;

  g_assert_cmpmem (map->columns[0].values,
                   map->n_points * sizeof (double),
                   study->map->margins,
                   study->map->n_points * sizeof (double));
  for (gsize i = 0; i < map->n_points; i++) {
    g_assert_cmpfloat (map->x[i], ==, study->map->x_values[i % study->map->x.n_points]);
    g_assert_cmpfloat (map->y[i], ==, study->map->y_values[i / study->map->x.n_points]);
  }
  for (guint i = 0; i < fig_figure_get_panel (figure, 0)->layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (fig_figure_get_panel (figure, 0)->layers, i);

    n_lines += strcmp (layer->series->kind, "boundary") == 0;
  }
  g_assert_cmpuint (n_lines, ==, study->map->boundary->n_lines);
  g_assert_cmpuint (n_lines, >, 0);
  {
    FigHit hit = { .point = 7 };
    g_autoptr (FigLayout) layout = fig_layout_new (figure, 500, 400, NULL);
    g_autofree char *said = NULL;

    g_assert_true (fig_hit_locate (&hit, figure, layout));
    said = fig_hit_describe (&hit, figure, layout);
    g_assert_nonnull (strstr (said, "max Re λ = "));
  }
  g_assert_true (fig_figure_get_panel (figure, 1)->bar);
  measurement->success = TRUE;
  g_clear_pointer (&figure, fig_figure_unref);
  figure = fig_kind_find ("sweep")->build (&source);
  mark = fig_test_find_layer (figure, 0, "experiment", "network-success")->series;
  g_assert_cmpfloat (mark->x[0], ==, 1.1);
  g_assert_cmpfloat (mark->y[0], ==, 1.0);
  g_assert_nonnull (fig_figure_get_panel (waiting, 0)->note);
}

static gboolean
legend_has (FigFigure *figure, const char *text)
{
  const FigLegend *legend = fig_figure_get_legend (figure);

  for (guint i = 0; i < fig_legend_get_n_entries (legend); i++)
    if (strcmp (fig_legend_get_entry (legend, i)->text, text) == 0)
      return TRUE;
  return FALSE;
}

/* Where the boundary is nowhere on the map, no sample of a line promises it. */
static void
test_sweep_without_boundary (void)
{
  g_autoptr (ExpTheory)
    theory = fig_test_theory ("{\"format\": \"attractor-experiment\", \"version\": 1,"
                              "\"task\": {\"targets\": [[1]]}, \"network\": {\"transfer\":"
                              "{\"kind\": \"relu\", \"threshold\": 0.5}}}");
  g_autoptr (ExpTheory)
    mixed = fig_test_theory ("{\"format\": \"attractor-experiment\", \"version\": 1,"
                             "\"task\": {\"targets\": [[1]]}}");
  g_autoptr (FigStudy) study = make_study (FIG_NEEDS_MAP, theory);
  g_autoptr (FigStudy) other = make_study (FIG_NEEDS_MAP, mixed);
  FigSource source = { .theory = theory, .study = study };
  FigSource crossed = { .theory = mixed, .study = other };
  g_autoptr (FigFigure) figure = fig_kind_find ("sweep")->build (&source);
  g_autoptr (FigFigure) with_line = fig_kind_find ("sweep")->build (&crossed);

  g_assert_cmpuint (study->map->boundary->n_lines, ==, 0);
  g_assert_true (legend_has (figure, "None of the map can be learned"));
  g_assert_false (legend_has (figure, "Limit of learnability"));
  g_assert_cmpuint (other->map->boundary->n_lines, >, 0);
  g_assert_true (legend_has (with_line, "Limit of learnability"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/scans/time-constants", test_time_constants);
  g_test_add_func ("/figure/scans/slow", test_slow);
  g_test_add_func ("/figure/scans/sweep", test_sweep);
  g_test_add_func ("/figure/scans/sweep-without-boundary", test_sweep_without_boundary);
  return g_test_run ();
}
