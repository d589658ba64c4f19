/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-jacobian.h"

G_BEGIN_DECLS

double rc_margin_bound (const RcJacobian *jacobian,
                        double complex value,
                        double condition,
                        double accuracy,
                        double speed);
gboolean rc_margin_find (const RcJacobian *jacobian,
                         double complex value,
                         double accuracy,
                         double speed,
                         const RcMonitor *monitor,
                         double *margin,
                         GError **error);

G_END_DECLS
