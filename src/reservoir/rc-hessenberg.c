/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-hessenberg.h"

#include <string.h>

#include <gsl/gsl_cblas.h>
#include <lapacke.h>

/*
 * A reflector Hⱼ = I - τⱼ vⱼ vⱼᵀ for each column makes what is below its subdiagonal
 * 0. Those of a panel are applied to the rest of the matrix together, as I - V T Vᵀ with
 * an upper triangle T, for which Y = A V T is kept:
 *
 *   A ← (I - V T Vᵀ)ᵀ (A - Y Vᵀ)
 *
 * as G. Quintana-Ortí and R. van de Geijn do, ACM TOMS 32, 180 (2006).
 */

#define PANEL 32            /* columns reduced together */
#define COLUMNS_AT_ONCE 512 /* of the rest, to which a panel is applied */

/* LAPACK's plain algorithm, which LAPACKE does not declare */
void dgehd2_ (const int *n,
              const int *ilo,
              const int *ihi,
              double *a,
              const int *lda,
              double *tau,
              double *work,
              int *info);

typedef struct {
  int n;
  double *a;    /* n×n, columns first */
  int p;        /* the panel's first column */
  int m;        /* the rows below its diagonal, n - p - 1 */
  double *v;    /* m×PANEL: V in those rows */
  double *t;    /* PANEL×PANEL */
  double *y;    /* n×PANEL */
  double *work; /* PANEL×n */
} Panel;

static double *
at (const Panel *self, int row, int column)
{
  return self->a + row + (gsize)column * (gsize)self->n;
}

static void
multiply (int n_rows,
          int n_columns,
          const double *a,
          int lda,
          double alpha,
          const double *x,
          int step,
          double *y)
{
  cblas_dgemv (CblasColMajor, CblasNoTrans, n_rows, n_columns, alpha, a, lda, x, step, 1.0, y, 1);
}

/* @w = Vᵀ x with the first @j reflectors */
static void
project (const Panel *self, int j, const double *x, double *w)
{
  cblas_dgemv (CblasColMajor, CblasTrans, self->m, j, 1.0, self->v, self->m, x, 1, 0.0, w, 1);
}

/* What the first @j reflectors do to column @j of the panel, from both sides */
static void
update_column (Panel *self, int j, double *column)
{
  double w[PANEL];

  multiply (self->m, j, self->y + self->p + 1, self->n, -1.0, self->v + j - 1, self->m, column);
  project (self, j, column, w);
  cblas_dtrmv (CblasColMajor, CblasUpper, CblasTrans, CblasNonUnit, j, self->t, PANEL, w, 1);
  multiply (self->m, j, self->v, self->m, -1.0, w, 1, column);
}

/* Makes the reflector of column @j, and its columns of V, T and Y. */
static void
reduce_column (Panel *self, int j)
{
  int m = self->m, p = self->p;
  double *column = at (self, p + 1, p + j), *v = self->v + (gsize)j * (gsize)m;
  double *y = self->y + (gsize)j * (gsize)self->n + p + 1, *t = self->t + j * PANEL;
  double w[PANEL], tau = 0.0;

  if (j > 0)
    update_column (self, j, column);
  LAPACKE_dlarfg_work (m - j, column + j, column + j + 1, 1, &tau);
  memset (v, 0, (gsize)j * sizeof (double));
  v[j] = 1.0;
  memcpy (v + j + 1, column + j + 1, (gsize)(m - j - 1) * sizeof (double));
  memset (column + j + 1, 0, (gsize)(m - j - 1) * sizeof (double));

  memset (y, 0, (gsize)m * sizeof (double));
  multiply (m, m - j, at (self, p + 1, p + 1 + j), self->n, tau, v + j, 1, y);
  if (j > 0) {
    project (self, j, v, w);
    multiply (m, j, self->y + p + 1, self->n, -tau, w, 1, y);
    for (int i = 0; i < j; i++)
      t[i] = -tau * w[i];
    cblas_dtrmv (CblasColMajor, CblasUpper, CblasNoTrans, CblasNonUnit, j, self->t, PANEL, t, 1);
  }
  t[j] = tau;
}

/* C ← C + alpha A B or with Bᵀ */
static void
add_product (enum CBLAS_TRANSPOSE transpose,
             int n_rows,
             int n_columns,
             int n_inner,
             double alpha,
             const double *a,
             int lda,
             const double *b,
             int ldb,
             double *c,
             int ldc)
{
  if (n_rows > 0 && n_columns > 0)
    cblas_dgemm (CblasColMajor,
                 CblasNoTrans,
                 transpose,
                 n_rows,
                 n_columns,
                 n_inner,
                 alpha,
                 a,
                 lda,
                 b,
                 ldb,
                 1.0,
                 c,
                 ldc);
}

