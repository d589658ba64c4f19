/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rc-verdict.h"

#include <glib/gi18n.h>

static const struct {
  const char *id;
  const char *label;
} verdicts[] = {
  [RC_VERDICT_STABLE] = { "stable", N_ ("Stable") },
  [RC_VERDICT_UNSTABLE] = { "unstable", N_ ("Unstable") },
  [RC_VERDICT_MARGINAL] = { "marginal", N_ ("Marginal") },
  [RC_VERDICT_CHAOTIC] = { "beyond-edge-of-chaos", N_ ("Beyond the edge of chaos") },
  [RC_VERDICT_ABSENT] = { "no-fixed-point", N_ ("No fixed point") },
};

/**
 * rc_verdict_new:
 * @leading_real_part: the largest real part of the poles
 * @bulk_radius: the radius of the bulk about -1
 * @tolerance: how far from the imaginary axis counts as on it
 *
 * The bulk comes first: beyond the edge of chaos there is no fixed point near
 * which the poles would mean something. Then comes a pole that is right of the
 * axis, and then whatever is on it.
 *
 * Returns: the verdict
 */
RcVerdict
rc_verdict_new (double leading_real_part, double bulk_radius, double tolerance)
{
  if (bulk_radius - 1.0 > tolerance)
    return RC_VERDICT_CHAOTIC;
  if (leading_real_part > tolerance)
    return RC_VERDICT_UNSTABLE;
  if (leading_real_part >= -tolerance || bulk_radius - 1.0 >= -tolerance)
    return RC_VERDICT_MARGINAL;
  return RC_VERDICT_STABLE;
}

/**
 * rc_verdict_get_id:
 *
 * Returns: the verdict's name in files
 */
const char *
rc_verdict_get_id (RcVerdict verdict)
{
  return verdicts[verdict].id;
}

/**
 * rc_verdict_get_label:
 *
 * Returns: the verdict's name for a person, translated
 */
const char *
rc_verdict_get_label (RcVerdict verdict)
{
  return _ (verdicts[verdict].label);
}
