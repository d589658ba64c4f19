/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-newton.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>

#include "rc-error.h"
#include "rc-jacobian.h"
#include "rc-krylov.h"
#include "rc-large-solve.h"
#include "rc-matrix.h"

#define MAX_STEPS 20
#define MAX_HALVINGS 8
/* A step is computed to this fraction of the residual: more would be wasted, since
   the next linearisation differs by more. Near the end it gets smaller still. */
#define FORCING 0.1
#define MAX_DIMENSION 200
#define VECTORS_AT_ONCE 5

typedef struct {
  const RcNetwork *network;
  const gsl_matrix *readout;
  const double *drive;
  gsize n;
  gsize largest_direct;
  double *activity;
  double *residual; /* F = W φ(x) + W_FB W_outᵀ φ(x) + drive - x */
  double *step;
  double *trial;
} Newton;

/* F(x) into self->residual; its Euclidean norm */
static double
evaluate (Newton *self, const double *x)
{
  gsize n = self->n;
  gsl_vector_view f = gsl_vector_view_array (self->residual, n);
  gsl_vector_view r = gsl_vector_view_array (self->activity, n);

  rc_transfer_values (self->network->model->transfer, n, x, self->activity);
  rc_weights_multiply (self->network->recurrent, self->activity, self->residual);
  if (self->readout != NULL) {
    gsl_vector *z = gsl_vector_alloc (self->readout->size2);

    gsl_blas_dgemv (CblasTrans, 1.0, self->readout, &r.vector, 0.0, z);
    gsl_blas_dgemv (CblasNoTrans, 1.0, self->network->feedback, z, 1.0, &f.vector);
    gsl_vector_free (z);
  }
  for (gsize i = 0; i < n; i++)
    self->residual[i] += self->drive[i] - x[i];
  return gsl_blas_dnrm2 (&f.vector);
}

static double
largest (const Newton *self)
{
  double value = 0.0;

  for (gsize i = 0; i < self->n; i++)
    if (fabs (self->residual[i]) > value || isnan (self->residual[i]))
      value = fabs (self->residual[i]);
  return value;
}

/* (I - A) step = F in a Krylov space, to a relative residual of @accuracy:
   whether that was reached. */
static gboolean
solve_in_krylov_space (Newton *self,
                       const RcJacobian *jacobian,
                       double accuracy,
                       const RcMonitor *monitor,
                       gboolean *solved,
                       GError **error)
{
  g_autoptr (RcKrylov) space = rc_krylov_new (jacobian, FALSE, self->residual, MAX_DIMENSION);
  g_autofree double complex *y = g_new (double complex, MAX_DIMENSION + 1);
  g_autofree double complex *step = NULL;
  gsize m;

  *solved = FALSE;
  do {
    m = rc_krylov_get_dimension (space);
    if (!rc_krylov_extend (space, VECTORS_AT_ONCE, monitor, error))
      return FALSE;
    *solved = rc_krylov_solve (space, 0.0, y) <= accuracy;
  } while (!*solved && rc_krylov_get_dimension (space) > m);

  if (*solved) {
    step = g_new (double complex, self->n);
    rc_krylov_combine (space, y, step);
    for (gsize i = 0; i < self->n; i++)
      self->step[i] = creal (step[i]);
  }
  return TRUE;
}

/* The same by elimination. */
static gboolean
solve_directly (Newton *self, const RcJacobian *jacobian, const RcMonitor *monitor, GError **error)
{
  gsl_matrix *matrix = rc_matrix_try_new (self->n, self->n);
  gboolean success;

  if (matrix == NULL) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_MEMORY,
                 _ ("There is no memory for the Jacobian of %zu neurons"),
                 self->n);
    return FALSE;
  }
  rc_jacobian_copy_to (jacobian, matrix);
  gsl_matrix_scale (matrix, -1.0);
  for (gsize i = 0; i < self->n; i++)
    *gsl_matrix_ptr (matrix, i, i) += 1.0;
  memcpy (self->step, self->residual, self->n * sizeof (double));
  success = rc_large_solve (self->n, matrix->data, self->step, monitor, error);
  gsl_matrix_free (matrix);
  return success;
}

