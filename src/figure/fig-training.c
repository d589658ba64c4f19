/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-training.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "exp-training-trace.h"
#include "fig-line-layer.h"
#include "fig-source.h"

#define TARGET_WEIGHT 0.6

/* Whether the targets that were presented are those whose colours are used. */
static gboolean
is_of_task (const ExpTrainingTrace *trace, const ExpTheory *theory)
{
  if (trace->n_points == 0 || trace->n_outputs != theory->n_outputs)
    return FALSE;
  for (gsize i = 0; i < trace->n_points; i++)
    if (trace->targets[i] >= theory->n_attractors)
      return FALSE;
  return TRUE;
}

/* That of a run that goes on, or of the network that there is. */
static const ExpTrainingTrace *
get_trace (const FigSource *source)
{
  const ExpTrainingTrace *trace = source->training;

  if (trace == NULL && source->measurement != NULL)
    trace = source->measurement->training;
  return trace != NULL && is_of_task (trace, source->theory) ? trace : NULL;
}

static gboolean
is_faint (const FigSource *source)
{
  return source->training == NULL && !fig_source_is_current (source);
}

/* What belongs to the times at which the target was presented, with gaps between. */
static void
add_pieces (const FigSource *source,
            FigPanel *panel,
            gsize attractor,
            const char *kind,
            const double *values,
            gsize stride,
            const FigLook *look)
{
  const ExpTrainingTrace *trace = get_trace (source);
  g_autofree double *y = g_new (double, trace->n_points);
  g_autofree char *name = fig_source_get_name (source, attractor);

  for (gsize i = 0; i < trace->n_points; i++)
    y[i] = trace->targets[i] == attractor ? values[i * stride] : NAN;
  fig_panel_take_layer (
    panel,
    fig_line_layer_new (fig_series_new (name, kind, trace->n_points, trace->times, y), look));
}

static void
add_output (const FigSource *source, FigPanel *panel)
{
  const ExpTrainingTrace *trace = get_trace (source);
  gboolean live = source->training != NULL;
  const ExpTable *targets = live ? source->theory->experiment->targets
                                 : source->measurement->experiment->targets;
  gboolean faint = is_faint (source);

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    FigLook look = { .owner = (int)k, .faint = faint };
    FigLook target = { .owner = FIG_OWNER_NONE, .faint = faint, .weight = TARGET_WEIGHT };
    double value = k < targets->n_rows ? exp_table_get (targets, k, 0) : NAN;

    add_pieces (source, panel, k, "target", &value, 0, &target);
    add_pieces (source, panel, k, "network", trace->outputs, trace->n_outputs, &look);
  }
}

static void
add_error (const FigSource *source, FigPanel *panel)
{
  const ExpTrainingTrace *trace = get_trace (source);

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    FigLook look = { .owner = (int)k, .faint = is_faint (source) };

    add_pieces (source, panel, k, "network", trace->errors, 1, &look);
  }
}

static void
add_readout (const FigSource *source, FigPanel *panel)
{
  const ExpTrainingTrace *trace = get_trace (source);
  FigLook look = { .owner = FIG_OWNER_ALL, .faint = is_faint (source) };

  fig_panel_take_layer (
    panel,
    fig_line_layer_new (
      fig_series_new ("readout", "network", trace->n_points, trace->times, trace->readout_norms),
      &look));
}

static FigPanel *
add_panel (FigFigure *figure, const char *id, const char *title, const char *short_title)
{
  FigPanel *panel = fig_figure_add_panel (figure, id);

  fig_axis_set_titles (&panel->x, _ ("Time (<i>τ</i>)"), "<i>t</i> (<i>τ</i>)");
  fig_axis_set_titles (&panel->y, title, short_title);
  return panel;
}

static void
explain (const FigSource *source, FigFigure *figure)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook target = { .owner = FIG_OWNER_NONE, .weight = TARGET_WEIGHT };

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    FigLook look = { .owner = (int)k };
    g_autofree char *label = fig_source_get_label (source, k);

    fig_legend_add (legend, FIG_SAMPLE_LINE, &look, label);
  }
  target.faint = is_faint (source);
  fig_legend_start_group (legend);
  fig_legend_add (legend, FIG_SAMPLE_LINE, &target, _ ("Target presented"));
}

/* How far training has come, in words. */
static char *
describe_training (const FigSource *source)
{
  const ExpTrainingTrace *trace = get_trace (source);
  char first[G_ASCII_DTOSTR_BUF_SIZE], last[G_ASCII_DTOSTR_BUF_SIZE];

  if (trace == NULL)
    return g_strdup (_ ("There is no record of training on line."));
  g_ascii_formatd (first, sizeof first, "%.2g", trace->errors[0]);
  g_ascii_formatd (last, sizeof last, "%.2g", trace->errors[trace->n_points - 1]);
  return g_strdup_printf (_ ("The error began at %s and ended at %s."), first, last);
}

/**
 * fig_training_new:
 * @source: what to make it from
 *
 * How on-line training went: the output, its error and the size of the readout
 * against time, each in the colour of the target that was presented.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_training_new (const FigSource *source)
{
  FigFigure *figure = fig_source_start_figure (source, _ ("Training"));
  g_autofree char *verdict = fig_source_describe (source);
  g_autofree char *course = describe_training (source);
  g_autofree char *text = NULL;
  gboolean several = source->theory->n_outputs > 1;
  FigPanel *output = add_panel (figure,
                                "output",
                                several ? _ ("Output <i>z</i><sub>1</sub>") : _ ("Output <i>z</i>"),
                                several ? "<i>z</i><sub>1</sub>" : "<i>z</i>");

  if (get_trace (source) != NULL) {
    FigPanel *error = add_panel (
      figure, "error", _ ("Error |<i>z</i> − <i>A</i>|"), "|<i>z</i> − <i>A</i>|");
    FigPanel *readout = add_panel (
      figure, "readout", _ ("Readout |<i>W</i><sub>out</sub>|"), "|<i>W</i><sub>out</sub>|");

    error->y.kind = FIG_SCALE_LOGARITHMIC;
    add_output (source, output);
    add_error (source, error);
    add_readout (source, readout);
    explain (source, figure);
  } else {
    output->note = g_strdup (_ ("Train a network with FORCE or the delta rule to see how it goes"));
  }
  text = g_strdup_printf (
    "%s %s %s",
    _ ("The output, its error and the size of the readout while the network is trained on line."),
    course,
    verdict);
  fig_figure_set_description (figure, text);
  return figure;
}
