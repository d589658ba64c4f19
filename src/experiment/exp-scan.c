/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-scan.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-model.h"
#include "exp-monitor.h"

/* How much of the time the points take, and the boundary the rest. */
#define POINTS_SHARE 0.85

typedef struct {
  const ExpExperiment *experiment;
  const ExpAxis *x;
  const ExpAxis *y;
  ExpScanFunc refined;
  gpointer user_data;
} Request;

static gboolean
check_request (const Request *request, GError **error)
{
  const ExpAxis *x = request->x, *y = request->y;

  if (!exp_axis_check (x, request->experiment, error))
    return FALSE;
  if (y == NULL)
    return TRUE;
  if (!exp_axis_check (y, request->experiment, error))
    return FALSE;
  if (x->parameter == y->parameter) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s is given for both axes of a map"),
                 x->parameter->path);
    return FALSE;
  }
  if (x->n_points * y->n_points > EXP_MAX_SCAN_POINTS) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("A map of %zu × %zu points has more than %d"),
                 x->n_points,
                 y->n_points,
                 EXP_MAX_SCAN_POINTS);
    return FALSE;
  }
  return TRUE;
}

/* What is known so far; the last of the scan's numbers is the margin. */
static ExpScan *
make_result (const Request *request, const RcScan *scan, gsize stride)
{
  ExpScan *self = g_new0 (ExpScan, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (request->experiment);
  self->x = *request->x;
  self->x_values = exp_axis_make_values (request->x);
  if (request->y != NULL) {
    self->y = *request->y;
    self->y_values = exp_axis_make_values (request->y);
  }
  self->n_points = scan->n_points;
  self->n_quantities = scan->n_quantities - 1;
  self->quantities = g_memdup2 (scan->quantities, self->n_quantities * sizeof (RcQuantity));
  self->values = g_memdup2 (scan->values, scan->n_quantities * scan->n_points * sizeof (double));
  self->margins = self->values + self->n_quantities * self->n_points;
  self->stride = stride;
  return self;
}

static void
refined_cb (const RcScan *scan, gsize stride, gpointer user_data)
{
  const Request *request = user_data;
  g_autoptr (ExpScan) self = NULL;

  if (stride == 1 || request->refined == NULL)
    return;
  self = make_result (request, scan, stride);
  request->refined (self, request->user_data);
}

static RcScan *
make_scan (const Request *request, const RcQuantity *quantities, gsize n_quantities)
{
  g_autoptr (RcModel) model = exp_model_new (request->experiment);
  g_autofree RcQuantity *all = g_new (RcQuantity, n_quantities + 1);
  RcAxis x = exp_axis_for_theory (request->x), y = { 0 };

  if (request->y != NULL)
    y = exp_axis_for_theory (request->y);
  memcpy (all, quantities, n_quantities * sizeof *quantities);
  all[n_quantities] = (RcQuantity){ RC_SCALAR_MARGIN, RC_SCALAR_ALL };
  return rc_scan_new (model, &x, request->y != NULL ? &y : NULL, all, n_quantities + 1);
}

/**
 * exp_scan_new:
 * @experiment: a valid experiment
 * @x: the first axis
 * @y: (nullable): the second, of another parameter, for a map; %NULL for a curve
 * @quantities: which numbers
 * @n_quantities: how many
 * @cancellable: (nullable): to stop it
 * @refined: (nullable) (scope call): told of each coarse result
 * @user_data: for @refined
 * @error: set to %EXP_ERROR_VALUE if an axis is not possible, or to
 *   %G_IO_ERROR_CANCELLED
 *
 * Computes numbers of the theory along a curve or over a map, on all processors,
 * every eighth point along each axis first and then those half way between, and
 * at last where the boundary of learnability runs. The result does not depend on
 * the number of threads. Blocks. Cost: for each point a theory without its
 * curves, some 50 µs for three tanh targets.
 *
 * Returns: (transfer full) (nullable): the scan
 */
ExpScan *
exp_scan_new (const ExpExperiment *experiment,
              const ExpAxis *x,
              const ExpAxis *y,
              const RcQuantity *quantities,
              gsize n_quantities,
              GCancellable *cancellable,
              ExpScanFunc refined,
              gpointer user_data,
              GError **error)
{
  Request request = { experiment, x, y, refined, user_data };
  RcMonitor monitor = exp_monitor (cancellable);
  RcMonitorPart part;
  g_autoptr (RcScan) scan = NULL;
  g_autoptr (ExpScan) self = NULL;

  if (!check_request (&request, error))
    return NULL;
  scan = make_scan (&request, quantities, n_quantities);
  if (!rc_scan_run (
        scan, refined_cb, &request, rc_monitor_part (&monitor, 0.0, POINTS_SHARE, &part), error)) {
    exp_monitor_translate (cancellable, error);
    return NULL;
  }
  self = make_result (&request, scan, 1);
  self->boundary = rc_contour_new (
    scan, n_quantities, 0.0, rc_monitor_part (&monitor, POINTS_SHARE, 1.0, &part), error);
  if (self->boundary == NULL) {
    exp_monitor_translate (cancellable, error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

ExpScan *
exp_scan_ref (ExpScan *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_scan_unref (ExpScan *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  exp_experiment_free (self->experiment);
  g_free (self->x_values);
  g_free (self->y_values);
  g_free (self->quantities);
  g_free (self->values);
  g_clear_pointer (&self->boundary, rc_contour_free);
  g_free (self);
}
