/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fig-csv.h"
#include "fig-test.h"
#include "rc-edge.h"
#include "rc-parallel.h"

#define MEASURE(name) (1u << EXP_MEASURE_##name)

static const FigLayer *
find_layer (FigFigure *figure, guint panel, const char *name, const char *kind)
{
  const GPtrArray *layers = fig_figure_get_panel (figure, panel)->layers;

  for (guint i = 0; i < layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (layers, i);

    if (strcmp (layer->series->name, name) == 0 && strcmp (layer->series->kind, kind) == 0)
      return layer;
  }
  return NULL;
}

static ExpAxis
make_axis (const char *text)
{
  g_autoptr (GError) error = NULL;
  ExpAxis axis;

  exp_axis_parse (&axis, text, &error);
  g_assert_no_error (error);
  return axis;
}

static FigStudy *
make_study (FigNeeds needs, const ExpTheory *theory, const ExpSweep *sweep)
{
  g_autoptr (GError) error = NULL;
  const FigChoice choice = { .x_axis = sweep->x, .y_axis = sweep->y };
  FigStudy *study = fig_study_new (needs, theory, &choice, NULL, &error);

  g_assert_no_error (error);
  return study;
}

static gboolean
says (FigFigure *figure, const char *text)
{
  const FigLegend *legend = fig_figure_get_legend (figure);

  for (guint i = 0; i < fig_legend_get_n_entries (legend); i++)
    if (strstr (fig_legend_get_entry (legend, i)->text, text) != NULL)
      return TRUE;
  return FALSE;
}

/* A sweep over the gain with made-up numbers: of attractor k at place i in network j the time
   constant -1/(r ± d), with r = -0.1 (k + 1) (i + 1) but of the last attractor above 0, and d =
   0.02; the bulk's radius 0.5 ± 0.1. */
static double
get_rate (gsize i, gsize j, gsize k)
{
  return (k == 2 ? 1.0 : -0.1) * (double)((k + 1) * (i + 1)) + (j == 0 ? 0.02 : -0.02);
}

static ExpSweep *
make_curve (const ExpExperiment *experiment)
{
  const ExpAxis x = make_axis ("gain:0.5:1.1:3");
  ExpSweep *sweep = exp_sweep_new (
    experiment, &x, NULL, MEASURE (POLE_TIME_CONSTANT) | MEASURE (BULK_RADIUS), 2, NULL);

  for (gsize i = 0; i < 3; i++)
    for (gsize j = 0; j < 2; j++) {
      double values[8] = { 0.0 };

      for (gsize k = 0; k < 3; k++) {
        values[k] = -1.0 / get_rate (i, j, k);
        values[4 + k] = j == 0 ? 0.4 : 0.6;
      }
      exp_sweep_take (sweep, i, j, exp_outcome_new (8, values));
    }
  return sweep;
}

