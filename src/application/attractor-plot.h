/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fig-kind.h"
#include "fig-pick.h"
#include "fig-viewport.h"

#include "attractor-comparisons.h"

G_BEGIN_DECLS

/**
 * AttractorDragPhase:
 * @ATTRACTOR_DRAG_BEGIN: something was seized
 * @ATTRACTOR_DRAG_UPDATE: it was moved
 * @ATTRACTOR_DRAG_END: it was let go where it is
 * @ATTRACTOR_DRAG_CANCEL: it is to go back to where it was
 */
typedef enum {
  ATTRACTOR_DRAG_BEGIN,
  ATTRACTOR_DRAG_UPDATE,
  ATTRACTOR_DRAG_END,
  ATTRACTOR_DRAG_CANCEL,
} AttractorDragPhase;

#define ATTRACTOR_TYPE_PLOT (attractor_plot_get_type ())

G_DECLARE_FINAL_TYPE (AttractorPlot, attractor_plot, ATTRACTOR, PLOT, GtkWidget)

GtkWidget *attractor_plot_new (const FigKind *kind);
const FigKind *attractor_plot_get_kind (AttractorPlot *self);
ExpTheory *attractor_plot_get_theory (AttractorPlot *self);
void
attractor_plot_set_source (AttractorPlot *self, ExpTheory *theory, ExpMeasurement *measurement);
void attractor_plot_set_choice (AttractorPlot *self, const FigChoice *choice);
void attractor_plot_set_sweep (AttractorPlot *self, ExpSweep *sweep);
void attractor_plot_set_basins (AttractorPlot *self, ExpBasins *basins);
void attractor_plot_set_training (AttractorPlot *self, ExpTrainingTrace *training);
void attractor_plot_set_comparisons (AttractorPlot *self, AttractorComparisons *comparisons);
void attractor_plot_set_error (AttractorPlot *self, const char *message);
void attractor_plot_set_busy (AttractorPlot *self, gboolean busy);
void attractor_plot_set_selected (AttractorPlot *self, int attractor);
void attractor_plot_set_titled (AttractorPlot *self, gboolean titled);
void attractor_plot_set_traces (AttractorPlot *self, GPtrArray *traces, gboolean widen);
void attractor_plot_reset_view (AttractorPlot *self);
const FigViewport *attractor_plot_get_view (AttractorPlot *self);
FigViewport *attractor_plot_swap_view (AttractorPlot *self, FigViewport *view);

G_END_DECLS
