/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rc-redundancy.h"

#include <math.h>

#include <glib/gi18n.h>

/* Outputs that differ by less, relative to the largest, are the same. */
#define ALIKE 1e-6

/* The part of the activity of state @row that the states marked so far do not
   have, squared and relative; their Cholesky rows are extended by it. */
static double
extend_basis (const gsl_matrix *q, gsize row, gsl_matrix *rows, gsize *pivots, gsize n)
{
  double left = gsl_matrix_get (q, row, row);

  for (gsize j = 0; j < n; j++) {
    double sum = gsl_matrix_get (q, row, pivots[j]);

    for (gsize l = 0; l < j; l++)
      sum -= gsl_matrix_get (rows, row, l) * gsl_matrix_get (rows, pivots[j], l);
    sum /= gsl_matrix_get (rows, pivots[j], j);
    gsl_matrix_set (rows, row, j, sum);
    left -= sum * sum;
  }
  gsl_matrix_set (rows, row, n, sqrt (MAX (left, 0.0)));
  return left / gsl_matrix_get (q, row, row);
}

static RcRedundancyKind
compare (const gsl_matrix *q, gsize i, gsize j, double tolerance)
{
  double correlation = gsl_matrix_get (q, i, j) /
                       sqrt (gsl_matrix_get (q, i, i) * gsl_matrix_get (q, j, j));

  if (correlation >= 1.0 - tolerance)
    return RC_REDUNDANCY_REPEATS;
  if (correlation <= -1.0 + tolerance)
    return RC_REDUNDANCY_MIRRORS;
  return RC_REDUNDANCY_NONE;
}

/**
 * rc_redundancy_new:
 * @field: the mean field
 *
 * Finds the targets that make Q singular, in their order: each is compared with
 * those before it. Two states count as the same if their correlation is ±1 up to the
 * error of the moments, times %RC_RANK_SAFETY, and as a mixture of others if not more
 * than M times that is left of their square. Cost: M³.
 *
 * Returns: (transfer full): one for each of the M targets
 */
RcRedundancy *
rc_redundancy_new (const RcMeanField *field)
{
  const gsl_matrix *q = field->overlap;
  gsize m = q->size1, n = 0;
  RcRedundancy *redundancies = g_new0 (RcRedundancy, m);
  g_autofree gsize *pivots = g_new (gsize, m);
  gsl_matrix *rows = gsl_matrix_calloc (m, m);
  double tolerance = RC_RANK_SAFETY * rc_mean_field_get_moment_error (field), largest = 0.0;

  for (gsize i = 0; i < m; i++)
    largest = MAX (largest, gsl_matrix_get (q, i, i));
  for (gsize i = 0; i < m; i++) {
    RcRedundancy *redundancy = &redundancies[i];

    redundancy->partner = i;
    if (gsl_matrix_get (q, i, i) <= tolerance * largest || gsl_matrix_get (q, i, i) <= 0.0) {
      redundancy->kind = RC_REDUNDANCY_SILENT;
      continue;
    }
    for (gsize j = 0; j < n && redundancy->kind == RC_REDUNDANCY_NONE; j++) {
      redundancy->kind = compare (q, i, pivots[j], tolerance);
      if (redundancy->kind != RC_REDUNDANCY_NONE)
        redundancy->partner = pivots[j];
    }
    if (redundancy->kind != RC_REDUNDANCY_NONE)
      continue;
    if (extend_basis (q, i, rows, pivots, n) <= tolerance * (double)m)
      redundancy->kind = RC_REDUNDANCY_MIXES;
    else
      pivots[n++] = i;
  }
  gsl_matrix_free (rows);
  return redundancies;
}

/**
 * rc_redundancy_is_exact:
 * @field: the mean field
 *
 * Returns: whether the rank is what targets that repeat or mirror others, or are silent, leave
 *   of it; if not, rounding has decided what was given up, and B may be far from that of
 *   exact arithmetic
 */
gboolean
rc_redundancy_is_exact (const RcMeanField *field)
{
  gsize m = field->overlap->size1, rank = field->rank;
  g_autofree RcRedundancy *redundancies = NULL;

  if (rank == m)
    return TRUE;
  redundancies = rc_redundancy_new (field);
  for (gsize i = 0; i < m; i++)
    rank += redundancies[i].kind != RC_REDUNDANCY_NONE &&
            redundancies[i].kind != RC_REDUNDANCY_MIXES;
  return rank >= m;
}

/* Whether the outputs are alike, too: that of the partner or its mirror image. */
static gboolean
asks_for_the_same (const gsl_matrix *targets, const RcRedundancy *redundancy, gsize i)
{
  double sign = redundancy->kind == RC_REDUNDANCY_MIRRORS ? -1.0 : 1.0;
  double largest = MAX (gsl_matrix_max (targets), -gsl_matrix_min (targets));

  for (gsize j = 0; j < targets->size2; j++)
    if (fabs (gsl_matrix_get (targets, i, j) -
              sign * gsl_matrix_get (targets, redundancy->partner, j)) > ALIKE * largest)
      return FALSE;
  return TRUE;
}

static void
describe_one (GString *text, const gsl_matrix *targets, const RcRedundancy *redundancy, gsize i)
{
  gboolean twin = redundancy->kind == RC_REDUNDANCY_REPEATS ||
                  redundancy->kind == RC_REDUNDANCY_MIRRORS;

  if (twin && !asks_for_the_same (targets, redundancy, i)) {
    g_string_append_printf (
      text,
      _ ("Target %zu leaves the network in a state like that of target %zu, but asks for another "
         "output, which one readout cannot give."),
      i + 1,
      redundancy->partner + 1);
    return;
  }
  switch (redundancy->kind) {
  case RC_REDUNDANCY_SILENT:
    g_string_append_printf (
      text, _ ("Target %zu leaves the network silent and cannot be read out."), i + 1);
    break;
  case RC_REDUNDANCY_REPEATS:
    g_string_append_printf (
      text, _ ("Target %zu repeats target %zu."), i + 1, redundancy->partner + 1);
    break;
  case RC_REDUNDANCY_MIRRORS:
    g_string_append_printf (
      text, _ ("Target %zu mirrors target %zu."), i + 1, redundancy->partner + 1);
    break;
  case RC_REDUNDANCY_MIXES:
    g_string_append_printf (
      text,
      _ ("Target %zu cannot be told from a mixture of the other targets at this precision."),
      i + 1);
    break;
  case RC_REDUNDANCY_NONE:
  default:
    g_assert_not_reached ();
  }
}

/**
 * rc_redundancy_describe:
 * @redundancies: from rc_redundancy_new()
 * @field: the mean field they were made from
 *
 * Returns: (transfer full) (nullable): which targets are redundant and what rank
 *   is left, in sentences for a person to read; %NULL if none is
 */
char *
rc_redundancy_describe (const RcRedundancy *redundancies, const RcMeanField *field)
{
  gsize m = field->overlap->size1;
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < m; i++) {
    if (redundancies[i].kind == RC_REDUNDANCY_NONE)
      continue;
    describe_one (text, field->model->targets, &redundancies[i], i);
    g_string_append_c (text, ' ');
  }
  if (field->rank == 0)
    g_string_append (text, _ ("Nothing can be read out: the output is always 0."));
  else if (text->len > 0 || field->rank < m)
    g_string_append_printf (
      text,
      ngettext ("The %zu target has rank %zu: the readout is that of the pseudo-inverse.",
                "The %zu targets have rank %zu: the readout is that of the pseudo-inverse.",
                (gulong)m),
      m,
      field->rank);
  return g_string_free (text, text->len == 0);
}
