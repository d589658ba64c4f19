/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-comparison.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-pins.h"
#include "fig-rule-layer.h"
#include "fig-text.h"

/* What is compared does not cover what it is compared with. */
#define WEIGHT 0.85
/* A ring about a mark that is at the same place is larger by so much, for each of them. */
#define RING_GROWTH 0.9
/* Numbers that differ by so little, relatively, are the same but for rounding. */
#define SAME 1e-7

static FigPanel *
find_panel (FigFigure *figure, const char *id)
{
  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    FigPanel *panel = fig_figure_edit_panel (figure, i);

    if (strcmp (panel->id, id) == 0)
      return panel;
  }
  return NULL;
}

/* Curves and points only: areas and arrows would hide each other, and guides are the same. */
static gboolean
can_be_compared (const FigLayer *layer)
{
  return !layer->class->fills && strcmp (layer->series->kind, "guide") != 0 &&
         strcmp (layer->series->kind, "flow") != 0;
}

static gboolean
are_same (const double *a, const double *b, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!(fabs (a[i] - b[i]) <= SAME * (fabs (a[i]) + fabs (b[i]))) &&
        !(isnan (a[i]) && isnan (b[i])))
      return FALSE;
  return TRUE;
}

/* What is the same in both is seen already: a second line on the first could not be told
 * from it. Layers of other earlier results, which have a stroke of their own, do not count. */
static gboolean
is_there (const FigPanel *panel, guint n_layers, const FigLayer *layer)
{
  const FigSeries *series = layer->series;

  for (guint i = 0; i < n_layers; i++) {
    const FigLayer *other = g_ptr_array_index (panel->layers, i);

    if (other->look.stroke == 0 && other->class == layer->class &&
        other->look.owner == layer->look.owner && other->series->n_points == series->n_points &&
        strcmp (other->series->kind, series->kind) == 0 &&
        are_same (other->series->x, series->x, series->n_points) &&
        are_same (other->series->y, series->y, series->n_points))
      return TRUE;
  }
  return FALSE;
}

/* How many layers of what is compared are lines and points of their own, and how many are
 * those of the figure itself; and whether all is known that the figure needs. */
typedef struct {
  gboolean complete;
  gboolean alike; /* as many outputs */
  guint n_lines;
  guint n_points;
  guint n_same;
} Count;

/* How many single marks are at the place of a layer that is one, too */
static guint
count_beneath (const FigPanel *panel, const FigLayer *layer)
{
  guint n = 0;

  if (layer->series->n_points != 1 || layer->class->connected || fig_layer_is_rule (layer))
    return 0;
  for (guint i = 0; i < panel->layers->len; i++) {
    const FigLayer *other = g_ptr_array_index (panel->layers, i);

    n += other->class == layer->class && other->series->n_points == 1 &&
         are_same (other->series->x, layer->series->x, 1) &&
         are_same (other->series->y, layer->series->y, 1);
  }
  return n;
}

/* Whether there are areas of any colour, dark ones too, behind what is laid over */
static gboolean
has_areas (const FigPanel *panel)
{
  for (guint i = 0; i < panel->layers->len; i++)
    if (((const FigLayer *)g_ptr_array_index (panel->layers, i))->class->fills)
      return TRUE;
  return FALSE;
}

/* The layers of a figure that nobody else has */
static void
add_layers (FigPanel *panel, const FigPanel *other, const char *name, int stroke, Count *count)
{
  guint n_layers = panel->layers->len;

  for (guint i = 0; i < other->layers->len; i++) {
    FigLayer *layer = g_ptr_array_index (other->layers, i);
    char *series_name;

    if (!can_be_compared (layer))
      continue;
    if (is_there (panel, n_layers, layer)) {
      count->n_same++;
      continue;
    }
    if (layer->class->connected || fig_layer_is_rule (layer))
      count->n_lines++;
    else
      count->n_points++;
    series_name = g_strdup_printf ("%s: %s", name, layer->series->name);
    g_free (layer->series->name);
    layer->series->name = series_name;
    layer->look.stroke = stroke;
    layer->look.weight = WEIGHT * (layer->look.weight > 0.0 ? layer->look.weight : 1.0);
    layer->look.weight *= 1.0 + RING_GROWTH * count_beneath (panel, layer);
    layer->look.halo = layer->look.halo || has_areas (panel);
    layer->look.faint = FALSE; /* which would put it below all that is not */
    layer->role = FIG_ROLE_NONE;
    fig_panel_take_layer (panel, fig_layer_ref (layer));
  }
}

