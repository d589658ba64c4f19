/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-anderson.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_cblas.h>
#include <lapacke.h>

/* How many earlier steps are combined; more costs memory and conditioning. */
#define DEPTH 12
#define RIDGE 1e-14

struct _RcAnderson {
  gsize n;
  gsize n_columns; /* that are left */
  gsize *places;   /* n_columns: where in what follows a column is remembered */
  gsize n_steps;
  double *residual;  /* a place × n, of the latest step */
  double *value;     /* likewise f(x) */
  double *residuals; /* a place × DEPTH × n: differences of consecutive residuals */
  double *values;    /* likewise of f(x) */
  double *work;      /* n */
};

/**
 * rc_anderson_new:
 * @n: how long a column is
 * @n_columns: how many columns
 *
 * Returns: (transfer full) (nullable): an accelerator without memory of earlier
 *   steps; %NULL if there is no room for 26 numbers for each of the columns'
 */
RcAnderson *
rc_anderson_new (gsize n, gsize n_columns)
{
  RcAnderson *self = g_new0 (RcAnderson, 1);

  self->n = n;
  self->n_columns = n_columns;
  self->places = g_new (gsize, n_columns);
  for (gsize column = 0; column < n_columns; column++)
    self->places[column] = column;
  self->residual = g_try_new0 (double, n *n_columns);
  self->value = g_try_new0 (double, n *n_columns);
  self->residuals = g_try_new0 (double, n *n_columns *DEPTH);
  self->values = g_try_new0 (double, n *n_columns *DEPTH);
  self->work = g_try_new0 (double, n);
  if (self->residual == NULL || self->value == NULL || self->residuals == NULL ||
      self->values == NULL || self->work == NULL)
    g_clear_pointer (&self, rc_anderson_free);
  return self;
}

void
rc_anderson_free (RcAnderson *self)
{
  g_free (self->places);
  g_free (self->residual);
  g_free (self->value);
  g_free (self->residuals);
  g_free (self->values);
  g_free (self->work);
  g_free (self);
}

/* Notes the latest residual and value of a column and their differences from
   those before. Returns the largest residual. */
static double
remember (RcAnderson *self, gsize column, const gsl_matrix *x, const gsl_matrix *fx)
{
  gsize n = self->n, slot = self->n_steps > 0 ? (self->n_steps - 1) % DEPTH : 0;
  gsize place = self->places[column];
  double *residual = self->residual + place * n, *value = self->value + place * n;
  double *residuals = self->residuals + (place * DEPTH + slot) * n;
  double *values = self->values + (place * DEPTH + slot) * n;
  const double *point = x->data + column, *image = fx->data + column;
  double largest = 0.0;

  for (gsize i = 0; i < n; i++) {
    double f = image[i * fx->tda], r = f - point[i * x->tda];

    residuals[i] = r - residual[i];
    values[i] = f - value[i];
    residual[i] = r;
    value[i] = f;
    /* once NaN, it stays NaN */
    if (fabs (r) > largest || isnan (r))
      largest = fabs (r);
  }
  return largest;
}

/*
 * γ that makes r - ΔR γ shortest, by the normal equations of the differences
 * scaled to length 1. The small ridge keeps nearly parallel ones from blowing up
 * γ; since each step begins from a fresh residual it costs no accuracy.
 * Returns FALSE if they are too parallel even so.
 */
static gboolean
fit (RcAnderson *self, gsize place, gsize depth, double *gamma)
{
  int n = (int)self->n, d = (int)depth;
  const double *differences = self->residuals + place * DEPTH * self->n;
  double gram[DEPTH * DEPTH], scale[DEPTH];

  cblas_dsyrk (CblasRowMajor, CblasUpper, CblasNoTrans, d, n, 1.0, differences, n, 0.0, gram, d);
  cblas_dgemv (CblasRowMajor,
               CblasNoTrans,
               d,
               n,
               1.0,
               differences,
               n,
               self->residual + place * self->n,
               1,
               0.0,
               gamma,
               1);
  for (gsize i = 0; i < depth; i++)
    scale[i] = gram[i * depth + i] > 0.0 ? 1.0 / sqrt (gram[i * depth + i]) : 0.0;
  for (gsize i = 0; i < depth; i++) {
    for (gsize j = i; j < depth; j++)
      gram[i * depth + j] *= scale[i] * scale[j];
    gram[i * depth + i] = 1.0 + RIDGE;
    gamma[i] *= scale[i];
  }
  if (LAPACKE_dposv (LAPACK_ROW_MAJOR, 'U', d, 1, gram, d, gamma, 1) != 0)
    return FALSE;
  for (gsize i = 0; i < depth; i++)
    gamma[i] *= scale[i];
  return TRUE;
}

/* x ← f - ΔF γ */
static void
extrapolate (RcAnderson *self, gsize column, gsize depth, gsl_matrix *x)
{
  gsize n = self->n, place = self->places[column];
  const double *values = self->values + place * DEPTH * n;
  double gamma[DEPTH];

  memcpy (self->work, self->value + place * n, n * sizeof (double));
  if (depth > 0 && fit (self, place, depth, gamma))
    cblas_dgemv (CblasRowMajor,
                 CblasTrans,
                 (int)depth,
                 (int)n,
                 -1.0,
                 values,
                 (int)n,
                 gamma,
                 1,
                 1.0,
                 self->work,
                 1);
  for (gsize i = 0; i < n; i++)
    x->data[i * x->tda + column] = self->work[i];
}

/**
 * rc_anderson_step:
 * @x: n × n_columns, the latest points; the next ones on return
 * @fx: f of the latest points
 * @residuals: (out): n_columns: the largest |f(x) - x| in each of them
 *
 * Returns: the largest |f(x) - x| that the latest points had; not finite if
 *   any of them is not
 */
double
rc_anderson_step (RcAnderson *self, gsl_matrix *x, const gsl_matrix *fx, double *residuals)
{
  gsize depth = MIN (MIN (self->n_steps, DEPTH), self->n);
  double largest = 0.0;

  for (gsize column = 0; column < self->n_columns; column++) {
    residuals[column] = remember (self, column, x, fx);
    if (residuals[column] > largest || isnan (residuals[column]))
      largest = residuals[column];
  }
  if (isfinite (largest))
    for (gsize column = 0; column < self->n_columns; column++)
      extrapolate (self, column, depth, x);
  self->n_steps++;
  return largest;
}

/**
 * rc_anderson_drop:
 * @column: one that needs no more steps
 *
 * From now on the points have a column less: those behind it move up.
 */
void
rc_anderson_drop (RcAnderson *self, gsize column)
{
  g_return_if_fail (column < self->n_columns);

  self->n_columns--;
  memmove (self->places + column,
           self->places + column + 1,
           (self->n_columns - column) * sizeof *self->places);
}
