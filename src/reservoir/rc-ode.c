/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-ode.h"

#include <math.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>

#include "rc-linear.h"

/* A direction that the input reaches, or the output sees, with less than this
   of the matrix's size is not reached or seen. */
#define REACH_TOLERANCE 1e-9
/* Modes that are closer to parallel than this are left mixed. */
#define MODAL_TOLERANCE 1e-7

static double
frobenius (const gsl_matrix *matrix)
{
  double sum = 0.0;

  for (gsize i = 0; i < matrix->size1; i++)
    for (gsize j = 0; j < matrix->size2; j++)
      sum += gsl_matrix_get (matrix, i, j) * gsl_matrix_get (matrix, i, j);
  return sqrt (sum);
}

/* op(a) op(b), newly allocated */
static gsl_matrix *
product (CBLAS_TRANSPOSE_t ta, const gsl_matrix *a, CBLAS_TRANSPOSE_t tb, const gsl_matrix *b)
{
  gsl_matrix *c = gsl_matrix_calloc (ta == CblasNoTrans ? a->size1 : a->size2,
                                     tb == CblasNoTrans ? b->size2 : b->size1);

  gsl_blas_dgemm (ta, tb, 1.0, a, b, 0.0, c);
  return c;
}

/* Adds what of @candidate is new to the first @n columns of @basis. */
static gsize
extend (gsl_matrix *basis, gsize n, gsl_vector *candidate, double threshold)
{
  double norm;

  if (n == basis->size2)
    return n;
  /* twice, so that the second time takes what rounding left */
  for (guint again = 0; again < 2; again++) {
    for (gsize j = 0; j < n; j++) {
      gsl_vector_view column = gsl_matrix_column (basis, j);
      double along;

      gsl_blas_ddot (&column.vector, candidate, &along);
      gsl_blas_daxpy (-along, &column.vector, candidate);
    }
  }
  norm = gsl_blas_dnrm2 (candidate);
  if (!(norm > threshold))
    return n;
  gsl_vector_scale (candidate, 1.0 / norm);
  gsl_matrix_set_col (basis, n, candidate);
  return n + 1;
}

/* An orthonormal basis of the least space that holds the columns of @start and
   that @a, or its transpose, keeps. Returns its dimension. */
static gsize
invariant_space (CBLAS_TRANSPOSE_t transpose,
                 const gsl_matrix *a,
                 const gsl_matrix *start,
                 gsl_matrix *basis)
{
  gsl_vector *candidate = gsl_vector_alloc (a->size1);
  double size = frobenius (a), start_size = frobenius (start);
  gsize n = 0;

  for (gsize j = 0; j < start->size2; j++) {
    gsl_matrix_get_col (candidate, start, j);
    n = extend (basis, n, candidate, REACH_TOLERANCE * start_size);
  }
  for (gsize j = 0; j < n; j++) {
    gsl_vector_const_view column = gsl_matrix_const_column (basis, j);

    gsl_blas_dgemv (transpose, 1.0, a, &column.vector, 0.0, candidate);
    n = extend (basis, n, candidate, REACH_TOLERANCE * size);
  }
  gsl_vector_free (candidate);
  return n;
}

/* Takes the system to the coordinates of some of its directions. */
static void
restrict_to (RcOde *self, const gsl_matrix *basis, gsize n)
{
  gsl_matrix *state = self->state, *input = self->input, *output = self->output;

  self->order = n;
  self->state = self->input = self->output = NULL;
  if (n > 0) {
    gsl_matrix_const_view v = gsl_matrix_const_submatrix (basis, 0, 0, basis->size1, n);
    gsl_matrix *half = product (CblasNoTrans, state, CblasNoTrans, &v.matrix);

    self->state = product (CblasTrans, &v.matrix, CblasNoTrans, half);
    self->input = product (CblasTrans, &v.matrix, CblasNoTrans, input);
    self->output = product (CblasNoTrans, output, CblasNoTrans, &v.matrix);
    gsl_matrix_free (half);
  }
  gsl_matrix_free (state);
  gsl_matrix_free (input);
  gsl_matrix_free (output);
}

/* To the natural units of the state: a faint target's part is no smaller than the others'. */
static void
normalise (RcOde *self, const double *units)
{
  for (gsize i = 0; i < self->order; i++) {
    gsl_vector_view state_row = gsl_matrix_row (self->state, i);
    gsl_vector_view state_column = gsl_matrix_column (self->state, i);
    gsl_vector_view input = gsl_matrix_row (self->input, i);
    gsl_vector_view output = gsl_matrix_column (self->output, i);

    gsl_vector_scale (&state_row.vector, 1.0 / units[i]);
    gsl_vector_scale (&state_column.vector, units[i]);
    gsl_vector_scale (&input.vector, 1.0 / units[i]);
    gsl_vector_scale (&output.vector, units[i]);
  }
}

