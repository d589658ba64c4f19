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
  gssize found = -1;

  if (fig_source_has_network (self, stage))
    found = exp_experiment_find_target (
      self->measurement->experiment, self->theory->experiment, attractor);
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
  return (int)exp_experiment_find_target (
    self->theory->experiment, self->measurement->experiment, (gsize)target);
}
