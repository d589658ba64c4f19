/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <string.h>

#include <gsl/gsl_integration.h>

#include "rc-erf-mixture.h"
#include "rc-parallel.h"
#include "rc-transfer.h"

/* φ'' of the smooth kinds, which the library itself never needs. */
static double
second_derivative (RcTransferKind kind, double x)
{
  double y;

  switch (kind) {
  case RC_TRANSFER_TANH:
    y = tanh (x);
    return -2.0 * y * (1.0 - y * y);
  case RC_TRANSFER_ERF:
    return -x * sqrt (2.0 / G_PI) * exp (-0.5 * x * x);
  case RC_TRANSFER_LOGISTIC:
    y = 1.0 / (1.0 + exp (-x));
    return y * (1.0 - y) * (1.0 - 2.0 * y);
  default:
    g_assert_not_reached ();
  }
}

/* The trapezoid rule under the Gaussian weight, in two dimensions: exponentially
   convergent for functions that are analytic in a strip. */
static void
trapezoid_moments (RcTransferKind kind, double c11, double c12, double c22, RcMoments *m)
{
  g_autoptr (RcTransfer) transfer = rc_transfer_new (kind, 0.0);
  const double step = 0.08, reach = 9.0;
  double s1 = sqrt (c11), along = s1 > 0.0 ? c12 / s1 : 0.0;
  double across = sqrt (MAX (c22 - along * along, 0.0));

  *m = (RcMoments){ 0.0 };
  for (double u = -reach; u <= reach; u += step) {
    double weight_u = step * exp (-0.5 * u * u) / sqrt (2.0 * G_PI);

    for (double v = -reach; v <= reach; v += step) {
      double weight = weight_u * step * exp (-0.5 * v * v) / sqrt (2.0 * G_PI);
      double x1 = s1 * u, x2 = along * u + across * v;
      double y1 = rc_transfer_value (transfer, x1);

      m->value += weight * y1 * rc_transfer_value (transfer, x2);
      m->slope += weight * rc_transfer_slope (transfer, x1) * rc_transfer_slope (transfer, x2);
      m->curvature += weight * y1 * second_derivative (kind, x2);
    }
  }
}

static void
test_smooth_moments (gconstpointer data)
{
  RcTransferKind kind = GPOINTER_TO_UINT (data);
  g_autoptr (RcTransfer) transfer = rc_transfer_new (kind, 0.0);
  static const double variances[] = { 1e-6, 0.1, 1.0, 4.0 };
  static const double correlations[] = { -1.0, -0.999999, -0.5, 0.0, 0.3, 0.99, 1.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (variances); i++) {
    for (gsize j = i; j < G_N_ELEMENTS (variances); j++) {
      for (gsize k = 0; k < G_N_ELEMENTS (correlations); k++) {
        double c11 = variances[i], c22 = variances[j];
        double c12 = correlations[k] * sqrt (c11 * c22);
        RcMoments exact, reference;

        rc_transfer_moments (transfer, c11, c12, c22, &exact);
        trapezoid_moments (kind, c11, c12, c22, &reference);
        g_assert_cmpfloat_with_epsilon (exact.value, reference.value, 2e-12);
        g_assert_cmpfloat_with_epsilon (exact.slope, reference.slope, 2e-12);
        g_assert_cmpfloat_with_epsilon (exact.curvature, reference.curvature, 2e-12);
      }
    }
  }
}

typedef struct {
  double threshold;
  double c11;
  double c12;
  double c22;
  int moment;
  double x1;
} Rectifier;

static double
normal (double x, double variance)
{
  return exp (-0.5 * x * x / variance) / sqrt (2.0 * G_PI * variance);
}

/* over x₂ given x₁ */
static double
inner (double x2, void *data)
{
  const Rectifier *r = data;
  double mean = r->c12 / r->c11 * r->x1, variance = r->c22 - r->c12 * r->c12 / r->c11;

  return (r->moment == 0 ? x2 - r->threshold : 1.0) * normal (x2 - mean, variance);
}

