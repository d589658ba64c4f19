/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-erf-mixture.h"

#include <math.h>

#include "rc-determinant.h"

/*
 * tanh is a scale mixture of error functions because the logistic
 * distribution is one of normal distributions, with Kolmogorov's distribution
 * as the mixing one:
 *
 *   tanh(x) = ∫ erf(x/(√2 t)) q(t) dt,   q(t) = 8t Σ_n (-1)^(n+1) n² exp(-2n²t²)
 *
 * The integrand decays doubly exponentially in log t on both sides, where the
 * trapezoid rule converges exponentially in 1/step.
 */
#define LOG_FIRST (-2.0) /* t q(t) is below 1e-27 there … */
#define LOG_LAST 1.75    /* … and below 1e-25 here */
#define N_SERIES 12

/* Kolmogorov's density by the series that converges fast for this t. */
static double
kolmogorov_density (double t)
{
  double sum = 0.0;

  for (int n = N_SERIES; n >= 1; n--) {
    if (t > 1.0) {
      sum += (n % 2 == 1 ? 8.0 : -8.0) * n * n * t * exp (-2.0 * n * n * t * t);
    } else {
      /* the dual series, by Jacobi's identity for theta functions */
      double a = (2 * n - 1) * (2 * n - 1) * G_PI * G_PI / 8.0;

      sum += sqrt (2.0 * G_PI) * exp (-a / (t * t)) * (2.0 * a / (t * t) - 1.0) / (t * t);
    }
  }
  return sum;
}

/* Fills what is left of the last vector. */
static void
pad (RcErfMixture *self)
{
  for (gsize i = self->n_terms; i < RC_ERF_MIXTURE_MAX_TERMS; i++) {
    self->weights[i] = 0.0;
    self->variances[i] = 1.0;
  }
}

/**
 * rc_erf_mixture_init_erf:
 *
 * Makes the mixture that is erf(x/√2) itself.
 */
void
rc_erf_mixture_init_erf (RcErfMixture *self)
{
  *self = (RcErfMixture){ .scale = 1.0, .n_terms = 1 };
  self->weights[0] = 1.0;
  self->variances[0] = 1.0;
  pad (self);
}

/**
 * rc_erf_mixture_init_tanh:
 * @step: the step in log t, from 0.05 to 1; smaller is more accurate
 *
 * Makes the mixture that stands for tanh(x), with an error below 1e-14 for all x
 * at the step %RC_ERF_MIXTURE_STEP and of 2e-9 at 0.2.
 */
void
rc_erf_mixture_init_tanh (RcErfMixture *self, double step)
{
  double total = 0.0;
  gsize n = 0;

  g_return_if_fail (step >= 0.05 && step <= 1.0);

  *self = (RcErfMixture){ .scale = 1.0 };
  for (double log_t = LOG_FIRST; log_t <= LOG_LAST; log_t += step) {
    double t = exp (log_t);
    double weight = step * t * kolmogorov_density (t);

    if (weight < 1e-17)
      continue;
    self->weights[n] = weight;
    self->variances[n] = t * t;
    total += weight;
    n++;
  }
  self->n_terms = n;

  /* The weights are a probability distribution: tanh(∞) = 1. */
  for (gsize i = 0; i < n; i++)
    self->weights[i] /= total;
  pad (self);
}

/**
 * rc_erf_mixture_init_rough_tanh:
 *
 * Makes a mixture of few terms that stands for tanh(x) with an error below 1e-9: the
 * Gaussian quadrature of Kolmogorov's distribution in the variable 1/(1 + t²).
 */
