/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-rectifier-tail.h"

#include <math.h>

#include "rc-normal.h"

/* The intervals end where the integrand has fallen by exp(-12) and by exp(-40): Gauss-Legendre
   quadrature with 40 nodes is exact to round-off on each. */
#define NEAR 12.0
#define FAR 40.0
/* So many of its deviations the smoothed corner of the inner average reaches to either side. */
#define CORNER 8.0
#define MAX_ENDS 6
/* From here on the difference of two terms would cancel, and so many levels of the fraction are
   exact to round-off. */
#define FAR_TAIL 4.0
#define N_FRACTIONS 40

/* ϕ(x) - xQ(x) = ∫_x^∞ Q, of the density ϕ and the tail Q: the repeated integrals I_n of ϕ obey
   n I_n = I_{n-2} - x I_{n-1}, and the ratio of I_1 to I_0 = Q is a continued fraction. */
static double
integrated_tail (double x)
{
  double ratio = 0.0;

  if (x < FAR_TAIL)
    return rc_normal_density (x) - x * rc_normal_tail (x);
  for (guint n = N_FRACTIONS; n > 0; n--)
    ratio = 1.0 / (x + (n + 1.0) * ratio);
  return rc_normal_tail (x) * ratio;
}

/**
 * rc_rectifier_mean:
 * @deviation: at least 0
 *
 * Returns: ⟨max(y, 0)⟩ for a normal y, with a small relative error
 */
double
rc_rectifier_mean (double mean, double deviation)
{
  if (deviation <= 0.0)
    return MAX (mean, 0.0);
  return deviation * integrated_tail (-mean / deviation);
}

static void
add_interval (const gsl_integration_glfixed_table *table,
              const RcQuadrant *quadrant,
              double left,
              double right,
              double *probability,
              double *average)
{
  for (size_t i = 0; i < table->n; i++) {
    double t, weight, mean;

    gsl_integration_glfixed_point (left, right, i, &t, &weight, table);
    weight *= rc_normal_density (quadrant->h + t);
    mean = quadrant->r * t - quadrant->kh; /* of v - k, given u = h + t */
    *probability += weight *
                    (quadrant->s > 0.0 ? rc_normal_tail (-mean / quadrant->s) : mean >= 0.0);
    *average += weight * t * MAX (rc_rectifier_mean (mean, quadrant->s), 0.0);
  }
}

static void
add_end (double *ends, guint *n, double end, double last)
{
  guint i = *n;

  if (!(end > 0.0 && end < last))
    return;
  for (; i > 0 && ends[i - 1] > end; i--)
    ends[i] = ends[i - 1];
  ends[i] = end;
  ++*n;
}

/**
 * rc_rectifier_tail:
 * @table: nodes and weights, 40 for round-off
 * @quadrant: with the larger threshold above 0
 * @probability: (out): P(u > h, v > k)
 * @average: (out): ⟨max(u - h, 0) max(v - k, 0)⟩
 *
 * An integral over u, if h is the larger of the thresholds. All that is added up is positive, so
 * that the error is small relative to the result, however small that is. With t = u - h the
 * integrand falls as exp(-(h-rk)t/(1-r²)) before the corner, where k is the mean of v, and as
 * exp(-ht) behind it. Cost: some 200 nodes of a few exponential functions each.
 */
void
rc_rectifier_tail (const gsl_integration_glfixed_table *table,
                   const RcQuadrant *quadrant,
                   double *probability,
                   double *average)
{
  RcQuadrant q = *quadrant;
  double last, left = 0.0, ends[MAX_ENDS + 1];
  guint n = 0;

  if (q.k > q.h)
    q = (RcQuadrant){ q.k, q.h, q.hk, q.kh, q.r, q.s };
  last = FAR / q.h;
  if (q.s > 0.0) {
    double scale = 1.0 / (MAX (q.hk, 0.0) / (q.s * q.s) + 1.0 / q.s);

    add_end (ends, &n, NEAR * scale, last);
    add_end (ends, &n, FAR * scale, last);
  }
  for (gint side = -1; side <= 1; side++)
    add_end (ends, &n, (q.kh + side * CORNER * q.s) / q.r, last);
  add_end (ends, &n, NEAR / q.h, last);
  ends[n++] = last;

  *probability = *average = 0.0;
  for (guint i = 0; i < n; i++) {
    add_interval (table, &q, left, ends[i], probability, average);
    left = ends[i];
  }
}
