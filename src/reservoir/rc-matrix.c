/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-matrix.h"

/**
 * rc_matrix_try_new:
 *
 * Like gsl_matrix_alloc(), for matrices so large that there may be no memory
 * for them: that function loses a little memory of its own when it fails.
 *
 * Returns: (transfer full) (nullable): a matrix, not initialised; %NULL if there
 *   is no memory
 */
gsl_matrix *
rc_matrix_try_new (gsize n_rows, gsize n_columns)
{
  gsl_block *block;
  gsl_matrix *matrix;

  if (n_rows == 0 || n_columns == 0 || n_rows > G_MAXSIZE / sizeof (double) / n_columns)
    return NULL;
  block = gsl_block_alloc (n_rows * n_columns);
  if (block == NULL)
    return NULL;
  matrix = gsl_matrix_alloc_from_block (block, 0, n_rows, n_columns, n_columns);
  matrix->owner = 1;
  return matrix;
}
