/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-spectrum.h"

#include <math.h>

#include <gsl/gsl_blas.h>

#include "rc-eigenvalues.h"
#include "rc-error.h"
#include "rc-matrix.h"

/**
 * rc_spectrum_closed_loop:
 * @trained: a trained network
 * @attractor: which one
 * @monitor: (nullable): who watches; may stop it between panels and sweeps
 * @error: set to %RC_ERROR_NO_MEMORY, %RC_ERROR_LAPACK or %RC_ERROR_CANCELLED
 *
 * The spectrum of the closed loop's Jacobian, -I + (W + W_FB W_outᵀ) D with
 * D = diag φ'(x). Cost: about 10 N³ and a copy of W.
 *
 * Returns: (transfer full) (nullable): the N eigenvalues by descending real part
 */
double complex *
rc_spectrum_closed_loop (const RcTrained *trained,
                         gsize attractor,
                         const RcMonitor *monitor,
                         GError **error)
{
  const RcNetwork *network = trained->network;
  gsize n = network->size;
  g_autofree double complex *values = g_new (double complex, n);
  g_autofree double *slopes = g_new (double, n);
  gsl_matrix *jacobian = rc_matrix_try_new (n, n);
  gboolean success;

  if (jacobian == NULL) {
    g_set_error (
      error, RC_ERROR, RC_ERROR_NO_MEMORY, "There is no memory for the Jacobian of %zu neurons", n);
    return NULL;
  }

  for (gsize i = 0; i < n; i++)
    slopes[i] = gsl_matrix_get (trained->states, i, attractor);
  rc_transfer_slopes (network->model->transfer, n, slopes, slopes);

  rc_weights_copy_to (network->recurrent, jacobian);
  gsl_blas_dgemm (
    CblasNoTrans, CblasTrans, 1.0, network->feedback, trained->readout, 1.0, jacobian);
  for (gsize i = 0; i < n; i++) {
    for (gsize j = 0; j < n; j++)
      jacobian->data[i * n + j] *= slopes[j];
    jacobian->data[i * n + i] -= 1.0;
  }

  success = rc_eigenvalues_large (n, jacobian->data, values, monitor, error);
  gsl_matrix_free (jacobian);
  return success ? g_steal_pointer (&values) : NULL;
}
