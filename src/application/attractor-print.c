/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-print.h"

#include "attractor-plot-private.h"

struct _AttractorPrint {
  const FigKind *kind;
  GMutex mutex; /* of what follows: to see what has room, and to write, are tasks for themselves */
  ExpExperiment *document;
  PlotSource *source; /* (nullable): a network with all its weights, until the figure is made */
  FigFigure *figure;  /* (nullable): once it is made */
};

/**
 * attractor_print_new:
 * @plot: a plot
 * @document: what the figure is of, which goes with it into its file
 * @busy: whether theory of that is still being computed, and @plot is about to show it
 *
 * Returns: (transfer full) (nullable): its figure as it is, or will be then; %NULL where it shows
 * an error, or not even theory
 */
AttractorPrint *
attractor_print_new (AttractorPlot *plot, const ExpExperiment *document, gboolean busy)
{
  AttractorPrint *self;

  g_return_val_if_fail (ATTRACTOR_IS_PLOT (plot), NULL);

  if (!busy && (plot->error != NULL || plot->theory == NULL))
    return NULL;
  self = g_atomic_rc_box_new0 (AttractorPrint);
  g_mutex_init (&self->mutex);
  self->kind = plot->kind;
  self->document = exp_experiment_copy (document);
  self->source = attractor_plot_source_new_as_is (plot, busy ? document : NULL);
  return self;
}

AttractorPrint *
attractor_print_ref (AttractorPrint *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  AttractorPrint *self = data;

  g_mutex_clear (&self->mutex);
  exp_experiment_free (self->document);
  g_clear_pointer (&self->source, attractor_plot_source_free);
  g_clear_pointer (&self->figure, fig_figure_unref);
}

void
attractor_print_unref (AttractorPrint *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * attractor_print_get_kind:
 *
 * Returns: (transfer none): what it shows, after which its file is named
 */
const FigKind *
attractor_print_get_kind (const AttractorPrint *self)
{
  return self->kind;
}

static FigFigure *
make (AttractorPrint *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (FigFigure) whole = NULL;

  if (!attractor_plot_source_complete (self->source, cancellable, error))
    return NULL;
  whole = attractor_plot_source_build (self->source);
  /* with the pins that are not shown, too: whoever opens the file has each with its own dashes */
  fig_figure_set_experiment (whole, self->document);
  return attractor_plot_source_show (self->source, whole, FALSE);
}

/**
 * attractor_print_make:
 * @self: a figure to be written
 * @cancellable: (nullable): to stop it
 * @error: set as by attractor_plot_source_complete()
 *
 * Makes the figure, unless that is done, and lets go of what it is made from. Blocks, for up to
 * some seconds for a map; for worker threads.
 *
 * Returns: (transfer full) (nullable): the figure, of which nothing is still to be computed
 */
FigFigure *
attractor_print_make (AttractorPrint *self, GCancellable *cancellable, GError **error)
{
  FigFigure *figure = NULL;

  g_mutex_lock (&self->mutex);
  if (self->figure == NULL)
    self->figure = make (self, cancellable, error);
  if (self->figure != NULL) {
    g_clear_pointer (&self->source, attractor_plot_source_free);
    figure = fig_figure_ref (self->figure);
  }
  g_mutex_unlock (&self->mutex);
  return figure;
}
