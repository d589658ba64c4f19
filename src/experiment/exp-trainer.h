/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"
#include "exp-training-trace.h"
#include "rc-online.h"
#include "rc-trained.h"

G_BEGIN_DECLS

/**
 * ExpTrainer:
 *
 * Trains a network by the experiment's method, and keeps a record of how on-line
 * training goes. Belongs to the thread that trains.
 */
typedef struct _ExpTrainer ExpTrainer;

/**
 * ExpTrainerFunc:
 *
 * Told that on-line training has come one interval further; may block.
 *
 * Returns: %FALSE to end it now and keep the readout as it is
 */
typedef gboolean (*ExpTrainerFunc) (ExpTrainer *trainer, gpointer user_data);

ExpTrainer *exp_trainer_new (const ExpExperiment *experiment);
void exp_trainer_free (ExpTrainer *self);
RcTrained *exp_trainer_run (ExpTrainer *self,
                            RcNetwork *network,
                            ExpTrainerFunc func,
                            gpointer user_data,
                            const RcMonitor *monitor,
                            GError **error);
ExpTrainingTrace *exp_trainer_dup_trace (ExpTrainer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpTrainer, exp_trainer_free)

G_END_DECLS
