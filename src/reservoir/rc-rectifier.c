/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-rectifier.h"

#include <math.h>

#include <gsl/gsl_integration.h>

#include "rc-determinant.h"
#include "rc-normal.h"
#include "rc-rectifier-tail.h"

/* 1 - r² below this is the round-off of covariances that are perfectly correlated. */
#define PERFECT 1e-15

/*
 * Owen's T(h, a) = (1/2π) ∫_0^a exp(-h²(1 + x²)/2)/(1 + x²) dx for 0 ≤ a ≤ 1,
 * where the integrand is analytic and Gauss-Legendre converges to round-off.
 */
static double
owen_t_inner (const gsl_integration_glfixed_table *table, double h, double a)
{
  double sum = 0.0;

  for (size_t i = 0; i < table->n; i++) {
    double x, w;

    gsl_integration_glfixed_point (0.0, a, i, &x, &w, table);
    sum += w * exp (-0.5 * h * h * (1.0 + x * x)) / (1.0 + x * x);
  }
  return sum / (2.0 * G_PI);
}

/* Owen's T(h, ah/h), for any sign and size; ah is given since h may be 0. */
static double
owen_t (const gsl_integration_glfixed_table *table, double h, double ah)
{
  double sign = (h < 0.0) == (ah < 0.0) ? 1.0 : -1.0;

  /* T is even in h and odd in a. */
  h = fabs (h);
  ah = fabs (ah);
  if (ah <= h)
    return h > 0.0 ? sign * owen_t_inner (table, h, ah / h) : 0.0;
  return sign * (0.5 * (rc_normal_tail (h) + rc_normal_tail (ah)) -
                 rc_normal_tail (h) * rc_normal_tail (ah) - owen_t_inner (table, ah, h / ah));
}

/*
 * P(u > h, v > k) for standard normal u, v, by D. B. Owen, Annals of
 * Mathematical Statistics 27, 1075 (1956); @ah = (k - rh)/√(1-r²) and
 * @ak = (h - rk)/√(1-r²) for the correlation r.
 */
static double
orthant (const gsl_integration_glfixed_table *table, double h, double k, double ah, double ak)
{
  gboolean opposite = h * k < 0.0 || (h * k == 0.0 && h + k < 0.0);

  return 0.5 * (rc_normal_tail (h) + rc_normal_tail (k)) - owen_t (table, h, ah) -
         owen_t (table, k, ak) - (opposite ? 0.5 : 0.0);
}

/* One of the two variables does not vary: the average factorises. */
static void
constant_moments (double threshold1, double threshold2, double c11, double c22, RcMoments *moments)
{
  double deviation1 = sqrt (MAX (c11, 0.0)), deviation2 = sqrt (MAX (c22, 0.0));
  double above1 = deviation1 > 0.0 ? rc_normal_tail (threshold1 / deviation1) : threshold1 < 0.0;
  double above2 = deviation2 > 0.0 ? rc_normal_tail (threshold2 / deviation2) : threshold2 < 0.0;
  double mean1 = rc_rectifier_mean (-threshold1, deviation1);
  double mean2 = rc_rectifier_mean (-threshold2, deviation2);

  moments->value = mean1 * mean2;
  moments->slope = above1 * above2;
  moments->curvature = deviation2 > 0.0
                         ? mean1 * rc_normal_density (threshold2 / deviation2) / deviation2
                         : 0.0;
}

/* k - rh without cancellation where the correlation is near ±1; s = √(1-r²) */
static double
subtract (double k, double r, double h, double s)
{
  return r > 0.0 ? (k - h) + s * s / (1.0 + r) * h : (k + h) - s * s / (1.0 - r) * h;
}

