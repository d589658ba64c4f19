/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ExpProportion:
 * @n: of how many
 * @n_successes: how many of them succeeded
 * @fraction: that of these; NaN of none
 * @lower: where the interval begins that has the true probability in it in 95 of 100 cases
 * @upper: where it ends
 *
 * How often something succeeds.
 */
typedef struct {
  gsize n;
  gsize n_successes;
  double fraction;
  double lower;
  double upper;
} ExpProportion;

void exp_proportion_init (ExpProportion *self, gsize n, gsize n_successes);

G_END_DECLS
