/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-trained.h"

G_BEGIN_DECLS

gboolean rc_response_measure (const RcTrained *trained,
                              gsize attractor,
                              gsize n_points,
                              const double complex *s,
                              double tolerance,
                              const RcMonitor *monitor,
                              double complex *response,
                              double *residuals,
                              double *mean_response_time,
                              GError **error);

G_END_DECLS
