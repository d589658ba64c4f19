/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-source.h"

/**
 * fig_source_has_network:
 * @self: a source
 * @stage: what is wanted of it
 *
 * Returns: whether this was measured on a network with the same number of outputs
 */
gboolean
fig_source_has_network (const FigSource *self, ExpStage stage)
{
  return self->measurement != NULL && self->measurement->n_outputs == self->theory->n_outputs &&
         exp_measurement_has (self->measurement, stage);
}

static gboolean
is_same_target (const FigSource *self, gsize attractor, gsize measured)
{
  return exp_table_rows_equal (
    self->theory->experiment->targets, attractor, self->measurement->experiment->targets, measured);
}

static gboolean
is_anyones (const FigSource *self, gsize measured)
{
  for (gsize k = 0; k < self->theory->n_attractors; k++)
    if (is_same_target (self, k, measured))
      return TRUE;
  return FALSE;
}

/* Targets come and go, and those behind them get other numbers. */
static gssize
find_measured (const FigSource *self, gsize attractor)
{
  gsize n = self->measurement->n_attractors;

  if (self->measurement->n_outputs != self->theory->n_outputs)
    return -1;
  if (attractor < n && is_same_target (self, attractor, attractor))
    return (gssize)attractor;
  for (gsize i = 0; i < n; i++)
    if (is_same_target (self, attractor, i))
      return (gssize)i;
  /* One that was moved is compared with what it was. */
  return n == self->theory->n_attractors && !is_anyones (self, attractor) ? (gssize)attractor : -1;
}

/**
 * fig_source_get_measured:
 * @self: a source
 * @attractor: index among those of theory
 * @stage: what is wanted of it
 *
 * Returns: (nullable): what was measured at this target, or at what it was before it was moved
 */
const ExpMeasuredAttractor *
fig_source_get_measured (const FigSource *self, gsize attractor, ExpStage stage)
{
  gssize found = fig_source_has_network (self, stage) ? find_measured (self, attractor) : -1;

  return found >= 0 ? &self->measurement->attractors[found] : NULL;
}

/**
 * fig_source_get_owner:
 * @self: a source with a network
 * @target: one of the network's, or %FIG_OWNER_NONE
 *
 * Returns: which of theory's that is, or %FIG_OWNER_NONE
 */
int
fig_source_get_owner (const FigSource *self, int target)
{
  if (target < 0)
    return target;
  for (gsize k = 0; k < self->theory->n_attractors; k++)
    if (find_measured (self, k) == target)
      return (int)k;
  return FIG_OWNER_NONE;
}
