/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-document.h"
#include "attractor-sweep-plan.h"
#include "attractor-sweeper.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_SWEEP_GROUP (attractor_sweep_group_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorSweepGroup, attractor_sweep_group, ATTRACTOR, SWEEP_GROUP, AdwPreferencesGroup)

GtkWidget *attractor_sweep_group_new (AttractorSweepPlan *plan,
                                      AttractorSweeper *sweeper,
                                      AttractorDocument *document);

G_END_DECLS
