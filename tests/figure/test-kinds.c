/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fig-test.h"

static const char many_targets[] =
  "{\"format\": \"attractor-experiment\", \"version\": 1,"
  "\"task\": {\"targets\": [[0.1], [0.2], [0.3], [0.4], [0.5], [0.6], [0.7], [0.8], [0.9], [1], "
  "[1.1], [1.2]]}}";

/* While a run goes on, each figure shows what is there. */
static void
test_partial (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  ExpMeasurement partial = *measurement;
  FigSource source = { theory, &partial };
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  partial.done = 1u << EXP_STAGE_DRAW | 1u << EXP_STAGE_TRAIN;
  partial.trajectories = NULL;
  partial.attractors = g_new0 (ExpMeasuredAttractor, theory->n_attractors);
  for (gsize i = 0; i < n_kinds; i++) {
    g_autoptr (FigFigure) figure = kinds[i]->build (&source);

    fig_test_check_picture (figure, theory, fig_style_get (0));
  }
  g_free (partial.attractors);
}

static void
test_pictures (void)
{
  static const char *const experiments[] = {
    NULL, fig_test_two_outputs, many_targets, fig_test_four_outputs
  };
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  g_assert_cmpuint (n_kinds, ==, 8);
  for (gsize e = 0; e < G_N_ELEMENTS (experiments); e++) {
    g_autoptr (ExpTheory) theory = fig_test_theory (experiments[e]);
    g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);

    for (gsize i = 0; i < n_kinds; i++)
      for (guint j = 0; j < 2; j++) {
        FigSource source = { theory, j == 0 ? NULL : measurement };
        g_autoptr (FigFigure) figure = kinds[i]->build (&source);

        g_assert_true (kinds[i] == fig_kind_find (kinds[i]->name));
        g_assert_cmpuint (strlen (fig_figure_get_description (figure)), >, 40);
        for (FigScheme scheme = 0; scheme < (e == 0 ? FIG_N_SCHEMES : 1); scheme++)
          fig_test_check_picture (figure, theory, fig_style_get (scheme));
      }
  }
  g_assert_null (fig_kind_find ("no such kind"));
}

static void
test_many_attractors (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (many_targets);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("relaxation")->build (&source);

  g_assert_cmpuint (fig_figure_get_n_panels (figure), ==, 1);
  g_assert_cmpuint (fig_legend_get_n_entries (fig_figure_get_legend (figure)), ==, 12);
  g_assert_nonnull (fig_test_find_layer (figure, 0, "z = 1.2", "theory"));
}

