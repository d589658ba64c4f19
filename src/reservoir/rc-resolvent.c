/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-resolvent.h"

#include <math.h>
#include <string.h>

#include "rc-linear.h"

/* The modes serve as a basis where no uᴴv, for vectors of norm 1, is smaller: the
   error of what is computed in it is larger than in Schur's by no more than the
   inverse of this. */
#define MODES_APART 2e-3
/* How many frequencies are computed side by side. */
#define LANES 8
/* After so many steps of the modes' decay it is computed afresh. */
#define FRESH_STEPS 64

/* uᴴv of mode i */
static double complex
overlap (gsize n, const double complex *left, const double complex *right, gsize i)
{
  double complex sum = 0.0;

  for (gsize l = 0; l < n; l++)
    sum += conj (left[l * n + i]) * right[l * n + i];
  return sum;
}

/* column i of the basis, or its dual, with a real n×k matrix: k numbers, one after
   each stride */
static void
project (const RcResolvent *self,
         const double complex *basis,
         gboolean conjugate,
         gsize i,
         const double *matrix,
         gsize stride,
         double complex *row)
{
  for (gsize j = 0; j < self->k; j++) {
    double complex sum = 0.0;

    for (gsize l = 0; l < self->n; l++)
      sum += basis[l * self->n + i] * matrix[l * self->k + j];
    row[j * stride] = conjugate ? conj (sum) : sum;
  }
}

/* FALSE where two modes are nearly one. */
static gboolean
use_modes (RcResolvent *self,
           const double *feedback,
           const double *observation,
           const double complex *left,
           const double complex *right)
{
  gsize n = self->n, k = self->k;

  for (gsize i = 0; i < n; i++) {
    double complex norm = overlap (n, left, right, i);

    if (!(cabs (norm) >= MODES_APART))
      return FALSE;
    project (self, left, TRUE, i, feedback, 1, self->driven + i * k);
    project (self, right, FALSE, i, observation, n, self->seen + i);
    for (gsize j = 0; j < k; j++)
      self->driven[i * k + j] /= norm;
  }
  return TRUE;
}

static gboolean
use_schur (RcResolvent *self,
           const double *jacobian,
           const double *feedback,
           const double *observation,
           GError **error)
{
  gsize n = self->n, k = self->k;
  g_autofree double complex *vectors = g_new (double complex, n *n);

  self->triangular = g_new (double complex, n *n);
  for (gsize i = 0; i < n * n; i++)
    self->triangular[i] = jacobian[i];
  if (!rc_schur (n, self->triangular, vectors, error))
    return FALSE;
  for (gsize i = 0; i < n; i++) {
    project (self, vectors, TRUE, i, feedback, 1, self->driven + i * k);
    project (self, vectors, FALSE, i, observation, n, self->seen + i);
    self->poles[i] = self->triangular[i * n + i];
  }
  return TRUE;
}

/**
 * rc_resolvent_new:
 * @n: the order
 * @k: how many columns
 * @jacobian: J, n×n, finite
 * @feedback: F, n×k
 * @observation: n×k
 * @poles: J's eigenvalues
 * @left: n×n, its left eigenvectors, of norm 1, as columns
 * @right: n×n, its right ones
 * @error: set to %RC_ERROR_LAPACK
 *
 * Cost: k n², or a Schur decomposition where the modes do not stand apart.
 *
 * Returns: (transfer full) (nullable): the resolvent
 */