/* Keeps what the input reaches, and of that what the output sees. */
static void
reduce (RcOde *self)
{
  gsl_matrix *basis = gsl_matrix_calloc (self->order, self->order);
  gsl_matrix *seen;

  restrict_to (self, basis, invariant_space (CblasNoTrans, self->state, self->input, basis));
  gsl_matrix_free (basis);
  if (self->order == 0)
    return;

  basis = gsl_matrix_calloc (self->order, self->order);
  seen = gsl_matrix_alloc (self->order, self->n_outputs);
  gsl_matrix_transpose_memcpy (seen, self->output);
  restrict_to (self, basis, invariant_space (CblasTrans, self->state, seen, basis));
  gsl_matrix_free (basis);
  gsl_matrix_free (seen);
}

/* det(s - A) from the eigenvalues of A, overwritten */
static gboolean
characteristic (gsl_matrix *a, double *coefficients, GError **error)
{
  gsize n = a->size1;
  g_autofree double complex *values = g_new (double complex, n);
  g_autofree double complex *product_so_far = g_new0 (double complex, n + 1);

  if (!rc_eigenvalues (n, a->data, values, error))
    return FALSE;
  product_so_far[0] = 1.0;
  for (gsize i = 0; i < n; i++) {
    for (gsize j = i + 2; j-- > 1;)
      product_so_far[j] = product_so_far[j - 1] - values[i] * product_so_far[j];
    product_so_far[0] *= -values[i];
  }
  for (gsize i = 0; i <= n; i++)
    coefficients[i] = creal (product_so_far[i]);
  return TRUE;
}

/* For one output: C (s - A)^-1 B = (det(s - A + γBC) - det(s - A))/(γ det(s - A)),
   with γ such that neither of the two swamps the other. */
static gboolean
find_polynomials (RcOde *self, GError **error)
{
  gsize n = self->order;
  gsl_matrix *a;
  double factor;
  gboolean success;

  self->denominator = g_new0 (double, n + 1);
  self->numerator = g_new0 (double, n + 1);
  self->denominator[0] = 1.0;
  if (n == 0)
    return TRUE;

  a = gsl_matrix_alloc (n, n);
  gsl_matrix_memcpy (a, self->state);
  success = characteristic (a, self->denominator, error);
  factor = (1.0 + frobenius (self->state)) / (frobenius (self->input) * frobenius (self->output));
  gsl_matrix_memcpy (a, self->state);
  gsl_blas_dgemm (CblasNoTrans, CblasNoTrans, -factor, self->input, self->output, 1.0, a);
  success = success && characteristic (a, self->numerator, error);
  for (gsize i = 0; success && i <= n; i++)
    self->numerator[i] = (self->numerator[i] - self->denominator[i]) / factor;
  gsl_matrix_free (a);
  return success;
}

/* The real and imaginary parts of the modes as columns; FALSE if they are too
   close to parallel to be taken apart. */
static gboolean
fill_modes (gsize n,
            const double complex *values,
            const double complex *left,
            const double complex *right,
            gsl_matrix *modes)
{
  for (gsize j = 0; j < n; j++) {
    double complex overlap = 0.0;

    for (gsize i = 0; i < n; i++) {
      overlap += conj (left[i * n + j]) * right[i * n + j];
      gsl_matrix_set (modes,
                      i,
                      j,
                      cimag (values[j]) < 0.0 ? -cimag (right[i * n + j])
                                              : creal (right[i * n + j]));
    }
    if (cabs (overlap) < MODAL_TOLERANCE)
      return FALSE;
  }
  return TRUE;
}

/* Into the coordinates of the modes. */
static void
change_basis (RcOde *self, const double complex *values, gsl_matrix *modes)
{
  gsize n = self->order;
  gsl_permutation *pivots = gsl_permutation_alloc (n);
  gsl_matrix *output = product (CblasNoTrans, self->output, CblasNoTrans, modes);
  int sign;

  gsl_linalg_LU_decomp (modes, pivots, &sign);
  for (gsize j = 0; j < self->n_outputs; j++) {
    gsl_vector_view column = gsl_matrix_column (self->input, j);

    gsl_linalg_LU_svx (modes, pivots, &column.vector);
  }
  gsl_matrix_free (self->output);
  self->output = output;

  gsl_matrix_set_zero (self->state);
  for (gsize i = 0; i < n; i++) {
    double im = cimag (values[i]);

    gsl_matrix_set (self->state, i, i, creal (values[i]));
    if (im > 0.0)
      gsl_matrix_set (self->state, i, i + 1, im);
    else if (im < 0.0)
      gsl_matrix_set (self->state, i, i - 1, im);
  }
  gsl_permutation_free (pivots);
}

