/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-sweep.h"
#include "fig-study.h"
#include "fig-viewport.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_SWEEP_PLAN (attractor_sweep_plan_get_type ())

G_DECLARE_FINAL_TYPE (AttractorSweepPlan, attractor_sweep_plan, ATTRACTOR, SWEEP_PLAN, GObject)

AttractorSweepPlan *attractor_sweep_plan_new (void);
const ExpAxis *attractor_sweep_plan_get_axis (AttractorSweepPlan *self, FigDirection direction);
void attractor_sweep_plan_set_parameter (AttractorSweepPlan *self,
                                         FigDirection direction,
                                         const ExpParameter *parameter);
gboolean attractor_sweep_plan_set_axis (AttractorSweepPlan *self,
                                        FigDirection direction,
                                        const ExpAxis *axis,
                                        GError **error);
guint attractor_sweep_plan_get_n_networks (AttractorSweepPlan *self);
void attractor_sweep_plan_set_n_networks (AttractorSweepPlan *self, guint n_networks);
ExpMeasure attractor_sweep_plan_get_shown (AttractorSweepPlan *self);
void attractor_sweep_plan_set_shown (AttractorSweepPlan *self, ExpMeasure measure);
guint attractor_sweep_plan_get_chosen (AttractorSweepPlan *self);
guint attractor_sweep_plan_get_measures (AttractorSweepPlan *self);
void
attractor_sweep_plan_set_measured (AttractorSweepPlan *self, ExpMeasure measure, gboolean measured);
guint attractor_sweep_plan_get_n_places (AttractorSweepPlan *self);
void attractor_sweep_plan_get_choice (AttractorSweepPlan *self, FigChoice *choice);
ExpSweep *attractor_sweep_plan_make_sweep (AttractorSweepPlan *self,
                                           const ExpExperiment *experiment,
                                           GError **error);

G_END_DECLS
