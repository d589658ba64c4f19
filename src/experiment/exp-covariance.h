/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"
#include "rc-model.h"

G_BEGIN_DECLS

gboolean exp_covariance_check (const ExpExperiment *experiment, GError **error);
void exp_covariance_apply (const ExpExperiment *experiment, RcModel *model);
void exp_covariance_fit (ExpExperiment *experiment, gsize n_outputs, gsize n_inputs);

G_END_DECLS
