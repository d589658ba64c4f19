/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-verdict.h"

#include <glib/gi18n.h>

/**
 * attractor_verdict_of:
 * @dynamics: the local dynamics at an attractor
 *
 * Returns: whether the attractor holds, and if not, what is the matter
 */
AttractorVerdict
attractor_verdict_of (const RcLocalDynamics *dynamics)
{
  g_return_val_if_fail (dynamics != NULL, ATTRACTOR_VERDICT_UNSTABLE);

  switch (dynamics->verdict) {
  case RC_VERDICT_STABLE:
    return ATTRACTOR_VERDICT_STABLE;
  case RC_VERDICT_MARGINAL:
    return ATTRACTOR_VERDICT_MARGINAL;
  case RC_VERDICT_CHAOTIC:
    return ATTRACTOR_VERDICT_CHAOTIC;
  case RC_VERDICT_UNSTABLE:
  default:
    return ATTRACTOR_VERDICT_UNSTABLE;
  }
}

/**
 * attractor_verdict_get_label:
 * @verdict: a verdict
 *
 * Returns: the word for it, translated
 */
const char *
attractor_verdict_get_label (AttractorVerdict verdict)
{
  switch (verdict) {
  case ATTRACTOR_VERDICT_STABLE:
    return _ ("Stable");
  case ATTRACTOR_VERDICT_MARGINAL:
    return _ ("Marginal");
  case ATTRACTOR_VERDICT_UNSTABLE:
    return _ ("Unstable");
  case ATTRACTOR_VERDICT_CHAOTIC:
    /* TRANSLATORS: the network's activity at the attractor is chaotic */
    return _ ("Chaotic");
  default:
    g_return_val_if_reached ("");
  }
}