void
rc_erf_mixture_init_rough_tanh (RcErfMixture *self)
{
  static const double terms[][2] = {
    { 2.4696969489076883, 5.317754833238605e-05 }, { 2.025920651437455, 0.0016651661411998173 },
    { 1.6913530124445182, 0.013208797953608664 },  { 1.421493650495405, 0.04887516080424862 },
    { 1.1978508393179528, 0.11103156195670617 },   { 1.0098536779431342, 0.1798778614910301 },
    { 0.8505450446836369, 0.22277029845493873 },   { 0.7148130554066813, 0.21055787566606637 },
    { 0.5985975727908857, 0.14165449713675585 },   { 0.4985509426649756, 0.058498231598043314 },
    { 0.4115472032078129, 0.011257393378098696 },  { 0.33322377238117956, 0.000549977870972097 },
  };

  *self = (RcErfMixture){ .scale = 1.0, .n_terms = G_N_ELEMENTS (terms) };
  for (gsize i = 0; i < self->n_terms; i++) {
    self->variances[i] = terms[i][0] * terms[i][0];
    self->weights[i] = terms[i][1];
  }
  pad (self);
}

/* (1 + tanh(x/2))/2 for a mixture that stands for tanh(x) */
static void
make_logistic (RcErfMixture *self)
{
  self->offset = 0.5;
  self->scale = 0.5;
  for (gsize i = 0; i < self->n_terms; i++)
    self->variances[i] *= 4.0;
}

/**
 * rc_erf_mixture_init_logistic:
 * @step: as in rc_erf_mixture_init_tanh()
 *
 * Makes the mixture that stands for 1/(1 + exp(-x)) = (1 + tanh(x/2))/2.
 */
void
rc_erf_mixture_init_logistic (RcErfMixture *self, double step)
{
  rc_erf_mixture_init_tanh (self, step);
  make_logistic (self);
}

/* Made once: all transfer functions of a kind share it. */
typedef struct {
  RcErfMixture tanh[2];
  RcErfMixture logistic[2];
} Shared;

static const Shared *
get_shared (void)
{
  static Shared shared;
  static gsize made = 0;

  if (g_once_init_enter (&made)) {
    rc_erf_mixture_init_tanh (&shared.tanh[0], RC_ERF_MIXTURE_STEP);
    rc_erf_mixture_init_rough_tanh (&shared.tanh[1]);
    for (gsize i = 0; i < 2; i++) {
      shared.logistic[i] = shared.tanh[i];
      make_logistic (&shared.logistic[i]);
    }
    g_once_init_leave (&made, 1);
  }
  return &shared;
}

/**
 * rc_erf_mixture_get_tanh:
 * @rough: whether an error of 1e-9 is good enough
 *
 * Returns: (transfer none): the mixture that stands for tanh(x)
 */
const RcErfMixture *
rc_erf_mixture_get_tanh (gboolean rough)
{
  return &get_shared ()->tanh[rough ? 1 : 0];
}

/**
 * rc_erf_mixture_get_logistic:
 * @rough: whether an error of 1e-9 is good enough
 *
 * Returns: (transfer none): the mixture that stands for 1/(1 + exp(-x))
 */
const RcErfMixture *
rc_erf_mixture_get_logistic (gboolean rough)
{
  return &get_shared ()->logistic[rough ? 1 : 0];
}

/**
 * rc_erf_mixture_value:
 *
 * Returns: offset + scale Σ_i w_i erf(x/√(2v_i))
 */
double
rc_erf_mixture_value (const RcErfMixture *self, double x)
{
  double sum = 0.0;

  for (gsize i = 0; i < self->n_terms; i++)
    sum += self->weights[i] * erf (x / sqrt (2.0 * self->variances[i]));
  return self->offset + self->scale * sum;
}

/*
 * The arctangent of y/x for x > 0 and y ≥ 0, without a branch and without a call,
 * so that the compiler makes vector instructions of a loop over it. The polynomial is the best
 * approximation to atan(√u)/√u for 0 ≤ u ≤ tan²(π/8), with a relative error of 5e-20.
 */
