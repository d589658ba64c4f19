/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-closed-loop.h"

G_BEGIN_DECLS

/**
 * RcRelease:
 * @trained: the network
 * @closed_loop: the fixed points at which trajectories may end
 * @input: whose target's static input is on
 * @duration: how long a trajectory is followed at most
 * @tolerance: of the integration
 * @n: how many trajectories
 * @outputs: n×K: at which each is held until it rests, and then released
 * @ends: (out): n: the index of the fixed point, or what rc-basins.h says
 * @states: (out): N×n: where those were at the end that came to no fixed point
 *
 * Many trajectories of the closed loop, each followed until it is known where it ends.
 */
typedef struct {
  const RcTrained *trained;
  const RcClosedLoop *closed_loop;
  gsize input;
  double duration;
  double tolerance;
  gsize n;
  const gsl_matrix *outputs;
  gssize *ends;
  gsl_matrix *states;
} RcRelease;

gboolean rc_release_run (RcRelease *self, const RcMonitor *monitor, GError **error);
gssize rc_release_nearest (const RcRelease *self, gsize trajectory);

G_END_DECLS
