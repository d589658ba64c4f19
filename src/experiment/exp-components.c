/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-components.h"

#include <math.h>

#include <gsl/gsl_eigen.h>

static gboolean
is_finite (gsize n_dimensions, const double *point)
{
  for (gsize i = 0; i < n_dimensions; i++)
    if (!isfinite (point[i]))
      return FALSE;
  return TRUE;
}

/* Returns how many points count. */
static gsize
find_mean (ExpComponents *self, gsize n_points, const double *points)
{
  gsize n = 0, d = self->n_dimensions;

  for (gsize i = 0; i < n_points; i++) {
    if (!is_finite (d, points + i * d))
      continue;
    n++;
    for (gsize j = 0; j < d; j++)
      self->mean[j] += points[i * d + j];
  }
  for (gsize j = 0; n > 0 && j < d; j++)
    self->mean[j] /= (double)n;
  return n;
}

static gsl_matrix *
make_covariance (const ExpComponents *self, gsize n_points, const double *points, gsize n)
{
  gsize d = self->n_dimensions;
  gsl_matrix *covariance = gsl_matrix_calloc (d, d);
  g_autofree double *away = g_new (double, d);

  for (gsize i = 0; i < n_points; i++) {
    if (!is_finite (d, points + i * d))
      continue;
    for (gsize j = 0; j < d; j++)
      away[j] = points[i * d + j] - self->mean[j];
    for (gsize j = 0; j < d; j++)
      for (gsize k = 0; k <= j; k++)
        covariance->data[j * covariance->tda + k] += away[j] * away[k] / (double)n;
  }
  for (gsize j = 0; j < d; j++)
    for (gsize k = 0; k < j; k++)
      gsl_matrix_set (covariance, k, j, gsl_matrix_get (covariance, j, k));
  return covariance;
}

/* The sign of an eigenvector is nobody's choice, and must not be the library's. */
static void
copy_direction (const gsl_matrix *vectors, gsize column, double *direction)
{
  double largest = 0.0;

  for (gsize i = 0; i < vectors->size1; i++) {
    direction[i] = gsl_matrix_get (vectors, i, column);
    if (fabs (direction[i]) > fabs (largest) * (1.0 + 1e-9))
      largest = direction[i];
  }
  for (gsize i = 0; largest < 0.0 && i < vectors->size1; i++)
    direction[i] = -direction[i];
}

/**
 * exp_components_new:
 * @n_points: how many points
 * @n_dimensions: D, at least 1
 * @points: n_points×D; points that are not finite do not count
 *
 * Cost: n_points D² + 10 D³.
 *
 * Returns: (transfer full): their principal components
 */
ExpComponents *
exp_components_new (gsize n_points, gsize n_dimensions, const double *points)
{
  ExpComponents *self = g_new0 (ExpComponents, 1);
  gsl_eigen_symmv_workspace *workspace = gsl_eigen_symmv_alloc (n_dimensions);
  gsl_matrix *vectors = gsl_matrix_alloc (n_dimensions, n_dimensions), *covariance;
  gsl_vector *values = gsl_vector_alloc (n_dimensions);
  double total = 0.0;
  gsize n;

  self->n_dimensions = n_dimensions;
  self->mean = g_new0 (double, n_dimensions);
  self->directions = g_new0 (double, n_dimensions *n_dimensions);
  self->shares = g_new0 (double, n_dimensions);
  n = find_mean (self, n_points, points);
  covariance = make_covariance (self, n_points, points, MAX (n, 1));
  gsl_eigen_symmv (covariance, values, vectors, workspace);
  gsl_eigen_symmv_sort (values, vectors, GSL_EIGEN_SORT_VAL_DESC);
  for (gsize i = 0; i < n_dimensions; i++)
    total += MAX (gsl_vector_get (values, i), 0.0);
  for (gsize i = 0; i < n_dimensions; i++) {
    copy_direction (vectors, i, self->directions + i * n_dimensions);
    if (total > 0.0)
      self->shares[i] = MAX (gsl_vector_get (values, i), 0.0) / total;
  }
  gsl_matrix_free (covariance);
  gsl_matrix_free (vectors);
  gsl_vector_free (values);
  gsl_eigen_symmv_free (workspace);
  return self;
}

void
exp_components_free (ExpComponents *self)
{
  g_free (self->mean);
  g_free (self->directions);
  g_free (self->shares);
  g_free (self);
}

/**
 * exp_components_project:
 * @self: principal components
 * @component: which, from 0
 * @point: D numbers
 *
 * Returns: how far the point is from the mean along the component
 */
double
exp_components_project (const ExpComponents *self, gsize component, const double *point)
{
  const double *direction = self->directions + component * self->n_dimensions;
  double sum = 0.0;

  for (gsize i = 0; i < self->n_dimensions; i++)
    sum += direction[i] * (point[i] - self->mean[i]);
  return sum;
}
