/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_PARAMETER_ROW (attractor_parameter_row_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorParameterRow, attractor_parameter_row, ATTRACTOR, PARAMETER_ROW, AdwPreferencesRow)

G_END_DECLS
