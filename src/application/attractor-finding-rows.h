/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measurement.h"
#include "exp-theory.h"

G_BEGIN_DECLS

/**
 * AttractorFindingRow:
 * @title: (translated): what is predicted and measured
 * @theory: what theory says
 * @network: what was measured
 * @difference: network minus theory, where both are numbers
 */
typedef struct {
  char *title;
  char *theory;
  char *network;
  char *difference;
} AttractorFindingRow;

GPtrArray *attractor_finding_rows_new (const ExpTheory *theory,
                                       const ExpMeasurement *measurement,
                                       gsize attractor);
char *attractor_finding_success_to_words (const ExpMeasurement *measurement, gsize attractor);
char *attractor_finding_dup_ode (const ExpTheory *theory, gsize attractor);

G_END_DECLS