static double
outer (double x1, void *data)
{
  Rectifier *r = data;
  gsl_integration_workspace *work = gsl_integration_workspace_alloc (200);
  gsl_function f = { inner, r };
  double mean, deviation, high, result = 0.0, error;

  r->x1 = x1;
  mean = r->c12 / r->c11 * x1;
  deviation = sqrt (r->c22 - r->c12 * r->c12 / r->c11);
  if (r->moment == 2) {
    /* φ'' is a delta function at the threshold */
    result = normal (r->threshold - mean, deviation * deviation);
  } else {
    high = MAX (r->threshold, mean) + 12.0 * deviation;
    gsl_integration_qags (&f, r->threshold, high, 1e-13, 1e-11, 200, work, &result, &error);
  }
  gsl_integration_workspace_free (work);
  return (r->moment == 1 ? 1.0 : x1 - r->threshold) * normal (x1, r->c11) * result;
}

static double
adaptive_moment (double threshold, double c11, double c12, double c22, int moment)
{
  Rectifier r = { threshold, c11, c12, c22, moment, 0.0 };
  gsl_integration_workspace *work = gsl_integration_workspace_alloc (1000);
  gsl_function f = { outer, &r };
  double result, error;

  gsl_integration_qags (&f,
                        threshold,
                        MAX (threshold, 0.0) + 12.0 * sqrt (c11),
                        1e-12,
                        1e-10,
                        1000,
                        work,
                        &result,
                        &error);
  gsl_integration_workspace_free (work);
  return result;
}

static void
test_rectifier_moments (void)
{
  static const double covariances[][3] = {
    { 1.0, 0.5, 2.0 },
    { 1.0, -0.7, 0.6 },
    { 0.3, 0.3 * 0.99, 0.3 },
    { 4.0, 0.0, 0.01 },
  };
  static const double thresholds[] = { 0.0, 0.4, -0.4, 1.5, -2.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (covariances); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (thresholds); j++) {
      g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, thresholds[j]);
      const double *c = covariances[i];
      RcMoments exact;

      rc_transfer_moments (transfer, c[0], c[1], c[2], &exact);
      g_assert_cmpfloat_with_epsilon (
        exact.value, adaptive_moment (thresholds[j], c[0], c[1], c[2], 0), 1e-9);
      g_assert_cmpfloat_with_epsilon (
        exact.slope, adaptive_moment (thresholds[j], c[0], c[1], c[2], 1), 1e-9);
      g_assert_cmpfloat_with_epsilon (
        exact.curvature, adaptive_moment (thresholds[j], c[0], c[1], c[2], 2), 1e-9);
    }
  }
}

/* The arc-cosine kernels: s₁s₂ (sin α + (π - α) cos α)/2π and (π - α)/2π. */
static void
test_arc_cosine (void)
{
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, 0.0);

  for (double angle = 0.0; angle <= G_PI; angle += 0.01) {
    RcMoments m;

    rc_transfer_moments (transfer, 1.5, sqrt (1.5 * 0.4) * cos (angle), 0.4, &m);
    g_assert_cmpfloat_with_epsilon (m.value,
                                    sqrt (1.5 * 0.4) *
                                      (sin (angle) + (G_PI - angle) * cos (angle)) / (2.0 * G_PI),
                                    1e-12);
    g_assert_cmpfloat_with_epsilon (m.slope, (G_PI - angle) / (2.0 * G_PI), 1e-7);
  }
}

/* P(x > θ) and ⟨(x - θ)₊²⟩ of a single variable, far into either tail. */
static void
test_rectifier_diagonal (void)
{
  for (double threshold = -6.0; threshold <= 6.0; threshold += 0.5) {
    g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, threshold);
    double tail = 0.5 * erfc (threshold / G_SQRT2);
    RcMoments m;

    rc_transfer_moments (transfer, 1.0, 1.0, 1.0, &m);
    g_assert_cmpfloat_with_epsilon (m.slope, tail, 1e-14);
    g_assert_cmpfloat_with_epsilon (
      m.value, (1.0 + threshold * threshold) * tail - threshold * normal (threshold, 1.0), 1e-13);
    g_assert_cmpfloat_with_epsilon (m.curvature, 0.0, 1e-14);
  }
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* What of two variables is far above a threshold, over the density at it; given the first. */
typedef struct {
  double h;
  double k;
  double r;
  double s;
  guint power; /* of both excesses: 0 for the probability, 1 for the average */
} FarTail;

