/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-trained.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <lapacke.h>

#include "rc-error.h"
#include "rc-open-loop.h"

/* The residual that the open-loop fixed points are found to. */
#define TOLERANCE 1e-12
/* Singular values of R below this fraction of the largest count as zero. */
#define RANK_TOLERANCE 1e-7

/*
 * W_out = R (RᵀR)^+ A by LAPACK's minimum-norm least squares, which works on R
 * itself: its condition is the square root of that of RᵀR.
 */
static gboolean
fit_minimum_norm (RcTrained *self, const gsl_matrix *activity, GError **error)
{
  gsize n = activity->size1, m = activity->size2, k = self->readout->size2;
  g_autofree double *rt = g_new (double, m *n);
  g_autofree double *right = g_new0 (double, n *k);
  g_autofree double *singular = g_new (double, MIN (m, n));
  lapack_int rank = 0;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < m; j++)
      rt[j * n + i] = gsl_matrix_get (activity, i, j);
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < k; j++)
      right[i * k + j] = gsl_matrix_get (self->network->model->targets, i, j);

  if (LAPACKE_dgelsd (LAPACK_ROW_MAJOR,
                      (lapack_int)m,
                      (lapack_int)n,
                      (lapack_int)k,
                      rt,
                      (lapack_int)n,
                      right,
                      (lapack_int)k,
                      singular,
                      RANK_TOLERANCE,
                      &rank) != 0) {
    g_set_error_literal (
      error, RC_ERROR, RC_ERROR_LAPACK, _ ("The singular values of the activity did not converge"));
    return FALSE;
  }
  for (gsize i = 0; i < n * k; i++)
    self->readout->data[i] = right[i];
  return TRUE;
}

/* W_out = R (RᵀR + λN)^-1 A */
static gboolean
fit_ridge (RcTrained *self, const gsl_matrix *activity, GError **error)
{
  const RcModel *model = self->network->model;
  gsize m = activity->size2;
  gsl_matrix *gram = gsl_matrix_calloc (m, m);
  gsl_matrix *b = gsl_matrix_alloc (m, self->readout->size2);
  gboolean success;

  gsl_blas_dgemm (CblasTrans, CblasNoTrans, 1.0, activity, activity, 0.0, gram);
  for (gsize i = 0; i < m; i++)
    *gsl_matrix_ptr (gram, i, i) += model->ridge * (double)activity->size1;
  success = gsl_linalg_cholesky_decomp1 (gram) == GSL_SUCCESS;
  if (success) {
    for (gsize j = 0; j < b->size2; j++) {
      gsl_vector_const_view right = gsl_matrix_const_column (model->targets, j);
      gsl_vector_view x = gsl_matrix_column (b, j);

      gsl_linalg_cholesky_solve (gram, &right.vector, &x.vector);
    }
    gsl_blas_dgemm (CblasNoTrans, CblasNoTrans, 1.0, activity, b, 0.0, self->readout);
  } else {
    g_set_error_literal (error,
                         RC_ERROR,
                         RC_ERROR_NO_SOLUTION,
                         _ ("The ridge is too small to make the readout unique"));
  }
  gsl_matrix_free (gram);
  gsl_matrix_free (b);
  return success;
}

/* What the readout says at the open-loop fixed points. */
static void
find_errors (RcTrained *self, const gsl_matrix *activity)
{
  gsl_matrix *output = gsl_matrix_alloc (activity->size2, self->readout->size2);

  gsl_blas_dgemm (CblasTrans, CblasNoTrans, 1.0, activity, self->readout, 0.0, output);
  gsl_matrix_memcpy (self->rests, self->states);
  gsl_matrix_memcpy (self->rest_outputs, output);
  gsl_matrix_sub (output, self->network->model->targets);
  for (gsize i = 0; i < output->size1; i++) {
    gsl_vector_view row = gsl_matrix_row (output, i);

    self->errors[i] = gsl_blas_dnrm2 (&row.vector);
  }
  gsl_matrix_free (output);
}

/* The open-loop fixed points, and φ of them or %NULL. */
static gsl_matrix *
find_states (RcTrained *self, const RcMonitor *monitor, GError **error)
{
  const RcModel *model = self->network->model;
  gsl_matrix *activity;

  if (!rc_open_loop_find (self->network,
                          model->targets,
                          model->inputs,
                          TOLERANCE,
                          monitor,
                          self->states,
                          self->residuals,
                          error))
    return NULL;
  for (gsize k = 0; k < model->targets->size1; k++) {
    self->residual = MAX (self->residual, self->residuals[k]);
    if (self->residuals[k] <= RC_OPEN_LOOP_ACCEPTED)
      continue;
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_SOLUTION,
                 _ ("With the output held at target %zu this network comes to no rest: "
                    "no fixed point was found, stable or not (residual %.1e)"),
                 k + 1,
                 self->residuals[k]);
    return NULL;
  }

  activity = gsl_matrix_alloc (self->states->size1, self->states->size2);
  rc_transfer_values (
    model->transfer, activity->size1 * activity->size2, self->states->data, activity->data);
  return activity;
}

static gboolean
train (RcTrained *self, const RcMonitor *monitor, GError **error)
{
  const RcModel *model = self->network->model;
  gsl_matrix *activity = find_states (self, monitor, error);
  gboolean success;

  if (activity == NULL)
    return FALSE;
  success = model->ridge > 0.0 ? fit_ridge (self, activity, error)
                               : fit_minimum_norm (self, activity, error);
  find_errors (self, activity);
  gsl_matrix_free (activity);
  return success;
}

