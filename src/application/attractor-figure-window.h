/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-plot.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_FIGURE_WINDOW (attractor_figure_window_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorFigureWindow, attractor_figure_window, ATTRACTOR, FIGURE_WINDOW, AdwWindow)

AttractorFigureWindow *attractor_figure_window_new (GtkWindow *owner, const FigKind *kind);
AttractorPlot *attractor_figure_window_get_plot (AttractorFigureWindow *self);
void attractor_figure_window_set_document_name (AttractorFigureWindow *self, const char *name);

G_END_DECLS
