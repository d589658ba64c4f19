/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-quadrature.h"

#include <math.h>

#include <gsl/gsl_integration.h>

#include "rc-determinant.h"

#define REACH 8.5      /* standard deviations, beyond which the weight is below 1e-16 */
#define MAX_REACH 37.0 /* the same for a function that grows like the weight's inverse */
#define MAX_TERMS 700  /* of the Hermite series */
#define SERIES_KINK_CORRELATION 0.97
#define SERIES_TOLERANCE 1e-15
#define N_QUIET 12    /* so many small terms one after the other end the series */
#define PERFECT 1e-15 /* 1 - r² below this is round-off */

/**
 * rc_quadrature_init:
 * @function: φ, which must live as long as @self
 * @order: nodes in an interval, from 4 to 32
 */
void
rc_quadrature_init (RcQuadrature *self, const RcPiecewise *function, guint order)
{
  gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc (order);

  g_return_if_fail (order >= 4 && order <= RC_QUADRATURE_MAX_ORDER);

  self->function = function;
  self->order = order;
  for (guint i = 0; i < order; i++)
    gsl_integration_glfixed_point (-1.0, 1.0, i, &self->nodes[i], &self->weights[i], table);
  gsl_integration_glfixed_table_free (table);
}

static double
normal_density (double x)
{
  return exp (-0.5 * x * x) / sqrt (2.0 * G_PI);
}

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

/* φ, φ' and φ'' (without its delta functions), averaged over a normal variable. */
static void
blur (const RcQuadrature *self, double mean, double deviation, double reach, double jet[3])
{
  const RcPiecewise *f = self->function;
  double left = mean - reach * deviation, high = mean + reach * deviation;
  gsize piece = rc_piecewise_find (f, left);

  jet[0] = jet[1] = jet[2] = 0.0;
  if (!(deviation > 1e-15 * fabs (mean)) || deviation < 1e-150) {
    piece = rc_piecewise_find (f, mean);
    for (guint k = 0; k < 3; k++)
      jet[k] = rc_piecewise_eval (f, piece, k, mean);
    return;
  }
  while (left < high) {
    gboolean last = piece == f->n_pieces - 1;
    double right = last ? high : MIN (high, f->pieces[piece].right);
    double end = left < f->pieces[piece].left ? MIN (right, f->pieces[piece].left) : right;
    guint n;

    /* the straight lines outside are intervals of their own */
    if (last && left < f->pieces[piece].right)
      end = MIN (end, f->pieces[piece].right);
    n = (guint)ceil ((end - left) / (2.5 * deviation));
    for (guint i = 0; i < n; i++) {
      double half = 0.5 * (end - left) / n, middle = left + (2 * i + 1) * half;

      for (guint j = 0; j < self->order; j++) {
        double x = middle + half * self->nodes[j], u = (x - mean) / deviation;
        double weight = half / deviation * self->weights[j] * normal_density (u);

        for (guint k = 0; k < 3; k++)
          jet[k] += weight * rc_piecewise_eval (f, piece, k, x);
      }
    }
    left = end;
    if (!last && end >= f->pieces[piece].right)
      piece++;
  }
}

