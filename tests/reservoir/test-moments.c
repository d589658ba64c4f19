/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <gsl/gsl_integration.h>

#include "rc-parallel.h"
#include "rc-transfer.h"

/*
 * Every moment of every kind against nested adaptive quadrature, which shares
 * nothing with the library: φ, φ' and φ'' are written here once more.
 */

#define REACH 9.0
#define MAX_BREAKS 24

typedef double (*Function) (double x);

typedef struct {
  const char *name;
  const char *formula; /* NULL for a kind of its own */
  RcTransferKind kind;
  Function jet[3];
  double kinks[2];
  double jumps[2];
  gsize n_kinks;
} Case;

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

static const Case cases[] = {
  { "tanh", NULL, RC_TRANSFER_TANH, { tanh, tanh_slope, tanh_curvature } },
  { "erf", NULL, RC_TRANSFER_ERF, { erf_value, erf_slope, erf_curvature } },
  { "logistic",
    NULL,
    RC_TRANSFER_LOGISTIC,
    { logistic_value, logistic_slope, logistic_curvature } },
  { "relu", NULL, RC_TRANSFER_RELU, { relu_value, relu_slope, zero }, { 0.0 }, { 1.0 }, 1 },
  { "softplus", NULL, RC_TRANSFER_SOFTPLUS, { softplus_value, logistic_value, logistic_slope } },
  { "piecewise-linear",
    NULL,
    RC_TRANSFER_PIECEWISE_LINEAR,
    { clip_value, clip_slope, zero },
    { -1.0, 1.0 },
    { 1.0, -1.0 },
    2 },
  { "formula-smooth", "tanh(x)", RC_TRANSFER_FORMULA, { tanh, tanh_slope, tanh_curvature } },
  { "formula-max",
    "max(-1, min(x, 1))",
    RC_TRANSFER_FORMULA,
    { clip_value, clip_slope, zero },
    { -1.0, 1.0 },
    { 1.0, -1.0 },
    2 },
  { "formula-abs",
    "abs(x - 0.3) + x^2/(1 + x^2)",
    RC_TRANSFER_FORMULA,
    { bent_value, bent_slope, bent_curvature },
    { 0.3 },
    { 2.0 },
    1 },
};

/* Where functions of x have their features, whatever the variance. */
static const double features[] = { -30.0, -6.0, -1.0, 0.0, 0.3, 1.0, 6.0, 30.0 };

typedef struct {
  const Case *the_case;
  double s1;
  double s2;
  double r;
  double across; /* √(1-r²) */
  guint first;   /* derivative of φ(x₁) */
  guint second;  /* derivative of φ(x₂) */
  double u;
} Problem;

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

  return normal (v) * p->the_case->jet[p->second](p->s2 * (p->r * p->u + p->across * v));
}

static double
outer_cb (double u, void *data)
{
  Problem *p = data;
  double breaks[MAX_BREAKS], x2 = p->s2 * p->r * u, inner;

  p->u = u;
  if (p->across == 0.0) {
    inner = p->the_case->jet[p->second](x2);
  } else {
    for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
      breaks[i] = (features[i] - x2) / (p->s2 * p->across);
    inner = integrate (inner_cb, p, breaks, G_N_ELEMENTS (features));
  }
  return normal (u) * p->the_case->jet[p->first](p->s1 * u) * inner;
}

static double
double_integral (Problem *p, guint first, guint second)
{
  double breaks[4 * MAX_BREAKS];
  gsize n = 0;

  p->first = first;
  p->second = second;
  for (gsize i = 0; i < G_N_ELEMENTS (features); i++) {
    double mapped = features[i] / (p->s2 * p->r);

    breaks[n++] = features[i] / p->s1;
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

  for (gsize i = 0; i < p->the_case->n_kinks; i++) {
    double v = p->the_case->kinks[i] / p->s2, breaks[MAX_BREAKS];
    Problem given = {
      .the_case = p->the_case, .s2 = p->s1, .r = p->r, .across = p->across, .u = v
    };
    double mean = p->s1 * p->r * v;

    for (gsize j = 0; j < G_N_ELEMENTS (features) && p->across > 0.0; j++)
      breaks[j] = (features[j] - mean) / (p->s1 * p->across);
    sum += p->the_case->jumps[i] * normal (v) / p->s2 *
           (p->across > 0.0 ? integrate (inner_cb, &given, breaks, G_N_ELEMENTS (features))
                            : p->the_case->jet[0](mean));
  }
  return sum;
}

static void
check (const Case *c, const RcTransfer *transfer, double c11, double r, double c22, double *worst)
{
  Problem p = { .the_case = c, .s1 = sqrt (c11), .s2 = sqrt (c22), .r = r };
  double c12 = r * p.s1 * p.s2, tolerance, reference[3], actual[3];
  RcMoments m;

  /* of the covariance that was rounded, not of the one that was meant */
  p.across = (double)sqrtl (fmaxl ((long double)c11 * c22 - (long double)c12 * c12, 0.0L)) /
             (p.s1 * p.s2);
  if (fabs (r) == 1.0)
    p.across = 0.0;
  rc_transfer_moments (transfer, c11, c12, c22, &m);
  actual[0] = m.value;
  actual[1] = m.slope;
  actual[2] = m.curvature;
  reference[0] = double_integral (&p, 0, 0);
  reference[1] = double_integral (&p, 1, 1);
  reference[2] = double_integral (&p, 0, 2) + delta_integral (&p);
  for (guint k = 0; k < 3; k++) {
    /* The rectifier and its kin are exact to round-off of the variances. */
    double scale = k == 0 ? MAX (1.0, p.s1 * p.s2) : 1.0;
    double difference = fabs (actual[k] - reference[k]) / (scale + fabs (reference[k]));

    tolerance = c->formula != NULL ? 1e-9 : 1e-11;
    *worst = MAX (*worst, difference);
    if (!(difference <= tolerance))
      g_error ("%s: moment %u at (%g, %.10g, %g) is %.15g, not %.15g",
               c->name,
               k,
               c11,
               r,
               c22,
               actual[k],
               reference[k]);
  }
}

static void
test_grid (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (RcTransfer) transfer = c->formula != NULL
                                      ? rc_transfer_new_formula (c->formula, NULL, NULL)
                                      : rc_transfer_new (c->kind, 0.0);
  static const double variances[] = { 1e-12, 0.01, 1.0, 1e4 };
  static const double correlations[] = {
    -1.0, -1.0 + 1e-9, -0.5, 0.0, 0.96, 0.999, 1.0 - 1e-9, 1.0,
  };
  double worst = 0.0;

  for (gsize i = 0; i < G_N_ELEMENTS (variances); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (variances); j++)
      for (gsize k = 0; k < G_N_ELEMENTS (correlations); k++)
        check (c, transfer, variances[i], correlations[k], variances[j], &worst);
  g_test_message ("largest deviation %.2g", worst);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rc_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/moments/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_grid);
  }
  return g_test_run ();
}
