/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-rational-fit.h"

#include <math.h>
#include <string.h>

#include <lapacke.h>

#include "rc-linear.h"

/*
 * Vector fitting: B. Gustavsen and A. Semlyen, IEEE Trans. Power Deliv. 14, 1052
 * (1999), with the unknowns of each element eliminated by a QR factorisation of
 * its own: D. Deschrijver, M. Mrozowski, T. Dhaene and D. De Zutter, IEEE Microw.
 * Wirel. Compon. Lett. 18, 383 (2008).
 *
 * With poles a_n, f(s) Σ(s) = Σ_n c_n/(s - a_n) where Σ(s) = 1 + Σ_n d_n/(s - a_n)
 * is linear in c and d; the zeros of Σ are better poles. A conjugate pair has the
 * real unknowns of 1/(s - a) + 1/(s - a*) and i/(s - a) - i/(s - a*). All elements
 * at s are weighted by the inverse of their norm there, so that each frequency
 * counts the same, however large the response.
 */

#define MAX_ROUNDS 25
#define CONVERGED 1e-10
/* So many combinations of the elements are fitted, those of the largest norm;
   they have the same poles. */
#define MAX_COMBINATIONS 8

typedef struct {
  gsize n_points;
  const double *frequencies;
  gsize n_elements;
  double *values; /* n_elements × 2 n_points: real parts, then imaginary; weighted */
  double *weights;
  gsize order;
  double complex *poles; /* pairs stand together, the upper one first */
} Fit;

/* The basis functions at all points, weighted: 2 n_points × order, row-major. */
static void
fill_basis (const Fit *self, double *basis)
{
  gsize n = self->order, p = self->n_points;

  for (gsize i = 0; i < p; i++) {
    double complex s = I * self->frequencies[i];

    for (gsize j = 0; j < n; j++) {
      double complex a = self->poles[j], value = 1.0 / (s - a);

      if (cimag (a) > 0.0)
        value += 1.0 / (s - conj (a));
      else if (cimag (a) < 0.0)
        value = I / (s - conj (a)) - I / (s - a);
      basis[i * n + j] = self->weights[i] * creal (value);
      basis[(p + i) * n + j] = self->weights[i] * cimag (value);
    }
  }
}

/* Row i of Φ f for the product of the basis function and the element's value;
   both have parts in rows i and p + i. The weight is in the basis already. */
static void
multiply_by_value (const Fit *self, gsize element, const double *basis, gsize stride, double *out)
{
  gsize n = self->order, p = self->n_points;
  const double *value = self->values + element * 2 * p;

  for (gsize i = 0; i < p; i++) {
    /* the values are weighted too, once too often */
    double re = value[i] / self->weights[i], im = value[p + i] / self->weights[i];

    for (gsize j = 0; j < n; j++) {
      double b_re = basis[i * n + j], b_im = basis[(p + i) * n + j];

      out[i * stride + j] = -(b_re * re - b_im * im);
      out[(p + i) * stride + j] = -(b_re * im + b_im * re);
    }
  }
}

/* One element's equations Φ c - f Φ d = f, with c eliminated: what is left for d,
   order × (order + 1), row-major, the right-hand side last. */
static gboolean
reduce_element (const Fit *self, gsize element, const double *basis, double *left)
{
  gsize n = self->order, p = self->n_points, width = 2 * n + 1;
  g_autofree double *a = g_new (double, 2 * p * width);
  g_autofree double *tau = g_new (double, width);

  for (gsize i = 0; i < 2 * p; i++) {
    memcpy (a + i * width, basis + i * n, n * sizeof (double));
    a[i * width + 2 * n] = self->values[element * 2 * p + i];
  }
  multiply_by_value (self, element, basis, width, a + n);
  if (LAPACKE_dgeqrf (
        LAPACK_ROW_MAJOR, (lapack_int)(2 * p), (lapack_int)width, a, (lapack_int)width, tau) != 0)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= n; j++)
      left[i * (n + 1) + j] = j == n || j >= i ? a[(n + i) * width + n + j] : 0.0;
  return TRUE;
}

