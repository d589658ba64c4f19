/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "exp-measurement.h"
#include "rc-basins.h"

G_BEGIN_DECLS

/**
 * ExpBasins:
 * @experiment: the parameters it belongs to
 * @attractor: whose static input the network gets
 * @basins: which point of the output's interval (K = 1) or rectangle (K = 2)
 *   leads to which fixed point of the closed loop
 *
 * The basins of attraction of one trained network. What to draw: basins->ends of
 * each point of the grid is an index into basins->closed_loop->points, whose
 * `target` is the number of an attractor, and with it a colour, or -1 for a fixed
 * point that training did not ask for; or it is %RC_BASINS_RESTLESS or
 * %RC_BASINS_DIVERGED. Immutable, reference counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  ExpExperiment *experiment;
  gsize attractor;
  RcBasins *basins;
} ExpBasins;

ExpBasins *exp_basins_new (const ExpMeasurement *measurement,
                           gsize attractor,
                           const double *lower,
                           const double *upper,
                           GCancellable *cancellable,
                           const RcMonitor *monitor,
                           GError **error);
JsonObject *exp_basins_report (const ExpBasins *self);
ExpBasins *exp_basins_ref (ExpBasins *self);
void exp_basins_unref (ExpBasins *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpBasins, exp_basins_unref)

G_END_DECLS