/* Y in the rows above V's, and with it A ← A - Y Vᵀ there in the panel's own columns */
static void
finish_above (Panel *self)
{
  int n = self->n, p = self->p, m = self->m;

  for (int j = 0; j < PANEL; j++)
    memset (self->y + (gsize)j * (gsize)n, 0, (gsize)(p + 1) * sizeof (double));
  add_product (CblasNoTrans, p + 1, PANEL, m, 1.0, at (self, 0, p + 1), n, self->v, m, self->y, n);
  cblas_dtrmm (CblasColMajor,
               CblasRight,
               CblasUpper,
               CblasNoTrans,
               CblasNonUnit,
               p + 1,
               PANEL,
               1.0,
               self->t,
               PANEL,
               self->y,
               n);
  add_product (
    CblasTrans, p + 1, PANEL - 1, PANEL, -1.0, self->y, n, self->v, m, at (self, 0, p + 1), n);
}

/* A ← A - Y Vᵀ and then A ← A - V Tᵀ Vᵀ A, for some of the columns right of the panel */
static void
apply (Panel *self, int first, int count)
{
  int n = self->n, p = self->p, m = self->m;
  double *block = at (self, p + 1, first);

  add_product (CblasTrans,
               n,
               count,
               PANEL,
               -1.0,
               self->y,
               n,
               self->v + first - p - 1,
               m,
               at (self, 0, first),
               n);
  cblas_dgemm (CblasColMajor,
               CblasTrans,
               CblasNoTrans,
               PANEL,
               count,
               m,
               1.0,
               self->v,
               m,
               block,
               n,
               0.0,
               self->work,
               PANEL);
  cblas_dtrmm (CblasColMajor,
               CblasLeft,
               CblasUpper,
               CblasTrans,
               CblasNonUnit,
               PANEL,
               count,
               1.0,
               self->t,
               PANEL,
               self->work,
               PANEL);
  add_product (CblasNoTrans, m, count, PANEL, -1.0, self->v, m, self->work, PANEL, block, n);
}

static gboolean
reduce_panel (Panel *self, const RcMonitor *monitor, double done, GError **error)
{
  for (int j = 0; j < PANEL; j++) {
    reduce_column (self, j);
    if (!rc_monitor_report (monitor, done, error))
      return FALSE;
  }
  finish_above (self);
  for (int first = self->p + PANEL; first < self->n; first += COLUMNS_AT_ONCE) {
    if (!rc_monitor_report (monitor, done, error))
      return FALSE;
    apply (self, first, MIN (COLUMNS_AT_ONCE, self->n - first));
  }
  return TRUE;
}

/**
 * rc_hessenberg_reduce:
 * @n: the order, above %RC_HESSENBERG_SMALL
 * @a: (inout): n×n, columns first; on return a matrix of the same eigenvalues with
 *   zeros below the subdiagonal
 * @monitor: (nullable): who watches, between steps of some 2 n² operations
 * @error: set to %RC_ERROR_CANCELLED
 *
 * What LAPACK's dgehrd does, at its speed, but it can be stopped in the middle of a
 * panel: with 4000 neurons a whole one takes most of a second. Cost: 10/3 n³.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_hessenberg_reduce (int n, double *a, const RcMonitor *monitor, GError **error)
{
  g_autofree double *v = g_new (double, (gsize)n *PANEL);
  g_autofree double *y = g_new (double, (gsize)n *PANEL);
  g_autofree double *work = g_new (double, (gsize)n *PANEL);
  g_autofree double *tau = g_new (double, n);
  double t[PANEL * PANEL] = { 0 };
  Panel panel = { .n = n, .a = a, .v = v, .t = t, .y = y, .work = work };
  int p = 0, low, info = 0;

  for (; p + 1 < n - RC_HESSENBERG_SMALL; p += PANEL) {
    double done = (double)p / n;

    panel.p = p;
    panel.m = n - p - 1;
    /* what is left costs as the square of its width */
    if (!reduce_panel (&panel, monitor, done * (2.0 - done), error))
      return FALSE;
  }
  low = p + 1;
  dgehd2_ (&n, &low, &n, a, &n, tau, work, &info);
  for (int j = p; j < n; j++)
    for (int i = j + 2; i < n; i++)
      a[i + (gsize)j * (gsize)n] = 0.0;
  return info == 0;
}
