/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-trained.h"

G_BEGIN_DECLS

gboolean rc_driven_response (const RcTrained *trained,
                             gsize attractor,
                             gsize n_frequencies,
                             const double *frequencies,
                             const double *amplitudes,
                             double settling,
                             double tolerance,
                             const RcMonitor *monitor,
                             double complex *response,
                             double *errors,
                             GError **error);

G_END_DECLS
