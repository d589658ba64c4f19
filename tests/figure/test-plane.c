/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fig-rule-layer.h"
#include "fig-source.h"
#include "fig-test.h"

static void
test_attractors (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement }, theory_only = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  g_autoptr (FigFigure) bare = fig_kind_find ("attractors")->build (&theory_only);
  const FigLayer *layer;

  fig_test_check_legend (figure, "z = 1.6; z = 0.9 (unstable); z = −0.6; Network, N = 1000");
  fig_test_check_legend (bare, "z = 1.6; z = 0.9 (unstable); z = −0.6");
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
  fig_test_check_picture (figure, theory, fig_style_get (FIG_SCHEME_LIGHT));
}

static void
test_plane (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (fig_test_two_outputs);
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
        g_assert_cmpint (layer->role,
                         ==,
                         map->n_outputs == 1 && point->target >= 0 ? FIG_ROLE_TARGET
                                                                   : FIG_ROLE_NONE);
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

  fig_test_check_legend (figure,
                         "z = 1.6; z = 0.9 (unstable); z = −0.6; Return map F(z), basins; "
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
  fig_test_check_picture (figure, theory, fig_style_get (FIG_SCHEME_LIGHT));
}

/* The figure of four outputs at which a network was released, of the fixed point that each leads
 * to, and of three such points. */
static FigFigure *
build_basins (ExpTheory *theory,
              ExpMeasurement *measurement,
              gssize *ends,
              RcClosedLoopPoint *points,
              double *fractions)
{
  double outputs[] = { -1.5, -0.5, 0.5, 1.5 };
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

  return fig_kind_find ("attractors")->build (&source);
}

/* Three bands of one output: the first target's, another fixed point's, and one that
 * leads nowhere; the second target has none. */
static void
test_network_basins (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  double fractions[] = { 0.5, 0.25, 0.0 };
  gssize ends[] = { 1, 0, 0, RC_BASINS_RESTLESS };
  double output = -1.5;
  RcClosedLoopPoint points[] = { { .target = 0 },
                                 { .target = -1, .output = &output },
                                 { .target = 1 } };
  g_autoptr (FigFigure) figure = build_basins (theory, measurement, ends, points, fractions);
  FigSource source = { .theory = theory, .measurement = measurement };
  g_autofree char *name = fig_source_get_name (&source, 0);
  const FigLayer *wanted = fig_test_find_layer (figure, 0, name, "network-basin");
  const FigLayer *other = fig_test_find_layer (
    figure, 0, "spurious attractor at -1.5", "network-basin");
  const char *description = fig_figure_get_description (figure);

  g_assert_cmpuint (wanted->series->n_points, ==, 2);
  g_assert_cmpfloat (wanted->series->y[0], ==, -0.5);
  g_assert_cmpfloat (wanted->series->y[1], ==, 0.5);
  g_assert_cmpint (wanted->look.owner, ==, 0);
  g_assert_cmpuint (other->series->n_points, ==, 1);
  g_assert_cmpint (other->look.owner, ==, FIG_OWNER_NONE);
  g_assert_null (fig_test_find_layer (figure, 0, "basins", "basin-edge"));
  g_assert_nonnull (strstr (description, "from 50 % of the outputs"));
  g_assert_nonnull (strstr (description, "from 25 % to another"));
  fig_test_check_picture (figure, theory, fig_style_get (FIG_SCHEME_LIGHT));
}

/* Two basins that nobody asked for are grey both: a line is between them. */
static void
test_grey_basins (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  double fractions[] = { 0.25, 0.25, 0.5 };
  gssize ends[] = { 1, 0, 2, 2 };
  double places[] = { -0.5, -1.5 };
  RcClosedLoopPoint points[] = { { .target = -1, .output = places },
                                 { .target = -1, .output = places + 1 },
                                 { .target = 1 } };
  g_autoptr (FigFigure) figure = build_basins (theory, measurement, ends, points, fractions);
  const FigSeries *edges = fig_test_find_layer (figure, 0, "basins", "basin-edge")->series;

  g_assert_cmpuint (edges->n_points, ==, 3);
  g_assert_cmpfloat (edges->y[0], ==, -1.0);
  g_assert_cmpfloat (edges->y[1], ==, -1.0);
  g_assert_cmpfloat (edges->x[0], <, edges->x[1]);
}

/* Of two outputs: arrows of F(z) - z, whichever way the grid was stored. */
static void
test_flow (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (fig_test_two_outputs);
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
  fig_test_check_picture (figure, theory, fig_style_get (FIG_SCHEME_DARK));
}

/* Where two basins meet is known better than by whole cells: a tenth of a cell before that place
 * the flow leads to one, and a tenth behind it to the other. */
static void
test_basin_crossings (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (fig_test_two_outputs);
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_RETURN_MAP, theory, NULL, NULL, NULL);
  const FigBasins *basins = study->basins;
  guint n_compared = 0, n_same = 0, n_crossings = 0;

  for (gsize i = 0; i + 1 < basins->n_columns * basins->n_rows; i++) {
    const double *place = basins->places + 2 * i;

    if ((i + 1) % basins->n_columns == 0 || basins->ends[i] == basins->ends[i + 1] ||
        n_crossings++ % 7 != 0)
      continue;
    for (int side = 0; side < 2; side++) {
      double part = basins->across[i] + (side == 0 ? -0.1 : 0.1);
      double z[] = { place[0] + part * basins->width, place[1] };
      int end = fig_test_follow (theory, study->return_map, z);

      n_compared += end != FIG_BASINS_NOWHERE;
      n_same += end != FIG_BASINS_NOWHERE && end == basins->ends[i + (gsize)side];
    }
  }
  g_assert_cmpuint (n_compared, >=, 6);
  g_assert_cmpuint (n_same, ==, n_compared);
}

/* The basins are those of the flow, and are drawn in the colours of their targets. */
static void
test_basins (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (fig_test_two_outputs);
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
  g_autoptr (ExpTheory) theory = fig_test_theory (fig_test_four_outputs);
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
  /* targets have the colours that they have in every figure */
  for (gsize k = 0; k < theory->n_attractors; k++) {
    g_autofree char *name = fig_source_get_name (&source, k);

    g_assert_cmpint (fig_test_find_layer (figure, 0, name, "target")->look.owner, ==, (int)k);
  }
  for (gsize i = 1; i < EXP_N_TIMES; i++) {
    double step = 0.5 * (sin (0.01 * (double)(2 * EXP_N_TIMES + i)) -
                         sin (0.01 * (double)(2 * EXP_N_TIMES + i - 1)));

    g_assert_cmpfloat_with_epsilon (path->x[i] - path->x[i - 1], 2.0 * step, 1e-9);
    g_assert_cmpfloat_with_epsilon (path->y[i], path->y[0], 1e-9);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/plane/attractors", test_attractors);
  g_test_add_func ("/figure/plane/lost-trajectories", test_lost_trajectories);
  g_test_add_func ("/figure/plane/plane", test_plane);
  g_test_add_func ("/figure/plane/return-map", test_return_map);
  g_test_add_func ("/figure/plane/flow", test_flow);
  g_test_add_func ("/figure/plane/basins", test_basins);
  g_test_add_func ("/figure/plane/basin-crossings", test_basin_crossings);
  g_test_add_func ("/figure/plane/network-basins", test_network_basins);
  g_test_add_func ("/figure/plane/grey-basins", test_grey_basins);
  g_test_add_func ("/figure/plane/components", test_components);
  return g_test_run ();
}
