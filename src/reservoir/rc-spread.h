/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-noise.h"

G_BEGIN_DECLS

/**
 * RcSpread:
 * @n_outputs: K
 * @n_runs: how many independent runs there were
 * @n_escaped: how many of them left the attractor; these do not count below
 * @output: K×K, the covariance of the output
 * @output_error: K: the standard errors of its diagonal, from the scatter over runs
 * @neurons: the variance of a neuron's input x, averaged over neurons
 * @neurons_error: its standard error
 *
 * How far noise takes the network from an attractor. NaN where too few runs stayed.
 */
typedef struct {
  gsize n_outputs;
  gsize n_runs;
  gsize n_escaped;
  double *output;
  double *output_error;
  double neurons;
  double neurons_error;
} RcSpread;

RcSpread *rc_spread_new (const RcTrained *trained,
                         gsize attractor,
                         const RcNoise *noise,
                         gsize n_runs,
                         double settling,
                         double duration,
                         double reach,
                         const RcMonitor *monitor,
                         GError **error);
void rc_spread_free (RcSpread *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSpread, rc_spread_free)

G_END_DECLS
