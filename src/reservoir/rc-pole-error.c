/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-pole-error.h"

#include <math.h>

#include <gsl/gsl_blas.h>

#include "rc-redundancy.h"

/* What has to be allowed besides, for one pole and for two that are nearly one, as the
   tests find where Q is all but singular. */
#define SINGLE 4.0
#define DOUBLE 8.0

static double
frobenius (const gsl_matrix *matrix)
{
  gsl_vector_const_view all = gsl_vector_const_view_array (matrix->data,
                                                           matrix->size1 * matrix->size2);

  return gsl_blas_dnrm2 (&all.vector);
}

static double
norm_of (gsize n, const double complex *vector)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += creal (vector[i]) * creal (vector[i]) + cimag (vector[i]) * cimag (vector[i]);
  return sqrt (sum);
}

/* out = op(matrix) v for complex v */
static void
multiply (const gsl_matrix *matrix,
          gboolean transpose,
          const double complex *v,
          double complex *out)
{
  gsize rows = transpose ? matrix->size2 : matrix->size1;
  gsize columns = transpose ? matrix->size1 : matrix->size2;

  for (gsize i = 0; i < rows; i++) {
    out[i] = 0.0;
    for (gsize j = 0; j < columns; j++)
      out[i] += (transpose ? gsl_matrix_get (matrix, j, i) : gsl_matrix_get (matrix, i, j)) * v[j];
  }
}

typedef struct {
  double transfer; /* |T| */
  double overlap;  /* |Q| */
  double jacobian; /* |J| */
} Norms;

/* What relative errors of 1 would make of pole i; room for n numbers each in u to x, for
   n + K in z. */
static double
amplify (const RcLocalDynamics *self,
         const RcMeanField *field,
         const gsl_matrix *t,
         const Norms *norms,
         gsize i,
         double complex *room)
{
  gsize n = self->n_targets, m = field->overlap->size1;
  double complex *u = room, *v = u + n, *x = v + n, *y = x + n, *z = y + n;
  double gg = field->model->gain * field->model->gain, seen, mixed;

  for (gsize l = 0; l < n; l++) {
    u[l] = self->left[l * n + i];
    v[l] = self->right[l * n + i];
  }
  multiply (t, FALSE, v, x);
  multiply (field->inverse, FALSE, x, y); /* (Q+λ)^+ T v over the training states */
  multiply (self->feedback, TRUE, u, z);
  multiply (field->readout, FALSE, z, x); /* B Fᵀ u */
  seen = norm_of (m, x);
  mixed = norm_of (m, y);
  return seen * mixed * norms->overlap + (gg + seen) * norms->transfer + norms->jacobian;
}

/* How far a pole moves when uᴴ δJ v is an error: by error/(uᴴv) if it is by itself, and if
   it is one of two that meet, where the first order is infinite, by √(error |J|). */
static double
shift (double error, double overlap, double norm)
{
  return MIN (SINGLE * error / MAX (overlap, G_MINDOUBLE), DOUBLE * sqrt (error * norm));
}

/**
 * rc_pole_error_estimate:
 * @dynamics: poles and modes, and what they come from
 * @field: the mean field
 * @transfer_matrix: T_k, n×n
 *
 * How far the relative errors ε that rc_transfer_get_moment_error() tells move the
 * worst pole, to first order:
 *
 *   δλ = uᴴ δJ v/(uᴴv),   δJ = (g² + F Bᵀ) δT - F Bᵀ δQ (Q+λ)^+ T
 *
 * with |δQ| = ε|Q| and |δT| = ε|T|, and ε|J| for the eigenvalues themselves. The
 * terms are products of norms of what δQ stands between, so that a target set
 * that only looks ill-conditioned is not blamed. Where the pseudo-inverse gives up
 * a direction that exact arithmetic would keep, the poles may be anywhere.
 *
 * Returns: the estimate
 */
double
rc_pole_error_estimate (const RcLocalDynamics *dynamics,
                        const RcMeanField *field,
                        const gsl_matrix *transfer_matrix)
{
  gsize n = dynamics->n_targets;
  g_autofree double complex *room = g_new (double complex, 5 * n + dynamics->n_outputs);
  Norms norms = { frobenius (transfer_matrix),
                  frobenius (field->overlap),
                  frobenius (dynamics->jacobian) };
  double moment_error = rc_mean_field_get_moment_error (field), worst = 0.0;

  if (!rc_redundancy_is_exact (field))
    return MAX (norms.jacobian, 1.0);
  for (gsize i = 0; i < n; i++) {
    double complex overlap = 0.0;
    double error = moment_error * amplify (dynamics, field, transfer_matrix, &norms, i, room);

    for (gsize l = 0; l < n; l++)
      overlap += conj (dynamics->left[l * n + i]) * dynamics->right[l * n + i];
    worst = MAX (worst, shift (error, cabs (overlap), norms.jacobian));
  }
  return worst;
}
