/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-trained.h"

G_BEGIN_DECLS

/**
 * RcProtocol:
 * @held: (nullable): P×K, the outputs at which the feedback is held at first …
 * @held_until: … up to this time, when it is released
 * @drive: (nullable): P×K, the amplitudes of a signal into the probe's channels …
 * @frequencies: (nullable): … P of them: ω of sin ω(t - t₀); 0, or %NULL for all,
 *   is a step at t₀
 * @drive_begin: t₀
 *
 * What is done to P trajectories of the closed loop while they run.
 */
typedef struct {
  const gsl_matrix *held;
  double held_until;
  const gsl_matrix *drive;
  const double *frequencies;
  double drive_begin;
} RcProtocol;

/**
 * RcVectorField:
 *
 * The right-hand side of the closed loop for P trajectories at once:
 *
 *   dx/dt = -x + Wφ(x) + W_FB z + W_in u + W_probe s(t),   z = W_outᵀ φ(x)
 */
typedef struct _RcVectorField RcVectorField;

RcVectorField *rc_vector_field_new (const RcTrained *trained,
                                    gsize n_trajectories,
                                    const gsl_matrix *inputs,
                                    const RcProtocol *protocol);
void rc_vector_field_free (RcVectorField *self);
double rc_vector_field_next_break (const RcVectorField *self, double t);
void rc_vector_field_derivative (RcVectorField *self,
                                 double t,
                                 const gsl_matrix *x,
                                 gsl_matrix *derivative);
const gsl_matrix *rc_vector_field_read_out (RcVectorField *self, const gsl_matrix *x);
const gsl_matrix *rc_vector_field_get_activity (const RcVectorField *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcVectorField, rc_vector_field_free)

G_END_DECLS
