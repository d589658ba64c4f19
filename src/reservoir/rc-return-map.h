/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-monitor.h"
#include "rc-state.h"

G_BEGIN_DECLS

gboolean rc_return_map_evaluate (RcMeanField *field,
                                 const double *input,
                                 gsize n_points,
                                 const double *outputs,
                                 const RcMonitor *monitor,
                                 double *returned,
                                 GError **error);
gboolean rc_return_map_field (RcMeanField *field,
                              const double *input,
                              const double *lower,
                              const double *upper,
                              const gsize *n_points,
                              const RcMonitor *monitor,
                              double *flow,
                              GError **error);

G_END_DECLS
