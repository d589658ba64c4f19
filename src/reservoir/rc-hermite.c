/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-hermite.h"

#include <math.h>

#include "rc-normal.h"

/* How many radians h_n may turn, at its fastest, in an interval. */
#define TURN 16.0
/* Below this deviation a derivative's coefficients would suffer from rounding. */
#define SMALL 0.1
/* So many nodes at a time. */
#define BLOCK 8

/* The nodes of the integrals: u, and the jet of ψ times the weight; and ⟨ψ²⟩ and its kin, and
   the same of φ. */
typedef struct {
  GArray *u;
  GArray *jets[3];
  double squares[3];
  double whole[3];
} Nodes;

/* From φ, φ' and φ'' at x to ψ, ψ' and ψ''. */
static void
subtract_kinks (const RcHermite *self, const RcPiecewise *f, double x, double jet[3])
{
  for (gsize i = self->first_kink; i < self->end_kink && f->kinks[i].x < x; i++) {
    jet[0] -= f->kinks[i].jump * (x - f->kinks[i].x);
    jet[1] -= f->kinks[i].jump;
  }
}

static void
add_node (Nodes *all, const RcHermite *self, const RcPiecewise *f, double u, double weight)
{
  double x = self->deviation * u, jet[3];
  gsize piece = rc_piecewise_find (f, x);

  weight *= rc_normal_density (u);
  for (guint k = 0; k < 3; k++) {
    jet[k] = rc_piecewise_eval (f, piece, k, x);
    all->whole[k] += weight * jet[k] * jet[k];
  }
  subtract_kinks (self, f, x, jet);
  g_array_append_val (all->u, u);
  for (guint k = 0; k < 3; k++) {
    double weighted = weight * jet[k];

    g_array_append_val (all->jets[k], weighted);
    all->squares[k] += weighted * jet[k];
  }
}

/* Intervals no longer than φ(su), the weight and the fastest polynomial allow. */
static void
init_nodes (Nodes *all,
            const RcHermite *self,
            const RcPiecewise *f,
            guint order,
            const double *nodes,
            const double *weights,
            double reach)
{
  double s = self->deviation, left = -reach;
  double width = MIN (1.0, TURN / sqrt ((double)self->n_terms));

  all->u = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint k = 0; k < 3; k++) {
    all->jets[k] = g_array_new (FALSE, FALSE, sizeof (double));
    all->squares[k] = all->whole[k] = 0.0;
  }
  while (left < reach) {
    double most = MIN (left + width, reach);
    double right = MIN (rc_piecewise_advance (f, s * left, s * most) / s, most);
    double half = 0.5 * (right - left), middle = left + half;

    /* where s is so small that rounding leaves nothing */
    if (!(half > 0.0)) {
      left = nextafter (MAX (left, right), INFINITY);
      continue;
    }
    for (guint j = 0; j < order; j++)
      add_node (all, self, f, middle + half * nodes[j], half * weights[j]);
    left = right;
  }
}

static void
clear_nodes (Nodes *nodes)
{
  g_array_unref (nodes->u);
  for (guint k = 0; k < 3; k++)
    g_array_unref (nodes->jets[k]);
}

/*
 * sums[n] += Σ jet h_n(u) over the nodes, with h_{n+1} = (u h_n - √n h_{n-1})/√(n+1). A
 * few nodes at a time, whose polynomials stay in registers.
 */
static void
add_sums (const Nodes *nodes, guint k, guint n_terms, double *restrict sums)
{
  const double *u = (const double *)(gpointer)nodes->u->data;
  const double *jet = (const double *)(gpointer)nodes->jets[k]->data;
  g_autofree double *inverse = g_new (double, n_terms);
  g_autofree double *ratio = g_new (double, n_terms);

  for (guint n = 0; n < n_terms; n++) {
    inverse[n] = 1.0 / sqrt (n + 1.0);
    ratio[n] = sqrt ((double)n) * inverse[n];
    sums[n] = 0.0;
  }
  for (guint first = 0; first < nodes->u->len; first += BLOCK) {
    double x[BLOCK] = { 0.0 }, h[BLOCK] = { 0.0 }, old[BLOCK] = { 0.0 };

    /* the weight goes with the polynomials; a block that is not full ends with zeros */
    for (guint i = 0; i < BLOCK && first + i < nodes->u->len; i++) {
      x[i] = u[first + i];
      h[i] = jet[first + i];
    }
    for (guint n = 0; n < n_terms; n++) {
      double sum = 0.0;

      for (guint i = 0; i < BLOCK; i++) {
        double next = inverse[n] * x[i] * h[i] - ratio[n] * old[i];

        sum += h[i];
        old[i] = h[i];
        h[i] = next;
      }
      sums[n] += sum;
    }
  }
}

