/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

gboolean fig_networks_follow (const FigSource *source, const ExpAxis *x);
gboolean fig_networks_cover (const FigSource *source, ExpMeasure measure);
gboolean fig_networks_get_time (const ExpEnsemble *ensemble,
                                ExpMeasure measure,
                                gsize attractor,
                                double *time,
                                double *below,
                                double *above);
void fig_networks_explain (const FigSource *source,
                           guint measures,
                           FigFigure *figure,
                           FigSample sample,
                           const FigLook *look,
                           const char *what);

G_END_DECLS
