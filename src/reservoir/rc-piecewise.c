/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rc-piecewise.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "rc-error.h"

#define N RC_PIECE_DEGREE
#define CORE 32.0          /* the function must be found within ±CORE … */
#define SURE 128.0         /* … must be a number to here … */
#define FARTHEST 8388608.0 /* … and is found to here where possible */
#define MAX_PIECES 3000
#define MAX_OUTER_PIECES 100 /* in one interval outside the core */
#define MAX_VALUE 1e30       /* of |φ| within the core */
#define MAX_OUTER_VALUE 1e100
#define MIN_WIDTH 1e-9 /* of a piece, relative to its place */
#define TOLERANCE 1e-13
/* Of the largest value, where a polynomial of degree 16 goes on for a tenth of its interval. */
#define JOIN_TOLERANCE 1e-8
#define MAX_STEPS 64
#define N_CHECKS 8

typedef enum {
  FITTED,
  EXHAUSTED, /* the function needs too many pieces, or grows beyond bounds */
  REFUSED,   /* the function is wrong, and the error says how */
} Outcome;

typedef struct {
  RcPiecewiseFunc f;
  gpointer data;
  double cosines[N + 1][N + 1]; /* cos(πjk/N) */
  GArray *pieces;
  gsize limit;      /* on the number of pieces */
  double max_value; /* on |φ| */
  double scale;     /* of φ in the interval at hand */
  GError **error;
} Fit;

static Outcome
refuse (Fit *fit, const char *reason, double x)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.6g", fabs (x) < 1e-12 ? 0.0 : x);
  g_set_error (fit->error,
               RC_ERROR,
               RC_ERROR_ARGUMENT,
               /* Translators: a number, and what is wrong with the function there */
               _ ("at x = %s %s"),
               number,
               reason);
  return REFUSED;
}

static Outcome
evaluate (Fit *fit, double x, double *value)
{
  *value = fit->f (fit->data, x);
  if (fabs (*value) <= fit->max_value)
    return FITTED;
  /* Far out this may be an overflow on the way, as in log(1 + exp(x)). */
  if (fabs (x) > SURE || (isfinite (*value) && fit->max_value > MAX_VALUE))
    return EXHAUSTED;
  if (isnan (*value))
    return refuse (fit, _ ("it is not a number"), x);
  if (isinf (*value))
    return refuse (fit, _ ("it is infinite"), x);
  return refuse (fit, _ ("it is beyond 1e30: it grows too fast"), x);
}

static double
clenshaw (const double *c, guint n, double t)
{
  double b1 = 0.0, b2 = 0.0;

  for (guint k = n; k-- > 1;) {
    double b = c[k] + 2.0 * t * b1 - b2;

    b2 = b1;
    b1 = b;
  }
  return c[0] + t * b1 - b2;
}

static void
differentiate (const double *c, double *d, double half)
{
  d[N] = 0.0;
  d[N - 1] = 2.0 * N * c[N];
  for (guint k = N - 1; k >= 1; k--)
    d[k - 1] = d[k + 1] + 2.0 * k * c[k];
  d[0] *= 0.5;
  for (guint k = 0; k < N; k++)
    d[k] /= half;
}

/* The Chebyshev coefficients of the interpolating polynomial. */
static void
transform (const Fit *fit, const double *values, double *c)
{
  for (guint k = 0; k <= N; k++) {
    double sum = 0.5 * (values[0] + (k % 2 == 0 ? values[N] : -values[N]));

    for (guint j = 1; j < N; j++)
      sum += values[j] * fit->cosines[j][k];
    c[k] = sum * (k == 0 || k == N ? 1.0 : 2.0) / N;
  }
}

