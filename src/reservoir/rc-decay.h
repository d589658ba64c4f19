/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include <glib.h>

G_BEGIN_DECLS

/* The most modes that a fit may have. */
#define RC_DECAY_MAX_MODES 12

/**
 * RcDecay:
 * @n_modes: how many poles were needed
 * @poles: λ of Σ c e^{λt}, by descending real part
 * @errors: the standard error of each pole's real part
 * @residual: the root mean square of what the fit leaves, relative to the data's
 *
 * A relaxation as a sum of exponentials.
 */
typedef struct {
  gsize n_modes;
  double complex poles[RC_DECAY_MAX_MODES];
  double errors[RC_DECAY_MAX_MODES];
  double residual;
} RcDecay;

gboolean rc_decay_fit (gsize n_times,
                       double interval,
                       gsize n_outputs,
                       const double *values,
                       gsize max_modes,
                       double tolerance,
                       RcDecay *decay);

G_END_DECLS
