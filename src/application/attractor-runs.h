/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attractor-run.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_RUNS (attractor_runs_get_type ())

G_DECLARE_FINAL_TYPE (AttractorRuns, attractor_runs, ATTRACTOR, RUNS, GObject)

AttractorRuns *attractor_runs_new (void);
AttractorRun *attractor_runs_add (AttractorRuns *self, const ExpExperiment *experiment);
void attractor_runs_remove (AttractorRuns *self, AttractorRun *run);
void attractor_runs_restore (AttractorRuns *self, AttractorRun *run);
void attractor_runs_forget_removed (AttractorRuns *self);
void attractor_runs_clear (AttractorRuns *self);
guint attractor_runs_get_n (AttractorRuns *self);
guint attractor_runs_get_n_waiting (AttractorRuns *self);
AttractorRun *attractor_runs_get (AttractorRuns *self, guint index);
AttractorRun *attractor_runs_find (AttractorRuns *self, guint number);
AttractorRun *attractor_runs_get_current (AttractorRuns *self);
AttractorRun *attractor_runs_get_latest (AttractorRuns *self);

G_END_DECLS
