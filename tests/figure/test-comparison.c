/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "exp-document.h"
#include "exp-pins.h"
#include "fig-basin-edges.h"
#include "fig-comparison.h"
#include "fig-metadata.h"
#include "fig-test.h"

#define HEAD "{\"format\": \"attractor-experiment\", \"version\": 1, "
#define ONE HEAD "\"task\": {\"targets\": [[1.1], [-0.5]]}}"
#define TWO HEAD "\"task\": {\"targets\": [[1.1, 0.2], [-0.5, 0.8]]}}"
#define OTHER_TWO HEAD "\"task\": {\"targets\": [[1.1, 0.2], [-0.3, 0.8]]}}"
#define OTHER HEAD "\"network\": {\"gain\": 0.4}, \"task\": {\"targets\": [[1.1], [-0.5]]}}"

static guint
count_layers (FigFigure *figure)
{
  guint n = 0;

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++)
    n += fig_figure_get_panel (figure, i)->layers->len;
  return n;
}

/* What is exported brings back what was compared, too. */
static void
check_file (FigFigure *figure, const ExpTheory *other)
{
  g_autofree char *text = fig_metadata_print_experiment (figure);
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpExperiment) read = exp_document_parse (text, -1, "figure", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (exp_pins_get_n (read->pins), ==, 1);
  g_assert_cmpstr (read->pins->pins[0].name, ==, "a < b");
  g_assert_true (exp_experiment_equal (read->pins->pins[0].experiment, other->experiment));
}

/* In every kind of figure: what is compared comes on top, with a stroke and names of
 * its own, and a legend where there is anything of it; what was there stays as it was. */
static void
test_kinds (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (ONE);
  g_autoptr (ExpTheory) other = fig_test_theory (OTHER);
  FigComparison comparisons[] = { { "hidden", NULL, NULL, NULL }, { "a < b", other, NULL, NULL } };
  FigSource source = { .theory = theory };
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize k = 0; k < n_kinds; k++) {
    g_autoptr (FigFigure) plain = kinds[k]->build (&source);
    g_autoptr (FigFigure) none = fig_comparison_build (kinds[k], &source, 1, comparisons);
    g_autoptr (FigFigure) figure = fig_comparison_build (kinds[k], &source, 2, comparisons);
    guint n_compared = 0, n_entries;

    g_assert_cmpuint (count_layers (none), ==, count_layers (plain));
    g_assert_cmpstr (fig_figure_get_description (none), ==, fig_figure_get_description (plain));
    g_assert_nonnull (strstr (fig_figure_get_description (figure), "a < b"));
    g_assert_cmpuint (exp_pins_get_n (fig_figure_get_experiment (none)->pins), ==, 0);
    check_file (figure, other);
    for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
      const FigPanel *panel = fig_figure_get_panel (figure, i);

      for (guint j = 0; j < panel->layers->len; j++) {
        const FigLayer *layer = g_ptr_array_index (panel->layers, j);

        g_assert_true (layer->look.stroke == 0 || layer->look.stroke == 2);
        g_assert_cmpint (
          g_str_has_prefix (layer->series->name, "a < b: "), ==, layer->look.stroke == 2);
        n_compared += layer->look.stroke == 2;
      }
    }
    g_assert_cmpuint (count_layers (figure), ==, count_layers (plain) + n_compared);
    n_entries = fig_legend_get_n_entries (fig_figure_get_legend (figure)) -
                fig_legend_get_n_entries (fig_figure_get_legend (plain));
    g_assert_cmpuint (n_entries, <=, 1);
    g_assert_true (n_entries == 1 || n_compared == 0);
    g_test_message ("%s: %u layers compared", kinds[k]->name, n_compared);
    if (strcmp (kinds[k]->name, "frequency-response") == 0)
      g_assert_cmpuint (n_compared, >=, 4);
  }
}

static guint
count_kind (FigFigure *figure, const char *panel_id, const char *kind, int stroke)
{
  guint n = 0;

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);

    for (guint j = 0; j < panel->layers->len; j++) {
      const FigLayer *layer = g_ptr_array_index (panel->layers, j);

      n += strcmp (panel->id, panel_id) == 0 && strcmp (layer->series->kind, kind) == 0 &&
           layer->look.stroke == stroke;
    }
  }
  return n;
}

static FigStudy *
make_study (const FigKind *kind, const ExpTheory *theory)
{
  g_autoptr (GError) error = NULL;
  FigStudy *study = fig_study_new (fig_comparison_get_needs (kind), theory, NULL, NULL, &error);

  g_assert_no_error (error);
  return study;
}

/* The return map of what is compared, with its fixed points; not the diagonal again, nor targets
 * at the same place. */
