/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attractor-plot.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_OVERVIEW (attractor_overview_get_type ())

G_DECLARE_FINAL_TYPE (AttractorOverview, attractor_overview, ATTRACTOR, OVERVIEW, GtkWidget)

GtkWidget *attractor_overview_new (void);
GPtrArray *attractor_overview_get_plots (AttractorOverview *self);

G_END_DECLS
