/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-training-trace.h"

G_DEFINE_BOXED_TYPE (ExpTrainingTrace,
                     exp_training_trace,
                     exp_training_trace_ref,
                     exp_training_trace_unref)

ExpTrainingTrace *
exp_training_trace_ref (ExpTrainingTrace *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_training_trace_unref (ExpTrainingTrace *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->experiment, exp_experiment_free);
  g_free (self->times);
  g_free (self->targets);
  g_free (self->held);
  g_free (self->outputs);
  g_free (self->errors);
  g_free (self->readout_norms);
  g_free (self->overlaps);
  g_free (self);
}