static void
test_return_map (void)
{
  const FigKind *kind = fig_kind_find ("attractors");
  g_autoptr (ExpTheory) theory = fig_test_theory (ONE);
  g_autoptr (ExpTheory) other = fig_test_theory (OTHER);
  g_autoptr (FigStudy) study = make_study (kind, theory);
  g_autoptr (FigStudy) other_study = make_study (kind, other);
  FigSource source = { .theory = theory, .study = study };
  FigComparison comparison = { "before", other, NULL, other_study };
  g_autoptr (FigFigure) figure = fig_comparison_build (kind, &source, 1, &comparison);

  g_assert_cmpuint (count_kind (figure, "return-map", "return-map", 1), ==, 1);
  g_assert_cmpuint (count_kind (figure, "return-map", "return-map", 0), ==, 1);
  g_assert_cmpuint (count_kind (figure, "return-map", "guide", 1), ==, 0);
  g_assert_cmpuint (count_kind (figure, "output", "target", 0), ==, 2);
  g_assert_cmpuint (count_kind (figure, "output", "target", 1), ==, 0);
}

/* Of two outputs the lines between the basins, and no second flow. */
static void
test_plane (void)
{
  const FigKind *kind = fig_kind_find ("attractors");
  g_autoptr (ExpTheory) theory = fig_test_theory (TWO);
  g_autoptr (ExpTheory) other = fig_test_theory (OTHER_TWO);
  g_autoptr (ExpTheory) single = fig_test_theory (ONE);
  g_autoptr (FigStudy) study = make_study (kind, theory);
  g_autoptr (FigStudy) other_study = make_study (kind, other);
  g_autoptr (FigStudy) single_study = make_study (kind, single);
  FigSource source = { .theory = theory, .study = study };
  FigComparison comparisons[] = { { "before", other, NULL, other_study },
                                  { "one output", single, NULL, single_study } };
  g_autoptr (FigFigure) figure = fig_comparison_build (kind, &source, 2, comparisons);
  const FigPanel *panel = fig_figure_get_panel (figure, 0);
  FigLegend *legend = fig_figure_get_legend (figure);
  const FigLegendEntry *last = fig_legend_get_entry (legend, fig_legend_get_n_entries (legend) - 1);

  g_assert_cmpuint (count_kind (figure, "plane", "basin-edge", 1), ==, 1);
  g_assert_cmpuint (count_kind (figure, "plane", "basin", 1), ==, 0);
  g_assert_cmpuint (count_kind (figure, "plane", "flow", 1), ==, 0);
  g_assert_cmpuint (count_kind (figure, "plane", "target", 1), ==, 1);
  for (guint i = 0; i < panel->layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (panel->layers, i);

    /* what has one output has no place in the plane, and the legend says why it is not there */
    g_assert_cmpint (layer->look.stroke, <=, 1);
  }
  g_assert_cmpint (last->sample, ==, FIG_SAMPLE_NONE);
  g_assert_cmpstr (last->text, ==, "one output: another number of outputs");
}

/* Two basins side by side in a grid of three rows have one straight line between them. */
static void
test_edges (void)
{
  double places[] = { 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 2.0, 1.0, 2.0 };
  int ends[] = { 0, 1, 0, 1, 0, 1 };
  const FigBasins basins = {
    .n_columns = 2, .n_rows = 3, .width = 1.0, .height = 1.0, .places = places, .ends = ends
  };
  g_autoptr (FigSeries) edges = fig_basin_edges_new (&basins, NULL);

  g_assert_cmpuint (edges->n_points, ==, 3);
  g_assert_cmpfloat (edges->x[0], ==, 0.5);
  g_assert_cmpfloat (edges->y[0], ==, -0.5);
  g_assert_cmpfloat (edges->x[1], ==, 0.5);
  g_assert_cmpfloat (edges->y[1], ==, 2.5);
  g_assert_true (isnan (edges->x[2]));
}

/* A pin at the place of the experiment is a ring about its mark, seen on dark colours too. */
static void
test_mark_in_a_map (void)
{
  const FigKind *kind = fig_kind_find ("sweep");
  g_autoptr (ExpTheory) theory = fig_test_theory (ONE);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  g_autoptr (FigStudy) study = fig_study_new (FIG_NEEDS_MAP, theory, NULL, NULL, NULL);
  FigSource source = { .theory = theory, .measurement = measurement, .study = study };
  FigComparison comparisons[] = { { "before", theory, NULL, NULL },
                                  { "long before", theory, NULL, NULL } };
  g_autoptr (FigFigure) figure = fig_comparison_build (kind, &source, 2, comparisons);
  const GPtrArray *layers = fig_figure_get_panel (figure, 0)->layers;
  double size = 0.0;
  int n = 0;

  for (guint i = 0; i < layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (layers, i);

    if (!g_str_has_suffix (layer->series->name, "experiment"))
      continue;
    g_assert_cmpint (layer->look.stroke, ==, n);
    g_assert_cmpfloat (layer->look.weight, >, 1.4 * size);
    g_assert_true (layer->look.halo || layer->look.hollow);
    g_assert_true (layer->look.halo || n == 0);
    size = layer->look.weight;
    n++;
  }
  g_assert_cmpint (n, ==, 3);
}

