/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-training.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "exp-training-trace.h"
#include "fig-line-layer.h"
#include "fig-readout.h"
#include "fig-rule-layer.h"
#include "fig-source.h"

#define TARGET_WEIGHT 0.6
#define MAX_OUTPUT_PANELS 4
/* What makes a line */
#define MIN_POINTS 2

/* Which of the targets that were presented is this one of theory; -1 if none is */
static gssize
find_presented (const FigSource *source, const ExpTrainingTrace *trace, gsize attractor)
{
  return exp_experiment_find_target (trace->experiment, source->theory->experiment, attractor);
}

/* Whether any of the targets that were presented are those whose colours are used, and there is
 * a line to be seen. */
static gboolean
can_be_shown (const FigSource *source, const ExpTrainingTrace *trace)
{
  gboolean any = FALSE;

  for (gsize k = 0; trace != NULL && k < source->theory->n_attractors; k++)
    any = any || find_presented (source, trace, k) >= 0;
  return any && trace->n_points >= MIN_POINTS;
}

static const ExpTrainingTrace *
get_recorded (const FigSource *source)
{
  return source->measurement != NULL ? source->measurement->training : NULL;
}

/* That of a run that goes on, or, until it has come anywhere, that of the network that there is */
static const ExpTrainingTrace *
get_trace (const FigSource *source)
{
  const ExpTrainingTrace *recorded = get_recorded (source);

  if (can_be_shown (source, source->training))
    return source->training;
  return can_be_shown (source, recorded) ? recorded : NULL;
}

/* Whether there is a record, of training for other targets alone */
static gboolean
is_of_other_targets (const FigSource *source)
{
  const ExpTrainingTrace *recorded = get_recorded (source);

  return recorded != NULL && recorded->n_points >= MIN_POINTS && get_trace (source) == NULL;
}

static gboolean
is_faint (const FigSource *source)
{
  const ExpTrainingTrace *trace = get_trace (source);

  if (trace == NULL)
    return !fig_source_is_current (source);
  return !exp_experiment_computes_equal (source->theory->experiment, trace->experiment);
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
  gssize presented = find_presented (source, trace, attractor);
  g_autofree double *y = g_new (double, trace->n_points);
  g_autofree char *name = fig_source_get_name (source, attractor);

  if (presented < 0)
    return;
  for (gsize i = 0; i < trace->n_points; i++)
    y[i] = trace->targets[i] == (gsize)presented ? values[i * stride] : NAN;
  fig_panel_take_layer (
    panel,
    fig_line_layer_new (fig_series_new (name, kind, trace->n_points, trace->times, y), look));
}