static void
test_time_constants (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpSweep) sweep = make_curve (theory->experiment);
  g_autoptr (FigStudy) study = make_study (FIG_NEEDS_CURVE, theory, sweep);
  FigSource source = { .theory = theory, .study = study, .sweep = sweep };
  g_autoptr (FigFigure) figure = fig_kind_find ("time-constants")->build (&source);
  static const char *const names[] = { "z = 1.6", "z = 0.9", "z = -0.6" };

  for (gsize k = 0; k < 3; k++) {
    const FigLayer *points = find_layer (
      figure, 0, names[k], k == 2 ? "networks-escape" : "networks");
    const FigLayer *bars = find_layer (figure, 0, names[k], k == 2 ? "error-escape" : "error");

    g_assert_cmpuint (points->series->n_points, ==, 3);
    g_assert_cmpint (points->look.owner, ==, k);
    for (gsize i = 0; i < 3; i++) {
      /* two numbers 0.04 apart: the standard error of their mean is 0.02 */
      double rate = fabs (0.5 * (get_rate (i, 0, k) + get_rate (i, 1, k)));

      g_assert_cmpfloat (points->series->x[i], ==, sweep->x_values[i]);
      g_assert_cmpfloat_with_epsilon (points->series->y[i], 1.0 / rate, 1e-9);
      g_assert_cmpfloat_with_epsilon (
        bars->series->columns[0].values[i], 1.0 / rate - 1.0 / (rate + 0.02), 1e-9);
      g_assert_cmpfloat_with_epsilon (
        bars->series->columns[1].values[i], 1.0 / (rate - 0.02) - 1.0 / rate, 1e-9);
    }
    g_assert_cmpfloat_with_epsilon (
      find_layer (figure, 2, names[k], "networks")->series->y[0], 2.0, 1e-9);
    g_assert_null (find_layer (figure, 1, names[k], "networks"));
  }
  g_assert_true (says (figure, "2 networks"));
  /* theory goes from where to where it is asked for, whether networks are there or not */
  g_assert_cmpfloat (study->curve->x.first, ==, 0.5);
  g_assert_cmpfloat (study->curve->x.last, ==, 1.1);
  g_assert_true (find_layer (figure, 0, names[2], "networks-escape")->look.crossed);
  g_assert_false (find_layer (figure, 0, names[0], "networks")->look.crossed);
  g_assert_true (says (figure, "Networks whose output leaves"));
}

/* The legend counts the networks of which it is known what the figure shows, not those of which
 * something else is. */
static void
test_count_of_what_is_shown (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpSweep) earlier = make_curve (theory->experiment);
  g_autoptr (ExpSweep) plan = exp_sweep_new (
    theory->experiment, &earlier->x, NULL, earlier->measures | MEASURE (READOUT_ERROR), 2, NULL);
  g_autoptr (ExpSweep) sweep = exp_sweep_extend (plan, earlier);
  static const struct {
    ExpMeasure measure;
    const char *says;
  } cases[] = { { EXP_MEASURE_BULK_RADIUS, "2 networks, " },
                { EXP_MEASURE_READOUT_ERROR, "0 of 6 networks so far" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    const FigChoice choice = {
      .x = "network.gain", .single = TRUE, .x_axis = sweep->x, .measure = cases[i].measure
    };
    g_autoptr (FigStudy)
      study = fig_study_new (FIG_NEEDS_CURVE | FIG_NEEDS_MAP, theory, &choice, NULL, &error);
    FigSource source = { .theory = theory, .study = study, .sweep = sweep };
    g_autoptr (FigFigure) figure = fig_kind_find ("sweep")->build (&source);
    g_autoptr (FigFigure) curves = NULL;

    g_assert_no_error (error);
    g_assert_true (says (figure, cases[i].says));
    curves = fig_kind_find ("time-constants")->build (&source);
    g_assert_true (says (curves, "2 networks, "));
  }
}

/* Networks of another experiment are not shown, but wherever on the axis it is they are. */
static void
test_current (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpExperiment) other = exp_experiment_copy (theory->experiment);

  for (guint i = 0; i < 3; i++) {
    g_autoptr (ExpSweep) sweep = NULL;
    g_autoptr (FigStudy) study = NULL;
    g_autoptr (FigFigure) figure = NULL;
    FigSource source;

    other->gain = i == 1 ? 0.7 : 0.9;
    other->seed += i == 2;
    sweep = make_curve (other);
    study = make_study (FIG_NEEDS_CURVE, theory, sweep);
    source = (FigSource){ .theory = theory, .study = study, .sweep = sweep };
    figure = fig_kind_find ("time-constants")->build (&source);
    g_assert_true ((find_layer (figure, 0, "z = 1.6", "networks") != NULL) == (i < 2));
    g_assert_true (says (figure, "2 networks") == (i < 2));
  }
}

