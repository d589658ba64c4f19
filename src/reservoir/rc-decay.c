/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-decay.h"

#include <math.h>
#include <string.h>

#include <lapacke.h>

#include "rc-linear.h"

/* More points than this are thinned out: they would only cost time. */
#define MAX_POINTS 168

typedef struct {
  gsize n; /* points in time */
  double interval;
  gsize n_outputs;
  double *values; /* n × K */
  gsize length;   /* L: of the windows that are compared, less one */
  double *rows;   /* the right singular vectors of all windows, by falling value */
  gsize n_rows;
} Data;

/* Windows of L + 1 successive values, a row each: Σ c zᵗ (1, z, …, z^L). */
static gboolean
data_init (Data *self, gsize n_times, double interval, gsize n_outputs, const double *values)
{
  gsize stride = (n_times + MAX_POINTS - 1) / MAX_POINTS, n_windows, columns;
  g_autofree double *windows = NULL;
  g_autofree double *singular = NULL;
  g_autofree double *left = NULL;

  self->n = (n_times + stride - 1) / stride;
  self->interval = interval * (double)stride;
  self->n_outputs = n_outputs;
  self->length = self->n / 3;
  columns = self->length + 1;
  n_windows = (self->n - self->length) * n_outputs;
  self->values = g_new (double, self->n *n_outputs);
  for (gsize i = 0; i < self->n; i++)
    memcpy (
      self->values + i * n_outputs, values + i * stride * n_outputs, n_outputs * sizeof *values);
  windows = g_new (double, n_windows *columns);
  for (gsize k = 0; k < n_outputs; k++)
    for (gsize i = 0; i < self->n - self->length; i++)
      for (gsize j = 0; j < columns; j++)
        windows[(k * (self->n - self->length) + i) * columns + j] =
          self->values[(i + j) * n_outputs + k];

  self->n_rows = MIN (n_windows, columns);
  self->rows = g_new (double, self->n_rows *columns);
  singular = g_new (double, self->n_rows);
  left = g_new (double, n_windows * self->n_rows);
  return LAPACKE_dgesdd (LAPACK_ROW_MAJOR,
                         'S',
                         (lapack_int)n_windows,
                         (lapack_int)columns,
                         windows,
                         (lapack_int)columns,
                         singular,
                         left,
                         (lapack_int)self->n_rows,
                         self->rows,
                         (lapack_int)columns) == 0;
}

static void
data_clear (Data *self)
{
  g_free (self->values);
  g_free (self->rows);
}

/* The z = e^{λ interval} by which the space of the first p rows goes over into itself
   when it is shifted by one point: the eigenvalues of V₁⁺ V₂. */
static gboolean
find_poles (const Data *self, gsize p, double complex *poles)
{
  gsize l = self->length, columns = l + 1;
  g_autofree double *v1 = g_new (double, l *p);
  g_autofree double *v2 = g_new (double, l *p);
  g_autofree double *shift = g_new (double, p *p);

  for (gsize i = 0; i < l; i++)
    for (gsize j = 0; j < p; j++) {
      v1[i * p + j] = self->rows[j * columns + i];
      v2[i * p + j] = self->rows[j * columns + i + 1];
    }
  if (LAPACKE_dgels (LAPACK_ROW_MAJOR,
                     'N',
                     (lapack_int)l,
                     (lapack_int)p,
                     (lapack_int)p,
                     v1,
                     (lapack_int)p,
                     v2,
                     (lapack_int)p) != 0)
    return FALSE;
  memcpy (shift, v2, p * p * sizeof *shift);
  if (!rc_eigenvalues (p, shift, poles, NULL))
    return FALSE;
  for (gsize i = 0; i < p; i++) {
    poles[i] = clog (poles[i]) / self->interval;
    if (!isfinite (creal (poles[i])) || !isfinite (cimag (poles[i])))
      return FALSE;
  }
  rc_sort_by_real_part (p, poles);
  return TRUE;
}

/* The solution of the normal equations JᴴJ c = Jᴴy, with J a row for each point and the
   inverse of JᴴJ for what it says of errors. */
static gboolean
solve_normal (gsize n_rows,
              gsize n_columns,
              const double complex *j,
              const double complex *y,
              double complex *solution,
              double complex *inverse)
{
  g_autofree double complex *normal = g_new0 (double complex, n_columns *n_columns);

  memset (inverse, 0, n_columns * n_columns * sizeof *inverse);
  for (gsize a = 0; a < n_columns; a++) {
    inverse[a * n_columns + a] = 1.0;
    for (gsize b = 0; b < n_columns; b++)
      for (gsize i = 0; i < n_rows; i++)
        normal[a * n_columns + b] += conj (j[i * n_columns + a]) * j[i * n_columns + b];
  }
  if (!rc_solve_complex (n_columns, n_columns, normal, inverse))
    return FALSE;
  for (gsize a = 0; y != NULL && a < n_columns; a++) {
    solution[a] = 0.0;
    for (gsize b = 0; b < n_columns; b++) {
      double complex projection = 0.0;

      for (gsize i = 0; i < n_rows; i++)
        projection += conj (j[i * n_columns + b]) * y[i];
      solution[a] += inverse[a * n_columns + b] * projection;
    }
  }
  return TRUE;
}

