/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-jacobian.h"

G_BEGIN_DECLS

/**
 * RcArpackTarget:
 * @RC_ARPACK_LARGEST: the eigenvalues of largest modulus
 * @RC_ARPACK_RIGHTMOST: those of largest real part
 */
typedef enum {
  RC_ARPACK_LARGEST,
  RC_ARPACK_RIGHTMOST,
} RcArpackTarget;

gboolean rc_arpack_eigenvalues (const RcJacobian *jacobian,
                                RcArpackTarget target,
                                gsize n_wanted,
                                double tolerance,
                                guint max_restarts,
                                const RcMonitor *monitor,
                                double complex *values,
                                gsize *n_found,
                                GError **error);

G_END_DECLS
