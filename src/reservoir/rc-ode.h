/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-local-dynamics.h"

G_BEGIN_DECLS

/**
 * RcOde:
 * @order: r, at most M, and at most n at any other state
 * @n_outputs: K
 * @state: (nullable): A, r×r; %NULL where r = 0, as are the next two
 * @input: (nullable): B, r×K, the probe's overlap included
 * @output: (nullable): C, K×r
 * @modal: A is block diagonal: a real pole by itself, a complex pair p as
 *   (Re p, Im p; -Im p, Re p); not so where poles coincide
 * @denominator: (nullable): for K = 1, r + 1 coefficients by rising power of s,
 *   the last of them 1; %NULL for more outputs
 * @numerator: (nullable): for K = 1, r coefficients likewise
 * @digits: how many digits of the largest coefficients stand, from 1 to 15
 *
 * The ODE of least order that the output obeys near an attractor, with the modes
 * gone that no output can drive or that the readout does not see:
 *
 *   dw/dt = A w + B u,   δz = C w
 *
 * and for one output, with z its distance from the attractor,
 *
 *   Σ_i denominator_i dⁱz/dtⁱ = Σ_i numerator_i dⁱu/dtⁱ.
 */
typedef struct {
  gsize order;
  gsize n_outputs;
  gsl_matrix *state;
  gsl_matrix *input;
  gsl_matrix *output;
  gboolean modal;
  double *denominator;
  double *numerator;
  guint digits;
} RcOde;

RcOde *rc_ode_new (const RcLocalDynamics *dynamics, GError **error);
void rc_ode_free (RcOde *self);
char *rc_ode_format (const RcOde *self, guint n_digits, const char *decimal_point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcOde, rc_ode_free)

G_END_DECLS
