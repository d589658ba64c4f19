/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-jacobian.h"

G_BEGIN_DECLS

/**
 * RcOutlier:
 * @value: λ, an eigenvalue of the Jacobian A - I
 * @residual: |A v - (1 + λ) v| over |1 + λ|, of the right eigenvector v of norm 1;
 *   above 1e-6 the vectors were not found and what follows is NaN
 * @feedback_overlap: from 0 to 1: how much of the left eigenvector u lies in the span of
 *   W_FB's columns: how directly what is fed back drives the mode
 * @readout_overlap: from 0 to 1: how much of v lies in the span of D W_out's
 *   columns: how directly the output sees the mode
 * @condition: 1 / |u^H v|, at least 1: by how much a small change of the network
 *   is magnified in λ
 *
 * An eigenvalue outside the bulk, which training made.
 */
typedef struct {
  double complex value;
  double residual;
  double feedback_overlap;
  double readout_overlap;
  double condition;
} RcOutlier;

double rc_outlier_threshold (const RcJacobian *closed_loop);
gboolean rc_outliers_measure (const RcJacobian *closed_loop,
                              gsize n_outliers,
                              const double complex *values,
                              const RcMonitor *monitor,
                              RcOutlier *outliers,
                              GError **error);

G_END_DECLS
