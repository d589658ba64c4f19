/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_NUMBER_ROW (attractor_number_row_get_type ())

G_DECLARE_FINAL_TYPE (AttractorNumberRow, attractor_number_row, ATTRACTOR, NUMBER_ROW, AdwActionRow)

void attractor_number_row_set_up (
  AttractorNumberRow *self, double minimum, double maximum, double step, gboolean integer);
double attractor_number_row_get_value (AttractorNumberRow *self);
void attractor_number_row_set_value (AttractorNumberRow *self, double value);
void attractor_number_row_set_subtitle (AttractorNumberRow *self, const char *subtitle);

G_END_DECLS