/* One output, or all of them where there are too many for panels of their own. */
static void
add_outputs (const FigSource *source, FigPanel *panel, gsize first, gsize n_outputs)
{
  const ExpTrainingTrace *trace = get_trace (source);
  gboolean faint = is_faint (source);

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    gssize presented = find_presented (source, trace, k);

    for (gsize i = first; presented >= 0 && i < first + n_outputs; i++) {
      FigLook look = { .owner = (int)k, .faint = faint };
      FigLook target = { .owner = FIG_OWNER_NONE, .faint = faint, .weight = TARGET_WEIGHT };
      double value = exp_table_get (trace->experiment->targets, (gsize)presented, i);

      add_pieces (source, panel, k, "target", &value, 0, &target);
      add_pieces (source, panel, k, "network", trace->outputs + i, trace->n_outputs, &look);
    }
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

/* Each attractor's whole course: what is learned of one is forgotten of another. */
static void
add_overlaps (const FigSource *source, FigPanel *panel)
{
  const ExpTrainingTrace *trace = get_trace (source);
  FigLook learned = { .owner = FIG_OWNER_NONE, .weight = TARGET_WEIGHT };
  g_autofree double *y = g_new (double, trace->n_points);

  fig_panel_take_layer (panel, fig_rule_layer_new ("learned", "guide", 1.0, &learned));
  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    FigLook look = { .owner = (int)k, .faint = is_faint (source) };
    gssize presented = find_presented (source, trace, k);
    g_autofree char *name = fig_source_get_name (source, k);

    if (presented < 0)
      continue;
    for (gsize i = 0; i < trace->n_points; i++)
      y[i] = trace->overlaps[i * trace->n_targets + (gsize)presented];
    fig_panel_take_layer (
      panel,
      fig_line_layer_new (fig_series_new (name, "overlap", trace->n_points, trace->times, y),
                          &look));
  }
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
add_output_panels (const FigSource *source, FigFigure *figure)
{
  gsize n_outputs = source->theory->n_outputs;

  if (n_outputs == 1) {
    add_outputs (source, add_panel (figure, "output", _ ("Output <i>z</i>"), "<i>z</i>"), 0, 1);
    return;
  }
  if (n_outputs > MAX_OUTPUT_PANELS) {
    FigPanel *panel = add_panel (figure, "output", _ ("Outputs <i>z</i>"), "<i>z</i>");

    add_outputs (source, panel, 0, n_outputs);
    return;
  }
  for (gsize i = 0; i < n_outputs; i++) {
    g_autofree char *id = g_strdup_printf ("output %" G_GSIZE_FORMAT, i + 1);
    g_autofree char *symbol = g_strdup_printf ("<i>z</i><sub>%u</sub>", (guint)i + 1);
    /* Translators: %s is the symbol of one of several outputs, as "z₁" */
    g_autofree char *title = g_strdup_printf (_ ("Output %s"), symbol);

    add_outputs (source, add_panel (figure, id, title, symbol), i, 1);
  }
}

/* How many of the targets that were presented are none of theory's */
static guint
count_gone (const FigSource *source, const ExpTrainingTrace *trace)
{
  guint n = 0;

  for (gsize i = 0; i < trace->n_targets; i++)
    n += exp_experiment_find_target (source->theory->experiment, trace->experiment, i) < 0;
  return n;
}

/* The targets, and what there is to know where not all of them were presented, or others were */
static void
explain_trace (const FigSource *source, FigFigure *figure)
{
  const ExpTrainingTrace *trace = get_trace (source);
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook look = { .owner = FIG_OWNER_NONE, .faint = is_faint (source), .weight = TARGET_WEIGHT };
  FigLook all = { .owner = FIG_OWNER_ALL, .faint = look.faint };
  guint n_gone = count_gone (source, trace);
  g_autofree char *gone = NULL;

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    gboolean presented = find_presented (source, trace, k) >= 0;
    FigLook own = { .owner = (int)k };
    g_autofree char *label = fig_source_get_label (source, k);
    /* Translators: %s is the name of an attractor, as "z = 0.9" */
    g_autofree char *untrained = g_strdup_printf (_ ("%s (not trained)"), label);

    fig_legend_add (
      legend, presented ? FIG_SAMPLE_LINE : FIG_SAMPLE_NONE, &own, presented ? label : untrained);
  }
  fig_legend_start_group (legend);
  fig_legend_add (legend, FIG_SAMPLE_LINE, &look, _ ("Target presented"));
  if (look.faint)
    fig_source_explain_experiment (source, figure, trace->experiment, FIG_SAMPLE_LINE, &all);
  if (n_gone == 0)
    return;
  gone = g_strdup_printf (ngettext ("Not shown: %u target that there is no longer",
                                    "Not shown: %u targets that there are no longer",
                                    n_gone),
                          n_gone);
  fig_legend_add (legend, FIG_SAMPLE_NONE, &look, gone);
}

static void
explain_readout (const FigSource *source, FigFigure *figure)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook look = { .owner = FIG_OWNER_NONE, .faint = is_faint (source), .weight = TARGET_WEIGHT };
  FigLook all = { .owner = FIG_OWNER_ALL, .faint = look.faint };

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    FigLook own = { .owner = (int)k };
    g_autofree char *label = fig_source_get_label (source, k);

    fig_legend_add (legend, FIG_SAMPLE_POINT, &own, label);
  }
  fig_legend_start_group (legend);
  fig_legend_add (legend, FIG_SAMPLE_LINE, &look, _ ("Learned"));
  fig_legend_set_kind (legend, "guide");
  if (look.faint)
    fig_source_explain_network (source, figure, FIG_SAMPLE_POINT, &all);
  fig_legend_add (legend,
                  FIG_SAMPLE_NONE,
                  &look,
                  exp_method_is_online (source->measurement->experiment->method)
                    ? _ ("The course of training was not recorded")
                    : _ ("Least squares find the readout at once"));
}

