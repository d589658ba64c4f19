/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-comparison.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-pins.h"

/* What is compared does not cover what it is compared with. */
#define WEIGHT 0.85

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

/* Curves and points only: areas would hide each other, and guides are the same. */
static gboolean
can_be_compared (const FigLayer *layer)
{
  return !layer->class->fills && strcmp (layer->series->kind, "guide") != 0;
}

/* The layers of a figure that nobody else has */
static void
add_layers (FigPanel *panel, const FigPanel *other, const char *name, int stroke)
{
  for (guint i = 0; i < other->layers->len; i++) {
    FigLayer *layer = g_ptr_array_index (other->layers, i);
    char *series_name;

    if (!can_be_compared (layer))
      continue;
    series_name = g_strdup_printf ("%s: %s", name, layer->series->name);
    g_free (layer->series->name);
    layer->series->name = series_name;
    layer->look.stroke = stroke;
    layer->look.weight = WEIGHT * (layer->look.weight > 0.0 ? layer->look.weight : 1.0);
    layer->role = FIG_ROLE_NONE;
    fig_panel_take_layer (panel, fig_layer_ref (layer));
  }
}

static void
add_comparison (FigFigure *figure, const FigKind *kind, const FigComparison *comparison, int stroke)
{
  FigSource source = { .theory = comparison->theory, .measurement = comparison->measurement };
  g_autoptr (FigFigure) other = kind->build (&source);
  FigLook look = { .owner = FIG_OWNER_ALL, .stroke = stroke, .weight = WEIGHT };
  g_autofree char *markup = g_markup_escape_text (comparison->name, -1);

  for (guint i = 0; i < fig_figure_get_n_panels (other); i++) {
    const FigPanel *from = fig_figure_get_panel (other, i);
    FigPanel *to = find_panel (figure, from->id);

    if (to != NULL && !from->bar)
      add_layers (to, from, comparison->name, stroke);
  }
  fig_legend_add (fig_figure_get_legend (figure), FIG_SAMPLE_LINE, &look, markup);
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
 * fig_comparison_build:
 * @kind: what kind of figure
 * @source: what to make it from
 * @n_comparisons: how many
 * @comparisons: what to lay over it
 *
 * Makes a figure, and lays over it what the same kind of figure shows of each
 * comparison: attractor by attractor in the same colour, each comparison with dashes
 * of its own. A panel that the figure does not have, as for an attractor that the
 * present parameters have not, is left out.
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
    add_comparison (figure, kind, &comparisons[i], (int)i + 1);
    add_pin (figure, &comparisons[i]);
    g_string_append (names, comparisons[i].name);
  }
  if (names->len == 0)
    return figure;

  /* Translators: what the figure describes, and names of other results in it */
  description = g_strdup_printf (
    _ ("%s For comparison it also shows: %s."), fig_figure_get_description (figure), names->str);
  fig_figure_set_description (figure, description);
  return figure;
}
