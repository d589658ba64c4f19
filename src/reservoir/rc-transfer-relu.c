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

/* The rounding of a threshold that is far in the tail grows in exp(-θ²/2C). */
static double
get_moment_error (gconstpointer data, double variance)
{
  double threshold = *(const double *)data;

  if (threshold == 0.0)
    return 4e-15;
  return MIN (2e-14 + 4e-15 * threshold * threshold / MAX (variance, G_MINDOUBLE), 1.0);
}

const RcTransferOps rc_transfer_relu_ops = {
  .create = create,
  .destroy = g_free,
  .values = get_values,
  .slopes = get_slopes,
  .bound = get_bound,
  .moments = get_moments,
  .moment_error = get_moment_error,
};