/* How far training has come, in words. */
static char *
describe_training (const FigSource *source)
{
  const ExpTrainingTrace *trace = get_trace (source);
  char first[G_ASCII_DTOSTR_BUF_SIZE], last[G_ASCII_DTOSTR_BUF_SIZE];

  if (is_of_other_targets (source))
    return g_strdup (_ ("The network was trained for other targets."));
  if (trace == NULL && fig_readout_is_there (source))
    return g_strdup (
      exp_method_is_online (source->measurement->experiment->method)
        ? _ ("What the readout says at each target, by how much it misses it, their overlap, and "
             "how large its weights are.")
        : _ ("The readout was found at once: what it says at each target, by how much "
             "it misses it, their overlap, and how large its weights are."));
  if (trace == NULL)
    return g_strdup (_ ("There is no record of training on line."));
  g_ascii_formatd (first, sizeof first, "%.2g", trace->errors[0]);
  g_ascii_formatd (last, sizeof last, "%.2g", trace->errors[trace->n_points - 1]);
  return g_strdup_printf (_ ("The error began at %s and ended at %s."), first, last);
}

/* Why there is nothing to see. A run hands its readout out at its end. */
static const char *
explain_absence (const FigSource *source)
{
  if (is_of_other_targets (source))
    return _ ("The network was trained for other targets");
  if (fig_source_has_network (source, EXP_STAGE_TRAIN))
    return _ ("What the readout has learned is shown when all is measured");
  return _ ("Train a network to see what its readout learns");
}

static void
add_panels (const FigSource *source, FigFigure *figure)
{
  FigPanel *panel;

  fig_figure_set_flow (figure, TRUE);
  add_output_panels (source, figure);
  panel = add_panel (figure, "error", _ ("Error |<i>z</i> − <i>A</i>|"), "|<i>z</i> − <i>A</i>|");
  panel->y.kind = FIG_SCALE_LOGARITHMIC;
  add_error (source, panel);
  panel = add_panel (
    figure,
    "overlap",
    /* Translators: an axis: how much of each target the readout gives there */
    _ ("Overlap <i>A</i>·<i>W</i><sub>out</sub><sup>T</sup><i>r</i> / |<i>A</i>|²"),
    _ ("Overlap"));
  add_overlaps (source, panel);
  panel = add_panel (
    figure, "readout", _ ("Readout |<i>W</i><sub>out</sub>|"), "|<i>W</i><sub>out</sub>|");
  add_readout (source, panel);
}

/**
 * fig_training_new:
 * @source: what to make it from
 *
 * How on-line training went, against time: the outputs and their error, each in the
 * colour of the target that was presented, the readout's overlap with each attractor,
 * and its size. Of a readout that was found at once, what it says at the targets.
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

  if (get_trace (source) != NULL) {
    add_panels (source, figure);
    explain_trace (source, figure);
  } else if (fig_readout_is_there (source) && !is_of_other_targets (source)) {
    fig_figure_set_shared (figure, FALSE);
    fig_figure_set_flow (figure, TRUE);
    fig_readout_add_panels (source, figure);
    explain_readout (source, figure);
  } else {
    FigPanel *panel = add_panel (figure, "output", _ ("Output <i>z</i>"), "<i>z</i>");

    panel->note = g_strdup (explain_absence (source));
  }
  if (get_trace (source) != NULL)
    text = g_strdup_printf ("%s %s %s",
                            _ ("The output and its error, the readout's overlap with each "
                               "attractor and its size while the network is trained on line."),
                            course,
                            verdict);
  else
    text = g_strdup_printf ("%s %s", course, verdict);
  fig_figure_set_description (figure, text);
  return figure;
}
