/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-document.h"
#include "attractor-sweeper.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_STATISTICS_GROUP (attractor_statistics_group_get_type ())

G_DECLARE_FINAL_TYPE (AttractorStatisticsGroup,
                      attractor_statistics_group,
                      ATTRACTOR,
                      STATISTICS_GROUP,
                      AdwPreferencesGroup)

GtkWidget *attractor_statistics_group_new (AttractorSweeper *sweeper, AttractorDocument *document);

G_END_DECLS
