/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "exp-experiment.h"
#include "fig-legend.h"
#include "fig-panel.h"
#include "fig-style.h"

G_BEGIN_DECLS

/**
 * FigFigure:
 *
 * A scene: one or more panels with axes and layers, a legend and a title, that
 * knows its data but neither a widget nor a file. The same figure is drawn on
 * the screen and written to a file. Reference counted; immutable once built:
 * the functions that add to it are for whoever builds it, before anybody else
 * has it.
 */
typedef struct _FigFigure FigFigure;

FigFigure *fig_figure_new (const char *title);
FigFigure *fig_figure_copy (FigFigure *self);
FigFigure *fig_figure_ref (FigFigure *self);
void fig_figure_unref (FigFigure *self);

void fig_figure_set_subtitle (FigFigure *self, const char *subtitle);
void fig_figure_set_description (FigFigure *self, const char *description);
void fig_figure_set_experiment (FigFigure *self, const ExpExperiment *experiment);
void fig_figure_set_flow (FigFigure *self, gboolean flow);
void fig_figure_set_shared (FigFigure *self, gboolean shared);
FigPanel *fig_figure_add_panel (FigFigure *self, const char *id);

const char *fig_figure_get_title (FigFigure *self);
const char *fig_figure_get_subtitle (FigFigure *self);
const char *fig_figure_get_description (FigFigure *self);
const ExpExperiment *fig_figure_get_experiment (FigFigure *self);
gboolean fig_figure_get_flow (FigFigure *self);
gboolean fig_figure_get_shared (FigFigure *self);
guint fig_figure_get_n_panels (FigFigure *self);
FigPanel *fig_figure_edit_panel (FigFigure *self, guint index);
const FigPanel *fig_figure_get_panel (FigFigure *self, guint index);
FigLegend *fig_figure_get_legend (FigFigure *self);
void
fig_figure_draw (FigFigure *self, cairo_t *cr, double width, double height, const FigStyle *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigFigure, fig_figure_unref)

G_END_DECLS