/* Of three networks at each place j hold their targets, of the last place none is known. */
static ExpSweep *
make_successes (const ExpExperiment *experiment, const char *x_text, const char *y_text)
{
  const ExpAxis x = make_axis (x_text), y = make_axis (y_text != NULL ? y_text : "gain:1:1:1");
  ExpSweep *sweep = exp_sweep_new (
    experiment, &x, y_text != NULL ? &y : NULL, MEASURE (SUCCESS), 3, NULL);

  for (gsize i = 0; i + 1 < sweep->n_cells; i++)
    for (gsize j = 0; j < 3; j++) {
      const double value = j < i % 4 ? 1.0 : 0.0;
      const double values[] = { value, value };

      exp_sweep_take (sweep, i, j, exp_outcome_new (2, values));
    }
  return sweep;
}

static ExpTheory *
make_theory (void)
{
  return fig_test_theory ("{\"format\": \"attractor-experiment\", \"version\": 1,"
                          "\"task\": {\"targets\": [[1]]}, \"network\": {\"gain\": 1.1}}");
}

static void
test_map (void)
{
  g_autoptr (ExpTheory) theory = make_theory ();
  g_autoptr (ExpSweep)
    sweep = make_successes (theory->experiment, "gain:0.5:2:4", "amplitude:0.5:2:3");
  g_autoptr (FigStudy) study = make_study (FIG_NEEDS_MAP, theory, sweep);
  FigSource source = { .theory = theory, .study = study, .sweep = sweep };
  g_autoptr (FigFigure) figure = fig_kind_find ("sweep")->build (&source);
  const FigSeries *map = find_layer (figure, 0, "success", "networks")->series;
  g_autofree char *csv = fig_csv_print (figure);

  g_assert_null (find_layer (figure, 0, "max Re λ", "theory"));
  g_assert_nonnull (find_layer (figure, 0, "margin 0", "boundary"));
  g_assert_true (find_layer (figure, 0, "margin 0", "boundary")->look.halo);
  g_assert_cmpuint (map->n_points, ==, 12);
  for (gsize i = 0; i < 12; i++) {
    double fraction = map->columns[0].values[i];

    g_assert_cmpfloat (map->x[i], ==, sweep->x_values[i % 4]);
    g_assert_cmpfloat (map->y[i], ==, sweep->y_values[i / 4]);
    if (i == 11)
      g_assert_true (isnan (fraction) && isnan (map->columns[1].values[i]));
    else
      g_assert_cmpfloat_with_epsilon (fraction, (double)(i % 4) / 3.0, 1e-12);
    g_assert_cmpfloat (map->columns[3].values[i], ==, i == 11 ? 0.0 : 3.0);
  }
  g_assert_nonnull (strstr (csv, "lower,upper,networks"));
  g_assert_true (fig_figure_get_panel (figure, 1)->bar);
  g_assert_false (says (figure, "earlier choice"));
  /* One place is still to be measured. */
  g_assert_true (says (figure, "33 of 36 networks so far"));
  g_assert_nonnull (strstr (fig_figure_get_description (figure), "15 of 33 networks"));
}

/* Networks at other places than those that were chosen since */
static void
test_earlier_choice (void)
{
  g_autoptr (ExpTheory) theory = make_theory ();
  g_autoptr (ExpSweep)
    sweep = make_successes (theory->experiment, "gain:0.5:2:4", "amplitude:0.5:2:3");
  g_autoptr (ExpSweep)
    chosen = make_successes (theory->experiment, "gain:0.5:2:5", "amplitude:0.5:2:3");
  g_autoptr (FigStudy) study = make_study (FIG_NEEDS_MAP, theory, chosen);
  FigSource source = { .theory = theory, .study = study, .sweep = sweep };
  g_autoptr (FigFigure) figure = fig_kind_find ("sweep")->build (&source);

  g_assert_true (says (figure, "measured at 12 places, of an earlier choice"));
}

