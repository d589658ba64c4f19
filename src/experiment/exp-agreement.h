/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measurement.h"
#include "exp-theory.h"

G_BEGIN_DECLS

/**
 * ExpAgreement:
 * @n_poles: how many poles theory has
 * @eigenvalues: for each pole of theory, the eigenvalue of the network's Jacobian
 *   that belongs to it; NaN for a pole inside the bulk, which no eigenvalue shows
 * @leading_pole: the network's leading pole: its leading eigenvalue if that is an outlier, or
 *   else what belongs to theory's leading pole; where that lies inside the bulk, the leading
 *   pole of the rational fit to the response; NaN if that was not measured
 * @leading_pole_is_fitted: whether it is that of the fit
 * @time_constant: -1/Re of @leading_pole if an eigenvalue shows it; NaN where
 *   there is none, or no fixed point, negative where the output leaves, and infinite where it is
 *   the leading eigenvalue and marginal
 * @resonance_frequency: where the measured |H| is largest, NaN if that is at the lowest
 *   or the highest frequency
 * @mean_response_time: as measured
 * @scatter: 1/√N, what such numbers differ by from network to network, roughly
 *
 * What was measured at one attractor, put beside what theory predicts there.
 */
typedef struct {
  gsize n_poles;
  double complex *eigenvalues;
  double complex leading_pole;
  gboolean leading_pole_is_fitted;
  double time_constant;
  double resonance_frequency;
  double mean_response_time;
  double scatter;
} ExpAgreement;

gssize
exp_agreement_find_target (const ExpTheory *theory, const ExpMeasurement *measurement, gsize k);
ExpAgreement *
exp_agreement_new (const ExpTheory *theory, const ExpMeasurement *measurement, gsize k);
double exp_agreement_find_resonance (const ExpMeasurement *measurement, gsize k);
void exp_agreement_free (ExpAgreement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpAgreement, exp_agreement_free)

G_END_DECLS
