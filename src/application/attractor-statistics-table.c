/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-statistics-table.h"

#include <math.h>

#include <glib/gi18n.h>

#include "attractor-number.h"

#define NOTHING "—"
/* Where the output leaves, nothing responds for a time. */
#define NO_RESPONSE N_ ("— (unstable)")
/* The powers of ten of the means that are written without one */
#define LEAST_WRITTEN_OUT (-3)
#define MOST_WRITTEN_OUT 4

static void
row_free (gpointer data)
{
  AttractorStatisticsRow *row = data;

  g_free (row->name);
  g_free (row->networks);
  g_free (row->theory);
  g_free (row);
}

/* Takes the texts. */
static AttractorStatisticsRow *
add_row (GPtrArray *rows, char *name, char *networks, char *theory)
{
  AttractorStatisticsRow *row = g_new0 (AttractorStatisticsRow, 1);

  row->name = name;
  row->networks = networks;
  row->theory = theory;
  g_ptr_array_add (rows, row);
  return row;
}

static gboolean
is_time_constant (ExpMeasure measure)
{
  return measure == EXP_MEASURE_TIME_CONSTANT || measure == EXP_MEASURE_POLE_TIME_CONSTANT ||
         measure == EXP_MEASURE_FITTED_TIME_CONSTANT;
}

/* An error of no more than rounding is none. */
static double
drop_rounding (const ExpEnsemble *ensemble, ExpMeasure measure, double value)
{
  return measure == EXP_MEASURE_READOUT_ERROR
           ? attractor_number_drop_rounding (value,
                                             exp_table_get_size (ensemble->experiment->targets))
           : value;
}

/* What needs an attractor that holds, of one that may not */
static gboolean
needs_success (const ExpEnsemble *ensemble, ExpMeasure measure)
{
  return measure == EXP_MEASURE_MEAN_RESPONSE_TIME &&
         exp_ensemble_has (ensemble, EXP_MEASURE_SUCCESS);
}

static char *
theory_to_words (const ExpEnsemble *ensemble, ExpMeasure measure, gsize attractor)
{
  double theory = drop_rounding (
    ensemble, measure, exp_ensemble_get_theory (ensemble, measure, attractor));
  g_autofree char *size = attractor_number_to_words (fabs (theory));

  if (isnan (theory))
    return g_strdup (NOTHING);
  if (needs_success (ensemble, measure) &&
      exp_ensemble_get_theory (ensemble, EXP_MEASURE_SUCCESS, attractor) <= 0.0)
    return g_strdup (_ (NO_RESPONSE));
  if (theory < 0.0 && is_time_constant (measure))
    /* TRANSLATORS: a time in which a deviation grows e-fold, where others fall to 1/e */
    return g_strdup_printf (_ ("%s, grows"), size);
  return attractor_number_to_words (theory);
}

/* A number with that many decimals, and a sign only if these have something of it */
static char *
number_to_decimals (double value, int decimals)
{
  char buffer[64];
  char format[8];

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 20));
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  if (g_ascii_strtod (buffer, NULL) == 0.0)
    g_ascii_formatd (buffer, sizeof buffer, format, 0.0);
  return attractor_number_localize (buffer);
}

/* As many digits as the error has a meaning for: two of its own. */
static char *
mean_to_words (double value, double error)
{
  int exponent = (int)floor (log10 (fmax (fabs (value), error)));
  int decimals = 1 - (int)floor (log10 (error));
  gboolean written_out = exponent >= LEAST_WRITTEN_OUT && exponent <= MOST_WRITTEN_OUT;
  double unit = written_out ? 1.0 : pow (10.0, exponent);
  g_autofree char *mean = number_to_decimals (value / unit,
                                              decimals + (written_out ? 0 : exponent));
  g_autofree char *scatter = number_to_decimals (error / unit,
                                                 decimals + (written_out ? 0 : exponent));
  g_autofree char *power = NULL;

  if (written_out)
    /* TRANSLATORS: a mean and its standard error; the spaces do not break */
    return g_strdup_printf (_ ("%s ± %s"), mean, scatter);
  power = attractor_number_to_power (exponent);
  /* TRANSLATORS: a mean, its standard error, and a power of ten, as "(7.5 ± 0.3)×10⁻¹⁶" */
  return g_strdup_printf (_ ("(%s ± %s)%s"), mean, scatter, power);
}

/* Of a time constant, what is negative grows; where all do, its sign is that word. */
static char *
summary_to_words (const ExpSummary *summary, ExpMeasure measure)
{
  gboolean time = is_time_constant (measure);
  gboolean grows = time && summary->maximum < 0.0;
  double value = grows ? -summary->mean : summary->mean;
  g_autofree char *mean = summary->standard_error > 0.0
                            ? mean_to_words (value, summary->standard_error)
                            : attractor_number_to_words (value);

  if (grows)
    return g_strdup_printf (_ ("%s, grows"), mean);
  if (time && summary->minimum < 0.0)
    /* TRANSLATORS: the mean of times, some of which are negative, as deviations grow there */
    return g_strdup_printf (_ ("%s, some grow"), mean);
  return g_steal_pointer (&mean);
}

