/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-nyquist.h"

#include <complex.h>
#include <math.h>

/* How far points may be from each other, of the largest of them: chords of such a length are at
 * most 0.1 % of the largest |H| away from a circle that reaches to 0. */
#define MAX_STEP 0.06
/* How often an interval is halved at most */
#define MAX_DEPTH 7

/* The curve while it is made */
typedef struct {
  const RcLocalDynamics *dynamics;
  double complex *matrix; /* K×K, room for a response */
  double max_step;
  GArray *real;
  GArray *imaginary;
} Curve;

static void
append (Curve *self, double complex h)
{
  double real = creal (h), imaginary = cimag (h);

  g_array_append_val (self->real, real);
  g_array_append_val (self->imaginary, imaginary);
}

/* What is drawn of a response: tr H / K */
static double complex
find_answer (Curve *self, double frequency)
{
  gsize k = self->dynamics->n_outputs;
  double complex trace = 0.0;

  if (!rc_local_dynamics_response (self->dynamics, I * frequency, self->matrix))
    return NAN;
  for (gsize i = 0; i < k; i++)
    trace += self->matrix[i * k + i];
  return trace / (double)k;
}

/* What lies between two points that are too far apart: not the points themselves */
static void
fill (Curve *self, double w1, double complex h1, double w2, double complex h2, int depth)
{
  double middle = sqrt (w1 * w2);
  double complex h;

  if (depth == 0 || !(cabs (h2 - h1) > self->max_step) || !(middle > w1 && middle < w2))
    return;
  h = find_answer (self, middle);
  if (!isfinite (cabs (h)))
    return;
  fill (self, w1, h1, middle, h, depth - 1);
  append (self, h);
  fill (self, middle, h, w2, h2, depth - 1);
}

/**
 * fig_nyquist_new:
 * @name: whose response it is
 * @dynamics: what responds
 * @n_points: how many frequencies, ascending
 * @frequencies: (array length=n_points): ω, at least 0
 * @real: (array length=n_points): of tr H(iω) / K there, NaN where it is not known
 * @imaginary: (array length=n_points): likewise
 *
 * The curve that the response describes in its plane. Near a resonance it goes round most of a
 * circle between two frequencies: there it is evaluated between them. Cost: a response for each
 * point that is added, some dozens for a circle.
 *
 * Returns: (transfer full): the points given, and those between them
 */
FigSeries *
fig_nyquist_new (const char *name,
                 const RcLocalDynamics *dynamics,
                 gsize n_points,
                 const double *frequencies,
                 const double *real,
                 const double *imaginary)
{
  g_autofree double complex *matrix = g_new (double complex,
                                             dynamics->n_outputs * dynamics->n_outputs);
  g_autoptr (GArray) curve_real = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) curve_imaginary = g_array_new (FALSE, FALSE, sizeof (double));
  Curve curve = {
    .dynamics = dynamics, .matrix = matrix, .real = curve_real, .imaginary = curve_imaginary
  };

  for (gsize i = 0; i < n_points; i++)
    curve.max_step = fmax (curve.max_step, MAX_STEP * hypot (real[i], imaginary[i]));

  for (gsize i = 0; i < n_points; i++) {
    double complex h = real[i] + I * imaginary[i];

    if (i > 0)
      fill (&curve,
            frequencies[i - 1],
            real[i - 1] + I * imaginary[i - 1],
            frequencies[i],
            h,
            MAX_DEPTH);
    append (&curve, h);
  }
  return fig_series_new (name,
                         "theory",
                         curve_real->len,
                         &g_array_index (curve_real, double, 0),
                         &g_array_index (curve_imaginary, double, 0));
}
