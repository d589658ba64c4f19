/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fig-hit.h"
#include "fig-layout.h"
#include "fig-rule-layer.h"
#include "fig-source.h"
#include "fig-test.h"
#include "rc-edge.h"

static const char two_outputs[] =
  "{\"format\": \"attractor-experiment\", \"version\": 1, \"title\": \"Square\","
  "\"task\": {\"targets\": [[1, 0.2], [0.1, 1.1], [-1.2, 0]]}}";
static const char many_targets[] =
  "{\"format\": \"attractor-experiment\", \"version\": 1,"
  "\"task\": {\"targets\": [[0.1], [0.2], [0.3], [0.4], [0.5], [0.6], [0.7], [0.8], [0.9], [1], "
  "[1.1], [1.2]]}}";
static const char with_step[] =
  "{\"format\": \"attractor-experiment\", \"version\": 1, \"probe\": {\"step\": 0.05}}";
static const char four_outputs[] = "{\"format\": \"attractor-experiment\", \"version\": 1,"
                                   "\"task\": {\"targets\": [[1, 0, 0, 0], [0, 1, 0, 0.5]]}}";

static char *
legend_text (FigFigure *figure)
{
  const FigLegend *legend = fig_figure_get_legend (figure);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fig_legend_get_n_entries (legend); i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? "; " : "", fig_legend_get_entry (legend, i)->text);
  return g_string_free (text, FALSE);
}

static void
check_legend (FigFigure *figure, const char *wanted)
{
  g_autofree char *text = legend_text (figure);

  g_assert_cmpstr (text, ==, wanted);
}

/* A map belongs to no attractor, and leaves no paper; what waits is empty. */
static gboolean
is_colorless (FigFigure *figure)
{
  return g_str_has_suffix (fig_figure_get_title (figure), "Sweep") ||
         (g_str_has_suffix (fig_figure_get_title (figure), "Training") &&
          fig_legend_get_n_entries (fig_figure_get_legend (figure)) == 0);
}

/* Each attractor's colour is in every picture, on the background of the style,
 * and the panels are not blank. */
static void
check_picture (FigFigure *figure, const ExpTheory *theory, const FigStyle *style)
{
  cairo_surface_t *surface = fig_test_draw (figure, 520, 380, style);

  if (is_colorless (figure)) {
    cairo_surface_destroy (surface);
    return;
  }
  g_assert_cmpuint (fig_test_count (surface, &style->background), >, 1040 * 760 / 2);
  g_assert_cmpuint (fig_test_count (surface, &style->background), <, 1040 * 760 - 4000);
  for (gsize k = 0; k < theory->n_attractors; k++) {
    FigLook look = { .owner = (int)k };
    FigColor color = fig_look_get_color (&look, style);

    g_assert_cmpuint (fig_test_count (surface, &color), >, 5);
  }
  cairo_surface_destroy (surface);
}

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

    check_picture (figure, theory, fig_style_get (0));
  }
  g_free (partial.attractors);
}

static void
test_pictures (void)
{
  static const char *const experiments[] = { NULL, two_outputs, many_targets, four_outputs };
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
          check_picture (figure, theory, fig_style_get (scheme));
      }
  }
  g_assert_null (fig_kind_find ("no such kind"));
}

static void
test_attractors (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement }, theory_only = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  g_autoptr (FigFigure) bare = fig_kind_find ("attractors")->build (&theory_only);
  const FigLayer *layer;

  check_legend (figure, "z = 1.6; z = 0.9 (unstable); z = −0.6; Network, N = 1000");
  check_legend (bare, "z = 1.6; z = 0.9 (unstable); z = −0.6");
  g_assert_nonnull (fig_figure_get_panel (bare, 0)->note);
  g_assert_null (fig_figure_get_panel (figure, 0)->note);
  layer = fig_test_find_layer (figure, 0, "z = 0.9", "target");
  g_assert_true (layer->look.broken);
  g_assert_cmpfloat (layer->series->y[0], ==, 0.9);
  g_assert_false (fig_test_find_layer (figure, 0, "z = 1.6", "target")->look.broken);
  /* the made-up trajectories end at the targets in turn */
  for (gsize i = 0; i < measurement->n_trajectories; i++) {
    g_autofree char *name = g_strdup_printf ("trajectory %u", (guint)i + 1);

    layer = fig_test_find_layer (figure, 0, name, "network");
    g_assert_cmpint (layer->look.owner, ==, (int)(i % 3));
    g_assert_cmpmem (layer->series->y,
                     sizeof (double) * EXP_N_TIMES,
                     measurement->trajectories + i * EXP_N_TIMES,
                     sizeof (double) * EXP_N_TIMES);
  }
}

