/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-model.h"
#include "rc-monitor.h"

G_BEGIN_DECLS

double rc_limit_gain (const RcModel *model, const RcMonitor *monitor, GError **error);

G_END_DECLS
