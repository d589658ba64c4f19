/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-spectrum.h"

#include <math.h>

#include "rc-eigenvalues.h"
#include "rc-error.h"
#include "rc-jacobian.h"
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
  g_autofree double *state = g_new (double, n);
  gsl_vector_view state_view = gsl_vector_view_array (state, n);
  g_autoptr (RcJacobian) closed_loop = NULL;
  gsl_matrix *jacobian = rc_matrix_try_new (n, n);
  gboolean success;

  if (jacobian == NULL) {
    g_set_error (
      error, RC_ERROR, RC_ERROR_NO_MEMORY, "There is no memory for the Jacobian of %zu neurons", n);
    return NULL;
  }

  gsl_matrix_get_col (&state_view.vector, trained->states, attractor);
  closed_loop = rc_jacobian_new (network, trained->readout, state);
  rc_jacobian_copy_to (closed_loop, jacobian);
  for (gsize i = 0; i < n; i++)
    jacobian->data[i * n + i] -= 1.0;

  success = rc_eigenvalues_large (n, jacobian->data, values, monitor, error);
  gsl_matrix_free (jacobian);
  return success ? g_steal_pointer (&values) : NULL;
}
