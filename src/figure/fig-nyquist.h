/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-series.h"
#include "rc-local-dynamics.h"

G_BEGIN_DECLS

FigSeries *fig_nyquist_new (const char *name,
                            const RcLocalDynamics *dynamics,
                            gsize n_points,
                            const double *frequencies,
                            const double *real,
                            const double *imaginary);

G_END_DECLS
