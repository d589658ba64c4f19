/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-quadrature.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_integration.h>

#include "rc-determinant.h"
#include "rc-normal.h"
#include "rc-rectifier.h"

#define REACH 8.5            /* standard deviations, beyond which the weight is below 1e-16 */
#define SERIES_REACH G_SQRT2 /* so much farther Hermite polynomials of high order reach */
#define MAX_REACH 37.0       /* the same for a function that grows like the weight's inverse */
#define SERIES_TOLERANCE 1e-13
/* With so many nodes an interval may be wide: a quarter of the bell is exact to 1e-16. */
#define WIDE_ORDER 14
/* Gauss-Hermite quadrature with n nodes leaves n!/R²ⁿ of a singularity R standard deviations
   away: this part of the nodes does for so much room. */
static const double rooms[RC_QUADRATURE_N_HERMITE] = { 6.0, 12.0, 30.0 };
static const double parts[RC_QUADRATURE_N_HERMITE] = { 1.0, 0.625, 0.375 };
/* So many small terms one after the other end the series, if what is left of φ cannot add up
   to more than this. */
#define N_QUIET 12
#define REST_TOLERANCE 1e-11
#define ROUGH_REST_TOLERANCE 1e-4
#define PERFECT 1e-15 /* 1 - r² below this is round-off */

/* How many terms of the series are tried, one after the other. */
#define LONGEST_SERIES 700
static const guint series_lengths[] = { 64, 256, LONGEST_SERIES };

static void
init_hermite (RcHermiteNodes *self, guint order)
{
  gsl_integration_fixed_workspace *hermite = gsl_integration_fixed_alloc (
    gsl_integration_fixed_hermite, order, 0.0, 0.5, 0.0, 0.0);

  self->order = order;
  memcpy (self->nodes, gsl_integration_fixed_nodes (hermite), order * sizeof (double));
  for (guint i = 0; i < order; i++)
    self->weights[i] = gsl_integration_fixed_weights (hermite)[i] / sqrt (2.0 * G_PI);
  gsl_integration_fixed_free (hermite);
}

static void
init_nodes (RcQuadrature *self, guint order)
{
  gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc (order);

  self->order = order;
  self->width = order < WIDE_ORDER ? 2.5 : 4.25;
  for (guint i = 0; i < order; i++)
    gsl_integration_glfixed_point (-1.0, 1.0, i, &self->nodes[i], &self->weights[i], table);
  gsl_integration_glfixed_table_free (table);
  for (guint i = 0; i < RC_QUADRATURE_N_HERMITE; i++)
    init_hermite (&self->hermite[i], (guint)ceil (parts[i] * order));
}

/**
 * rc_quadrature_init:
 * @function: φ, which must live as long as @self
 * @order: nodes in an interval, from 4 to 32
 */
void
rc_quadrature_init (RcQuadrature *self, const RcPiecewise *function, guint order)
{
  g_return_if_fail (order >= 4 && order <= RC_QUADRATURE_MAX_ORDER);

  self->function = function;
  init_nodes (self, order);
  self->fine = self;
  self->cache = rc_hermite_cache_new ();
}

/**
 * rc_quadrature_init_rough:
 * @fine: an exact quadrature, which must live as long as @self and stay where it is
 * @order: nodes in an interval, from 4 to 32
 *
 * A quadrature with fewer nodes; where there is a series, which costs next to nothing
 * once it is there, it is that of @fine.
 */
void
rc_quadrature_init_rough (RcQuadrature *self, const RcQuadrature *fine, guint order)
{
  g_return_if_fail (order >= 4 && order <= RC_QUADRATURE_MAX_ORDER);

  self->function = fine->function;
  init_nodes (self, order);
  self->fine = fine;
  self->cache = fine->cache;
}

void
rc_quadrature_clear (RcQuadrature *self)
{
  if (self->fine == self)
    rc_hermite_cache_free (self->cache);
}

