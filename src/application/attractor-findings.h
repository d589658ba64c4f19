/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "exp-measurement.h"
#include "exp-theory.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_FINDINGS (attractor_findings_get_type ())

G_DECLARE_FINAL_TYPE (AttractorFindings, attractor_findings, ATTRACTOR, FINDINGS, AdwBin)

void attractor_findings_set_narrow (AttractorFindings *self, gboolean narrow);
void attractor_findings_set_brief (AttractorFindings *self, gboolean brief);
void
attractor_findings_update (AttractorFindings *self, ExpTheory *theory, ExpMeasurement *measurement);
ExpTheory *attractor_findings_get_theory (AttractorFindings *self);
void attractor_findings_set_error (AttractorFindings *self, const char *message);

G_END_DECLS
