/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-pins.h"

#include <string.h>

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-measure.h"

typedef struct {
  const char *name; /* of the pins */
  ExpTheory *theory;
  ExpMeasurement *measurement; /* (nullable) */
  FigStudy *study;             /* (nullable) */
} Result;

struct _BatchPins {
  ExpPins *pins; /* (nullable) */
  GArray *results;
};

static void
result_clear (gpointer data)
{
  Result *result = data;

  g_clear_pointer (&result->theory, exp_theory_unref);
  g_clear_pointer (&result->measurement, exp_measurement_unref);
  g_clear_pointer (&result->study, fig_study_unref);
}

/**
 * batch_pins_parse:
 * @name: (nullable): what the command line says
 * @shown: (out): what it means
 *
 * Returns: %FALSE, after a message, if it means nothing
 */
gboolean
batch_pins_parse (const char *name, BatchPinsShown *shown)
{
  static const char *const names[] = {
    [BATCH_PINS_THEORY] = "theory",
    [BATCH_PINS_NETWORKS] = "networks",
    [BATCH_PINS_NONE] = "none",
  };

  *shown = BATCH_PINS_THEORY;
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0) {
      *shown = (BatchPinsShown)i;
      return TRUE;
    }
  if (name != NULL)
    batch_print_error (_ ("--pins is “%s”, but must be theory, networks or none"), name);
  return name == NULL;
}

/**
 * batch_pins_new:
 * @pins: (nullable): what a file has kept for comparison
 * @shown: what is to be seen of it
 *
 * Computes what theory says of each, and trains and measures its network if that is to be
 * seen. What theory cannot say anything of is left out, after a message.
 *
 * Returns: (transfer full) (nullable): the results; %NULL, after a message, where a
 *   network cannot be trained or an interrupt came
 */
BatchPins *
batch_pins_new (const ExpPins *pins, BatchPinsShown shown)
{
  g_autoptr (BatchPins) self = g_new0 (BatchPins, 1);

  self->results = g_array_new (FALSE, TRUE, sizeof (Result));
  g_array_set_clear_func (self->results, result_clear);
  if (pins == NULL || shown == BATCH_PINS_NONE)
    return g_steal_pointer (&self);
  self->pins = exp_pins_ref ((ExpPins *)pins);
  for (gsize i = 0; i < pins->n_pins; i++) {
    Result result = { .name = pins->pins[i].name };
    g_autoptr (GError) error = NULL;

    result.theory = exp_theory_new (pins->pins[i].experiment, NULL, &error);
    if (result.theory == NULL)
      batch_print_error (_ ("“%s” is not shown: %s"), result.name, error->message);
    /* without theory it has no figure, but the others keep their strokes */
    g_array_append_val (self->results, result);
    if (result.theory == NULL || shown != BATCH_PINS_NETWORKS)
      continue;
    g_array_index (self->results, Result, i).measurement = batch_measure (pins->pins[i].experiment);
    if (g_array_index (self->results, Result, i).measurement == NULL)
      return NULL;
  }
  return g_steal_pointer (&self);
}

void
batch_pins_free (BatchPins *self)
{
  g_clear_pointer (&self->pins, exp_pins_unref);
  g_array_unref (self->results);
  g_free (self);
}

/**
 * batch_pins_study:
 * @self: pins
 * @needs: of the figures that they are laid over
 * @choice: what curves are drawn over
 *
 * Computes what the figures need besides theory.
 *
 * Returns: %FALSE, after a message, where @choice is none
 */
gboolean
batch_pins_study (BatchPins *self, FigNeeds needs, const FigChoice *choice)
{
  for (guint i = 0; i < self->results->len; i++) {
    Result *result = &g_array_index (self->results, Result, i);
    g_autoptr (GError) error = NULL;

    if (result->theory == NULL || needs == FIG_NEEDS_NOTHING)
      continue;
    result->study = fig_study_new (needs, result->theory, choice, NULL, &error);
    if (result->study == NULL) {
      batch_print_error ("%s", error->message);
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * batch_pins_build_figure:
 * @self: pins
 * @kind: what kind of figure
 * @source: what to make it from
 *
 * Returns: (transfer full): the figure with the pins over it
 */
FigFigure *
batch_pins_build_figure (const BatchPins *self, const FigKind *kind, const FigSource *source)
{
  g_autofree FigComparison *comparisons = g_new0 (FigComparison, self->results->len);

  for (guint i = 0; i < self->results->len; i++) {
    const Result *result = &g_array_index (self->results, Result, i);

    comparisons[i] = (FigComparison){ .name = result->name,
                                      .theory = result->theory,
                                      .measurement = result->measurement };
    if (fig_comparison_get_needs (kind) != FIG_NEEDS_NOTHING)
      comparisons[i].study = result->study;
  }
  return fig_comparison_build (kind, source, self->results->len, comparisons);
}
