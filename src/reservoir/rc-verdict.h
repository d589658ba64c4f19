/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RcVerdict:
 * @RC_VERDICT_STABLE: all poles and the bulk lie left of the imaginary axis
 * @RC_VERDICT_UNSTABLE: a pole lies right of it: the output leaves the attractor
 * @RC_VERDICT_MARGINAL: the leading pole, or the bulk, is at the imaginary axis
 *   within the tolerance
 * @RC_VERDICT_CHAOTIC: the bulk reaches beyond it: beyond the edge of chaos
 * @RC_VERDICT_ABSENT: there is no fixed point near the target, because of a ridge or of
 *   targets that one readout cannot tell apart
 *
 * What becomes of a trained attractor.
 */
typedef enum {
  RC_VERDICT_STABLE,
  RC_VERDICT_UNSTABLE,
  RC_VERDICT_MARGINAL,
  RC_VERDICT_CHAOTIC,
  RC_VERDICT_ABSENT,
} RcVerdict;

RcVerdict rc_verdict_new (double leading_real_part, double bulk_radius, double tolerance);
const char *rc_verdict_get_id (RcVerdict verdict);
const char *rc_verdict_get_label (RcVerdict verdict);

G_END_DECLS
