/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "exp-experiment.h"

G_BEGIN_DECLS

#define EXP_TYPE_TRAINING_TRACE (exp_training_trace_get_type ())

/**
 * ExpTrainingTrace:
 * @experiment: the parameters of the network that was trained, and its targets
 * @n_outputs: K
 * @n_points: how many points in time, evenly spaced
 * @times: n_points, since the training began, in time constants of the neurons
 * @targets: n_points: which of the targets of @experiment was presented
 * @held: n_points: the output was held at the target, and nothing was learned
 * @outputs: n_points × K: z, before the readout was changed
 * @errors: n_points: |z - A|
 * @readout_norms: n_points: |W_out|
 * @n_targets: M
 * @overlaps: n_points × M: A·W_outᵀr / |A|² with the activity r of the open loop at
 *   each target A: 1 where the readout gives the target there; NaN for a target of 0
 * @duration: how long the training was to last
 * @kept: it was ended before that, and the readout kept
 *
 * How on-line training went, or how far it has come. Immutable, reference counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  ExpExperiment *experiment;
  gsize n_outputs;
  gsize n_points;
  double *times;
  gsize *targets;
  gboolean *held;
  double *outputs;
  double *errors;
  double *readout_norms;
  gsize n_targets;
  double *overlaps;
  double duration;
  gboolean kept;
} ExpTrainingTrace;

GType exp_training_trace_get_type (void);
ExpTrainingTrace *exp_training_trace_ref (ExpTrainingTrace *self);
void exp_training_trace_unref (ExpTrainingTrace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpTrainingTrace, exp_training_trace_unref)

G_END_DECLS