/* Two normal variables, of deviations s₁ and s₂ and correlation r. */
typedef struct {
  double s1;
  double s2;
  double r;
  double across; /* √(1 - r²) */
  double reach;  /* so many standard deviations count */
} Pair;

static double
value_at (const RcPiecewise *f, double x)
{
  return rc_piecewise_eval (f, rc_piecewise_find (f, x), 0, x);
}

/* How many standard deviations the average of φ² needs: more where φ grows fast. */
static double
find_reach (const RcPiecewise *f, double deviation)
{
  double reach = REACH;
  double near = fabs (value_at (f, deviation)) + fabs (value_at (f, -deviation)) +
                fabs (value_at (f, 0.0));

  while (reach < MAX_REACH) {
    double far = MAX (fabs (value_at (f, reach * deviation)),
                      fabs (value_at (f, -reach * deviation)));

    if (exp (-0.5 * reach * reach) * far * far <= 1e-15 * near * near)
      break;
    reach += 0.5;
  }
  return reach;
}

/*
 * Whether φ is smooth within reach, with so much room to singularities in the complex plane,
 * so that a few nodes of Gauss-Hermite quadrature do. A polynomial of the pieces' degree that
 * is exact to 1e-13 tells that there is none within three halves of its interval.
 */
static gboolean
is_smooth (const RcPiecewise *f, double mean, double deviation, double reach, double room)
{
  double low = mean - reach * deviation, high = mean + reach * deviation;

  for (gsize piece = rc_piecewise_find (f, low);; piece++) {
    const RcPiece *p = &f->pieces[piece];

    if (1.5 * (p->right - p->left) < room * deviation && p->left < mean + room * deviation &&
        p->right > mean - room * deviation)
      return FALSE;
    if (high <= p->right)
      return low >= f->pieces[0].left || high <= f->pieces[0].left;
    if (!p->joined)
      return low >= p->right && piece == f->n_pieces - 1;
  }
}

static void
blur_smooth (const RcQuadrature *self,
             const RcHermiteNodes *hermite,
             double mean,
             double deviation,
             double jet[3])
{
  double x[RC_QUADRATURE_MAX_ORDER], jets[3][RC_QUADRATURE_MAX_ORDER];

  for (guint j = 0; j < hermite->order; j++)
    x[j] = mean + deviation * hermite->nodes[j];
  rc_piecewise_eval_jets (self->function, hermite->order, x, jets);
  for (guint k = 0; k < 3; k++)
    for (guint j = 0; j < hermite->order; j++)
      jet[k] += hermite->weights[j] * jets[k][j];
}

/* An interval of the integral of φ(mean + deviation u) under the weight. */
static void
add_blurred (
  const RcQuadrature *self, double mean, double deviation, double left, double right, double jet[3])
{
  double x[RC_QUADRATURE_MAX_ORDER], jets[3][RC_QUADRATURE_MAX_ORDER];
  double half = 0.5 * (right - left), middle = left + half;

  for (guint j = 0; j < self->order; j++)
    x[j] = middle + half * self->nodes[j];
  rc_piecewise_eval_jets (self->function, self->order, x, jets);
  for (guint j = 0; j < self->order; j++) {
    double weight = half / deviation * self->weights[j] *
                    rc_normal_density ((x[j] - mean) / deviation);

    for (guint k = 0; k < 3; k++)
      jet[k] += weight * jets[k][j];
  }
}

/* φ, φ' and φ'' (without its delta functions), averaged over a normal variable. */
static void
blur (const RcQuadrature *self, double mean, double deviation, double reach, double jet[3])
{
  const RcPiecewise *f = self->function;
  double left = mean - reach * deviation, high = mean + reach * deviation;
  guint n_rooms = 0;
  gsize piece;

  jet[0] = jet[1] = jet[2] = 0.0;
  if (!(deviation > 1e-15 * fabs (mean)) || deviation < 1e-150) {
    piece = rc_piecewise_find (f, mean);
    for (guint k = 0; k < 3; k++)
      jet[k] = rc_piecewise_eval (f, piece, k, mean);
    return;
  }
  while (n_rooms < RC_QUADRATURE_N_HERMITE && is_smooth (f, mean, deviation, reach, rooms[n_rooms]))
    n_rooms++;
  if (n_rooms > 0) {
    blur_smooth (self, &self->hermite[n_rooms - 1], mean, deviation, jet);
    return;
  }
  while (left < high) {
    double right = rc_piecewise_advance (f, left, MIN (high, left + self->width * deviation));

    add_blurred (self, mean, deviation, left, right, jet);
    left = right;
  }
}

