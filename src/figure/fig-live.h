/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

const FigKind *fig_live_get_kind (void);

G_END_DECLS