/* Trajectories that end nowhere are grey, also where they leave all bounds, and
 * then the axis stays where the targets are. */
static void
test_lost_trajectories (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = NULL;
  FigRange x, y;

  for (gsize t = 0; t < EXP_N_TIMES; t++) {
    measurement->trajectories[t] = -1.6;
    measurement->trajectories[EXP_N_TIMES + t] = exp ((double)t);
    measurement->trajectories[2 * EXP_N_TIMES + t] = t < 100 ? 1.0 : NAN;
  }
  figure = fig_kind_find ("attractors")->build (&source);
  g_assert_cmpint (
    fig_test_find_layer (figure, 0, "trajectory 1", "network")->look.owner, ==, FIG_OWNER_NONE);
  g_assert_cmpint (
    fig_test_find_layer (figure, 0, "trajectory 2", "network")->look.owner, ==, FIG_OWNER_NONE);
  g_assert_cmpint (
    fig_test_find_layer (figure, 0, "trajectory 3", "network")->look.owner, ==, FIG_OWNER_NONE);
  fig_panel_get_range (fig_figure_get_panel (figure, 0), &x, &y);
  g_assert_cmpfloat (y.maximum, <, 10.0);
  check_picture (figure, theory, fig_style_get (FIG_SCHEME_LIGHT));
}

static void
test_plane (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (two_outputs);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  const FigLayer *target = fig_test_find_layer (figure, 0, "z = (-1.2, 0)", "target");
  const FigLayer *path = fig_test_find_layer (figure, 0, "trajectory 2", "network");

  g_assert_cmpstr (fig_figure_get_title (figure), ==, "Square – Attractors");
  g_assert_true (fig_figure_get_panel (figure, 0)->equal);
  g_assert_cmpfloat (target->series->x[0], ==, -1.2);
  g_assert_cmpfloat (target->series->y[0], ==, 0.0);
  g_assert_cmpint (target->look.hollow, ==, !theory->attractors[2].dynamics->stable);
  g_assert_cmpfloat (path->series->x[7], ==, measurement->trajectories[(EXP_N_TIMES + 7) * 2]);
  g_assert_cmpfloat (path->series->y[7], ==, measurement->trajectories[(EXP_N_TIMES + 7) * 2 + 1]);
  g_assert_nonnull (fig_test_find_layer (figure, 0, "trajectory 2", "start"));
}

/* The fixed points of theory are where it says, the targets among them in their
 * colours, the unstable ones hollow. */
static void
check_fixed_points (FigFigure *figure, guint panel, const FigStudy *study)
{
  const ExpReturnMap *map = study->return_map;
  guint n_found = 0;

  for (guint i = 0; i < fig_figure_get_panel (figure, panel)->layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (fig_figure_get_panel (figure, panel)->layers, i);

    for (gsize j = 0; j < map->fixed_points->n_points; j++) {
      const RcFixedPoint *point = &map->fixed_points->points[j];

      if (!fig_layer_is_rule (layer) && layer->series->n_points == 1 &&
          strcmp (layer->series->kind, "target") != 0 &&
          layer->series->x[0] == point->state->output[0] &&
          layer->series->y[0] == point->state->output[map->n_outputs - 1]) {
        n_found++;
        g_assert_cmpint (layer->look.hollow, ==, !point->dynamics->stable);
        g_assert_cmpint (layer->look.owner, ==, point->target < 0 ? FIG_OWNER_NONE : point->target);
      }
    }
  }
  g_assert_cmpuint (n_found, ==, map->fixed_points->n_points);
}

static void
test_return_map (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_RETURN_MAP, theory, NULL, NULL, NULL);
  FigSource source = { theory, NULL, study }, early = { theory, NULL, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  g_autoptr (FigFigure) waiting = fig_kind_find ("attractors")->build (&early);
  const FigLayer *curve = fig_test_find_layer (figure, 1, "F(z)", "return-map");

  check_legend (figure,
                "z = 1.6; z = 0.9 (unstable); z = −0.6; Return map F(z) and its basins; "
                "Spurious attractor; Unstable fixed point");
  g_assert_nonnull (
    strstr (fig_figure_get_description (figure), "2 stable fixed points, and unstable ones: 2"));
  g_assert_cmpmem (curve->series->y,
                   curve->series->n_points * sizeof (double),
                   study->return_map->returned,
                   curve->series->n_points * sizeof (double));
  g_assert_false (curve->look.faint);
  check_fixed_points (figure, 1, study);
  g_assert_null (fig_figure_get_panel (figure, 1)->note);
  g_assert_nonnull (fig_figure_get_panel (waiting, 1)->note);
  check_picture (figure, theory, fig_style_get (FIG_SCHEME_LIGHT));
}

