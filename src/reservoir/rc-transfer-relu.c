/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-transfer-ops.h"

#include <math.h>

#include "rc-rectifier.h"

static gpointer
create (double threshold)
{
  return g_memdup2 (&threshold, sizeof threshold);
}

static void
get_values (gconstpointer data, gsize n, const double *x, double *values)
{
  double threshold = *(const double *)data;

  for (gsize i = 0; i < n; i++)
    values[i] = x[i] > threshold ? x[i] - threshold : 0.0;
}

static void
get_slopes (gconstpointer data, gsize n, const double *x, double *slopes)
{
  double threshold = *(const double *)data;

  for (gsize i = 0; i < n; i++)
    slopes[i] = x[i] > threshold ? 1.0 : 0.0;
}

static double
get_bound (gconstpointer data)
{
  return INFINITY;
}

static void
get_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_rectifier_moments (*(const double *)data, c11, c12, c22, moments);
}

const RcTransferOps rc_transfer_relu_ops = {
  create, g_free, get_values, get_slopes, get_bound, get_moments,
};
