/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-comparisons.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_PIN_ROW (attractor_pin_row_get_type ())

G_DECLARE_FINAL_TYPE (AttractorPinRow, attractor_pin_row, ATTRACTOR, PIN_ROW, AdwPreferencesRow)

GtkWidget *attractor_pin_row_new (AttractorComparisons *comparisons, guint index);
guint attractor_pin_row_get_id (AttractorPinRow *self);
void attractor_pin_row_focus (AttractorPinRow *self);
void attractor_pin_row_update (AttractorPinRow *self, guint index);

G_END_DECLS
