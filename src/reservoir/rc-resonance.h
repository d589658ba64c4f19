/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-local-dynamics.h"

G_BEGIN_DECLS

void rc_resonance_find (RcLocalDynamics *dynamics);

G_END_DECLS
