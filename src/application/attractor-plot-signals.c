/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

enum {
  SIGNAL_PICKED,
  SIGNAL_SELECTED,
  SIGNAL_TARGET_DRAGGED,
  SIGNAL_COPY,
  SIGNAL_EXPORT,
  SIGNAL_DATA_TABLE,
  SIGNAL_VIEW_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/**
 * attractor_plot_install_signals:
 * @type: the type of plots
 *
 * What a plot tells those that show it.
 */
void
attractor_plot_install_signals (GType type)
{
  /**
   * AttractorPlot::picked:
   * @pick: what the place means
   *
   * Emitted when somebody clicks a place in a panel, or chooses it by keys.
   */
  signals[SIGNAL_PICKED] = g_signal_new (
    "picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * AttractorPlot::selected:
   * @attractor: index
   *
   * Emitted when somebody chooses something that belongs to an attractor.
   */
  signals[SIGNAL_SELECTED] = g_signal_new (
    "selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * AttractorPlot::target-dragged:
   * @target: index
   * @pick: where it is
   * @phase: #AttractorDragPhase
   *
   * Emitted while somebody drags a target.
   */
  signals[SIGNAL_TARGET_DRAGGED] = g_signal_new ("target-dragged",
                                                 type,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 3,
                                                 G_TYPE_UINT,
                                                 G_TYPE_POINTER,
                                                 G_TYPE_INT);

  /**
   * AttractorPlot::copy:
   *
   * Emitted when somebody wants to have the figure on the clipboard, as SVG and as PNG.
   */
  signals[SIGNAL_COPY] = g_signal_new (
    "copy", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AttractorPlot::export:
   *
   * Emitted when somebody wants to export the figure.
   */
  signals[SIGNAL_EXPORT] = g_signal_new (
    "export", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AttractorPlot::data-table:
   *
   * Emitted when somebody wants to read the numbers of the figure.
   */
  signals[SIGNAL_DATA_TABLE] = g_signal_new (
    "data-table", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AttractorPlot::view-changed:
   * @before: the #FigViewport that there was
   *
   * Emitted when somebody has made something else to be in sight, after a drag.
   */
  signals[SIGNAL_VIEW_CHANGED] = g_signal_new (
    "view-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

/**
 * attractor_plot_can_pick:
 * @self: a plot
 *
 * Returns: whether anybody does what is picked in it
 */
gboolean
attractor_plot_can_pick (AttractorPlot *self)
{
  return g_signal_has_handler_pending (self, signals[SIGNAL_PICKED], 0, FALSE);
}

void
attractor_plot_emit_picked (AttractorPlot *self, const FigPick *pick)
{
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, pick);
}

void
attractor_plot_emit_selected (AttractorPlot *self, int attractor)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, attractor);
}

void
attractor_plot_emit_target_dragged (AttractorPlot *self,
                                    guint target,
                                    const FigPick *pick,
                                    AttractorDragPhase phase)
{
  g_signal_emit (self, signals[SIGNAL_TARGET_DRAGGED], 0, target, pick, (int)phase);
}

void
attractor_plot_emit_copy (AttractorPlot *self)
{
  g_signal_emit (self, signals[SIGNAL_COPY], 0);
}

void
attractor_plot_emit_export (AttractorPlot *self)
{
  g_signal_emit (self, signals[SIGNAL_EXPORT], 0);
}

void
attractor_plot_emit_data_table (AttractorPlot *self)
{
  g_signal_emit (self, signals[SIGNAL_DATA_TABLE], 0);
}

void
attractor_plot_emit_view_changed (AttractorPlot *self, const FigViewport *before)
{
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0, before);
}
