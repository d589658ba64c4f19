/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-local-dynamics.h"

G_BEGIN_DECLS

gboolean rc_rest_is_near (const RcModel *model, gsize attractor, const double *output);
RcState *
rc_rest_state (RcMeanField *field, gsize attractor, const RcMonitor *monitor, GError **error);
RcLocalDynamics *rc_rest_dynamics (
  RcMeanField *field, gsize attractor, const RcMonitor *monitor, RcState **state, GError **error);
RcLocalDynamics *
rc_rest_poles (RcMeanField *field, gsize attractor, const RcMonitor *monitor, GError **error);

G_END_DECLS
