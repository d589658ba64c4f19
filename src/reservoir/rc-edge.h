/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-mean-field.h"

G_BEGIN_DECLS

double rc_edge_gain (const RcMeanField *field, gsize attractor);

G_END_DECLS
