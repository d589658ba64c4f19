/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-settle.h"

#include <gsl/gsl_blas.h>

#include "rc-closed-loop.h"
#include "rc-newton.h"
#include "rc-rest.h"

/* Where no neuron moves faster than this the target itself is the fixed point. */
#define HELD_SPEED 1e-8
/* There is one search for each target: networks up to this size are worth eliminations. */
#define LARGEST_DIRECT 2000

/* W_in u */
static gsl_matrix *
make_drive (const RcTrained *self, gsize attractor)
{
  const RcNetwork *network = self->network;
  gsl_matrix *none = gsl_matrix_calloc (1, self->readout->size2);
  gsl_matrix *input = rc_model_repeat_input (network->model, attractor, 1);
  gsl_matrix *drive = rc_network_make_drive (network, none, input);

  gsl_matrix_free (none);
  g_clear_pointer (&input, gsl_matrix_free);
  return drive;
}

static void
keep (RcTrained *self, gsize attractor, const double *state)
{
  const RcModel *model = self->network->model;
  gsize n = self->network->size, k = self->readout->size2;
  g_autofree double *activity = g_new (double, n);
  g_autofree double *output = g_new (double, k);
  gsl_vector_const_view x = gsl_vector_const_view_array (state, n);
  gsl_vector_view r = gsl_vector_view_array (activity, n), z = gsl_vector_view_array (output, k);

  rc_transfer_values (model->transfer, n, state, activity);
  gsl_blas_dgemv (CblasTrans, 1.0, self->readout, &r.vector, 0.0, &z.vector);
  if (!rc_rest_is_near (model, attractor, output))
    return;
  gsl_matrix_set_col (self->rests, attractor, &x.vector);
  gsl_matrix_set_row (self->rest_outputs, attractor, &z.vector);
}

static gboolean
settle (RcTrained *self, gsize attractor, const RcMonitor *monitor, GError **error)
{
  gsize n = self->network->size;
  g_autofree double *state = g_new (double, n);
  gsl_vector_view x = gsl_vector_view_array (state, n);
  gsl_matrix *drive;
  double speed;
  gboolean success;

  if (rc_trained_speed (self, attractor) <= HELD_SPEED)
    return TRUE;
  drive = make_drive (self, attractor);
  gsl_matrix_get_col (&x.vector, self->states, attractor);
  success = rc_newton_solve (self->network,
                             self->readout,
                             drive->data,
                             RC_CLOSED_LOOP_SPEED,
                             LARGEST_DIRECT,
                             monitor,
                             state,
                             &speed,
                             error);
  gsl_matrix_free (drive);
  if (success && speed <= RC_CLOSED_LOOP_SPEED)
    keep (self, attractor, state);
  return success;
}

/**
 * rc_settle:
 * @trained: a trained network that nobody else has yet
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_CANCELLED or %RC_ERROR_NO_MEMORY
 *
 * Finds where the closed loop is at rest near each target: by Newton's method from the
 * open-loop fixed point, where a ridge or on-line training has left the readout off the
 * target. What is found must be nearer to this target than to another or to
 * silence; otherwise all stays as it is. Cost: nothing where the readout holds the
 * target, and that of rc_newton_solve() elsewhere.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_settle (RcTrained *trained, const RcMonitor *monitor, GError **error)
{
  gsize m = trained->states->size2;

  for (gsize k = 0; k < m; k++) {
    RcMonitorPart part;

    if (!settle (
          trained,
          k,
          rc_monitor_part (monitor, (double)k / (double)m, (double)(k + 1) / (double)m, &part),
          error))
      return FALSE;
  }
  return TRUE;
}
