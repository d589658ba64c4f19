/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-plot-private.h"

/**
 * attractor_plot_settle_view:
 * @self: a plot
 *
 * Tells what was in sight before, if that has changed and nobody is dragging:
 * all that a drag passes through is one change.
 */
void
attractor_plot_settle_view (AttractorPlot *self)
{
  g_autoptr (FigViewport) before = NULL;

  if (self->drag != PLOT_DRAG_NONE || self->view_before != NULL || self->settled == NULL ||
      fig_viewport_equal (self->settled, self->viewport))
    return;

  before = g_steal_pointer (&self->settled);
  self->settled = fig_viewport_copy (self->viewport);
  attractor_plot_emit_view_changed (self, before);
}

/**
 * attractor_plot_get_view:
 * @self: a plot
 *
 * Returns: (transfer none): what is in sight
 */
const FigViewport *
attractor_plot_get_view (AttractorPlot *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_PLOT (self), NULL);

  return self->viewport;
}

/**
 * attractor_plot_swap_view:
 * @self: a plot
 * @view: (transfer full): what is to be in sight
 *
 * Shows what was in sight once, without telling that this has changed.
 *
 * Returns: (transfer full): what was in sight until now
 */
FigViewport *
attractor_plot_swap_view (AttractorPlot *self, FigViewport *view)
{
  FigViewport *before;

  g_return_val_if_fail (ATTRACTOR_IS_PLOT (self), view);

  before = self->viewport;
  self->viewport = view;
  fig_viewport_free (self->settled);
  self->settled = fig_viewport_copy (view);
  attractor_plot_view_changed (self);
  return before;
}
