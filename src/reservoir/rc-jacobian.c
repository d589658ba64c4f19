/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-jacobian.h"

#include <math.h>

#include <gsl/gsl_blas.h>

/**
 * rc_jacobian_new:
 * @network: must live as long as the result
 * @readout: (nullable): W_out, N×K, for the closed loop; must live as long
 * @state: x, N numbers
 *
 * Returns: (transfer full): the linearisation at @state
 */
RcJacobian *
rc_jacobian_new (const RcNetwork *network, const gsl_matrix *readout, const double *state)
{
  RcJacobian *self = g_new0 (RcJacobian, 1);

  self->network = network;
  self->readout = readout;
  self->slopes = g_new (double, network->size);
  rc_transfer_slopes (network->model->transfer, network->size, state, self->slopes);
  return self;
}

void
rc_jacobian_free (RcJacobian *self)
{
  g_free (self->slopes);
  g_free (self);
}

/**
 * rc_jacobian_get_size:
 *
 * Returns: N
 */
gsize
rc_jacobian_get_size (const RcJacobian *self)
{
  return self->network->size;
}

/**
 * rc_jacobian_multiply:
 * @x: N numbers
 * @y: (out): A x
 *
 * Cost: one product with W.
 */
void
rc_jacobian_multiply (const RcJacobian *self, const double *x, double *y)
{
  gsize n = self->network->size;
  g_autofree double *scaled = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    scaled[i] = self->slopes[i] * x[i];
  rc_weights_multiply (self->network->recurrent, scaled, y);
  if (self->readout != NULL) {
    g_autofree double *fed_back = g_new (double, self->readout->size2);
    gsl_vector_view z = gsl_vector_view_array (fed_back, self->readout->size2);
    gsl_vector_view right = gsl_vector_view_array (scaled, n), left = gsl_vector_view_array (y, n);

    gsl_blas_dgemv (CblasTrans, 1.0, self->readout, &right.vector, 0.0, &z.vector);
    gsl_blas_dgemv (CblasNoTrans, 1.0, self->network->feedback, &z.vector, 1.0, &left.vector);
  }
}

/**
 * rc_jacobian_multiply_transposed:
 * @x: N numbers
 * @y: (out): Aᵀ x
 *
 * Cost: one product with Wᵀ.
 */
void
rc_jacobian_multiply_transposed (const RcJacobian *self, const double *x, double *y)
{
  gsize n = self->network->size;

  rc_weights_multiply_transposed (self->network->recurrent, x, y);
  if (self->readout != NULL) {
    g_autofree double *sums = g_new (double, self->readout->size2);
    gsl_vector_view z = gsl_vector_view_array (sums, self->readout->size2);
    gsl_vector_const_view right = gsl_vector_const_view_array (x, n);
    gsl_vector_view left = gsl_vector_view_array (y, n);

    gsl_blas_dgemv (CblasTrans, 1.0, self->network->feedback, &right.vector, 0.0, &z.vector);
    gsl_blas_dgemv (CblasNoTrans, 1.0, self->readout, &z.vector, 1.0, &left.vector);
  }
  for (gsize i = 0; i < n; i++)
    y[i] *= self->slopes[i];
}

/**
 * rc_jacobian_copy_to:
 * @matrix: (out): A, N×N
 */
void
rc_jacobian_copy_to (const RcJacobian *self, gsl_matrix *matrix)
{
  gsize n = self->network->size;

  rc_weights_copy_to (self->network->recurrent, matrix);
  if (self->readout != NULL)
    gsl_blas_dgemm (
      CblasNoTrans, CblasTrans, 1.0, self->network->feedback, self->readout, 1.0, matrix);
  for (gsize i = 0; i < n; i++) {
    double *row = matrix->data + i * matrix->tda;

    for (gsize j = 0; j < n; j++)
      row[j] *= self->slopes[j];
  }
}

/**
 * rc_jacobian_bulk_radius:
 *
 * Returns: g √⟨φ'²⟩ with this network's slopes: the radius of the disk about 0
 *   that most eigenvalues of A fill when N is large
 */
double
rc_jacobian_bulk_radius (const RcJacobian *self)
{
  gsize n = self->network->size;
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += self->slopes[i] * self->slopes[i];
  return self->network->model->gain * sqrt (sum / (double)n);
}
