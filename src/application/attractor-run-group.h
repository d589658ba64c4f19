/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-runs.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_RUN_GROUP (attractor_run_group_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorRunGroup, attractor_run_group, ATTRACTOR, RUN_GROUP, AdwPreferencesGroup)

GtkWidget *attractor_run_group_new (AttractorRuns *runs);

G_END_DECLS
