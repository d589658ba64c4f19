/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

#include "fig-trace.h"

/*
 * All that a figure is made from and how it is seen, which nobody changes any longer: a worker
 * can make the figure while the plot already gets the next theory.
 */
struct _PlotSource {
  const FigKind *kind;
  FigNeeds needs;
  FigChoice choice;
  ExpExperiment *experiment; /* (nullable): what theory is still to be computed of */
  ExpTheory *theory;         /* NULL only until that is done */
  ExpMeasurement *measurement;
  FigStudy *study;
  ExpTrainingTrace *training;
  ExpSweep *sweep;
  ExpBasins *basins;
  GArray *comparisons; /* (element-type FigComparison), with references of its own */
  GPtrArray *pins;     /* (element-type ExpExperiment): what these are of; NULL where hidden */
  FigViewport *viewport;
  GPtrArray *traces;
  gboolean widen;
};

static void
clear_comparison (gpointer data)
{
  FigComparison *comparison = data;

  g_free ((char *)comparison->name);
  if (comparison->theory != NULL)
    exp_theory_unref ((ExpTheory *)comparison->theory);
  if (comparison->measurement != NULL)
    exp_measurement_unref ((ExpMeasurement *)comparison->measurement);
  if (comparison->study != NULL)
    fig_study_unref ((FigStudy *)comparison->study);
}

static GArray *
copy_comparisons (AttractorPlot *self)
{
  GArray *copy = g_array_new (FALSE, TRUE, sizeof (FigComparison));
  g_autoptr (GArray) list = NULL;

  g_array_set_clear_func (copy, clear_comparison);
  if (self->comparisons == NULL)
    return copy;

  list = attractor_comparisons_list (
    self->comparisons, self->kind, attractor_live_study_get_choice (self->study));
  for (guint i = 0; i < list->len; i++) {
    FigComparison comparison = g_array_index (list, FigComparison, i);

    comparison.name = g_strdup (comparison.name);
    if (comparison.theory != NULL)
      exp_theory_ref ((ExpTheory *)comparison.theory);
    if (comparison.measurement != NULL)
      exp_measurement_ref ((ExpMeasurement *)comparison.measurement);
    if (comparison.study != NULL)
      fig_study_ref ((FigStudy *)comparison.study);
    g_array_append_val (copy, comparison);
  }
  return copy;
}

static void
free_pin (gpointer pin)
{
  if (pin != NULL)
    exp_experiment_free (pin);
}

static GPtrArray *
copy_pins (AttractorPlot *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (free_pin);
  AttractorComparisons *from = self->comparisons;

  for (guint i = 0; from != NULL && i < attractor_comparisons_get_n (from); i++) {
    gboolean visible = attractor_comparisons_get_visible (from, i);

    g_ptr_array_add (
      copy, visible ? exp_experiment_copy (attractor_comparisons_get_experiment (from, i)) : NULL);
  }
  return copy;
}

/**
 * attractor_plot_source_new_as_is:
 * @self: a plot
 * @experiment: (nullable): what theory is to be computed of before the figure is made; %NULL where
 *   @self knows theory, and the figure is of that
 *
 * Returns: (transfer full): what its figure is made from now; what is missing
 *   attractor_plot_source_complete() computes
 */
PlotSource *
attractor_plot_source_new_as_is (AttractorPlot *self, const ExpExperiment *experiment)
{
  PlotSource *source = g_new0 (PlotSource, 1);
  FigStudy *study = attractor_live_study_get_study (self->study);

  source->kind = self->kind;
  source->needs = attractor_live_study_get_needs (self->study);
  source->choice = *attractor_live_study_get_choice (self->study);
  source->experiment = experiment != NULL ? exp_experiment_copy (experiment) : NULL;
  source->theory = self->theory != NULL ? exp_theory_ref (self->theory) : NULL;
  source->measurement = self->measurement != NULL ? exp_measurement_ref (self->measurement) : NULL;
  source->study = study != NULL ? fig_study_ref (study) : NULL;
  source->training = self->training != NULL ? exp_training_trace_ref (self->training) : NULL;
  source->sweep = self->sweep != NULL ? exp_sweep_ref (self->sweep) : NULL;
  source->basins = self->basins != NULL ? exp_basins_ref (self->basins) : NULL;
  source->comparisons = copy_comparisons (self);
  source->pins = copy_pins (self);
  source->viewport = fig_viewport_copy (self->viewport);
  source->traces = self->traces != NULL ? g_ptr_array_ref (self->traces) : NULL;
  source->widen = self->widen;
  return source;
}

