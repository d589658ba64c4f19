/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-networks.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-number.h"

static gboolean
is_current (const FigSource *source)
{
  return source->sweep != NULL && exp_sweep_is_of (source->sweep, source->theory->experiment);
}

/**
 * fig_networks_follow:
 * @source: a source
 * @x: what a curve is drawn over
 *
 * Returns: whether there are networks of these parameters along the curve, or all at the place
 *   where the experiment is
 */
gboolean
fig_networks_follow (const FigSource *source, const ExpAxis *x)
{
  return is_current (source) && source->sweep->y.parameter == NULL &&
         (source->sweep->x.parameter == NULL || source->sweep->x.parameter == x->parameter);
}

/**
 * fig_networks_cover:
 * @source: a source
 * @measure: what of them
 *
 * Returns: whether there are networks of these parameters over two of them, of which that
 *   was measured
 */
gboolean
fig_networks_cover (const FigSource *source, ExpMeasure measure)
{
  return is_current (source) && source->sweep->x.parameter != NULL &&
         source->sweep->y.parameter != NULL && (source->sweep->measures & (1u << measure)) != 0;
}

/* Of one network: -1/τ, or what it is for the bulk of this radius. */
static double
get_rate (ExpMeasure measure, double value)
{
  return measure == EXP_MEASURE_BULK_RADIUS ? value - 1.0 : -1.0 / value;
}

/**
 * fig_networks_get_time:
 * @ensemble: networks
 * @measure: a time constant, or the bulk's radius for that of the bulk
 * @attractor: which attractor
 * @time: (out): the time constant that belongs to the networks' mean rate, below 0 where that
 *   is one of leaving
 * @below: (out): by how much its size is less where the rate is larger by its standard error …
 * @above: (out): … and by how much it is more where the rate is smaller, infinite if the rate may
 *   be 0; both NaN of a single network
 *
 * The mean is taken of the rates, -1/τ, which scatter about that of theory; a time constant
 * itself has no mean where a rate may be 0.
 *
 * Returns: %FALSE if it was not measured
 */
gboolean
fig_networks_get_time (const ExpEnsemble *ensemble,
                       ExpMeasure measure,
                       gsize attractor,
                       double *time,
                       double *below,
                       double *above)
{
  g_autofree double *rates = g_new (double, ensemble->n_networks);
  ExpSummary summary;
  double rate, size;

  if (!exp_ensemble_has (ensemble, measure))
    return FALSE;
  for (gsize i = 0; i < ensemble->n_networks; i++)
    rates[i] = get_rate (measure, exp_ensemble_get (ensemble, measure, attractor, i));
  exp_summary_init (&summary, ensemble->n_networks, rates);
  rate = fabs (summary.mean);
  if (summary.n == 0 || rate == 0.0)
    return FALSE;
  size = 1.0 / rate;
  *time = -1.0 / summary.mean;
  *below = size - 1.0 / (rate + summary.standard_error);
  *above = summary.standard_error < rate ? 1.0 / (rate - summary.standard_error) - size : INFINITY;
  if (isnan (summary.standard_error))
    *above = NAN;
  return TRUE;
}

static char *
count_networks (const ExpSweep *sweep, guint measures, const char *size)
{
  gsize n = sweep->n_networks, in_all = n * sweep->n_cells;
  gsize known = exp_sweep_count_measured (sweep, measures);

  if (known < in_all)
    /* Translators: how many networks were measured, of how many in all, and their size N */
    return g_strdup_printf (ngettext ("%zu of %zu network so far, <i>N</i> = %s",
                                      "%zu of %zu networks so far, <i>N</i> = %s",
                                      (gulong)in_all),
                            known,
                            in_all,
                            size);
  /* Translators: how many networks there are at each place, and their size N */
  return g_strdup_printf (
    ngettext ("%zu network, <i>N</i> = %s", "%zu networks, <i>N</i> = %s", (gulong)n), n, size);
}

/* Whether they were measured at other places than those that were chosen, if any were */
static gboolean
is_elsewhere (const ExpAxis *measured, const ExpAxis *chosen)
{
  return measured->parameter != NULL && chosen->parameter != NULL &&
         !exp_axis_equal (measured, chosen);
}

/* Who sees the figure alone is to know that it does not show what was asked for last. */
static void
explain_places (const FigSource *source, FigLegend *legend)
{
  const ExpSweep *sweep = source->sweep;
  g_autofree char *text = NULL;

  if (source->study == NULL || (!is_elsewhere (&sweep->x, &source->study->choice.x_axis) &&
                                !is_elsewhere (&sweep->y, &source->study->choice.y_axis)))
    return;
  /* Translators: in a figure's legend, of networks: they were measured at so many places of a
   * sweep before other places were chosen */
  text = g_strdup_printf (ngettext ("measured at %zu place, of an earlier choice",
                                    "measured at %zu places, of an earlier choice",
                                    (gulong)sweep->n_cells),
                          sweep->n_cells);
  fig_legend_add (legend, FIG_SAMPLE_NONE, NULL, text);
}

/**
 * fig_networks_explain:
 * @source: a source with a sweep
 * @measures: what is drawn of its networks, a set: one counts of which any of that is known
 * @figure: a figure being built
 * @sample: what the networks' data is drawn with
 * @look: what it looks like
 * @what: (nullable): what is drawn of them, translated
 *
 * Adds the networks to the legend, with how many there are at each place, or in all while some
 * are still to be measured, and their size; and that they are at other places than those that were
 * chosen, where they are.
 */
void
fig_networks_explain (const FigSource *source,
                      guint measures,
                      FigFigure *figure,
                      FigSample sample,
                      const FigLook *look,
                      const char *what)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  g_autofree char *size = fig_number_format_short ((double)source->sweep->experiment->size, 16);
  g_autofree char *networks = count_networks (source->sweep, measures, size);
  /* Translators: the first part is “20 networks, N = 1000”, the other “mean ± standard error” */
  g_autofree char *text = what != NULL ? g_strdup_printf (_ ("%s: %s"), networks, what)
                                       : g_strdup (networks);

  fig_legend_add (legend, sample, look, text);
  fig_legend_set_kind (legend, "networks");
  explain_places (source, legend);
}
