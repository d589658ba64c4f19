/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-document.h"
#include "attractor-runs.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_RUNS_GROUP (attractor_runs_group_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorRunsGroup, attractor_runs_group, ATTRACTOR, RUNS_GROUP, AdwPreferencesGroup)

GtkWidget *attractor_runs_group_new (AttractorRuns *runs, AttractorDocument *document);

G_END_DECLS
