/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-reference.h"

#include <math.h>

#include <gsl/gsl_integration.h>

#define REACH 9.0
#define MAX_BREAKS 24

static double
tanh_slope (double x)
{
  return 1.0 / (cosh (x) * cosh (x));
}

static double
tanh_curvature (double x)
{
  return -2.0 * tanh (x) / (cosh (x) * cosh (x));
}

static double
erf_value (double x)
{
  return erf (x / G_SQRT2);
}

static double
erf_slope (double x)
{
  return sqrt (2.0 / G_PI) * exp (-0.5 * x * x);
}

static double
erf_curvature (double x)
{
  return -x * erf_slope (x);
}

static double
logistic_value (double x)
{
  return 1.0 / (1.0 + exp (-x));
}

static double
logistic_slope (double x)
{
  return 0.25 / (cosh (0.5 * x) * cosh (0.5 * x));
}

static double
logistic_curvature (double x)
{
  return -logistic_slope (x) * tanh (0.5 * x);
}

static double
softplus_value (double x)
{
  return x > 0.0 ? x + log1p (exp (-x)) : log1p (exp (x));
}

static double
relu_value (double x)
{
  return x > 0.0 ? x : 0.0;
}

static double
relu_slope (double x)
{
  return x > 0.0 ? 1.0 : 0.0;
}

static double
clip_value (double x)
{
  return x > 1.0 ? 1.0 : (x < -1.0 ? -1.0 : x);
}

static double
clip_slope (double x)
{
  return fabs (x) < 1.0 ? 1.0 : 0.0;
}

static double
zero (double x)
{
  return 0.0;
}

/* |x - 0.3| + x²/(1 + x²) */
static double
bent_value (double x)
{
  return fabs (x - 0.3) + x * x / (1.0 + x * x);
}

static double
bent_slope (double x)
{
  double d = 1.0 + x * x;

  return (x > 0.3 ? 1.0 : -1.0) + 2.0 * x / (d * d);
}

static double
bent_curvature (double x)
{
  double d = 1.0 + x * x;

  return (2.0 - 6.0 * x * x) / (d * d * d);
}

/* x/(1 + |x|), whose second derivative jumps */
static double
soft_value (double x)
{
  return x / (1.0 + fabs (x));
}

static double
soft_slope (double x)
{
  return 1.0 / ((1.0 + fabs (x)) * (1.0 + fabs (x)));
}

static double
soft_curvature (double x)
{
  return (x > 0.0 ? -2.0 : 2.0) / pow (1.0 + fabs (x), 3.0);
}

static const RcReference references[] = {
  { "tanh", NULL, RC_TRANSFER_TANH, 0.0, { tanh, tanh_slope, tanh_curvature } },
  { "erf", NULL, RC_TRANSFER_ERF, 0.0, { erf_value, erf_slope, erf_curvature } },
  { "logistic",
    NULL,
    RC_TRANSFER_LOGISTIC,
    0.0,
    { logistic_value, logistic_slope, logistic_curvature } },
  { "relu", NULL, RC_TRANSFER_RELU, 0.0, { relu_value, relu_slope, zero }, { 0.0 }, { 1.0 }, 1 },
  { "relu-above",
    NULL,
    RC_TRANSFER_RELU,
    0.7,
    { relu_value, relu_slope, zero },
    { 0.0 },
    { 1.0 },
    1 },
  { "relu-far-above",
    NULL,
    RC_TRANSFER_RELU,
    6.0,
    { relu_value, relu_slope, zero },
    { 0.0 },
    { 1.0 },
    1 },
  { "relu-below",
    NULL,
    RC_TRANSFER_RELU,
    -0.7,
    { relu_value, relu_slope, zero },
    { 0.0 },
    { 1.0 },
    1 },
  { "relu-far-below",
    NULL,
    RC_TRANSFER_RELU,
    -6.0,
    { relu_value, relu_slope, zero },
    { 0.0 },
    { 1.0 },
    1 },
  { "softplus",
    NULL,
    RC_TRANSFER_SOFTPLUS,
    0.0,
    { softplus_value, logistic_value, logistic_slope } },
  { "piecewise-linear",
    NULL,
    RC_TRANSFER_PIECEWISE_LINEAR,
    0.0,
    { clip_value, clip_slope, zero },
    { -1.0, 1.0 },
    { 1.0, -1.0 },
    2 },
  { "formula-smooth", "tanh(x)", RC_TRANSFER_FORMULA, 0.0, { tanh, tanh_slope, tanh_curvature } },
  { "formula-max",
    "max(-1, min(x, 1))",
    RC_TRANSFER_FORMULA,
    0.0,
    { clip_value, clip_slope, zero },
    { -1.0, 1.0 },
    { 1.0, -1.0 },
    2 },
  { "formula-abs",
    "abs(x - 0.3) + x^2/(1 + x^2)",
    RC_TRANSFER_FORMULA,
    0.0,
    { bent_value, bent_slope, bent_curvature },
    { 0.3 },
    { 2.0 },
    1 },
  { "formula-soft",
    "x/(1 + abs(x))",
    RC_TRANSFER_FORMULA,
    0.0,
    { soft_value, soft_slope, soft_curvature } },
};

/* Where functions of x have their features, whatever the variance. */
static const double features[] = { -30.0, -6.0, -1.0, 0.0, 0.3, 1.0, 6.0, 30.0 };

