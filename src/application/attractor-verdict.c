/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-verdict.h"

#include <math.h>

#include <glib/gi18n.h>

/* A pole this close to 0 cannot be told from 0 after the sums behind it. */
#define MARGIN 1e-9

/**
 * attractor_verdict_of:
 * @dynamics: the local dynamics at an attractor
 *
 * Returns: whether the attractor holds, and if not, what is the matter
 */
AttractorVerdict
attractor_verdict_of (const RcLocalDynamics *dynamics)
{
  double rate;

  g_return_val_if_fail (dynamics != NULL, ATTRACTOR_VERDICT_UNSTABLE);

  rate = creal (dynamics->poles[0]);
  if (rate > MARGIN)
    return ATTRACTOR_VERDICT_UNSTABLE;
  if (dynamics->bulk_radius >= 1.0)
    return ATTRACTOR_VERDICT_CHAOTIC;

  return fabs (rate) <= MARGIN ? ATTRACTOR_VERDICT_MARGINAL : ATTRACTOR_VERDICT_STABLE;
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
