/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-leading.h"

#include <math.h>

#include "rc-arpack.h"
#include "rc-linear.h"
#include "rc-outliers.h"
#include "rc-spectrum.h"

/* Below this order all eigenvalues are as cheap as one. */
#define SMALL 32
/* An outlier converges in a few restarts. One of the bulk takes the more the larger the network
   is, as its neighbours come nearer: up to this size it is waited for, and beyond only where it
   is in doubt on which side of the axis it lies, for the edge of the bulk is known from the
   slopes. */
#define LARGE RC_SPECTRUM_LARGEST_COMPLETE
#define MAX_RESTARTS 100
#define MAX_RESTARTS_LARGE 8
/* An outlier converges within a few restarts from this many radii of the bulk on … */
#define FAR 1.15
/* … and within many from so much of a radius beyond the bulk. */
#define NEAR 0.02

/**
 * rc_leading_slack:
 *
 * Returns: where rc_leading_eigenvalue() found nothing, how far from the bulk's edge an eigenvalue
 *   may lie: so far a finite bulk may reach, and so near an outlier need not converge
 */
double
rc_leading_slack (const RcJacobian *jacobian)
{
  double radius = rc_jacobian_bulk_radius (jacobian);

  return MAX (rc_outlier_threshold (jacobian) - radius, NEAR * radius);
}

/**
 * rc_leading_is_in_doubt:
 *
 * Returns: whether the bulk's edge lies so near to the imaginary axis that what does not
 *   converge at once may lie on the other side
 */
gboolean
rc_leading_is_in_doubt (const RcJacobian *jacobian)
{
  double radius = rc_jacobian_bulk_radius (jacobian);

  return FAR * radius >= 1.0 && radius - rc_leading_slack (jacobian) <= 1.0;
}

/**
 * rc_leading_eigenvalue:
 * @jacobian: A, of the open loop or the closed one
 * @tolerance: relative to the eigenvalue of A; among others at the edge of the bulk
 *   it converges slowly, and three digits are what one can pay for
 * @monitor: (nullable): who watches
 * @leading: (out): the eigenvalue of the Jacobian A - I of the largest real part, the
 *   upper one of a pair; NaN if it did not converge, which beyond 4000 neurons is so where it is
 *   one of the bulk's, or an outlier near it that is on the same side of the axis; within
 *   rc_leading_slack() the side is not known
 * @error: set to %RC_ERROR_CANCELLED, %RC_ERROR_NO_MEMORY or %RC_ERROR_LAPACK
 *
 * Cost: some dozens of products with W for an outlier; in the bulk up to some thousand, but no more
 * than 216 beyond 4000 neurons unless rc_leading_is_in_doubt().
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_leading_eigenvalue (const RcJacobian *jacobian,
                       double tolerance,
                       const RcMonitor *monitor,
                       double complex *leading,
                       GError **error)
{
  gsize n = rc_jacobian_get_size (jacobian), n_found = 0;
  gboolean patient = n <= LARGE || rc_leading_is_in_doubt (jacobian);
  double complex values[SMALL];
  gsl_matrix *matrix;
  gboolean success;

  values[0] = NAN;
  if (n < SMALL) {
    matrix = gsl_matrix_alloc (n, n);
    rc_jacobian_copy_to (jacobian, matrix);
    success = rc_eigenvalues (n, matrix->data, values, error);
    gsl_matrix_free (matrix);
  } else {
    success = rc_arpack_eigenvalues (jacobian,
                                     RC_ARPACK_RIGHTMOST,
                                     1,
                                     tolerance,
                                     patient ? MAX_RESTARTS : MAX_RESTARTS_LARGE,
                                     monitor,
                                     values,
                                     &n_found,
                                     error);
  }
  *leading = values[0] - 1.0;
  return success;
}
