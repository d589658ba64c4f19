/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-scan.h"

#include <math.h>

#include "rc-parallel.h"

/* The first points to be seen are this far apart. */
#define COARSEST 8
#define POINTS_AT_ONCE 4

typedef struct {
  RcScan *scan;
  gsize *indices; /* of the points that this refinement adds */
  const RcMonitor *monitor;
} Level;

/**
 * rc_axis_value:
 * @position: a point of the axis, from 0 to n_points - 1, or between two
 *
 * Returns: the parameter there
 */
double
rc_axis_value (const RcAxis *axis, double position)
{
  double fraction = axis->n_points > 1 ? position / (double)(axis->n_points - 1) : 0.0;

  if (fraction == 1.0)
    return axis->last;
  if (axis->logarithmic)
    return axis->first * pow (axis->last / axis->first, fraction);
  return axis->first + fraction * (axis->last - axis->first);
}

/**
 * rc_scan_new:
 * @model: what all points have in common
 * @x: the first axis
 * @y: (nullable): the second, for a map; %NULL for a curve
 * @quantities: what to draw
 * @n_quantities: how many, at least 1
 *
 * Returns: (transfer full): a scan, nothing of which is computed yet
 */
RcScan *
rc_scan_new (RcModel *model,
             const RcAxis *x,
             const RcAxis *y,
             const RcQuantity *quantities,
             gsize n_quantities)
{
  RcScan *self;

  g_return_val_if_fail (x->n_points > 0 && (y == NULL || y->n_points > 0), NULL);
  for (gsize i = 0; i < n_quantities; i++)
    g_return_val_if_fail (quantities[i].attractor == RC_SCALAR_ALL ||
                            quantities[i].attractor < rc_model_get_n_targets (model),
                          NULL);

  self = g_new0 (RcScan, 1);
  self->model = rc_model_ref (model);
  self->x = *x;
  self->y = y != NULL ? *y : (RcAxis){ .n_points = 0 };
  self->n_points = x->n_points * MAX (self->y.n_points, 1);
  self->n_quantities = n_quantities;
  self->quantities = g_memdup2 (quantities, n_quantities * sizeof *quantities);
  self->values = g_new (double, n_quantities * self->n_points);
  for (gsize i = 0; i < n_quantities * self->n_points; i++)
    self->values[i] = NAN;
  return self;
}

void
rc_scan_free (RcScan *self)
{
  rc_model_unref (self->model);
  g_free (self->quantities);
  g_free (self->values);
  g_free (self);
}

/* The model at one place. It depends on the place alone: no point starts from what
   another has found, so that order and threads change nothing. */
static RcModel *
make_model (const RcScan *self, double x, double y)
{
  RcModel *model = rc_model_copy (self->model);

  rc_parameter_apply (self->x.parameter, x, model);
  if (self->y.n_points > 0)
    rc_parameter_apply (self->y.parameter, y, model);
  return model;
}

/**
 * rc_scan_evaluate:
 * @quantity: which of the numbers
 * @x: the first parameter's value
 * @y: the second's; ignored for a curve
 * @monitor: (nullable): who watches; told of no progress
 *
 * The number at any place, whether the scan has been run or not.
 *
 * Returns: the number; NaN if it was stopped
 */
double
rc_scan_evaluate (const RcScan *self, gsize quantity, double x, double y, const RcMonitor *monitor)
{
  g_autoptr (RcModel) model = make_model (self, x, y);
  double value;

  return rc_quantities_evaluate (&self->quantities[quantity], 1, model, monitor, &value, NULL)
           ? value
           : NAN;
}

static gboolean
evaluate_range (gsize begin, gsize end, gpointer data, GError **error)
{
  Level *level = data;
  RcScan *self = level->scan;
  g_autofree double *values = g_new (double, self->n_quantities);

  for (gsize i = begin; i < end; i++) {
    gsize index = level->indices[i];
    g_autoptr (RcModel)
      model = make_model (self,
                          rc_axis_value (&self->x, (double)(index % self->x.n_points)),
                          rc_axis_value (&self->y, (double)(index / self->x.n_points)));

    if (!rc_quantities_evaluate (
          self->quantities, self->n_quantities, model, level->monitor, values, error))
      return FALSE;
    for (gsize q = 0; q < self->n_quantities; q++)
      self->values[q * self->n_points + index] = values[q];
  }
  return TRUE;
}

/* The points that a stride has and twice the stride has not. */
static gsize
list_points (const RcScan *self, gsize stride, gsize *indices)
{
  gsize n = 0;

  for (gsize j = 0; j < MAX (self->y.n_points, 1); j += stride)
    for (gsize i = 0; i < self->x.n_points; i += stride)
      if (stride == COARSEST || i % (2 * stride) != 0 || j % (2 * stride) != 0)
        indices[n++] = j * self->x.n_points + i;
  return n;
}

static gsize
find_exact (gsize i, gsize n, gsize stride)
{
  gsize nearest = (i + (stride - 1) / 2) / stride * stride;

  return nearest < n ? nearest : nearest - stride;
}

/* Gives the points between the exact ones the value of the nearest one. */
static void
fill (RcScan *self, gsize stride)
{
  gsize n_rows = MAX (self->y.n_points, 1);

  for (gsize p = 0; p < self->n_points; p++) {
    gsize i = p % self->x.n_points, j = p / self->x.n_points;
    gsize exact = find_exact (j, n_rows, stride) * self->x.n_points +
                  find_exact (i, self->x.n_points, stride);

    for (gsize q = 0; q < self->n_quantities; q++)
      self->values[q * self->n_points + p] = self->values[q * self->n_points + exact];
  }
}

/**
 * rc_scan_run:
 * @refined: (nullable) (scope call): told after each refinement
 * @user_data: for @refined
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_CANCELLED; what is exact by then stays
 *
 * Computes all points on all processors, every eighth along each axis first and
 * then those half way between, until none is left.
 *
 * Returns: %TRUE if all were computed
 */
gboolean
rc_scan_run (
  RcScan *self, RcScanFunc refined, gpointer user_data, const RcMonitor *monitor, GError **error)
{
  gsize total = self->n_points, done = 0;
  g_autofree gsize *indices = g_new (gsize, total);
  Level level = { self, indices, monitor };

  for (gsize stride = COARSEST; stride > 0; stride /= 2) {
    gsize n = list_points (self, stride, indices);
    RcMonitorPart part;
    const RcMonitor *watch = rc_monitor_part (
      monitor, (double)done / (double)total, (double)(done + n) / (double)total, &part);

    if (!rc_parallel_for (n, POINTS_AT_ONCE, evaluate_range, &level, watch, error))
      return FALSE;
    done += n;
    if (stride > 1)
      fill (self, stride);
    if (refined != NULL)
      refined (self, stride, user_data);
  }
  return TRUE;
}
