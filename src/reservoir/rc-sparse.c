/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-sparse.h"

#include <string.h>

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <gsl/gsl_randist.h>

#include "rc-error.h"
#include "rc-parallel.h"
#include "rc-random.h"

#define ROWS_AT_ONCE 16 /* that are drawn by one thread before it takes more */
/* The rows of what is multiplied lie all over the memory. They are fetched so many connections
   ahead, a line of the cache with LINE numbers at a time; so the list has that many more. */
#define AHEAD 16
#define LINE 8
#define WIDEST 16
/* The shares of a transposed product, each of which needs a vector of its own; a fixed number,
   so that sums are always formed alike. */
#define TRANSPOSED_SHARES 8

typedef struct {
  RcSparse *self;
  guint64 seed;
  double deviation;
  double density;
  gboolean count; /* only the connections, into begin[i + 1] */
} Draw;

/* The distance from one connection of a row to the next is geometrically
   distributed, so that a row costs as many random numbers as it has connections. */
static gboolean
draw_rows (gsize begin, gsize end, gpointer data, GError **error)
{
  Draw *draw = data;
  RcSparse *self = draw->self;
  gsl_rng *gaps = rc_random_new (), *values = rc_random_new ();

  for (gsize i = begin; i < end; i++) {
    guint64 n = 0, at = draw->count ? 0 : self->begin[i];

    rc_random_seek (gaps, draw->seed, RC_STREAM_CONNECTIONS, i);
    rc_random_seek (values, draw->seed, RC_STREAM_RECURRENT, i);
    for (guint64 j = gsl_ran_geometric (gaps, draw->density); j <= self->size;
         j += gsl_ran_geometric (gaps, draw->density)) {
      if (!draw->count) {
        self->column[at + n] = (guint32)(j - 1);
        self->value[at + n] = gsl_ran_gaussian_ziggurat (values, draw->deviation);
      }
      n++;
    }
    if (draw->count)
      self->begin[i + 1] = n;
  }
  gsl_rng_free (gaps);
  gsl_rng_free (values);
  return TRUE;
}

static gboolean
fail_for_memory (gsize size, GError **error)
{
  g_set_error (error,
               RC_ERROR,
               RC_ERROR_NO_MEMORY,
               _ ("There is no memory for the weights of %zu neurons"),
               size);
  return FALSE;
}

