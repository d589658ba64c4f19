/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-model.h"

G_BEGIN_DECLS

/**
 * RcParameter:
 * @RC_PARAMETER_GAIN: g, at least 0
 * @RC_PARAMETER_FEEDBACK_SCALE: σ, above 0; with a covariance of the channels it
 *   scales the feedback's part from the model's own σ to this one
 * @RC_PARAMETER_THRESHOLD: θ of a rectifier; nothing for other transfer functions
 * @RC_PARAMETER_AMPLITUDE: what all targets are multiplied by
 * @RC_PARAMETER_OVERLAP: ρ, from -1 to 1
 * @RC_PARAMETER_RIDGE: λ, at least 0
 * @RC_PARAMETER_DENSITY: p, above 0 to 1; nothing in the limit N → ∞
 *
 * A parameter that curves and maps can be drawn over.
 */
typedef enum {
  RC_PARAMETER_GAIN,
  RC_PARAMETER_FEEDBACK_SCALE,
  RC_PARAMETER_THRESHOLD,
  RC_PARAMETER_AMPLITUDE,
  RC_PARAMETER_OVERLAP,
  RC_PARAMETER_RIDGE,
  RC_PARAMETER_DENSITY,
} RcParameter;

void rc_parameter_apply (RcParameter parameter, double value, RcModel *model);

G_END_DECLS