typedef struct {
  const RcReference *reference;
  double s1;
  double s2;
  double r;
  double across; /* √(1-r²) */
  guint first;   /* derivative of φ(x₁) */
  guint second;  /* derivative of φ(x₂) */
  double u;
} Problem;

static double
evaluate (const Problem *p, guint derivative, double x)
{
  return p->reference->jet[derivative](x - p->reference->threshold);
}

static double
normal (double x)
{
  return exp (-0.5 * x * x) / sqrt (2.0 * G_PI);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* Adaptive on each interval between @breaks within ±REACH. */
static double
integrate (double (*f) (double, void *), void *data, double *breaks, gsize n)
{
  gsl_integration_workspace *work = gsl_integration_workspace_alloc (200);
  gsl_function function = { f, data };
  double sum = 0.0, left = -REACH;

  breaks[n++] = 0.0;
  breaks[n++] = REACH;
  qsort (breaks, n, sizeof (double), compare);
  for (gsize i = 0; i < n; i++) {
    double right = CLAMP (breaks[i], -REACH, REACH), part = 0.0, error;

    if (right > left)
      gsl_integration_qag (
        &function, left, right, 1e-14, 1e-10, 200, GSL_INTEG_GAUSS21, work, &part, &error);
    sum += part;
    left = MAX (left, right);
  }
  gsl_integration_workspace_free (work);
  return sum;
}

static double
inner_cb (double v, void *data)
{
  const Problem *p = data;

  return normal (v) * evaluate (p, p->second, p->s2 * (p->r * p->u + p->across * v));
}

static double
outer_cb (double u, void *data)
{
  Problem *p = data;
  double breaks[MAX_BREAKS], x2 = p->s2 * p->r * u, inner;

  p->u = u;
  if (p->across == 0.0) {
    inner = evaluate (p, p->second, x2);
  } else {
    for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
      breaks[i] = ((features[i] + p->reference->threshold) - x2) / (p->s2 * p->across);
    inner = integrate (inner_cb, p, breaks, G_N_ELEMENTS (features));
  }
  return normal (u) * evaluate (p, p->first, p->s1 * u) * inner;
}

static double
double_integral (Problem *p, guint first, guint second)
{
  double breaks[4 * MAX_BREAKS];
  gsize n = 0;

  p->first = first;
  p->second = second;
  for (gsize i = 0; i < G_N_ELEMENTS (features); i++) {
    double mapped = (features[i] + p->reference->threshold) / (p->s2 * p->r);

    breaks[n++] = (features[i] + p->reference->threshold) / p->s1;
    for (int j = -1; j <= 1 && p->r != 0.0; j++)
      breaks[n++] = mapped + 8.0 * j * p->across / p->r;
  }
  return integrate (outer_cb, p, breaks, n);
}

/* ⟨φ(x₁) φ''(x₂)⟩ with the delta functions: swap the roles and fix x₂. */
static double
delta_integral (const Problem *p)
{
  double sum = 0.0;

  for (gsize i = 0; i < p->reference->n_kinks; i++) {
    double v = (p->reference->kinks[i] + p->reference->threshold) / p->s2, breaks[MAX_BREAKS];
    Problem given = {
      .reference = p->reference, .s2 = p->s1, .r = p->r, .across = p->across, .u = v
    };
    double mean = p->s1 * p->r * v;

    for (gsize j = 0; j < G_N_ELEMENTS (features) && p->across > 0.0; j++)
      breaks[j] = ((features[j] + p->reference->threshold) - mean) / (p->s1 * p->across);
    sum += p->reference->jumps[i] * normal (v) / p->s2 *
           (p->across > 0.0 ? integrate (inner_cb, &given, breaks, G_N_ELEMENTS (features))
                            : evaluate (p, 0, mean));
  }
  return sum;
}

/**
 * rc_reference_moments:
 * @c11: the variance of x₁, above 0
 * @c12: the covariance; one of ±√(c11 c22), to the last digit, is perfect correlation
 * @c22: the variance of x₂, above 0
 * @moments: (out): the averages
 *
 * The averages by nested adaptive quadrature, which shares nothing with the library.
 * Cost: milliseconds.
 */
void
rc_reference_moments (
  const RcReference *self, double c11, double c12, double c22, RcMoments *moments)
{
  Problem p = { .reference = self, .s1 = sqrt (c11), .s2 = sqrt (c22) };
  long double left = fmaxl ((long double)c11 * c22 - (long double)c12 * c12, 0.0L);

  /* of the covariance as it was rounded */
  p.r = CLAMP (c12 / (p.s1 * p.s2), -1.0, 1.0);
  p.across = (double)sqrtl (left) / (p.s1 * p.s2);
  if (fabs (p.r) == 1.0)
    p.across = 0.0;
  moments->value = double_integral (&p, 0, 0);
  moments->slope = double_integral (&p, 1, 1);
  moments->curvature = double_integral (&p, 0, 2) + delta_integral (&p);
}

/**
 * rc_reference_list:
 * @n_references: (out): how many
 *
 * Returns: a function of each kind, a rectifier with several thresholds, and formulas
 */
const RcReference *
rc_reference_list (gsize *n_references)
{
  *n_references = G_N_ELEMENTS (references);
  return references;
}

/**
 * rc_reference_make_transfer:
 *
 * Returns: (transfer full): the library's own transfer function of that kind
 */
RcTransfer *
rc_reference_make_transfer (const RcReference *self)
{
  return self->formula != NULL ? rc_transfer_new_formula (self->formula, NULL, NULL)
                               : rc_transfer_new (self->kind, self->threshold);
}