/* The average of φ'' with its delta functions. */
static double
mean_curvature (const RcQuadrature *self, double regular, double deviation)
{
  const RcPiecewise *f = self->function;

  for (gsize i = 0; deviation > 0.0 && i < f->n_kinks; i++)
    regular += f->kinks[i].jump * rc_normal_density (f->kinks[i].x / deviation) / deviation;
  return regular;
}

/* One of the two variables does not vary, or they are independent. */
static void
independent_moments (
  const RcQuadrature *self, double s1, double s2, double reach, RcMoments *moments)
{
  double jet1[3], jet2[3];

  blur (self, 0.0, s1, reach, jet1);
  blur (self, 0.0, s2, reach, jet2);
  moments->value = jet1[0] * jet2[0];
  moments->slope = jet1[1] * jet2[1];
  moments->curvature = jet1[0] * mean_curvature (self, jet2[2], s2);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

static void
add_end (GArray *ends, double u, double reach)
{
  if (fabs (u) < reach)
    g_array_append_val (ends, u);
}

/* Where φ is not smooth, and the inner integral over v is a rounded corner of u. */
static GArray *
list_corners (const RcPiecewise *f, double s2, double r, double across, double reach)
{
  static const double grades[] = { -8.0, -4.0, -2.0, 0.0, 2.0, 4.0, 8.0 };
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i <= f->n_pieces; i++) {
    double x = i < f->n_pieces ? f->pieces[i].left : f->pieces[i - 1].right;

    if (i > 0 && f->pieces[i - 1].joined)
      continue;
    for (gsize j = 0; j < G_N_ELEMENTS (grades); j++)
      if (across > 0.0)
        add_end (corners, (x / s2 + grades[j] * across) / r, reach);
  }
  g_array_append_val (corners, reach);
  g_array_sort (corners, compare_numbers);
  return corners;
}

/* The end of the interval that begins at u: no longer than the weight and either φ allow. */
static double
find_end (const RcPiecewise *f, double s1, double along, double width, double u, double most)
{
  most = MIN (most, u + width);
  most = MIN (most, rc_piecewise_advance (f, s1 * u, s1 * most) / s1);
  if (most > u)
    most = MIN (most, rc_piecewise_advance (f, along * u, along * most) / along);
  /* what rounding may have eaten */
  return most > u ? most : u + 1e-15 * MAX (1.0, fabs (u));
}

/* The coefficients of a state, so many of each. */
static RcHermite *
get_hermite (const RcQuadrature *self, double s, guint n_terms)
{
  const RcQuadrature *fine = self->fine;
  RcHermite *hermite = rc_hermite_cache_find (self->cache, s, n_terms);

  if (hermite == NULL) {
    hermite = rc_hermite_new (fine->function,
                              fine->order,
                              fine->nodes,
                              fine->weights,
                              s,
                              SERIES_REACH * find_reach (fine->function, s),
                              n_terms);
    rc_hermite_cache_add (self->cache, hermite);
  }
  return hermite;
}

/* Which derivatives of φ(x₁) and φ(x₂) each of the averages is of. */
static const guint first_derivative[3] = { 0, 1, 0 }, second_derivative[3] = { 0, 1, 2 };

/* Whether the terms from the n-th on are small, too, with the n-th power of r: between
   low orders and high there may be a gap, as for x + sin(15x). */
