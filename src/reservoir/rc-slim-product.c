/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-slim-product.h"

/*
 * dgemm first copies what it multiplies into an order of its own. Where a large matrix is
 * multiplied with some columns only, as many as there are targets or trajectories, that takes
 * half of the time. Here the large matrix is read once, row by row as it lies in memory, and
 * only the columns are copied: into panels of some of them, side by side for each k.
 */
#define LANES 4
#define WIDEST_PANEL (3 * LANES)
/* So many rows of all panels stay in the second cache while the matrix passes … */
#define DEPTH 2048
/* … and RC_SLIM_PRODUCT_STRIP of its rows pass the first panel and then the others: a multiple
   of all numbers of rows that go together. */
/* The matrix is fetched so many elements ahead, which fill a line of the cache LINE at a time. */
#define AHEAD 32
#define LINE 8
/* With fewer columns dgemv is as fast; with more, dgemm's copy has paid. */
#define FEWEST_COLUMNS 3
#define MOST_COLUMNS 32

typedef double Lanes __attribute__ ((vector_size (LANES * sizeof (double)), aligned (8)));

/* The width of the panel that begins at a column, filled up with zeros: the panels are as
   wide as each other if they can. */
static gsize
get_width (gsize n_columns, gsize first)
{
  gsize n_lanes = (n_columns - first + LANES - 1) / LANES;
  gsize n_panels = (n_lanes * LANES + WIDEST_PANEL - 1) / WIDEST_PANEL;

  return (n_lanes + n_panels - 1) / n_panels * LANES;
}

/**
 * rc_slim_product_pack:
 * @x: N×P
 *
 * Returns: (transfer full): its columns as rc_slim_product_multiply() wants them; to be
 *   freed with g_free()
 */
double *
rc_slim_product_pack (const gsl_matrix *x)
{
  gsize n = x->size1, p = x->size2;
  double *packed = g_new0 (double, n *((p + LANES - 1) / LANES * LANES));

  for (gsize first = 0, width; first < p; first += width) {
    double *panel = packed + first * n;
    gsize n_here;

    width = get_width (p, first);
    n_here = MIN (p - first, width);
    for (gsize i = 0; i < n; i++)
      for (gsize j = 0; j < n_here; j++)
        panel[i * width + j] = x->data[i * x->tda + first + j];
  }
  return packed;
}

/* A piece of the work: some rows of the matrix from @w on, over @depth of their elements,
   with a panel; @y has @n_columns. */
typedef struct {
  gsize depth;
  const double *w;
  gsize w_tda;
  const double *x;
  double beta;
  double *y;
  gsize y_tda;
  gsize n_columns;
} Tile;

/* Row by row each sum is formed in the same order, however many rows go together. */
static inline __attribute__ ((always_inline)) void
multiply_tile (const Tile *tile, gsize n_rows, gsize n_vectors)
{
  Lanes sums[8][3] = { 0 };
  const double *x = tile->x;

  for (gsize k = 0; k < tile->depth; k++, x += n_vectors * LANES) {
    const double *w = tile->w + k;

    if (k % LINE == 0)
#pragma GCC unroll 8
      for (gsize i = 0; i < n_rows; i++)
        __builtin_prefetch (w + i * tile->w_tda + AHEAD);
#pragma GCC unroll 8
    for (gsize i = 0; i < n_rows; i++)
#pragma GCC unroll 3
      for (gsize v = 0; v < n_vectors; v++)
        sums[i][v] += w[i * tile->w_tda] * *(const Lanes *)(x + v * LANES);
  }

  for (gsize i = 0; i < n_rows; i++) {
    double *y = tile->y + i * tile->y_tda;

    for (gsize j = 0; j < tile->n_columns; j++)
      y[j] = sums[i][j / LANES][j % LANES] + (tile->beta != 0.0 ? tile->beta * y[j] : 0.0);
  }
}

static inline __attribute__ ((always_inline)) void
multiply_strip (const Tile *strip, gsize n_rows, gsize at_once, gsize n_vectors)
{
  Tile tile = *strip;
  gsize i = 0;

  for (; i + at_once <= n_rows; i += at_once) {
    multiply_tile (&tile, at_once, n_vectors);
    tile.w += at_once * tile.w_tda;
    tile.y += at_once * tile.y_tda;
  }
  for (; i < n_rows; i++) {
    multiply_tile (&tile, 1, n_vectors);
    tile.w += tile.w_tda;
    tile.y += tile.y_tda;
  }
}

/* As many rows at once as there are registers for their sums. */
#ifdef __x86_64__
__attribute__ ((target ("avx2,fma")))
#endif
static void
multiply_strip_wide (const Tile *strip, gsize n_rows, gsize width)
{
  switch (width / LANES) {
  case 1:
    multiply_strip (strip, n_rows, 8, 1);
    break;
  case 2:
    multiply_strip (strip, n_rows, 6, 2);
    break;
  default:
    multiply_strip (strip, n_rows, 4, 3);
  }
}

/**
 * rc_slim_product_is_fast:
 * @n_columns: P
 *
 * Returns: whether rc_slim_product_multiply() with so many columns is the fastest way on
 *   this processor
 */
gboolean
rc_slim_product_is_fast (gsize n_columns)
{
#ifdef __x86_64__
  return n_columns >= FEWEST_COLUMNS && n_columns <= MOST_COLUMNS &&
         __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma");
#else
  return FALSE;
#endif
}

/**
 * rc_slim_product_multiply:
 * @rows: some rows of a matrix, R×N
 * @n_columns: P, at least 1
 * @packed: N×P, from rc_slim_product_pack()
 * @beta: what @y is multiplied by before; 0 for what it has to be forgotten
 * @y: (inout): R×P: W X + beta Y
 *
 * Each row of @y is the same, bit for bit, whichever rows it is computed with. To be called
 * only if rc_slim_product_is_fast().
 */
void
rc_slim_product_multiply (
  const gsl_matrix *rows, gsize n_columns, const double *packed, double beta, gsl_matrix *y)
{
  gsize n = rows->size2;

  for (gsize k = 0; k < n; k += DEPTH)
    for (gsize i = 0; i < rows->size1; i += RC_SLIM_PRODUCT_STRIP)
      for (gsize first = 0, width; first < n_columns; first += width) {
        Tile strip = { .depth = MIN (DEPTH, n - k),
                       .w = rows->data + i * rows->tda + k,
                       .w_tda = rows->tda,
                       .beta = k == 0 ? beta : 1.0,
                       .y = y->data + i * y->tda + first,
                       .y_tda = y->tda };

        width = get_width (n_columns, first);
        strip.x = packed + first * n + k * width;
        strip.n_columns = MIN (n_columns - first, width);
        multiply_strip_wide (&strip, MIN (RC_SLIM_PRODUCT_STRIP, rows->size1 - i), width);
      }
}
