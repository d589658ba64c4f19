/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-ensemble.h"

G_BEGIN_DECLS

/**
 * AttractorStatisticsRow:
 * @heading: it heads those of an attractor
 * @name: what is measured, with its unit; in a heading the attractor
 * @networks: what was measured; in a heading of how many networks
 * @theory: what theory says
 * @networks_why: (nullable): why there is no number in @networks
 * @theory_why: (nullable): why there is none in @theory
 *
 * A row of the table of statistics, in words and numbers in the locale.
 */
typedef struct {
  gboolean heading;
  char *name;
  char *networks;
  char *theory;
  const char *networks_why;
  const char *theory_why;
} AttractorStatisticsRow;

GPtrArray *attractor_statistics_table_new (const ExpEnsemble *ensemble);

G_END_DECLS
