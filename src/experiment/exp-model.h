/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"
#include "rc-model.h"

G_BEGIN_DECLS

RcTransfer *exp_model_new_transfer (const ExpExperiment *experiment);
RcModel *exp_model_new (const ExpExperiment *experiment);
double *exp_model_times (const ExpExperiment *experiment);
double *exp_model_frequencies (const ExpExperiment *experiment);
double *exp_model_driven_frequencies (const ExpExperiment *experiment);
double *exp_model_kick (const ExpExperiment *experiment);
double *exp_model_step (const ExpExperiment *experiment);

G_END_DECLS
