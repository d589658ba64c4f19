/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-trained.h"

G_BEGIN_DECLS

RcModel *rc_test_model (
  RcTransferKind kind, double gain, gsize n_targets, gsize n_outputs, const double *targets);
RcModel *rc_test_default (void);
RcTrained *rc_test_train (RcModel *model, gsize size, guint64 seed);

G_END_DECLS
