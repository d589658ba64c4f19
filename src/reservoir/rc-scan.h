/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-monitor.h"
#include "rc-parameter.h"
#include "rc-scalar.h"

G_BEGIN_DECLS

/**
 * RcAxis:
 * @parameter: what changes along it
 * @first: its first value
 * @last: its last value
 * @n_points: how many, at least 1
 * @logarithmic: spaced evenly in the logarithm; both ends above 0 then
 */
typedef struct {
  RcParameter parameter;
  double first;
  double last;
  gsize n_points;
  gboolean logarithmic;
} RcAxis;

/**
 * RcScan:
 * @model: what all points have in common
 * @x: the axis that runs fastest in @values
 * @y: the other; one point for a curve
 * @n_points: how many points both axes make together
 * @n_quantities: how many numbers are drawn
 * @quantities: the numbers
 * @values: n_quantities × y.n_points × x.n_points; NaN where theory has no solution
 *
 * Numbers of the theory over one parameter or two.
 */
typedef struct {
  RcModel *model;
  RcAxis x;
  RcAxis y;
  gsize n_points;
  gsize n_quantities;
  RcQuantity *quantities;
  double *values;
} RcScan;

/**
 * RcScanFunc:
 * @scan: the scan so far: every stride-th point along each axis is exact and the
 *   others hold the value of the exact one nearest to them
 * @stride: 1 when all are exact
 * @user_data: what was given to rc_scan_run()
 *
 * Called after each refinement from the thread that runs the scan.
 */
typedef void (*RcScanFunc) (const RcScan *scan, gsize stride, gpointer user_data);

RcScan *rc_scan_new (RcModel *model,
                     const RcAxis *x,
                     const RcAxis *y,
                     const RcQuantity *quantities,
                     gsize n_quantities);
void rc_scan_free (RcScan *self);
double rc_axis_value (const RcAxis *axis, double position);
double
rc_scan_evaluate (const RcScan *self, gsize quantity, double x, double y, const RcMonitor *monitor);
gboolean rc_scan_run (
  RcScan *self, RcScanFunc refined, gpointer user_data, const RcMonitor *monitor, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcScan, rc_scan_free)

G_END_DECLS
