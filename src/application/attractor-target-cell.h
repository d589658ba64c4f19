/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "attractor-document.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_TARGET_CELL (attractor_target_cell_get_type ())

G_DECLARE_FINAL_TYPE (AttractorTargetCell, attractor_target_cell, ATTRACTOR, TARGET_CELL, GtkEntry)

GtkWidget *attractor_target_cell_new (AttractorDocument *document, gsize row, gsize column);
gsize attractor_target_cell_get_row (AttractorTargetCell *self);
gsize attractor_target_cell_get_column (AttractorTargetCell *self);
void attractor_target_cell_retire (AttractorTargetCell *self);

G_END_DECLS
