/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-stage.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *name;
  const char *label;
} infos[EXP_N_STAGES] = {
  [EXP_STAGE_DRAW] = { "draw", N_ ("Drawing the network") },
  [EXP_STAGE_TRAIN] = { "train", N_ ("Training") },
  [EXP_STAGE_RESPONSE] = { "response", N_ ("Measuring the frequency response") },
  [EXP_STAGE_RELAXATION] = { "relaxation", N_ ("Measuring the relaxation") },
  [EXP_STAGE_TRAJECTORIES] = { "trajectories", N_ ("Following trajectories") },
  [EXP_STAGE_FIXED_POINTS] = { "fixed_points", N_ ("Looking for fixed points") },
  [EXP_STAGE_SPECTRUM] = { "spectrum", N_ ("Finding the spectrum") },
  [EXP_STAGE_NOISE] = { "noise", N_ ("Measuring the effect of noise") },
  [EXP_STAGE_DRIVE] = { "drive", N_ ("Driving the network") },
};

/**
 * exp_stage_get_name:
 *
 * Returns: the name of a stage in reports, as "spectrum"
 */
const char *
exp_stage_get_name (ExpStage self)
{
  g_return_val_if_fail ((guint)self < EXP_N_STAGES, NULL);

  return infos[self].name;
}

/**
 * exp_stage_get_label:
 *
 * Returns: what a stage does, translated
 */
const char *
exp_stage_get_label (ExpStage self)
{
  g_return_val_if_fail ((guint)self < EXP_N_STAGES, NULL);

  return _ (infos[self].label);
}

/**
 * exp_stage_is_asked_for:
 * @experiment: a valid experiment
 *
 * Returns: whether the experiment has something to do for this stage, which it goes
 *   through at once otherwise
 */
gboolean
exp_stage_is_asked_for (ExpStage self, const ExpExperiment *experiment)
{
  switch (self) {
  case EXP_STAGE_NOISE:
    return experiment->noise > 0.0;
  case EXP_STAGE_DRIVE:
    return experiment->driven_points > 0 || experiment->step != 0.0;
  case EXP_STAGE_DRAW:
  case EXP_STAGE_TRAIN:
  case EXP_STAGE_RESPONSE:
  case EXP_STAGE_RELAXATION:
  case EXP_STAGE_TRAJECTORIES:
  case EXP_STAGE_FIXED_POINTS:
  case EXP_STAGE_SPECTRUM:
  case EXP_N_STAGES:
  default:
    return TRUE;
  }
}
