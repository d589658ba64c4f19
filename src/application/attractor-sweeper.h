/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-sweep-job.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_SWEEPER (attractor_sweeper_get_type ())

G_DECLARE_FINAL_TYPE (AttractorSweeper, attractor_sweeper, ATTRACTOR, SWEEPER, GObject)

AttractorSweeper *attractor_sweeper_new (void);
void attractor_sweeper_start (AttractorSweeper *self, ExpSweep *plan);
void attractor_sweeper_recall (AttractorSweeper *self,
                               const ExpExperiment *experiment,
                               const ExpAxis *x,
                               const ExpAxis *y);
void attractor_sweeper_stop (AttractorSweeper *self);
void attractor_sweeper_clear (AttractorSweeper *self);
void attractor_sweeper_set_paused (AttractorSweeper *self, gboolean paused);
gboolean attractor_sweeper_get_paused (AttractorSweeper *self);
gboolean attractor_sweeper_get_running (AttractorSweeper *self);
gboolean attractor_sweeper_get_stopping (AttractorSweeper *self);
double attractor_sweeper_get_fraction (AttractorSweeper *self);
const char *attractor_sweeper_get_error (AttractorSweeper *self);
const char *attractor_sweeper_get_problem (AttractorSweeper *self);
ExpSweep *attractor_sweeper_get_sweep (AttractorSweeper *self);
char *attractor_sweeper_dup_state (AttractorSweeper *self);

G_END_DECLS
