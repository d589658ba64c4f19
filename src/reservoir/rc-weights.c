/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-weights.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <gsl/gsl_randist.h>

#include "rc-error.h"
#include "rc-matrix.h"
#include "rc-parallel.h"
#include "rc-random.h"
#include "rc-slim-product.h"
#include "rc-sparse.h"

#define ROWS_AT_ONCE 16 /* that are drawn by one thread before it takes more */
/* A share of a product has about so many multiplications, of a matrix's elements
   and of listed ones; a smaller product is not worth a second thread. */
#define DENSE_SHARE (1 << 19)
#define SPARSE_SHARE (1 << 17)
#define LEAST_ROWS (6 * RC_SLIM_PRODUCT_STRIP)
/* Where rc-slim-product.h has nothing better, up to so many columns are multiplied one after
   the other, with rows that stay in the processor's cache meanwhile: dgemm copies what it
   multiplies into an order of its own first, which pays only when there are more. */
#define FEW_COLUMNS 7
#define CACHED (1 << 15)

struct _RcWeights {
  gsize size;
  gsl_matrix *matrix; /* N×N, or NULL if the weights are listed … */
  RcSparse *list;     /* … there */
};

typedef struct {
  RcWeights *self;
  guint64 seed;
  double deviation;
  double density;
} Draw;

static gboolean
draw_dense_rows (gsize begin, gsize end, gpointer data, GError **error)
{
  Draw *draw = data;
  RcWeights *self = draw->self;
  gsl_rng *rng = rc_random_new ();

  for (gsize i = begin; i < end; i++) {
    double *row = gsl_matrix_ptr (self->matrix, i, 0);

    rc_random_seek (rng, draw->seed, RC_STREAM_RECURRENT, i);
    for (gsize j = 0; j < self->size; j++) {
      if (draw->density < 1.0 && gsl_rng_uniform (rng) >= draw->density)
        row[j] = 0.0;
      else
        row[j] = gsl_ran_gaussian_ziggurat (rng, draw->deviation);
    }
  }
  gsl_rng_free (rng);
  return TRUE;
}

static gboolean
draw_dense (Draw *draw, const RcMonitor *monitor, GError **error)
{
  gsize n = draw->self->size;

  draw->self->matrix = rc_matrix_try_new (n, n);
  if (draw->self->matrix == NULL) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_MEMORY,
                 _ ("There is no memory for the weights of %zu neurons"),
                 n);
    return FALSE;
  }
  return rc_parallel_for (n, ROWS_AT_ONCE, draw_dense_rows, draw, monitor, error);
}

/**
 * rc_weights_memory:
 * @size: N
 * @density: p
 *
 * Returns: how many bytes the weights take: 8 N² as a matrix, 12 p N² and 8 N as
 *   a list, with the scatter of the number of connections on top
 */
guint64
rc_weights_memory (gsize size, double density)
{
  double n = (double)size, connections = density * n * n;

  if (density > RC_WEIGHTS_SPARSE_DENSITY)
    return (guint64)size * size * sizeof (double);
  connections += 6.0 * sqrt (connections);
  return (guint64)(connections * (double)(sizeof (double) + sizeof (guint32))) +
         ((guint64)size + 1) * sizeof (guint64);
}

/**
 * rc_weights_new:
 * @size: N, at least 1
 * @gain: g, at least 0
 * @density: p, above 0 to 1
 * @seed: names the network
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_NO_MEMORY or %RC_ERROR_CANCELLED
 *
 * Draws weights: each is not zero with probability p, and then Gaussian with mean
 * 0 and variance g²/(pN). Every row has random numbers of its own. Up to a density
 * of %RC_WEIGHTS_SPARSE_DENSITY the connections are listed and cost p N² numbers;
 * above it they are a matrix and cost N². In parallel over rows; blocks.
 *
 * Returns: (transfer full) (nullable): the weights
 */
