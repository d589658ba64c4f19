/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-sweep-plan.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_AXIS_GROUP (attractor_axis_group_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorAxisGroup, attractor_axis_group, ATTRACTOR, AXIS_GROUP, AdwPreferencesGroup)

GtkWidget *attractor_axis_group_new (AttractorSweepPlan *plan, FigDirection direction);

G_END_DECLS