/* Three bands of one output: the first target's, another fixed point's, and one that
 * leads nowhere; the second target has none. */
static void
test_network_basins (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  double outputs[] = { -1.5, -0.5, 0.5, 1.5 }, fractions[] = { 0.5, 0.25, 0.0 };
  gssize ends[] = { 1, 0, 0, RC_BASINS_RESTLESS };
  RcClosedLoopPoint points[] = { { .target = 0 }, { .target = -1 }, { .target = 1 } };
  RcClosedLoop closed_loop = { .n_outputs = 1, .n_points = 3, .points = points };
  RcBasins found = { .n_outputs = 1,
                     .region = { .lower = { -1.5 }, .upper = { 1.5 } },
                     .n_points = { 4, 1 },
                     .outputs = outputs,
                     .ends = ends,
                     .closed_loop = &closed_loop,
                     .fractions = fractions };
  ExpBasins basins = { .experiment = theory->experiment, .basins = &found };
  FigSource source = { .theory = theory, .measurement = measurement, .basins = &basins };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  g_autofree char *name = fig_source_get_name (&source, 0);
  const FigLayer *wanted = fig_test_find_layer (figure, 0, name, "network-basin");
  const FigLayer *other = fig_test_find_layer (figure, 0, "fixed point 2", "network-basin");
  const char *description = fig_figure_get_description (figure);

  g_assert_cmpuint (wanted->series->n_points, ==, 2);
  g_assert_cmpfloat (wanted->series->y[0], ==, -0.5);
  g_assert_cmpfloat (wanted->series->y[1], ==, 0.5);
  g_assert_cmpint (wanted->look.owner, ==, 0);
  g_assert_cmpuint (other->series->n_points, ==, 1);
  g_assert_cmpint (other->look.owner, ==, FIG_OWNER_NONE);
  g_assert_nonnull (strstr (description, "from 50 % of the outputs"));
  g_assert_nonnull (strstr (description, "from 25 % to another"));
  check_picture (figure, theory, fig_style_get (FIG_SCHEME_LIGHT));
}

/* Of two outputs: arrows of F(z) - z, whichever way the grid was stored. */
static void
test_flow (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (two_outputs);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_RETURN_MAP, theory, NULL, NULL, NULL);
  FigSource source = { theory, measurement, study };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  const FigSeries *flow = fig_test_find_layer (figure, 0, "F(z) - z", "flow")->series;
  const double z[] = { flow->x[100], flow->y[100] };
  g_autoptr (RcState) state = rc_state_new (theory->mean_field, z, NULL, NULL, NULL);

  g_assert_cmpfloat (flow->y[0], ==, flow->y[1]);
  g_assert_cmpfloat (flow->x[0], <, flow->x[1]);
  for (gsize i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (flow->columns[i].values[100], state->returned[i] - z[i], 1e-9);
  check_fixed_points (figure, 0, study);
  check_picture (figure, theory, fig_style_get (FIG_SCHEME_DARK));
}

/* The basins are those of the flow, and are drawn in the colours of their targets. */
static void
test_basins (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (two_outputs);
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_RETURN_MAP, theory, NULL, NULL, NULL);
  FigSource source = { theory, NULL, study };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  const FigBasins *basins = study->basins;
  const RcFixedPoints *points = study->return_map->fixed_points;
  gsize n = basins->n_columns * basins->n_rows, n_drawn = 0, n_ends = 0;
  guint n_followed = 0, n_same = 0;

  for (gsize i = 0; i < n; i += 211) {
    int end = fig_test_follow (theory, study->return_map, basins->places + 2 * i);

    n_followed += end != FIG_BASINS_NOWHERE;
    n_same += end != FIG_BASINS_NOWHERE && end == basins->ends[i];
  }
  g_assert_cmpuint (n_followed, >=, 10);
  /* but for places next to the line between two */
  g_assert_cmpuint (n_same + 1, >=, n_followed);
  for (gsize i = 0; i < fig_figure_get_panel (figure, 0)->layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (fig_figure_get_panel (figure, 0)->layers, i);

    if (strcmp (layer->series->kind, "basin") == 0)
      n_drawn += layer->series->n_points;
  }
  for (gsize i = 0; i < n; i++)
    n_ends += basins->ends[i] != FIG_BASINS_NOWHERE;
  g_assert_cmpuint (n_drawn, ==, n_ends);
  g_assert_cmpuint (n_ends, >, n / 2);
  for (gsize i = 0; i < points->n_points; i++)
    if (points->points[i].dynamics->stable && points->points[i].target >= 0) {
      g_autofree char *name = fig_source_get_name (&source, (gsize)points->points[i].target);

      g_assert_cmpint (fig_test_find_layer (figure, 0, name, "basin")->look.owner,
                       ==,
                       (int)points->points[i].target);
    }
}

