/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-trajectory.h"

G_BEGIN_DECLS

/* The step of the stochastic scheme, in time constants of the neurons. */
#define RC_NOISE_STEP 0.1

/**
 * RcNoise:
 * @strength: η: each neuron receives η dB, white noise of its own
 * @seed: names the noise
 * @first: the number of the first trajectory: each has noise of its own
 */
typedef struct {
  double strength;
  guint64 seed;
  guint64 first;
} RcNoise;

/**
 * RcNoiseFunc:
 * @time: since the beginning
 * @states: N×P
 * @activity: φ of them
 * @outputs: z, K×P
 *
 * Called after each step, and before the first one.
 */
typedef void (*RcNoiseFunc) (double time,
                             const gsl_matrix *states,
                             const gsl_matrix *activity,
                             const gsl_matrix *outputs,
                             gpointer user_data);

gboolean rc_noise_run (const RcTrained *trained,
                       gsl_matrix *states,
                       const gsl_matrix *inputs,
                       const RcNoise *noise,
                       double duration,
                       RcNoiseFunc func,
                       gpointer user_data,
                       const RcMonitor *monitor,
                       GError **error);
gboolean rc_noise_trajectories (const RcTrained *trained,
                                const gsl_matrix *start,
                                const gsl_matrix *inputs,
                                const RcNoise *noise,
                                double duration,
                                gsize n_times,
                                const RcMonitor *monitor,
                                double *output,
                                const RcUnits *units,
                                GError **error);

G_END_DECLS