static inline G_ALWAYS_INLINE double
quotient_atan (double y, double x)
{
  double large = y > x ? y : x, small = y > x ? x : y;
  double sum = small + large, difference = small - large;
  double limit = 0.41421356237309505 * large;
  double numerator = small > limit ? difference : small;
  double denominator = small > limit ? sum : large;
  double offset = small > limit ? G_PI_4 : 0.0;
  double t = numerator / denominator, complement;
  double u = t * t;
  double p = 0.01511237643149516949;

  p = p * u - 0.033386452259033168958;
  p = p * u + 0.044994415067496043881;
  p = p * u - 0.052172979196550592472;
  p = p * u + 0.058768317098427496904;
  p = p * u - 0.066662050231780916616;
  p = p * u + 0.076922810836789009203;
  p = p * u - 0.090909080582984095118;
  p = p * u + 0.1111111108530123871;
  p = p * u - 0.14285714285329358709;
  p = p * u + 0.19999999999997010881;
  p = p * u - 0.33333333333333324196;
  t = offset + (t + t * u * p);
  complement = G_PI_2 - t;
  return y > x ? complement : t;
}

/*
 * Sums over all pairs of terms, with D_ij the determinant of the
 * covariance after adding v_i to c₁₁ and v_j to c₂₂, and S_j = c₂₂ + v_j.
 */
typedef struct {
  double angle;     /* Σ w_i w_j atan(|c₁₂|/√D_ij) */
  double inverse;   /* Σ w_i w_j /√D_ij */
  double inverse_s; /* Σ w_i w_j /(√D_ij S_j) */
  double root;      /* Σ w_i w_j √D_ij */
  double root_s;    /* Σ w_i w_j √D_ij/S_j */
} PairSums;

typedef struct {
  double sums[5][RC_ERF_MIXTURE_MAX_TERMS];
  double s[RC_ERF_MIXTURE_MAX_TERMS]; /* 1/S_i */
} Columns;

/* How often a pair of terms i and j counts where both variances are the same and only
   i ≤ j are summed: at PAIRS - j + i. */
#define PAIRS RC_ERF_MIXTURE_MAX_TERMS
static const double multiplicities[2 * PAIRS] = {
  [0 ... PAIRS - 1] = 2.0,
  [PAIRS] = 1.0,
};

/* One row of the sum, D_ij = base + slope v_i, added term by term for whole vectors of
   terms; the roots themselves are not always wanted. */
static inline G_ALWAYS_INLINE void
add_row (const RcErfMixture *self,
         gsize n,
         gsize j,
         gboolean symmetric,
         gboolean with_roots,
         double base,
         double slope,
         double c12,
         Columns *columns)
{
  const double *restrict variances = self->variances;
  const double *restrict times = multiplicities + PAIRS - j;
  const double *restrict s = columns->s;
  double *restrict angle = columns->sums[0], *restrict inverses = columns->sums[1];
  double *restrict inverses_s = columns->sums[2], *restrict roots = columns->sums[3];
  double *restrict roots_s = columns->sums[4];
  double c = fabs (c12), own = s[j], weight = self->weights[j];

  for (gsize i = 0; i < n; i++) {
    double root = sqrt (base + slope * variances[i]);
    double inverse = 1.0 / root;
    double w = symmetric ? weight * times[i] : weight;
    double factor = symmetric ? 0.5 * w * (own + s[i]) : w * own;

    angle[i] += w * quotient_atan (c, root);
    inverses[i] += w * inverse;
    inverses_s[i] += factor * inverse;
    if (with_roots) {
      roots[i] += w * root;
      roots_s[i] += factor * root;
    }
  }
}

