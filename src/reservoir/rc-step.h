/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-local-dynamics.h"

G_BEGIN_DECLS

gboolean rc_step_respond (const RcLocalDynamics *dynamics,
                          const double *step,
                          double time_step,
                          gsize n_times,
                          double *output);

G_END_DECLS