/* Of more outputs: the plane of the components, in which a line is a line. */
static void
test_components (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (four_outputs);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = NULL;
  const FigSeries *path;

  for (gsize i = 0; i < measurement->n_trajectories * EXP_N_TIMES; i++)
    for (gsize j = 0; j < 4; j++)
      measurement->trajectories[4 * i + j] = 0.5 * sin (0.01 * (double)i) + (double)j;
  figure = fig_kind_find ("attractors")->build (&source);
  path = fig_test_find_layer (figure, 0, "trajectory 3", "network")->series;
  g_assert_nonnull (strstr (fig_figure_get_panel (figure, 0)->x.title, "(100 %)"));
  for (gsize i = 1; i < EXP_N_TIMES; i++) {
    double step = 0.5 * (sin (0.01 * (double)(2 * EXP_N_TIMES + i)) -
                         sin (0.01 * (double)(2 * EXP_N_TIMES + i - 1)));

    g_assert_cmpfloat_with_epsilon (path->x[i] - path->x[i - 1], 2.0 * step, 1e-9);
    g_assert_cmpfloat_with_epsilon (path->y[i], path->y[0], 1e-9);
  }
}

static void
test_relaxation (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement }, theory_only = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("relaxation")->build (&source);
  g_autoptr (FigFigure) bare = fig_kind_find ("relaxation")->build (&theory_only);
  FigRange x, y;

  check_legend (figure, "Theory: δz; Network, N = 1000; Root mean square of its neurons’ δx");
  check_legend (bare, "");
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
  g_autoptr (ExpTheory) theory = fig_test_theory (two_outputs);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("relaxation")->build (&source);
  const double *z = theory->attractors[1].relaxation;

  g_assert_cmpfloat_with_epsilon (
    fig_test_find_layer (figure, 1, "z = (0.1, 1.1)", "theory")->series->y[30],
    (z[60] + z[61]) / sqrt (2.0),
    1e-14);
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
  check_picture (figure, theory, fig_style_get (FIG_SCHEME_PRINT));
}