/* Of the networks in which it is defined, and has a meaning */
static void
summarise (const ExpEnsemble *ensemble, ExpMeasure measure, gsize attractor, ExpSummary *summary)
{
  g_autofree double *values = g_new (double, ensemble->n_networks);

  for (gsize i = 0; i < ensemble->n_networks; i++) {
    gboolean unstable = needs_success (ensemble, measure) &&
                        exp_ensemble_get (ensemble, EXP_MEASURE_SUCCESS, attractor, i) <= 0.0;

    values[i] = unstable ? NAN : exp_ensemble_get (ensemble, measure, attractor, i);
  }
  exp_summary_init (summary, ensemble->n_networks, values);
}

static char *
networks_to_words (const ExpEnsemble *ensemble, ExpMeasure measure, gsize attractor)
{
  ExpSummary summary;
  g_autofree char *text = NULL;

  summarise (ensemble, measure, attractor, &summary);
  if (summary.n == 0 && needs_success (ensemble, measure) &&
      exp_ensemble_count (ensemble, NULL) > 0)
    return g_strdup (_ (NO_RESPONSE));
  if (summary.n == 0)
    return g_strdup (NOTHING);
  if (drop_rounding (ensemble, measure, summary.maximum) == 0.0)
    summary.mean = summary.standard_error = 0.0;
  text = summary_to_words (&summary, measure);
  if (summary.n == exp_ensemble_count (ensemble, NULL))
    return g_steal_pointer (&text);
  /* TRANSLATORS: a mean, and of how many networks, where that is not all of them */
  return g_strdup_printf (_ ("%s (%u)"), text, (guint)summary.n);
}

static char *
success_to_words (const ExpEnsemble *ensemble, gsize attractor)
{
  ExpProportion proportion;

  exp_ensemble_get_success (ensemble, attractor, &proportion);
  if (proportion.n == 0)
    return g_strdup (NOTHING);
  /* TRANSLATORS: how many networks of how many succeed, and the interval that has the
   * probability in it, in percent */
  return g_strdup_printf (_ ("%u of %u (%.0f–%.0f %%)"),
                          (guint)proportion.n_successes,
                          (guint)proportion.n,
                          100.0 * proportion.lower,
                          100.0 * proportion.upper);
}

static char *
success_of_theory (const ExpEnsemble *ensemble, gsize attractor)
{
  double theory = exp_ensemble_get_theory (ensemble, EXP_MEASURE_SUCCESS, attractor);

  if (isnan (theory))
    return g_strdup (NOTHING);
  return g_strdup (theory > 0.0 ? _ ("stable") : _ ("unstable"));
}

/* Nothing where there is a number */
static const char *
explain_networks (const ExpEnsemble *ensemble, const char *text)
{
  if (g_str_equal (text, _ (NO_RESPONSE)))
    return _ ("An attractor that the output leaves has no response time");
  if (!g_str_equal (text, NOTHING))
    return NULL;
  return exp_ensemble_count (ensemble, NULL) > 0 ? _ ("None of these networks has such a number")
                                                 : _ ("Nothing measured yet");
}

static const char *
explain_theory (ExpMeasure measure, const char *text)
{
  RcScalar scalar;

  if (g_str_equal (text, _ (NO_RESPONSE)))
    return _ ("An attractor that the output leaves has no response time");
  if (!g_str_equal (text, NOTHING))
    return NULL;
  return exp_measure_get_scalar (measure, &scalar) ? _ ("Theory has no such number here")
                                                   : _ ("Theory says nothing of this");
}

static void
add_measure (GPtrArray *rows, const ExpEnsemble *ensemble, ExpMeasure measure, gsize attractor)
{
  gboolean success = measure == EXP_MEASURE_SUCCESS;
  AttractorStatisticsRow *row = add_row (
    rows,
    attractor_number_with_unit (exp_measure_get_label (measure), exp_measure_get_unit (measure)),
    success ? success_to_words (ensemble, attractor)
            : networks_to_words (ensemble, measure, attractor),
    success ? success_of_theory (ensemble, attractor)
            : theory_to_words (ensemble, measure, attractor));

  row->networks_why = explain_networks (ensemble, row->networks);
  row->theory_why = explain_theory (measure, row->theory);
}

static void
add_attractor (GPtrArray *rows, const ExpEnsemble *ensemble, gsize attractor, char *name)
{
  guint n = (guint)exp_ensemble_count (ensemble, NULL);

  add_row (rows,
           name,
           g_strdup_printf (ngettext ("%u network", "%u networks", n), n),
           g_strdup (_ ("Theory")))
    ->heading = TRUE;
  for (guint measure = 0; measure < EXP_N_MEASURES; measure++)
    if (exp_ensemble_has (ensemble, measure))
      add_measure (rows, ensemble, measure, attractor);
}

/**
 * attractor_statistics_table_new:
 * @ensemble: several networks of one experiment
 *
 * Returns: (transfer full) (element-type AttractorStatisticsRow): the rows of a table:
 *   for each attractor, and all together where they are several, a heading and what was
 *   measured, as mean and standard error, and the number of networks where not all have
 *   one, beside theory
 */
GPtrArray *
attractor_statistics_table_new (const ExpEnsemble *ensemble)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  const ExpTable *targets = ensemble->experiment->targets;

  for (gsize k = 0; k < ensemble->n_attractors; k++) {
    g_autofree char *target = attractor_number_row_to_text (
      targets->n_columns, targets->values + k * targets->n_columns);

    /* TRANSLATORS: an attractor, by its target */
    add_attractor (rows, ensemble, k, g_strdup_printf (_ ("z = %s"), target));
  }
  if (ensemble->n_attractors > 1)
    add_attractor (rows, ensemble, EXP_ALL_ATTRACTORS, g_strdup (_ ("All attractors")));
  return rows;
}
