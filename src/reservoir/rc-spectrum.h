/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-trained.h"

G_BEGIN_DECLS

double complex *rc_spectrum_closed_loop (const RcTrained *trained,
                                         gsize attractor,
                                         const RcMonitor *monitor,
                                         GError **error);

G_END_DECLS