/* Twice the same: first to count, then to keep. */
static gboolean
draw_all (Draw *draw, const RcMonitor *monitor, GError **error)
{
  RcSparse *self = draw->self;
  gsize n = self->size;
  RcMonitorPart first, second;

  self->begin = g_try_new (guint64, n + 1);
  if (self->begin == NULL || n > G_MAXUINT32)
    return fail_for_memory (n, error);
  self->begin[0] = 0;
  draw->count = TRUE;
  if (!rc_parallel_for (
        n, ROWS_AT_ONCE, draw_rows, draw, rc_monitor_part (monitor, 0.0, 0.4, &first), error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    self->begin[i + 1] += self->begin[i];

  self->column = g_try_new (guint32, self->begin[n] + AHEAD);
  self->value = g_try_new (double, MAX (self->begin[n], 1));
  if (self->column == NULL || self->value == NULL)
    return fail_for_memory (n, error);
  memset (self->column + self->begin[n], 0, AHEAD * sizeof *self->column);
  draw->count = FALSE;
  return rc_parallel_for (
    n, ROWS_AT_ONCE, draw_rows, draw, rc_monitor_part (monitor, 0.4, 1.0, &second), error);
}

/**
 * rc_sparse_draw:
 * @size: N, at least 1
 * @deviation: the standard deviation of an element that is not zero
 * @density: the probability that an element is not zero
 * @seed: names the matrix
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_NO_MEMORY or %RC_ERROR_CANCELLED
 *
 * Draws a matrix; every row has random numbers of its own. In parallel over rows; blocks.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
RcSparse *
rc_sparse_draw (gsize size,
                double deviation,
                double density,
                guint64 seed,
                const RcMonitor *monitor,
                GError **error)
{
  g_autoptr (RcSparse) self = g_new0 (RcSparse, 1);
  Draw draw = { self, seed, deviation, density, FALSE };

  self->size = size;
  return draw_all (&draw, monitor, error) ? g_steal_pointer (&self) : NULL;
}

void
rc_sparse_free (RcSparse *self)
{
  g_free (self->begin);
  g_free (self->column);
  g_free (self->value);
  g_free (self);
}

/**
 * rc_sparse_get:
 *
 * Returns: one element, by a search by halves
 */
double
rc_sparse_get (const RcSparse *self, gsize i, gsize j)
{
  guint64 low = self->begin[i], high = self->begin[i + 1];

  while (low < high) {
    guint64 middle = low + (high - low) / 2;

    if (self->column[middle] < j)
      low = middle + 1;
    else
      high = middle;
  }
  return low < self->begin[i + 1] && self->column[low] == j ? self->value[low] : 0.0;
}

/**
 * rc_sparse_copy_to:
 * @matrix: (out): N×N
 */
void
rc_sparse_copy_to (const RcSparse *self, gsl_matrix *matrix)
{
  gsl_matrix_set_zero (matrix);
  for (gsize i = 0; i < self->size; i++)
    for (guint64 at = self->begin[i]; at < self->begin[i + 1]; at++)
      gsl_matrix_set (matrix, i, self->column[at], self->value[at]);
}

/**
 * rc_sparse_multiply:
 * @begin: the first row …
 * @end: … and the one after the last
 * @x: N numbers
 * @y: (out): N numbers, of which those rows of the product are set
 */
void
rc_sparse_multiply (const RcSparse *self, gsize begin, gsize end, const double *x, double *y)
{
  for (gsize i = begin; i < end; i++) {
    double sum = 0.0;

    for (guint64 at = self->begin[i]; at < self->begin[i + 1]; at++)
      sum += self->value[at] * x[self->column[at]];
    y[i] = sum;
  }
}

/* Some columns from @first on, whose sums stay in registers meanwhile. */
static inline __attribute__ ((always_inline)) void
multiply_panel (const RcSparse *self,
                gsize begin,
                gsize end,
                const gsl_matrix *x,
                double beta,
                gsl_matrix *y,
                gsize first,
                const gsize width)
{
  const double *columns = x->data + first;

  for (gsize i = begin; i < end; i++) {
    double *sums = y->data + i * y->tda + first;
    double sum[WIDEST] = { 0.0 };

    for (guint64 at = self->begin[i]; at < self->begin[i + 1]; at++) {
      const double *row = columns + self->column[at] * x->tda;
      const double *later = columns + self->column[at + AHEAD] * x->tda;
      double value = self->value[at];

      for (gsize j = 0; j < width; j += LINE)
        __builtin_prefetch (later + j);
#pragma GCC unroll 16
      for (gsize j = 0; j < width; j++)
        sum[j] += value * row[j];
    }
    for (gsize j = 0; j < width; j++)
      sums[j] = sum[j] + (beta != 0.0 ? beta * sums[j] : 0.0);
  }
}

/**
 * rc_sparse_multiply_columns:
 * @begin: the first row …
 * @end: … and the one after the last
 * @x: N×P, another matrix than @y
 * @beta: what @y is multiplied by before; 0 for what it has to be forgotten
 * @y: (inout): N×P, of which those rows are set to W X + beta Y
 *
 * Cost: what it takes to fetch a row of @x for each connection; the sums cost less.
 */
void
rc_sparse_multiply_columns (
  const RcSparse *self, gsize begin, gsize end, const gsl_matrix *x, double beta, gsl_matrix *y)
{
  gsize first = 0;

  for (; first + WIDEST <= y->size2; first += WIDEST)
    multiply_panel (self, begin, end, x, beta, y, first, WIDEST);
  for (; first + 8 <= y->size2; first += 8)
    multiply_panel (self, begin, end, x, beta, y, first, 8);
  for (; first + 4 <= y->size2; first += 4)
    multiply_panel (self, begin, end, x, beta, y, first, 4);
  for (; first + 2 <= y->size2; first += 2)
    multiply_panel (self, begin, end, x, beta, y, first, 2);
  for (; first < y->size2; first++)
    multiply_panel (self, begin, end, x, beta, y, first, 1);
}

typedef struct {
  const RcSparse *self;
  const double *x;
  double *sums;
  gsize share; /* rows */
} Scatter;

/* The share's own sum, into its own vector. */
static gboolean
scatter_rows (gsize begin, gsize end, gpointer data, GError **error)
{
  Scatter *scatter = data;
  const RcSparse *self = scatter->self;
  double *sum = scatter->sums + begin / scatter->share * self->size;

  for (gsize i = begin; i < end; i++)
    for (guint64 at = self->begin[i]; at < self->begin[i + 1]; at++)
      sum[self->column[at]] += self->value[at] * scatter->x[i];
  return TRUE;
}

/**
 * rc_sparse_multiply_transposed:
 * @x: N numbers
 * @y: (out): Wᵀ x
 *
 * In parallel over rows; the sums are formed alike whatever the number of threads.
 */
void
rc_sparse_multiply_transposed (const RcSparse *self, const double *x, double *y)
{
  gsize n = self->size, share = (n + TRANSPOSED_SHARES - 1) / TRANSPOSED_SHARES;
  g_autofree double *sums = g_new0 (double, n *TRANSPOSED_SHARES);
  Scatter scatter = { self, x, sums, share };

  rc_parallel_for (n, share, scatter_rows, &scatter, NULL, NULL);
  memcpy (y, sums, n * sizeof (double));
  for (gsize k = 1; k < TRANSPOSED_SHARES; k++)
    cblas_daxpy ((int)n, 1.0, sums + k * n, 1, y, 1);
}
