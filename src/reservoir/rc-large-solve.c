/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-large-solve.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <lapacke.h>

#include "rc-error.h"
#include "rc-parallel.h"

#define PANEL 64
#define COLUMNS_AT_ONCE 128 /* of the rest of the matrix, that one thread updates */

typedef struct {
  int n;
  double *a; /* columns first */
  lapack_int *pivots;
  int first; /* of the panel */
  int width;
} Factors;

/* Row exchanges, the upper factor and the Schur complement, for some of the
   columns right of the panel. */
static gboolean
update_columns (gsize begin, gsize end, gpointer data, GError **error)
{
  const Factors *self = data;
  int n = self->n, k = self->first, nb = self->width, below = n - k - nb;
  int first = k + nb + (int)begin, count = (int)(end - begin);
  double *columns = self->a + (gsize)first * (gsize)n;
  const double *panel = self->a + (gsize)k * (gsize)n;

  LAPACKE_dlaswp (LAPACK_COL_MAJOR, count, columns, n, k + 1, k + nb, self->pivots, 1);
  cblas_dtrsm (CblasColMajor,
               CblasLeft,
               CblasLower,
               CblasNoTrans,
               CblasUnit,
               nb,
               count,
               1.0,
               panel + k,
               n,
               columns + k,
               n);
  if (below > 0)
    cblas_dgemm (CblasColMajor,
                 CblasNoTrans,
                 CblasNoTrans,
                 below,
                 count,
                 nb,
                 -1.0,
                 panel + k + nb,
                 n,
                 columns + k,
                 n,
                 1.0,
                 columns + k + nb,
                 n);
  return TRUE;
}

static gboolean
factorise (Factors *self, const RcMonitor *monitor, GError **error)
{
  int n = self->n;

  for (int k = 0; k < n; k += PANEL) {
    double left = (double)(n - k) / n;
    int nb = self->width = MIN (PANEL, n - k);

    self->first = k;
    if (!rc_monitor_report (monitor, 1.0 - left * left * left, error))
      return FALSE;
    if (LAPACKE_dgetrf_work (
          LAPACK_COL_MAJOR, n - k, nb, self->a + k + (gsize)k * (gsize)n, n, self->pivots + k) !=
        0) {
      g_set_error_literal (
        error, RC_ERROR, RC_ERROR_NO_SOLUTION, _ ("The linearised network is singular"));
      return FALSE;
    }
    for (int i = k; i < k + nb; i++)
      self->pivots[i] += k;
    if (k > 0)
      LAPACKE_dlaswp (LAPACK_COL_MAJOR, k, self->a, n, k + 1, k + nb, self->pivots, 1);
    if (!rc_parallel_for ((gsize)(n - k - nb), COLUMNS_AT_ONCE, update_columns, self, NULL, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * rc_large_solve:
 * @n: the order
 * @matrix: n×n, row-major; overwritten
 * @x: the right-hand side; the solution on return
 * @monitor: (nullable): who watches, between panels of 2 n² 64 operations at most
 * @error: set to %RC_ERROR_NO_SOLUTION if the matrix is singular, or
 *   %RC_ERROR_CANCELLED
 *
 * Solves a large linear system by elimination with row exchanges, which unlike
 * LAPACK's driver can be stopped and is done in parallel. Cost: 2/3 n³.
 *
 * Returns: %TRUE on success
 */
gboolean
rc_large_solve (gsize n, double *matrix, double *x, const RcMonitor *monitor, GError **error)
{
  g_autofree lapack_int *pivots = g_new (lapack_int, n);
  Factors factors = { .n = (int)n, .a = matrix, .pivots = pivots };

  if (!factorise (&factors, monitor, error))
    return FALSE;
  /* Rows first is the transpose of columns first, and so is what is solved. */
  return LAPACKE_dgetrs (LAPACK_COL_MAJOR,
                         'T',
                         (lapack_int)n,
                         1,
                         matrix,
                         (lapack_int)n,
                         pivots,
                         x,
                         (lapack_int)n) == 0;
}
