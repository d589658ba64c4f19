/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-transfer-ops.h"

#include <math.h>

#include "rc-erf-mixture.h"

static void
get_values (gconstpointer data, gsize n, const double *x, double *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = 1.0 / (1.0 + exp (-x[i]));
}

static void
get_slopes (gconstpointer data, gsize n, const double *x, double *slopes)
{
  for (gsize i = 0; i < n; i++) {
    double y = 0.5 / cosh (0.5 * x[i]);

    slopes[i] = y * y;
  }
}

static double
get_bound (gconstpointer data)
{
  return 1.0;
}

static void
get_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_erf_mixture_moments (rc_erf_mixture_get_logistic (FALSE), c11, c12, c22, moments);
}

static void
get_rough_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_erf_mixture_moments (rc_erf_mixture_get_logistic (TRUE), c11, c12, c22, moments);
}

const RcTransferOps rc_transfer_logistic_ops = {
  .values = get_values,
  .slopes = get_slopes,
  .bound = get_bound,
  .moments = get_moments,
  .rough_moments = get_rough_moments,
};
