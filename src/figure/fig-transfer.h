/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-figure.h"
#include "rc-transfer.h"

G_BEGIN_DECLS

FigFigure *fig_transfer_new (const RcTransfer *transfer);

G_END_DECLS
