/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-network.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_randist.h>

#include "rc-anderson.h"
#include "rc-error.h"
#include "rc-matrix.h"
#include "rc-parallel.h"
#include "rc-random.h"

#define MAX_ITERATIONS 1000
/* Where the residual does not fall by this factor in so many iterations, more of
   them will not help. */
#define PROGRESS 0.5
#define PATIENCE 50

static gsl_matrix *
draw_columns (gsize size, gsize n_columns, guint64 seed, RcStream stream, double deviation)
{
  gsl_matrix *matrix = gsl_matrix_alloc (size, n_columns);
  gsl_rng *rng = rc_random_new ();

  for (gsize i = 0; i < size; i++) {
    rc_random_seek (rng, seed, stream, i);
    for (gsize j = 0; j < n_columns; j++)
      gsl_matrix_set (matrix, i, j, gsl_ran_gaussian_ziggurat (rng, deviation));
  }
  gsl_rng_free (rng);
  return matrix;
}

/* The symmetric square root of a covariance, which exists where a Cholesky
   factor does not: some channels may be copies of others. */
static gsl_matrix *
make_root (const gsl_matrix *covariance)
{
  gsize n = covariance->size1;
  gsl_matrix *copy = gsl_matrix_alloc (n, n), *vectors = gsl_matrix_alloc (n, n);
  gsl_matrix *root = gsl_matrix_calloc (n, n);
  gsl_vector *values = gsl_vector_alloc (n);
  gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc (n);

  gsl_matrix_memcpy (copy, covariance);
  gsl_eigen_symmv (copy, values, vectors, work);
  for (gsize i = 0; i < n; i++) {
    gsl_vector_view vector = gsl_matrix_column (vectors, i);

    gsl_blas_dger (
      sqrt (MAX (gsl_vector_get (values, i), 0.0)), &vector.vector, &vector.vector, root);
  }
  gsl_matrix_free (copy);
  gsl_matrix_free (vectors);
  gsl_vector_free (values);
  gsl_eigen_symmv_free (work);
  return root;
}

/* Mixes the columns of (@left | @right), independent so far, so that their rows
   have this covariance. */
static void
correlate (const gsl_matrix *covariance, gsl_matrix *left, gsl_matrix *right)
{
  gsl_matrix *root = make_root (covariance);
  gsize n = root->size1, k = left->size2;
  gsl_vector *row = gsl_vector_alloc (n), *mixed = gsl_vector_alloc (n);

  for (gsize i = 0; i < left->size1; i++) {
    for (gsize j = 0; j < n; j++)
      gsl_vector_set (
        row, j, j < k ? gsl_matrix_get (left, i, j) : gsl_matrix_get (right, i, j - k));
    gsl_blas_dgemv (CblasNoTrans, 1.0, root, row, 0.0, mixed);
    for (gsize j = 0; j < n; j++)
      *(j < k ? gsl_matrix_ptr (left, i, j)
              : gsl_matrix_ptr (right, i, j - k)) = gsl_vector_get (mixed, j);
  }
  gsl_vector_free (row);
  gsl_vector_free (mixed);
  gsl_matrix_free (root);
}

/* (W_FB | W_in) */
static void
draw_channels (RcNetwork *self, guint64 seed)
{
  const RcModel *model = self->model;
  double scale = model->covariance != NULL ? 1.0 : model->feedback_scale;

  self->feedback = draw_columns (
    self->size, rc_model_get_n_outputs (model), seed, RC_STREAM_FEEDBACK, scale);
  if (model->inputs != NULL)
    self->input = draw_columns (
      self->size, rc_model_get_n_inputs (model), seed, RC_STREAM_INPUT, 1.0);
  if (model->covariance != NULL)
    correlate (model->covariance, self->feedback, self->input);
}

/* W_probe = ρ W_FB + √(1-ρ²) ξ, with ξ fresh and of the covariance of W_FB */
static void
draw_probe (RcNetwork *self, guint64 seed)
{
  const RcModel *model = self->model;
  double rho = model->probe_overlap, rest = sqrt (MAX (1.0 - rho * rho, 0.0));
  double fresh = model->covariance != NULL ? rest : model->feedback_scale * rest;
  gsize k = self->feedback->size2;
  gsl_matrix *along = gsl_matrix_alloc (self->size, k);

  self->probe = draw_columns (self->size, k, seed, RC_STREAM_PROBE, fresh);
  if (model->covariance != NULL) {
    gsl_matrix_const_view block = gsl_matrix_const_submatrix (model->covariance, 0, 0, k, k);

    correlate (&block.matrix, self->probe, NULL);
  }
  gsl_matrix_memcpy (along, self->feedback);
  gsl_matrix_scale (along, rho);
  gsl_matrix_add (self->probe, along);
  gsl_matrix_free (along);
}

