/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"

G_BEGIN_DECLS

/**
 * ExpChangeKind:
 * @EXP_CHANGE_GAIN: the gain g
 * @EXP_CHANGE_TARGET: one target: with one output its value, with more its
 *   distance from the origin along its own direction
 * @EXP_CHANGE_AMPLITUDE: what all targets are multiplied by, 1 as they are
 * @EXP_CHANGE_FEEDBACK_SCALE: the feedback's scale σ; without static inputs it does
 *   nothing that the amplitude does not do
 * @EXP_CHANGE_THRESHOLD: the threshold θ, of the rectifier
 * @EXP_CHANGE_RIDGE: λ, of ridge regression
 * @EXP_CHANGE_REMOVAL: one target, with its input, goes; there is no value
 *
 * What can be changed in one experiment to make training succeed.
 */
typedef enum {
  EXP_CHANGE_GAIN,
  EXP_CHANGE_TARGET,
  EXP_CHANGE_AMPLITUDE,
  EXP_CHANGE_FEEDBACK_SCALE,
  EXP_CHANGE_THRESHOLD,
  EXP_CHANGE_RIDGE,
  EXP_CHANGE_REMOVAL,
  EXP_N_CHANGES,
} ExpChangeKind;

/**
 * ExpChange:
 * @kind: what is changed
 * @target: which target, for %EXP_CHANGE_TARGET and %EXP_CHANGE_REMOVAL; 0 otherwise
 */
typedef struct {
  ExpChangeKind kind;
  gsize target;
} ExpChange;

gboolean exp_change_is_possible (const ExpChange *self, const ExpExperiment *experiment);
double exp_change_get (const ExpChange *self, const ExpExperiment *experiment);
void exp_change_apply (const ExpChange *self, double value, ExpExperiment *experiment);
char *exp_change_dup_path (const ExpChange *self);

G_END_DECLS