/* Between basins of one colour alone, where only these could not be told apart. */
static void
test_edges_of_one_colour (void)
{
  double places[] = { 0.0, 0.0, 1.0, 0.0, 2.0, 0.0, 3.0, 0.0 };
  int ends[] = { 0, 1, 2, FIG_BASINS_NOWHERE }, owners[] = { 0, FIG_OWNER_NONE, FIG_OWNER_NONE };
  const FigBasins basins = {
    .n_columns = 4, .n_rows = 1, .width = 1.0, .height = 1.0, .places = places, .ends = ends
  };
  g_autoptr (FigSeries) edges = fig_basin_edges_new (&basins, owners);

  g_assert_cmpuint (edges->n_points, ==, 3);
  g_assert_cmpfloat (edges->x[0], ==, 1.5);
  g_assert_cmpfloat (edges->x[1], ==, 1.5);
}

/* What does not differ is not drawn twice, and the legend says so; a network of other
 * parameters that is shown already is shown once. What equals only what else is compared is
 * drawn all the same. */
static void
test_same (void)
{
  const FigKind *kind = fig_kind_find ("relaxation");
  g_autoptr (ExpTheory) theory = fig_test_theory (ONE);
  g_autoptr (ExpTheory) other = fig_test_theory (OTHER);
  g_autoptr (ExpMeasurement) network = fig_test_measurement (other);
  FigSource source = { .theory = theory, .measurement = network };
  FigComparison same = { "now", theory, NULL, NULL };
  FigComparison stale = { "before", other, network, NULL };
  FigComparison twins[] = { { "one", other, NULL, NULL }, { "two", other, NULL, NULL } };
  g_autoptr (FigFigure) plain = kind->build (&source);
  g_autoptr (FigFigure) figure = fig_comparison_build (kind, &source, 1, &same);
  g_autoptr (FigFigure) both = fig_comparison_build (kind, &source, 2, twins);
  g_autoptr (FigFigure) once = fig_comparison_build (kind, &source, 1, &stale);
  FigLegend *legend = fig_figure_get_legend (figure);
  const FigLegendEntry *last = fig_legend_get_entry (legend, fig_legend_get_n_entries (legend) - 1);

  g_assert_cmpuint (count_layers (figure), ==, count_layers (plain));
  g_assert_cmpint (last->sample, ==, FIG_SAMPLE_NONE);
  g_assert_nonnull (strstr (last->text, "now"));
  for (guint i = 0; i < fig_figure_get_n_panels (once); i++) {
    const char *id = fig_figure_get_panel (once, i)->id;

    g_assert_cmpuint (count_kind (both, id, "theory", 1), ==, 1);
    g_assert_cmpuint (count_kind (both, id, "theory", 2), ==, 1);
    g_assert_cmpuint (count_kind (once, id, "theory", 1), ==, 1);
    g_assert_cmpuint (count_kind (once, id, "network", 0), ==, 1);
    g_assert_cmpuint (count_kind (once, id, "network", 1), ==, 0);
  }
}

static double
dash_sum (int stroke, int *n_dashes)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  FigLook look = { .owner = 0, .stroke = stroke };
  double dashes[64], sum = 0.0;

  fig_look_set_stroke (&look, cr, fig_style_get (FIG_SCHEME_PRINT));
  *n_dashes = cairo_get_dash_count (cr);
  g_assert_cmpint (*n_dashes, <=, 64);
  cairo_get_dash (cr, dashes, NULL);
  for (int i = 0; i < *n_dashes; i++)
    sum += dashes[i];
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return sum;
}

/* No two of the first nine comparisons have the same dashes. */
static void
test_strokes (void)
{
  double before = 0.0;
  int n_before = 0;

  for (int stroke = 1; stroke <= 9; stroke++) {
    int n_dashes;
    double sum = dash_sum (stroke, &n_dashes);

    g_assert_cmpint (n_dashes, >, n_before);
    g_assert_cmpfloat (sum, >, before);
    before = sum;
    n_before = n_dashes;
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/kinds", test_kinds);
  g_test_add_func ("/comparison/return-map", test_return_map);
  g_test_add_func ("/comparison/plane", test_plane);
  g_test_add_func ("/comparison/edges", test_edges);
  g_test_add_func ("/comparison/mark-in-a-map", test_mark_in_a_map);
  g_test_add_func ("/comparison/edges-of-one-colour", test_edges_of_one_colour);
  g_test_add_func ("/comparison/same", test_same);
  g_test_add_func ("/comparison/strokes", test_strokes);
  return g_test_run ();
}
