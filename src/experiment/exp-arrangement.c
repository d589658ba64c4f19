/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-arrangement.h"

#include <math.h>

#include "rc-random.h"

/* Targets are written to this many digits of the largest: nobody reads more, and
 * -0.3708 is as far from 0 as 0.3708, which the theory of symmetric sets needs. */
#define N_DIGITS 5

/**
 * exp_arrangement_is_possible:
 * @kind: how targets lie
 * @n_outputs: how many numbers each of them has
 *
 * Returns: whether there is such an arrangement for so many outputs
 */
gboolean
exp_arrangement_is_possible (ExpArrangementKind kind, gsize n_outputs)
{
  switch (kind) {
  case EXP_ARRANGEMENT_LINE:
    return n_outputs == 1;
  case EXP_ARRANGEMENT_RING:
  case EXP_ARRANGEMENT_GRID:
    return n_outputs == 2;
  case EXP_ARRANGEMENT_RANDOM:
  default:
    return n_outputs >= 1;
  }
}

/**
 * exp_arrangement_get_n_targets:
 * @self: an arrangement
 *
 * Returns: how many targets it has
 */
gsize
exp_arrangement_get_n_targets (const ExpArrangement *self)
{
  return self->kind == EXP_ARRANGEMENT_GRID ? self->n_columns * self->n_rows : self->n_targets;
}

/* The double that is nearest to @value with few decimals; never -0 */
static double
round_to (double value, double largest)
{
  char format[8], text[G_ASCII_DTOSTR_BUF_SIZE];
  int n_decimals = largest > 0.0 ? N_DIGITS - 1 - (int)floor (log10 (largest)) : 0;

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (n_decimals, 0, 15));
  return g_ascii_strtod (g_ascii_formatd (text, sizeof text, format, value), NULL) + 0.0;
}

/* The place of the @i-th of @n at equal distances from @from to @to */
static double
divide (double from, double to, gsize i, gsize n)
{
  return n > 1 ? from + (to - from) * (double)i / (double)(n - 1) : (from + to) / 2.0;
}

static void
draw (const ExpArrangement *self, ExpTable *targets)
{
  gsl_rng *rng = rc_random_new ();

  for (gsize i = 0; i < targets->n_rows; i++) {
    rc_random_seek (rng, (guint64)self->seed, RC_STREAM_TARGETS, i);
    for (gsize j = 0; j < targets->n_columns; j++)
      exp_table_set (
        targets, i, j, round_to (self->extent * (2.0 * gsl_rng_uniform (rng) - 1.0), self->extent));
  }
  gsl_rng_free (rng);
}

/**
 * exp_arrangement_create:
 * @self: an arrangement that is possible, with at least one target
 *
 * Lays targets out, to five digits. The same seed gives the same random targets,
 * and the first of them whatever their number.
 *
 * Returns: (transfer full): the targets, a row each
 */
ExpTable *
exp_arrangement_create (const ExpArrangement *self)
{
  gsize n = exp_arrangement_get_n_targets (self);
  double a = self->extent, largest = fmax (fabs (self->from), fabs (self->to));
  ExpTable *targets;

  g_return_val_if_fail (exp_arrangement_is_possible (self->kind, self->n_outputs), NULL);
  g_return_val_if_fail (n > 0, NULL);

  targets = exp_table_new (n, self->n_outputs);
  for (gsize i = 0; i < n; i++) {
    double angle = 2.0 * G_PI * (double)i / (double)n;

    switch (self->kind) {
    case EXP_ARRANGEMENT_LINE:
      exp_table_set (targets, i, 0, round_to (divide (self->from, self->to, i, n), largest));
      break;
    case EXP_ARRANGEMENT_RING:
      exp_table_set (targets, i, 0, round_to (a * cos (angle), a));
      exp_table_set (targets, i, 1, round_to (a * sin (angle), a));
      break;
    case EXP_ARRANGEMENT_GRID:
      exp_table_set (
        targets, i, 0, round_to (divide (-a, a, i % self->n_columns, self->n_columns), a));
      exp_table_set (
        targets, i, 1, round_to (divide (a, -a, i / self->n_columns, self->n_rows), a));
      break;
    case EXP_ARRANGEMENT_RANDOM:
    default:
      break;
    }
  }
  if (self->kind == EXP_ARRANGEMENT_RANDOM)
    draw (self, targets);
  return targets;
}
