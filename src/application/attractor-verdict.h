/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-local-dynamics.h"

G_BEGIN_DECLS

/**
 * AttractorVerdict:
 * @ATTRACTOR_VERDICT_STABLE: a small deviation decays
 * @ATTRACTOR_VERDICT_MARGINAL: it neither grows nor decays
 * @ATTRACTOR_VERDICT_UNSTABLE: the output leaves the attractor
 * @ATTRACTOR_VERDICT_CHAOTIC: the network is beyond the edge of chaos there
 *
 * What theory says of an attractor, in a word.
 */
typedef enum {
  ATTRACTOR_VERDICT_STABLE,
  ATTRACTOR_VERDICT_MARGINAL,
  ATTRACTOR_VERDICT_UNSTABLE,
  ATTRACTOR_VERDICT_CHAOTIC,
} AttractorVerdict;

AttractorVerdict attractor_verdict_of (const RcLocalDynamics *dynamics);
const char *attractor_verdict_get_label (AttractorVerdict verdict);

G_END_DECLS
