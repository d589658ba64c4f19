/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ExpSummary:
 * @n: how many numbers there were, those apart that are not finite
 * @mean: NaN without any, and so are the others
 * @standard_error: of the mean, s/√n; NaN for less than two
 * @minimum: the least
 * @lower_quartile: the quantile of 1/4, between two numbers by a straight line
 * @median: that of 1/2
 * @upper_quartile: that of 3/4
 * @maximum: the largest
 *
 * What is said of several numbers.
 */
typedef struct {
  gsize n;
  double mean;
  double standard_error;
  double minimum;
  double lower_quartile;
  double median;
  double upper_quartile;
  double maximum;
} ExpSummary;

void exp_summary_init (ExpSummary *self, gsize n, const double *values);

G_END_DECLS
