/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * RcResolvent:
 * @n: the order
 * @k: how many columns F and the observation have
 * @poles: n eigenvalues of J
 * @triangular: (nullable): n×n, upper triangular, what J is in the basis used;
 *   %NULL where that is the basis of the modes, in which J is diagonal
 * @driven: n×k, F in this basis
 * @seen: k×n, observationᵀ in this basis, row by row, as it is summed
 *
 * The function observationᵀ (sI - J)^-1 F of s, in a basis in which each s costs a
 * back substitution only: that of the modes where they stand well apart, and
 * otherwise Schur's, which is as stable as can be.
 */
typedef struct {
  gsize n;
  gsize k;
  double complex *poles;
  double complex *triangular;
  double complex *driven;
  double complex *seen;
} RcResolvent;

RcResolvent *rc_resolvent_new (gsize n,
                               gsize k,
                               const double *jacobian,
                               const double *feedback,
                               const double *observation,
                               const double complex *poles,
                               const double complex *left,
                               const double complex *right,
                               GError **error);
void rc_resolvent_free (RcResolvent *self);
gboolean rc_resolvent_evaluate (const RcResolvent *self,
                                double complex s,
                                double complex *value,
                                double complex *slope);
void rc_resolvent_evaluate_axis (const RcResolvent *self,
                                 gsize n_frequencies,
                                 const double *frequencies,
                                 double complex *values);
gboolean rc_resolvent_impulse (
  const RcResolvent *self, const double *kick, double time_step, gsize n_times, double *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcResolvent, rc_resolvent_free)

G_END_DECLS
