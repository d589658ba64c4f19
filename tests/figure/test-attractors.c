/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the figures say of where networks go, and of what training came to */
#include <math.h>
#include <string.h>

#include "exp-document.h"
#include "fig-source.h"
#include "fig-test.h"
#include "fig-trajectory.h"

/* Two attractors that nobody asked for lie next to saddles, where F(z) - z is below a
 * hundredth over a wide part of the plane. */
static const char narrow[] = "{\"format\": \"attractor-experiment\", \"version\": 1, "
                             "\"task\": {\"targets\": [[1.2, 0.3], [-0.5, 0.9], [0.2, -1]]}}";
static const char ring[] = "{\"format\": \"attractor-experiment\", \"version\": 1, \"task\": "
                           "{\"targets\": [[1.2, 0], [-0.6, 1.0392], [-0.6, -1.0392]]}}";
static const char two_targets[] = "{\"format\": \"attractor-experiment\", \"version\": 1, "
                                  "\"network\": {\"size\": 60, \"gain\": 0.7}, "
                                  "\"task\": {\"targets\": [[1.2], [-0.5]]}}";

static gboolean
has_entry (FigFigure *figure, const char *start)
{
  const FigLegend *legend = fig_figure_get_legend (figure);

  for (guint i = 0; i < fig_legend_get_n_entries (legend); i++)
    if (g_str_has_prefix (fig_legend_get_entry (legend, i)->text, start))
      return TRUE;
  return FALSE;
}

static void
test_narrow_basins (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (narrow);
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_RETURN_MAP, theory, NULL, NULL, NULL);
  FigSource source = { .theory = theory, .study = study };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  const FigBasins *basins = study->basins;
  gsize n_nowhere = 0, n_cells = basins->n_columns * basins->n_rows;

  for (gsize i = 0; i < n_cells; i++)
    n_nowhere += basins->ends[i] == FIG_BASINS_NOWHERE;
  /* nothing but places on the lines between two */
  g_assert_cmpuint (n_nowhere, <, n_cells / 100);
  g_assert_true (has_entry (figure, "Unshaded: leads to no stable point") == (n_nowhere > 0));
  /* across the narrow ones, row by row */
  for (gsize j = 4; j < basins->n_rows; j += 14)
    for (gsize i = 12; i < basins->n_columns - 12; i += 5) {
      gsize cell = j * basins->n_columns + i;

      /* next to a line, what is between the points of the map decides */
      if (basins->ends[cell] == basins->ends[cell - 1] &&
          basins->ends[cell] == basins->ends[cell + 1])
        g_assert_cmpint (basins->ends[cell],
                         ==,
                         fig_test_follow (theory, study->return_map, basins->places + 2 * cell));
    }
}

/* Between the basins of targets on a ring, of which one line goes along z1 = 0, there is
 * nothing that could be taken for a region. */
static void
test_lines_between_basins (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (ring);
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_RETURN_MAP, theory, NULL, NULL, NULL);
  const FigBasins *basins = study->basins;
  gsize n_cells = basins->n_columns * basins->n_rows;

  g_assert_cmpuint (basins->n_columns % 2, ==, 0);
  for (gsize i = 0; i < n_cells; i++)
    g_assert_cmpint (basins->ends[i], !=, FIG_BASINS_NOWHERE);
  /* as many to the left of the line as to the right */
  for (gsize j = 0; j < basins->n_rows; j++) {
    const int *row = basins->ends + j * basins->n_columns;

    g_assert_cmpint (row[basins->n_columns / 2 - 1], !=, row[basins->n_columns / 2]);
  }
}

/* Of one output the intervals between what is unstable, which leave nothing out. */
static void
test_intervals (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_RETURN_MAP, theory, NULL, NULL, NULL);
  FigSource source = { .theory = theory, .study = study };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  const FigLayer *first = fig_test_find_layer (figure, 1, "z = 1.6", "basin");
  const FigLayer *third = fig_test_find_layer (figure, 1, "z = -0.6", "basin");

  g_assert_null (fig_test_find_layer (figure, 1, "z = 0.9", "basin"));
  g_assert_cmpint (first->look.owner, ==, 0);
  g_assert_cmpint (third->look.owner, ==, 2);
  /* from the unstable target to the end of the map, and by symmetry between -0.9 and 0 */
  g_assert_cmpfloat_with_epsilon (
    first->series->x[0], 0.5 * (0.9 + study->return_map->upper[0]), 1e-6);
  g_assert_cmpfloat_with_epsilon (third->series->x[0], -0.45, 1e-6);
  g_assert_false (has_entry (figure, "Unshaded"));
}

