/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "rc-monitor.h"

G_BEGIN_DECLS

gboolean
rc_large_solve (gsize n, double *matrix, double *x, const RcMonitor *monitor, GError **error);

G_END_DECLS
