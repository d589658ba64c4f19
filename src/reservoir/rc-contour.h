/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-scan.h"

G_BEGIN_DECLS

/**
 * RcContourLine:
 * @n_points: how many points
 * @points: x and y of each, in the parameters' own units
 * @closed: the last is joined to the first
 */
typedef struct {
  gsize n_points;
  double *points;
  gboolean closed;
} RcContourLine;

/**
 * RcContour:
 * @n_lines: how many lines
 * @lines: the lines
 *
 * Where a map has one value: for the margin and 0, the boundary of learnability.
 * On a curve each place where it has that value is a line of one point.
 */
typedef struct {
  gsize n_lines;
  RcContourLine *lines;
} RcContour;

RcContour *rc_contour_new (
  const RcScan *scan, gsize quantity, double level, const RcMonitor *monitor, GError **error);
void rc_contour_free (RcContour *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcContour, rc_contour_free)

G_END_DECLS
