/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "exp-document.h"
#include "exp-pins.h"
#include "fig-comparison.h"
#include "fig-metadata.h"
#include "fig-test.h"

#define HEAD "{\"format\": \"attractor-experiment\", \"version\": 1, "
#define ONE HEAD "\"task\": {\"targets\": [[1.1], [-0.5]]}}"
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
 * its own, and a legend; what was there stays as it was. */
static void
test_kinds (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (ONE);
  g_autoptr (ExpTheory) other = fig_test_theory (OTHER);
  FigComparison comparisons[] = { { "hidden", NULL, NULL }, { "a < b", other, NULL } };
  FigSource source = { .theory = theory };
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize k = 0; k < n_kinds; k++) {
    g_autoptr (FigFigure) plain = kinds[k]->build (&source);
    g_autoptr (FigFigure) none = fig_comparison_build (kinds[k], &source, 1, comparisons);
    g_autoptr (FigFigure) figure = fig_comparison_build (kinds[k], &source, 2, comparisons);
    guint n_compared = 0;

    g_assert_cmpuint (count_layers (none), ==, count_layers (plain));
    g_assert_cmpstr (fig_figure_get_description (none), ==, fig_figure_get_description (plain));
    g_assert_nonnull (strstr (fig_figure_get_description (figure), "a < b"));
    g_assert_cmpuint (exp_pins_get_n (fig_figure_get_experiment (none)->pins), ==, 0);
    check_file (figure, other);
    g_assert_cmpuint (fig_legend_get_n_entries (fig_figure_get_legend (figure)),
                      ==,
                      fig_legend_get_n_entries (fig_figure_get_legend (plain)) + 1);
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
    g_test_message ("%s: %u layers compared", kinds[k]->name, n_compared);
    if (strcmp (kinds[k]->name, "frequency-response") == 0)
      g_assert_cmpuint (n_compared, >=, 4);
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
  g_test_add_func ("/comparison/strokes", test_strokes);
  return g_test_run ();
}