/* Interpolates; *resolved tells if that is as good as round-off allows. */
static Outcome
fit_piece (Fit *fit, double left, double right, RcPiece *piece, gboolean *resolved)
{
  double values[N + 1], half = 0.5 * (right - left), middle = left + half;
  double lowest = INFINITY, highest = -INFINITY, tolerance;
  double *c = piece->jets[0];
  Outcome outcome;

  *piece = (RcPiece){ .left = left, .right = right };
  for (guint j = 0; j <= N; j++) {
    double x = j == 0 ? right : (j == N ? left : middle + half * fit->cosines[j][1]);

    if ((outcome = evaluate (fit, x, &values[j])) != FITTED)
      return outcome;
    lowest = MIN (lowest, values[j]);
    highest = MAX (highest, values[j]);
  }
  piece->largest = MAX (fabs (lowest), fabs (highest));
  fit->scale = MAX (fit->scale, piece->largest);
  transform (fit, values, c);

  /* Round-off: of the value, of the terms it is a difference of, of x. */
  tolerance = TOLERANCE * piece->largest + 2e-15 * fit->scale +
              4e-16 * MAX (fabs (left), fabs (right)) * (highest - lowest) / (right - left);
  *resolved = fabs (c[N]) + fabs (c[N - 1]) + fabs (c[N - 2]) <= tolerance;
  for (guint i = 0; *resolved && i < N_CHECKS; i++) {
    double t = -0.97 + 1.9 * i / N_CHECKS, value;

    if ((outcome = evaluate (fit, middle + half * t, &value)) != FITTED)
      return outcome;
    *resolved = fabs (value - clenshaw (c, N + 1, t)) <= 10.0 * tolerance;
  }

  /* What is only round-off would grow in the derivatives. */
  piece->n = N + 1;
  while (*resolved && piece->n > 1 && fabs (c[piece->n - 1]) <= 0.01 * tolerance)
    c[--piece->n] = 0.0;
  differentiate (c, piece->jets[1], half);
  differentiate (piece->jets[1], piece->jets[2], half);
  return FITTED;
}

/*
 * Closes in on where the second difference is largest. It falls as width^order:
 * 2 where φ is smooth, 1 at a kink, 0 at a jump, less at a pole.
 */
static Outcome
find_edge (Fit *fit, double left, double right, double *edge, double *order)
{
  double history[MAX_STEPS], first = left, last = right;
  guint n = 0;

  while (n < MAX_STEPS) {
    double h = 0.25 * (right - left), y[5], largest = -1.0, noise;
    guint best = 0;

    if (h <= 1e-16 * MAX (fabs (left), 1e-3))
      break;
    for (guint i = 0; i < 5; i++) {
      Outcome outcome = evaluate (fit, left + i * h, &y[i]);

      if (outcome != FITTED)
        return outcome;
    }
    for (guint i = 0; i < 3; i++) {
      double difference = fabs (y[i] - 2.0 * y[i + 1] + y[i + 2]);

      if (difference > largest) {
        largest = difference;
        best = i;
      }
    }
    noise = 1e-15 * (2.0 * fit->scale + MAX (fabs (left), fabs (right)) * fabs (y[4] - y[0]) / h);
    if (largest <= noise)
      break;
    history[n++] = largest;
    left += best * h;
    right = left + 2.0 * h;
  }
  *edge = 0.5 * (left + right);
  *order = 2.0;
  /* The last steps may be round-off. At an end there is nothing to cut off, unless
     the function jumps or is infinite there. */
  if (n >= 8) {
    guint span = MIN (n - 4, 12);

    *order = log2 (history[n - 4 - span] / history[n - 4]) / span;
    if (*order > 0.7 && (left == first || right == last))
      *order = 2.0;
  }
  return FITTED;
}

static Outcome
fit_interval (Fit *fit, double left, double right)
{
  RcPiece piece;
  gboolean resolved;
  double edge, order, width = right - left, middle = left + 0.5 * width;
  Outcome outcome = fit_piece (fit, left, right, &piece, &resolved);

  if (outcome != FITTED)
    return outcome;
  if (resolved || width <= MIN_WIDTH * MAX (fabs (middle), 1e-3)) {
    g_array_append_val (fit->pieces, piece);
    return fit->pieces->len > fit->limit ? EXHAUSTED : FITTED;
  }
  if ((outcome = find_edge (fit, left, right, &edge, &order)) != FITTED)
    return outcome;
  if (order < 0.2)
    return refuse (fit, _ ("it jumps, but it must be continuous"), edge);
  if (order < 0.7)
    return refuse (fit, _ ("its slope is infinite"), edge);
  if (order > 1.4 || edge - left < 1e-6 * width || right - edge < 1e-6 * width)
    edge = middle;
  if (fabs (edge) < 1e-14)
    edge = 0.0;
  outcome = fit_interval (fit, left, edge);
  return outcome == FITTED ? fit_interval (fit, edge, right) : outcome;
}