static void
test_curve (void)
{
  g_autoptr (ExpTheory) theory = make_theory ();
  g_autoptr (ExpSweep) sweep = make_successes (theory->experiment, "gain:0.5:2:4", NULL);
  g_autoptr (FigStudy) study = make_study (FIG_NEEDS_MAP | FIG_NEEDS_CURVE, theory, sweep);
  FigSource source = { .theory = theory, .study = study, .sweep = sweep };
  g_autoptr (FigFigure) figure = fig_kind_find ("sweep")->build (&source);
  const FigSeries *points = find_layer (figure, 0, "success", "networks")->series;
  const FigSeries *bars = find_layer (figure, 0, "success", "interval")->series;
  const FigLayer *limit = find_layer (figure, 0, "margin 0", "boundary");
  ExpProportion p;

  for (gsize i = 0; i < 3; i++) {
    exp_proportion_init (&p, 3, i);
    g_assert_cmpfloat (points->y[i], ==, p.fraction);
    g_assert_cmpfloat_with_epsilon (points->y[i] - bars->columns[0].values[i], p.lower, 1e-12);
    g_assert_cmpfloat_with_epsilon (points->y[i] + bars->columns[1].values[i], p.upper, 1e-12);
  }
  /* with a single target it is the edge of chaos that ends learnability */
  g_assert_cmpfloat_with_epsilon (limit->series->x[0], rc_edge_gain (theory->mean_field, 0), 1e-3);
}

/* Numbers i + j of network j at place i, at each attractor and of all */
static ExpSweep *
make_numbers (const ExpExperiment *experiment, ExpMeasure measure, const char *y_text)
{
  const ExpAxis x = make_axis ("gain:0.5:2:4"), y = make_axis ("amplitude:0.5:2:3");
  ExpSweep *sweep = exp_sweep_new (
    experiment, &x, y_text != NULL ? &y : NULL, 1u << measure, 2, NULL);

  for (gsize i = 0; i < sweep->n_cells; i++)
    for (gsize j = 0; j < 2; j++) {
      const double value = (double)(i + j);
      const double values[] = { value, value };

      exp_sweep_take (sweep, i, j, exp_outcome_new (2, values));
    }
  return sweep;
}

/* What was chosen is shown: of theory alone, and of networks their means in the same colours. */
static void
test_measure (void)
{
  g_autoptr (ExpTheory) theory = make_theory ();
  g_autoptr (ExpSweep)
    sweep = make_numbers (theory->experiment, EXP_MEASURE_BULK_RADIUS, "amplitude");
  g_autoptr (ExpSweep) along = make_numbers (theory->experiment, EXP_MEASURE_BULK_RADIUS, NULL);
  const FigChoice choice = { .x_axis = sweep->x,
                             .y_axis = sweep->y,
                             .measure = EXP_MEASURE_BULK_RADIUS };
  g_autoptr (FigStudy)
    study = fig_study_new (FIG_NEEDS_MAP | FIG_NEEDS_CURVE, theory, &choice, NULL, NULL);
  FigSource alone = { .theory = theory, .study = study };
  FigSource source = { .theory = theory, .study = study, .sweep = sweep };
  FigSource line = { .theory = theory, .study = study, .sweep = along };
  g_autoptr (FigFigure) early = fig_kind_find ("sweep")->build (&alone);
  g_autoptr (FigFigure) figure = fig_kind_find ("sweep")->build (&source);
  g_autoptr (FigFigure) curve = fig_kind_find ("sweep")->build (&line);
  const FigSeries *map = find_layer (early, 0, "bulk-radius", "theory")->series;
  const FigSeries *cells = find_layer (figure, 0, "bulk-radius", "networks")->series;
  const FigSeries *points = find_layer (curve, 0, "bulk-radius", "networks")->series;
  const FigSeries *predicted = find_layer (curve, 0, "bulk-radius", "theory")->series;
  FigChoice usual = choice;

  /* with one target that is what theory says at the target */
  for (gsize i = 0; i < map->n_points; i += 97) {
    g_autoptr (ExpExperiment) here = exp_experiment_copy (theory->experiment);
    double values[2];

    here->gain = map->x[i];
    here->targets->values[0] *= map->y[i];
    if (here->gain == 0.0)
      continue;
    g_assert_true (exp_measures_predict (1u << EXP_MEASURE_BULK_RADIUS, here, NULL, values, NULL));
    g_assert_cmpfloat_with_epsilon (map->columns[0].values[i], values[0], 1e-9);
  }
  for (gsize i = 0; i < sweep->n_cells; i++)
    g_assert_cmpfloat (cells->columns[0].values[i], ==, (double)i + 0.5);
  for (gsize i = 0; i < 4; i++)
    g_assert_cmpfloat (points->y[i], ==, (double)i + 0.5);
  g_assert_cmpuint (predicted->n_points, ==, study->curve->n_points);
  g_assert_nonnull (strstr (fig_figure_get_panel (figure, 1)->x.title, "adius of the bulk"));
  g_assert_true (says (figure, "2 networks") && !says (early, "2 networks"));

  g_assert_true (fig_study_is_current (study, theory->experiment, &choice));
  usual.measure = EXP_MEASURE_SUCCESS;
  g_assert_false (fig_study_is_current (study, theory->experiment, &usual));
}