RcResolvent *
rc_resolvent_new (gsize n,
                  gsize k,
                  const double *jacobian,
                  const double *feedback,
                  const double *observation,
                  const double complex *poles,
                  const double complex *left,
                  const double complex *right,
                  GError **error)
{
  g_autoptr (RcResolvent) self = g_new0 (RcResolvent, 1);

  self->n = n;
  self->k = k;
  self->poles = g_memdup2 (poles, n * sizeof *poles);
  self->driven = g_new (double complex, n *k);
  self->seen = g_new (double complex, k *n);
  if (!use_modes (self, feedback, observation, left, right) &&
      !use_schur (self, jacobian, feedback, observation, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rc_resolvent_free (RcResolvent *self)
{
  g_free (self->poles);
  g_free (self->triangular);
  g_free (self->driven);
  g_free (self->seen);
  g_free (self);
}

/* x = (s - J)^-1 x by back substitution; FALSE if s is a pole */
static gboolean
substitute (const RcResolvent *self, double complex s, double complex *x)
{
  gsize n = self->n, k = self->k;

  for (gsize i = n; i-- > 0;) {
    double complex pivot = s - self->poles[i];

    if (pivot == 0.0)
      return FALSE;
    for (gsize j = 0; j < k; j++) {
      double complex sum = x[i * k + j];

      for (gsize l = i + 1; self->triangular != NULL && l < n; l++)
        sum += self->triangular[i * n + l] * x[l * k + j];
      x[i * k + j] = sum / pivot;
    }
  }
  return TRUE;
}

static void
observe (const RcResolvent *self, const double complex *x, double complex *value)
{
  gsize n = self->n, k = self->k;

  for (gsize a = 0; a < k; a++) {
    for (gsize b = 0; b < k; b++) {
      double complex sum = 0.0;

      for (gsize l = 0; l < n; l++)
        sum += self->seen[a * n + l] * x[l * k + b];
      value[a * k + b] = sum;
    }
  }
}

/**
 * rc_resolvent_evaluate:
 * @s: a complex frequency
 * @value: (out): observationᵀ (sI - J)^-1 F, k×k
 * @slope: (out) (optional): its derivative by s, -observationᵀ (sI - J)^-2 F
 *
 * Returns: %FALSE if s is a pole
 */
gboolean
rc_resolvent_evaluate (const RcResolvent *self,
                       double complex s,
                       double complex *value,
                       double complex *slope)
{
  gsize kk = self->k * self->k;
  g_autofree double complex *x = g_memdup2 (self->driven, self->n * self->k * sizeof *x);

  if (!substitute (self, s, x))
    return FALSE;
  observe (self, x, value);
  if (slope == NULL)
    return TRUE;
  if (!substitute (self, s, x))
    return FALSE;
  observe (self, x, slope);
  for (gsize i = 0; i < kk; i++)
    slope[i] = -slope[i];
  return TRUE;
}

/* (re + i im)[lane] += (a + i b)(c + i d)[lane] */
static inline G_ALWAYS_INLINE void
add_product (double complex factor,
             const double *restrict c,
             const double *restrict d,
             double *restrict re,
             double *restrict im)
{
  double a = creal (factor), b = cimag (factor);

  for (gsize f = 0; f < LANES; f++) {
    re[f] += a * c[f] - b * d[f];
    im[f] += a * d[f] + b * c[f];
  }
}

/* Several frequencies at once, each a lane of a vector: x holds the real parts and
   the imaginary ones of n×k numbers in all lanes. */
static inline G_ALWAYS_INLINE void
evaluate_lanes_inline (const RcResolvent *self, const double *frequencies, double *x, double *out)
{
  gsize n = self->n, k = self->k;

  for (gsize i = n; i-- > 0;) {
    double re[LANES], im[LANES];

    for (gsize f = 0; f < LANES; f++) {
      double a = -creal (self->poles[i]), b = frequencies[f] - cimag (self->poles[i]);
      double scale = 1.0 / (a * a + b * b);

      re[f] = a * scale;
      im[f] = -b * scale;
    }
    for (gsize j = 0; j < k; j++) {
      double sum_re[LANES], sum_im[LANES];
      double *own = x + 2 * LANES * (i * k + j);

      for (gsize f = 0; f < LANES; f++) {
        sum_re[f] = creal (self->driven[i * k + j]);
        sum_im[f] = cimag (self->driven[i * k + j]);
      }
      for (gsize l = i + 1; self->triangular != NULL && l < n; l++) {
        const double *other = x + 2 * LANES * (l * k + j);

        add_product (self->triangular[i * n + l], other, other + LANES, sum_re, sum_im);
      }
      for (gsize f = 0; f < LANES; f++) {
        own[f] = sum_re[f] * re[f] - sum_im[f] * im[f];
        own[LANES + f] = sum_re[f] * im[f] + sum_im[f] * re[f];
      }
    }
  }
  for (gsize a = 0; a < k; a++) {
    for (gsize b = 0; b < k; b++) {
      double *sum = out + 2 * LANES * (a * k + b);
      double sum_re[LANES] = { 0.0 }, sum_im[LANES] = { 0.0 };

      for (gsize l = 0; l < n; l++) {
        const double *other = x + 2 * LANES * (l * k + b);

        add_product (self->seen[a * n + l], other, other + LANES, sum_re, sum_im);
      }
      memcpy (sum, sum_re, sizeof sum_re);
      memcpy (sum + LANES, sum_im, sizeof sum_im);
    }
  }
}

#ifdef __x86_64__
/* The same for processors with wider vectors. */
__attribute__ ((target ("avx2,fma"))) static void
evaluate_lanes_wide (const RcResolvent *self, const double *frequencies, double *x, double *out)
{
  evaluate_lanes_inline (self, frequencies, x, out);
}
#endif

static void
evaluate_lanes (const RcResolvent *self, const double *frequencies, double *x, double *out)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma")) {
    evaluate_lanes_wide (self, frequencies, x, out);
    return;
  }
#endif
  evaluate_lanes_inline (self, frequencies, x, out);
}

/**
 * rc_resolvent_evaluate_axis:
 * @n_frequencies: how many
 * @frequencies: ω
 * @values: (out): observationᵀ (iωI - J)^-1 F, n_frequencies×k×k; NaN where iω is a
 *   pole
 *
 * Cost: k² n for each frequency, and k n²/2 more in Schur's basis.
 */
void
rc_resolvent_evaluate_axis (const RcResolvent *self,
                            gsize n_frequencies,
                            const double *frequencies,
                            double complex *values)
{
  gsize kk = self->k * self->k;
  g_autofree double *x = g_new (double, 2 * LANES * self->n * self->k);
  g_autofree double *out = g_new (double, 2 * LANES * kk);

  for (gsize begin = 0; begin < n_frequencies; begin += LANES) {
    gsize n = MIN (LANES, n_frequencies - begin);
    double lanes[LANES];

    for (gsize f = 0; f < LANES; f++)
      lanes[f] = frequencies[begin + MIN (f, n - 1)];
    evaluate_lanes (self, lanes, x, out);
    for (gsize f = 0; f < n; f++) {
      for (gsize i = 0; i < kk; i++) {
        double re = out[2 * LANES * i + f], im = out[2 * LANES * i + LANES + f];
        gboolean is_finite = isfinite (re) && isfinite (im);

        values[(begin + f) * kk + i] = is_finite ? CMPLX (re, im) : CMPLX (NAN, NAN);
      }
    }
  }
}

/**
 * rc_resolvent_impulse:
 * @kick: k numbers
 * @time_step: the time between two points
 * @n_times: how many points, the first at t = 0
 * @output: (out): observationᵀ exp(J t) F kick, n_times×k; NaN past overflow
 *
 * Cost: k n for each point.
 *
 * Returns: %FALSE in Schur's basis, where the modes' exponentials are not enough
 */
gboolean
rc_resolvent_impulse (
  const RcResolvent *self, const double *kick, double time_step, gsize n_times, double *output)
{
  gsize n = self->n, k = self->k;
  g_autofree double complex *amplitudes = g_new (double complex, n);
  g_autofree double complex *modes = g_new (double complex, n);
  g_autofree double complex *decay = g_new (double complex, n);

  if (self->triangular != NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++) {
    amplitudes[i] = 0.0;
    decay[i] = cexp (self->poles[i] * time_step);
    for (gsize j = 0; j < k; j++)
      amplitudes[i] += self->driven[i * k + j] * kick[j];
  }
  for (gsize t = 0; t < n_times; t++) {
    for (gsize i = 0; i < n; i++)
      modes[i] = t % FRESH_STEPS == 0
                   ? amplitudes[i] * cexp (self->poles[i] * (time_step * (double)t))
                   : modes[i] * decay[i];
    for (gsize j = 0; j < k; j++) {
      double sum = 0.0;

      for (gsize i = 0; i < n; i++)
        sum += creal (self->seen[j * n + i]) * creal (modes[i]) -
               cimag (self->seen[j * n + i]) * cimag (modes[i]);
      output[t * k + j] = isfinite (sum) ? sum : NAN;
    }
  }
  return TRUE;
}