static double
largest_between (const Fit *fit, double low, double high)
{
  double largest = 0.0;

  for (guint i = 0; i < fit->pieces->len; i++) {
    const RcPiece *piece = &g_array_index (fit->pieces, RcPiece, i);

    if (piece->left >= low && piece->right <= high)
      largest = MAX (largest, piece->largest);
  }
  return largest;
}

/* One side, from the core outwards, and how the function goes on after that:
   level if it has found its largest value well inside, else as a straight line. */
static Outcome
fit_side (Fit *fit, double side, double *slope, gboolean *bounded)
{
  double end = 0.0, inner, all, near, far;

  for (double next = 1.0; next <= FARTHEST; next *= 2.0) {
    gboolean core = next <= CORE;
    guint n = fit->pieces->len;
    Outcome outcome;

    fit->limit = core ? MAX_PIECES : n + MAX_OUTER_PIECES;
    fit->max_value = core ? MAX_VALUE : MAX_OUTER_VALUE;
    outcome = fit_interval (fit, MIN (side * end, side * next), MAX (side * end, side * next));
    if (outcome == REFUSED)
      return outcome;
    if (outcome == EXHAUSTED) {
      if (core)
        return refuse (fit, _ ("it varies too fast"), side * next);
      g_array_set_size (fit->pieces, n);
      break;
    }
    end = next;
  }
  inner = largest_between (fit, side > 0.0 ? 0.0 : -0.25 * end, side > 0.0 ? 0.25 * end : 0.0);
  all = largest_between (fit, side > 0.0 ? 0.0 : -end, side > 0.0 ? end : 0.0);
  *bounded = all <= inner * (1.0 + 1e-5);
  near = fit->f (fit->data, side * 0.5 * end);
  far = fit->f (fit->data, side * end);
  *slope = *bounded ? 0.0 : (far - near) / (side * 0.5 * end);
  return FITTED;
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  return ((const RcPiece *)a)->left < ((const RcPiece *)b)->left ? -1 : 1;
}

/* The largest |φ'| at the ends of a piece, which may be none. */
static double
end_slope (const RcPiecewise *self, gsize piece)
{
  const RcPiece *p;

  if (piece >= self->n_pieces)
    return 0.0;
  p = &self->pieces[piece];
  return MAX (fabs (rc_piecewise_eval (self, piece, 1, p->left)),
              fabs (rc_piecewise_eval (self, piece, 1, p->right)));
}

/* Where φ' jumps by more than the error of the fit. */
static void
collect_kinks (RcPiecewise *self)
{
  GArray *kinks = g_array_new (FALSE, FALSE, sizeof (RcKink));

  for (gsize i = 0; i <= self->n_pieces; i++) {
    double x = i > 0 ? self->pieces[i - 1].right : self->pieces[0].left;
    double before = i > 0 ? rc_piecewise_eval (self, i - 1, 1, x) : self->low_slope;
    double after = i < self->n_pieces ? rc_piecewise_eval (self, i, 1, x) : self->high_slope;
    double scale = MAX (end_slope (self, i), end_slope (self, i > 0 ? i - 1 : self->n_pieces));
    RcKink kink = { x, after - before };

    if (fabs (kink.jump) > 1e-8 * scale + 1e-11)
      g_array_append_val (kinks, kink);
  }
  self->n_kinks = kinks->len;
  self->kinks = (RcKink *)(gpointer)g_array_free (kinks, FALSE);
}

/* Whether each piece and the next are one smooth function: then the polynomial of either
   says, a little beyond their common end, what the other says. */
static void
join_pieces (RcPiecewise *self)
{
  for (gsize i = 0; i + 1 < self->n_pieces; i++) {
    RcPiece *left = &self->pieces[i], *right = left + 1;
    double step = 0.1 * MIN (left->right - left->left, right->right - right->left);
    double there = 1.0 + 2.0 * step / (left->right - left->left);
    double back = -1.0 - 2.0 * step / (right->right - right->left);
    double beyond = clenshaw (left->jets[0], left->n, there) -
                    rc_piecewise_eval (self, i + 1, 0, left->right + step);
    double before = clenshaw (right->jets[0], right->n, back) -
                    rc_piecewise_eval (self, i, 0, right->left - step);

    left->joined = MAX (fabs (beyond), fabs (before)) <=
                   JOIN_TOLERANCE * MAX (left->largest, right->largest);
  }
}

