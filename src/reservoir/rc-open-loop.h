/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-network.h"

G_BEGIN_DECLS

/**
 * RcRest:
 * @RC_REST_STABLE: a fixed point was found, and it is stable
 * @RC_REST_UNSTABLE: one was found that is not
 * @RC_REST_NOT_FOUND: none was found
 *
 * What is known of the rest to which a network may come.
 */
typedef enum {
  RC_REST_STABLE,
  RC_REST_UNSTABLE,
  RC_REST_NOT_FOUND,
} RcRest;

/* From this residual on a fixed point counts as not found. */
#define RC_OPEN_LOOP_ACCEPTED 1e-9

gboolean rc_open_loop_find (const RcNetwork *network,
                            const gsl_matrix *outputs,
                            const gsl_matrix *inputs,
                            double tolerance,
                            const RcMonitor *monitor,
                            gsl_matrix *states,
                            double *residuals,
                            GError **error);
gboolean rc_open_loop_leading (const RcNetwork *network,
                               const double *state,
                               const RcMonitor *monitor,
                               double complex *leading,
                               GError **error);
RcRest rc_open_loop_judge (double residual, double complex leading, double bulk_radius);
const char *rc_rest_get_id (RcRest rest);

G_END_DECLS
