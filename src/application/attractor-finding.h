/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "exp-advice.h"
#include "exp-measurement.h"
#include "exp-theory.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_FINDING (attractor_finding_get_type ())

G_DECLARE_FINAL_TYPE (AttractorFinding, attractor_finding, ATTRACTOR, FINDING, GtkWidget)

GtkWidget *attractor_finding_new (gsize attractor);
void attractor_finding_update (AttractorFinding *self,
                               ExpTheory *theory,
                               ExpMeasurement *measurement,
                               ExpAdvice *advice);
char *attractor_finding_dup_text (AttractorFinding *self);

G_END_DECLS
