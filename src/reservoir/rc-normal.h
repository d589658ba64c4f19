/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * rc_normal_density:
 *
 * Returns: the density of the standard normal distribution
 */
static inline double
rc_normal_density (double x)
{
  return exp (-0.5 * x * x) / sqrt (2.0 * G_PI);
}

/**
 * rc_normal_tail:
 *
 * Returns: the probability that a standard normal variable exceeds @x, with a small
 *   relative error
 */
static inline double
rc_normal_tail (double x)
{
  return 0.5 * erfc (x / G_SQRT2);
}

G_END_DECLS