/* Where s is not small, ⟨f h_n⟩ = (s/√n) ⟨f' h_{n-1}⟩ tells two of the three from one. */
static void
find_smooth (RcHermite *self, const Nodes *nodes)
{
  guint n_terms = self->n_terms;
  double s = self->deviation;
  g_autofree double *slopes = NULL;

  if (s < SMALL) {
    for (guint k = 0; k < 3; k++)
      add_sums (nodes, k, n_terms, self->smooth[k]);
    return;
  }
  slopes = g_new (double, n_terms + 1);
  add_sums (nodes, 1, n_terms + 1, slopes);
  add_sums (nodes, 0, 1, self->smooth[0]);
  for (guint n = 0; n < n_terms; n++) {
    self->smooth[1][n] = slopes[n];
    self->smooth[2][n] = sqrt (n + 1.0) / s * slopes[n + 1];
    if (n > 0)
      self->smooth[0][n] = s / sqrt ((double)n) * slopes[n - 1];
  }
}

/* The squares of all coefficients of a function add up to the average of its square: what those
   that are known leave of it is in the others. Where there is little else than kinks ψ may be
   nothing but the rounding of φ. */
static void
find_rest (RcHermite *self, const Nodes *nodes)
{
  guint n_terms = self->n_terms;

  for (guint k = 0; k < 3; k++) {
    double largest, sum = 0.0;

    self->size[k] = sqrt (nodes->whole[k]) + (k == 2 ? fabs (self->bent[2][0]) : 0.0);
    largest = MAX (self->size[k], sqrt (nodes->squares[k]));
    for (guint n = 0; n < n_terms; n++)
      sum += self->smooth[k][n] * self->smooth[k][n];
    sum = MAX (nodes->squares[k] - sum, 0.0);
    for (guint n = n_terms + 1; n-- > 0;) {
      if (n < n_terms)
        sum += self->smooth[k][n] * self->smooth[k][n];
      self->rest[k][n] = largest > 0.0 ? sqrt (sum) / largest : 0.0;
    }
  }
}

/*
 * One kink of κ, at u = a: ⟨δ(u-a) h_n⟩ = ϕ(a) h_n(a) with the normal density ϕ, and
 * by parts ⟨f h_n⟩ = ⟨f' h_{n-1}⟩/√n for what has it as derivatives.
 */
static void
add_kink (RcHermite *self, double kink, double jump)
{
  double s = self->deviation, a = kink / s;
  double h = rc_normal_density (a), old = 0.0, older = 0.0;

  self->bent[0][0] += jump * s * (h - a * rc_normal_tail (a));
  self->bent[1][0] += jump * rc_normal_tail (a);
  self->bent[0][1] += jump * s * rc_normal_tail (a);
  for (guint n = 0; n < self->n_terms; n++) {
    double next = (a * h - sqrt ((double)n) * old) / sqrt (n + 1.0);

    self->bent[2][n] += jump * h / s;
    if (n >= 1)
      self->bent[1][n] += jump * old / sqrt ((double)n);
    if (n >= 2)
      self->bent[0][n] += jump * s * older / sqrt (n * (n - 1.0));
    older = old;
    old = h;
    h = next;
  }
}

/**
 * rc_hermite_new:
 * @function: φ; its kinks are named by their number there
 * @order: how many nodes there are in an interval
 * @nodes: of Gauss-Legendre quadrature, from -1 to 1
 * @weights: their weights
 * @deviation: s, above 0
 * @reach: how many standard deviations count
 * @n_terms: how many coefficients of each, at least 2
 *
 * Cost: @n_terms times some hundred nodes.
 *
 * Returns: (transfer full): the coefficients
 */
RcHermite *
rc_hermite_new (const RcPiecewise *function,
                guint order,
                const double *nodes,
                const double *weights,
                double deviation,
                double reach,
                guint n_terms)
{
  RcHermite *self = g_new0 (RcHermite, 1);
  Nodes all;

  g_return_val_if_fail (deviation > 0.0 && n_terms >= 2, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->deviation = deviation;
  self->n_terms = n_terms;
  for (guint k = 0; k < 3; k++) {
    self->smooth[k] = g_new (double, n_terms);
    self->rest[k] = g_new (double, n_terms + 1);
    self->bent[k] = g_new0 (double, n_terms);
  }
  while (self->first_kink < function->n_kinks &&
         function->kinks[self->first_kink].x <= -reach * deviation)
    self->first_kink++;
  self->end_kink = self->first_kink;
  while (self->end_kink < function->n_kinks &&
         function->kinks[self->end_kink].x < reach * deviation) {
    const RcKink *kink = &function->kinks[self->end_kink++];

    add_kink (self, kink->x, kink->jump);
  }
  init_nodes (&all, self, function, order, nodes, weights, reach);
  find_smooth (self, &all);
  find_rest (self, &all);
  clear_nodes (&all);
  return self;
}

RcHermite *
rc_hermite_ref (RcHermite *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_hermite_unref (RcHermite *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint k = 0; k < 3; k++) {
    g_free (self->smooth[k]);
    g_free (self->rest[k]);
    g_free (self->bent[k]);
  }
  g_free (self);
}
