/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_PIECE_DEGREE 16
#define RC_PIECEWISE_MAX_PLACES 32

/**
 * RcPiece:
 * @left: where it begins
 * @right: where it ends
 * @jets: Chebyshev coefficients of φ, φ' and φ'' in the interval
 * @n: how many of them are not zero
 * @largest: the largest |φ| at the places where it was fitted
 * @joined: whether φ goes on smoothly into the next piece, as far as one can tell
 */
typedef struct {
  double left;
  double right;
  double jets[3][RC_PIECE_DEGREE + 1];
  guint n;
  double largest;
  gboolean joined;
} RcPiece;

/**
 * RcKink:
 * @x: where φ' jumps
 * @jump: by how much
 */
typedef struct {
  double x;
  double jump;
} RcKink;

/**
 * RcPiecewise:
 * @pieces: (array length=n_pieces): from left to right, without gaps
 * @kinks: (array length=n_kinks): from left to right
 * @low_slope: φ' left of all pieces
 * @high_slope: φ' right of all pieces
 * @bound: a number that |φ| never exceeds, or infinity
 *
 * A continuous function as polynomials on intervals.
 */
typedef struct {
  gsize n_pieces;
  RcPiece *pieces;
  gsize n_kinks;
  RcKink *kinks;
  double low_slope;
  double high_slope;
  double bound;
} RcPiecewise;

typedef double (*RcPiecewiseFunc) (gpointer data, double x);

RcPiecewise *rc_piecewise_new (RcPiecewiseFunc f, gpointer data, GError **error);
void rc_piecewise_free (RcPiecewise *self);
gsize rc_piecewise_find (const RcPiecewise *self, double x);
double rc_piecewise_advance (const RcPiecewise *self, double from, double to);
double rc_piecewise_eval (const RcPiecewise *self, gsize piece, guint derivative, double x);
void rc_piecewise_eval_jets (const RcPiecewise *self,
                             guint n,
                             const double *x,
                             double jets[3][RC_PIECEWISE_MAX_PLACES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPiecewise, rc_piecewise_free)

G_END_DECLS
