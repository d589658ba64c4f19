/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-monitor.h"

G_BEGIN_DECLS

gboolean rc_eigenvalues_large (
  gsize n, double *matrix, double complex *values, const RcMonitor *monitor, GError **error);

G_END_DECLS
