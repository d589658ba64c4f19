/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-run.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_RUN_ROW (attractor_run_row_get_type ())

G_DECLARE_FINAL_TYPE (AttractorRunRow, attractor_run_row, ATTRACTOR, RUN_ROW, AdwActionRow)

GtkWidget *attractor_run_row_new (AttractorRun *run);
AttractorRun *attractor_run_row_get_run (AttractorRunRow *self);
gboolean attractor_run_row_focus (AttractorRunRow *self);
void attractor_run_row_update (AttractorRunRow *self, const ExpExperiment *now);

G_END_DECLS