/**
 * attractor_plot_source_new:
 * @self: a plot that knows theory
 *
 * Asks for the study that the figure needs, too, unless it is there or under way.
 *
 * Returns: (transfer full): what its figure is made from now
 */
PlotSource *
attractor_plot_source_new (AttractorPlot *self)
{
  attractor_live_study_request (self->study, self->theory);
  return attractor_plot_source_new_as_is (self, NULL);
}

void
attractor_plot_source_free (PlotSource *source)
{
  g_clear_pointer (&source->experiment, exp_experiment_free);
  g_clear_pointer (&source->theory, exp_theory_unref);
  g_clear_pointer (&source->measurement, exp_measurement_unref);
  g_clear_pointer (&source->study, fig_study_unref);
  g_clear_pointer (&source->training, exp_training_trace_unref);
  g_clear_pointer (&source->sweep, exp_sweep_unref);
  g_clear_pointer (&source->basins, exp_basins_unref);
  g_array_unref (source->comparisons);
  g_ptr_array_unref (source->pins);
  fig_viewport_free (source->viewport);
  g_clear_pointer (&source->traces, g_ptr_array_unref);
  g_free (source);
}

static gboolean
complete_theory (PlotSource *source, GCancellable *cancellable, GError **error)
{
  ExpTheory *theory;

  if (source->experiment == NULL ||
      (source->theory != NULL &&
       exp_experiment_equal (source->experiment, source->theory->experiment)))
    return TRUE;
  theory = exp_theory_new (source->experiment, cancellable, error);
  if (theory == NULL)
    return FALSE;
  g_clear_pointer (&source->theory, exp_theory_unref);
  source->theory = theory;
  return TRUE;
}

static gboolean
complete_study (FigStudy **study,
                FigNeeds needs,
                const ExpTheory *theory,
                const FigChoice *choice,
                GCancellable *cancellable,
                GError **error)
{
  FigStudy *whole;

  if ((needs & ~FIG_NEEDS_TRAINING) == FIG_NEEDS_NOTHING ||
      (*study != NULL && fig_study_is_current (*study, theory->experiment, choice)))
    return TRUE;
  whole = fig_study_new (needs, theory, choice, cancellable, error);
  if (whole == NULL)
    return FALSE;
  g_clear_pointer (study, fig_study_unref);
  *study = whole;
  return TRUE;
}

/* A pin of which theory cannot say anything is left out of figures, as it is on the screen. */
static gboolean
complete_comparison (PlotSource *source, guint i, GCancellable *cancellable, GError **error)
{
  FigComparison *comparison = &g_array_index (source->comparisons, FigComparison, i);
  const ExpExperiment *pin = g_ptr_array_index (source->pins, i);

  if (pin == NULL)
    return TRUE;
  if (comparison->theory == NULL)
    comparison->theory = exp_theory_new (pin, cancellable, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return comparison->theory == NULL || complete_study ((FigStudy **)&comparison->study,
                                                       fig_comparison_get_needs (source->kind),
                                                       comparison->theory,
                                                       &source->choice,
                                                       cancellable,
                                                       error);
}

/**
 * attractor_plot_source_complete:
 * @source: what a figure is to be made from, which nobody else has
 * @cancellable: (nullable): to stop it
 * @error: set to %G_IO_ERROR_CANCELLED, or as by exp_theory_new() or fig_study_new()
 *
 * Computes what is not there yet, of the figure and of what is laid over it, so that nothing in
 * it is missing or coarse. Blocks, for up to some seconds for a map; for worker threads.
 *
 * Returns: %TRUE on success
 */
gboolean
attractor_plot_source_complete (PlotSource *source, GCancellable *cancellable, GError **error)
{
  if (!complete_theory (source, cancellable, error) ||
      !complete_study (
        &source->study, source->needs, source->theory, &source->choice, cancellable, error))
    return FALSE;
  for (guint i = 0; i < source->comparisons->len; i++)
    if (!complete_comparison (source, i, cancellable, error))
      return FALSE;
  return TRUE;
}

/**
 * attractor_plot_source_build:
 * @source: what a figure is made from
 *
 * Can be called on any thread.
 *
 * Returns: (transfer full): the figure, all of it
 */
FigFigure *
attractor_plot_source_build (const PlotSource *source)
{
  FigSource of = { .theory = source->theory,
                   .measurement = source->measurement,
                   .study = source->study,
                   .training = source->training,
                   .sweep = source->sweep,
                   .basins = source->basins };

  return fig_comparison_build (source->kind,
                               &of,
                               source->comparisons->len,
                               (const FigComparison *)(gpointer)source->comparisons->data);
}

/**
 * attractor_plot_source_show:
 * @source: what @figure was made from
 * @figure: a figure
 * @keep_entries: whether the legend names what is hidden, too
 *
 * Can be called on any thread.
 *
 * Returns: (transfer full): what of @figure is in sight, with trajectories over it
 */
FigFigure *
attractor_plot_source_show (const PlotSource *source, FigFigure *figure, gboolean keep_entries)
{
  g_autoptr (FigFigure) copy = fig_figure_copy (figure);

  for (guint i = 0; source->traces != NULL && i < source->traces->len; i++)
    fig_trace_add_to (g_ptr_array_index (source->traces, i), copy, source->widen);
  return fig_viewport_apply (source->viewport, copy, keep_entries);
}

/**
 * attractor_plot_get_theory:
 * @self: a plot
 *
 * Returns: (transfer none) (nullable): whose figure is shown, which the indices of attractors in
 *   the plot's signals are of
 */
ExpTheory *
attractor_plot_get_theory (AttractorPlot *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_PLOT (self), NULL);

  return self->theory;
}

