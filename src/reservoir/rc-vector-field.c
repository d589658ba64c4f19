/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-vector-field.h"

#include <math.h>

#include <gsl/gsl_blas.h>

struct _RcVectorField {
  const RcTrained *trained;
  const RcProtocol *protocol; /* (nullable) */
  gsl_matrix *constant;       /* (nullable): W_in u, N×P */
  gsl_matrix *driven;         /* (nullable): W_probe times the amplitudes, N×P */
  gsl_matrix *activity;       /* N×P */
  gsl_matrix *fed_back;       /* z, or where it is held, K×P */
  double *signals;            /* s of each trajectory, P */
};

/**
 * rc_vector_field_new:
 * @trained: a trained network; must live as long as the result
 * @n_trajectories: P
 * @inputs: (nullable): P×L, the static input to each trajectory
 * @protocol: (nullable): what is done to them; must live as long as the result
 *
 * Returns: (transfer full): the right-hand side
 */
RcVectorField *
rc_vector_field_new (const RcTrained *trained,
                     gsize n_trajectories,
                     const gsl_matrix *inputs,
                     const RcProtocol *protocol)
{
  RcVectorField *self = g_new0 (RcVectorField, 1);
  const RcNetwork *network = trained->network;

  self->trained = trained;
  self->protocol = protocol;
  self->activity = gsl_matrix_alloc (network->size, n_trajectories);
  self->fed_back = gsl_matrix_alloc (trained->readout->size2, n_trajectories);
  if (inputs != NULL && network->input != NULL) {
    self->constant = gsl_matrix_alloc (network->size, n_trajectories);
    gsl_blas_dgemm (CblasNoTrans, CblasTrans, 1.0, network->input, inputs, 0.0, self->constant);
  }
  if (protocol != NULL && protocol->drive != NULL) {
    self->signals = g_new0 (double, n_trajectories);
    self->driven = gsl_matrix_alloc (network->size, n_trajectories);
    gsl_blas_dgemm (
      CblasNoTrans, CblasTrans, 1.0, network->probe, protocol->drive, 0.0, self->driven);
  }
  return self;
}

void
rc_vector_field_free (RcVectorField *self)
{
  g_clear_pointer (&self->constant, gsl_matrix_free);
  g_clear_pointer (&self->driven, gsl_matrix_free);
  gsl_matrix_free (self->activity);
  gsl_matrix_free (self->fed_back);
  g_free (self->signals);
  g_free (self);
}

static gboolean
is_held (const RcVectorField *self, double t)
{
  return self->protocol != NULL && self->protocol->held != NULL && t < self->protocol->held_until;
}

/**
 * rc_vector_field_next_break:
 *
 * Returns: the next time after @t at which the right-hand side jumps, where a step
 *   of an integration has to end; infinity if there is none
 */
double
rc_vector_field_next_break (const RcVectorField *self, double t)
{
  const RcProtocol *protocol = self->protocol;
  double next = INFINITY;

  if (protocol != NULL && protocol->held != NULL && protocol->held_until > t)
    next = protocol->held_until;
  if (protocol != NULL && protocol->drive != NULL && protocol->drive_begin > t)
    next = MIN (next, protocol->drive_begin);
  return next;
}

/**
 * rc_vector_field_read_out:
 * @x: N×P
 *
 * Returns: (transfer none): z = W_outᵀ φ(x), K×P, until the next call
 */
const gsl_matrix *
rc_vector_field_read_out (RcVectorField *self, const gsl_matrix *x)
{
  rc_transfer_values (
    self->trained->network->model->transfer, x->size1 * x->size2, x->data, self->activity->data);
  gsl_blas_dgemm (
    CblasTrans, CblasNoTrans, 1.0, self->trained->readout, self->activity, 0.0, self->fed_back);
  return self->fed_back;
}

/**
 * rc_vector_field_get_activity:
 *
 * Returns: (transfer none): φ(x) of the latest call, N×P
 */
const gsl_matrix *
rc_vector_field_get_activity (const RcVectorField *self)
{
  return self->activity;
}

static void
add_signal (RcVectorField *self, double t, gsl_matrix *derivative)
{
  const RcProtocol *protocol = self->protocol;
  gsize p = derivative->size2;

  if (t < protocol->drive_begin)
    return;
  for (gsize j = 0; j < p; j++) {
    double omega = protocol->frequencies != NULL ? protocol->frequencies[j] : 0.0;

    self->signals[j] = omega > 0.0 ? sin (omega * (t - protocol->drive_begin)) : 1.0;
  }
  for (gsize i = 0; i < derivative->size1; i++)
    for (gsize j = 0; j < p; j++)
      derivative->data[i * p + j] += self->driven->data[i * p + j] * self->signals[j];
}

/**
 * rc_vector_field_derivative:
 * @t: the time, which the protocol counts
 * @x: N×P
 * @derivative: (out): dx/dt, N×P
 *
 * Cost: one product of W with N×P, and N P values of φ.
 */
void
rc_vector_field_derivative (RcVectorField *self,
                            double t,
                            const gsl_matrix *x,
                            gsl_matrix *derivative)
{
  const RcNetwork *network = self->trained->network;
  gsize n = x->size1 * x->size2;

  rc_vector_field_read_out (self, x);
  if (is_held (self, t))
    gsl_matrix_transpose_memcpy (self->fed_back, self->protocol->held);
  for (gsize i = 0; i < n; i++)
    derivative->data[i] = -x->data[i];
  if (self->constant != NULL)
    gsl_matrix_add (derivative, self->constant);
  rc_weights_multiply_columns (network->recurrent, self->activity, 1.0, derivative);
  gsl_blas_dgemm (
    CblasNoTrans, CblasNoTrans, 1.0, network->feedback, self->fed_back, 1.0, derivative);
  if (self->driven != NULL)
    add_signal (self, t, derivative);
}
