/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-closed-loop.h"

G_BEGIN_DECLS

#define RC_BASINS_MAX_OUTPUTS 2 /* the largest K whose plane is looked at */

#define RC_BASINS_MAX_PARTS 8

/* Where a trajectory ends that comes to no fixed point … */
#define RC_BASINS_RESTLESS (-1)
/* … and one that leaves the range of numbers. */
#define RC_BASINS_DIVERGED (-2)

/**
 * RcBasinsRegion:
 * @lower: the least output along each of K axes
 * @upper: the largest
 * @n_coarse: how many points along each axis are looked at first, at least 2
 * @n_parts: into how many parts, from 2 to %RC_BASINS_MAX_PARTS, the distance between
 *   them is divided where it matters …
 * @n_levels: … so many times
 * @duration: how long a trajectory is followed at most, in time constants
 * @tolerance: of the integration, as for rc_trajectory_run()
 */
typedef struct {
  double lower[RC_BASINS_MAX_OUTPUTS];
  double upper[RC_BASINS_MAX_OUTPUTS];
  gsize n_coarse;
  gsize n_parts;
  gsize n_levels;
  double duration;
  double tolerance;
} RcBasinsRegion;

/**
 * RcBasins:
 * @n_outputs: K, 1 or 2
 * @region: what was looked at
 * @n_points: how many points along each axis, (n_coarse - 1) n_parts^n_levels + 1; 1
 *   along the second for K = 1
 * @outputs: z of each point, (∏ n_points)×K; the last component runs fastest
 * @ends: where each leads: an index into the points of @closed_loop, or
 *   %RC_BASINS_RESTLESS or %RC_BASINS_DIVERGED
 * @released: whether a trajectory was released there; the others lie between
 *   points that all lead to the same end, and are taken to lead there too
 * @n_released: how many were
 * @closed_loop: the fixed points: those that were known, and those found on the way
 * @fractions: of each of them, the share of all points that lead there
 *
 * Which fixed point of the closed loop the network comes to when it is held at an
 * output until it rests, and then released.
 */
typedef struct {
  gsize n_outputs;
  RcBasinsRegion region;
  gsize n_points[RC_BASINS_MAX_OUTPUTS];
  double *outputs;
  gssize *ends;
  gboolean *released;
  gsize n_released;
  RcClosedLoop *closed_loop;
  double *fractions;
} RcBasins;

RcBasins *rc_basins_new (const RcTrained *trained,
                         const RcClosedLoop *known,
                         gsize input,
                         const RcBasinsRegion *region,
                         const RcMonitor *monitor,
                         GError **error);
void rc_basins_free (RcBasins *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcBasins, rc_basins_free)

G_END_DECLS