/* c of each output and mode, K × p, and the sum of squares that they leave. */
static gboolean
fit_amplitudes (
  const Data *self, gsize p, const double complex *poles, double complex *amplitudes, double *left)
{
  g_autofree double complex *j = g_new (double complex, self->n *p);
  g_autofree double complex *y = g_new (double complex, self->n);
  g_autofree double complex *inverse = g_new (double complex, p *p);

  *left = 0.0;
  for (gsize i = 0; i < self->n; i++)
    for (gsize m = 0; m < p; m++)
      j[i * p + m] = cexp (poles[m] * self->interval * (double)i);
  for (gsize k = 0; k < self->n_outputs; k++) {
    for (gsize i = 0; i < self->n; i++)
      y[i] = self->values[i * self->n_outputs + k];
    if (!solve_normal (self->n, p, j, y, amplitudes + k * p, inverse))
      return FALSE;
    for (gsize i = 0; i < self->n; i++) {
      double complex rest = y[i];

      for (gsize m = 0; m < p; m++)
        rest -= amplitudes[k * p + m] * j[i * p + m];
      *left += creal (rest * conj (rest));
    }
  }
  return isfinite (*left);
}

/* Standard errors by linearisation, for residuals that are independent: those of the
   poles from σ²(JᴴJ)^-1 over amplitudes and poles together. */
static void
find_errors (const Data *self,
             gsize p,
             const double complex *poles,
             const double complex *amplitudes,
             double left,
             double *errors)
{
  gsize k = self->n_outputs, n_rows = self->n * k, n_columns = p * (k + 1);
  g_autofree double complex *j = g_new0 (double complex, n_rows *n_columns);
  g_autofree double complex *inverse = g_new (double complex, n_columns *n_columns);
  double freedom = (double)n_rows - (double)n_columns, variance = left / freedom;
  gboolean solved;

  for (gsize i = 0; i < n_rows; i++)
    for (gsize m = 0; m < p; m++) {
      double t = self->interval * (double)(i / k);
      double complex e = cexp (poles[m] * t);

      j[i * n_columns + m] = amplitudes[(i % k) * p + m] * t * e;
      j[i * n_columns + p * (1 + i % k) + m] = e;
    }
  solved = freedom > 0.0 && solve_normal (n_rows, n_columns, j, NULL, NULL, inverse);
  for (gsize m = 0; m < p; m++) {
    double both = solved ? variance * creal (inverse[m * n_columns + m]) : NAN;

    /* of a complex pole, real and imaginary part share it */
    errors[m] = sqrt (cimag (poles[m]) != 0.0 ? 0.5 * both : both);
  }
}

/**
 * rc_decay_fit:
 * @n_times: how many points in time, at least 12
 * @interval: the time between them
 * @n_outputs: K
 * @values: n_times × K: what relaxes to 0
 * @max_modes: how many modes there may be, at most %RC_DECAY_MAX_MODES
 * @tolerance: the residual that is good enough, relative: as many modes are used as
 *   that takes
 * @decay: (out): the fit
 *
 * Fits Σ c e^{λt} with the same poles to all outputs, by the singular vectors of the
 * data's windows (the matrix pencil of Y. Hua and T. K. Sarkar, IEEE Trans. Acoust.
 * Speech Signal Process. 38, 814, 1990), which needs no starting values. Standard
 * errors take what is left for independent noise.
 *
 * Returns: %FALSE if nothing can be fitted: values that are 0 or not finite
 */
gboolean
rc_decay_fit (gsize n_times,
              double interval,
              gsize n_outputs,
              const double *values,
              gsize max_modes,
              double tolerance,
              RcDecay *decay)
{
  g_autofree double complex *amplitudes = g_new (double complex, RC_DECAY_MAX_MODES *n_outputs);
  double power = 0.0, best = INFINITY;
  Data data = { 0 };

  g_return_val_if_fail (n_times >= 12 && max_modes <= RC_DECAY_MAX_MODES, FALSE);

  decay->n_modes = 0;
  for (gsize i = 0; i < n_times * n_outputs; i++)
    power += values[i] * values[i];
  if (!isfinite (power) || power == 0.0)
    return FALSE;

  if (data_init (&data, n_times, interval, n_outputs, values)) {
    power = 0.0;
    for (gsize i = 0; i < data.n * n_outputs; i++)
      power += data.values[i] * data.values[i];
    for (gsize p = 1; p <= MIN (max_modes, data.n_rows / 2) && !(best <= tolerance); p++) {
      double complex poles[RC_DECAY_MAX_MODES];
      double left;

      if (!find_poles (&data, p, poles) || !fit_amplitudes (&data, p, poles, amplitudes, &left) ||
          sqrt (left / power) >= best)
        continue;
      best = decay->residual = sqrt (left / power);
      decay->n_modes = p;
      memcpy (decay->poles, poles, p * sizeof *poles);
      find_errors (&data, p, poles, amplitudes, left, decay->errors);
    }
  }
  data_clear (&data);
  return decay->n_modes > 0;
}
