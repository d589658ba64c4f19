/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RcProgressFunc:
 * @fraction: how much of the work is done, from 0 to 1
 * @user_data: the monitor's data
 *
 * Called from whichever thread does the work, possibly from several at once.
 *
 * Returns: %FALSE to stop the work
 */
typedef gboolean (*RcProgressFunc) (double fraction, gpointer user_data);

/**
 * RcMonitor:
 * @func: who is told; may block for as long as the work is to pause, if
 *   rc_monitor_may_wait() says so
 * @user_data: for @func
 *
 * How a long computation tells of its progress and learns that it should stop.
 * The numerics know of no interface: whoever calls them supplies the function.
 * Where a function takes a monitor, %NULL means that nobody watches.
 */
typedef struct {
  RcProgressFunc func;
  gpointer user_data;
} RcMonitor;

/**
 * RcMonitorPart:
 *
 * The storage of a monitor that watches a part of a longer computation.
 */
typedef struct {
  RcMonitor monitor;
  const RcMonitor *whole;
  double begin;
  double end;
} RcMonitorPart;

gboolean rc_monitor_report (const RcMonitor *monitor, double fraction, GError **error);
const RcMonitor *
rc_monitor_part (const RcMonitor *whole, double begin, double end, RcMonitorPart *part);
void rc_monitor_set_urgent (gboolean urgent);
gboolean rc_monitor_may_wait (void);

G_END_DECLS
