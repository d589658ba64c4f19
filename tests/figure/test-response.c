/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fig-source.h"
#include "fig-test.h"

static const char with_step[] =
  "{\"format\": \"attractor-experiment\", \"version\": 1, \"probe\": {\"step\": 0.05}}";

static void
test_relaxation (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement }, theory_only = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("relaxation")->build (&source);
  g_autoptr (FigFigure) bare = fig_kind_find ("relaxation")->build (&theory_only);
  FigRange x, y;

  fig_test_check_legend (figure,
                         "Theory: δz; Network, N = 1000; Root mean square of its neurons’ δx");
  fig_test_check_legend (bare, "");
  g_assert_cmpuint (fig_figure_get_n_panels (figure), ==, 3);
  for (guint k = 0; k < 3; k++) {
    const FigPanel *panel = fig_figure_get_panel (figure, k);
    g_autofree char *name = g_strdup_printf ("z = %s", k == 0 ? "1.6" : k == 1 ? "0.9" : "-0.6");
    const FigLayer *line = fig_test_find_layer (figure, k, name, "theory");
    const FigLayer *points = fig_test_find_layer (figure, k, name, "network");
    const FigLayer *neurons = fig_test_find_layer (figure, k, name, "neurons");

    g_assert_nonnull (panel->title);
    g_assert_cmpmem (neurons->series->y,
                     sizeof (double) * EXP_N_TIMES,
                     measurement->attractors[k].internal_relaxation,
                     sizeof (double) * EXP_N_TIMES);
    g_assert_cmpint (line->look.owner, ==, (int)k);
    g_assert_cmpint (line->look.broken, ==, k == 1);
    g_assert_cmpmem (line->series->y,
                     sizeof (double) * EXP_N_TIMES,
                     theory->attractors[k].relaxation,
                     sizeof (double) * EXP_N_TIMES);
    g_assert_cmpmem (points->series->y,
                     sizeof (double) * EXP_N_TIMES,
                     measurement->attractors[k].relaxation,
                     sizeof (double) * EXP_N_TIMES);
  }
  /* the unstable one grows a hundredfold; its axis does not */
  g_assert_cmpfloat (theory->attractors[1].relaxation[EXP_N_TIMES - 1], >, 5.0);
  fig_panel_get_range (fig_figure_get_panel (figure, 1), &x, &y);
  g_assert_cmpfloat (y.maximum, <, 1.0);
  fig_panel_get_range (fig_figure_get_panel (bare, 1), &x, &y);
  g_assert_cmpfloat (y.maximum, <, 1.0);
}

/* Along the kick, (1, 1)/√2. */
static void
test_relaxation_in_the_plane (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (fig_test_two_outputs);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("relaxation")->build (&source);
  const double *z = theory->attractors[1].relaxation;

  g_assert_cmpfloat_with_epsilon (
    fig_test_find_layer (figure, 1, "z = (0.1, 1.1)", "theory")->series->y[30],
    (z[60] + z[61]) / sqrt (2.0),
    1e-14);
}

