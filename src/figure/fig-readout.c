/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-readout.h"

#include <math.h>

#include <glib/gi18n-lib.h>
#include <gsl/gsl_blas.h>

#include "fig-line-layer.h"
#include "fig-point-layer.h"
#include "fig-rule-layer.h"
#include "fig-source.h"

#define GUIDE_WEIGHT 0.6
#define N_BINS 40
/* How far out the distribution of weights is drawn, in standard deviations. */
#define REACH 4.0

/**
 * fig_readout_is_there:
 * @source: what a figure is made from
 *
 * Returns: whether there is a network with a readout for the targets of theory
 */
gboolean
fig_readout_is_there (const FigSource *source)
{
  return fig_source_has_network (source, EXP_STAGE_TRAIN) && source->measurement->trained != NULL;
}

/* What the readout says where the output is held at each target: φᵀ W_out, M×K */
static gsl_matrix *
read_out (const RcTrained *trained)
{
  const gsl_matrix *states = trained->states;
  gsl_matrix *rates = gsl_matrix_alloc (states->size1, states->size2);
  gsl_matrix *outputs = gsl_matrix_alloc (states->size2, trained->readout->size2);

  for (gsize i = 0; i < states->size1; i++)
    rc_transfer_values (trained->network->model->transfer,
                        states->size2,
                        gsl_matrix_const_ptr (states, i, 0),
                        gsl_matrix_ptr (rates, i, 0));
  gsl_blas_dgemm (CblasTrans, CblasNoTrans, 1.0, rates, trained->readout, 0.0, outputs);
  gsl_matrix_free (rates);
  return outputs;
}

static void
take_points (const FigSource *source,
             FigPanel *panel,
             gsize attractor,
             const char *kind,
             gsize n,
             const double *x,
             const double *y)
{
  FigLook look = { .owner = (int)attractor, .faint = !fig_source_is_current (source) };
  g_autofree char *name = fig_source_get_name (source, attractor);

  fig_panel_take_layer (panel,
                        fig_point_layer_new (fig_series_new (name, kind, n, x, y), &look, 0));
}

static FigPanel *
add_panel (FigFigure *figure, const char *id, gsize n_targets)
{
  FigPanel *panel = fig_figure_add_panel (figure, id);

  fig_axis_set_titles (&panel->x, _ ("Number of the target"), _ ("Target"));
  panel->x.steps = FIG_STEPS_WHOLE;
  fig_range_add (&panel->x.range, FIG_SCALE_LINEAR, 0.5);
  fig_range_add (&panel->x.range, FIG_SCALE_LINEAR, (double)n_targets + 0.5);
  return panel;
}

/* What a logarithmic axis has no place for */
static void
note_exact (const FigSource *source, FigPanel *panel, gsize attractor)
{
  g_autofree char *label = fig_source_get_label (source, attractor);
  g_autofree char *before = g_steal_pointer (&panel->note);

  if (before == NULL)
    /* Translators: an error; %s is the name of an attractor, as "z = 0.9", or several */
    panel->note = g_strdup_printf (_ ("Exactly 0 at %s"), label);
  else
    /* Translators: between the parts of a list */
    panel->note = g_strconcat (before, C_ ("list", "; "), label, NULL);
}

/* Each output against what it was to be, and the error and the overlap of each target */
static void
add_targets (const FigSource *source, FigPanel *outputs, FigPanel *errors, FigPanel *overlaps)
{
  const ExpTable *targets = source->measurement->experiment->targets;
  gsl_matrix *all = read_out (source->measurement->trained);
  gsize k = targets->n_columns;

  for (gsize i = 0; i < source->measurement->n_attractors; i++) {
    int owner = fig_source_get_owner (source, (int)i);
    const double *target = targets->values + i * k;
    const double *output = gsl_matrix_const_ptr (all, i, 0);
    double product = 0.0, square = 0.0, error = 0.0, number = (double)owner + 1.0, overlap;

    /* Targets that theory has no more have neither number nor colour. */
    if (owner < 0)
      continue;
    for (gsize j = 0; j < k; j++) {
      product += target[j] * output[j];
      square += target[j] * target[j];
      error += (output[j] - target[j]) * (output[j] - target[j]);
    }
    error = sqrt (error);
    overlap = square > 0.0 ? product / square : NAN;
    take_points (source, outputs, (gsize)owner, "network", k, target, output);
    take_points (source, errors, (gsize)owner, "network", 1, &number, &error);
    if (error == 0.0)
      note_exact (source, errors, (gsize)owner);
    /* whole decades, as what is as small as rounding is much the same */
    if (error > 0.0 && isfinite (error)) {
      fig_range_add (&errors->y.range, FIG_SCALE_LOGARITHMIC, pow (10.0, floor (log10 (error))));
      fig_range_add (&errors->y.range, FIG_SCALE_LOGARITHMIC, pow (10.0, ceil (log10 (error))));
    }
    take_points (source, overlaps, (gsize)owner, "overlap", 1, &number, &overlap);
  }
  gsl_matrix_free (all);
}