/* Along a line of fixed points nothing flows: what leads to its end comes from the other side. */
static void
test_line (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (
    "{\"format\": \"attractor-experiment\", \"version\": 1, "
    "\"network\": {\"transfer\": {\"kind\": \"relu\", \"threshold\": 0}}, "
    "\"task\": {\"targets\": [[1]]}}");
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_RETURN_MAP, theory, NULL, NULL, NULL);
  FigSource source = { .theory = theory, .study = study };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  const FigLayer *basin = fig_test_find_layer (figure, 1, "spurious attractor at 0", "basin");

  g_assert_null (fig_test_find_layer (figure, 1, "z = 1", "basin"));
  g_assert_cmpfloat_with_epsilon (basin->series->x[0], 0.5 * study->return_map->lower[0], 1e-6);
  g_assert_true (has_entry (figure, "Unshaded"));
  g_assert_false (has_entry (figure, "Unstable"));
}

/* Where activity would grow without bound there is no return map, and nothing is shaded. */
static void
test_unbounded (void)
{
  g_autoptr (ExpTheory)
    theory = fig_test_theory ("{\"format\": \"attractor-experiment\", \"version\": 1, "
                              "\"network\": {\"gain\": 0.36, \"transfer\": {\"kind\": \"formula\", "
                              "\"formula\": \"exp(x)\"}}, "
                              "\"task\": {\"targets\": [[0.3]]}}");
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_RETURN_MAP, theory, NULL, NULL, NULL);
  FigSource source = { .theory = theory, .study = study };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);

  g_assert_nonnull (fig_test_find_layer (figure, 1, "z = 0.3", "basin"));
  g_assert_true (isnan (study->return_map->returned[0]));
  g_assert_true (isnan (study->return_map->returned[study->return_map->n_points[0] - 1]));
  g_assert_true (has_entry (figure, "Unshaded"));
}

/* What is restless is not shaded, and the legend says what that means. */
static void
test_restless (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (two_targets);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  double outputs[] = { -1.0, 1.0 }, fractions[] = { 0.5 };
  gssize ends[] = { RC_BASINS_RESTLESS, 0 };
  RcClosedLoopPoint points[] = { { .target = 0 } };
  RcClosedLoop closed_loop = { .n_outputs = 1, .n_points = 1, .points = points };
  RcBasins found = { .n_outputs = 1,
                     .region = { .lower = { -1.0 }, .upper = { 1.0 }, .duration = 200.0 },
                     .n_points = { 2, 1 },
                     .outputs = outputs,
                     .ends = ends,
                     .closed_loop = &closed_loop,
                     .fractions = fractions };
  ExpBasins basins = { .experiment = theory->experiment, .basins = &found };
  FigSource source = { .theory = theory, .measurement = measurement, .basins = &basins };
  g_autoptr (FigFigure) with = fig_kind_find ("attractors")->build (&source);
  g_autoptr (FigFigure) without = NULL;

  g_assert_true (has_entry (with, "Unshaded: not at rest after 200 τ"));
  ends[0] = 0;
  without = fig_kind_find ("attractors")->build (&source);
  g_assert_false (has_entry (without, "Unshaded"));
}

static void
set_trajectory (ExpMeasurement *measurement, double (*output) (double time))
{
  for (gsize i = 0; i < EXP_N_TIMES; i++)
    measurement->trajectories[i] = output (50.0 * (double)i / (EXP_N_TIMES - 1));
}

static double
settle (double time)
{
  return 1.2 - 0.8 * exp (-time / 15.0);
}

static double
turn (double time)
{
  return 0.35 + 0.7 * tanh (4.0 * sin (0.2 * time - 0.2));
}

static double
leave (double time)
{
  return 1.2 + 1e-6 * exp (0.25 * time);
}

static void
test_ends (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (two_targets);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  double at_target = 1.2, beside = 1.05;
  RcClosedLoopPoint points[] = {
    { .output = &at_target, .target = 0, .stable = TRUE },
    { .output = &beside, .target = -1, .stable = TRUE },
  };
  RcClosedLoop closed_loop = { .n_outputs = 1, .n_points = 1, .points = points };

  set_trajectory (measurement, settle);
  g_assert_cmpint (fig_trajectory_find_end (measurement, 0), ==, 0);
  set_trajectory (measurement, turn); /* which comes to 1.05 and goes back */
  g_assert_cmpint (fig_trajectory_find_end (measurement, 0), ==, FIG_OWNER_NONE);
  set_trajectory (measurement, leave);
  g_assert_cmpint (fig_trajectory_find_end (measurement, 0), ==, FIG_OWNER_NONE);
  /* what is known of the network counts */
  measurement->closed_loop = &closed_loop;
  set_trajectory (measurement, settle);
  g_assert_cmpint (fig_trajectory_find_end (measurement, 0), ==, 0);
  points[0].stable = FALSE;
  g_assert_cmpint (fig_trajectory_find_end (measurement, 0), ==, FIG_OWNER_NONE);
  points[0].stable = TRUE;
  closed_loop.n_points = 2;
  beside = 1.18;
  g_assert_cmpint (fig_trajectory_find_end (measurement, 0), ==, FIG_OWNER_NONE);
  measurement->closed_loop = NULL;
}

