/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-axis.h"
#include "rc-contour.h"

G_BEGIN_DECLS

#define EXP_MAX_SCAN_POINTS 1000000

/**
 * ExpScan:
 * @experiment: what all points have in common
 * @x: the axis that runs fastest
 * @y: the other; its parameter is %NULL for a curve
 * @x_values: the parameter at each point of x
 * @y_values: (nullable): likewise
 * @n_points: how many points both axes make together
 * @n_quantities: how many numbers there are of each point
 * @quantities: which
 * @values: n_quantities × y.n_points × x.n_points; NaN where theory has no solution
 * @margins: y.n_points × x.n_points: %RC_SCALAR_MARGIN of all attractors together,
 *   which training asks to be below 0
 * @stride: every stride-th point along each axis is exact, and the others hold
 *   the value of the exact one nearest to them; 1 when all are exact
 * @boundary: (nullable): where the margin is 0, in the parameters' units: the
 *   boundary of learnability, for a curve a line of one point for each crossing;
 *   there when all are exact
 *
 * Numbers of the theory over one parameter of an experiment or two. Immutable,
 * reference counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  ExpExperiment *experiment;
  ExpAxis x;
  ExpAxis y;
  double *x_values;
  double *y_values;
  gsize n_points;
  gsize n_quantities;
  RcQuantity *quantities;
  double *values;
  double *margins;
  gsize stride;
  RcContour *boundary;
} ExpScan;

/**
 * ExpScanFunc:
 * @scan: (transfer none): the scan as far as it is known
 * @user_data: what was given to exp_scan_new()
 *
 * Called on the thread that computes, after each refinement but the last.
 */
typedef void (*ExpScanFunc) (ExpScan *scan, gpointer user_data);

ExpScan *exp_scan_new (const ExpExperiment *experiment,
                       const ExpAxis *x,
                       const ExpAxis *y,
                       const RcQuantity *quantities,
                       gsize n_quantities,
                       GCancellable *cancellable,
                       ExpScanFunc refined,
                       gpointer user_data,
                       GError **error);
ExpScan *exp_scan_ref (ExpScan *self);
void exp_scan_unref (ExpScan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpScan, exp_scan_unref)

G_END_DECLS
