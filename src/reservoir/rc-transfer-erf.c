/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-transfer-ops.h"

#include <math.h>

#include "rc-erf-mixture.h"

static gpointer
create (double threshold)
{
  RcErfMixture *mixture = g_new (RcErfMixture, 1);

  rc_erf_mixture_init_erf (mixture);
  return mixture;
}

static void
get_values (gconstpointer data, gsize n, const double *x, double *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = erf (x[i] / G_SQRT2);
}

static void
get_slopes (gconstpointer data, gsize n, const double *x, double *slopes)
{
  for (gsize i = 0; i < n; i++)
    slopes[i] = sqrt (2.0 / G_PI) * exp (-0.5 * x[i] * x[i]);
}

static double
get_bound (gconstpointer data)
{
  return 1.0;
}

static void
get_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_erf_mixture_moments (data, c11, c12, c22, moments);
}

const RcTransferOps rc_transfer_erf_ops = {
  create, g_free, get_values, get_slopes, get_bound, get_moments,
};
