/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"

G_BEGIN_DECLS

/**
 * ExpStage:
 *
 * What a run does, in this order.
 */
typedef enum {
  EXP_STAGE_DRAW,
  EXP_STAGE_TRAIN,
  EXP_STAGE_RESPONSE,
  EXP_STAGE_RELAXATION,
  EXP_STAGE_TRAJECTORIES,
  EXP_STAGE_FIXED_POINTS,
  EXP_STAGE_SPECTRUM,
  EXP_STAGE_NOISE,
  EXP_STAGE_DRIVE,
  EXP_N_STAGES,
} ExpStage;

const char *exp_stage_get_name (ExpStage self);
const char *exp_stage_get_label (ExpStage self);
gboolean exp_stage_is_asked_for (ExpStage self, const ExpExperiment *experiment);

G_END_DECLS