static gboolean
is_complete (const RcHermite *one, const RcHermite *two, guint n, double power, double tolerance)
{
  for (guint k = 0; k < 3; k++)
    if (fabs (power) * one->rest[first_derivative[k]][n] * two->rest[second_derivative[k]][n] >
        tolerance)
      return FALSE;
  return TRUE;
}

/*
 * Mehler's formula: with the normalised Hermite polynomials h_n,
 *
 *   ⟨f(x₁) g(x₂)⟩ = Σ_n rⁿ ⟨f(s₁u) h_n(u)⟩ ⟨g(s₂u) h_n(u)⟩,
 *
 * here for all parts of φ = ψ + κ but ⟨κκ⟩, which is there already. FALSE if the terms do
 * not become small.
 */
static gboolean
sum_series (const RcHermite *one, const RcHermite *two, double r, RcMoments *moments)
{
  double sums[3] = { moments->value, moments->slope, moments->curvature };
  double size[3], power = 1.0;
  guint quiet = 0, n;

  /* Of variables that exclude each other next to nothing is left, but of terms that cancel. */
  for (guint k = 0; k < 3; k++)
    size[k] = MAX (fabs (sums[k]),
                   one->size[first_derivative[k]] * two->size[second_derivative[k]]);
  for (n = 0; n < one->n_terms; n++) {
    gboolean small = TRUE;

    if (quiet >= N_QUIET && is_complete (one, two, n, power, REST_TOLERANCE))
      break;
    for (guint k = 0; k < 3; k++) {
      guint a = first_derivative[k], b = second_derivative[k];
      double f = one->smooth[a][n], g = two->smooth[b][n];
      double term = power * (f * (g + two->bent[b][n]) + one->bent[a][n] * g);

      sums[k] += term;
      size[k] += fabs (term);
      small = small && fabs (term) <= SERIES_TOLERANCE * size[k];
    }
    quiet = small ? quiet + 1 : 0;
    power *= r;
  }
  *moments = (RcMoments){ sums[0], sums[1], sums[2] };
  return quiet >= N_QUIET && is_complete (one, two, n, power, REST_TOLERANCE);
}

/* ⟨κκ⟩ and its kin, in closed form */
static void
find_bent (const RcQuadrature *self,
           const RcHermite *one,
           const RcHermite *two,
           double c11,
           double c12,
           double c22,
           RcMoments *moments)
{
  const RcKink *kinks = self->function->kinks;

  *moments = (RcMoments){ 0.0 };
  for (gsize i = one->first_kink; i < one->end_kink; i++) {
    for (gsize j = two->first_kink; j < two->end_kink; j++) {
      double jumps = kinks[i].jump * kinks[j].jump;
      RcMoments m;

      rc_rectifier_pair_moments (kinks[i].x, kinks[j].x, c11, c12, c22, &m);
      moments->value += jumps * m.value;
      moments->slope += jumps * m.slope;
      moments->curvature += jumps * m.curvature;
    }
  }
}

/* One-dimensional integrals only, and for many correlations the same. Converges fast
   unless the correlation is near ±1 and φ is steep or not quite smooth; then this returns
   FALSE, but a rough quadrature makes do with what the longest series leaves. */
static gboolean
series_moments (
  const RcQuadrature *self, double c11, double c12, double c22, double r, RcMoments *moments)
{
  double s1 = sqrt (c11), s2 = sqrt (c22);
  RcMoments bent;

  for (guint i = 0; i < G_N_ELEMENTS (series_lengths); i++) {
    g_autoptr (RcHermite) one = get_hermite (self, s1, series_lengths[i]);
    g_autoptr (RcHermite) two = get_hermite (self, s2, series_lengths[i]);

    if (i == 0)
      find_bent (self, one, two, c11, c12, c22, &bent);
    *moments = bent;
    if (sum_series (one, two, r, moments))
      return TRUE;
    if (self->fine != self && one->n_terms == LONGEST_SERIES &&
        is_complete (one, two, LONGEST_SERIES, pow (r, LONGEST_SERIES), ROUGH_REST_TOLERANCE))
      return TRUE;
  }
  return FALSE;
}