static void
test_frequency_response (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = fig_kind_find ("frequency-response")->build (&source);
  static const char *const names[] = { "z = 1.6", "z = 0.9", "z = -0.6" };

  check_legend (figure,
                "z = 1.6; z = 0.9 (unstable); z = −0.6; Resonance; Theory; Network, N = 1000");
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

    g_assert_cmpuint (magnitude->n_points, ==, theory->n_frequencies);
    for (gsize i = 0; i < theory->n_frequencies; i++) {
      double turns = (phase->y[i] - carg (response[i]) * 180.0 / G_PI) / 360.0;

      g_assert_cmpfloat (magnitude->x[i], ==, theory->frequencies[i]);
      g_assert_cmpfloat (magnitude->y[i], ==, cabs (response[i]));
      g_assert_cmpfloat (plane->x[i], ==, creal (response[i]));
      g_assert_cmpfloat (plane->y[i], ==, cimag (response[i]));
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
  check_legend (figure,
                "z = 1.6; z = 0.9 (unstable); z = −0.6 (unstable); Maximum where unstable, no "
                "resonance");
  mark = fig_test_find_layer (figure, 0, "z = -0.6", "formal-resonance");
  g_assert_true (mark->look.hollow);
  g_assert_null (strstr (fig_figure_get_description (figure), "resonates"));
  g_assert_nonnull (strstr (fig_figure_get_description (figure), "is no resonance"));
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
    { "neuronal", "neuronal" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autoptr (FigSeries) series = fig_series_new (titles[i][0], "theory", 0, NULL, NULL);
    g_autofree char *title = fig_series_get_title (series);

    g_assert_cmpstr (title, ==, titles[i][1]);
  }
}

static void
test_singular_values (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (two_outputs);
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
    double gain = rc_edge_gain (theory->mean_field, k);

    for (gsize i = 0; i < study->curve->n_points; i++)
      if (output[i] > 0.0)
        g_assert_cmpfloat (stays->series->y[i], ==, output[i]);
      else
        g_assert_true (leaves->look.broken && leaves->series->y[i] == -output[i]);
    g_assert_cmpint (gain < 2.0, ==, edge != NULL);
    if (edge != NULL)
      g_assert_cmpfloat_with_epsilon (edge->series->x[0], gain, 1e-3);
    /* the made-up network is theory, a little off */
    g_assert_cmpfloat_with_epsilon (
      fig_test_find_layer (figure, 0, names[k], "network")->series->y[0],
      fabs (theory->attractors[k].dynamics->time_constant),
      0.25 * fabs (theory->attractors[k].dynamics->time_constant));
  }
  check_picture (figure, theory, fig_style_get (FIG_SCHEME_LIGHT));
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
    /* and the same while it goes on, but not where the task is another one by now */
    FigSource live = { theory, NULL, NULL, &trace };
    g_autoptr (FigFigure) watched = fig_kind_find ("training")->build (&live);
    g_autoptr (FigFigure) other = NULL;

    g_assert_cmpfloat (
      fig_test_find_layer (watched, 1, "z = 0.9", "network")->series->y[3], ==, 0.1);
    targets[5] = 3;
    other = fig_kind_find ("training")->build (&live);
    g_assert_nonnull (fig_figure_get_panel (other, 0)->note);
  }
  check_picture (figure, theory, fig_style_get (FIG_SCHEME_PRINT));
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
    g_autofree char *text = legend_text (figure);
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
    check_picture (figure, theory, fig_style_get (FIG_SCHEME_DARK));
  }
  /* a title is no parameter */
  measurement->experiment->gain = 0.9;
  {
    g_autoptr (FigFigure) figure = kinds[0]->build (&source);

    check_legend (figure, "z = 1.6; z = 0.9 (unstable); z = −0.6; Network, N = 1000");
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
  text = legend_text (other);
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

    check_legend (figure, cases[i].legend);
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
  g_autoptr (ExpTheory) plane = fig_test_theory (two_outputs);
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

        check_picture (figure, theories[i], fig_style_get (FIG_SCHEME_PRINT));
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
  g_test_add_func ("/figure/kinds/attractors", test_attractors);
  g_test_add_func ("/figure/kinds/lost-trajectories", test_lost_trajectories);
  g_test_add_func ("/figure/kinds/plane", test_plane);
  g_test_add_func ("/figure/kinds/return-map", test_return_map);
  g_test_add_func ("/figure/kinds/flow", test_flow);
  g_test_add_func ("/figure/kinds/basins", test_basins);
  g_test_add_func ("/figure/kinds/network-basins", test_network_basins);
  g_test_add_func ("/figure/kinds/components", test_components);
  g_test_add_func ("/figure/kinds/relaxation", test_relaxation);
  g_test_add_func ("/figure/kinds/relaxation-in-the-plane", test_relaxation_in_the_plane);
  g_test_add_func ("/figure/kinds/many-attractors", test_many_attractors);
  g_test_add_func ("/figure/kinds/frequency-response", test_frequency_response);
  g_test_add_func ("/figure/kinds/driven", test_driven);
  g_test_add_func ("/figure/kinds/phase-branches", test_phase_branches);
  g_test_add_func ("/figure/kinds/formal-resonance", test_formal_resonance);
  g_test_add_func ("/figure/kinds/series-titles", test_series_titles);
  g_test_add_func ("/figure/kinds/step", test_step);
  g_test_add_func ("/figure/kinds/singular-values", test_singular_values);
  g_test_add_func ("/figure/kinds/spectrum", test_spectrum);
  g_test_add_func ("/figure/kinds/time-constants", test_time_constants);
  g_test_add_func ("/figure/kinds/sweep", test_sweep);
  g_test_add_func ("/figure/kinds/sweep-without-boundary", test_sweep_without_boundary);
  g_test_add_func ("/figure/kinds/training", test_training);
  g_test_add_func ("/figure/kinds/neurons", test_neurons);
  g_test_add_func ("/figure/kinds/other-parameters", test_other_parameters);
  g_test_add_func ("/figure/kinds/formula", test_formula);
  g_test_add_func ("/figure/kinds/verdict", test_verdict);
  g_test_add_func ("/figure/kinds/other-shape", test_other_shape);
  g_test_add_func ("/figure/kinds/close-targets", test_close_targets);
  return g_test_run ();
}