static RcTrained *
new_empty (RcNetwork *network)
{
  RcTrained *self = g_new0 (RcTrained, 1);
  gsize m = rc_model_get_n_targets (network->model);

  g_atomic_ref_count_init (&self->ref_count);
  self->network = rc_network_ref (network);
  self->states = gsl_matrix_calloc (network->size, m);
  self->readout = gsl_matrix_calloc (network->size, rc_model_get_n_outputs (network->model));
  self->rests = gsl_matrix_calloc (network->size, m);
  self->rest_outputs = gsl_matrix_calloc (m, rc_model_get_n_outputs (network->model));
  self->errors = g_new0 (double, m);
  self->residuals = g_new0 (double, m);
  return self;
}

/**
 * rc_trained_new:
 * @network: the network to train
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_NO_SOLUTION if there is no open-loop fixed point,
 *   %RC_ERROR_CANCELLED, %RC_ERROR_LAPACK or %RC_ERROR_OVERFLOW
 *
 * Finds the open-loop fixed points to a residual of 1e-12 and fits the
 * readout: minimum-norm least squares, or ridge if the model has a ridge.
 *
 * Returns: (transfer full) (nullable): the trained network
 */
RcTrained *
rc_trained_new (RcNetwork *network, const RcMonitor *monitor, GError **error)
{
  g_autoptr (RcTrained) self = new_empty (network);

  if (!train (self, monitor, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * rc_trained_new_with_readout:
 * @network: the network
 * @readout: W_out, N×K, found by other means, such as rc_online_train(); copied
 * @monitor: (nullable): who watches
 * @error: as rc_trained_new()
 *
 * Finds the open-loop fixed points, and how far the readout misses the targets there.
 *
 * Returns: (transfer full) (nullable): the trained network
 */
RcTrained *
rc_trained_new_with_readout (RcNetwork *network,
                             const gsl_matrix *readout,
                             const RcMonitor *monitor,
                             GError **error)
{
  g_autoptr (RcTrained) self = new_empty (network);
  gsl_matrix *activity = find_states (self, monitor, error);

  if (activity == NULL)
    return NULL;
  gsl_matrix_memcpy (self->readout, readout);
  find_errors (self, activity);
  gsl_matrix_free (activity);
  return g_steal_pointer (&self);
}

/**
 * rc_trained_with_readout:
 * @self: a network whose open-loop fixed points are known
 * @readout: W_out, N×K; copied
 *
 * The open-loop fixed points do not depend on the readout, and are not sought again.
 *
 * Returns: (transfer full): the same network with another readout
 */
RcTrained *
rc_trained_with_readout (const RcTrained *self, const gsl_matrix *readout)
{
  RcTrained *other = new_empty (self->network);
  gsl_matrix *activity = gsl_matrix_alloc (self->states->size1, self->states->size2);

  gsl_matrix_memcpy (other->states, self->states);
  gsl_matrix_memcpy (other->readout, readout);
  memcpy (other->residuals, self->residuals, self->states->size2 * sizeof (double));
  other->residual = self->residual;
  rc_transfer_values (self->network->model->transfer,
                      activity->size1 * activity->size2,
                      other->states->data,
                      activity->data);
  find_errors (other, activity);
  gsl_matrix_free (activity);
  return other;
}

/**
 * rc_trained_speed:
 * @attractor: which target
 *
 * Returns: the largest |dx/dt| of a neuron of the closed loop at @rests; 0,
 *   rounding apart, if that is a fixed point
 */
double
rc_trained_speed (const RcTrained *self, gsize attractor)
{
  const RcNetwork *network = self->network;
  gsize n = network->size, k = self->readout->size2;
  gsl_matrix *states = gsl_matrix_alloc (n, 1), *activity = gsl_matrix_alloc (n, 1);
  gsl_matrix *update = gsl_matrix_alloc (n, 1), *drive, *output = gsl_matrix_alloc (1, k);
  double speed;

  gsl_matrix_const_view state = gsl_matrix_const_submatrix (self->rests, 0, attractor, n, 1);

  gsl_matrix_memcpy (states, &state.matrix);
  rc_transfer_values (network->model->transfer, n, states->data, activity->data);
  gsl_blas_dgemm (CblasTrans, CblasNoTrans, 1.0, activity, self->readout, 0.0, output);
  if (network->model->inputs != NULL) {
    gsl_matrix_const_view input = gsl_matrix_const_submatrix (
      network->model->inputs, attractor, 0, 1, network->model->inputs->size2);

    drive = rc_network_make_drive (network, output, &input.matrix);
  } else {
    drive = rc_network_make_drive (network, output, NULL);
  }
  rc_network_update (network, drive, states, activity, update);
  gsl_matrix_sub (update, states);
  speed = MAX (gsl_matrix_max (update), -gsl_matrix_min (update));
  gsl_matrix_free (states);
  gsl_matrix_free (activity);
  gsl_matrix_free (update);
  gsl_matrix_free (drive);
  gsl_matrix_free (output);
  return speed;
}

RcTrained *
rc_trained_ref (RcTrained *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_trained_unref (RcTrained *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  rc_network_unref (self->network);
  gsl_matrix_free (self->states);
  gsl_matrix_free (self->readout);
  gsl_matrix_free (self->rests);
  gsl_matrix_free (self->rest_outputs);
  g_free (self->errors);
  g_free (self->residuals);
  g_free (self);
}
