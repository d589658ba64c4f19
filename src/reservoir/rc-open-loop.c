/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-open-loop.h"

#include <math.h>

#include <glib/gi18n.h>

#include "rc-error.h"
#include "rc-leading.h"
#include "rc-matrix.h"
#include "rc-newton.h"
#include "rc-parallel.h"

/* The rightmost eigenvalue lies among others of the bulk; more digits of it than
   these would cost much and say little. */
#define LEADING_TOLERANCE 1e-3
/* Networks up to this size are worth an elimination where Krylov spaces fail. */
#define LARGEST_DIRECT 4000

typedef struct {
  const RcNetwork *network;
  const gsl_matrix *drive;
  double tolerance;
  const RcMonitor *monitor;
  gsl_matrix *states;
  double *residuals;
} Search;

/* Newton's method for those that Anderson's left. */
static gboolean
search_columns (gsize begin, gsize end, gpointer data, GError **error)
{
  Search *search = data;
  gsize n = search->network->size;
  g_autofree double *drive = g_new (double, n);
  g_autofree double *state = g_new (double, n);

  for (gsize k = begin; k < end; k++) {
    double speed;

    if (search->residuals[k] <= search->tolerance)
      continue;
    for (gsize i = 0; i < n; i++) {
      drive[i] = gsl_matrix_get (search->drive, i, k);
      state[i] = gsl_matrix_get (search->states, i, k);
    }
    if (!rc_newton_solve (search->network,
                          NULL,
                          drive,
                          search->tolerance,
                          LARGEST_DIRECT,
                          search->monitor,
                          state,
                          &speed,
                          error))
      return FALSE;
    if (!(speed < search->residuals[k]))
      continue;
    search->residuals[k] = speed;
    for (gsize i = 0; i < n; i++)
      gsl_matrix_set (search->states, i, k, state[i]);
  }
  return TRUE;
}

static gboolean
find_residuals (Search *search, GError **error)
{
  const gsl_matrix *states = search->states;
  gsl_matrix *activity = rc_matrix_try_new (states->size1, states->size2);
  gsl_matrix *update = rc_matrix_try_new (states->size1, states->size2);
  gboolean success = activity != NULL && update != NULL;

  if (success) {
    rc_network_update (search->network, search->drive, states, activity, update);
    for (gsize k = 0; k < states->size2; k++) {
      search->residuals[k] = 0.0;
      for (gsize i = 0; i < states->size1; i++)
        search->residuals[k] = MAX (
          search->residuals[k],
          fabs (gsl_matrix_get (update, i, k) - gsl_matrix_get (states, i, k)));
    }
  } else {
    g_set_error_literal (
      error, RC_ERROR, RC_ERROR_NO_MEMORY, _ ("There is no memory for the states of the network"));
  }
  g_clear_pointer (&activity, gsl_matrix_free);
  g_clear_pointer (&update, gsl_matrix_free);
  return success;
}

/**
 * rc_open_loop_find:
 * @network: the network
 * @outputs: P×K, the outputs to which the feedback is clamped
 * @inputs: (nullable): P×L, the static inputs that go with them
 * @tolerance: the residual to reach, the largest over all neurons
 * @monitor: (nullable): who watches
 * @states: (out): N×P, the fixed points x = Wφ(x) + W_FB z + W_in u, one a column
 * @residuals: (out): P: what was reached; larger than @tolerance where no fixed
 *   point was found, and then the state is where the search stopped
 * @error: set to %RC_ERROR_CANCELLED, %RC_ERROR_OVERFLOW or %RC_ERROR_NO_MEMORY
 *
 * Finds the open-loop fixed points, stable or not: all together by
 * rc_network_clamped_states(), and those that it does not find each by
 * rc_newton_solve().
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_open_loop_find (const RcNetwork *network,
                   const gsl_matrix *outputs,
                   const gsl_matrix *inputs,
                   double tolerance,
                   const RcMonitor *monitor,
                   gsl_matrix *states,
                   double *residuals,
                   GError **error)
{
  gsl_matrix *drive = rc_network_make_drive (network, outputs, inputs);
  RcMonitorPart first, second;
  Search search = { .network = network,
                    .drive = drive,
                    .tolerance = tolerance,
                    .monitor = rc_monitor_part (monitor, 0.5, 1.0, &second),
                    .states = states,
                    .residuals = residuals };
  double residual;
  gboolean success;

  success = rc_network_clamped_states (network,
                                       outputs,
                                       inputs,
                                       tolerance,
                                       rc_monitor_part (monitor, 0.0, 0.5, &first),
                                       states,
                                       &residual,
                                       error) &&
            find_residuals (&search, error);
  success = success && rc_parallel_for (outputs->size1, 1, search_columns, &search, NULL, error);
  gsl_matrix_free (drive);
  return success;
}

/**
 * rc_open_loop_leading:
 * @state: an open-loop fixed point, N numbers
 * @monitor: (nullable): who watches
 * @leading: (out): the rightmost eigenvalue of the Jacobian -I + W D, the upper
 *   one of a pair, to a relative accuracy of 1e-3; NaN if that does not converge
 * @error: set to %RC_ERROR_CANCELLED, %RC_ERROR_NO_MEMORY or %RC_ERROR_LAPACK
 *
 * Cost: some hundred products with W.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_open_loop_leading (const RcNetwork *network,
                      const double *state,
                      const RcMonitor *monitor,
                      double complex *leading,
                      GError **error)
{
  g_autoptr (RcJacobian) jacobian = rc_jacobian_new (network, NULL, state);

  return rc_leading_eigenvalue (jacobian, LEADING_TOLERANCE, monitor, leading, error);
}

/**
 * rc_open_loop_judge:
 * @residual: from rc_open_loop_find()
 * @leading: from rc_open_loop_leading(), if the residual is accepted
 * @bulk_radius: from rc_jacobian_bulk_radius(), which decides if @leading is NaN
 *
 * Returns: what that says of the fixed point
 */
RcRest
rc_open_loop_judge (double residual, double complex leading, double bulk_radius)
{
  if (!(residual <= RC_OPEN_LOOP_ACCEPTED))
    return RC_REST_NOT_FOUND;
  if (isnan (creal (leading)))
    return bulk_radius < 1.0 ? RC_REST_STABLE : RC_REST_UNSTABLE;
  return creal (leading) < 0.0 ? RC_REST_STABLE : RC_REST_UNSTABLE;
}

/**
 * rc_rest_get_id:
 *
 * Returns: the name in JSON
 */
const char *
rc_rest_get_id (RcRest rest)
{
  static const char *const ids[] = { "stable", "unstable", "not-found" };

  g_return_val_if_fail ((guint)rest < G_N_ELEMENTS (ids), NULL);

  return ids[rest];
}
