/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-trained.h"

G_BEGIN_DECLS

gboolean rc_trajectory_run (const RcTrained *trained,
                            const gsl_matrix *start,
                            const gsl_matrix *inputs,
                            double duration,
                            gsize n_times,
                            double tolerance,
                            const RcMonitor *monitor,
                            double *output,
                            GError **error);

G_END_DECLS