/* All pairs; about half of them where the two variances are the same. */
static inline G_ALWAYS_INLINE PairSums
sum_pairs_inline (const RcErfMixture *self, gboolean with_roots, double c11, double c12, double c22)
{
  Columns columns;
  double totals[5] = { 0.0 };
  double determinant = rc_determinant (c11, c12, c22);
  gsize n = (self->n_terms + RC_ERF_MIXTURE_LANES - 1) & ~(gsize)(RC_ERF_MIXTURE_LANES - 1);

  for (gsize i = 0; i < n; i++) {
    columns.s[i] = 1.0 / (c22 + self->variances[i]);
    for (gsize k = 0; k < 5; k++)
      columns.sums[k][i] = 0.0;
  }
  for (gsize j = 0; j < self->n_terms; j++) {
    double base = determinant + c11 * self->variances[j], slope = c22 + self->variances[j];

    if (c11 == c22)
      add_row (self,
               (j | (RC_ERF_MIXTURE_LANES - 1)) + 1,
               j,
               TRUE,
               with_roots,
               base,
               slope,
               c12,
               &columns);
    else
      add_row (self, n, j, FALSE, with_roots, base, slope, c12, &columns);
  }
  for (gsize k = 0; k < 5; k++)
    for (gsize i = 0; i < n; i++)
      totals[k] += self->weights[i] * columns.sums[k][i];
  return (PairSums){ totals[0], totals[1], totals[2], totals[3], totals[4] };
}

#ifdef __x86_64__
/* The same for processors with wider vectors, twice as fast. */
__attribute__ ((target ("avx2,fma"))) static PairSums
sum_pairs_wide (const RcErfMixture *self, gboolean with_roots, double c11, double c12, double c22)
{
  if (with_roots)
    return sum_pairs_inline (self, TRUE, c11, c12, c22);
  return sum_pairs_inline (self, FALSE, c11, c12, c22);
}
#endif

static PairSums
sum_pairs (const RcErfMixture *self, gboolean with_roots, double c11, double c12, double c22)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    return sum_pairs_wide (self, with_roots, c11, c12, c22);
#endif
  return sum_pairs_inline (self, with_roots, c11, c12, c22);
}

/**
 * rc_erf_mixture_moments:
 *
 * The Gaussian averages of a mixture with itself, in closed form. Each pair of
 * terms gives the arcsine law, C. K. I. Williams, "Computation with infinite
 * neural networks", Neural Computation 10, 1203 (1998):
 *
 *   ⟨erf(x₁/√(2v₁)) erf(x₂/√(2v₂))⟩ = (2/π) arcsin(c₁₂/√((v₁ + c₁₁)(v₂ + c₂₂)))
 *
 * written here as an arctangent whose argument has no cancellation when the
 * correlation is near ±1. Cost: the square of the number of terms, or half of
 * that if c₁₁ = c₂₂; a few ns for each pair.
 */
void
rc_erf_mixture_moments (
  const RcErfMixture *self, double c11, double c12, double c22, RcMoments *moments)
{
  PairSums sums = sum_pairs (self, FALSE, c11, c12, c22);
  double factor = self->scale * self->scale * 2.0 / G_PI;

  moments->value = self->offset * self->offset + factor * copysign (sums.angle, c12);
  moments->slope = factor * sums.inverse;
  moments->curvature = -factor * c12 * sums.inverse_s;
}

/**
 * rc_erf_mixture_integral_moments:
 * @self: a mixture of values from 0 to 1, as the logistic function is one
 *
 * The Gaussian averages of φ(x) = ∫ f from -∞ to x for the mixture f, in closed
 * form: f is the probability that a normal variable with a random variance lies
 * below x, so that φ is a rectifier whose input has that noise. Each pair of
 * terms gives the arc-cosine kernel of Y. Cho and L. K. Saul, NIPS 22 (2009), with
 * the variances of the noise added. Absolute error about 1e-16 of the variances.
 */
void
rc_erf_mixture_integral_moments (
  const RcErfMixture *self, double c11, double c12, double c22, RcMoments *moments)
{
  PairSums sums = sum_pairs (self, TRUE, c11, c12, c22);
  double angle = G_PI_2 + copysign (sums.angle, c12);

  moments->value = (sums.root + c12 * angle) / (2.0 * G_PI);
  moments->slope = angle / (2.0 * G_PI);
  moments->curvature = sums.root_s / (2.0 * G_PI);
}
