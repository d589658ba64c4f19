/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attractor-comparisons.h"

G_BEGIN_DECLS

GPtrArray *attractor_comparison_table_new (AttractorComparisons *comparisons,
                                           const ExpExperiment *experiment,
                                           const ExpTheory *theory,
                                           const ExpMeasurement *measurement);

G_END_DECLS