static double
far_cb (double t, void *data)
{
  const FarTail *far = data;
  double u = far->h + t, mean = far->r * u - far->k, tail = 0.5 * erfc (-mean / far->s / G_SQRT2);
  double inner = far->power == 0 ? tail : mean * tail + far->s * normal (mean / far->s, 1.0);

  return (far->power == 0 ? 1.0 : t) * inner * exp (-far->h * t - 0.5 * t * t);
}

static double
integrate_far (const FarTail *far)
{
  gsl_integration_workspace *work = gsl_integration_workspace_alloc (2000);
  gsl_function f = { far_cb, (void *)far };
  double corner = far->k / far->r - far->h, result = 0.0;
  double ends[] = {
    0.0, 0.02, 0.2, 1.0, corner - 4.0 * far->s, corner, corner + 4.0 * far->s, 20.0
  };

  qsort (ends, G_N_ELEMENTS (ends), sizeof *ends, compare_doubles);
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (ends); i++) {
    double part, error;

    if (ends[i] < 0.0 || ends[i + 1] > 20.0)
      continue;
    gsl_integration_qag (
      &f, ends[i], ends[i + 1], 0.0, 1e-11, 2000, GSL_INTEG_GAUSS61, work, &part, &error);
    result += part;
  }
  gsl_integration_workspace_free (work);
  return result * normal (far->h, 1.0);
}

/* Far in the upper tail the averages are exact relative to what little is left of them: from
   unequal thresholds in standard deviations, by an integral over either variable. */
static void
test_rectifier_tail (void)
{
  static const double correlations[] = { -0.6, -0.1, 0.2, 0.7, 0.95, 0.9999 };
  static const double thresholds[] = { 2.2, 4.0, 8.0, 15.0 };
  static const double ratios[] = { 1.0, 1.3, 5.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (correlations); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (thresholds); j++)
      for (gsize l = 0; l < G_N_ELEMENTS (ratios); l++) {
        double r = correlations[i], h = thresholds[j], ratio = ratios[l];
        FarTail far = { h / ratio, h, r, sqrt (1.0 - r * r), 0 };
        g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, h);
        double expected;
        RcMoments m;

        rc_transfer_moments (transfer, 1.0, ratio * r, ratio * ratio, &m);
        expected = integrate_far (&far);
        if (expected < 1e-280)
          continue;
        g_assert_cmpfloat (fabs (m.slope / expected - 1.0), <, 1e-9);
        far.power = 1;
        g_assert_cmpfloat (fabs (m.value / (ratio * integrate_far (&far)) - 1.0), <, 1e-9);
      }
}

/* Of independent variables the average factorises: ⟨max(x-h, 0)⟩ = ϕ(h)/h² (1 - 3/h² + 15/h⁴ - …)
 */
static void
test_rectifier_independent_tail (void)
{
  for (double h = 20.0; h < 36.0; h += 3.7) {
    g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, h);
    double sum = 0.0, term = 1.0 / (h * h), mean;
    RcMoments m;

    for (int k = 1; k < 12; k++) {
      sum += term;
      term *= -(2.0 * k + 1.0) / (h * h);
    }
    mean = sum * normal (h, 1.0);
    rc_transfer_moments (transfer, 1.0, 0.0, 1.0, &m);
    if (mean * mean > 1e-290)
      g_assert_cmpfloat (fabs (m.value / (mean * mean) - 1.0),
                         <,
                         2.0 * rc_transfer_get_moment_error (transfer, 1.0));
  }
}

