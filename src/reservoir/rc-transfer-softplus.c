/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-transfer-ops.h"

#include <math.h>

#include "rc-erf-mixture.h"

static gpointer
create (double threshold)
{
  RcErfMixture *mixture = g_new (RcErfMixture, 1);

  rc_erf_mixture_init_logistic (mixture, RC_ERF_MIXTURE_STEP);
  return mixture;
}

static void
get_values (gconstpointer data, gsize n, const double *x, double *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = MAX (x[i], 0.0) + log1p (exp (-fabs (x[i])));
}

static void
get_slopes (gconstpointer data, gsize n, const double *x, double *slopes)
{
  for (gsize i = 0; i < n; i++)
    slopes[i] = 1.0 / (1.0 + exp (-x[i]));
}

static double
get_bound (gconstpointer data)
{
  return INFINITY;
}

static void
get_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_erf_mixture_integral_moments (data, c11, c12, c22, moments);
}

const RcTransferOps rc_transfer_softplus_ops = {
  create, g_free, get_values, get_slopes, get_bound, get_moments,
};
