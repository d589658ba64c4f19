/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measure.h"

G_BEGIN_DECLS

/**
 * ExpOutcome:
 * @problem: (nullable): why the network could not be measured, one sentence
 * @stage: in which stage that was
 * @transient: the network, or what was missing of it, could not be measured for want of memory,
 *   which says nothing of it: it is not kept in tables, and the next run tries again
 * @missing: the measures of the set that are still to be measured; their numbers are NaN. It is
 *   empty after a failure, but where that was @transient and some are known
 * @n_values: how many numbers there are
 * @values: for each measure of a set in turn M numbers, one for each attractor, and one for all
 *   together; NaN where undefined, and after a failure; but the success of a network that
 *   cannot be trained is 0
 *
 * What came of one network. Immutable, reference counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  char *problem;
  ExpStage stage;
  gboolean transient;
  guint missing;
  gsize n_values;
  double values[];
} ExpOutcome;

ExpOutcome *exp_outcome_measure (const ExpExperiment *experiment,
                                 guint measures,
                                 GCancellable *cancellable,
                                 ExpStageFunc stage_func,
                                 gpointer user_data,
                                 GError **error);
ExpOutcome *exp_outcome_new (gsize n_values, const double *values);
ExpOutcome *
exp_outcome_new_failed (gsize n_values, const double *values, ExpStage stage, const char *problem);
ExpOutcome *exp_outcome_merge (const ExpOutcome *known,
                               guint measures,
                               const ExpOutcome *other,
                               guint other_measures,
                               gsize n_attractors);
guint exp_outcome_get_missing (const ExpOutcome *self, guint measures);
ExpOutcome *exp_outcome_retry (ExpOutcome *self);
gboolean exp_outcome_is_complete (const ExpOutcome *self);
ExpOutcome *exp_outcome_ref (ExpOutcome *self);
void exp_outcome_unref (ExpOutcome *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpOutcome, exp_outcome_unref)

G_END_DECLS
