/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-model.h"
#include "rc-monitor.h"

G_BEGIN_DECLS

/* Instead of one attractor: the worst of them all. */
#define RC_SCALAR_ALL G_MAXSIZE

/**
 * RcScalar:
 * @RC_SCALAR_LEADING_POLE: the real part of the first pole that the output sees, or of the
 *   first of all where it sees none; over all attractors, the largest
 * @RC_SCALAR_LEADING_FREQUENCY: |Im| of that pole
 * @RC_SCALAR_MARGIN: what learnability asks to be below 0: the larger of that
 *   and the bulk's radius minus 1; infinite where the activity has no bound; just
 *   above 0 where the pole is left of the axis by less than its error
 * @RC_SCALAR_BULK_RADIUS: g √⟨φ'²⟩
 * @RC_SCALAR_TIME_CONSTANT: τ_output
 * @RC_SCALAR_OPEN_LOOP_TIME_CONSTANT: τ_open
 * @RC_SCALAR_BULK_TIME_CONSTANT: τ_bulk
 * @RC_SCALAR_MEAN_RESPONSE_TIME: -H'(0)/H(0)
 * @RC_SCALAR_RESONANCE_FREQUENCY: where |H| peaks
 * @RC_SCALAR_RESONANCE_QUALITY: how sharply
 * @RC_SCALAR_STATIC_RESPONSE: |H(0)|, for K > 1 the largest singular value
 * @RC_SCALAR_VARIANCE: C_kk
 * @RC_SCALAR_CONDITION: of Q, in decades: log₁₀ of its condition number
 *
 * A number of the theory that curves and maps can be drawn of. For all
 * attractors together, a time constant is that of the attractor that leads by
 * its pole, and so are the figures of the response; radius and variance are the
 * largest.
 */
typedef enum {
  RC_SCALAR_LEADING_POLE,
  RC_SCALAR_LEADING_FREQUENCY,
  RC_SCALAR_MARGIN,
  RC_SCALAR_BULK_RADIUS,
  RC_SCALAR_TIME_CONSTANT,
  RC_SCALAR_OPEN_LOOP_TIME_CONSTANT,
  RC_SCALAR_BULK_TIME_CONSTANT,
  RC_SCALAR_MEAN_RESPONSE_TIME,
  RC_SCALAR_RESONANCE_FREQUENCY,
  RC_SCALAR_RESONANCE_QUALITY,
  RC_SCALAR_STATIC_RESPONSE,
  RC_SCALAR_VARIANCE,
  RC_SCALAR_CONDITION,
} RcScalar;

#define RC_N_SCALARS (RC_SCALAR_CONDITION + 1)

/**
 * RcQuantity:
 * @scalar: which number
 * @attractor: of which attractor, or %RC_SCALAR_ALL
 */
typedef struct {
  RcScalar scalar;
  gsize attractor;
} RcQuantity;

double rc_scalar_evaluate (RcScalar scalar, gsize attractor, RcModel *model);
gboolean rc_quantities_evaluate (const RcQuantity *quantities,
                                 gsize n_quantities,
                                 RcModel *model,
                                 const RcMonitor *monitor,
                                 double *values,
                                 GError **error);
const char *rc_scalar_get_id (RcScalar scalar);
const char *rc_scalar_get_label (RcScalar scalar);
gboolean rc_scalar_find (const char *id, RcScalar *scalar);

G_END_DECLS