/* P(u > h, v > k) and E[(u-h)(v-k); u>h, v>k], term by term */
static void
closed_form (const gsl_integration_glfixed_table *table,
             const RcQuadrant *quadrant,
             double *probability,
             double *average)
{
  double h = quadrant->h, k = quadrant->k, r = quadrant->r, s = quadrant->s;
  double kh = quadrant->kh, hk = quadrant->hk;
  double ah = s > 0.0 ? kh / s : (kh == 0.0 ? 0.0 : copysign (INFINITY, kh));
  double ak = s > 0.0 ? hk / s : (hk == 0.0 ? 0.0 : copysign (INFINITY, hk));

  if (h == 0.0 && k == 0.0)
    *probability = 0.25 + atan2 (r, s) / (2.0 * G_PI);
  else
    *probability = MAX (orthant (table, h, k, ah, ak), 0.0);
  *average = (r + h * k) * *probability - k * rc_normal_density (h) * rc_normal_tail (ah) -
             h * rc_normal_density (k) * rc_normal_tail (ak);
  if (s > 0.0)
    *average += s / (2.0 * G_PI) * exp (-0.5 * (h * h + ah * ah));
}

static void
find_moments (const gsl_integration_glfixed_table *table,
              double threshold1,
              double threshold2,
              double c11,
              double c12,
              double c22,
              RcMoments *moments)
{
  double s1, s2, h, k, r, s, hk, mean;
  RcQuadrant quadrant;

  if (c11 <= 0.0 || c22 <= 0.0) {
    constant_moments (threshold1, threshold2, c11, c22, moments);
    return;
  }

  s1 = sqrt (c11);
  s2 = sqrt (c22);
  r = CLAMP (c12 / (s1 * s2), -1.0, 1.0);
  s = sqrt (rc_determinant (c11, c12, c22)) / (s1 * s2); /* √(1 - r²) */
  if (s * s < PERFECT)
    s = 0.0;
  h = threshold1 / s1;
  k = threshold2 / s2;
  hk = subtract (h, r, k, s);
  quadrant = (RcQuadrant){ h, k, subtract (k, r, h, s), hk, r, s };

  if (MAX (h, k) > RC_RECTIFIER_FAR)
    rc_rectifier_tail (table, &quadrant, &moments->slope, &mean);
  else
    closed_form (table, &quadrant, &moments->slope, &mean);
  moments->value = s1 * s2 * MAX (mean, 0.0);
  moments->curvature = rc_normal_density (k) / s2 * MAX (rc_rectifier_mean (-s1 * hk, s1 * s), 0.0);
}

static const gsl_integration_glfixed_table *
get_table (void)
{
  static gsize table = 0;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, (gsize)gsl_integration_glfixed_table_alloc (RC_RECTIFIER_NODES));
  return (const gsl_integration_glfixed_table *)table;
}

/**
 * rc_rectifier_moments:
 * @threshold: θ, any finite number
 *
 * The Gaussian averages of φ(x) = max(x - θ, 0). At θ = 0 they are the
 * arc-cosine kernels of Y. Cho and L. K. Saul, NIPS 22 (2009); elsewhere they
 * follow from the bivariate normal tail probability P and the two densities
 * by integration by parts. Absolute error about 1e-15 of the variances; where the threshold is
 * far in the upper tail, and little is left of the terms, relative error about 1e-14 times the
 * square of its distance in standard deviations, see rc_rectifier_tail().
 */
void
rc_rectifier_moments (double threshold, double c11, double c12, double c22, RcMoments *moments)
{
  find_moments (get_table (), threshold, threshold, c11, c12, c22, moments);
}

/**
 * rc_rectifier_pair_moments:
 * @threshold1: θ₁, any finite number
 * @threshold2: θ₂, likewise
 *
 * The same of two functions, max(x₁ - θ₁, 0) and max(x₂ - θ₂, 0).
 */
void
rc_rectifier_pair_moments (
  double threshold1, double threshold2, double c11, double c12, double c22, RcMoments *moments)
{
  find_moments (get_table (), threshold1, threshold2, c11, c12, c22, moments);
}

/**
 * rc_rectifier_moments_with:
 * @n_nodes: how many nodes the quadrature has, instead of %RC_RECTIFIER_NODES
 *
 * The same with more nodes or fewer, to see how much they matter.
 */
void
rc_rectifier_moments_with (
  gsize n_nodes, double threshold, double c11, double c12, double c22, RcMoments *moments)
{
  gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc (n_nodes);

  find_moments (table, threshold, threshold, c11, c12, c22, moments);
  gsl_integration_glfixed_table_free (table);
}
