/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_randist.h>

#include "rc-error.h"
#include "rc-matrix.h"
#include "rc-parallel.h"
#include "rc-random.h"
#include "rc-test.h"

static RcWeights *
draw (gsize size, double density, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  RcWeights *weights = rc_weights_new (size, 1.2, density, seed, NULL, &error);

  g_assert_no_error (error);
  return weights;
}

static gsl_matrix *
random_matrix (gsize n_rows, gsize n_columns)
{
  gsl_matrix *matrix = gsl_matrix_alloc (n_rows, n_columns);
  gsl_rng *rng = rc_random_new ();

  for (gsize i = 0; i < n_rows * n_columns; i++)
    matrix->data[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  gsl_rng_free (rng);
  return matrix;
}

/* Every kind of product against the matrix that the elements make one by one. */
static void
check_products (gsize n, double density, gsize n_columns)
{
  g_autoptr (RcWeights) weights = draw (n, density, 7);
  gsl_matrix *matrix = gsl_matrix_alloc (n, n), *copy = gsl_matrix_alloc (n, n);
  gsl_matrix *x = random_matrix (n, n_columns), *y = random_matrix (n, n_columns);
  gsl_matrix *expected = gsl_matrix_alloc (n, n_columns);
  gsl_vector *vector = gsl_vector_alloc (n), *product = gsl_vector_alloc (n);
  g_autofree double *found = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      gsl_matrix_set (matrix, i, j, rc_weights_get (weights, i, j));
  rc_weights_copy_to (weights, copy);
  g_assert_true (gsl_matrix_equal (matrix, copy));

  gsl_matrix_memcpy (expected, y);
  gsl_blas_dgemm (CblasNoTrans, CblasNoTrans, 1.0, matrix, x, 0.5, expected);
  rc_weights_multiply_columns (weights, x, 0.5, y);
  for (gsize i = 0; i < n * n_columns; i++)
    g_assert_cmpfloat_with_epsilon (y->data[i], expected->data[i], 1e-12);

  gsl_matrix_get_col (vector, x, 0);
  gsl_blas_dgemv (CblasNoTrans, 1.0, matrix, vector, 0.0, product);
  rc_weights_multiply (weights, vector->data, found);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (found[i], gsl_vector_get (product, i), 1e-12);
  gsl_blas_dgemv (CblasTrans, 1.0, matrix, vector, 0.0, product);
  rc_weights_multiply_transposed (weights, vector->data, found);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (found[i], gsl_vector_get (product, i), 1e-12);

  gsl_matrix_free (matrix);
  gsl_matrix_free (copy);
  gsl_matrix_free (x);
  gsl_matrix_free (y);
  gsl_matrix_free (expected);
  gsl_vector_free (vector);
  gsl_vector_free (product);
}

static void
test_products (void)
{
  static const double densities[] = { 1.0, 0.5, 0.1, 0.02, 1e-4 };

  for (gsize d = 0; d < G_N_ELEMENTS (densities); d++) {
    check_products (1, densities[d], 1);
    check_products (37, densities[d], 3);
    check_products (700, densities[d], 9);
  }
}

/* Products with some columns, of which several are computed side by side, are those with each
   of them; what was in the result before, and what is beside it in memory, does not matter. */
static void
test_some_columns (void)
{
  static const gsize widths[] = { 2, 3, 4, 5, 8, 9, 12, 13, 16, 20, 24, 25, 32, 33 };
  enum { N = 2153, BESIDE = 3 };
  g_autoptr (RcWeights) weights = draw (N, 1.0, 3);
  gsl_matrix *x = random_matrix (N, 40), *y = gsl_matrix_alloc (N, 40);
  g_autofree double *column = g_new (double, N);
  g_autofree double *product = g_new (double, N);

  for (gsize k = 0; k < G_N_ELEMENTS (widths); k++) {
    gsl_matrix_const_view some = gsl_matrix_const_submatrix (x, 0, BESIDE, N, widths[k]);
    gsl_matrix_view found = gsl_matrix_submatrix (y, 0, BESIDE, N, widths[k]);

    gsl_matrix_set_all (y, NAN);
    rc_weights_multiply_columns (weights, &some.matrix, 0.0, &found.matrix);
    g_assert_true (isnan (gsl_matrix_get (y, N - 1, BESIDE - 1)));
    g_assert_true (isnan (gsl_matrix_get (y, N - 1, BESIDE + widths[k])));
    for (gsize j = 0; j < widths[k]; j++) {
      for (gsize i = 0; i < N; i++)
        column[i] = gsl_matrix_get (&some.matrix, i, j);
      rc_weights_multiply (weights, column, product);
      for (gsize i = 0; i < N; i++)
        g_assert_cmpfloat_with_epsilon (gsl_matrix_get (&found.matrix, i, j), product[i], 1e-12);
    }
  }
  gsl_matrix_free (x);
  gsl_matrix_free (y);
}

/* Weights and products, bit for bit. */
static void
test_threads (void)
{
  static const double densities[] = { 1.0, 0.05 };
  enum { N = 1500, P = 4 };
  gsl_matrix *x = random_matrix (N, P), *y = gsl_matrix_alloc (N, P);
  gsl_matrix *first_y = gsl_matrix_alloc (N, P);
  double first[2][N], other[2][N];

  for (gsize d = 0; d < G_N_ELEMENTS (densities); d++) {
    for (guint threads = 1; threads <= 5; threads += 2) {
      g_autoptr (RcWeights) weights = NULL;

      rc_set_threads (threads);
      weights = draw (N, densities[d], 42);
      rc_weights_multiply (weights, x->data, other[0]);
      rc_weights_multiply_transposed (weights, x->data, other[1]);
      gsl_matrix_set_all (y, NAN); /* which beta = 0 must forget */
      rc_weights_multiply_columns (weights, x, 0.0, y);
      if (threads == 1) {
        memcpy (first, other, sizeof first);
        gsl_matrix_memcpy (first_y, y);
      }
      g_assert_cmpmem (first, sizeof first, other, sizeof other);
      g_assert_cmpmem (first_y->data, N * P * sizeof (double), y->data, N * P * sizeof (double));
    }
  }
  rc_set_threads (0);
  gsl_matrix_free (x);
  gsl_matrix_free (y);
  gsl_matrix_free (first_y);
}

/* Far more neurons than a matrix could hold: the connections are distributed as
   they should be, over rows and columns, within five standard errors. */
static void
test_large (void)
{
  const gsize n = 200000;
  const double p = 2e-5;
  g_autoptr (RcWeights) weights = draw (n, p, 3);
  double connections = (double)rc_weights_get_n_connections (weights);
  g_autofree double *ones = g_new (double, n);
  g_autofree double *sums = g_new (double, n);
  double mean = p * (double)n, squares = 0.0, total = 0.0, weighted = 0.0;

  g_assert_true (rc_weights_is_sparse (weights));
  g_assert_cmpfloat_with_epsilon (connections, mean * (double)n, 5.0 * sqrt (mean * (double)n));
  g_assert_cmpuint (rc_weights_memory (n, p), <, 12 * 1.1 * connections + 9 * n);

  for (gsize i = 0; i < n; i++)
    ones[i] = 1.0;
  rc_weights_multiply (weights, ones, sums);
  for (gsize i = 0; i < n; i++)
    squares += sums[i] * sums[i] / (double)n;
  /* a row's sum has variance g², and a fourth moment of 3 g⁴ (1 + 1/(pN)) */
  g_assert_cmpfloat_with_epsilon (
    squares, 1.44, 5.0 * 1.44 * sqrt ((3.0 * (1.0 + 1.0 / mean) - 1.0) / (double)n));

  rc_weights_multiply_transposed (weights, ones, sums);
  for (gsize i = 0; i < n; i++) {
    total += sums[i];
    weighted += sums[i] * ((double)i / (double)n - 0.5);
  }
  g_assert_cmpfloat_with_epsilon (total, 0.0, 5.0 * 1.2 * sqrt ((double)n));
  g_assert_cmpfloat_with_epsilon (weighted, 0.0, 5.0 * 1.2 * sqrt ((double)n / 12.0));
}

/* Connections fall into all columns alike. */
static void
test_uniform (void)
{
  g_autoptr (RcWeights) weights = draw (2000, 0.05, 5);
  double counts[10] = { 0.0 }, chi = 0.0, expected = 2000.0 * 2000.0 * 0.05 / 10.0;

  for (gsize i = 0; i < 2000; i++)
    for (gsize j = 0; j < 2000; j++)
      counts[j / 200] += rc_weights_get (weights, i, j) != 0.0;
  for (gsize k = 0; k < 10; k++)
    chi += (counts[k] - expected) * (counts[k] - expected) / (expected * 0.95);
  g_assert_cmpfloat (chi, <, 10.0 + 5.0 * sqrt (20.0));
}

/* What follows in the pipeline does not see how the weights are kept. */
static void
test_pipeline (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = NULL;

  model->density = 0.01;
  trained = rc_test_train (model, 3000, 1);
  g_assert_true (rc_weights_is_sparse (trained->network->recurrent));
  g_assert_cmpfloat (trained->residual, <=, 1e-12);
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_stop (void)
{
  RcMonitor monitor = { stop_cb, NULL };

  for (double p = 0.05; p <= 1.0; p += 0.95) {
    g_autoptr (GError) error = NULL;

    g_assert_null (rc_weights_new (300, 1.0, p, 1, &monitor, &error));
    g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rc_init ();
  g_test_add_func ("/weights/products", test_products);
  g_test_add_func ("/weights/some-columns", test_some_columns);
  g_test_add_func ("/weights/threads", test_threads);
  g_test_add_func ("/weights/large", test_large);
  g_test_add_func ("/weights/uniform", test_uniform);
  g_test_add_func ("/weights/pipeline", test_pipeline);
  g_test_add_func ("/weights/stop", test_stop);
  return g_test_run ();
}
