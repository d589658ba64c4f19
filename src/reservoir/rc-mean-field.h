/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-model.h"
#include "rc-monitor.h"

G_BEGIN_DECLS

/* Eigenvalues of Q below M times the largest, times the relative error of the moments,
   times this, are taken for zero: they may be nothing but that error. */
#define RC_RANK_SAFETY 25.0

/**
 * RcMeanField:
 * @model: the network and its task
 * @drive: aΣaᵀ, M×M, the part of the covariance that feedback and input make
 * @channels: aΣ, M×(K+L); its first K columns are F, how a state moves with
 *   the fed-back output
 * @covariance: C, M×M, of the neurons' inputs x_μ
 * @overlap: Q, M×M, of their activities: ⟨φ(x_μ) φ(x_ν)⟩
 * @slope: ⟨φ'(x_μ) φ'(x_ν)⟩, M×M
 * @curvature: ⟨φ(x_μ) φ''(x_ν)⟩, M×M, not symmetric
 * @readout: B, M×K: the trained readout is R B / N
 * @rank: the numerical rank r of Q (of Q + λ with ridge), at most M
 * @condition: the condition number of Q (of Q + λ) restricted to that rank
 * @inverse: (Q + λ)^+, M×M
 * @readout_error: the largest |Q B - A|: how far the readout stays from its
 *   targets, because of a ridge or because Q is not of full rank
 * @rounding: how much of that may be nothing but rounding
 *
 * The self-consistent statistics of the M open-loop states, for N → ∞.
 */
typedef struct {
  gatomicrefcount ref_count;
  RcModel *model;
  gsl_matrix *channels;
  gsl_matrix *drive;
  gsl_matrix *covariance;
  gsl_matrix *overlap;
  gsl_matrix *slope;
  gsl_matrix *curvature;
  gsl_matrix *inverse;
  gsl_matrix *readout;
  gsize rank;
  double condition;
  double readout_error;
  double rounding;
} RcMeanField;

RcMeanField *rc_mean_field_new (RcModel *model, GError **error);
RcMeanField *rc_mean_field_new_watched (RcModel *model, const RcMonitor *monitor, GError **error);
RcMeanField *rc_mean_field_new_parallel (RcModel *model, const RcMonitor *monitor, GError **error);
RcMeanField *rc_mean_field_ref (RcMeanField *self);
void rc_mean_field_unref (RcMeanField *self);
double rc_mean_field_get_moment_error (const RcMeanField *self);
gboolean rc_mean_field_variance (
  const RcModel *model, double drive, double *variance, RcMoments *moments, GError **error);
double rc_mean_field_covariance (
  const RcModel *model, double drive, double c11, double c22, RcMoments *moments);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcMeanField, rc_mean_field_unref)

G_END_DECLS
