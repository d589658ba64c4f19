/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-comparisons.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_COMPARISON_PAGE (attractor_comparison_page_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorComparisonPage, attractor_comparison_page, ATTRACTOR, COMPARISON_PAGE, AdwBin)

GtkWidget *attractor_comparison_page_new (AttractorComparisons *comparisons);
void attractor_comparison_page_update (AttractorComparisonPage *self,
                                       const ExpExperiment *experiment,
                                       ExpTheory *theory,
                                       ExpMeasurement *measurement);

G_END_DECLS
