/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_TRANSFER_ROW (attractor_transfer_row_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorTransferRow, attractor_transfer_row, ATTRACTOR, TRANSFER_ROW, AdwPreferencesRow)

G_END_DECLS
