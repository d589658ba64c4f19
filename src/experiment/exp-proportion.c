/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-proportion.h"

#include <math.h>

/* The normal distribution is within ± this in 95 of 100 cases. */
#define Z 1.959963984540054

/**
 * exp_proportion_init:
 * @n: of how many
 * @n_successes: how many of them succeeded, at most @n
 *
 * With Wilson's score interval (E. B. Wilson, J. Am. Stat. Assoc. 22, 209, 1927), which
 * stays between 0 and 1 and says something of few, and of none or all, too.
 */
void
exp_proportion_init (ExpProportion *self, gsize n, gsize n_successes)
{
  double p = (double)n_successes / (double)n, count = (double)n;
  double centre, reach;

  g_return_if_fail (n_successes <= n);

  *self = (ExpProportion){ n, n_successes, NAN, 0.0, 1.0 };
  if (n == 0)
    return;
  centre = (p + Z * Z / (2.0 * count)) / (1.0 + Z * Z / count);
  reach = Z * sqrt (p * (1.0 - p) / count + Z * Z / (4.0 * count * count)) / (1.0 + Z * Z / count);
  self->fraction = p;
  /* exactly, what rounding would leave next to it */
  self->lower = n_successes == 0 ? 0.0 : centre - reach;
  self->upper = n_successes == n ? 1.0 : centre + reach;
}