/* Where the readout says what it was to say */
static void
add_diagonal (const FigSource *source, FigPanel *panel)
{
  const ExpTable *targets = source->measurement->experiment->targets;
  double ends[] = { 0.0, 0.0 };
  FigLook look = { .owner = FIG_OWNER_NONE, .weight = GUIDE_WEIGHT };

  for (gsize i = 0; i < targets->n_rows * targets->n_columns; i++) {
    ends[0] = MIN (ends[0], targets->values[i]);
    ends[1] = MAX (ends[1], targets->values[i]);
  }
  fig_panel_take_layer (
    panel, fig_line_layer_new (fig_series_new ("learned", "guide", 2, ends, ends), &look));
}

/* How many of the N·K weights are how large, as a density */
static void
add_weights (const FigSource *source, FigPanel *panel)
{
  const gsl_matrix *readout = source->measurement->trained->readout;
  gsize n = readout->size1 * readout->size2;
  FigLook look = { .owner = FIG_OWNER_ALL, .faint = !fig_source_is_current (source) };
  double x[N_BINS], y[N_BINS] = { 0.0 }, square = 0.0, reach, bin;

  for (gsize i = 0; i < n; i++)
    square += readout->data[i] * readout->data[i];
  reach = REACH * sqrt (square / (double)n);
  if (!(reach > 0.0) || !isfinite (reach))
    return;
  bin = 2.0 * reach / N_BINS;
  for (gsize i = 0; i < n; i++) {
    double place = floor ((readout->data[i] + reach) / bin);

    if (place >= 0.0 && place < N_BINS)
      y[(guint)place] += 1.0 / ((double)n * bin);
  }
  for (guint i = 0; i < N_BINS; i++)
    x[i] = -reach + (i + 0.5) * bin;
  fig_panel_take_layer (
    panel, fig_line_layer_new (fig_series_new ("weights", "network", N_BINS, x, y), &look));
}

/**
 * fig_readout_add_panels:
 * @source: what the figure is made from, with a readout
 * @figure: a figure being built
 *
 * Adds what a training comes to that has no course in time: what the readout says where
 * the output is held at each target, by how much it misses the target, how much of it
 * there is, and the distribution of the weights.
 */
void
fig_readout_add_panels (const FigSource *source, FigFigure *figure)
{
  FigPanel *outputs = fig_figure_add_panel (figure, "output");
  FigPanel *errors = add_panel (figure, "error", source->theory->n_attractors);
  FigPanel *overlaps = add_panel (figure, "overlap", source->theory->n_attractors);
  FigPanel *weights = fig_figure_add_panel (figure, "weights");
  FigLook learned = { .owner = FIG_OWNER_NONE, .weight = GUIDE_WEIGHT };

  fig_axis_set_titles (&outputs->x, _ ("Target <i>A</i>"), "<i>A</i>");
  fig_axis_set_titles (&outputs->y,
                       _ ("Readout <i>W</i><sub>out</sub><sup>T</sup><i>r</i> there"),
                       "<i>W</i><sub>out</sub><sup>T</sup><i>r</i>");
  fig_axis_set_titles (&errors->y, _ ("Error |<i>z</i> − <i>A</i>|"), "|<i>z</i> − <i>A</i>|");
  errors->y.kind = FIG_SCALE_LOGARITHMIC;
  fig_axis_set_titles (
    &overlaps->y,
    _ ("Overlap <i>A</i>·<i>W</i><sub>out</sub><sup>T</sup><i>r</i> / |<i>A</i>|²"),
    _ ("Overlap"));
  fig_axis_set_titles (&weights->x, _ ("Readout weight"), "<i>W</i><sub>out</sub>");
  fig_axis_set_titles (&weights->y, _ ("Probability density"), _ ("Density"));
  outputs->x.padding = outputs->y.padding;
  add_diagonal (source, outputs);
  fig_panel_take_layer (overlaps, fig_rule_layer_new ("learned", "guide", 1.0, &learned));
  fig_range_add (&overlaps->y.range, FIG_SCALE_LINEAR, 0.0);
  add_targets (source, outputs, errors, overlaps);
  add_weights (source, weights);
}
