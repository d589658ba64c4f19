/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-vector-field.h"

G_BEGIN_DECLS

/**
 * RcUnits:
 * @n_units: how many neurons are watched, the first ones; at most N
 * @n_trajectories: how many trajectories, the first ones; at most P
 * @activity: φ(x), n_trajectories × n_times × n_units; NaN where z is
 * @origin: (nullable): N×P, states to measure distances from
 * @distances: (nullable): P × n_times: the root mean square over all neurons of
 *   x less the origin; NaN where z is
 * @last: (nullable): N×P: x at the end; 0 where z is NaN
 *
 * What is recorded of the neurons while the closed loop runs. Weights are
 * independent, so that the first neurons are as good a sample as any.
 */
typedef struct {
  gsize n_units;
  gsize n_trajectories;
  double *activity;
  const gsl_matrix *origin;
  double *distances;
  gsl_matrix *last;
} RcUnits;

gboolean rc_trajectory_run (const RcTrained *trained,
                            const gsl_matrix *start,
                            const gsl_matrix *inputs,
                            const RcProtocol *protocol,
                            double duration,
                            gsize n_times,
                            double tolerance,
                            const RcMonitor *monitor,
                            double *output,
                            const RcUnits *units,
                            GError **error);

G_END_DECLS
