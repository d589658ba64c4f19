/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-document.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_TARGET_ROW (attractor_target_row_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorTargetRow, attractor_target_row, ATTRACTOR, TARGET_ROW, AdwPreferencesRow)

GtkWidget *attractor_target_row_new (AttractorDocument *document, gsize index);

G_END_DECLS