/* The answer to a lasting input is beside that to the kick, where there is such an input. */
static void
test_step (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (with_step);
  g_autoptr (ExpTheory) without = fig_test_theory (NULL);
  FigSource source = { theory, NULL }, bare = { without, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("relaxation")->build (&source);
  g_autoptr (FigFigure) other = fig_kind_find ("relaxation")->build (&bare);
  const FigLayer *layer = fig_test_find_layer (figure, 0, "z = 1.6", "step-theory");

  g_assert_nonnull (layer);
  g_assert_cmpfloat (layer->series->y[0], ==, 0.0);
  g_assert_cmpfloat (layer->series->y[EXP_N_TIMES - 1], >, 0.05);
  g_assert_null (fig_test_find_layer (other, 0, "z = 1.6", "step-theory"));
}

/* What driving gives lies on the response, with its error as a bar in |H| and as an
 * angle in the phase; what could not be driven is nowhere. */
static void
test_driven (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = NULL;
  const FigLayer *magnitude, *phase;

  fig_test_add_driven (measurement);
  for (gsize i = 0; i < measurement->n_driven; i++)
    measurement->attractors[1].driven_errors[i] = measurement->attractors[1].driven_response[i] =
      NAN;
  figure = fig_kind_find ("frequency-response")->build (&source);
  magnitude = fig_test_find_layer (figure, 0, "z = -0.6", "driven");
  phase = fig_test_find_layer (figure, 1, "z = -0.6", "driven");
  g_assert_null (fig_test_find_layer (figure, 0, "z = 0.9", "driven"));
  g_assert_nonnull (fig_test_find_layer (figure, 2, "z = -0.6", "driven"));
  for (gsize i = 0; i < measurement->n_driven; i++) {
    double complex h = measurement->attractors[2].driven_response[i];

    g_assert_cmpfloat (magnitude->series->x[i], ==, measurement->driven_frequencies[i]);
    g_assert_cmpfloat_with_epsilon (magnitude->series->y[i], cabs (h), 1e-12);
    g_assert_cmpfloat_with_epsilon (magnitude->series->columns[0].values[i], 0.2 * cabs (h), 1e-12);
    g_assert_cmpfloat_with_epsilon (
      cos (phase->series->y[i] * G_PI / 180.0), creal (h) / cabs (h), 1e-9);
    g_assert_cmpfloat_with_epsilon (
      phase->series->columns[0].values[i], asin (0.2) * 180.0 / G_PI, 1e-9);
  }
  fig_test_check_picture (figure, theory, fig_style_get (FIG_SCHEME_PRINT));
}

static void
test_frequency_response (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = fig_kind_find ("frequency-response")->build (&source);
  static const char *const names[] = { "z = 1.6", "z = 0.9", "z = -0.6" };

  fig_test_check_legend (
    figure, "z = 1.6; z = 0.9 (unstable); z = −0.6; Resonance; Theory; Network, N = 1000");
  g_assert_cmpuint (fig_figure_get_n_panels (figure), ==, 3);
  g_assert_nonnull (strstr (fig_figure_get_description (figure), "z = −0.6 resonates"));
  g_assert_null (fig_test_find_layer (figure, 0, "z = 1.6", "resonance"));
  for (guint panel = 0; panel < 3; panel += 2) {
    const FigSeries *mark = fig_test_find_layer (figure, panel, "z = -0.6", "resonance")->series;
    double size = panel == 0 ? mark->y[0] : hypot (mark->x[0], mark->y[0]);

    g_assert_cmpfloat_with_epsilon (
      size, theory->attractors[2].dynamics->resonance_magnitude, 1e-9 * size);
  }
  for (gsize k = 0; k < 3; k++) {
    const FigSeries *magnitude = fig_test_find_layer (figure, 0, names[k], "theory")->series;
    const FigSeries *measured = fig_test_find_layer (figure, 0, names[k], "network")->series;
    const FigSeries *phase = fig_test_find_layer (figure, 1, names[k], "theory")->series;
    const FigSeries *plane = fig_test_find_layer (figure, 2, names[k], "theory")->series;
    const double complex *response = theory->attractors[k].response;
    gsize at = 0; /* of the plane, which has points between these */

    g_assert_cmpuint (magnitude->n_points, ==, theory->n_frequencies);
    for (gsize i = 0; i < theory->n_frequencies; i++) {
      double turns = (phase->y[i] - carg (response[i]) * 180.0 / G_PI) / 360.0;

      g_assert_cmpfloat (magnitude->x[i], ==, theory->frequencies[i]);
      g_assert_cmpfloat (magnitude->y[i], ==, cabs (response[i]));
      while (at < plane->n_points && plane->x[at] != creal (response[i]))
        at++;
      g_assert_cmpuint (at, <, plane->n_points);
      g_assert_cmpfloat (plane->y[at], ==, cimag (response[i]));
      g_assert_cmpfloat_with_epsilon (measured->y[i], 1.05 * magnitude->y[i], 1e-9);
      g_assert_cmpfloat_with_epsilon (turns, round (turns), 1e-9);
      if (i > 0)
        g_assert_cmpfloat (fabs (phase->y[i] - phase->y[i - 1]), <, 180.0);
    }
  }
}

/* A phase that crosses ±180° goes on; that of the network is never a turn from theory's, also
 * where it goes by the other side of the origin, and what is no number is a gap. */
static void
test_phase_branches (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = NULL;
  const FigSeries *predicted, *measured;
  gsize n = measurement->n_frequencies;

  g_assert_cmpuint (n, ==, theory->n_frequencies);
  for (gsize i = 0; i < n; i++) {
    double part = (double)i / (double)(n - 1);

    /* theory from -540° up to -90°, past -360° and -180°; the network from -180° up to -90° */
    theory->attractors[0].response[i] = cexp (I * G_PI / 180.0 * (-540.0 + 450.0 * part));
    measurement->attractors[0].response[i] = cexp (I * G_PI / 180.0 * (-180.0 + 90.0 * part));
  }
  measurement->attractors[0].response[50] = NAN;
  figure = fig_kind_find ("frequency-response")->build (&source);
  predicted = fig_test_find_layer (figure, 1, "z = 1.6", "theory")->series;
  measured = fig_test_find_layer (figure, 1, "z = 1.6", "network")->series;
  for (gsize i = 0; i < n; i++) {
    double part = (double)i / (double)(n - 1);
    double turns = (measured->y[i] - (-180.0 + 90.0 * part)) / 360.0;

    g_assert_cmpfloat_with_epsilon (predicted->y[i], -540.0 + 450.0 * part, 1e-6);
    if (i == 50) {
      g_assert_true (isnan (measured->y[i]));
      continue;
    }
    g_assert_cmpfloat (fabs (measured->y[i] - predicted->y[i]), <=, 180.0 + 1e-6);
    g_assert_cmpfloat_with_epsilon (turns, round (turns), 1e-9);
  }
  g_assert_cmpfloat_with_epsilon (measured->y[0], predicted->y[0], 1e-6);
  g_assert_cmpfloat_with_epsilon (measured->y[n - 1], predicted->y[n - 1], 1e-6);
}

/* The maximum of |H| at an attractor that the output leaves is no resonance. */
static void
test_formal_resonance (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { theory, NULL };
  RcLocalDynamics *dynamics = (RcLocalDynamics *)theory->attractors[2].dynamics;
  g_autoptr (FigFigure) figure = NULL;
  const FigLayer *mark;

  dynamics->stable = FALSE;
  dynamics->verdict = RC_VERDICT_UNSTABLE;
  figure = fig_kind_find ("frequency-response")->build (&source);
  fig_test_check_legend (
    figure,
    "z = 1.6; z = 0.9 (unstable); z = −0.6 (unstable); Maximum where unstable, no "
    "resonance");
  mark = fig_test_find_layer (figure, 0, "z = -0.6", "formal-resonance");
  g_assert_true (mark->look.hollow);
  g_assert_null (strstr (fig_figure_get_description (figure), "resonates"));
  g_assert_nonnull (strstr (fig_figure_get_description (figure), "is no resonance"));
}

static void
test_singular_values (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (fig_test_two_outputs);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("frequency-response")->build (&source);
  const FigSeries *magnitude = fig_test_find_layer (figure, 0, "z = (1, 0.2)", "theory")->series;
  const FigSeries *phase = fig_test_find_layer (figure, 1, "z = (1, 0.2)", "theory")->series;
  const FigSeries *plane = fig_test_find_layer (figure, 2, "z = (1, 0.2)", "theory")->series;

  g_assert_cmpuint (fig_figure_get_n_panels (figure), ==, 3);
  g_assert_cmpfloat (
    magnitude->y[9], ==, exp_response_magnitude (2, theory->attractors[0].response + 9 * 4));
  for (gsize i = 0; i < theory->n_frequencies; i++) {
    const double complex *matrix = theory->attractors[0].response + 4 * i;
    double complex mean = 0.5 * (matrix[0] + matrix[3]);

    g_assert_cmpfloat_with_epsilon (plane->x[i], creal (mean), 1e-12);
    g_assert_cmpfloat_with_epsilon (plane->y[i], cimag (mean), 1e-12);
    g_assert_cmpfloat_with_epsilon (
      cos (phase->y[i] * G_PI / 180.0), creal (mean) / cabs (mean), 1e-9);
  }
}

/* A mode that the output does not see is of no eigenvalue that stands out: it is not predicted. */
static void
test_hidden_pole (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { theory, NULL };
  RcLocalDynamics *dynamics = theory->attractors[0].dynamics;

  for (gsize hidden = 0; hidden <= dynamics->n_targets; hidden++) {
    g_autoptr (FigFigure) figure = NULL;
    const FigPanel *panel;
    gsize n_poles = 0, n_visible = 0;

    for (gsize i = 0; i < dynamics->n_targets; i++) {
      dynamics->visible[i] = i != hidden;
      n_visible += i != hidden;
    }
    figure = fig_kind_find ("spectrum")->build (&source);
    panel = fig_figure_get_panel (figure, 0);
    for (guint i = 0; i < panel->layers->len; i++) {
      const FigSeries *series = ((const FigLayer *)g_ptr_array_index (panel->layers, i))->series;

      for (gsize j = 0; j < series->n_points && strcmp (series->kind, "theory") == 0; j++) {
        n_poles++;
        if (hidden < dynamics->n_targets)
          g_assert_false (series->x[j] == creal (dynamics->poles[hidden]) &&
                          series->y[j] == cimag (dynamics->poles[hidden]));
      }
    }
    g_assert_cmpuint (n_poles, ==, n_visible);
  }
}

/* A target that is removed takes what was measured there along, one that is moved keeps it, and
 * neither gets what belongs to another. */
static void
test_network_of_other_targets (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  g_autoptr (ExpExperiment) fewer = exp_experiment_copy (theory->experiment);
  g_autoptr (ExpExperiment) moved = exp_experiment_copy (theory->experiment);
  g_autoptr (ExpTheory) theory_of_fewer = NULL;
  g_autoptr (ExpTheory) theory_of_moved = NULL;
  FigSource source = { .measurement = measurement };

  exp_table_free (fewer->targets);
  fewer->targets = exp_table_new (2, 1);
  exp_table_set (fewer->targets, 0, 0, 1.6);
  exp_table_set (fewer->targets, 1, 0, -0.6);
  source.theory = theory_of_fewer = exp_theory_new (fewer, NULL, NULL);
  g_assert_true (fig_source_get_measured (&source, 0, EXP_STAGE_SPECTRUM) ==
                 &measurement->attractors[0]);
  g_assert_true (fig_source_get_measured (&source, 1, EXP_STAGE_SPECTRUM) ==
                 &measurement->attractors[2]);
  g_assert_cmpint (fig_source_get_owner (&source, 0), ==, 0);
  g_assert_cmpint (fig_source_get_owner (&source, 1), ==, FIG_OWNER_NONE);
  g_assert_cmpint (fig_source_get_owner (&source, 2), ==, 1);
  g_assert_cmpint (fig_source_get_owner (&source, FIG_OWNER_NONE), ==, FIG_OWNER_NONE);

  exp_table_set (moved->targets, 1, 0, 0.8);
  source.theory = theory_of_moved = exp_theory_new (moved, NULL, NULL);
  for (gsize k = 0; k < 3; k++)
    g_assert_true (fig_source_get_measured (&source, k, EXP_STAGE_SPECTRUM) ==
                   &measurement->attractors[k]);
  exp_table_set (moved->targets, 1, 0, 1.6);
  exp_table_set (moved->targets, 0, 0, 2.0);
  g_clear_pointer (&theory_of_moved, exp_theory_unref);
  source.theory = theory_of_moved = exp_theory_new (moved, NULL, NULL);
  g_assert_null (fig_source_get_measured (&source, 0, EXP_STAGE_SPECTRUM));
}

/* What stands out of a network's own bulk is an outlier, and not what is outside a circle that
 * theory has moved since. */
static void
test_outliers_of_before (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  g_autoptr (ExpExperiment) moved = exp_experiment_copy (theory->experiment);
  g_autoptr (ExpTheory) smaller = NULL;
  g_autoptr (FigFigure) figure = NULL;
  FigSource source = { .measurement = measurement };
  const FigSeries *outliers;

  moved->gain = 0.5 * moved->gain;
  source.theory = smaller = exp_theory_new (moved, NULL, NULL);
  figure = fig_kind_find ("spectrum")->build (&source);
  outliers = fig_test_find_layer (figure, 0, "z = 1.6", "outliers")->series;
  g_assert_cmpuint (outliers->n_points, ==, measurement->attractors[0].n_outliers);
  g_assert_cmpfloat (outliers->x[0], ==, creal (measurement->attractors[0].eigenvalues[0]));
}

/* Poles, the circle and eigenvalues are where they belong; what lies outside the
 * circle is an outlier. */
static void
test_spectrum (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = fig_kind_find ("spectrum")->build (&source);
  static const char *const names[] = { "z = 1.6", "z = 0.9", "z = -0.6" };

  g_assert_cmpuint (fig_figure_get_n_panels (figure), ==, 3);
  for (guint k = 0; k < 3; k++) {
    const RcLocalDynamics *dynamics = theory->attractors[k].dynamics;
    const FigPanel *panel = fig_figure_get_panel (figure, k);
    const FigSeries *poles = fig_test_find_layer (figure, k, names[k], "theory")->series;
    const FigSeries *circle = fig_test_find_layer (figure, k, names[k], "bulk")->series;
    const FigLayer *outliers = fig_test_find_layer (figure, k, names[k], "outliers");
    const FigLayer *bulk = fig_test_find_layer (figure, k, names[k], "eigenvalues");
    gsize n_outliers = 0;

    g_assert_true (panel->equal);
    g_assert_cmpfloat (
      fig_test_find_layer (figure, k, "stability", "guide")->series->x[0], ==, 0.0);
    g_assert_cmpuint (poles->n_points, ==, 3);
    for (gsize i = 0; i < 3; i++) {
      g_assert_cmpfloat (poles->x[i], ==, creal (dynamics->poles[i]));
      g_assert_cmpfloat (poles->y[i], ==, cimag (dynamics->poles[i]));
    }
    for (gsize i = 0; i < circle->n_points; i++)
      g_assert_cmpfloat_with_epsilon (
        hypot (circle->x[i] + 1.0, circle->y[i]), dynamics->bulk_radius, 1e-12);
    for (gsize i = 0; outliers != NULL && i < outliers->series->n_points; i++, n_outliers++)
      g_assert_cmpfloat (
        hypot (outliers->series->x[i] + 1.0, outliers->series->y[i]), >, dynamics->bulk_radius);
    g_assert_cmpuint (bulk->series->n_points + n_outliers, ==, 100);
    g_assert_cmpint (bulk->look.owner, ==, FIG_OWNER_NONE);
  }
}

static const char sharp[] =
  "{\"format\": \"attractor-experiment\", \"version\": 1, "
  "\"task\": {\"targets\": [[1.6], [0.49], [-0.6]]}, \"probe\": {\"frequency_points\": 60}}";

/* The curve goes round a sharp resonance in short steps, each point of it a response. */
static void
test_nyquist (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (sharp);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("frequency-response")->build (&source);
  const FigSeries *curve = fig_test_find_layer (figure, 2, "z = 0.49", "theory")->series;
  const RcLocalDynamics *dynamics = theory->attractors[1].dynamics;
  double largest = dynamics->resonance_magnitude;
  gsize next = 0;

  g_assert_cmpfloat (largest, >, 50.0);
  g_assert_cmpuint (curve->n_points, <, 300);
  for (gsize i = 0; i < curve->n_points; i++) {
    double complex h = curve->x[i] + I * curve->y[i], given;

    if (i > 0)
      g_assert_cmpfloat (
        hypot (curve->x[i] - curve->x[i - 1], curve->y[i] - curve->y[i - 1]), <, 0.07 * largest);
    given = theory->attractors[1].response[MIN (next, theory->n_frequencies - 1)];
    next += next < theory->n_frequencies && cabs (h - given) < 1e-9 * largest;
  }
  /* all frequencies that theory has, in their order */
  g_assert_cmpuint (next, ==, theory->n_frequencies);
  g_assert_cmpuint (curve->n_points, >, theory->n_frequencies + 20);
}

/* What lies between them is the response of a frequency there: a pole's circle passes near it. */
static void
test_nyquist_between (void)
{
  g_autoptr (ExpTheory) coarse = fig_test_theory (sharp);
  FigSource source = { coarse, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("frequency-response")->build (&source);
  const FigSeries *curve = fig_test_find_layer (figure, 2, "z = 0.49", "theory")->series;
  const RcLocalDynamics *dynamics = coarse->attractors[1].dynamics;

  for (gsize i = 0; i < curve->n_points; i++) {
    double nearest = INFINITY;

    for (double w = 0.01; w < 10.1; w *= 1.0005) {
      double complex h;

      g_assert_true (rc_local_dynamics_response (dynamics, I * w, &h));
      nearest = fmin (nearest, cabs (h - (curve->x[i] + I * curve->y[i])));
    }
    g_assert_cmpfloat (nearest, <, 0.003 * dynamics->resonance_magnitude);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/response/relaxation", test_relaxation);
  g_test_add_func ("/figure/response/relaxation-in-the-plane", test_relaxation_in_the_plane);
  g_test_add_func ("/figure/response/frequency-response", test_frequency_response);
  g_test_add_func ("/figure/response/nyquist", test_nyquist);
  g_test_add_func ("/figure/response/nyquist-between", test_nyquist_between);
  g_test_add_func ("/figure/response/driven", test_driven);
  g_test_add_func ("/figure/response/phase-branches", test_phase_branches);
  g_test_add_func ("/figure/response/formal-resonance", test_formal_resonance);
  g_test_add_func ("/figure/response/step", test_step);
  g_test_add_func ("/figure/response/singular-values", test_singular_values);
  g_test_add_func ("/figure/response/hidden-pole", test_hidden_pole);
  g_test_add_func ("/figure/response/spectrum", test_spectrum);
  g_test_add_func ("/figure/response/outliers-of-before", test_outliers_of_before);
  g_test_add_func ("/figure/response/network-of-other-targets", test_network_of_other_targets);
  return g_test_run ();
}