/* The average of φ'' with its delta functions. */
static double
mean_curvature (const RcQuadrature *self, double regular, double deviation)
{
  const RcPiecewise *f = self->function;

  for (gsize i = 0; deviation > 0.0 && i < f->n_kinks; i++)
    regular += f->kinks[i].jump * normal_density (f->kinks[i].x / deviation) / deviation;
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

/* Ends of intervals for an integral over u, in an order that sort_panels() finds. */
static void
add_end (GArray *ends, double u, double reach)
{
  if (fabs (u) < reach)
    g_array_append_val (ends, u);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* Where pieces of φ(factor u) meet; the factor may be negative. */
static void
add_pieces (const RcPiecewise *f, GArray *ends, double factor, double reach)
{
  gsize first = rc_piecewise_find (f, -reach * fabs (factor));
  gsize last = rc_piecewise_find (f, reach * fabs (factor));

  for (gsize i = first; i <= last; i++)
    add_end (ends, f->pieces[i].left / factor, reach);
  add_end (ends, f->pieces[last].right / factor, reach);
}

static void
finish_ends (GArray *ends, double width, double reach)
{
  guint n = (guint)ceil (2.0 * reach / width);

  for (guint i = 0; i <= n; i++) {
    double u = reach * (2.0 * i / n - 1.0);

    g_array_append_val (ends, u);
  }
  g_array_sort (ends, compare_numbers);
}

/* The nodes of one variable for the series: u, and the jet of φ times the weight. */
typedef struct {
  GArray *u;
  GArray *jets[3];
} Nodes;

static void
add_node (Nodes *nodes, double u, const double jet[3])
{
  g_array_append_val (nodes->u, u);
  for (guint k = 0; k < 3; k++)
    g_array_append_val (nodes->jets[k], jet[k]);
}

static void
init_nodes (Nodes *nodes, const RcQuadrature *self, double s, double width, double reach)
{
  const RcPiecewise *f = self->function;
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (double));

  nodes->u = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint k = 0; k < 3; k++)
    nodes->jets[k] = g_array_new (FALSE, FALSE, sizeof (double));
  add_pieces (f, ends, s, reach);
  finish_ends (ends, width, reach);
  for (guint i = 0; i + 1 < ends->len; i++) {
    double left = g_array_index (ends, double, i), right = g_array_index (ends, double, i + 1);
    double half = 0.5 * (right - left), middle = left + half;
    gsize piece = rc_piecewise_find (f, s * middle);

    if (half <= 0.0)
      continue;
    for (guint j = 0; j < self->order; j++) {
      double u = middle + half * self->nodes[j], jet[3];
      double weight = half * self->weights[j] * normal_density (u);

      for (guint k = 0; k < 3; k++)
        jet[k] = weight * rc_piecewise_eval (f, piece, k, s * u);
      add_node (nodes, u, jet);
    }
  }
  for (gsize i = 0; i < f->n_kinks; i++) {
    double u = f->kinks[i].x / s;
    double jet[3] = { 0.0, 0.0, f->kinks[i].jump * normal_density (u) / s };

    if (fabs (u) < reach)
      add_node (nodes, u, jet);
  }
}

static void
clear_nodes (Nodes *nodes)
{
  g_array_unref (nodes->u);
  for (guint k = 0; k < 3; k++)
    g_array_unref (nodes->jets[k]);
}

/* The coefficients of one order, and the functions of the next:
   h_{n+1} = (u h_n - √n h_{n-1})/√(n+1). */
static void
step_series (const Nodes *nodes, guint n, double *restrict h, double *restrict old, double sums[3])
{
  const double *restrict u = (const double *)(gpointer)nodes->u->data;
  const double *restrict a = (const double *)(gpointer)nodes->jets[0]->data;
  const double *restrict b = (const double *)(gpointer)nodes->jets[1]->data;
  const double *restrict d = (const double *)(gpointer)nodes->jets[2]->data;
  double x = 1.0 / sqrt (n + 1.0), y = sqrt ((double)n) * x;
  double sa[4] = { 0.0 }, sb[4] = { 0.0 }, sd[4] = { 0.0 };
  gsize i, length = nodes->u->len;

  for (i = 0; i < length; i++) {
    double next = x * u[i] * h[i] - y * old[i];

    sa[i % 4] += a[i] * h[i];
    sb[i % 4] += b[i] * h[i];
    sd[i % 4] += d[i] * h[i];
    old[i] = h[i];
    h[i] = next;
  }
  sums[0] = (sa[0] + sa[1]) + (sa[2] + sa[3]);
  sums[1] = (sb[0] + sb[1]) + (sb[2] + sb[3]);
  sums[2] = (sd[0] + sd[1]) + (sd[2] + sd[3]);
}

/*
 * Mehler's formula: with the normalised Hermite polynomials h_n,
 *
 *   ⟨f(x₁) g(x₂)⟩ = Σ_n rⁿ ⟨f(s₁u) h_n(u)⟩ ⟨g(s₂u) h_n(u)⟩,
 *
 * one-dimensional integrals only. Converges fast unless the correlation r is
 * near ±1 and φ has kinks, or is steep; then this returns FALSE.
 */