/**
 * rc_network_new:
 * @model: what to draw from
 * @size: N, at least 1
 * @seed: names the network
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_NO_MEMORY or %RC_ERROR_CANCELLED
 *
 * Draws a network. Every row of every matrix has random numbers of its own,
 * so that the network depends on the seed alone and not on the number of
 * threads that draw it. Cost: see rc_weights_new().
 *
 * Returns: (transfer full) (nullable): the network
 */
RcNetwork *
rc_network_new (RcModel *model, gsize size, guint64 seed, const RcMonitor *monitor, GError **error)
{
  g_autoptr (RcNetwork) self = g_new0 (RcNetwork, 1);

  rc_init ();
  g_atomic_ref_count_init (&self->ref_count);
  self->model = rc_model_ref (model);
  self->size = size;
  self->recurrent = rc_weights_new (size, model->gain, model->density, seed, monitor, error);
  if (self->recurrent == NULL)
    return NULL;

  draw_channels (self, seed);
  draw_probe (self, seed);
  return g_steal_pointer (&self);
}

RcNetwork *
rc_network_ref (RcNetwork *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_network_unref (RcNetwork *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  rc_model_unref (self->model);
  g_clear_pointer (&self->recurrent, rc_weights_free);
  g_clear_pointer (&self->feedback, gsl_matrix_free);
  g_clear_pointer (&self->input, gsl_matrix_free);
  g_clear_pointer (&self->probe, gsl_matrix_free);
  g_free (self);
}

/**
 * rc_network_update:
 * @drive: N×P
 * @states: X, N×P
 * @activity: (out): φ(X), N×P
 * @update: (out): Wφ(X) + drive, N×P
 *
 * One step of plain relaxation for all columns by one matrix product.
 */
void
rc_network_update (const RcNetwork *self,
                   const gsl_matrix *drive,
                   const gsl_matrix *states,
                   gsl_matrix *activity,
                   gsl_matrix *update)
{
  rc_transfer_values (
    self->model->transfer, states->size1 * states->size2, states->data, activity->data);
  gsl_matrix_memcpy (update, drive);
  rc_weights_multiply_columns (self->recurrent, activity, 1.0, update);
}

/**
 * rc_network_make_drive:
 * @outputs: P×K, the outputs to which the feedback is clamped
 * @inputs: (nullable): P×L, the static inputs that go with them
 *
 * Returns: (transfer full): W_FB z + W_in u, N×P, one a column
 */
gsl_matrix *
rc_network_make_drive (const RcNetwork *self, const gsl_matrix *outputs, const gsl_matrix *inputs)
{
  gsl_matrix *drive = gsl_matrix_alloc (self->size, outputs->size1);

  gsl_blas_dgemm (CblasNoTrans, CblasTrans, 1.0, self->feedback, outputs, 0.0, drive);
  if (inputs != NULL && self->input != NULL)
    gsl_blas_dgemm (CblasNoTrans, CblasTrans, 1.0, self->input, inputs, 1.0, drive);
  return drive;
}

/* Of a matrix whose rows follow each other without a gap, as all of these do. */
static void
remove_column (gsl_matrix *matrix, gsize column)
{
  double *to = matrix->data;

  for (gsize i = 0; i < matrix->size1; i++)
    for (gsize j = 0; j < matrix->size2; j++)
      if (j != column)
        *to++ = matrix->data[i * matrix->size2 + j];
  matrix->tda = --matrix->size2;
}

/* Where the columns that have not come to rest are on their way. */
typedef struct {
  RcAnderson *anderson;
  gsize n;           /* how many are left … */
  gsize *columns;    /* … and which */
  double *residuals; /* of these */
  double settled;    /* the largest residual of the others */
  gsl_matrix *drive;
  gsl_matrix *points;
  gsl_matrix *activity;
  gsl_matrix *update;
} Relaxation;

static void
keep (const Relaxation *self, gsize j, gsl_matrix *states)
{
  gsl_vector_view point = gsl_matrix_column (self->points, j);

  gsl_matrix_set_col (states, self->columns[j], &point.vector);
}

/* What has come to rest needs no more products. */
static void
drop_settled (Relaxation *self, double tolerance, gsl_matrix *states)
{
  for (gsize j = self->n; j-- > 0;) {
    if (self->residuals[j] > tolerance)
      continue;
    self->settled = MAX (self->settled, self->residuals[j]);
    keep (self, j, states);
    rc_anderson_drop (self->anderson, j);
    self->n--;
    memmove (self->columns + j, self->columns + j + 1, (self->n - j) * sizeof *self->columns);
    memmove (self->residuals + j, self->residuals + j + 1, (self->n - j) * sizeof (double));
    remove_column (self->drive, j);
    remove_column (self->points, j);
    self->activity->size2 = self->activity->tda = self->n;
    self->update->size2 = self->update->tda = self->n;
  }
}

/* All steps of the iteration; FALSE if there is an error. */
static gboolean
relax (const RcNetwork *self,
       Relaxation *relaxation,
       double tolerance,
       const RcMonitor *monitor,
       gsl_matrix *states,
       double *residual,
       GError **error)
{
  double first = 0.0, best = INFINITY;
  guint best_at = 0;

  gsl_matrix_memcpy (relaxation->points, relaxation->drive);
  for (guint i = 0; i < MAX_ITERATIONS; i++) {
    rc_network_update (
      self, relaxation->drive, relaxation->points, relaxation->activity, relaxation->update);
    *residual = rc_anderson_step (
      relaxation->anderson, relaxation->points, relaxation->update, relaxation->residuals);
    if (i == 0)
      first = *residual;
    if (!isfinite (*residual)) {
      g_set_error_literal (
        error, RC_ERROR, RC_ERROR_OVERFLOW, _ ("The activity of the network grows without bound"));
      return FALSE;
    }
    drop_settled (relaxation, tolerance, states);
    if (relaxation->n == 0) {
      *residual = relaxation->settled;
      return TRUE;
    }
    if (*residual < PROGRESS * best) {
      best = *residual;
      best_at = i;
    } else if (i - best_at > PATIENCE) {
      break;
    }
    if (!rc_monitor_report (monitor, log (first / *residual) / log (first / tolerance), error))
      return FALSE;
  }
  for (gsize j = 0; j < relaxation->n; j++)
    keep (relaxation, j, states);
  return TRUE;
}

/**
 * rc_network_clamped_states:
 * @outputs: P×K, the outputs to which the feedback is clamped
 * @inputs: (nullable): P×L, the static inputs that go with them
 * @tolerance: the residual to reach, the largest over all neurons
 * @monitor: (nullable): who watches
 * @states: (out): N×P, the fixed points x = Wφ(x) + W_FB z + W_in u, one a column
 * @residual: (out): what was reached; larger than @tolerance if no fixed
 *   point was found, and then @states is where the search stopped
 * @error: set to %RC_ERROR_CANCELLED, %RC_ERROR_OVERFLOW or %RC_ERROR_NO_MEMORY
 *
 * Finds the open-loop fixed points, all together, by fixed-point iteration
 * with Anderson's acceleration; it stops when that gets no nearer for long.
 * Cost: one product of W with N×P for each of at most 1000 iterations, of which those
 * that are at rest have no part any more. The
 * eigenvalues of W D fill a disk of some radius ρ, and no polynomial in W D is
 * smaller on a disk than a power: near the end each product brings a factor of ρ,
 * with or without acceleration, which helps where a few eigenvalues lie outside.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_network_clamped_states (const RcNetwork *self,
                           const gsl_matrix *outputs,
                           const gsl_matrix *inputs,
                           double tolerance,
                           const RcMonitor *monitor,
                           gsl_matrix *states,
                           double *residual,
                           GError **error)
{
  gsize n = states->size1, p = states->size2;
  g_autofree gsize *columns = g_new (gsize, p);
  g_autofree double *residuals = g_new (double, p);
  Relaxation relaxation = { .anderson = rc_anderson_new (n, p),
                            .n = p,
                            .columns = columns,
                            .residuals = residuals,
                            .drive = rc_network_make_drive (self, outputs, inputs),
                            .points = rc_matrix_try_new (n, p),
                            .activity = rc_matrix_try_new (n, p),
                            .update = rc_matrix_try_new (n, p) };
  gboolean success = FALSE;

  for (gsize j = 0; j < p; j++)
    columns[j] = j;
  if (relaxation.anderson == NULL || relaxation.points == NULL || relaxation.activity == NULL ||
      relaxation.update == NULL)
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_MEMORY,
                 "There is no memory for %zu states of %zu neurons",
                 p,
                 n);
  else
    success = relax (self, &relaxation, tolerance, monitor, states, residual, error);

  g_clear_pointer (&relaxation.anderson, rc_anderson_free);
  gsl_matrix_free (relaxation.drive);
  g_clear_pointer (&relaxation.points, gsl_matrix_free);
  g_clear_pointer (&relaxation.activity, gsl_matrix_free);
  g_clear_pointer (&relaxation.update, gsl_matrix_free);
  return success;
}