/**
 * rc_piecewise_new:
 * @f: a function
 * @data: given to it
 * @error: set to %RC_ERROR_ARGUMENT, with place and reason, if @f is not finite and
 *   continuous with a finite slope, or varies too fast
 *
 * Finds polynomials for a function that is known by its values only: intervals
 * are halved until Chebyshev interpolation has reached round-off, and kinks are found by bisection
 * and made ends of intervals, so that no polynomial has to go round a corner.
 * The derivatives are those of the polynomials; they lose three digits for φ'
 * and five for φ'', of some thirteen.
 *
 * The pieces reach from -32 to 32 at least, and to ±8e6 if the function is
 * simple there; beyond them it goes on as a straight line. It must be a number
 * to ±128; farther out, where the terms of a formula overflow, the pieces end.
 * Cost: some thousand calls of @f.
 *
 * Returns: (transfer full) (nullable): the function
 */
RcPiecewise *
rc_piecewise_new (RcPiecewiseFunc f, gpointer data, GError **error)
{
  g_autoptr (RcPiecewise) self = g_new0 (RcPiecewise, 1);
  Fit fit = { .f = f, .data = data, .error = error };
  gboolean low_bounded = FALSE, high_bounded = FALSE;
  gboolean success;

  for (guint j = 0; j <= N; j++)
    for (guint k = 0; k <= N; k++)
      fit.cosines[j][k] = cos (G_PI * j * k / N);
  fit.pieces = g_array_new (FALSE, FALSE, sizeof (RcPiece));
  success = fit_side (&fit, 1.0, &self->high_slope, &high_bounded) == FITTED;
  fit.scale = 0.0;
  success = success && fit_side (&fit, -1.0, &self->low_slope, &low_bounded) == FITTED;
  if (success)
    g_array_sort (fit.pieces, compare_pieces);
  self->bound = low_bounded && high_bounded ? 1.01 * largest_between (&fit, -INFINITY, INFINITY)
                                            : INFINITY;
  self->n_pieces = fit.pieces->len;
  self->pieces = (RcPiece *)(gpointer)g_array_free (fit.pieces, FALSE);
  if (!success)
    return NULL;
  collect_kinks (self);
  join_pieces (self);
  return g_steal_pointer (&self);
}

void
rc_piecewise_free (RcPiecewise *self)
{
  g_free (self->pieces);
  g_free (self->kinks);
  g_free (self);
}

/**
 * rc_piecewise_find:
 *
 * Returns: the piece that has @x in it, or the one that is closest
 */
