/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-piecewise.h"

G_BEGIN_DECLS

/**
 * RcHermite:
 * @deviation: s, the standard deviation of the normal variable s u
 * @n_terms: how many coefficients there are of each
 * @smooth: ⟨ψ(su) h_n(u)⟩, and those of ψ' and ψ''
 * @size: √⟨φ²⟩ of φ(su), and those of φ' and φ''; of kinks in φ'' their average
 * @rest: n_terms + 1 numbers for each of ψ, ψ' and ψ'': the size of what is in the coefficients
 *   from the n-th on, those included that are not there; relative to the function's or to
 *   @size, whichever is more
 * @bent: ⟨κ(su) h_n(u)⟩, and those of κ' and κ''; all 0 without kinks
 * @first_kink: the first kink of φ within reach …
 * @end_kink: … and the first beyond
 *
 * The coefficients of φ and its derivatives in the normalised Hermite polynomials. φ is
 * taken apart, φ = ψ + κ, with κ(x) = Σ jump (x - kink)₊ for the kinks within reach: those
 * of κ fall slowly but have a closed form, and those of ψ fall fast.
 */
typedef struct {
  gatomicrefcount ref_count;
  double deviation;
  guint n_terms;
  double *smooth[3];
  double size[3];
  double *rest[3];
  double *bent[3];
  gsize first_kink;
  gsize end_kink;
} RcHermite;

RcHermite *rc_hermite_new (const RcPiecewise *function,
                           guint order,
                           const double *nodes,
                           const double *weights,
                           double deviation,
                           double reach,
                           guint n_terms);
RcHermite *rc_hermite_ref (RcHermite *self);
void rc_hermite_unref (RcHermite *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcHermite, rc_hermite_unref)

G_END_DECLS
