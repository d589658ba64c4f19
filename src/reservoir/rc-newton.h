/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-network.h"

G_BEGIN_DECLS

gboolean rc_newton_solve (const RcNetwork *network,
                          const gsl_matrix *readout,
                          const double *drive,
                          double tolerance,
                          gsize largest_direct,
                          const RcMonitor *monitor,
                          double *state,
                          double *speed,
                          GError **error);

G_END_DECLS
