/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_TARGET_TABLE (attractor_target_table_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorTargetTable, attractor_target_table, ATTRACTOR, TARGET_TABLE, AdwPreferencesRow)

void attractor_target_table_focus_row (AttractorTargetTable *self, gsize row);

G_END_DECLS
