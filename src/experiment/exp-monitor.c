/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-monitor.h"

static gboolean
monitor_cb (double fraction, gpointer user_data)
{
  return !g_cancellable_is_cancelled (user_data);
}

/**
 * exp_monitor:
 * @cancellable: (nullable): what stops the work; must live as long as the result
 *
 * Returns: a monitor for the numerics, which know of no cancellable
 */
RcMonitor
exp_monitor (GCancellable *cancellable)
{
  return (RcMonitor){ monitor_cb, cancellable };
}

/**
 * exp_monitor_translate:
 * @cancellable: (nullable): what may have stopped the work
 * @error: (nullable) (inout): the error of the numerics
 *
 * Makes %G_IO_ERROR_CANCELLED of the error of work that was stopped.
 */
void
exp_monitor_translate (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return;
  g_clear_error (error);
  g_cancellable_set_error_if_cancelled (cancellable, error);
}
