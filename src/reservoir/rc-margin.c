/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-margin.h"

#include <float.h>
#include <math.h>

#include <gsl/gsl_blas.h>

#include "rc-local-dynamics.h"
#include "rc-outliers.h"

/* |W_FB| |D W_out|, which is no less than the Frobenius norm of W_FB W_outᵀ D */
static double
find_loop_norm (const RcJacobian *jacobian)
{
  const gsl_matrix *feedback = jacobian->network->feedback, *readout = jacobian->readout;
  double in = 0.0, out = 0.0;

  for (gsize i = 0; readout != NULL && i < readout->size1; i++) {
    for (gsize j = 0; j < readout->size2; j++) {
      in = hypot (in, gsl_matrix_get (feedback, i, j));
      out = hypot (out, jacobian->slopes[i] * gsl_matrix_get (readout, i, j));
    }
  }
  return in * out;
}

/**
 * rc_margin_bound:
 * @jacobian: A
 * @value: λ, an eigenvalue of A - I
 * @condition: κ of the eigenvalue, as in #RcOutlier; NaN where it is not known, and √N, as
 *   in the bulk of a random matrix, stands for it
 * @accuracy: to what relative residual |A v - (1 + λ) v| / |1 + λ| it was computed; 0 for
 *   LAPACK, which is as accurate as rounding lets it
 * @speed: s, the largest |dx/dt| of a neuron at the state where A was taken
 *
 * How far from the imaginary axis an eigenvalue has to be for one to know the side:
 *
 *   κ (ε |A| + accuracy |1 + λ| + √(2 s)),   and at least %RC_MARGINAL_TOLERANCE, as in theory.
 *
 * The first two terms are by how much the matrix differs of which the computed value is an exact
 * eigenvalue. The third is what is left open by a state that is not quite at rest: the fixed
 * point is s/|λ| away along the mode, where a curvature of order 1 has changed λ by s/|λ|, and
 * which is no longer less than λ itself once λ² is of the order of s.
 *
 * Returns: that distance. Cost: N K.
 */
double
rc_margin_bound (
  const RcJacobian *jacobian, double complex value, double condition, double accuracy, double speed)
{
  double root = sqrt ((double)rc_jacobian_get_size (jacobian));
  double norm = root * rc_jacobian_bulk_radius (jacobian) + find_loop_norm (jacobian);
  double kappa = isfinite (condition) ? condition : root;

  return MAX (RC_MARGINAL_TOLERANCE,
              kappa * (DBL_EPSILON * norm + accuracy * cabs (1.0 + value) + sqrt (2.0 * speed)));
}

/**
 * rc_margin_find:
 * @margin: (out): the distance
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_CANCELLED or %RC_ERROR_NO_MEMORY
 *
 * As rc_margin_bound(), where the condition is not known: it is measured where the
 * eigenvalue is so near to the axis that it matters, and an outlier. Cost: nothing, or some dozens
 * of products with W and Wᵀ.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_margin_find (const RcJacobian *jacobian,
                double complex value,
                double accuracy,
                double speed,
                const RcMonitor *monitor,
                double *margin,
                GError **error)
{
  RcOutlier outlier;

  *margin = rc_margin_bound (jacobian, value, NAN, accuracy, speed);
  if (isnan (creal (value)) || fabs (creal (value)) > *margin || jacobian->readout == NULL ||
      cabs (1.0 + value) <= rc_outlier_threshold (jacobian))
    return TRUE;
  if (!rc_outliers_measure (jacobian, 1, &value, monitor, &outlier, error))
    return FALSE;
  *margin = rc_margin_bound (jacobian, value, outlier.condition, accuracy, speed);
  return TRUE;
}