/* ⟨φ(x₁) δ(x₂ - k)⟩ for all kinks k of φ, times the jump of φ' there. */
static double
kink_curvature (
  const RcQuadrature *self, double s1, double s2, double r, double across, double reach)
{
  const RcPiecewise *f = self->function;
  double sum = 0.0;

  for (gsize i = 0; i < f->n_kinks; i++) {
    double v = f->kinks[i].x / s2, jet[3];

    if (fabs (v) > reach)
      continue;
    blur (self, r * s1 * v, s1 * across, reach, jet);
    sum += f->kinks[i].jump * rc_normal_density (v) / s2 * jet[0];
  }
  return sum;
}

static void
add_interval (
  const RcQuadrature *self, const Pair *pair, double left, double right, RcMoments *moments)
{
  double x[RC_QUADRATURE_MAX_ORDER], jets[3][RC_QUADRATURE_MAX_ORDER];
  double half = 0.5 * (right - left), middle = left + half;

  for (guint j = 0; j < self->order; j++)
    x[j] = pair->s1 * (middle + half * self->nodes[j]);
  rc_piecewise_eval_jets (self->function, self->order, x, jets);
  for (guint j = 0; j < self->order; j++) {
    double u = middle + half * self->nodes[j], jet[3];
    double weight = half * self->weights[j] * rc_normal_density (u);

    blur (self, pair->s2 * pair->r * u, pair->s2 * pair->across, pair->reach, jet);
    moments->value += weight * jets[0][j] * jet[0];
    moments->slope += weight * jets[1][j] * jet[1];
    moments->curvature += weight * jets[0][j] * jet[2];
  }
}

/*
 * The double integral, x₁ = s₁u and x₂ = s₂(ru + √(1-r²) v): the inner one over v
 * by blur(), the outer one on intervals that end where either φ has a corner, and
 * are narrow near those of φ(x₂), which the inner integral rounds off.
 */
static void
nested_moments (const RcQuadrature *self, const Pair *pair, RcMoments *moments)
{
  g_autoptr (GArray)
    corners = list_corners (self->function, pair->s2, pair->r, pair->across, pair->reach);
  double left = -pair->reach;

  *moments = (RcMoments){ 0.0 };
  for (guint i = 0; i < corners->len; i++) {
    double corner = g_array_index (corners, double, i);

    while (left < corner) {
      double right = find_end (
        self->function, pair->s1, pair->s2 * pair->r, self->width, left, corner);

      add_interval (self, pair, left, right, moments);
      left = right;
    }
  }
  moments->curvature += kink_curvature (
    self, pair->s1, pair->s2, pair->r, pair->across, pair->reach);
}

/**
 * rc_quadrature_moments:
 *
 * The Gaussian averages by Hermite series or by a double integral, whichever is
 * fast and exact, to about 1e-10. Cost: 5 µs by the series, where those of the two
 * variances are known already, and else up to a millisecond; that for the double integral,
 * which is for correlations near ±1 of functions that are steep, or not quite smooth.
 */
void
rc_quadrature_moments (
  const RcQuadrature *self, double c11, double c12, double c22, RcMoments *moments)
{
  double s1 = sqrt (MAX (c11, 0.0)), s2 = sqrt (MAX (c22, 0.0)), r = 0.0, across = 1.0;
  double reach = MAX (find_reach (self->function, s1), find_reach (self->function, s2));

  if (s1 > 0.0 && s2 > 0.0) {
    r = CLAMP (c12 / (s1 * s2), -1.0, 1.0);
    across = sqrt (rc_determinant (c11, c12, c22)) / (s1 * s2);
  }
  if (r == 0.0) {
    independent_moments (self, s1, s2, reach, moments);
    return;
  }
  if (across * across < PERFECT) {
    r = copysign (1.0, r);
    across = 0.0;
  }
  if (across > 0.0 && series_moments (self, c11, c12, c22, r, moments))
    return;
  nested_moments (self, &(Pair){ s1, s2, r, across, reach }, moments);
}
