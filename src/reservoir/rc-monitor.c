/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-monitor.h"

#include <glib/gi18n.h>

#include "rc-error.h"

static GPrivate urgent_key;

/**
 * rc_monitor_report:
 * @monitor: (nullable): who watches
 * @fraction: how much of the work is done, from 0 to 1
 * @error: set to %RC_ERROR_CANCELLED if the work should stop
 *
 * Returns: %TRUE to go on
 */
gboolean
rc_monitor_report (const RcMonitor *monitor, double fraction, GError **error)
{
  if (monitor == NULL || monitor->func (CLAMP (fraction, 0.0, 1.0), monitor->user_data))
    return TRUE;

  g_set_error_literal (error, RC_ERROR, RC_ERROR_CANCELLED, _ ("The computation was stopped"));
  return FALSE;
}

static gboolean
part_cb (double fraction, gpointer user_data)
{
  const RcMonitorPart *part = user_data;

  return part->whole->func (part->begin + fraction * (part->end - part->begin),
                            part->whole->user_data);
}

/**
 * rc_monitor_part:
 * @whole: (nullable): who watches the whole
 * @begin: where in the whole this part begins, from 0 to 1
 * @end: where it ends
 * @part: storage that must live as long as the result is used
 *
 * Makes the monitor of a part of a longer computation.
 *
 * Returns: (nullable): the part's monitor; %NULL if nobody watches the whole
 */
const RcMonitor *
rc_monitor_part (const RcMonitor *whole, double begin, double end, RcMonitorPart *part)
{
  if (whole == NULL)
    return NULL;

  part->monitor.func = part_cb;
  part->monitor.user_data = part;
  part->whole = whole;
  part->begin = begin;
  part->end = end;
  return &part->monitor;
}

/**
 * rc_monitor_set_urgent:
 * @urgent: whether this thread has what others wait for, until this is called again
 *
 * Keeps whoever watches from letting the work pause there: all others would pause with it.
 */
void
rc_monitor_set_urgent (gboolean urgent)
{
  g_private_set (&urgent_key, GINT_TO_POINTER (urgent));
}

/**
 * rc_monitor_may_wait:
 *
 * Returns: whether the function of a monitor, on the thread that it is called on, may block
 */
gboolean
rc_monitor_may_wait (void)
{
  return !GPOINTER_TO_INT (g_private_get (&urgent_key));
}
