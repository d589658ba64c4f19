/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

gboolean fig_source_is_stable (const FigSource *self, gsize attractor);
gboolean fig_source_is_current (const FigSource *self);
gboolean fig_source_is_study_current (const FigSource *self);
gboolean fig_source_has_network (const FigSource *self, ExpStage stage);
const ExpMeasuredAttractor *
fig_source_get_measured (const FigSource *self, gsize attractor, ExpStage stage);
int fig_source_get_owner (const FigSource *self, int target);
FigLook fig_source_get_look (const FigSource *self, gsize attractor);
char *fig_source_get_name (const FigSource *self, gsize attractor);
char *fig_source_get_label (const FigSource *self, gsize attractor);
char *fig_source_get_heading (const FigSource *self, gsize attractor);
double fig_source_get_distance (const ExpTable *targets, gsize row);

FigFigure *fig_source_start_figure (const FigSource *self, const char *title);
void fig_source_explain (const FigSource *self, FigFigure *figure, FigSample sample);
void fig_source_explain_network (const FigSource *self,
                                 FigFigure *figure,
                                 FigSample sample,
                                 const FigLook *look);
void fig_source_explain_experiment (const FigSource *self,
                                    FigFigure *figure,
                                    const ExpExperiment *experiment,
                                    FigSample sample,
                                    const FigLook *look);
void fig_source_note_study (const FigSource *self, FigPanel *panel);
char *fig_source_describe (const FigSource *self);

G_END_DECLS