/* What is read out has a real minus sign, and a word with a number is one that is translated. */
static void
test_series_titles (void)
{
  static const char *const titles[][2] = {
    { "z = -0.6", "z = −0.6" },
    { "z = (-1, 0.5e-3)", "z = (−1, 0.5e−3)" },
    { "Pin-2: z = -2", "Pin-2: z = −2" },
    { "Probe-2", "Probe-2" },
    { "1.5e-7", "1.5e−7" },
    { "neuron 12", "neuron 12" },
    { "fixed point", "fixed point" },
    { "spurious attractor at (0.31, -0.2)", "spurious attractor at (0.31, −0.2)" },
    { "neuronal", "neuronal" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autoptr (FigSeries) series = fig_series_new (titles[i][0], "theory", 0, NULL, NULL);
    g_autofree char *title = fig_series_get_title (series);

    g_assert_cmpstr (title, ==, titles[i][1]);
  }
}

/* Each target has the pieces of the record in which it was presented. */
static void
test_training (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) waiting = fig_kind_find ("training")->build (&source);
  g_autoptr (FigFigure) figure = NULL;
  double times[] = { 0.0, 1.0, 2.0, 3.0, 4.0, 5.0 }, outputs[] = { 0.0, 1.0, 2.0, 3.0, 4.0, 5.0 };
  double errors[] = { 1.0, 0.5, 0.2, 0.1, 0.05, 0.01 }, norms[] = { 0.0, 1.0, 1.0, 2.0, 2.0, 3.0 };
  double overlaps[18];
  gsize targets[] = { 0, 0, 1, 1, 2, 0 };
  gboolean held[6] = { FALSE };
  ExpTrainingTrace trace = {
    .experiment = theory->experiment,
    .n_outputs = 1,
    .n_points = 6,
    .times = times,
    .targets = targets,
    .held = held,
    .outputs = outputs,
    .errors = errors,
    .readout_norms = norms,
    .n_targets = 3,
    .overlaps = overlaps,
    .duration = 5.0,
  };
  static const char *const names[] = { "z = 1.6", "z = 0.9", "z = -0.6" };

  for (gsize i = 0; i < 18; i++)
    overlaps[i] = 0.01 * (double)i;
  g_assert_nonnull (fig_figure_get_panel (waiting, 0)->note);
  g_assert_cmpuint (fig_figure_get_n_panels (waiting), ==, 1);
  measurement->training = &trace;
  figure = fig_kind_find ("training")->build (&source);
  measurement->training = NULL;
  g_assert_cmpuint (fig_figure_get_n_panels (figure), ==, 4);
  g_assert_nonnull (strstr (fig_figure_get_description (figure), "began at 1 and ended at 0.01"));
  for (gsize k = 0; k < 3; k++) {
    const FigLayer *output = fig_test_find_layer (figure, 0, names[k], "network");
    const FigLayer *error = fig_test_find_layer (figure, 1, names[k], "network");
    const FigLayer *overlap = fig_test_find_layer (figure, 2, names[k], "overlap");

    g_assert_cmpint (output->look.owner, ==, (int)k);
    g_assert_cmpint (overlap->look.owner, ==, (int)k);
    for (gsize i = 0; i < 6; i++)
      g_assert_cmpfloat (overlap->series->y[i], ==, overlaps[3 * i + k]);
    for (gsize i = 0; i < 6; i++)
      if (targets[i] == k) {
        g_assert_cmpfloat (output->series->y[i], ==, outputs[i]);
        g_assert_cmpfloat (error->series->y[i], ==, errors[i]);
      } else {
        g_assert_true (isnan (output->series->y[i]) && isnan (error->series->y[i]));
      }
  }
  g_assert_cmpfloat (fig_test_find_layer (figure, 3, "readout", "network")->series->y[5], ==, 3.0);
  {
    /* and the same while it goes on */
    FigSource live = { theory, NULL, NULL, &trace };
    g_autoptr (FigFigure) watched = fig_kind_find ("training")->build (&live);

    g_assert_cmpfloat (
      fig_test_find_layer (watched, 1, "z = 0.9", "network")->series->y[3], ==, 0.1);
  }
  fig_test_check_picture (figure, theory, fig_style_get (FIG_SCHEME_PRINT));
}

/* Targets come and go after a network was trained, and those behind them get other numbers: a
 * course is that of the target it was of, and what has none is told. */
static void
test_training_of_other_targets (void)
{
  g_autoptr (ExpTheory) before = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (before);
  /* of 1.6, 0.9 and -0.6 the first has gone, and another has come */
  g_autoptr (ExpTheory)
    theory = fig_test_theory ("{\"format\": \"attractor-experiment\", \"version\": 1, "
                              "\"task\": {\"targets\": [[0.9], [-0.6], [0.3], [-1.2]]}}");
  g_autoptr (ExpTheory)
    others = fig_test_theory ("{\"format\": \"attractor-experiment\", \"version\": 1, "
                              "\"task\": {\"targets\": [[1.1], [-1.2]]}}");
  FigSource source = { theory, measurement }, strange = { others, measurement };
  g_autoptr (FigFigure) figure = NULL, nothing = NULL;
  const ExpTrainingTrace *trace;

  fig_test_add_training (measurement);
  trace = measurement->training;
  figure = fig_kind_find ("training")->build (&source);
  for (gsize k = 0; k < 2; k++) {
    const char *name = k == 0 ? "z = 0.9" : "z = -0.6";
    const FigLayer *errors = fig_test_find_layer (figure, 1, name, "network");
    const FigLayer *overlaps = fig_test_find_layer (figure, 2, name, "overlap");

    g_assert_cmpint (errors->look.owner, ==, (int)k);
    g_assert_true (errors->look.faint);
    for (gsize i = 0; i < trace->n_points; i++) {
      g_assert_cmpfloat (overlaps->series->y[i], ==, trace->overlaps[3 * i + k + 1]);
      g_assert_cmpint (isnan (errors->series->y[i]), ==, trace->targets[i] != k + 1);
    }
  }
  fig_test_check_legend (figure,
                         "z = 0.9; z = −0.6; z = 0.3 (not trained); "
                         "z = −1.2 (not trained); Target presented; Network: other targets; "
                         "Not shown: 1 target that there is no longer");

  nothing = fig_kind_find ("training")->build (&strange);
  g_assert_cmpstr (
    fig_figure_get_panel (nothing, 0)->note, ==, "The network was trained for other targets");
}