/* The zeros of Σ: the eigenvalues of diag (a) - b dᵀ in real form. */
static gboolean
find_zeros (Fit *self, const double *d)
{
  gsize n = self->order;
  g_autofree double *matrix = g_new0 (double, n *n);
  g_autofree double complex *zeros = g_new (double complex, n);

  for (gsize i = 0; i < n; i++) {
    double complex a = self->poles[i];
    double b = cimag (a) > 0.0 ? 2.0 : cimag (a) < 0.0 ? 0.0 : 1.0;

    matrix[i * n + i] = creal (a);
    if (cimag (a) > 0.0)
      matrix[i * n + i + 1] = cimag (a);
    else if (cimag (a) < 0.0)
      matrix[i * n + i - 1] = cimag (a);
    for (gsize j = 0; j < n; j++)
      matrix[i * n + j] -= b * d[j];
  }
  if (!rc_eigenvalues (n, matrix, zeros, NULL))
    return FALSE;
  memcpy (self->poles, zeros, n * sizeof *zeros);
  return TRUE;
}

/* One round; the change of the poles, or NaN on failure. */
static double
improve (Fit *self)
{
  gsize n = self->order, rows = self->n_elements * n;
  g_autofree double *basis = g_new (double, 2 * self->n_points * n);
  g_autofree double *left = g_new (double, rows *(n + 1));
  g_autofree double *a = g_new (double, rows *n);
  g_autofree double *d = g_new (double, rows);
  g_autofree double *singular = g_new (double, n);
  g_autofree double complex *before = g_memdup2 (self->poles, n * sizeof *before);
  double change = 0.0;
  lapack_int rank;

  fill_basis (self, basis);
  for (gsize e = 0; e < self->n_elements; e++)
    if (!reduce_element (self, e, basis, left + e * n * (n + 1)))
      return NAN;
  for (gsize i = 0; i < rows; i++) {
    memcpy (a + i * n, left + i * (n + 1), n * sizeof (double));
    d[i] = left[i * (n + 1) + n];
  }
  if (LAPACKE_dgelsd (LAPACK_ROW_MAJOR,
                      (lapack_int)rows,
                      (lapack_int)n,
                      1,
                      a,
                      (lapack_int)n,
                      d,
                      1,
                      singular,
                      1e-14,
                      &rank) != 0 ||
      !find_zeros (self, d))
    return NAN;
  for (gsize i = 0; i < n; i++)
    change = MAX (change, cabs (self->poles[i] - before[i]));
  return change;
}

/* The relative error that the best residues leave, root mean square. */
static double
find_error (const Fit *self)
{
  gsize n = self->order, p = self->n_points, m = self->n_elements;
  g_autofree double *basis = g_new (double, 2 * p * n);
  g_autofree double *right = g_new (double, 2 * p * m);
  g_autofree double *singular = g_new (double, n);
  double norm = 0.0, left = 0.0;
  lapack_int rank;

  fill_basis (self, basis);
  for (gsize e = 0; e < m; e++) {
    for (gsize i = 0; i < 2 * p; i++) {
      right[i * m + e] = self->values[e * 2 * p + i];
      norm += right[i * m + e] * right[i * m + e];
    }
  }
  if (LAPACKE_dgelsd (LAPACK_ROW_MAJOR,
                      (lapack_int)(2 * p),
                      (lapack_int)n,
                      (lapack_int)m,
                      basis,
                      (lapack_int)n,
                      right,
                      (lapack_int)m,
                      singular,
                      1e-14,
                      &rank) != 0)
    return NAN;
  for (gsize i = n * m; i < 2 * p * m; i++)
    left += right[i] * right[i];
  return norm > 0.0 ? sqrt (left / norm) : 0.0;
}

/* Weighs, and combines the elements into the few that matter, by the singular
   vectors of the points × elements matrix. */
static gboolean
prepare (Fit *self, gsize n_elements, const double complex *values)
{
  gsize p = self->n_points, m = n_elements, least = MIN (2 * p, m);
  g_autofree double *a = g_new (double, 2 * p * m);
  g_autofree double *u = g_new (double, 2 * p * least);
  g_autofree double *vt = g_new (double, least *m);
  g_autofree double *singular = g_new (double, least);
  g_autofree double *work = g_new (double, least);

  self->weights = g_new (double, p);
  for (gsize i = 0; i < p; i++) {
    double norm = 0.0;

    for (gsize e = 0; e < m; e++)
      norm = hypot (norm, cabs (values[i * m + e]));
    if (!isfinite (norm) || norm == 0.0)
      return FALSE;
    self->weights[i] = 1.0 / norm;
    for (gsize e = 0; e < m; e++) {
      a[i * m + e] = creal (values[i * m + e]) / norm;
      a[(p + i) * m + e] = cimag (values[i * m + e]) / norm;
    }
  }
  if (LAPACKE_dgesvd (LAPACK_ROW_MAJOR,
                      'S',
                      'S',
                      (lapack_int)(2 * p),
                      (lapack_int)m,
                      a,
                      (lapack_int)m,
                      singular,
                      u,
                      (lapack_int)least,
                      vt,
                      (lapack_int)m,
                      work) != 0)
    return FALSE;
  self->n_elements = MIN (least, MAX_COMBINATIONS);
  self->values = g_new (double, self->n_elements * 2 * p);
  for (gsize e = 0; e < self->n_elements; e++)
    for (gsize i = 0; i < 2 * p; i++)
      self->values[e * 2 * p + i] = u[i * least + e] * singular[e];
  return TRUE;
}

