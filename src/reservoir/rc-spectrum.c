/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-spectrum.h"

#include <math.h>

#include <glib/gi18n.h>

#include "rc-arpack.h"
#include "rc-eigenvalues.h"
#include "rc-error.h"
#include "rc-leading.h"
#include "rc-matrix.h"

/* More eigenvalues than a low-order output can have made, so that the outliers
   are all among them; what lies at the edge of the bulk may stay unconverged. */
#define SPARE 4
#define MAX_RESTARTS 12
/* What a complete spectrum leaves of the whole time to the eigenvectors. */
#define VALUES_SHARE 0.9

static gboolean
find_all (RcSpectrum *self, const RcJacobian *closed_loop, const RcMonitor *monitor, GError **error)
{
  gsize n = rc_jacobian_get_size (closed_loop);
  gsl_matrix *matrix = rc_matrix_try_new (n, n);
  gboolean success;

  if (matrix == NULL) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_MEMORY,
                 _ ("There is no memory for the Jacobian of %zu neurons"),
                 n);
    return FALSE;
  }
  rc_jacobian_copy_to (closed_loop, matrix);
  for (gsize i = 0; i < n; i++)
    matrix->data[i * n + i] -= 1.0;
  self->complete = TRUE;
  self->n_values = n;
  self->values = g_new (double complex, n);
  success = rc_eigenvalues_large (n, matrix->data, self->values, monitor, error);
  gsl_matrix_free (matrix);
  return success;
}

static gboolean
find_outliers (RcSpectrum *self,
               const RcJacobian *closed_loop,
               const RcMonitor *monitor,
               GError **error)
{
  gsize n_wanted = closed_loop->network->model->targets->size1 + SPARE, n_found = 0;
  double threshold = rc_outlier_threshold (closed_loop);

  n_wanted = MIN (n_wanted, rc_jacobian_get_size (closed_loop) - 3);
  self->values = g_new (double complex, n_wanted + 1);
  if (!rc_arpack_eigenvalues (closed_loop,
                              RC_ARPACK_LARGEST,
                              n_wanted,
                              RC_SPECTRUM_ACCURACY,
                              MAX_RESTARTS,
                              monitor,
                              self->values,
                              &n_found,
                              error))
    return FALSE;
  for (gsize i = 0; i < n_found; i++)
    if (cabs (self->values[i]) > threshold)
      self->values[self->n_values++] = self->values[i] - 1.0;
  return TRUE;
}

static gboolean
find_vectors (RcSpectrum *self,
              const RcJacobian *closed_loop,
              const RcMonitor *monitor,
              GError **error)
{
  double threshold = rc_outlier_threshold (closed_loop);
  g_autofree double complex *values = g_new (double complex, self->n_values);

  for (gsize i = 0; i < self->n_values; i++)
    if (cabs (self->values[i] + 1.0) > threshold)
      values[self->n_outliers++] = self->values[i];
  self->outliers = g_new (RcOutlier, self->n_outliers);
  return rc_outliers_measure (
    closed_loop, self->n_outliers, values, monitor, self->outliers, error);
}

/* Of an incomplete spectrum in which no outlier lies right of the bulk */
static gboolean
find_hidden (RcSpectrum *self,
             const RcJacobian *closed_loop,
             const RcMonitor *monitor,
             GError **error)
{
  double complex leading;

  if (!rc_leading_is_in_doubt (closed_loop))
    return TRUE;
  if (!rc_leading_eigenvalue (closed_loop, RC_SPECTRUM_ACCURACY, monitor, &leading, error))
    return FALSE;
  if (!isnan (creal (leading)))
    self->leading = leading;
  return TRUE;
}

/**
 * rc_spectrum_new:
 * @network: the network
 * @readout: W_out, N×K
 * @state: a fixed point of the closed loop, N numbers
 * @complete: whether to find all eigenvalues by LAPACK, for about 10 N³
 *   operations and a copy of W, or only the outliers by ARPACK, for some hundred
 *   products; @network must then have more neurons than targets by 8
 * @monitor: (nullable): who watches; may stop it at any time
 * @error: set to %RC_ERROR_NO_MEMORY, %RC_ERROR_LAPACK or %RC_ERROR_CANCELLED
 *
 * The spectrum of the closed loop's Jacobian, -I + (W + W_FB W_outᵀ) D with
 * D = diag φ'(x), and the eigenvectors of its outliers.
 *
 * Returns: (transfer full) (nullable): the spectrum
 */
RcSpectrum *
rc_spectrum_new (const RcNetwork *network,
                 const gsl_matrix *readout,
                 const double *state,
                 gboolean complete,
                 const RcMonitor *monitor,
                 GError **error)
{
  g_autoptr (RcSpectrum) self = g_new0 (RcSpectrum, 1);
  g_autoptr (RcJacobian) closed_loop = rc_jacobian_new (network, readout, state);
  RcMonitorPart values, vectors;
  const RcMonitor *first = rc_monitor_part (monitor, 0.0, VALUES_SHARE, &values);

  self->bulk_radius = rc_jacobian_bulk_radius (closed_loop);
  if (!(complete ? find_all : find_outliers) (self, closed_loop, first, error))
    return NULL;
  self->leading = self->bulk_radius - 1.0;
  if (self->n_values > 0 && (complete || creal (self->values[0]) > creal (self->leading)))
    self->leading = self->values[0];
  else if (!find_hidden (self, closed_loop, first, error))
    return NULL;
  if (!find_vectors (
        self, closed_loop, rc_monitor_part (monitor, VALUES_SHARE, 1.0, &vectors), error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rc_spectrum_free (RcSpectrum *self)
{
  g_free (self->values);
  g_free (self->outliers);
  g_free (self);
}

/**
 * rc_spectrum_closed_loop:
 * @trained: a trained network
 * @attractor: which one
 * @monitor: (nullable): who watches; may stop it between panels and sweeps
 * @error: set to %RC_ERROR_NO_MEMORY, %RC_ERROR_LAPACK or %RC_ERROR_CANCELLED
 *
 * All eigenvalues of the Jacobian at a target, without the eigenvectors.
 * Cost: about 10 N³ and a copy of W.
 *
 * Returns: (transfer full) (nullable): the N eigenvalues by descending real part
 */
double complex *
rc_spectrum_closed_loop (const RcTrained *trained,
                         gsize attractor,
                         const RcMonitor *monitor,
                         GError **error)
{
  g_autoptr (RcSpectrum) self = g_new0 (RcSpectrum, 1);
  g_autofree double *state = g_new (double, trained->network->size);
  gsl_vector_view view = gsl_vector_view_array (state, trained->network->size);
  g_autoptr (RcJacobian) closed_loop = NULL;

  gsl_matrix_get_col (&view.vector, trained->rests, attractor);
  closed_loop = rc_jacobian_new (trained->network, trained->readout, state);
  if (!find_all (self, closed_loop, monitor, error))
    return NULL;
  return g_steal_pointer (&self->values);
}
