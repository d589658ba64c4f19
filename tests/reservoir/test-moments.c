/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "rc-parallel.h"
#include "rc-reference.h"

/*
 * Every moment of every kind against nested adaptive quadrature, over a grid with the
 * hard corners: |correlation| → 1, variances from next to nothing to large, thresholds
 * far in either tail.
 */

static const double variances[] = { 1e-12, 0.01, 1.0, 1e4 };
static const double correlations[] = {
  -1.0, -1.0 + 1e-9, -0.5, 0.0, 0.96, 0.999, 1.0 - 1e-9, 1.0,
};

#define N_VARIANCES G_N_ELEMENTS (variances)
#define N_POINTS (N_VARIANCES * N_VARIANCES * G_N_ELEMENTS (correlations))

typedef struct {
  const RcReference *reference;
  const RcTransfer *transfer;
  double deviations[N_POINTS];
} Grid;

/* The largest deviation of the three moments at one point. */
static double
check (const Grid *grid, double c11, double r, double c22)
{
  double s1 = sqrt (c11), s2 = sqrt (c22), c12 = r * s1 * s2, worst = 0.0;
  double tolerance = grid->reference->formula != NULL ? 1e-9 : 1e-11;
  double actual[3], expected[3];
  RcMoments m, reference;

  rc_transfer_moments (grid->transfer, c11, c12, c22, &m);
  rc_reference_moments (grid->reference, c11, c12, c22, &reference);
  memcpy (actual, &m, sizeof actual);
  memcpy (expected, &reference, sizeof expected);
  for (guint k = 0; k < 3; k++) {
    /* The rectifier and its kin are exact to round-off of the variances. */
    double scale = k == 0 ? MAX (1.0, s1 * s2) : 1.0;
    double difference = fabs (actual[k] - expected[k]) / (scale + fabs (expected[k]));

    worst = MAX (worst, difference);
    if (!(difference <= tolerance))
      g_error ("%s: moment %u at (%g, %.10g, %g) is %.15g, not %.15g",
               grid->reference->name,
               k,
               c11,
               r,
               c22,
               actual[k],
               expected[k]);
  }
  return worst;
}

static gboolean
check_range (gsize begin, gsize end, gpointer data, GError **error)
{
  Grid *grid = data;

  for (gsize p = begin; p < end; p++)
    grid->deviations[p] = check (grid,
                                 variances[p % N_VARIANCES],
                                 correlations[p / (N_VARIANCES * N_VARIANCES)],
                                 variances[p / N_VARIANCES % N_VARIANCES]);
  return TRUE;
}

static void
test_grid (gconstpointer data)
{
  const RcReference *reference = data;
  g_autoptr (RcTransfer) transfer = rc_reference_make_transfer (reference);
  Grid grid = { reference, transfer, { 0.0 } };
  double worst = 0.0;

  g_assert_true (rc_parallel_for (N_POINTS, 4, check_range, &grid, NULL, NULL));
  for (gsize p = 0; p < N_POINTS; p++)
    worst = MAX (worst, grid.deviations[p]);
  g_test_message ("largest deviation %.2g", worst);
}

int
main (int argc, char **argv)
{
  gsize n;
  const RcReference *references = rc_reference_list (&n);

  g_test_init (&argc, &argv, NULL);
  rc_init ();
  for (gsize i = 0; i < n; i++) {
    g_autofree char *path = g_strconcat ("/moments/", references[i].name, NULL);

    g_test_add_data_func (path, &references[i], test_grid);
  }
  return g_test_run ();
}