/**
 * attractor_plot_set_source:
 * @self: a plot
 * @theory: what theory says
 * @measurement: (nullable): what a network says
 *
 * Shows a figure of @theory and @measurement.
 */
void
attractor_plot_set_source (AttractorPlot *self, ExpTheory *theory, ExpMeasurement *measurement)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));
  g_return_if_fail (theory != NULL);

  g_clear_pointer (&self->error, g_free);

  exp_theory_ref (theory);
  g_clear_pointer (&self->theory, exp_theory_unref);
  self->theory = theory;

  if (measurement != NULL)
    exp_measurement_ref (measurement);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  self->measurement = measurement;

  attractor_plot_source_changed (self);
}

/**
 * attractor_plot_set_comparisons:
 * @self: a plot
 * @comparisons: results to lay over those of the plot itself
 */
void
attractor_plot_set_comparisons (AttractorPlot *self, AttractorComparisons *comparisons)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));
  g_return_if_fail (self->comparisons == NULL);

  self->comparisons = g_object_ref (comparisons);
  g_signal_connect_object (
    comparisons, "changed", G_CALLBACK (attractor_plot_source_changed), self, G_CONNECT_SWAPPED);
  attractor_plot_source_changed (self);
}

/**
 * attractor_plot_set_choice:
 * @self: a plot
 * @choice: what curves and maps are drawn over
 */
void
attractor_plot_set_choice (AttractorPlot *self, const FigChoice *choice)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));

  if ((self->kind->needs & (FIG_NEEDS_CURVE | FIG_NEEDS_MAP)) != 0 &&
      attractor_live_study_set_choice (self->study, choice))
    attractor_plot_source_changed (self);
}

/**
 * attractor_plot_set_sweep:
 * @self: a plot
 * @sweep: (nullable): what many networks say along the axes of curves and maps
 */
void
attractor_plot_set_sweep (AttractorPlot *self, ExpSweep *sweep)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));

  if ((self->kind->needs & (FIG_NEEDS_CURVE | FIG_NEEDS_MAP)) == 0 || self->sweep == sweep)
    return;
  g_clear_pointer (&self->sweep, exp_sweep_unref);
  self->sweep = sweep != NULL ? exp_sweep_ref (sweep) : NULL;
  attractor_plot_source_changed (self);
}

/**
 * attractor_plot_set_basins:
 * @self: a plot
 * @basins: (nullable): of the network that it is to show
 */
void
attractor_plot_set_basins (AttractorPlot *self, ExpBasins *basins)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));

  if ((self->kind->needs & FIG_NEEDS_RETURN_MAP) == 0 || self->basins == basins)
    return;
  g_clear_pointer (&self->basins, exp_basins_unref);
  self->basins = basins != NULL ? exp_basins_ref (basins) : NULL;
  attractor_plot_source_changed (self);
}

/**
 * attractor_plot_set_training:
 * @self: a plot
 * @training: (nullable): how far on-line training has come that goes on now
 *
 * Shows it, if it is what the plot is for.
 */
void
attractor_plot_set_training (AttractorPlot *self, ExpTrainingTrace *training)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));

  if ((self->kind->needs & FIG_NEEDS_TRAINING) == 0 || self->training == training)
    return;

  g_clear_pointer (&self->training, exp_training_trace_unref);
  self->training = training != NULL ? exp_training_trace_ref (training) : NULL;
  attractor_plot_source_changed (self);
}
