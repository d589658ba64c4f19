/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-monitor.h"

G_BEGIN_DECLS

/**
 * RcRangeFunc:
 * @begin: the first index of the range
 * @end: one more than the last
 * @data: what was given to rc_parallel_for()
 * @error: to be set on failure
 *
 * Works on one share of a parallel loop.
 *
 * Returns: %FALSE on failure
 */
typedef gboolean (*RcRangeFunc) (gsize begin, gsize end, gpointer data, GError **error);

void rc_init (void);
void rc_set_threads (guint n_threads);
guint rc_get_threads (void);
void rc_parallel_begin_wait (void);
void rc_parallel_end_wait (void);
gboolean rc_parallel_for (
  gsize n, gsize chunk, RcRangeFunc func, gpointer data, const RcMonitor *monitor, GError **error);

G_END_DECLS
