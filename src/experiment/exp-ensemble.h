/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-outcome.h"
#include "exp-proportion.h"
#include "exp-summary.h"

G_BEGIN_DECLS

/**
 * ExpEnsemble:
 * @experiment: the parameters of all networks; the seed is that of the first one
 * @n_attractors: M
 * @measures: what is measured on each network, a set of #ExpMeasure
 * @n_networks: how many there are to be, of the seeds that follow one another
 * @outcomes: (array length=n_networks): what came of each; %NULL for one that is still to be
 *   measured
 * @theory: what theory says will be measured, in the order of an outcome's values; NaN where
 *   it says nothing, and before a run has begun
 *
 * Several networks that differ in their seeds alone. Immutable, reference counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  ExpExperiment *experiment;
  gsize n_attractors;
  guint measures;
  gsize n_networks;
  ExpOutcome **outcomes;
  double *theory;
} ExpEnsemble;

ExpEnsemble *exp_ensemble_new (const ExpExperiment *experiment, guint measures, gsize n_networks);
ExpEnsemble *exp_ensemble_copy (const ExpEnsemble *self);
ExpEnsemble *exp_ensemble_ref (ExpEnsemble *self);
void exp_ensemble_unref (ExpEnsemble *self);

gboolean exp_ensemble_has (const ExpEnsemble *self, ExpMeasure measure);
gsize exp_ensemble_count (const ExpEnsemble *self, gsize *n_failed);
gsize exp_ensemble_count_measured (const ExpEnsemble *self, guint measures, gsize *n_failed);
const char *exp_ensemble_get_problem (const ExpEnsemble *self);
double exp_ensemble_get_theory (const ExpEnsemble *self, ExpMeasure measure, gsize attractor);
double
exp_ensemble_get (const ExpEnsemble *self, ExpMeasure measure, gsize attractor, gsize network);
void exp_ensemble_summarise (const ExpEnsemble *self,
                             ExpMeasure measure,
                             gsize attractor,
                             ExpSummary *summary);
void exp_ensemble_get_success (const ExpEnsemble *self, gsize attractor, ExpProportion *proportion);
ExpExperiment *exp_ensemble_make_experiment (const ExpEnsemble *self, gsize network);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpEnsemble, exp_ensemble_unref)

G_END_DECLS
