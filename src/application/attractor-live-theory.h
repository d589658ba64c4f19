/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-theory.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_LIVE_THEORY (attractor_live_theory_get_type ())

G_DECLARE_FINAL_TYPE (AttractorLiveTheory, attractor_live_theory, ATTRACTOR, LIVE_THEORY, GObject)

AttractorLiveTheory *attractor_live_theory_new (void);
void attractor_live_theory_request (AttractorLiveTheory *self, const ExpExperiment *experiment);
ExpTheory *attractor_live_theory_get_theory (AttractorLiveTheory *self);
const GError *attractor_live_theory_get_error (AttractorLiveTheory *self);
gboolean attractor_live_theory_get_busy (AttractorLiveTheory *self);

G_END_DECLS
