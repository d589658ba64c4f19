/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-summary.h"

#include <math.h>

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>

/**
 * exp_summary_init:
 * @n: how many numbers
 * @values: (array length=n): in any order; those that are not finite do not count
 */
void
exp_summary_init (ExpSummary *self, gsize n, const double *values)
{
  g_autofree double *sorted = g_new (double, n + 1);

  *self = (ExpSummary){ 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      sorted[self->n++] = values[i];
  if (self->n == 0)
    return;

  /* Sorted first: then the sum does not depend on the order in which they came. */
  gsl_sort (sorted, 1, self->n);
  self->mean = gsl_stats_mean (sorted, 1, self->n);
  if (self->n > 1)
    self->standard_error = gsl_stats_sd_m (sorted, 1, self->n, self->mean) / sqrt ((double)self->n);
  self->minimum = sorted[0];
  self->lower_quartile = gsl_stats_quantile_from_sorted_data (sorted, 1, self->n, 0.25);
  self->median = gsl_stats_quantile_from_sorted_data (sorted, 1, self->n, 0.5);
  self->upper_quartile = gsl_stats_quantile_from_sorted_data (sorted, 1, self->n, 0.75);
  self->maximum = sorted[self->n - 1];
}
