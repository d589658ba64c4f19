/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-trained.h"

G_BEGIN_DECLS

/**
 * RcOnlineRule:
 * @RC_ONLINE_FORCE: recursive least squares, see #RcRls
 * @RC_ONLINE_DELTA: dW_out/dt = rate · r (A - z)ᵀ / N
 */
typedef enum {
  RC_ONLINE_FORCE,
  RC_ONLINE_DELTA,
} RcOnlineRule;

/**
 * RcOnlineSettings:
 * @rule: how the readout learns
 * @duration: how long the training lasts, positive
 * @presentation: how long each target is presented before the next one, in turn
 * @settling: how long of that the output is held at the target first, while the
 *   readout does not learn; 0 to close the loop at once
 * @interval: the time between two changes of the readout, positive
 * @regularization: α of FORCE, positive
 * @forgetting: λ of FORCE, above 0, to 1
 * @rate: of the delta rule, positive
 * @noise: η, the strength of white noise to each neuron during training
 *
 * How a readout is trained on-line. Times are in time constants of the neurons.
 */
typedef struct {
  RcOnlineRule rule;
  double duration;
  double presentation;
  double settling;
  double interval;
  double regularization;
  double forgetting;
  double rate;
  double noise;
} RcOnlineSettings;

/**
 * RcOnlinePoint:
 * @time: since the training began
 * @target: which one is presented
 * @held: the output is held at the target, and the readout does not learn
 * @output: z = W_outᵀ φ(x), K numbers, before the readout is changed
 * @error: |z - A|
 * @readout_norm: |W_out|, over all its elements
 * @readout: W_out, N×K, before it is changed
 *
 * How the training stands; valid during the call only.
 */
typedef struct {
  double time;
  gsize target;
  gboolean held;
  const double *output;
  double error;
  double readout_norm;
  const gsl_matrix *readout;
} RcOnlinePoint;

/**
 * RcOnlineFunc:
 *
 * Told of each interval of the training; may block.
 *
 * Returns: %FALSE to end the training now and keep the readout as it is
 */
typedef gboolean (*RcOnlineFunc) (const RcOnlinePoint *point, gpointer user_data);

gsl_matrix *rc_online_train (const RcNetwork *network,
                             const RcOnlineSettings *settings,
                             guint64 seed,
                             RcOnlineFunc func,
                             gpointer user_data,
                             const RcMonitor *monitor,
                             GError **error);

G_END_DECLS
