/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-jacobian.h"

G_BEGIN_DECLS

/**
 * RcKrylov:
 *
 * An orthonormal basis V_m of the Krylov space of A, or Aᵀ, and a vector b, with
 * the Hessenberg matrix H_m of A in it, by Arnoldi's method. The space does not
 * depend on a shift, so that one of them solves ((1+s)I - A) x = b for every s.
 */
typedef struct _RcKrylov RcKrylov;

RcKrylov *rc_krylov_new (const RcJacobian *jacobian,
                         gboolean transposed,
                         const double *start,
                         gsize max_dimension);
void rc_krylov_free (RcKrylov *self);
gsize rc_krylov_get_dimension (const RcKrylov *self);
gboolean rc_krylov_extend (RcKrylov *self, gsize n_steps, const RcMonitor *monitor, GError **error);
double rc_krylov_solve (RcKrylov *self, double complex s, double complex *coefficients);
void rc_krylov_solve_again (RcKrylov *self, double complex s, double complex *coefficients);
void rc_krylov_combine (const RcKrylov *self,
                        const double complex *coefficients,
                        double complex *vector);
void rc_krylov_project (const RcKrylov *self, const double *vector, double *coefficients);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcKrylov, rc_krylov_free)

G_END_DECLS
