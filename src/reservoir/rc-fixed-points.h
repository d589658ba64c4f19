/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-local-dynamics.h"
#include "rc-monitor.h"

G_BEGIN_DECLS

/**
 * RcFixedPoint:
 * @state: the state; its output is z, with F(z) = z
 * @dynamics: the local dynamics there, of M + 1 equations
 * @target: which target it is, or which target's place of rest, counted from 0; -1 for a
 *   spurious one
 */
typedef struct {
  RcState *state;
  RcLocalDynamics *dynamics;
  gssize target;
} RcFixedPoint;

/**
 * RcFixedPoints:
 * @n_points: how many were found
 * @points: by ascending z, its first component first
 *
 * The fixed points of the return map in a region: all the attractors and
 * saddles of the closed loop that mean field predicts there.
 */
typedef struct {
  gatomicrefcount ref_count;
  gsize n_points;
  RcFixedPoint *points;
} RcFixedPoints;

RcFixedPoints *rc_fixed_points_new (RcMeanField *field,
                                    const double *input,
                                    const double *lower,
                                    const double *upper,
                                    gsize n_starts,
                                    const RcMonitor *monitor,
                                    GError **error);
RcFixedPoints *rc_fixed_points_ref (RcFixedPoints *self);
void rc_fixed_points_unref (RcFixedPoints *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFixedPoints, rc_fixed_points_unref)

G_END_DECLS