/* Weakly damped pairs over the range of frequencies, as is usual. */
static void
set_first_poles (Fit *self)
{
  gsize n = self->order, n_pairs = n / 2;
  double low = self->frequencies[0], high = self->frequencies[self->n_points - 1];

  low = MAX (low, 1e-6 * high);
  if (n % 2 != 0)
    self->poles[n - 1] = -sqrt (low * high);
  for (gsize i = 0; i < n_pairs; i++) {
    double position = n_pairs > 1 ? (double)i / (double)(n_pairs - 1) : 0.5;
    double omega = low * pow (high / low, 0.2 + 0.6 * position);

    self->poles[2 * i] = -0.5 * omega + I * omega;
    self->poles[2 * i + 1] = conj (self->poles[2 * i]);
  }
}

static double
run (Fit *self, gsize order)
{
  self->order = order;
  set_first_poles (self);
  for (guint i = 0; i < MAX_ROUNDS; i++) {
    double change = improve (self);

    if (isnan (change))
      return NAN;
    if (change < CONVERGED)
      break;
  }
  return find_error (self);
}

/**
 * rc_rational_fit_lowest:
 * @n_points: how many frequencies; more than 2 @max_order of them
 * @frequencies: ω, ascending, not negative
 * @n_elements: how many functions; K² for a K×K response
 * @values: f(iω), n_points × n_elements; finite and not all 0 at a frequency
 * @tolerance: the relative error to reach
 * @max_order: the largest order to try
 * @poles: (out): @max_order places, as many filled as the result says, by
 *   descending real part
 * @error: (out): the relative error reached, root mean square over frequencies;
 *   NaN if nothing could be fitted
 *
 * Fits functions that are real on the real axis and vanish at infinity by
 * rational ones with common poles, of the lowest order that reaches
 * the tolerance, or else the one of @max_order or less that comes closest.
 *
 * Returns: the order
 */
gsize
rc_rational_fit_lowest (gsize n_points,
                        const double *frequencies,
                        gsize n_elements,
                        const double complex *values,
                        double tolerance,
                        gsize max_order,
                        double complex *poles,
                        double *error)
{
  g_autofree double complex *tried = g_new (double complex, max_order + 1);
  Fit self = { .n_points = n_points, .frequencies = frequencies, .poles = tried };
  gsize best = 0;

  *error = NAN;
  if (n_points > 2 && prepare (&self, n_elements, values)) {
    for (gsize order = 1; order <= max_order && 2 * order < n_points; order += 1 + order / 8) {
      double reached = run (&self, order);

      if (isfinite (reached) && (best == 0 || reached < *error)) {
        best = order;
        *error = reached;
        memcpy (poles, tried, order * sizeof *poles);
      }
      if (reached <= tolerance)
        break;
    }
  }
  rc_sort_by_real_part (best, poles);
  g_free (self.values);
  g_free (self.weights);
  return best;
}

/**
 * rc_rational_fit:
 * @order: how many poles
 * @poles: (out): @order poles, by descending real part
 *
 * Like rc_rational_fit_lowest(), of one order.
 *
 * Returns: the relative error, root mean square; NaN if nothing could be fitted
 */
double
rc_rational_fit (gsize n_points,
                 const double *frequencies,
                 gsize n_elements,
                 const double complex *values,
                 gsize order,
                 double complex *poles)
{
  Fit self = { .n_points = n_points, .frequencies = frequencies, .poles = poles };
  double error = NAN;

  if (2 * order < n_points && prepare (&self, n_elements, values))
    error = run (&self, order);
  rc_sort_by_real_part (order, poles);
  g_free (self.values);
  g_free (self.weights);
  return error;
}
