/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-transfer.h"

G_BEGIN_DECLS

void
rc_rectifier_moments (double threshold, double c11, double c12, double c22, RcMoments *moments);

G_END_DECLS
