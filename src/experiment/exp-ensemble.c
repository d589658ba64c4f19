/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-ensemble.h"

#include <math.h>

static gsize
count_values (const ExpEnsemble *self)
{
  return exp_measures_count (self->measures) * (self->n_attractors + 1);
}

/**
 * exp_ensemble_new:
 * @experiment: a valid experiment, with the seed of the first network
 * @measures: what is to be measured, a set
 * @n_networks: how many networks, at least 1
 *
 * Returns: (transfer full): an ensemble of networks that are all still to be measured, by
 *   exp_sweep_run()
 */
ExpEnsemble *
exp_ensemble_new (const ExpExperiment *experiment, guint measures, gsize n_networks)
{
  ExpEnsemble *self = g_new0 (ExpEnsemble, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (experiment);
  self->n_attractors = experiment->targets->n_rows;
  self->measures = measures;
  self->n_networks = n_networks;
  self->outcomes = g_new0 (ExpOutcome *, n_networks);
  self->theory = g_new (double, count_values (self));
  for (gsize i = 0; i < count_values (self); i++)
    self->theory[i] = NAN;
  return self;
}

/**
 * exp_ensemble_copy:
 *
 * Returns: (transfer full): an ensemble with the same outcomes, to which whoever makes it can
 *   add others
 */
ExpEnsemble *
exp_ensemble_copy (const ExpEnsemble *self)
{
  ExpEnsemble *copy = exp_ensemble_new (self->experiment, self->measures, self->n_networks);

  for (gsize i = 0; i < self->n_networks; i++)
    if (self->outcomes[i] != NULL)
      copy->outcomes[i] = exp_outcome_ref (self->outcomes[i]);
  for (gsize i = 0; i < count_values (self); i++)
    copy->theory[i] = self->theory[i];
  return copy;
}

ExpEnsemble *
exp_ensemble_ref (ExpEnsemble *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_ensemble_unref (ExpEnsemble *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  exp_experiment_free (self->experiment);
  for (gsize i = 0; i < self->n_networks; i++)
    g_clear_pointer (&self->outcomes[i], exp_outcome_unref);
  g_free (self->outcomes);
  g_free (self->theory);
  g_free (self);
}

/**
 * exp_ensemble_has:
 *
 * Returns: whether this is measured
 */
gboolean
exp_ensemble_has (const ExpEnsemble *self, ExpMeasure measure)
{
  return (self->measures & (1u << measure)) != 0;
}

/**
 * exp_ensemble_count:
 * @n_failed: (out) (optional): how many of these could not be measured
 *
 * Returns: of how many networks it is known what came of them
 */
gsize
exp_ensemble_count (const ExpEnsemble *self, gsize *n_failed)
{
  gsize n = 0, failed = 0;

  for (gsize i = 0; i < self->n_networks; i++) {
    n += self->outcomes[i] != NULL;
    failed += self->outcomes[i] != NULL && self->outcomes[i]->problem != NULL;
  }
  if (n_failed != NULL)
    *n_failed = failed;
  return n;
}

/**
 * exp_ensemble_count_measured:
 * @measures: some of those of the ensemble, a set
 * @n_failed: (out) (optional): how many of these could not be measured
 *
 * Returns: of how many networks any of @measures is known, or that it cannot be; not of one for
 *   which there was no memory
 */
gsize
exp_ensemble_count_measured (const ExpEnsemble *self, guint measures, gsize *n_failed)
{
  gsize n = 0, failed = 0;

  measures &= self->measures;
  for (gsize i = 0; i < self->n_networks; i++) {
    const ExpOutcome *outcome = self->outcomes[i];

    if (exp_outcome_get_missing (outcome, measures) == measures)
      continue;
    n++;
    failed += outcome->problem != NULL && !outcome->transient;
  }
  if (n_failed != NULL)
    *n_failed = failed;
  return n;
}

/**
 * exp_ensemble_get_problem:
 *
 * Returns: (transfer none) (nullable): why the first of the networks that failed did so; %NULL
 *   if none did
 */
const char *
exp_ensemble_get_problem (const ExpEnsemble *self)
{
  for (gsize i = 0; i < self->n_networks; i++)
    if (self->outcomes[i] != NULL && self->outcomes[i]->problem != NULL)
      return self->outcomes[i]->problem;
  return NULL;
}

/* Where a measure at an attractor is among an outcome's values. */
static gsize
find_value (const ExpEnsemble *self, ExpMeasure measure, gsize attractor)
{
  return exp_measures_find (self->measures, measure) * (self->n_attractors + 1) +
         MIN (attractor, self->n_attractors);
}

/**
 * exp_ensemble_get_theory:
 * @measure: one that exp_ensemble_has()
 * @attractor: which attractor, or %EXP_ALL_ATTRACTORS
 *
 * Returns: what theory says will be measured; NaN where it says nothing
 */
double
exp_ensemble_get_theory (const ExpEnsemble *self, ExpMeasure measure, gsize attractor)
{
  g_return_val_if_fail (exp_ensemble_has (self, measure), NAN);

  return self->theory[find_value (self, measure, attractor)];
}

/**
 * exp_ensemble_get:
 * @measure: one that exp_ensemble_has()
 * @attractor: which attractor, or %EXP_ALL_ATTRACTORS
 * @network: which network
 *
 * Returns: what was measured; NaN where it is undefined or not known
 */
double
exp_ensemble_get (const ExpEnsemble *self, ExpMeasure measure, gsize attractor, gsize network)
{
  g_return_val_if_fail (exp_ensemble_has (self, measure), NAN);
  g_return_val_if_fail (network < self->n_networks, NAN);

  if (self->outcomes[network] == NULL)
    return NAN;
  return self->outcomes[network]->values[find_value (self, measure, attractor)];
}

/**
 * exp_ensemble_summarise:
 * @measure: one that exp_ensemble_has()
 * @attractor: which attractor, or %EXP_ALL_ATTRACTORS
 * @summary: (out): of the networks where it is defined
 */
void
exp_ensemble_summarise (const ExpEnsemble *self,
                        ExpMeasure measure,
                        gsize attractor,
                        ExpSummary *summary)
{
  g_autofree double *values = g_new (double, self->n_networks);

  for (gsize i = 0; i < self->n_networks; i++)
    values[i] = exp_ensemble_get (self, measure, attractor, i);
  exp_summary_init (summary, self->n_networks, values);
}

/**
 * exp_ensemble_get_success:
 * @self: of whose networks success is measured
 * @attractor: which attractor, or %EXP_ALL_ATTRACTORS
 * @proportion: (out): how many networks hold it, of those that could be measured
 */
void
exp_ensemble_get_success (const ExpEnsemble *self, gsize attractor, ExpProportion *proportion)
{
  gsize n = 0, n_successes = 0;

  for (gsize i = 0; i < self->n_networks; i++) {
    double value = exp_ensemble_get (self, EXP_MEASURE_SUCCESS, attractor, i);

    n += !isnan (value);
    n_successes += value > 0.0;
  }
  exp_proportion_init (proportion, n, n_successes);
}

/**
 * exp_ensemble_make_experiment:
 * @network: which network
 *
 * Returns: (transfer full): the parameters of that network, its seed among them
 */
ExpExperiment *
exp_ensemble_make_experiment (const ExpEnsemble *self, gsize network)
{
  ExpExperiment *experiment = exp_experiment_copy (self->experiment);

  experiment->seed += (gint64)network;
  return experiment;
}
