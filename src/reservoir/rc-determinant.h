/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * rc_determinant:
 *
 * Returns: c₁₁c₂₂ - c₁₂², at least 0, to round-off of the result and not only of
 *   the products (W. Kahan's use of the fused multiply-add): moments near perfect
 *   correlation depend on its square root
 */
static inline double
rc_determinant (double c11, double c12, double c22)
{
  double square = c12 * c12;
  double determinant = fma (c11, c22, -square) + fma (-c12, c12, square);

  return MAX (determinant, 0.0);
}

G_END_DECLS
