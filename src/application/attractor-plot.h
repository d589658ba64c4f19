/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fig-kind.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_PLOT (attractor_plot_get_type ())

G_DECLARE_FINAL_TYPE (AttractorPlot, attractor_plot, ATTRACTOR, PLOT, GtkWidget)

GtkWidget *attractor_plot_new (const FigKind *kind);
const FigKind *attractor_plot_get_kind (AttractorPlot *self);
FigFigure *attractor_plot_get_figure (AttractorPlot *self);
void
attractor_plot_set_source (AttractorPlot *self, ExpTheory *theory, ExpMeasurement *measurement);
void attractor_plot_set_error (AttractorPlot *self, const char *message);
void attractor_plot_set_busy (AttractorPlot *self, gboolean busy);

G_END_DECLS