/* A remark where a sample would send the reader looking for what is nowhere. */
static void
explain (FigFigure *figure, const char *name, int stroke, const Count *count)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook look = { .owner = FIG_OWNER_ALL, .stroke = stroke, .weight = WEIGHT };
  g_autofree char *markup = fig_text_quote (name);
  FigSample sample = FIG_SAMPLE_LINE;

  if (count->n_lines + count->n_points > 0) {
    if (count->n_points > 0)
      sample = count->n_lines > 0 ? FIG_SAMPLE_BOTH : FIG_SAMPLE_POINT;
    look.hollow = TRUE;
    fig_legend_add (legend, sample, &look, markup);
  } else if (count->complete && count->n_same > 0) {
    g_autofree char *same = NULL;

    /* Translators: in a figure's legend; %s is the name of earlier results that do not differ
     * from the present ones in what the figure shows */
    same = g_strdup_printf (_ ("%s: the same here"), markup);
    fig_legend_add (legend, FIG_SAMPLE_NONE, &look, same);
  } else if (!count->alike && count->n_same == 0) {
    g_autofree char *other = NULL;

    /* Translators: in a figure's legend; %s is the name of earlier results of which the figure
     * shows nothing, since their network has more or fewer outputs than the present one */
    other = g_strdup_printf (_ ("%s: another number of outputs"), markup);
    fig_legend_add (legend, FIG_SAMPLE_NONE, &look, other);
  }
}

static gboolean
is_same_network (const ExpMeasurement *a, const ExpMeasurement *b)
{
  return a != NULL && b != NULL &&
         (a == b || exp_experiment_computes_equal (a->experiment, b->experiment));
}

static void
add_comparison (FigFigure *figure,
                const FigKind *kind,
                const FigSource *under,
                const FigComparison *comparison,
                int stroke)
{
  FigSource source = { .theory = comparison->theory,
                       .measurement = comparison->measurement,
                       .study = comparison->study,
                       .under = under };
  g_autoptr (FigFigure) other = NULL;
  Count count = { .complete = comparison->study != NULL ||
                              fig_comparison_get_needs (kind) == FIG_NEEDS_NOTHING,
                  .alike = comparison->theory->n_outputs == under->theory->n_outputs };

  /* A place on the axes of a curve or a map is a place on those that are there. */
  if (source.study == NULL && under->study != NULL && (kind->needs & FIG_NEEDS_MAP) != 0 &&
      fig_study_covers (under->study, source.theory->experiment))
    source.study = under->study;
  /* One network is drawn once, also where the present parameters are others. */
  if (is_same_network (source.measurement, under->measurement))
    source.measurement = NULL;
  other = kind->build (&source);
  for (guint i = 0; i < fig_figure_get_n_panels (other); i++) {
    const FigPanel *from = fig_figure_get_panel (other, i);
    FigPanel *to = find_panel (figure, from->id);

    if (to != NULL && !from->bar)
      add_layers (to, from, comparison->name, stroke, &count);
  }
  explain (figure, comparison->name, stroke, &count);
}

/* What the figure was made from has what it is compared with: whoever opens an
 * exported figure sees the same. */
static void
add_pin (FigFigure *figure, const FigComparison *comparison)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_copy (fig_figure_get_experiment (figure));
  g_autoptr (ExpPins)
    pins = exp_pins_new_with (experiment->pins, comparison->name, comparison->theory->experiment);

  exp_experiment_set_pins (experiment, pins);
  fig_figure_set_experiment (figure, experiment);
}

/**
 * fig_comparison_get_needs:
 * @kind: a kind of figure
 *
 * Maps are not compared, as one would hide the other.
 *
 * Returns: what the study of a comparison has to have
 */
FigNeeds
fig_comparison_get_needs (const FigKind *kind)
{
  return kind->needs & (FIG_NEEDS_RETURN_MAP | FIG_NEEDS_CURVE);
}

/**
 * fig_comparison_build:
 * @kind: what kind of figure
 * @source: what to make it from
 * @n_comparisons: how many
 * @comparisons: what to lay over it
 *
 * Makes a figure, and lays over it what the same kind of figure shows of each
 * comparison: attractor by attractor in the same colour, above all else, each comparison with
 * dashes of its own. What is the same as in the figure is not drawn again. A panel that the figure
 * does not have, as for an attractor that the present parameters have not, is left out.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_comparison_build (const FigKind *kind,
                      const FigSource *source,
                      gsize n_comparisons,
                      const FigComparison *comparisons)
{
  FigFigure *figure = kind->build (source);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *description = NULL;

  for (gsize i = 0; i < n_comparisons; i++) {
    if (comparisons[i].theory == NULL)
      continue;
    if (names->len == 0)
      fig_legend_start_group (fig_figure_get_legend (figure));
    else
      /* Translators: between the parts of a list */
      g_string_append (names, C_ ("list", "; "));
    add_comparison (figure, kind, source, &comparisons[i], (int)i + 1);
    add_pin (figure, &comparisons[i]);
    /* TRANSLATORS: the name of results in quotation marks, in a list */
    g_string_append_printf (names, _ ("“%s”"), comparisons[i].name);
  }
  if (names->len == 0)
    return figure;

  /* Translators: what the figure describes, and names of other results in it */
  description = g_strdup_printf (
    _ ("%s For comparison it also shows: %s."), fig_figure_get_description (figure), names->str);
  fig_figure_set_description (figure, description);
  return figure;
}