static gboolean
series_moments (
  const RcQuadrature *self, double s1, double s2, double r, double reach, RcMoments *moments)
{
  Nodes nodes[2];
  double *h[2], *old[2];
  double power = 1.0, size[3] = { 0.0 }, sums[3] = { 0.0 };
  guint n, quiet = 0, n_states = s1 == s2 ? 1 : 2;

  for (guint i = 0; i < n_states; i++) {
    init_nodes (&nodes[i], self, i == 0 ? s1 : s2, 0.5, reach);
    h[i] = g_new (double, nodes[i].u->len);
    old[i] = g_new0 (double, nodes[i].u->len);
    for (guint j = 0; j < nodes[i].u->len; j++)
      h[i][j] = 1.0;
  }
  for (n = 0; n < MAX_TERMS && quiet < N_QUIET; n++) {
    double c[2][3], terms[3];
    gboolean small = TRUE;

    for (guint i = 0; i < n_states; i++)
      step_series (&nodes[i], n, h[i], old[i], c[i]);
    if (n_states == 1)
      for (guint k = 0; k < 3; k++)
        c[1][k] = c[0][k];
    terms[0] = power * c[0][0] * c[1][0];
    terms[1] = power * c[0][1] * c[1][1];
    terms[2] = power * c[0][0] * c[1][2];
    for (guint k = 0; k < 3; k++) {
      sums[k] += terms[k];
      size[k] += fabs (terms[k]);
      small = small && fabs (terms[k]) <= SERIES_TOLERANCE * size[k];
    }
    quiet = small ? quiet + 1 : 0;
    power *= r;
  }
  for (guint i = 0; i < n_states; i++) {
    clear_nodes (&nodes[i]);
    g_free (h[i]);
    g_free (old[i]);
  }
  *moments = (RcMoments){ sums[0], sums[1], sums[2] };
  return quiet >= N_QUIET;
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
    sum += f->kinks[i].jump * normal_density (v) / s2 * jet[0];
  }
  return sum;
}

/*
 * The double integral, x₁ = s₁u and x₂ = s₂(ru + √(1-r²) v): the inner one over v
 * by blur(), the outer one on intervals that end where either φ has a kink, and
 * are narrow near those of φ(x₂), which the inner integral rounds off.
 */
static void
nested_moments (const RcQuadrature *self,
                double s1,
                double s2,
                double r,
                double across,
                double reach,
                RcMoments *moments)
{
  static const double grades[] = { -8.0, -4.0, -2.0, 0.0, 2.0, 4.0, 8.0 };
  const RcPiecewise *f = self->function;
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (double));

  *moments = (RcMoments){ 0.0 };
  add_pieces (f, ends, s1, reach);
  add_pieces (f, ends, s2 * r, reach);
  for (gsize i = 0; i < f->n_kinks && across > 0.0; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (grades); j++)
      add_end (ends, (f->kinks[i].x / s2 + grades[j] * across) / r, reach);
  finish_ends (ends, 1.0, reach);

  for (guint i = 0; i + 1 < ends->len; i++) {
    double left = g_array_index (ends, double, i), right = g_array_index (ends, double, i + 1);
    double half = 0.5 * (right - left), middle = left + half;
    gsize piece = rc_piecewise_find (f, s1 * middle);

    if (half <= 1e-15)
      continue;
    for (guint j = 0; j < self->order; j++) {
      double u = middle + half * self->nodes[j], jet[3];
      double weight = half * self->weights[j] * normal_density (u);
      double value = rc_piecewise_eval (f, piece, 0, s1 * u);

      blur (self, s2 * r * u, s2 * across, reach, jet);
      moments->value += weight * value * jet[0];
      moments->slope += weight * rc_piecewise_eval (f, piece, 1, s1 * u) * jet[1];
      moments->curvature += weight * value * jet[2];
    }
  }
  moments->curvature += kink_curvature (self, s1, s2, r, across, reach);
}

static gboolean
has_kinks (const RcPiecewise *f, double within)
{
  for (gsize i = 0; i < f->n_kinks; i++)
    if (fabs (f->kinks[i].x) <= within)
      return TRUE;
  return FALSE;
}

/**
 * rc_quadrature_moments:
 *
 * The Gaussian averages by Hermite series or by a double integral, whichever is
 * fast and exact: to about 1e-9 for functions with kinks, better without. Cost: from 50 µs to some
 * milliseconds, the more the closer the correlation is to ±1.
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
  if (across > 0.0 &&
      (fabs (r) < SERIES_KINK_CORRELATION || !has_kinks (self->function, reach * MAX (s1, s2))) &&
      series_moments (self, s1, s2, r, reach, moments))
    return;
  nested_moments (self, s1, s2, r, across, reach, moments);
}