static void
test_mixture (void)
{
  RcErfMixture fine, coarse;

  rc_erf_mixture_init_tanh (&fine, RC_ERF_MIXTURE_STEP);
  rc_erf_mixture_init_tanh (&coarse, 0.2);
  g_assert_cmpuint (coarse.n_terms, ==, 16);
  for (double x = -30.0; x <= 30.0; x += 0.01) {
    g_assert_cmpfloat_with_epsilon (rc_erf_mixture_value (&fine, x), tanh (x), 1e-14);
    g_assert_cmpfloat_with_epsilon (rc_erf_mixture_value (&coarse, x), tanh (x), 3e-9);
  }
}

/* More terms move no digit: the moments of tanh and of softplus, whose noise is
   that of the logistic function. */
static void
test_terms (void)
{
  static const double covariances[][3] = {
    { 1.0, 0.5, 1.0 },    { 1.0, 1.0 - 1e-9, 1.0 }, { 3.0, -1.2, 0.5 },
    { 1e-6, 1e-6, 1e-6 }, { 1e4, 9e3, 1e4 },        { 1e4, 0.9, 1e-4 },
  };
  RcErfMixture usual, fine;
  RcMoments a, b;

  for (guint k = 0; k < 2; k++) {
    void (*moments) (const RcErfMixture *, double, double, double, RcMoments *) =
      k == 0 ? rc_erf_mixture_moments : rc_erf_mixture_integral_moments;
    void (*init) (RcErfMixture *, double) = k == 0 ? rc_erf_mixture_init_tanh
                                                   : rc_erf_mixture_init_logistic;

    init (&usual, RC_ERF_MIXTURE_STEP);
    init (&fine, 0.05);
    g_assert_cmpuint (fine.n_terms, >=, 2 * usual.n_terms);
    for (gsize i = 0; i < G_N_ELEMENTS (covariances); i++) {
      const double *c = covariances[i];

      moments (&usual, c[0], c[1], c[2], &a);
      moments (&fine, c[0], c[1], c[2], &b);
      g_assert_cmpfloat_with_epsilon (a.value, b.value, 1e-13 * (1.0 + fabs (b.value)));
      g_assert_cmpfloat_with_epsilon (a.slope, b.slope, 1e-13);
      g_assert_cmpfloat_with_epsilon (a.curvature, b.curvature, 1e-13 * (1.0 + fabs (b.curvature)));
    }
  }
}

/* Variances of 0 and thresholds far in either tail: what is known exactly. */
static void
test_corners (void)
{
  for (guint kind = 0; kind < RC_N_TRANSFER_KINDS; kind++) {
    g_autoptr (RcTransfer) transfer = rc_transfer_new (kind, 0.25);
    double y = rc_transfer_value (transfer, 0.0), slope = rc_transfer_slope (transfer, 0.0);
    RcMoments m;

    rc_transfer_moments (transfer, 0.0, 0.0, 0.0, &m);
    g_assert_cmpfloat_with_epsilon (m.value, y * y, 1e-14);
    g_assert_cmpfloat_with_epsilon (m.slope, slope * slope, 1e-12);
    rc_transfer_moments (transfer, 1.0, 0.0, 0.0, &m);
    g_assert_true (isfinite (m.value) && isfinite (m.slope) && isfinite (m.curvature));
    rc_transfer_moments (transfer, 0.0, 0.0, 1.0, &m);
    g_assert_true (isfinite (m.value) && isfinite (m.slope) && isfinite (m.curvature));
  }
  for (int sign = -1; sign <= 1; sign += 2) {
    for (double far = 6.0; far <= 30.0; far += 6.0) {
      g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, sign * far);
      RcMoments m;

      for (double r = -0.96; r < 1.0; r += 0.24) {
        rc_transfer_moments (transfer, 1.0, r, 1.0, &m);
        /* all linear, or all silent */
        g_assert_cmpfloat_with_epsilon (m.value, sign > 0 ? 0.0 : r + far * far, 2e-8);
        g_assert_cmpfloat_with_epsilon (m.slope, sign > 0 ? 0.0 : 1.0, 3e-9);
        g_assert_cmpfloat_with_epsilon (m.curvature, 0.0, 8e-8);
        g_assert_cmpfloat (m.value, >=, 0.0);
        if (far > 9.0) {
          g_assert_cmpfloat_with_epsilon (
            m.value, sign > 0 ? 0.0 : r + far * far, 1e-14 * far * far);
          g_assert_cmpfloat_with_epsilon (m.slope, sign > 0 ? 0.0 : 1.0, 1e-14);
          g_assert_cmpfloat_with_epsilon (m.curvature, 0.0, 1e-14);
        }
      }
    }
  }
}

