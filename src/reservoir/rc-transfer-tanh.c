/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-transfer-ops.h"

#include <math.h>
#include <string.h>

#include "rc-erf-mixture.h"

#define LANES 4
/* Beyond it tanh is 1. */
#define LARGEST 20.0
/* ln 2 in two parts, of which the first ends with zeros: k times it is exact. */
#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33
/* A number of this size has its units in the last bits. */
#define UNITS 0x1.8p52
#define BIAS 1023   /* of the exponent of a double … */
#define MANTISSA 52 /* … and the bits that come after it */

/* The series of (e^r - 1)/r, with so many terms that the last is below the rounding of
   the first for |r| up to ln(2)/2. */
static const double series[] = {
  1.0,
  1.0 / 2.0,
  1.0 / 6.0,
  1.0 / 24.0,
  1.0 / 120.0,
  1.0 / 720.0,
  1.0 / 5040.0,
  1.0 / 40320.0,
  1.0 / 362880.0,
  1.0 / 3628800.0,
  1.0 / 39916800.0,
  1.0 / 479001600.0,
  1.0 / 6227020800.0,
};

typedef double Lanes __attribute__ ((vector_size (LANES * sizeof (double)), aligned (8)));
typedef gint64 Bits __attribute__ ((vector_size (LANES * sizeof (gint64)), aligned (8)));

/*
 * tanh |x| = t/(t + 2) with t = e^2|x| - 1 = 2^k (e^r - 1) + (2^k - 1): some numbers side by
 * side, where the C library's function takes one. Within some units of the last digit also where x
 * is small; odd; NaN where x is.
 */
static inline __attribute__ ((always_inline)) void
find_lanes (const double *x, double *values)
{
  const Lanes at = *(const Lanes *)x;
  const Bits sign = (Bits)at & G_MININT64;
  Bits large;
  Lanes size = (Lanes)((Bits)at ^ sign), units, k, r, sum = { 0 }, power, t;

  large = size > LARGEST;
  size = (Lanes)(((Bits)size & ~large) | ((Bits)(LARGEST + (Lanes){ 0 }) & large));
  units = size * (2.0 * M_LOG2E) + UNITS;
  k = units - UNITS;
  r = 2.0 * size - k * LN2_HIGH - k * LN2_LOW;
#pragma GCC unroll 13
  for (gsize i = G_N_ELEMENTS (series); i-- > 0;)
    sum = series[i] + r * sum;
  power = (Lanes)(((Bits)units << MANTISSA) + ((gint64)BIAS << MANTISSA));
  t = power * (r * sum) + (power - 1.0);
  *(Lanes *)values = (Lanes)((Bits)(t / (t + 2.0)) | sign);
}

static inline __attribute__ ((always_inline)) void
get_values_inline (gsize n, const double *x, double *values)
{
  gsize whole = n / LANES * LANES;
  double last[LANES] = { 0.0 };

  for (gsize i = 0; i < whole; i += LANES)
    find_lanes (x + i, values + i);
  if (whole == n)
    return;
  memcpy (last, x + whole, (n - whole) * sizeof (double));
  find_lanes (last, last);
  memcpy (values + whole, last, (n - whole) * sizeof (double));
}

#ifdef __x86_64__
/* The same for processors with wider vectors. */
__attribute__ ((target ("avx2,fma"))) static void
get_values_wide (gsize n, const double *x, double *values)
{
  get_values_inline (n, x, values);
}
#endif

static void
get_values (gconstpointer data, gsize n, const double *x, double *values)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma")) {
    get_values_wide (n, x, values);
    return;
  }
#endif
  get_values_inline (n, x, values);
}

static void
get_slopes (gconstpointer data, gsize n, const double *x, double *slopes)
{
  for (gsize i = 0; i < n; i++) {
    double y = 1.0 / cosh (x[i]);

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
  rc_erf_mixture_moments (rc_erf_mixture_get_tanh (FALSE), c11, c12, c22, moments);
}

static void
get_rough_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_erf_mixture_moments (rc_erf_mixture_get_tanh (TRUE), c11, c12, c22, moments);
}

const RcTransferOps rc_transfer_tanh_ops = {
  .values = get_values,
  .slopes = get_slopes,
  .bound = get_bound,
  .moments = get_moments,
  .rough_moments = get_rough_moments,
};