/* Until a run has a course of its own, that of the network before stays, and is told as such. */
static void
test_training_of_earlier_network (void)
{
  g_autoptr (ExpTheory) before = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) earlier = fig_test_measurement (before);
  g_autoptr (ExpTheory) theory = fig_test_theory (
    "{\"format\": \"attractor-experiment\", \"version\": 1, \"network\": {\"gain\": 0.8}}");
  g_autoptr (ExpMeasurement) run = fig_test_measurement (theory);
  FigSource source = { theory, earlier };
  g_autoptr (FigFigure) begun = NULL, under_way = NULL;
  ExpTrainingTrace first;

  fig_test_add_training (earlier);
  fig_test_add_training (run);
  first = *run->training;
  first.n_points = 1;
  source.training = &first;
  begun = fig_kind_find ("training")->build (&source);
  g_assert_cmpuint (fig_test_find_layer (begun, 1, "z = 0.9", "network")->series->n_points,
                    ==,
                    earlier->training->n_points);
  g_assert_true (fig_test_find_layer (begun, 1, "z = 0.9", "network")->look.faint);
  fig_test_check_legend (begun,
                         "z = 1.6; z = 0.9; z = −0.6; Target presented; "
                         "Network: g = 0.9");

  first.n_points = 2;
  under_way = fig_kind_find ("training")->build (&source);
  g_assert_cmpuint (
    fig_test_find_layer (under_way, 1, "z = 0.9", "network")->series->n_points, ==, 2);
  g_assert_false (fig_test_find_layer (under_way, 1, "z = 0.9", "network")->look.faint);
}

/* The Gaussian has the mean field's variance and the histogram all neurons. */
static void
test_neurons (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement }, bare = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("neurons")->build (&source);
  g_autoptr (FigFigure) waiting = fig_kind_find ("neurons")->build (&bare);
  static const char *const names[] = { "z = 1.6", "z = 0.9", "z = -0.6" };

  g_assert_nonnull (fig_figure_get_panel (waiting, 0)->note);
  g_assert_nonnull (fig_figure_get_panel (waiting, 2)->note);
  for (gsize k = 0; k < 3; k++) {
    const FigSeries *gaussian = fig_test_find_layer (figure, 1, names[k], "theory")->series;
    const FigSeries *histogram = fig_test_find_layer (figure, 1, names[k], "network")->series;
    double area = 0.0, moment = 0.0, count = 0.0;

    for (gsize i = 1; i < gaussian->n_points; i++) {
      double step = gaussian->x[i] - gaussian->x[i - 1];

      area += step * gaussian->y[i];
      moment += step * gaussian->y[i] * gaussian->x[i] * gaussian->x[i];
    }
    for (gsize i = 0; i < histogram->n_points; i++)
      count += histogram->y[i] * (histogram->x[1] - histogram->x[0]);
    g_assert_cmpfloat_with_epsilon (area, 1.0, 1e-3);
    g_assert_cmpfloat_with_epsilon (
      moment, gsl_matrix_get (theory->mean_field->covariance, k, k), 5e-3 * moment);
    g_assert_cmpfloat_with_epsilon (count, 1.0, 0.01);
  }
  for (gsize i = 0; i < EXP_N_TIMES; i++)
    g_assert_cmpfloat (fig_test_find_layer (figure, 0, "neuron 2", "network")->series->y[i],
                       ==,
                       measurement->activity[i * measurement->n_units + 1]);
  g_assert_nonnull (fig_test_find_layer (figure, 2, "trajectory 2", "network"));
}

/* A network of other parameters is faint, below theory, and says so. */
static void
test_other_parameters (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpTheory)
    other = fig_test_theory ("{\"format\": \"attractor-experiment\", \"version\": 1, "
                             "\"network\": {\"gain\": 0.8}, \"title\": \"Other\"}");
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (other);
  FigSource source = { theory, measurement };
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++) {
    g_autoptr (FigFigure) figure = kinds[i]->build (&source);
    const FigPanel *panel = fig_figure_get_panel (figure, 0);
    g_autofree char *text = fig_test_dup_legend (figure);
    gboolean theory_before = FALSE;

    /* over parameters a network belongs where it was made */
    if ((kinds[i]->needs & (FIG_NEEDS_CURVE | FIG_NEEDS_MAP)) != 0 ||
        strcmp (kinds[i]->name, "training") == 0)
      continue;
    g_assert_nonnull (strstr (text, "Network: g = 0.8"));
    g_assert_nonnull (strstr (fig_figure_get_description (figure), "other parameters"));
    for (guint j = 0; j < panel->layers->len; j++) {
      const FigLayer *layer = g_ptr_array_index (panel->layers, j);
      gboolean network = strcmp (layer->series->kind, "network") == 0;

      if (network)
        g_assert_true (layer->look.faint && !theory_before);
      theory_before = theory_before || strcmp (layer->series->kind, "theory") == 0;
    }
    fig_test_check_picture (figure, theory, fig_style_get (FIG_SCHEME_DARK));
  }
  /* a title is no parameter */
  measurement->experiment->gain = 0.9;
  {
    g_autoptr (FigFigure) figure = kinds[0]->build (&source);

    fig_test_check_legend (figure, "z = 1.6; z = 0.9 (unstable); z = −0.6; Network, N = 1000");
  }
}

