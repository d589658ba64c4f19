/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-statistics-table.h"

#include <math.h>

#include <glib/gi18n.h>

#include "attractor-number.h"

#define NOTHING "—"

/* Takes the texts. */
static void
add_row (GPtrArray *rows, char *name, char *network, char *theory)
{
  char **row = g_new0 (char *, 4);

  row[0] = name;
  row[1] = network;
  row[2] = theory;
  g_ptr_array_add (rows, row);
}

static char *
number_to_words (double value)
{
  return isnan (value) ? g_strdup (NOTHING) : attractor_number_to_words (value);
}

/* A value to the decimal place @place, which is negative behind the decimal point. Powers of ten
   are exact, those below 1 are not: a value divided by one comes out with digits of its own. */
static char *
number_to_place (double value, double place)
{
  double unit = pow (10.0, fabs (place));
  double rounded = place < 0.0 ? round (value * unit) / unit : round (value / unit) * unit;
  g_autofree char *size = attractor_number_format (fabs (rounded));

  return g_strconcat (rounded < 0.0 ? "−" : "", size, NULL);
}

/* As many digits as the error has a meaning for: two of its own. */
static char *
mean_to_words (const ExpSummary *summary)
{
  double place;
  g_autofree char *mean = NULL;
  g_autofree char *error = NULL;

  if (summary->n == 0)
    return g_strdup (NOTHING);
  if (!(summary->standard_error > 0.0)) {
    mean = attractor_number_to_words (summary->mean);
    /* TRANSLATORS: a mean, and of how many networks */
    return g_strdup_printf (_ ("%s (%u)"), mean, (guint)summary->n);
  }
  place = floor (log10 (summary->standard_error)) - 1.0;
  mean = number_to_place (summary->mean, place);
  error = number_to_place (summary->standard_error, place);
  /* TRANSLATORS: a mean, its standard error, and of how many networks */
  return g_strdup_printf (_ ("%s ± %s (%u)"), mean, error, (guint)summary->n);
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

static void
add_measure (GPtrArray *rows, const ExpEnsemble *ensemble, ExpMeasure measure, gsize attractor)
{
  char *name = g_strdup (exp_measure_get_label (measure));
  ExpSummary summary;

  if (measure == EXP_MEASURE_SUCCESS) {
    add_row (
      rows, name, success_to_words (ensemble, attractor), success_of_theory (ensemble, attractor));
    return;
  }
  exp_ensemble_summarise (ensemble, measure, attractor, &summary);
  add_row (rows,
           name,
           mean_to_words (&summary),
           number_to_words (exp_ensemble_get_theory (ensemble, measure, attractor)));
}

static void
add_attractor (GPtrArray *rows, const ExpEnsemble *ensemble, gsize attractor, char *name)
{
  add_row (rows, name, g_strdup (_ ("Networks")), g_strdup (_ ("Theory")));
  for (guint measure = 0; measure < EXP_N_MEASURES; measure++)
    if (exp_ensemble_has (ensemble, measure))
      add_measure (rows, ensemble, measure, attractor);
}

/**
 * attractor_statistics_table_new:
 * @ensemble: several networks of one experiment
 *
 * Returns: (transfer full) (element-type GStrv): the rows of a table of three columns:
 *   for each attractor, and all together where they are several, a heading and what was
 *   measured, as mean, standard error and number of networks, beside theory
 */
GPtrArray *
attractor_statistics_table_new (const ExpEnsemble *ensemble)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
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
