/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_CHOICE_ROW (attractor_choice_row_get_type ())

G_DECLARE_FINAL_TYPE (AttractorChoiceRow, attractor_choice_row, ATTRACTOR, CHOICE_ROW, AdwComboRow)

G_END_DECLS
