/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rc-transfer.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_TRANSFER_PREVIEW (attractor_transfer_preview_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorTransferPreview, attractor_transfer_preview, ATTRACTOR, TRANSFER_PREVIEW, GtkWidget)

void attractor_transfer_preview_set_transfer (AttractorTransferPreview *self, RcTransfer *transfer);

G_END_DECLS
