/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-transfer-ops.h"

#include <math.h>

#include "rc-rectifier.h"

static void
get_values (gconstpointer data, gsize n, const double *x, double *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = CLAMP (x[i], -1.0, 1.0);
}

static void
get_slopes (gconstpointer data, gsize n, const double *x, double *slopes)
{
  for (gsize i = 0; i < n; i++)
    slopes[i] = fabs (x[i]) < 1.0 ? 1.0 : 0.0;
}

static double
get_bound (gconstpointer data)
{
  return 1.0;
}

/* P(|x| > 1) */
static double
outside (double variance)
{
  return variance > 0.0 ? erfc (1.0 / sqrt (2.0 * variance)) : 0.0;
}

/*
 * clip(x) = x - e(x) with the excess e(x) = (x - 1)₊ - (-x - 1)₊, so that all
 * follows from rectifiers of threshold 1 and from ⟨x₁ e(x₂)⟩ = c₁₂ P(|x₂| > 1).
 * The small terms are the corrections when the variances are small. When they
 * are large the rectifiers cancel: the error is about 1e-16 of the variances.
 */
static void
get_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  double outside1 = outside (c11), outside2 = outside (c22);
  RcMoments same, opposite;

  rc_rectifier_moments (1.0, c11, c12, c22, &same);
  rc_rectifier_moments (1.0, c11, -c12, c22, &opposite);
  moments->value = c12 * (1.0 - outside1 - outside2) + 2.0 * (same.value - opposite.value);
  moments->slope = MAX (1.0 - outside1 - outside2 + 2.0 * (same.slope + opposite.slope), 0.0);

  /* φ'' = δ(x + 1) - δ(x - 1); ⟨x₁ δ(x₂ - 1)⟩ = c₁₂/c₂₂ times the density */
  moments->curvature = 2.0 * (same.curvature - opposite.curvature);
  if (c22 > 0.0)
    moments->curvature -= 2.0 * c12 / c22 * exp (-0.5 / c22) / sqrt (2.0 * G_PI * c22);
}

/* What is left of numbers as large as the variance where they cancel. */
static double
get_moment_error (gconstpointer data, double variance)
{
  return 4e-15 + 5e-16 * variance;
}

const RcTransferOps rc_transfer_piecewise_linear_ops = {
  .values = get_values,
  .slopes = get_slopes,
  .bound = get_bound,
  .moments = get_moments,
  .moment_error = get_moment_error,
};