gsize
rc_piecewise_find (const RcPiecewise *self, double x)
{
  gsize low = 0, high = self->n_pieces - 1;

  while (low < high) {
    gsize middle = (low + high) / 2;

    if (x < self->pieces[middle].right)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/**
 * rc_piecewise_advance:
 * @from: where an interval begins
 * @to: where it may end at most, to the right of @from or to the left
 *
 * Finds an interval for Gauss-Legendre quadrature with as many nodes as the pieces have
 * terms: φ is smooth within, and no piece that it reaches into is shorter than half of it,
 * as such quadrature is exact to twice the degree that interpolation is.
 *
 * Returns: where it ends; not @from unless @to is that
 */
double
rc_piecewise_advance (const RcPiecewise *self, double from, double to)
{
  double sign = to > from ? 1.0 : -1.0, low = self->pieces[0].left;
  double high = self->pieces[self->n_pieces - 1].right, end = from, width = INFINITY;
  gsize piece = rc_piecewise_find (self, from);

  if (sign < 0.0 && piece > 0 && from <= self->pieces[piece].left)
    piece--;
  /* the straight lines outside */
  if (sign * (from - (sign > 0.0 ? low : high)) < 0.0)
    return sign * MIN (sign * to, sign * (sign > 0.0 ? low : high));
  if (sign * (from - (sign > 0.0 ? high : low)) >= 0.0)
    return to;
  for (;;) {
    const RcPiece *p = &self->pieces[piece];
    double edge = sign > 0.0 ? p->right : p->left;

    width = MIN (width, 2.0 * (p->right - p->left));
    if (end != from && sign * (end - from) >= width)
      return end;
    end = sign * MIN (MIN (sign * to, sign * edge), sign * from + width);
    if (end != edge || end == to)
      return end;
    if (piece == (sign > 0.0 ? self->n_pieces - 1 : 0))
      return end;
    if (!self->pieces[sign > 0.0 ? piece : piece - 1].joined)
      return end;
    piece = sign > 0.0 ? piece + 1 : piece - 1;
  }
}

/**
 * rc_piecewise_eval:
 * @piece: what rc_piecewise_find() returned for @x
 * @derivative: 0, 1 or 2
 *
 * Returns: φ, φ' or φ'' at @x; at a kink, that of the given piece
 */
double
rc_piecewise_eval (const RcPiecewise *self, gsize piece, guint derivative, double x)
{
  const RcPiece *p = &self->pieces[piece];
  double half = 0.5 * (p->right - p->left), t = (x - p->left) / half - 1.0;

  if (t > 1.0 && piece == self->n_pieces - 1 && x > p->right) {
    if (derivative > 0)
      return derivative == 1 ? self->high_slope : 0.0;
    return clenshaw (p->jets[0], p->n, 1.0) + self->high_slope * (x - p->right);
  }
  if (t < -1.0 && piece == 0) {
    if (derivative > 0)
      return derivative == 1 ? self->low_slope : 0.0;
    return clenshaw (p->jets[0], p->n, -1.0) + self->low_slope * (x - p->left);
  }
  return clenshaw (p->jets[derivative], MAX (p->n, 1 + derivative) - derivative, t);
}

/* Clenshaw's sum at many places at once, which are independent of each other. */
static void
sum_many (
  const double *c, guint n_terms, guint n, const double *restrict t, double *restrict results)
{
  double b1[RC_PIECEWISE_MAX_PLACES] = { 0.0 }, b2[RC_PIECEWISE_MAX_PLACES] = { 0.0 };

  for (guint k = n_terms; k-- > 1;) {
    for (guint i = 0; i < n; i++) {
      double b = c[k] + 2.0 * t[i] * b1[i] - b2[i];

      b2[i] = b1[i];
      b1[i] = b;
    }
  }
  for (guint i = 0; i < n; i++)
    results[i] = c[0] + t[i] * b1[i] - b2[i];
}

/* How many places, from the first on, are in the piece. */
static guint
count_within (const RcPiece *p, guint n, const double *x)
{
  guint within = 0;

  while (within < n && x[within] >= p->left && x[within] <= p->right)
    within++;
  return within;
}

/**
 * rc_piecewise_eval_jets:
 * @n: how many places, at most %RC_PIECEWISE_MAX_PLACES
 * @x: the places, best in order
 * @jets: (out): φ, φ' and φ'' at them; at a kink, those of the piece to its right
 *
 * The same as rc_piecewise_eval(), much faster.
 */
void
rc_piecewise_eval_jets (const RcPiecewise *self,
                        guint n,
                        const double *x,
                        double jets[3][RC_PIECEWISE_MAX_PLACES])
{
  double t[RC_PIECEWISE_MAX_PLACES];

  for (guint i = 0; i < n;) {
    gsize piece = rc_piecewise_find (self, x[i]);
    const RcPiece *p = &self->pieces[piece];
    double half = 0.5 * (p->right - p->left), inverse = 1.0 / half;
    guint within = count_within (p, n - i, x + i);

    if (within == 0) {
      for (guint k = 0; k < 3; k++)
        jets[k][i] = rc_piecewise_eval (self, piece, k, x[i]);
      i++;
      continue;
    }
    for (guint j = 0; j < within; j++)
      t[j] = (x[i + j] - p->left) * inverse - 1.0;
    for (guint k = 0; k < 3; k++)
      sum_many (p->jets[k], MAX (p->n, 1 + k) - k, within, t, jets[k] + i);
    i += within;
  }
}
