/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-sweep.h"

/* What was measured before, in a sweep that goes on from there. */

#define NOWHERE G_MAXSIZE

/* Where on another axis of the same parameter each place is; without an axis there is one place.
 * Cost: linear. */
static gsize *
find_places (gsize n, const double *values, gsize n_earlier, const double *earlier)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_double_hash, g_double_equal);
  gsize *places = g_new0 (gsize, n);

  for (gsize j = 0; values != NULL && j < n_earlier; j++)
    g_hash_table_insert (known, (gpointer)&earlier[j], GSIZE_TO_POINTER (j + 1));
  for (gsize i = 0; values != NULL && i < n; i++) {
    gsize place = GPOINTER_TO_SIZE (g_hash_table_lookup (known, &values[i]));

    places[i] = place > 0 ? place - 1 : NOWHERE;
  }
  return places;
}

/* Whether the numbers of @outcome add something to what is known. What failed is measured again
 * where more is wanted of it: a network that failed has no numbers at all. */
static gboolean
adds (const ExpOutcome *known, guint measures, const ExpOutcome *outcome, guint measured)
{
  guint missing = exp_outcome_get_missing (known, measures);

  if (outcome != NULL && outcome->problem != NULL && !outcome->transient)
    return known == NULL && (measures & ~measured) == 0;
  return (missing & measured & ~exp_outcome_get_missing (outcome, measured)) != 0;
}

static void
take_cell (ExpSweep *self, gsize cell, const ExpEnsemble *earlier)
{
  gsize n_attractors = earlier->n_attractors;

  if (earlier->experiment->targets->n_rows != self->experiment->targets->n_rows)
    return;
  for (gsize i = 0; i < MIN (self->n_networks, earlier->n_networks); i++) {
    const ExpOutcome *known = self->cells[cell]->outcomes[i];
    g_autoptr (ExpOutcome) outcome = exp_outcome_retry (earlier->outcomes[i]);

    if (!adds (known, self->measures, outcome, earlier->measures))
      continue;
    if (self->measures == earlier->measures && outcome->missing == 0)
      exp_sweep_take (self, cell, i, exp_outcome_ref (outcome));
    else
      exp_sweep_take (
        self,
        cell,
        i,
        exp_outcome_merge (known, self->measures, outcome, earlier->measures, n_attractors));
  }
}

/**
 * exp_sweep_extend:
 * @plan: what there is to be, with what is known of it
 * @earlier: other results
 *
 * Of a network at a place that both have, what is known of some of the measures stays known, and
 * the others are still to be measured. What failed before is known to fail only where nothing
 * else is wanted of it, and what failed for want of memory is forgotten.
 *
 * Returns: (transfer full): the plan, with what of it was measured before; nothing of that where
 *   the experiments are others, or other parameters change along the axes
 */
ExpSweep *
exp_sweep_extend (const ExpSweep *plan, const ExpSweep *earlier)
{
  ExpSweep *self = exp_sweep_snapshot (plan);
  g_autofree gsize *columns = NULL;
  g_autofree gsize *rows = NULL;

  if (plan->x.parameter != earlier->x.parameter || plan->y.parameter != earlier->y.parameter ||
      !exp_sweep_is_of (plan, earlier->experiment))
    return self;
  columns = find_places (plan->n_columns, plan->x_values, earlier->n_columns, earlier->x_values);
  rows = find_places (plan->n_rows, plan->y_values, earlier->n_rows, earlier->y_values);
  for (gsize i = 0; i < self->n_cells; i++) {
    gsize column = columns[i % self->n_columns], row = rows[i / self->n_columns];

    if (column != NOWHERE && row != NOWHERE)
      take_cell (self, i, earlier->cells[row * earlier->n_columns + column]);
  }
  return self;
}

static gboolean
is_along_same_axes (const ExpSweep *self, const ExpSweep *other)
{
  return exp_sweep_is_of (self, other->experiment) && exp_axis_equal (&self->x, &other->x) &&
         exp_axis_equal (&self->y, &other->y);
}

/**
 * exp_sweep_resume:
 * @plan: what there is to be
 * @earlier: results of the same experiment along the same axes
 *
 * Returns: (transfer full) (nullable): the plan, with the networks that are measured already,
 *   without those that failed for want of memory; %NULL if the two are not of the same experiment
 *   and the same axes, or less was measured
 */
ExpSweep *
exp_sweep_resume (const ExpSweep *plan, const ExpSweep *earlier)
{
  if (!is_along_same_axes (plan, earlier) || (plan->measures & ~earlier->measures) != 0)
    return NULL;
  return exp_sweep_extend (plan, earlier);
}

/**
 * exp_sweep_has_all_of:
 * @other: results
 *
 * Returns: whether all that is known in @other is known here, too, at the same places
 */
gboolean
exp_sweep_has_all_of (const ExpSweep *self, const ExpSweep *other)
{
  if (!is_along_same_axes (self, other) || (other->measures & ~self->measures) != 0)
    return FALSE;
  for (gsize i = 0; i < other->n_cells; i++)
    for (gsize j = 0; j < other->n_networks; j++) {
      const ExpOutcome *known = j < self->n_networks ? self->cells[i]->outcomes[j] : NULL;

      if (adds (known, other->measures, other->cells[i]->outcomes[j], other->measures))
        return FALSE;
    }
  return TRUE;
}
