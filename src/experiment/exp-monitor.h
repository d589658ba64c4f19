/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rc-monitor.h"

G_BEGIN_DECLS

RcMonitor exp_monitor (GCancellable *cancellable);
void exp_monitor_translate (GCancellable *cancellable, GError **error);

G_END_DECLS
