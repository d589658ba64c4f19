/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_COVARIANCE_ROW (attractor_covariance_row_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorCovarianceRow, attractor_covariance_row, ATTRACTOR, COVARIANCE_ROW, AdwExpanderRow)

G_END_DECLS