static void
test_slopes (void)
{
  for (guint kind = 0; kind < RC_N_TRANSFER_KINDS; kind++) {
    g_autoptr (RcTransfer) transfer = rc_transfer_new (kind, 0.25);

    for (double x = -5.03; x < 5.0; x += 0.1) {
      double h = 1e-5;
      double difference = (rc_transfer_value (transfer, x + h) -
                           rc_transfer_value (transfer, x - h)) /
                          (2.0 * h);

      g_assert_cmpfloat_with_epsilon (rc_transfer_slope (transfer, x), difference, 1e-9);
    }
  }
}

/* The values of many numbers at once are the C library's, also of the largest and the smallest;
   each is the same wherever it stands. */
static void
test_tanh_values (void)
{
  static const double special[] = { 0.0,   -0.0,   INFINITY, -INFINITY, NAN,  5e-324, -1e-310,
                                    1e300, -1e-17, 19.9,     -20.1,     0.35, -0.17 };
  enum { N = 10003 };
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_TANH, 0.0);
  g_autofree double *x = g_new (double, N);
  g_autofree double *values = g_new (double, N);

  for (gsize i = 0; i < N; i++)
    x[i] = i < G_N_ELEMENTS (special) ? special[i]
                                      : 22.0 * sin ((double)i) * exp (-1e-3 * (double)i);
  rc_transfer_values (transfer, N, x, values);
  for (gsize i = 0; i < N; i++) {
    double expected = tanh (x[i]), single;

    rc_transfer_values (transfer, 1, x + i, &single);
    g_assert_true (memcmp (&single, values + i, sizeof single) == 0);
    g_assert_true (isnan (values[i]) == isnan (x[i]));
    if (isnan (x[i]))
      continue;
    g_assert_true (signbit (values[i]) == signbit (x[i]));
    g_assert_cmpfloat (fabs (values[i] - expected), <=, 4.0 * DBL_EPSILON * fabs (expected));
    g_assert_cmpfloat (fabs (values[i]), <=, 1.0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/tanh-values", test_tanh_values);
  rc_init ();
  g_test_add_data_func (
    "/transfer/moments/tanh", GUINT_TO_POINTER (RC_TRANSFER_TANH), test_smooth_moments);
  g_test_add_data_func (
    "/transfer/moments/erf", GUINT_TO_POINTER (RC_TRANSFER_ERF), test_smooth_moments);
  g_test_add_data_func (
    "/transfer/moments/logistic", GUINT_TO_POINTER (RC_TRANSFER_LOGISTIC), test_smooth_moments);
  g_test_add_func ("/transfer/moments/rectifier", test_rectifier_moments);
  g_test_add_func ("/transfer/moments/arc-cosine", test_arc_cosine);
  g_test_add_func ("/transfer/moments/rectifier-diagonal", test_rectifier_diagonal);
  g_test_add_func ("/transfer/moments/rectifier-tail", test_rectifier_tail);
  g_test_add_func ("/transfer/moments/rectifier-independent-tail", test_rectifier_independent_tail);
  g_test_add_func ("/transfer/mixture", test_mixture);
  g_test_add_func ("/transfer/terms", test_terms);
  g_test_add_func ("/transfer/corners", test_corners);
  g_test_add_func ("/transfer/slopes", test_slopes);
  return g_test_run ();
}
