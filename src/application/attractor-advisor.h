/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-advice.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_ADVISOR (attractor_advisor_get_type ())

G_DECLARE_FINAL_TYPE (AttractorAdvisor, attractor_advisor, ATTRACTOR, ADVISOR, GObject)

AttractorAdvisor *attractor_advisor_new (void);
void attractor_advisor_request (AttractorAdvisor *self, const ExpExperiment *experiment);
void attractor_advisor_cancel (AttractorAdvisor *self);
ExpAdvice *attractor_advisor_get_advice (AttractorAdvisor *self);

G_END_DECLS