/* A formula is a parameter too, and shown as it was written. */
static void
test_formula (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (
    "{\"format\": \"attractor-experiment\", \"version\": 1, \"network\": "
    "{\"transfer\": {\"kind\": \"formula\", \"formula\": \"tanh(x<2 ? x : 2)\"}}}");
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  g_autoptr (FigFigure) other = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (strstr (fig_figure_get_subtitle (figure), "tanh(x&lt;2 ? x : 2)"));
  g_free (measurement->experiment->formula);
  measurement->experiment->formula = g_strdup ("x");
  other = fig_kind_find ("attractors")->build (&source);
  text = fig_test_dup_legend (other);
  g_assert_nonnull (strstr (text, "Network: other parameters"));
}

/* The verdict is that of theory, whatever a network does. */
static void
test_verdict (void)
{
  static const struct {
    const char *threshold;
    const char *legend;
  } cases[] = {
    { "0", "z = 1 (marginal)" },
    { "0.5", "z = 1 (unstable)" },
    { "-0.5", "z = 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf (
      "{\"format\": \"attractor-experiment\", \"version\": 1, \"task\": {\"targets\": [[1]]}, "
      "\"network\": {\"transfer\": {\"kind\": \"relu\", \"threshold\": %s}}}",
      cases[i].threshold);
    g_autoptr (ExpTheory) theory = fig_test_theory (text);
    FigSource source = { theory, NULL };
    g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);

    fig_test_check_legend (figure, cases[i].legend);
  }
}

/* A network of another shape: other numbers of attractors, frequencies, outputs. */
static void
test_other_shape (void)
{
  g_autoptr (ExpTheory) one = fig_test_theory (
    "{\"format\": \"attractor-experiment\", \"version\": 1, "
    "\"task\": {\"targets\": [[0.5]]}, \"probe\": {\"frequency_points\": 7}}");
  g_autoptr (ExpTheory) three = fig_test_theory (NULL);
  g_autoptr (ExpTheory) plane = fig_test_theory (fig_test_two_outputs);
  g_autoptr (ExpTheory) many = fig_test_theory (many_targets);
  ExpTheory *const theories[] = { one, three, plane, many };
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize i = 0; i < G_N_ELEMENTS (theories); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (theories); j++) {
      g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theories[j]);
      FigSource source = { theories[i], measurement };

      for (gsize k = 0; k < n_kinds; k++) {
        g_autoptr (FigFigure) figure = kinds[k]->build (&source);

        fig_test_check_picture (figure, theories[i], fig_style_get (FIG_SCHEME_PRINT));
      }
    }
}

/* Targets that agree to four digits still have names of their own. */
static void
test_close_targets (void)
{
  g_autoptr (ExpTheory)
    theory = fig_test_theory ("{\"format\": \"attractor-experiment\", \"version\": 1, "
                              "\"task\": {\"targets\": [[0.5], [0.500001], [-0.9]]}}");
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);

  g_assert_nonnull (fig_test_find_layer (figure, 0, "z = 0.5", "target"));
  g_assert_nonnull (fig_test_find_layer (figure, 0, "z = 0.500001", "target"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/kinds/partial", test_partial);
  g_test_add_func ("/figure/kinds/pictures", test_pictures);
  g_test_add_func ("/figure/kinds/many-attractors", test_many_attractors);
  g_test_add_func ("/figure/kinds/series-titles", test_series_titles);
  g_test_add_func ("/figure/kinds/training", test_training);
  g_test_add_func ("/figure/kinds/training-of-other-targets", test_training_of_other_targets);
  g_test_add_func ("/figure/kinds/training-of-earlier-network", test_training_of_earlier_network);
  g_test_add_func ("/figure/kinds/neurons", test_neurons);
  g_test_add_func ("/figure/kinds/other-parameters", test_other_parameters);
  g_test_add_func ("/figure/kinds/formula", test_formula);
  g_test_add_func ("/figure/kinds/verdict", test_verdict);
  g_test_add_func ("/figure/kinds/other-shape", test_other_shape);
  g_test_add_func ("/figure/kinds/close-targets", test_close_targets);
  return g_test_run ();
}