/* A readout that was found at once, of a network that is there: with the ridge it misses. */
static void
test_readout (void)
{
  static const char text[] = "{\"format\": \"attractor-experiment\", \"version\": 1, "
                             "\"network\": {\"size\": 60, \"gain\": 0.7}, "
                             "\"training\": {\"method\": \"ridge\", \"ridge\": 0.1}, "
                             "\"task\": {\"targets\": [[1.2], [-0.5]]}}";
  g_autoptr (ExpTheory) theory = fig_test_theory (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpMeasurement) measurement = exp_measurement_run_stages (
    theory->experiment, 1u << EXP_STAGE_TRAIN, NULL, &(ExpObserver){ 0 }, &error);
  FigSource source = { .theory = theory, .measurement = measurement };
  g_autoptr (FigFigure) figure = NULL;
  g_autoptr (FigFigure) waiting = NULL;
  double sum = 0.0;
  const FigSeries *weights;
  RcTrained *trained;

  g_assert_no_error (error);
  figure = fig_kind_find ("training")->build (&source);
  g_assert_true (has_entry (figure, "Least squares find the readout at once"));
  for (gsize i = 0; i < 2; i++) {
    const char *name = i == 0 ? "z = 1.2" : "z = -0.5";
    const FigLayer *output = fig_test_find_layer (figure, 0, name, "network");
    const FigSeries *missed = fig_test_find_layer (figure, 1, name, "network")->series;
    const FigSeries *overlap = fig_test_find_layer (figure, 2, name, "overlap")->series;
    double target = exp_table_get (theory->experiment->targets, i, 0);

    g_assert_cmpint (output->look.owner, ==, (int)i);
    g_assert_cmpfloat (output->series->x[0], ==, target);
    g_assert_cmpfloat_with_epsilon (
      fabs (output->series->y[0] - target), measurement->trained->errors[i], 1e-12);
    g_assert_cmpfloat (measurement->trained->errors[i], >, 1e-3);
    g_assert_cmpfloat_with_epsilon (missed->y[0], measurement->trained->errors[i], 1e-12);
    g_assert_cmpfloat (missed->x[0], ==, (double)i + 1.0);
    g_assert_cmpfloat_with_epsilon (overlap->y[0], output->series->y[0] / target, 1e-12);
  }
  weights = fig_test_find_layer (figure, 3, "weights", "network")->series;
  for (gsize i = 0; i < weights->n_points; i++)
    sum += weights->y[i] * (weights->x[1] - weights->x[0]);
  g_assert_cmpfloat_with_epsilon (sum, 1.0, 0.05);

  /* as long as the run goes on, it keeps its readout */
  trained = g_steal_pointer (&measurement->trained);
  waiting = fig_kind_find ("training")->build (&source);
  measurement->trained = trained;
  g_assert_cmpstr (fig_figure_get_panel (waiting, 0)->note,
                   ==,
                   "What the readout has learned is shown when all is measured");
}

static gboolean
looks_alike (const FigLayer *a, const FigLayer *b, const FigStyle *style)
{
  FigColor color = fig_look_get_color (&a->look, style);
  FigColor other = fig_look_get_color (&b->look, style);

  return memcmp (&color, &other, sizeof color) == 0;
}

/* Units have the colour of where they go, and no two look alike. */
static void
test_neurons (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { .theory = theory, .measurement = measurement };
  g_autoptr (FigFigure) figure = fig_kind_find ("neurons")->build (&source);
  const FigPanel *panel = fig_figure_get_panel (figure, 0);

  g_assert_cmpstr (panel->title, ==, "8 neurons on the way to <i>z</i> = 1.6");
  for (guint i = 0; i < panel->layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (panel->layers, i);

    g_assert_cmpint (layer->look.owner, ==, 0);
    for (guint scheme = 0; scheme < FIG_N_SCHEMES; scheme++)
      if (i > 0)
        g_assert_false (
          looks_alike (layer, g_ptr_array_index (panel->layers, i - 1), fig_style_get (scheme)));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/attractors/narrow-basins", test_narrow_basins);
  g_test_add_func ("/figure/attractors/lines-between-basins", test_lines_between_basins);
  g_test_add_func ("/figure/attractors/intervals", test_intervals);
  g_test_add_func ("/figure/attractors/line", test_line);
  g_test_add_func ("/figure/attractors/unbounded", test_unbounded);
  g_test_add_func ("/figure/attractors/restless", test_restless);
  g_test_add_func ("/figure/attractors/ends", test_ends);
  g_test_add_func ("/figure/attractors/readout", test_readout);
  g_test_add_func ("/figure/attractors/neurons", test_neurons);
  return g_test_run ();
}
