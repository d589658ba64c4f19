/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-sweeper.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_SWEEPER_ROW (attractor_sweeper_row_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorSweeperRow, attractor_sweeper_row, ATTRACTOR, SWEEPER_ROW, AdwPreferencesRow)

void attractor_sweeper_row_set_up (AttractorSweeperRow *self,
                                   AttractorSweeper *sweeper,
                                   const char *label,
                                   const char *tooltip,
                                   const char *action);

G_END_DECLS