RcWeights *
rc_weights_new (
  gsize size, double gain, double density, guint64 seed, const RcMonitor *monitor, GError **error)
{
  g_autoptr (RcWeights) self = g_new0 (RcWeights, 1);
  Draw draw = { self, seed, gain / sqrt (density * (double)size), density };

  self->size = size;
  if (density > RC_WEIGHTS_SPARSE_DENSITY)
    return draw_dense (&draw, monitor, error) ? g_steal_pointer (&self) : NULL;
  self->list = rc_sparse_draw (size, draw.deviation, density, seed, monitor, error);
  return self->list != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * rc_weights_new_from_matrix:
 * @matrix: W, N×N, copied
 *
 * Returns: (transfer full) (nullable): these weights, kept as a matrix; %NULL if
 *   there is no memory
 */
RcWeights *
rc_weights_new_from_matrix (const gsl_matrix *matrix)
{
  g_autoptr (RcWeights) self = g_new0 (RcWeights, 1);

  g_return_val_if_fail (matrix->size1 == matrix->size2, NULL);

  self->size = matrix->size1;
  self->matrix = rc_matrix_try_new (self->size, self->size);
  if (self->matrix == NULL)
    return NULL;
  gsl_matrix_memcpy (self->matrix, matrix);
  return g_steal_pointer (&self);
}

void
rc_weights_free (RcWeights *self)
{
  g_clear_pointer (&self->matrix, gsl_matrix_free);
  g_clear_pointer (&self->list, rc_sparse_free);
  g_free (self);
}

/**
 * rc_weights_get_size:
 *
 * Returns: N
 */
gsize
rc_weights_get_size (const RcWeights *self)
{
  return self->size;
}

/**
 * rc_weights_is_sparse:
 *
 * Returns: whether the connections are listed
 */
gboolean
rc_weights_is_sparse (const RcWeights *self)
{
  return self->matrix == NULL;
}

/**
 * rc_weights_get_n_connections:
 *
 * Returns: how many weights are kept: multiplications in a product with a vector
 */
guint64
rc_weights_get_n_connections (const RcWeights *self)
{
  return self->matrix != NULL ? (guint64)self->size * self->size : self->list->begin[self->size];
}

/**
 * rc_weights_get:
 *
 * One weight, for those who need few of them: where they are listed, this is a
 * search by halves.
 *
 * Returns: the weight from neuron @j onto neuron @i
 */
double
rc_weights_get (const RcWeights *self, gsize i, gsize j)
{
  return self->matrix != NULL ? gsl_matrix_get (self->matrix, i, j)
                              : rc_sparse_get (self->list, i, j);
}

/**
 * rc_weights_copy_to:
 * @matrix: (out): N×N
 */
void
rc_weights_copy_to (const RcWeights *self, gsl_matrix *matrix)
{
  if (self->matrix != NULL)
    gsl_matrix_memcpy (matrix, self->matrix);
  else
    rc_sparse_copy_to (self->list, matrix);
}

typedef struct {
  const RcWeights *self;
  const double *x;
  double *y;
  const gsl_matrix *x_columns;
  gsl_matrix *y_columns;
  double beta;
  const double *few;    /* (nullable): P×N: the columns of X, if they are few */
  const double *packed; /* (nullable): X for rc_slim_product_multiply() */
} Product;

/* How many rows make a share, from shapes alone. */
static gsize
share_rows (const RcWeights *self, gsize n_columns)
{
  double per_row = (double)rc_weights_get_n_connections (self) * (double)n_columns /
                   (double)self->size;
  double share = self->matrix != NULL ? DENSE_SHARE : SPARSE_SHARE;
  gsize n_rows = (gsize)MIN (share / MAX (per_row, 1.0), (double)self->size);

  return MAX (LEAST_ROWS, n_rows / RC_SLIM_PRODUCT_STRIP * RC_SLIM_PRODUCT_STRIP);
}

static gboolean
multiply_rows (gsize begin, gsize end, gpointer data, GError **error)
{
  Product *product = data;
  const RcWeights *self = product->self;

  if (self->matrix != NULL) {
    cblas_dgemv (CblasRowMajor,
                 CblasNoTrans,
                 (int)(end - begin),
                 (int)self->size,
                 1.0,
                 self->matrix->data + begin * self->matrix->tda,
                 (int)self->matrix->tda,
                 product->x,
                 1,
                 0.0,
                 product->y + begin,
                 1);
    return TRUE;
  }
  rc_sparse_multiply (self->list, begin, end, product->x, product->y);
  return TRUE;
}

/**
 * rc_weights_multiply:
 * @x: N numbers
 * @y: (out): W x
 *
 * In parallel over rows; the sums are formed alike whatever the number of threads.
 */
void
rc_weights_multiply (const RcWeights *self, const double *x, double *y)
{
  Product product = { .self = self, .x = x, .y = y };

  rc_parallel_for (self->size, share_rows (self, 1), multiply_rows, &product, NULL, NULL);
}

static void
multiply_few_columns (const Product *product, gsize begin, gsize end)
{
  const RcWeights *self = product->self;
  gsize n = self->size, at_once = MAX (CACHED / n, 4);
  gsl_matrix *y = product->y_columns;

  for (gsize i = begin; i < end; i += at_once)
    for (gsize j = 0; j < y->size2; j++)
      cblas_dgemv (CblasRowMajor,
                   CblasNoTrans,
                   (int)MIN (at_once, end - i),
                   (int)n,
                   1.0,
                   self->matrix->data + i * self->matrix->tda,
                   (int)self->matrix->tda,
                   product->few + j * n,
                   1,
                   product->beta,
                   y->data + i * y->tda + j,
                   (int)y->tda);
}

static void
multiply_packed (const Product *product, gsize begin, gsize end)
{
  const gsl_matrix *w = product->self->matrix;
  gsl_matrix *y = product->y_columns;
  gsl_matrix_const_view rows = gsl_matrix_const_submatrix (w, begin, 0, end - begin, w->size2);
  gsl_matrix_view part = gsl_matrix_submatrix (y, begin, 0, end - begin, y->size2);

  rc_slim_product_multiply (&rows.matrix, y->size2, product->packed, product->beta, &part.matrix);
}

static gboolean
multiply_row_blocks (gsize begin, gsize end, gpointer data, GError **error)
{
  Product *product = data;
  const RcWeights *self = product->self;
  const gsl_matrix *x = product->x_columns;
  gsl_matrix *y = product->y_columns;

  if (product->packed != NULL) {
    multiply_packed (product, begin, end);
    return TRUE;
  }
  if (product->few != NULL) {
    multiply_few_columns (product, begin, end);
    return TRUE;
  }
  if (self->matrix != NULL) {
    cblas_dgemm (CblasRowMajor,
                 CblasNoTrans,
                 CblasNoTrans,
                 (int)(end - begin),
                 (int)x->size2,
                 (int)self->size,
                 1.0,
                 self->matrix->data + begin * self->matrix->tda,
                 (int)self->matrix->tda,
                 x->data,
                 (int)x->tda,
                 product->beta,
                 y->data + begin * y->tda,
                 (int)y->tda);
    return TRUE;
  }
  rc_sparse_multiply_columns (self->list, begin, end, x, product->beta, y);
  return TRUE;
}

/**
 * rc_weights_multiply_columns:
 * @x: N×P, another matrix than @y
 * @beta: what @y is multiplied by before; 0 for what it has to be forgotten
 * @y: (inout): N×P: W X + beta Y
 *
 * Many products at once, which is faster by far than each by itself. In parallel
 * over rows, as rc_weights_multiply().
 */
void
rc_weights_multiply_columns (const RcWeights *self, const gsl_matrix *x, double beta, gsl_matrix *y)
{
  Product product = { .self = self, .x_columns = x, .y_columns = y, .beta = beta };
  g_autofree double *few = NULL;
  g_autofree double *packed = NULL;

  if (self->matrix != NULL && rc_slim_product_is_fast (x->size2)) {
    product.packed = packed = rc_slim_product_pack (x);
  } else if (self->matrix != NULL && x->size2 <= FEW_COLUMNS) {
    few = g_new (double, self->size * x->size2);
    for (gsize i = 0; i < self->size; i++)
      for (gsize j = 0; j < x->size2; j++)
        few[j * self->size + i] = gsl_matrix_get (x, i, j);
    product.few = few;
  }
  rc_parallel_for (
    self->size, share_rows (self, x->size2), multiply_row_blocks, &product, NULL, NULL);
}

static gboolean
multiply_columns_transposed (gsize begin, gsize end, gpointer data, GError **error)
{
  Product *product = data;
  const gsl_matrix *matrix = product->self->matrix;

  cblas_dgemv (CblasRowMajor,
               CblasTrans,
               (int)matrix->size1,
               (int)(end - begin),
               1.0,
               matrix->data + begin,
               (int)matrix->tda,
               product->x,
               1,
               0.0,
               product->y + begin,
               1);
  return TRUE;
}

/**
 * rc_weights_multiply_transposed:
 * @x: N numbers
 * @y: (out): Wᵀ x
 */
void
rc_weights_multiply_transposed (const RcWeights *self, const double *x, double *y)
{
  Product product = { .self = self, .x = x, .y = y };

  if (self->matrix != NULL)
    rc_parallel_for (
      self->size, share_rows (self, 1), multiply_columns_transposed, &product, NULL, NULL);
  else
    rc_sparse_multiply_transposed (self->list, x, y);
}
