/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-jacobian.h"

G_BEGIN_DECLS

gboolean rc_leading_eigenvalue (const RcJacobian *jacobian,
                                double tolerance,
                                const RcMonitor *monitor,
                                double complex *leading,
                                GError **error);

double rc_leading_slack (const RcJacobian *jacobian);
gboolean rc_leading_is_in_doubt (const RcJacobian *jacobian);

G_END_DECLS