/* Newton's step into self->step; @found is FALSE if there is none. */
static gboolean
find_step (Newton *self,
           const double *x,
           double accuracy,
           const RcMonitor *monitor,
           gboolean *found,
           GError **error)
{
  g_autoptr (RcJacobian) jacobian = rc_jacobian_new (self->network, self->readout, x);
  g_autoptr (GError) local = NULL;
  RcMonitorPart first, second;

  *found = FALSE;
  /* Beyond the edge a space would not do before it is the whole one. */
  if (rc_jacobian_bulk_radius (jacobian) < 1.0 || self->n > self->largest_direct) {
    if (!solve_in_krylov_space (
          self, jacobian, accuracy, rc_monitor_part (monitor, 0.0, 0.2, &first), found, error))
      return FALSE;
  }
  if (*found || self->n > self->largest_direct)
    return TRUE;
  *found = solve_directly (self, jacobian, rc_monitor_part (monitor, 0.2, 1.0, &second), &local);
  if (*found || g_error_matches (local, RC_ERROR, RC_ERROR_NO_SOLUTION))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Goes along the step as far as |F| falls; the new norm, or the old one if it
   does not fall at all. */
static double
search_line (Newton *self, double *x, double norm)
{
  double t = 1.0;

  for (guint i = 0; i <= MAX_HALVINGS; i++, t *= 0.5) {
    double reached;

    for (gsize j = 0; j < self->n; j++)
      self->trial[j] = x[j] + t * self->step[j];
    reached = evaluate (self, self->trial);
    if (isfinite (reached) && reached <= (1.0 - 1e-4 * t) * norm) {
      memcpy (x, self->trial, self->n * sizeof (double));
      return reached;
    }
  }
  evaluate (self, x);
  return norm;
}

static gboolean
iterate (Newton *self,
         double tolerance,
         const RcMonitor *monitor,
         double *x,
         double *speed,
         GError **error)
{
  double norm = evaluate (self, x);

  for (guint i = 0; i < MAX_STEPS; i++) {
    double before = norm, accuracy;
    RcMonitorPart part;
    gboolean found;

    *speed = largest (self);
    if (!(*speed > tolerance))
      return TRUE;
    /* No more than what the tolerance needs, and no less than what makes
       convergence faster than linear. */
    accuracy = CLAMP (0.3 * tolerance / *speed, MIN (FORCING, *speed), FORCING);
    if (!find_step (self,
                    x,
                    accuracy,
                    rc_monitor_part (monitor, (double)i / MAX_STEPS, (i + 1.0) / MAX_STEPS, &part),
                    &found,
                    error))
      return FALSE;
    if (!found)
      return TRUE;
    norm = search_line (self, x, norm);
    if (norm >= before)
      break;
  }
  *speed = largest (self);
  return TRUE;
}

/**
 * rc_newton_solve:
 * @network: the network
 * @readout: (nullable): W_out, N×K, to close the loop
 * @drive: N numbers: what enters the neurons from outside
 * @tolerance: the largest |dx/dt| of a neuron that counts as rest
 * @largest_direct: networks up to this N are solved by elimination where a Krylov
 *   space does not serve, as happens beyond the edge of chaos
 * @monitor: (nullable): who watches
 * @state: (inout): where to begin; on return where it came to
 * @speed: (out): the largest |dx/dt| there; larger than @tolerance if no fixed
 *   point was found
 * @error: set to %RC_ERROR_CANCELLED or %RC_ERROR_NO_MEMORY
 *
 * Newton's method for x = W φ(x) + W_FB W_outᵀ φ(x) + drive, stable or not. Each
 * step is solved in a Krylov space as accurately as it deserves, and by
 * elimination where that fails and N allows it; the length of a step
 * is halved until the residual falls. Cost: some dozens of products with W for
 * each of a few steps, or N³ beyond the edge of chaos.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_newton_solve (const RcNetwork *network,
                 const gsl_matrix *readout,
                 const double *drive,
                 double tolerance,
                 gsize largest_direct,
                 const RcMonitor *monitor,
                 double *state,
                 double *speed,
                 GError **error)
{
  gsize n = network->size;
  g_autofree double *work = g_new (double, 4 * n);
  Newton self = { .network = network,
                  .readout = readout,
                  .drive = drive,
                  .n = n,
                  .largest_direct = largest_direct,
                  .activity = work,
                  .residual = work + n,
                  .step = work + 2 * n,
                  .trial = work + 3 * n };

  return iterate (&self, tolerance, monitor, state, speed, error);
}
