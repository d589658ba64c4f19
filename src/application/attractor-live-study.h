/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fig-study.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_LIVE_STUDY (attractor_live_study_get_type ())

G_DECLARE_FINAL_TYPE (AttractorLiveStudy, attractor_live_study, ATTRACTOR, LIVE_STUDY, GObject)

AttractorLiveStudy *attractor_live_study_new (FigNeeds needs);
gboolean attractor_live_study_set_choice (AttractorLiveStudy *self, const FigChoice *choice);
const FigChoice *attractor_live_study_get_choice (AttractorLiveStudy *self);
void attractor_live_study_request (AttractorLiveStudy *self, ExpTheory *theory);
void attractor_live_study_stop (AttractorLiveStudy *self);
FigNeeds attractor_live_study_get_needs (AttractorLiveStudy *self);
FigStudy *attractor_live_study_get_study (AttractorLiveStudy *self);
gboolean attractor_live_study_get_busy (AttractorLiveStudy *self);

G_END_DECLS