/* Of what theory says nothing there is the margin, until there are networks. */
static void
test_unpredicted_measure (void)
{
  g_autoptr (ExpTheory) theory = make_theory ();
  g_autoptr (ExpSweep)
    sweep = make_numbers (theory->experiment, EXP_MEASURE_READOUT_ERROR, "amplitude");
  const FigChoice choice = { .x_axis = sweep->x,
                             .y_axis = sweep->y,
                             .measure = EXP_MEASURE_READOUT_ERROR };
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_MAP, theory, &choice, NULL, NULL);
  FigSource alone = { .theory = theory, .study = study };
  FigSource source = { .theory = theory, .study = study, .sweep = sweep };
  g_autoptr (FigFigure) early = fig_kind_find ("sweep")->build (&alone);
  g_autoptr (FigFigure) figure = fig_kind_find ("sweep")->build (&source);

  g_assert_nonnull (find_layer (early, 0, "max Re λ", "theory"));
  g_assert_nonnull (find_layer (figure, 0, "readout-error", "networks"));
}

/* In every style, where there are gaps and bars without an end. */
static void
test_drawn (void)
{
  g_autoptr (ExpTheory) theory = make_theory ();
  g_autoptr (ExpSweep)
    map = make_successes (theory->experiment, "gain:0.5:2:4:log", "amplitude:1:1:1");
  g_autoptr (ExpSweep)
    empty = exp_sweep_new (theory->experiment, NULL, NULL, EXP_ALL_MEASURES, 3, NULL);
  g_autoptr (FigStudy) study = make_study (FIG_NEEDS_MAP | FIG_NEEDS_CURVE, theory, map);
  const ExpSweep *const sweeps[] = { map, empty };
  static const char *const kinds[] = { "sweep", "time-constants" };

  for (FigScheme scheme = 0; scheme < FIG_N_SCHEMES; scheme++)
    for (gsize i = 0; i < 4; i++) {
      FigSource source = { .theory = theory, .study = study, .sweep = sweeps[i / 2] };
      g_autoptr (FigFigure) figure = fig_kind_find (kinds[i % 2])->build (&source);

      cairo_surface_t *surface = fig_test_draw (figure, 500, 400, fig_style_get (scheme));

      g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rc_init ();
  g_test_add_func ("/networks/time-constants", test_time_constants);
  g_test_add_func ("/networks/current", test_current);
  g_test_add_func ("/networks/count-of-what-is-shown", test_count_of_what_is_shown);
  g_test_add_func ("/networks/map", test_map);
  g_test_add_func ("/networks/earlier-choice", test_earlier_choice);
  g_test_add_func ("/networks/curve", test_curve);
  g_test_add_func ("/networks/measure", test_measure);
  g_test_add_func ("/networks/unpredicted-measure", test_unpredicted_measure);
  g_test_add_func ("/networks/drawn", test_drawn);
  return g_test_run ();
}