/* FALSE if the modes cannot be taken apart, and nothing has changed. */
static gboolean
take_modes (RcOde *self,
            const double complex *values,
            const double complex *left,
            const double complex *right)
{
  gsl_matrix *modes = gsl_matrix_alloc (self->order, self->order);
  gboolean modal = fill_modes (self->order, values, left, right, modes);

  if (modal)
    change_basis (self, values, modes);
  gsl_matrix_free (modes);
  return modal;
}

/* The modes as columns in the natural units of the state, left ones in their inverse, and of
   norm 1 again. */
static double complex *
scale_modes (const RcLocalDynamics *dynamics, const double complex *vectors)
{
  gsize n = dynamics->n_targets;
  double complex *scaled = g_new (double complex, n *n);

  for (gsize i = 0; i < n; i++) {
    double sum = 0.0;

    for (gsize l = 0; l < n; l++) {
      double unit = dynamics->deviations[l];
      double complex value = vectors[l * n + i] * (vectors == dynamics->left ? unit : 1.0 / unit);

      scaled[l * n + i] = value;
      sum += creal (value) * creal (value) + cimag (value) * cimag (value);
    }
    for (gsize l = 0; sum > 0.0 && l < n; l++)
      scaled[l * n + i] /= sqrt (sum);
  }
  return scaled;
}

/* Keeps the modes that are visible, which are the poles' own and exact, however alike the
   targets; FALSE if the modes cannot be taken apart. */
static gboolean
keep_visible (RcOde *self, const RcLocalDynamics *dynamics)
{
  gsize n = self->order, n_kept = 0;
  g_autofree double complex *left = scale_modes (dynamics, dynamics->left);
  g_autofree double complex *right = scale_modes (dynamics, dynamics->right);
  gsl_matrix *kept;

  self->modal = take_modes (self, dynamics->poles, left, right);
  if (!self->modal)
    return FALSE;
  kept = gsl_matrix_calloc (n, n);
  for (gsize i = 0; i < n; i++)
    if (dynamics->visible[i])
      gsl_matrix_set (kept, i, n_kept++, 1.0);
  if (n_kept < n)
    restrict_to (self, kept, n_kept);
  gsl_matrix_free (kept);
  return TRUE;
}

/* From the decimals of the poles that stand to digits of the largest. */
static guint
count_digits (const RcLocalDynamics *dynamics)
{
  double largest = 0.0;

  for (gsize i = 0; i < dynamics->n_targets; i++)
    largest = MAX (largest, cabs (dynamics->poles[i]));
  return (guint)CLAMP (dynamics->digits + ceil (log10 (MAX (largest, G_MINDOUBLE))), 1.0, 15.0);
}

/**
 * rc_ode_new:
 * @dynamics: the local dynamics at an attractor
 * @error: set to %RC_ERROR_LAPACK
 *
 * Reduces the local dynamics to the modes that are visible in the output, which is the
 * least order that gives the same response unless poles coincide; where modes are parallel,
 * to what the fed-back output reaches and the readout sees by more
 * than 1e-9 of the matrices' size. Cost: M³.
 *
 * Returns: (transfer full) (nullable): the ODE
 */
RcOde *
rc_ode_new (const RcLocalDynamics *dynamics, GError **error)
{
  g_autoptr (RcOde) self = g_new0 (RcOde, 1);
  gsize n = dynamics->n_targets, k = dynamics->n_outputs;

  self->order = n;
  self->n_outputs = k;
  self->digits = count_digits (dynamics);
  self->state = gsl_matrix_alloc (n, n);
  self->input = gsl_matrix_alloc (n, k);
  self->output = gsl_matrix_alloc (k, n);
  gsl_matrix_memcpy (self->state, dynamics->jacobian);
  gsl_matrix_memcpy (self->input, dynamics->feedback);
  gsl_matrix_transpose_memcpy (self->output, dynamics->observation);
  normalise (self, dynamics->deviations);
  if (!keep_visible (self, dynamics))
    reduce (self);
  if (k == 1 && !find_polynomials (self, error))
    return NULL;
  /* The probe reaches the output by its overlap with the feedback only. */
  for (gsize i = 0; k == 1 && i <= self->order; i++)
    self->numerator[i] *= dynamics->probe_overlap;
  if (self->order > 0)
    gsl_matrix_scale (self->input, dynamics->probe_overlap);
  return g_steal_pointer (&self);
}

void
rc_ode_free (RcOde *self)
{
  g_clear_pointer (&self->state, gsl_matrix_free);
  g_clear_pointer (&self->input, gsl_matrix_free);
  g_clear_pointer (&self->output, gsl_matrix_free);
  g_free (self->denominator);
  g_free (self->numerator);
  g_free (self);
}
