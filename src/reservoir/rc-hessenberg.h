/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-monitor.h"

G_BEGIN_DECLS

/* From this order down LAPACK's plain algorithm does it as fast. */
#define RC_HESSENBERG_SMALL 96

gboolean rc_hessenberg_reduce (int n, double *a, const RcMonitor *monitor, GError **error);

G_END_DECLS
