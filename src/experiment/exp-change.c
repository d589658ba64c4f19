/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-change.h"

#include <math.h>

static void
remove_row (ExpTable **table, gsize row)
{
  ExpTable *rest;

  if ((*table)->n_rows == 0)
    return;
  rest = exp_table_new ((*table)->n_rows - 1, (*table)->n_columns);
  for (gsize i = 0; i < rest->n_rows * rest->n_columns; i++)
    rest->values[i] = (*table)->values[i < row * rest->n_columns ? i : i + rest->n_columns];
  exp_table_free (*table);
  *table = rest;
}

static double
target_size (const ExpTable *targets, gsize row)
{
  double square = 0.0;

  if (targets->n_columns == 1)
    return exp_table_get (targets, row, 0);
  for (gsize i = 0; i < targets->n_columns; i++)
    square += exp_table_get (targets, row, i) * exp_table_get (targets, row, i);
  return sqrt (square);
}

/* With several outputs a target at the origin has no direction to move along. */
static void
move_target (ExpTable *targets, gsize row, double size)
{
  double now = target_size (targets, row);

  for (gsize i = 0; i < targets->n_columns; i++)
    exp_table_set (targets,
                   row,
                   i,
                   targets->n_columns == 1 ? size : exp_table_get (targets, row, i) * (size / now));
}

/**
 * exp_change_is_possible:
 *
 * Returns: whether the change would make a difference in this experiment
 */
gboolean
exp_change_is_possible (const ExpChange *self, const ExpExperiment *experiment)
{
  const ExpTable *targets = experiment->targets;

  switch (self->kind) {
  case EXP_CHANGE_GAIN:
    return TRUE;
  case EXP_CHANGE_TARGET:
    return self->target < targets->n_rows &&
           (targets->n_columns == 1 || target_size (targets, self->target) > 0.0);
  case EXP_CHANGE_REMOVAL:
    return self->target < targets->n_rows && targets->n_rows > 1;
  case EXP_CHANGE_AMPLITUDE:
    return targets->n_rows > 1;
  case EXP_CHANGE_FEEDBACK_SCALE:
    return experiment->inputs->n_columns > 0;
  case EXP_CHANGE_THRESHOLD:
    return experiment->transfer == EXP_TRANSFER_RELU;
  case EXP_CHANGE_RIDGE:
    return experiment->method == EXP_METHOD_RIDGE;
  case EXP_N_CHANGES:
  default:
    return FALSE;
  }
}

/**
 * exp_change_get:
 *
 * Returns: the value as it is; NaN for a removal
 */
double
exp_change_get (const ExpChange *self, const ExpExperiment *experiment)
{
  switch (self->kind) {
  case EXP_CHANGE_GAIN:
    return experiment->gain;
  case EXP_CHANGE_TARGET:
    return target_size (experiment->targets, self->target);
  case EXP_CHANGE_FEEDBACK_SCALE:
    return experiment->feedback_scale;
  case EXP_CHANGE_THRESHOLD:
    return experiment->threshold;
  case EXP_CHANGE_RIDGE:
    return experiment->ridge;
  case EXP_CHANGE_AMPLITUDE:
    return 1.0;
  case EXP_CHANGE_REMOVAL:
  case EXP_N_CHANGES:
  default:
    return NAN;
  }
}

/**
 * exp_change_apply:
 * @value: the new value, within its range; of no use for a removal
 * @experiment: an experiment in which the change is possible
 *
 * Changes the experiment. An amplitude is in terms of the targets as they are.
 */
void
exp_change_apply (const ExpChange *self, double value, ExpExperiment *experiment)
{
  ExpTable *targets = experiment->targets;

  switch (self->kind) {
  case EXP_CHANGE_GAIN:
    experiment->gain = value;
    break;
  case EXP_CHANGE_TARGET:
    move_target (targets, self->target, value);
    break;
  case EXP_CHANGE_AMPLITUDE:
    for (gsize i = 0; i < targets->n_rows * targets->n_columns; i++)
      targets->values[i] *= value;
    break;
  case EXP_CHANGE_FEEDBACK_SCALE:
    experiment->feedback_scale = value;
    break;
  case EXP_CHANGE_THRESHOLD:
    experiment->threshold = value;
    break;
  case EXP_CHANGE_RIDGE:
    experiment->ridge = value;
    break;
  case EXP_CHANGE_REMOVAL:
    remove_row (&experiment->targets, self->target);
    remove_row (&experiment->inputs, self->target);
    break;
  case EXP_N_CHANGES:
  default:
    g_assert_not_reached ();
  }
}

/**
 * exp_change_dup_path:
 *
 * Returns: (transfer full): what changes, as the file's messages name it
 */
char *
exp_change_dup_path (const ExpChange *self)
{
  static const char *const paths[EXP_N_CHANGES] = {
    [EXP_CHANGE_GAIN] = "network.gain",
    [EXP_CHANGE_AMPLITUDE] = "task.targets",
    [EXP_CHANGE_FEEDBACK_SCALE] = "network.feedback_scale",
    [EXP_CHANGE_THRESHOLD] = "network.transfer.threshold",
    [EXP_CHANGE_RIDGE] = "training.ridge",
  };

  if (self->kind == EXP_CHANGE_TARGET || self->kind == EXP_CHANGE_REMOVAL)
    return g_strdup_printf ("task.targets[%" G_GSIZE_FORMAT "]", self->target);
  return g_strdup (paths[self->kind]);
}
